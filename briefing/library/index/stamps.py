"""What tells without reading it whether a file is the one that was read: size, time and inode."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_LEXICON = "lexicon"
NOTES = ".notes.md"
_JUST_NOW = 2_000_000_000
"""Nanoseconds in which a file may change twice without another time."""


class Stamp(NamedTuple):
    size: int
    time: int
    """Nanoseconds of the last change of any kind, which no program can set; 0 of a file that was changed just
    before and may be once more without showing it."""
    inode: int


def stamp_of(found: os.stat_result) -> Stamp:
    just_now = abs(time.time_ns() - found.st_ctime_ns) < _JUST_NOW
    return Stamp(found.st_size, 0 if just_now else found.st_ctime_ns, found.st_ino)


def briefing_files(folder: str) -> Iterator[tuple[bytes, Stamp]]:
    """The Markdown files below a folder that can be briefings: no notes, nothing hidden."""
    waiting = [folder]
    while waiting:
        try:
            with os.scandir(waiting.pop()) as entries:
                for entry in entries:
                    name = entry.name
                    if name.startswith("."):
                        continue
                    lower = name.lower()
                    if entry.is_dir():
                        if name != _LEXICON and not entry.is_symlink():
                            waiting.append(entry.path)
                    elif lower.endswith((".md", ".markdown")) and not lower.endswith(NOTES):
                        yield os.fsencode(entry.path), _stamp(entry)
        except OSError:
            continue


def notes_files(folder: str) -> Iterator[tuple[bytes, Stamp]]:
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.endswith(NOTES) and not entry.name.startswith("."):
                    yield os.fsencode(entry.path), _stamp(entry)
    except OSError:
        return


def _stamp(entry: os.DirEntry[str]) -> Stamp:
    try:
        return stamp_of(entry.stat())
    except OSError:
        return Stamp(-1, -1, 0)
