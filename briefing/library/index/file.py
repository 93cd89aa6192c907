"""The file of an index: where it is, whether it can be trusted, and connections to it.

One process writes at a time. The others read between its transactions, and wait for a moment where they have
to. Whatever is wrong with the file, it is made anew: all of it can be read again from the library.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import sqlite3
import tempfile
import time
import weakref
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from briefing import files, paths
from briefing.errors import FileError
from briefing.library.index import seal, tables
from briefing.library.index.seal import Seal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.library.index.seal import Look

_WAIT_TO_READ, _WAIT_TO_WRITE, _WAIT_FOR_LOCK = 3.0, 30.0, 0.5
_PAUSE = 0.01
_CACHE = -48_000
"""KiB of pages that a writer keeps before it has to write them in the middle of a transaction."""


class Busy(Exception):
    """Another process is writing."""


class IndexFile:
    """Of a library, whose folder gives it its name."""

    def __init__(self, library: Path) -> None:
        name = sha256(os.fsencode(os.path.abspath(library))).hexdigest()[:24]
        self.path = paths.cache() / "index" / f"{name}.sqlite"
        self._trusted: Look | None = None
        self._inode = 0
        self.generation = 0
        """Counts the files that stood here one after the other; a connection is to one of them."""

    def ready(self) -> int:
        """Make sure that there is a file to be trusted; its generation.

        Costs a look at the file where nobody has written since, and reading it once where somebody has.
        """
        found = seal.look_at(self.path)
        if found is None or found != self._trusted:
            try:
                self._make_ready(found)
            except (OSError, FileError, sqlite3.Error):
                self._go_private()
                self._make_ready(None)
        return self.generation

    def reading(self) -> sqlite3.Connection:
        """A connection for answers. Where somebody keeps the file locked, past the lock."""
        connection = sqlite3.connect(self.path, timeout=_WAIT_TO_READ, check_same_thread=False)
        try:
            connection.execute("SELECT count(*) FROM facts").fetchone()
        except sqlite3.OperationalError:
            connection.close()
            return self.unlocked()
        return connection

    def unlocked(self) -> sqlite3.Connection:
        """A connection that asks nobody. Only for a file that nobody writes into for a while."""
        place = f"{self.path.resolve().as_uri()}?immutable=1"
        return sqlite3.connect(place, uri=True, check_same_thread=False)

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A connection for changes, which are kept as far as they were committed.

        Raises Busy while another process writes, and OSError where the disk refuses.
        """
        self.ready()
        with self._locked():
            if not self._is_sound():
                self._make_anew()
            connection = sqlite3.connect(self.path, timeout=_WAIT_TO_WRITE)
            inode = os.stat(self.path).st_ino
            try:
                for setting in (f"cache_size = {_CACHE}", "cache_spill = OFF", "synchronous = OFF"):
                    connection.execute(f"PRAGMA {setting}")
                connection.execute("PRAGMA journal_mode = TRUNCATE").fetchone()
                seal.write(self.path, Seal(tables.SCHEMA, None))
                yield connection
                connection.commit()
            except sqlite3.OperationalError as error:
                if "locked" in str(error):
                    raise Busy from error
                raise
            finally:
                connection.close()
                self._seal(inode)

    def condemn(self) -> None:
        """Make the file anew, since what stands in it makes no sense."""
        with suppress(Busy), self._locked():
            self._make_anew()
        self._trusted = None

    def look(self) -> Look | None:
        """What changes when anybody writes into the file."""
        return seal.look_at(self.path)

    @property
    def is_sealed(self) -> bool:
        """Whether it was closed well. Otherwise somebody writes, or was stopped at it."""
        known = seal.read(self.path)
        return known is not None and not known.broken

    @property
    def is_locked(self) -> bool:
        """Whether somebody writes at this moment. Makes nothing, unlike those who write."""
        try:
            descriptor = os.open(f"{self.path}.lock", os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
        except OSError:
            return False
        try:
            fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        except OSError:
            return False
        finally:
            os.close(descriptor)
        return False

    def verify(self) -> bool:
        """Read all of the file, where that was last done long ago; whether it is what it was."""
        known = seal.read(self.path)
        if known is None or known.broken or not known.old:
            return True
        with suppress(Busy), self._locked():
            known = seal.read(self.path)
            if known and not known.broken and not seal.holds(known, self.path):
                self._make_anew()
                return False
            if known and not known.broken:
                seal.write(self.path, seal.renewed(known, self.path))
        return True

    def _make_ready(self, found: Look | None) -> None:
        files.create_folder(self.path.parent)
        end = time.monotonic() + _WAIT_TO_READ
        while True:
            known = seal.read(self.path)
            if known and known.schema == tables.SCHEMA and found is not None:
                if known.look == found:
                    self._stand_on(found, trusted=True)
                    return
                if known.broken:
                    # Somebody writes, or was stopped at it: who writes next looks at all of it first.
                    self._stand_on(found, trusted=False)
                    return
            try:
                with self._locked():
                    if not self._is_sound():
                        self._make_anew()
            except Busy:
                if time.monotonic() > end:
                    raise OSError from None
            found = seal.look_at(self.path)

    def _stand_on(self, found: Look, trusted: bool) -> None:
        if found.inode != self._inode:
            self.generation += 1
        self._inode = found.inode
        self._trusted = found if trusted else None

    def _is_sound(self) -> bool:
        """Whether the file is what it was when it was closed last, and is one of ours at all."""
        known, found = seal.read(self.path), seal.look_at(self.path)
        if known is None or known.schema != tables.SCHEMA or found is None:
            return False
        if known.broken:
            return is_whole(self.path)
        self._drop_journal()
        if known.look == found:
            return True
        if not seal.holds(known, self.path):
            return False
        seal.write(self.path, seal.renewed(known, self.path))
        return True

    def _make_anew(self) -> None:
        """An empty file in the place of whatever stands there."""
        if self.path.is_dir() and not self.path.is_symlink():
            os.replace(self.path, f"{self.path}.aside-{os.urandom(4).hex()}")
        for ending in ("", "-journal", "-wal", "-shm", ".seal"):
            with suppress(FileNotFoundError):
                os.unlink(f"{self.path}{ending}")
        connection = sqlite3.connect(self.path)
        try:
            connection.executescript(f"PRAGMA page_size = 8192; BEGIN; {tables.TABLES} COMMIT;")
        finally:
            connection.close()
        seal.write(self.path, seal.sealed(self.path, tables.SCHEMA))
        self._trusted = None

    def _drop_journal(self) -> None:
        """A file that was closed well needs no journal; one that stands there is not of it."""
        with suppress(OSError):
            if os.path.getsize(f"{self.path}-journal"):
                os.unlink(f"{self.path}-journal")

    def _seal(self, inode: int) -> None:
        """Seal the file that was written, unless another stands in its place by now."""
        with suppress(OSError):
            if os.stat(self.path).st_ino != inode:
                return
            descriptor = os.open(self.path, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
            seal.write(self.path, seal.sealed(self.path, tables.SCHEMA))

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Alone among those who write. Raises Busy."""
        descriptor = os.open(f"{self.path}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            end = time.monotonic() + _WAIT_FOR_LOCK
            while True:
                try:
                    fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError:
                    if time.monotonic() > end:
                        raise Busy from None
                    time.sleep(_PAUSE)
            yield
        finally:
            os.close(descriptor)

    def _go_private(self) -> None:
        """A file for this process alone, where the cache cannot be written."""
        folder = tempfile.mkdtemp(prefix="briefing-index-")
        weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
        self.path = Path(folder) / "index.sqlite"
        self._trusted = None


def is_whole(path: Path) -> bool:
    """Whether SQLite finds nothing amiss in a file that was being written when its process was stopped."""
    try:
        connection = sqlite3.connect(path, timeout=_WAIT_TO_WRITE)
    except sqlite3.Error:
        return False
    try:
        found = connection.execute("PRAGMA integrity_check(1)").fetchone()
        for table in ("words", "labels", "remarks"):
            connection.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)")
        connection.rollback()
    except sqlite3.DatabaseError:
        return False
    finally:
        connection.close()
    return bool(found and found[0] == "ok")
