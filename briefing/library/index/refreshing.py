"""Bringing an index up to date with the files it is of."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefing import files
from briefing.errors import BriefingError, FileError
from briefing.library.index import stamps
from briefing.library.index.shelved import Shelved, bindable, shelved
from briefing.library.index.shelves import Shelves
from briefing.library.index.stamps import Stamp

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator
    from pathlib import Path

_BATCH = 200


@dataclass(frozen=True, slots=True)
class Progress:
    done: int
    total: int


@dataclass(slots=True)
class Refreshed:
    """What a refresh did."""

    read: int = 0
    """Briefings that were read anew."""
    dropped: int = 0
    """Files that are gone."""
    notes: int = 0
    """Notes files that were read anew."""
    refused: list[str] = field(default_factory=list)
    """Why a file could not be read, a sentence each."""
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Stale:
    """A file that has to be read."""

    path: bytes
    stamp: Stamp
    bundled: bool
    digest: bytes | None
    """Of the bytes that were read last; None where nothing is known, or the reading no longer holds."""


def read_stale(stale: Stale, library: Path) -> tuple[bytes, Shelved | None]:
    """The digest of a file's bytes and what an index keeps of it; None where the bytes are the known ones."""
    path = os.fsdecode(stale.path)
    try:
        data = files.read(path)
        digest = bytes.fromhex(files.digest(data))
        if digest == stale.digest:
            return digest, None
        return digest, _shelved(data, path, library)
    except BriefingError as error:
        name = os.path.splitext(os.path.basename(path))[0]
        return b"", Shelved(id="", title=bindable(name), problem=bindable(str(error)))


def _shelved(data: bytes, path: str, library: Path) -> Shelved:
    from briefing.library import lexicons
    from briefing.library.opening import read_briefing

    lexicon, _ = lexicons.merged(lexicons.find(library))
    return shelved(read_briefing(data, path, library), lexicon)


class Refresh:
    """One run over the files of a library and its notes."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        library: Path,
        bundled: Path | None,
        notes: Path,
        on_progress: Callable[[Progress], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> None:
        self._base = connection
        self._library = library
        self._bundled = bundled
        self._notes = notes
        self._on_progress = on_progress or (lambda progress: None)
        self._cancelled = cancelled or (lambda: False)
        self._shelves = Shelves(connection)
        self.outcome = Refreshed()

    def run(self) -> Refreshed:
        known = {
            path: (Stamp(size, time, inode), bytes(digest), stale)
            for path, size, time, inode, digest, stale in self._base.execute(
                "SELECT path, size, time, inode, digest, stale FROM briefings"
            )
        }
        waiting: list[Stale] = []
        for path, stamp, bundled in self._files():
            before = known.pop(path, None)
            if before is None:
                waiting.append(Stale(path, stamp, bundled, None))
            elif before[2] or not stamps.same(before[0], stamp):
                waiting.append(Stale(path, stamp, bundled, None if before[2] else before[1]))
        for path in known:
            self.outcome.dropped += self._shelves.drop(path)
        changed = self.outcome.dropped > 0
        for done, stale in enumerate(waiting):
            if self._cancelled():
                self.outcome.cancelled = True
                break
            changed |= self._take(stale)
            if done % _BATCH == _BATCH - 1:
                self._base.commit()
            self._on_progress(Progress(done + 1, len(waiting)))
        if changed:
            self._shelves.tell_apart()
        self._take_notes()
        self._base.commit()
        return self.outcome

    def _files(self) -> Iterator[tuple[bytes, Stamp, bool]]:
        for path, stamp in stamps.briefing_files(os.path.abspath(self._library)):
            yield path, stamp, False
        if self._bundled:
            for path, stamp in stamps.briefing_files(os.path.abspath(self._bundled)):
                yield path, stamp, True

    def _take(self, stale: Stale) -> bool:
        digest, one = read_stale(stale, self._library)
        if one is None:
            self._base.execute(
                "UPDATE briefings SET size = ?, time = ?, inode = ? WHERE path = ?",
                (*stale.stamp, stale.path),
            )
            return False
        if not digest:
            self.outcome.refused.append(one.problem)
        self._shelves.put(stale.path, stale.stamp, digest, stale.bundled, one)
        self.outcome.read += 1
        return True

    def _take_notes(self) -> None:
        from briefing.notes import page

        folder = os.fsencode(os.path.abspath(self._notes))
        known = {
            path: (Stamp(size, time, inode), bytes(digest))
            for path, size, time, inode, digest in self._base.execute(
                "SELECT path, size, time, inode, digest FROM notes_files WHERE folder = ?", (folder,)
            )
        }
        for path, stamp in stamps.notes_files(os.fsdecode(folder)):
            before = known.pop(path, None)
            if before and stamps.same(before[0], stamp):
                continue
            try:
                data = files.read(os.fsdecode(path))
            except FileError:
                self._shelves.drop_notes(path)
                continue
            digest = bytes.fromhex(files.digest(data))
            found = page.parse(data)
            stem = os.path.basename(os.fsdecode(path)).removesuffix(".notes.md")
            self._shelves.put_notes(path, folder, stamp, digest, found.briefing or stem, found.notes)
            self.outcome.notes += 1
        for path in known:
            self._shelves.drop_notes(path)
