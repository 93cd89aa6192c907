"""Bringing an index up to date with the files it is of."""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefing import files
from briefing.errors import BriefingError, FileError
from briefing.library.index import stamps
from briefing.library.index.rereading import Readers
from briefing.library.index.shelved import Shelved, bindable, shelved
from briefing.library.index.shelves import Shelves

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from briefing.library.index.stamps import Stamp

BATCH_SECONDS = 1.0
"""After which what was read is committed, so that it is found and stays."""


@dataclass(frozen=True, slots=True)
class Progress:
    done: int
    total: int

    @property
    def told(self) -> str:
        """``reading 20 of 1,000``; empty where there is nothing to be read."""
        return f"reading {self.done:,} of {self.total:,}" if self.total else ""


@dataclass(slots=True)
class Refreshed:
    """What a refresh did."""

    read: int = 0
    """Briefings that were read anew."""
    dropped: int = 0
    """Files that are gone."""
    notes: int = 0
    """Notes files that were read anew, or are gone."""
    refused: list[str] = field(default_factory=list)
    """Why a file could not be read, a sentence each."""
    cancelled: bool = False
    busy: bool = False
    """Whether another process is at it, so that this one left it alone."""


@dataclass(frozen=True, slots=True)
class Stale:
    """A file that has to be read."""

    path: bytes
    stamp: Stamp
    bundled: bool = False
    digest: bytes = b""
    """Of the bytes that were read last; empty where nothing is known, or their reading no longer holds."""


@dataclass(frozen=True, slots=True)
class Places:
    """The folders that an index is of."""

    library: Path
    bundled: Path | None
    notes: Path


@dataclass(slots=True)
class Work:
    """What there is to do."""

    readers: bool
    """Whether the program or a lexicon changed, so that more has to be read than files changed."""

    stale: list[Stale]
    gone: list[bytes]
    notes: list[Stale]
    notes_gone: list[bytes]

    def __bool__(self) -> bool:
        return bool(self.readers or self.stale or self.gone or self.notes or self.notes_gone)


def survey(base: sqlite3.Connection, places: Places) -> Work:
    """Compare the files with what is known of them, by what tells without reading them."""
    known = {row[0]: row for row in base.execute("SELECT path, size, time, inode, stale FROM briefings")}
    stale = []
    for path, stamp, bundled in _briefings(places):
        before = known.pop(path, None)
        if before is None or before[-1]:
            stale.append(Stale(path, stamp, bundled))
        elif before[1:4] != stamp or not stamp.time:
            one = Stale(path, stamp, bundled, _digest(base, "briefings", path))
            if not _is_known(one):
                stale.append(one)
    folder = _folder(places.notes)
    noted = {
        row[0]: row[1:]
        for row in base.execute("SELECT path, size, time, inode FROM notes_files WHERE folder = ?", (folder,))
    }
    notes = []
    for path, stamp in stamps.notes_files(folder):
        seen = noted.pop(path, None)
        if seen != stamp or not stamp.time:
            one = Stale(path, stamp, digest=b"" if seen is None else _digest(base, "notes_files", path))
            if not _is_known(one):
                notes.append(one)
    return Work(not Readers(places.library).are_known(base), stale, list(known), notes, list(noted))


def _is_known(stale: Stale) -> bool:
    """Whether a file holds the bytes that are known, though it was changed too short ago to be sure of it
    without reading. Its stamp is kept another time."""
    if stale.stamp.time or not stale.digest:
        return False
    try:
        return bytes.fromhex(files.digest(files.read(os.fsdecode(stale.path)))) == stale.digest
    except FileError:
        return False


def read_stale(stale: Stale, library: Path) -> tuple[bytes, Shelved | None]:
    """The digest of a file's bytes and what an index keeps of it; None where the bytes are the known ones."""
    path, digest = os.fsdecode(stale.path), b""
    try:
        data = files.read(path)
        digest = bytes.fromhex(files.digest(data))
        if digest == stale.digest:
            return digest, None
        return digest, _shelved(data, path, library)
    except BriefingError as error:
        name = os.path.splitext(os.path.basename(path))[0]
        return digest, Shelved(id="", title=bindable(name), problem=bindable(str(error)))


