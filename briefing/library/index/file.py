"""The file of an index: where it is, and connections to it."""

from __future__ import annotations

import os
import sqlite3
from contextlib import contextmanager
from hashlib import sha256
from typing import TYPE_CHECKING

from briefing import files, paths
from briefing.library.index import tables

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PATIENCE = 5.0
"""Seconds to wait for another process that writes."""


class IndexFile:
    def __init__(self, folder: Path) -> None:
        """``folder`` is the library's."""
        name = sha256(os.fsencode(os.path.abspath(folder))).hexdigest()[:24]
        self.path = paths.cache() / "index" / f"{name}.sqlite"

    def reading(self) -> sqlite3.Connection:
        """A connection for answers."""
        return self._connected()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        connection = self._connected()
        try:
            yield connection
            connection.commit()
        finally:
            connection.close()

    def _connected(self) -> sqlite3.Connection:
        files.create_folder(self.path.parent)
        connection = sqlite3.connect(self.path, timeout=_PATIENCE, check_same_thread=False)
        known = connection.execute("PRAGMA user_version").fetchone()[0]
        if known != tables.SCHEMA:
            connection.executescript(
                f"BEGIN IMMEDIATE; {tables.TABLES} PRAGMA user_version = {tables.SCHEMA}; COMMIT;"
            )
        return connection
