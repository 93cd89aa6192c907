"""What tells without reading it whether a file is the one that was read: size, time and inode."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_LEXICON = b"lexicon"
NOTES = ".notes.md"
_JUST_NOW = 2_000_000_000
"""Nanoseconds in which a file may change twice without another time."""


class Stamp(NamedTuple):
    size: int
    time: int
    """Nanoseconds of the last change of any kind, which no program can set; 0 of a file that was changed just
    before and may be once more without showing it."""
    inode: int


def briefing_files(folder: bytes) -> Iterator[tuple[bytes, Stamp]]:
    """The Markdown files below a folder that can be briefings: no notes, nothing hidden."""
    horizon = time.time_ns() - _JUST_NOW
    waiting = [folder]
    while waiting:
        try:
            with os.scandir(waiting.pop()) as entries:
                for entry in entries:
                    name = entry.name
                    if name.startswith(b"."):
                        continue
                    if entry.is_dir():
                        if name != _LEXICON and not entry.is_symlink():
                            waiting.append(entry.path)
                    elif _is_briefing(name):
                        yield entry.path, _stamp(entry, horizon)
        except OSError:
            continue


def notes_files(folder: bytes) -> Iterator[tuple[bytes, Stamp]]:
    horizon = time.time_ns() - _JUST_NOW
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.endswith(NOTES.encode()) and not entry.name.startswith(b"."):
                    yield entry.path, _stamp(entry, horizon)
    except OSError:
        return


def _is_briefing(name: bytes) -> bool:
    if not name.endswith((b".md", b".markdown")):
        name = name.lower()
        if not name.endswith((b".md", b".markdown")):
            return False
    return not name.lower().endswith(NOTES.encode())


def _stamp(entry: os.DirEntry[bytes], horizon: int) -> Stamp:
    """The stamp of a file; of one that was changed after the horizon without its time."""
    try:
        found = entry.stat()
    except OSError:
        return Stamp(-1, -1, 0)
    changed = found.st_ctime_ns
    return Stamp(found.st_size, changed if changed < horizon else 0, found.st_ino)
