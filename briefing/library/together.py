"""Many new files put on the disk at once: the disk is waited for once, not once a file.

First all are written under names of their own, then the disk confirms them, and only then each gets its name.
So whenever this is ended, by a crash or by the power, a file under its name is whole.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
from typing import TYPE_CHECKING

from briefing import files
from briefing.errors import FileError, reason

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    Group = Sequence[tuple[Path, bytes]]
    """Files of which each is only put in its place when those before it are."""


def put(groups: Sequence[Group]) -> list[FileError | None]:
    """Put new files in place, all on the disk when this returns; what kept each group from it.

    Nothing that has one of the names already is touched: FileChanged says so.
    """
    written: dict[Path, str] = {}
    try:
        errors = [_written(group, written) for group in groups]
        try:
            _confirm(written)
        except OSError as error:
            problem = FileError(f"The disk does not confirm what was written: {reason(error)}.")
            return [problem for _ in groups]
        for at, group in enumerate(groups):
            errors[at] = errors[at] or _placed(group, written)
        _confirm_names(written)
    finally:
        for temporary in written.values():
            with contextlib.suppress(OSError):
                os.unlink(temporary)
    return errors


def _written(group: Group, written: dict[Path, str]) -> FileError | None:
    """Write files under names of their own."""
    for path, data in group:
        temporary = files.temporary_name(str(path))
        try:
            descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o666)
            written[path] = temporary
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
        except OSError as error:
            return _refused(path, error)
    return None


def _placed(group: Group, written: dict[Path, str]) -> FileError | None:
    for path, _ in group:
        try:
            files.put(written[path], str(path))
        except FileError as error:
            return error
        except OSError as error:
            return _refused(path, error)
    return None


def _confirm(written: dict[Path, str]) -> None:
    """Wait until the disk has what was written: one call for all where the system has it."""
    if len(written) > 1 and _sync_file_system(next(iter(written.values()))):
        return
    for temporary in written.values():
        descriptor = os.open(temporary, os.O_RDONLY | os.O_CLOEXEC)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _sync_file_system(path: str) -> bool:
    try:
        sync = ctypes.CDLL(None, use_errno=True).syncfs
    except (AttributeError, OSError):
        return False
    descriptor = os.open(os.path.dirname(path), os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        return bool(sync(descriptor) == 0)
    finally:
        os.close(descriptor)


def _confirm_names(written: dict[Path, str]) -> None:
    for folder in {os.path.dirname(temporary) for temporary in written.values()}:
        with contextlib.suppress(OSError):  # the files are there, and whole
            files.sync_folder(folder)


def _refused(path: Path, error: OSError) -> FileError:
    return FileError(f"{files.shown(path)} cannot be written: {reason(error)}.")