def _shelved(data: bytes, path: str, library: Path) -> Shelved:
    from briefing.library import lexicons
    from briefing.library.opening import read_briefing

    lexicon, _ = lexicons.merged(lexicons.find(library))
    return shelved(read_briefing(data, path, library), lexicon)


class Refresh:
    """One run over what is to do, on the connection that writes."""

    def __init__(
        self,
        base: sqlite3.Connection,
        places: Places,
        jobs: int,
        on_progress: Callable[[Progress], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> None:
        self._base = base
        self._places = places
        self._jobs = jobs
        self._on_progress = on_progress or (lambda progress: None)
        self._cancelled = cancelled or (lambda: False)
        self._shelves = Shelves(base)
        self._outcome = Refreshed()
        self._committed = time.monotonic()

    def run(self, work: Work) -> Refreshed:
        self._take_notes(work)
        for path in work.gone:
            self._outcome.dropped += self._shelves.drop(path)
        self._take_briefings(work.stale)
        if self._outcome.read or self._outcome.dropped:
            self._shelves.tell_apart()
        self._commit()
        return self._outcome

    def _commit(self) -> None:
        """Wait for whoever reads, however long that takes: it is the work of many hours perhaps."""
        while True:
            try:
                self._base.commit()
            except sqlite3.OperationalError as error:
                if "locked" not in str(error) or self._cancelled():
                    raise
            else:
                self._committed = time.monotonic()
                return

    def _take_briefings(self, waiting: list[Stale]) -> None:
        from briefing.library.index.workers import read_all

        with closing(read_all(waiting, self._places.library, self._jobs)) as outcomes:
            for done, (stale, (digest, one)) in enumerate(outcomes, 1):
                self._take(stale, digest, one)
                self._on_progress(Progress(done, len(waiting)))
                if self._cancelled():
                    self._outcome.cancelled = done < len(waiting)
                    return
                if time.monotonic() - self._committed > BATCH_SECONDS:
                    self._commit()

    def _take(self, stale: Stale, digest: bytes, one: Shelved | None) -> None:
        if one is None:
            self._base.execute(
                "UPDATE briefings SET size = ?, time = ?, inode = ? WHERE path = ?",
                (*stale.stamp, stale.path),
            )
            return
        if not one.id:
            self._outcome.refused.append(one.problem)
        self._shelves.put(stale.path, stale.stamp, digest, stale.bundled, one)
        self._outcome.read += 1

    def _take_notes(self, work: Work) -> None:
        folder = _folder(self._places.notes)
        for stale in work.notes:
            try:
                data = files.read(os.fsdecode(stale.path))
            except FileError:
                self._outcome.notes += self._shelves.drop_notes(stale.path)
                continue
            digest = bytes.fromhex(files.digest(data))
            if digest == stale.digest:
                self._base.execute(
                    "UPDATE notes_files SET size = ?, time = ?, inode = ? WHERE path = ?",
                    (*stale.stamp, stale.path),
                )
                continue
            from briefing.notes import page

            found = page.parse(data)
            stem = os.path.basename(os.fsdecode(stale.path)).removesuffix(stamps.NOTES)
            self._shelves.put_notes(
                stale.path, folder, stale.stamp, digest, found.briefing or stem, found.notes
            )
            self._outcome.notes += 1
        for path in work.notes_gone:
            self._outcome.notes += self._shelves.drop_notes(path)


def _briefings(places: Places) -> Iterator[tuple[bytes, Stamp, bool]]:
    for path, stamp in stamps.briefing_files(_folder(places.library)):
        yield path, stamp, False
    if places.bundled:
        for path, stamp in stamps.briefing_files(_folder(places.bundled)):
            yield path, stamp, True


def _digest(base: sqlite3.Connection, table: str, path: bytes) -> bytes:
    row = base.execute(f"SELECT digest FROM {table} WHERE path = ?", (path,)).fetchone()
    return bytes(row[0]) if row else b""


def _folder(path: Path) -> bytes:
    return os.fsencode(os.path.abspath(path))
