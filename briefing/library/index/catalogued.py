"""The index of a library, as commands and screens use it."""

from __future__ import annotations

import os
import sqlite3
import threading
from typing import TYPE_CHECKING, Any, TypeVar

from briefing import paths, state
from briefing.library.index.file import Busy, IndexFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from briefing.library.catalogue import Library
    from briefing.library.index.listing import Listing, Page, Row
    from briefing.library.index.lookups import Lookups
    from briefing.library.index.refreshing import Places, Progress, Refreshed
    from briefing.library.index.searching import Hit

Answer = TypeVar("Answer")


class Index:
    """Answers from what was read last; ``refresh`` reads what changed since.

    A file that turns out to be damaged is made anew, and is empty until the next refresh.
    """

    def __init__(self, library: Library, notes: Path | None = None) -> None:
        self._library = library
        self._notes = notes or paths.notes()
        self._file = IndexFile(library.folder)
        self._local = threading.local()
        self.complete = False
        """Whether everything is in it that the last look at the files showed."""

    def refresh(
        self,
        on_progress: Callable[[Progress], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
        jobs: int | None = None,
    ) -> Refreshed:
        """Bring the index up to date with the files. What was read stays read when this is cancelled.

        ``jobs`` are the processes that read, as many as there are processors unless it is said.
        """
        from briefing.library.index.refreshing import Refreshed

        for _ in range(2):
            try:
                outcome = self._refreshed(on_progress, cancelled, jobs or len(os.sched_getaffinity(0)))
            except Busy:
                return Refreshed(busy=True)
            except sqlite3.DatabaseError:
                self._file.condemn()
            else:
                self.complete = not outcome.cancelled
                return outcome
        return Refreshed(busy=True)

    def listed(self, listing: Listing, first: int = 0, count: int = 50) -> Page:
        """A page of the list of briefings. Raises QueryError for a filter that means nothing."""
        from briefing.library.index.listing import listed

        return self._answer(lambda base: listed(base, listing, first, count, **self._scope()))

    def position(self, listing: Listing, briefing: str) -> int:
        """The row of a list at which a briefing stands, by its id; -1 where it is not in it."""
        from briefing.library.index.listing import position

        return self._answer(lambda base: position(base, listing, briefing, **self._scope()))

    def around(self, date: str, meeting: str) -> tuple[Row, ...]:
        """The readouts that may be of a meeting: dated about a day, or of that name."""
        from briefing.library.index.listing import around

        return self._answer(lambda base: around(base, date, meeting, **self._scope()))

    def find(self, name: str) -> Row | None:
        """The briefing with an id, or with the only id that begins so."""
        from briefing.library.index.listing import named

        return self._answer(lambda base: named(base, name, **self._scope()))

    def search(self, words: str, limit: int = 50, begun: bool = False) -> Iterator[Hit]:
        """Where something stands, notes first. ``begun`` takes the last word for the beginning of one.

        Raises QueryError for a query that means nothing.
        """
        from briefing.library.index import queries
        from briefing.library.index.searching import search

        query = queries.parse(words, begun)
        return iter(self._answer(lambda base: list(search(base, query, limit, **self._scope()))))

    def lookups(self) -> Lookups:
        """What dossiers are made of."""
        from briefing.library.index.lookups import Lookups

        return Lookups(self._answer, self._library.bundled)

    def ask(self, act: Callable[[sqlite3.Connection], Answer]) -> Answer:
        """What comes of reading the tables; ``act`` is begun again where the file turns out to be damaged."""
        return self._answer(act)

    def close(self) -> None:
        """Give up this thread's connection."""
        found = self._local.__dict__.pop("known", None)
        if found is not None:
            found[1].close()

    def _refreshed(
        self,
        on_progress: Callable[[Progress], None] | None,
        cancelled: Callable[[], bool] | None,
        jobs: int,
    ) -> Refreshed:
        from briefing.library.index.refreshing import Refresh, Refreshed, survey
        from briefing.library.index.rereading import Readers

        self._file.verify()
        before = self._file.look()
        work = survey(self._connection(), self._places())
        if not work and self._file.is_sealed:
            return Refreshed()
        self.close()
        with self._file.writing() as base:
            if work.readers or self._file.look() != before:
                # Once more: more is to be read, or another process may have done it all in between.
                Readers(self._library.folder).mark(base)
                work = survey(base, self._places())
            return Refresh(base, self._places(), jobs, on_progress, cancelled).run(work)

    def _answer(self, act: Callable[[sqlite3.Connection], Answer]) -> Answer:
        """What comes of asking the file: past the lock, where it is locked; anew, where it is damaged."""
        try:
            return act(self._connection())
        except sqlite3.DatabaseError as error:
            if "locked" in str(error):
                past_the_lock = self._file.unlocked()
                try:
                    return act(past_the_lock)
                finally:
                    past_the_lock.close()
        self._file.condemn()
        self.complete = False
        return act(self._connection())

    def _connection(self) -> sqlite3.Connection:
        """This thread's, to the file that stands there now."""
        generation = self._file.ready()
        known: tuple[int, sqlite3.Connection] | None = getattr(self._local, "known", None)
        if known is None or known[0] != generation:
            self.close()
            known = self._local.known = (generation, self._file.reading())
        return known[1]

    def _places(self) -> Places:
        from briefing.library.index.refreshing import Places

        bundled = paths.bundled_content() if self._library.bundled else None
        return Places(self._library.folder, bundled, self._notes)

    def _scope(self) -> dict[str, Any]:
        return {
            "opened": state.recent(),
            "notes": os.fsencode(os.path.abspath(self._notes)),
            "bundled": self._library.bundled,
        }
