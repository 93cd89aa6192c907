"""What may be imported: the readouts that files, folders, archives, lines and addresses hold, one by one."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from briefing import files
from briefing.errors import BriefingError, FileError, SourceError, reason
from briefing.library.opening import STANDARD_INPUT, standard_input
from briefing.sources.kinds import ENDINGS, by_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from zipfile import ZipFile

    from briefing.sources.kinds import Kind

_ADDRESS = ("http://", "https://")
_ARCHIVE_LIMIT = 60_000_000
"""Bytes of an archive, packed."""
_LINE = re.compile(r"\.(?:jsonl|ndjson)#\d+$", re.IGNORECASE)
_NAMES = (".notes.md",)


@dataclass(frozen=True, slots=True)
class Given:
    """One readout as it was named, before anybody has read it."""

    name: str
    """As it is told: a path, a member of an archive by its path, a line by its number, an address."""
    path: str = ""
    """Of the file that it stands in."""
    member: str = ""
    """Of the archive that the file is."""
    start: int = -1
    length: int = 0
    """Of the line of the file, in bytes."""
    data: bytes | None = None
    """Of what came through a pipe or from the network."""
    url: str = ""
    retrieved: str = ""
    charset: str = ""

    @property
    def kind(self) -> Kind | None:
        """What is known of its kind, whatever its bytes are."""
        return "lines" if self.start >= 0 else None


def gather(names: Iterable[str], *, fetch: bool = False) -> Iterator[Given | BriefingError]:
    """Every readout that is meant, in order and once, or why what was named cannot be taken.

    Files are taken by whatever name; in folders and archives those are looked for whose names promise a
    readout. Addresses are only taken where ``fetch`` allows it.
    """
    seen: set[str] = set()
    for name in names:
        for given in _named(name, fetch=fetch):
            if isinstance(given, BriefingError):
                yield given
            elif given.name not in seen:
                seen.add(given.name)
                yield given


def kind_of_source(name: str) -> Kind | None:
    """What the name of a source tells of its kind, whatever its bytes are: a line's does."""
    return "lines" if _LINE.search(name) else None


def bytes_of(given: Given) -> bytes:
    """Raises FileError or SourceError where they cannot be had."""
    if given.data is not None:
        return given.data
    if given.member:
        from briefing.sources import archive

        return archive.read(_opened(given.path, _stamp(given.path)), given.member)
    if given.start >= 0:
        return _line(given)
    return files.read(given.path)


def _named(name: str, *, fetch: bool) -> Iterator[Given | BriefingError]:
    if name == STANDARD_INPUT:
        try:
            yield Given("standard input", data=standard_input())
        except SourceError as error:
            yield error
    elif name.lower().startswith(_ADDRESS):
        shown = files.shown(name)
        if fetch:
            yield Given(name, url=name)
        else:
            yield SourceError(f"{shown} is on the network, which is only used when asked for: add --fetch.")
    elif os.path.isdir(name):
        for path in _readouts_below(name):
            yield from _in_file(path)
    else:
        yield from _in_file(name)


def _in_file(path: str) -> Iterator[Given | BriefingError]:
    kind = by_name(path)
    if kind not in ("zip", "lines"):
        yield Given(path, path)
        return
    try:
        yield from _members(path) if kind == "zip" else _lines(path)
    except BriefingError as error:
        yield error


def _members(path: str) -> Iterator[Given | BriefingError]:
    from briefing.sources import archive

    members = archive.readable(_opened(path, _stamp(path)))
    if not members:
        yield SourceError(
            f"{files.shown(path)} holds no file that could be a readout; "
            "name one with text, pages, PDF, Word files or e-mails."
        )
    for member in members:
        yield Given(f"{path}/{member}", path, member)


def _lines(path: str) -> Iterator[Given | BriefingError]:
    """The lines of a file of any size, which is never held whole."""
    start = 0
    with files.reading(path) as file:
        for number, line in enumerate(iter(lambda: file.readline(files.LIMIT + 1), b""), 1):
            name = f"{path}#{number}"
            if len(line) > files.LIMIT:
                yield SourceError(
                    f"{files.shown(name)} is a line of more than {files.LIMIT:,} bytes; "
                    "take a file with shorter ones."
                )
                return
            if line.strip():
                yield Given(name, path, start=start, length=len(line))
            start += len(line)


def _line(given: Given) -> bytes:
    with files.reading(given.path) as file:
        file.seek(given.start)
        return file.read(given.length).strip()


@lru_cache(1)
def _opened(path: str, _: tuple[int, int]) -> ZipFile:
    """The archive that was read last, for its members follow one another."""
    from briefing.sources import archive

    return archive.opened(files.read(path, _ARCHIVE_LIMIT), path)


def _stamp(path: str) -> tuple[int, int]:
    try:
        found = os.stat(path)
    except OSError as error:
        raise FileError(f"{files.shown(path)} cannot be opened: {reason(error)}.") from error
    return found.st_size, found.st_mtime_ns


def _readouts_below(folder: str) -> list[str]:
    found = []
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = os.path.join(place, name)
            hidden = name.startswith(".") or name.lower().endswith(_NAMES)
            if not hidden and name.lower().endswith(ENDINGS) and os.path.isfile(path):
                found.append(path)
    return found
