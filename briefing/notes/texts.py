"""The texts that notes were made on, kept beside the notes so that they travel with them."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from briefing import files
from briefing.errors import FileChanged, FileError
from briefing.model import text_digest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FOLDER = ".texts"
_ATTEMPTS = 20
_LIMIT = 80_000_000
"""Bytes of a text. What unpacks to more was not written by this program."""


class Texts:
    def __init__(self, folder: Path) -> None:
        self.folder = folder / FOLDER
        self._kept: set[str] = set()

    def keep(self, text: str) -> None:
        """Put a text on the disk, once. Afterwards it is whole there, or FileError is raised."""
        name = text_digest(text)
        if name in self._kept:
            return
        for _ in range(_ATTEMPTS):
            if self.find(name) is not None:
                self._kept.add(name)
                return
            # Another instance may be writing the same text.
            with suppress(FileChanged):
                self._write(name, text)
        raise FileError(f"The text of the briefing cannot be kept in {files.shown(self.folder)}; try again.")

    def find(self, revision: str) -> str | None:
        """The text whose digest begins with some digits, if it was kept and is whole."""
        try:
            entries = [entry for entry in os.listdir(self.folder) if entry.startswith(revision)]
        except OSError:
            return None
        found = (self._whole(entry) for entry in sorted(entries))
        return next((text for text in found if text is not None), None)

    def all(self) -> Iterator[str]:
        """The texts that were kept and are whole, by their digests."""
        try:
            entries = sorted(os.listdir(self.folder))
        except OSError:
            return
        for entry in entries:
            text = self._whole(entry)
            if text is not None:
                yield text

    def _whole(self, entry: str) -> str | None:
        """The text in a file that is called by its digest."""
        text = self._read(entry) if entry.endswith(".gz") else None
        return text if text is not None and f"{text_digest(text)}.gz" == entry else None

    def _write(self, name: str, text: str) -> None:
        import gzip

        files.create_folder(self.folder)
        path = self.folder / f"{name}.gz"
        old = files.read_if_there(path)
        packed = gzip.compress(text.encode("utf-8", "surrogatepass"), 6, mtime=0)
        files.save(path, packed, None if old is None else files.digest(old))

    def _read(self, entry: str) -> str | None:
        import zlib

        try:
            unpacking = zlib.decompressobj(zlib.MAX_WBITS | 16)
            data = unpacking.decompress(files.read(self.folder / entry), _LIMIT)
            return None if unpacking.unconsumed_tail else data.decode("utf-8", "surrogatepass")
        except (FileError, zlib.error, UnicodeDecodeError):
            return None
