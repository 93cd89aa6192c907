"""Reading files that may be hostile, and writing files that must not be lost."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import stat
import time
from hashlib import sha256
from typing import TYPE_CHECKING

from briefing import printable
from briefing.errors import FileChanged, FileError, reason

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO

LIMIT = 20_000_000
"""Bytes. A larger file is refused rather than read in part."""

_PREFIX, _SUFFIX = ".briefing-", ".tmp"
_KEPT = ".kept-by-briefing-"
_MARK = 12
_STALE = 3600.0
_PATIENCE, _PAUSE = 10.0, 0.002


def digest(data: bytes) -> str:
    """The SHA-256 of some bytes, hexadecimal."""
    return sha256(data).hexdigest()


def shown(path: str | os.PathLike[str]) -> str:
    """A path as it may be put into a message: on one line, without controls, always valid Unicode."""
    return printable.line(os.fspath(path).replace("\n", "\u240a"))


def read(path: str | os.PathLike[str], limit: int = LIMIT) -> bytes:
    """The bytes of a regular file.

    Never waits for a pipe and never reads on without end. Raises FileError in every other case.
    """
    with reading(path, limit) as file:
        try:
            data = file.read(limit + 1)
        except OSError as error:
            raise FileError(f"{shown(path)} cannot be read: {reason(error)}.") from error
    if len(data) > limit:
        raise FileError(f"{shown(path)} has more than the {limit:,} bytes that are read; cut it into parts.")
    return data


def reading(path: str | os.PathLike[str], limit: int | None = None) -> BinaryIO:
    """A regular file opened for reading, of no more than so many bytes. Raises FileError otherwise."""
    flags = os.O_RDONLY | os.O_CLOEXEC | os.O_NOCTTY | os.O_NONBLOCK
    try:
        descriptor = os.open(path, flags)
    except OSError as error:
        raise FileError(f"{shown(path)} cannot be opened: {reason(error)}.") from error
    except ValueError as error:
        raise FileError(
            f"{shown(path)!r} is no name of a file, since it holds a zero byte; name another."
        ) from error
    try:
        _check_regular(path, os.fstat(descriptor), limit)
        return os.fdopen(descriptor, "rb")
    except BaseException as error:  # an interrupt, too, must leave nothing open
        os.close(descriptor)
        if isinstance(error, OSError):
            raise FileError(f"{shown(path)} cannot be read: {reason(error)}.") from error
        raise


def _check_regular(path: str | os.PathLike[str], found: os.stat_result, limit: int | None) -> None:
    if stat.S_ISDIR(found.st_mode):
        raise FileError(f"{shown(path)} is a folder, where a file was expected; name a file in it.")
    if not stat.S_ISREG(found.st_mode):
        raise FileError(
            f"{shown(path)} is not a regular file, and only regular files are read; "
            "copy what it gives into one."
        )
    if limit is not None and found.st_size > limit:
        raise FileError(
            f"{shown(path)} has {found.st_size:,} bytes, more than the {limit:,} that are read; "
            "cut it into parts."
        )


def read_if_there(path: str | os.PathLike[str], limit: int = LIMIT) -> bytes | None:
    """As ``read``, but None where nothing stands under that name."""
    try:
        return read(path, limit)
    except FileError as error:
        if isinstance(error.__cause__, FileNotFoundError):
            return None
        raise


def save(path: str | os.PathLike[str], data: bytes, base: str | None) -> None:
    """Put ``data`` in the place of a file, whole or not at all.

    ``base`` is the digest of the bytes that the caller read, or None when there was no file. When the
    file is another by now, nothing is written and FileChanged is raised; FileError says why a disk
    refused. When this returns, the data are on the disk. Links, mode, owner and extended attributes stay.
    """
    target = os.path.realpath(path)
    try:
        _save(target, data, base)
    except OSError as error:
        raise FileError(f"{shown(path)} cannot be written, and is as it was: {reason(error)}.") from error


def _save(target: str, data: bytes, base: str | None) -> None:
    folder = os.path.dirname(target)
    old = _status(target)
    if old is not None and not stat.S_ISREG(old.st_mode):
        raise FileError(f"{shown(target)} is not a regular file and cannot be replaced; name another.")
    if old is not None and old.st_nlink > 1:
        # Replacing would cut the other names off, so the bytes go into the same file.
        _write_in_place(target, data, base)
        return
    temporary = temporary_name(target)
    try:
        _write_new(temporary, data, target, old)
        _checked(target, base)
        if base is None:
            put(temporary, target)
        else:
            _exchange(temporary, target, base)
    finally:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
    _confirm(folder, target)


def interrupted(path: str | os.PathLike[str]) -> str:
    """Where the old bytes of a file are that the program was killed while it wrote into, if it ever was.

    Only a file with several names is written into; every other is whole. Nothing, too, where that cannot be
    found out.
    """
    target = os.path.realpath(path)
    with contextlib.suppress(OSError, FileError):
        found = _status(target)
        if found is not None and found.st_nlink > 1:
            return next((kept for kept, needed in _kept(target, read(target)) if needed), "")
    return ""


@contextlib.contextmanager
def exclusive(folder: Path) -> Iterator[None]:
    """Keep the other users of this lock, threads or processes, out meanwhile.

    Nothing is left behind. Where there is no such folder, or no lock in its file system, nobody is kept out.
    """
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except OSError:
        yield
        return
    try:
        _wait_for_lock(descriptor, folder)
        yield
    finally:
        os.close(descriptor)


def create_folder(path: Path) -> None:
    """Make a folder and its parents, for the user alone where they are new."""
    try:
        _create_folder(path)
    except OSError as error:
        raise FileError(f"The folder {shown(path)} cannot be made: {reason(error)}.") from error


def sweep(folder: Path) -> None:
    """Remove what a killed process left behind in a folder: temporary files older than an hour."""
    for path in left_over(folder):
        with contextlib.suppress(OSError):
            os.unlink(path)


def left_over(folder: Path) -> list[str]:
    """The files that ``sweep`` would remove from a folder, by name."""
    with contextlib.suppress(OSError):
        kept = {str(path): _status(str(path)) for path in folder.glob(f"{_PREFIX}*{_SUFFIX}")}
        return sorted(path for path, found in kept.items() if found and found.st_mtime < time.time() - _STALE)
    return []


def _status(path: str) -> os.stat_result | None:
    try:
        return os.lstat(path)  # a link that could not be followed is no file to be replaced
    except FileNotFoundError:
        return None


def _checked(path: str, base: str | None) -> bytes | None:
    """The bytes of a file, if they are still those that the caller knows."""
    before = _identity(path)
    present = read_if_there(path)
    if (None if present is None else digest(present)) != base or _identity(path) != before:
        raise _changed(path)
    return present


def _identity(path: str) -> tuple[int, int, int] | None:
    found = _status(path)
    return found and (found.st_ino, found.st_size, found.st_mtime_ns)


def _changed(path: str) -> FileChanged:
    return FileChanged(f"{shown(path)} was changed by another program since it was read; read it again.")


def temporary_name(target: str) -> str:
    """A free name beside a file, for its new content; ``sweep`` removes what is left under such names."""
    return os.path.join(os.path.dirname(target), f"{_PREFIX}{os.urandom(8).hex()}{_SUFFIX}")


def _write_new(path: str, data: bytes, target: str, old: os.stat_result | None) -> None:
    """A new file beside the target, with its attributes, on the disk."""
    mode = 0o666 if old is None else 0o600
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, mode)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        if old is not None:
            _copy_attributes(target, old, descriptor)
        os.fsync(descriptor)


def put(temporary: str, target: str) -> None:
    """Give a new file its name, where nothing has it: raises FileChanged or OSError otherwise."""
    try:
        os.link(temporary, target)  # unlike a rename, fails when a file appeared meanwhile
    except FileExistsError:
        raise _changed(target) from None
    except OSError as error:
        if error.errno not in (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS):
            raise
        os.replace(temporary, target)  # a file system without hard links


def _exchange(temporary: str, target: str, base: str) -> None:
    """Put a new file in the place of the one that the caller knows.

    Between the last look at it and this moment another program may have saved. So the two change places
    where the system can do that, and a file that turns out to be another gets its place back.
    """
    try:
        if not _swap(temporary, target):
            os.replace(temporary, target)
            return
    except FileNotFoundError:
        raise _changed(target) from None
    try:
        known = digest(read(temporary)) == base
    except FileError:
        return  # it was the one known when it was last looked at
    if not known:
        os.replace(temporary, target)
        raise _changed(target)


def _swap(one: str, other: str) -> bool:
    """Let two files change names at once; whether the system and its disk can do that."""
    import ctypes

    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError):
        return False
    here, exchange = -100, 2
    if rename(here, os.fsencode(one), here, os.fsencode(other), exchange) == 0:
        return True
    code = ctypes.get_errno()
    if code in (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP):
        return False
    raise OSError(code, os.strerror(code))


def _kept(target: str, present: bytes) -> Iterator[tuple[str, bool]]:
    """The old bytes of a file that were kept while it was written into, and whether they are needed still.

    Their names tell what was to be written: where the file holds that, or what it held, nothing is amiss.
    """
    folder, name = os.path.split(target)
    for entry in sorted(os.listdir(folder)):
        if entry.startswith(name + _KEPT):
            wanted = entry.removeprefix(name + _KEPT)[:_MARK]
            kept = os.path.join(folder, entry)
            yield kept, not digest(present).startswith(wanted) and read(kept) != present


def _write_in_place(target: str, data: bytes, base: str | None) -> None:
    """Other bytes in the same file. The old ones are on the disk beside it until that is done."""
    old = _checked(target, base) or b""
    for left, needed in _kept(target, old):
        if not needed:
            os.unlink(left)
    kept = f"{target}{_KEPT}{digest(data)[:_MARK]}-{os.urandom(2).hex()}"
    temporary = temporary_name(target)
    try:
        _write_new(temporary, old, target, os.stat(target))
        os.replace(temporary, kept)  # whole as soon as it has that name
    finally:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
    sync_folder(os.path.dirname(target))
    try:
        _checked(target, base)
        _overwrite(target, data)
    except FileChanged:
        os.unlink(kept)
        raise
    except OSError as error:
        try:
            _overwrite(target, old)
        except OSError:
            raise FileError(
                f"{shown(target)} could only be written in part, and its old content is in "
                f"{shown(kept)}: {reason(error)}."
            ) from error
        os.unlink(kept)
        raise
    os.unlink(kept)


def _overwrite(path: str, data: bytes) -> None:
    with open(path, "r+b") as file:
        file.write(data)
        file.truncate()
        file.flush()
        os.fsync(file.fileno())


def _copy_attributes(target: str, old: os.stat_result, descriptor: int) -> None:
    # Owner first: changing it may take bits off the mode. What the user may not set is left out.
    with contextlib.suppress(PermissionError):
        os.fchown(descriptor, old.st_uid, old.st_gid)
    with contextlib.suppress(PermissionError):
        os.fchmod(descriptor, stat.S_IMODE(old.st_mode))
    if hasattr(os, "listxattr"):
        with contextlib.suppress(OSError):
            for name in os.listxattr(target):
                with contextlib.suppress(OSError):
                    os.setxattr(descriptor, name, os.getxattr(target, name))


def _wait_for_lock(descriptor: int, folder: Path) -> None:
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > end:
                raise FileError(
                    f"Another program is writing in {shown(folder)} and does not end; end it, or try again."
                ) from None
            time.sleep(_PAUSE)
        except OSError:
            return
        else:
            return


def _create_folder(path: Path) -> None:
    if path.is_dir():
        return
    if not path.parent.is_dir():
        _create_folder(path.parent)
    path.mkdir(exist_ok=True, mode=0o700)
    sync_folder(str(path.parent))


def _confirm(folder: str, target: str) -> None:
    try:
        sync_folder(folder)
    except OSError as error:
        raise FileError(
            f"{shown(target)} was written, but the disk did not confirm it: {reason(error)}."
        ) from error


def sync_folder(folder: str) -> None:
    """Wait until the disk has the names in a folder. Raises OSError."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):  # some network file systems have no such call
            raise
    finally:
        os.close(descriptor)
