"""The files that briefings were made of, kept as they were found, by their hash."""

from __future__ import annotations

import os
import zlib
from typing import TYPE_CHECKING

from briefing import files
from briefing.errors import FileChanged, FileError

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = ".originals"
_LIMIT = 80_000_000
"""Bytes of an original. What unpacks to more was not written by this program."""


class Originals:
    """Those of a library; its folder is made when the first one is kept."""

    def __init__(self, library: Path) -> None:
        self.folder = library / FOLDER

    def keep(self, data: bytes, name: str = "") -> str:
        """Put an original on the disk, once, and give its digest, which is ``name`` where that is known."""
        name = name or files.digest(data)
        path = self.path(name)
        if self.has(name):
            return name
        files.create_folder(self.folder)
        present = files.read_if_there(path)
        try:
            files.save(path, packed(data), None if present is None else files.digest(present))
        except FileChanged:
            if self.find(name) is None:  # unless another import has just kept the same
                raise
        return name

    def has(self, name: str) -> bool:
        """Whether an original is kept and whole."""
        return os.path.exists(self.path(name)) and self.find(name) is not None

    def find(self, name: str) -> bytes | None:
        """The bytes whose digest this is, if they were kept and are whole."""
        try:
            unpacking = zlib.decompressobj(zlib.MAX_WBITS | 16)
            data = unpacking.decompress(files.read(self.path(name)), _LIMIT)
        except (FileError, zlib.error):
            return None
        return data if not unpacking.unconsumed_tail and files.digest(data) == name else None

    def path(self, name: str) -> Path:
        return self.folder / f"{name}.gz"


def packed(data: bytes) -> bytes:
    import gzip

    return gzip.compress(data, 6, mtime=0)


def beside(path: Path, name: str) -> bytes | None:
    """The original of a briefing's file: kept in the library that the file is in, at any depth."""
    if not name:
        return None
    for folder in path.absolute().parents:
        data = Originals(folder).find(name) if (folder / FOLDER).is_dir() else None
        if data is not None:
            return data
    return None
