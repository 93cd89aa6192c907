"""The index of a library, as commands and screens use it."""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING

from briefing import paths, state
from briefing.library.index.file import IndexFile

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from briefing.library.catalogue import Library
    from briefing.library.index.listing import Listing, Page
    from briefing.library.index.lookups import Lookups
    from briefing.library.index.refreshing import Progress, Refreshed
    from briefing.library.index.searching import Hit


class Index:
    """Answers from what was read last; ``refresh`` reads what changed since."""

    def __init__(self, library: Library, notes: Path | None = None) -> None:
        self._library = library
        self._notes = notes or paths.notes()
        self._file = IndexFile(library.folder)
        self._local = threading.local()

    def refresh(
        self,
        on_progress: Callable[[Progress], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Refreshed:
        """Bring the index up to date with the files. What was read stays read when this is cancelled."""
        from briefing.library.index.refreshing import Refresh

        bundled = paths.bundled_content() if self._library.bundled else None
        with self._file.writing() as connection:
            return Refresh(
                connection, self._library.folder, bundled, self._notes, on_progress, cancelled
            ).run()

    def listed(self, listing: Listing, first: int = 0, count: int = 50) -> Page:
        """A page of the list of briefings. Raises QueryError for a filter that means nothing."""
        from briefing.library.index.listing import listed

        return listed(
            self.connection,
            listing,
            first,
            count,
            opened=state.recent(),
            notes=self._notes_folder,
            bundled=self._library.bundled,
        )

    def search(self, words: str, limit: int = 50, begun: bool = False) -> Iterator[Hit]:
        """Where something stands, notes first. ``begun`` takes the last word for the beginning of one.

        Raises QueryError for a query that means nothing.
        """
        from briefing.library.index import queries
        from briefing.library.index.searching import search

        return search(
            self.connection,
            queries.parse(words, begun),
            limit,
            opened=state.recent(),
            notes=self._notes_folder,
            bundled=self._library.bundled,
        )

    def lookups(self) -> Lookups:
        """What dossiers are made of."""
        from briefing.library.index.lookups import Lookups

        return Lookups(self.connection, self._library.bundled)

    @property
    def connection(self) -> sqlite3.Connection:
        """This thread's connection, for reading."""
        found: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if found is None:
            found = self._local.connection = self._file.reading()
        return found

    @property
    def _notes_folder(self) -> bytes:
        return os.fsencode(os.path.abspath(self._notes))
