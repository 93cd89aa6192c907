"""What tells without reading it whether a file is the one that was read: size, time and inode."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_LEXICON = "lexicon"
_NOTES = ".notes.md"
_JUST_NOW = 2_000_000_000
"""Nanoseconds in which a file may change twice without another time."""


class Stamp(NamedTuple):
    size: int
    time: int
    """Nanoseconds; 0 of a file that had been changed just before, whose stamp says too little."""
    inode: int


def stamp_of(found: os.stat_result) -> Stamp:
    just_now = abs(time.time_ns() - found.st_mtime_ns) < _JUST_NOW
    return Stamp(found.st_size, 0 if just_now else found.st_mtime_ns, found.st_ino)


def same(known: Stamp, found: Stamp) -> bool:
    return known == found and known.time != 0


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
                    elif lower.endswith((".md", ".markdown")) and not lower.endswith(_NOTES):
                        yield os.fsencode(entry.path), _stamp(entry)
        except OSError:
            continue


def notes_files(folder: str) -> Iterator[tuple[bytes, Stamp]]:
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.endswith(_NOTES) and not entry.name.startswith("."):
                    yield os.fsencode(entry.path), _stamp(entry)
    except OSError:
        return


def _stamp(entry: os.DirEntry[str]) -> Stamp:
    try:
        return stamp_of(entry.stat())
    except OSError:
        return Stamp(-1, 0, 0)
