"""File operations that go wrong: the Nth of them below a folder is refused, cut in half, or the last one.

The operations are those made through ``os``, its files and ``files._swap``: opening, reading, listing and
asking as well as whatever changes something.
"""

from __future__ import annotations

import builtins
import errno
import io
import os
import re
import signal
import sys
import traceback
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from briefing import files
from briefing.errors import BriefingError

REFUSALS = (errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EROFS, errno.EACCES)

_OF_PATHS = (
    "chmod", "chown", "getxattr", "link", "listdir", "listxattr", "lstat", "mkdir", "remove", "rename",
    "replace", "rmdir", "scandir", "setxattr", "stat", "symlink", "truncate", "unlink", "utime",
)  # fmt: skip
_OF_DESCRIPTORS = ("fchmod", "fchown", "fdatasync", "fstat", "fsync", "ftruncate", "pwrite", "write")

_WRITING = ("fsync", "link", "mkdir", "pwrite", "rename", "replace", "swap", "symlink", "write")

Deed = Callable[[str], None]
"""What happens at an operation, before it is made."""


class Operations:
    """Counts the operations below a folder, and does something at one of them."""

    def __init__(
        self, folder: Path, at: int, deed: Deed, *, only: tuple[str, ...] = (), lasting: bool = False
    ) -> None:
        """``only`` counts some kinds; ``lasting`` does it at every later operation that writes, too."""
        self.made: list[str] = []
        """The name of each, in their order."""
        self._folder = os.fspath(folder)
        self._at = at
        self._deed = deed
        self._only = only
        self._lasting = lasting
        self._descriptors: set[int] = set()

    @property
    def reached(self) -> bool:
        return len(self.made) >= self._at

    def step(self, name: str) -> None:
        if self._only and name not in self._only:
            return
        self.made.append(name)
        if len(self.made) == self._at or (self._lasting and self.reached and name in _WRITING):
            self._deed(name)

    def write(self, data: Any, write: Callable[[Any], int]) -> int:
        """A write that is to go wrong has written half of its bytes."""
        if len(self.made) + 1 == self._at and (not self._only or "write" in self._only):
            write(memoryview(data)[: len(data) // 2])
        self.step("write")
        return write(data)

    def forget(self, descriptor: int) -> None:
        self._descriptors.discard(descriptor)

    def concerns(self, path: Any) -> bool:
        if isinstance(path, int):
            return path in self._descriptors
        try:
            return os.path.abspath(os.fsdecode(path)).startswith(self._folder)
        except TypeError:
            return False

    @contextmanager
    def counted(self) -> Iterator[Operations]:
        real_open, real_close, real_fdopen = os.open, os.close, os.fdopen
        built_in_open = builtins.open

        def open_(path: Any, flags: int, *more: Any, **options: Any) -> int:
            concerns = self.concerns(path)
            if concerns:
                self.step("open")
            descriptor = real_open(path, flags, *more, **options)
            if concerns:
                self._descriptors.add(descriptor)
            return descriptor

        def close(descriptor: int) -> None:
            self.forget(descriptor)
            real_close(descriptor)

        def file(path: Any, mode: str = "r", buffering: int = -1, *more: Any, **options: Any) -> Any:
            if not self.concerns(path) or "b" not in mode:
                return built_in_open(path, mode, buffering, *more, **options)
            if not isinstance(path, int):
                self.step("open")
            return _buffered(_File(self, path, mode.replace("b", ""), options.get("closefd", True)), mode)

        def fdopen(descriptor: int, mode: str = "r", *more: Any, **options: Any) -> Any:
            if descriptor in self._descriptors:
                return file(descriptor, mode, *more, **options)
            return real_fdopen(descriptor, mode, *more, **options)

        with (
            mock.patch.multiple(os, open=open_, close=close, fdopen=fdopen, **self._others()),
            mock.patch.object(builtins, "open", file),
            mock.patch.object(io, "open", file),
            mock.patch.object(files, "_swap", self._counting("swap", files._swap)),
        ):
            yield self

    def _others(self) -> dict[str, Callable[..., Any]]:
        names = [name for name in (*_OF_PATHS, *_OF_DESCRIPTORS) if hasattr(os, name)]
        return {name: self._counting(name, getattr(os, name)) for name in names}

    def _counting(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            if any(self.concerns(argument) for argument in arguments[:2]):
                if name in ("write", "pwrite"):
                    return self.write(arguments[1], lambda data: real(arguments[0], data, *arguments[2:]))
                self.step(name)
            return real(*arguments, **options)

        return call


class _File(io.FileIO):
    def __init__(self, operations: Operations, path: Any, mode: str, closefd: bool) -> None:
        self._operations = operations
        super().__init__(path, mode, closefd)

    def close(self) -> None:
        if not self.closed and self.closefd:
            self._operations.forget(self.fileno())
        super().close()

    def readinto(self, buffer: Any) -> int:
        self._operations.step("read")
        return super().readinto(buffer)

    def readall(self) -> bytes:
        self._operations.step("read")
        return super().readall()

    def write(self, data: Any) -> int:
        return self._operations.write(data, super().write)

    def truncate(self, size: int | None = None) -> int:
        self._operations.step("truncate")
        return super().truncate(size)


def _buffered(raw: io.FileIO, mode: str) -> Any:
    if "+" in mode:
        return io.BufferedRandom(raw)
    return io.BufferedReader(raw) if "r" in mode else io.BufferedWriter(raw)


def unconfirmed(descriptor: int) -> None:
    """In the place of ``os.fsync``, which takes its time: what is written outlives a killed process."""


def refuse(code: int) -> Deed:
    def deed(name: str) -> None:
        raise OSError(code, os.strerror(code))

    return deed


def kill(name: str) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def apart(act: Callable[[], object]) -> int:
    """Do something in a process of its own; its exit code, or its signal below zero."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the threads of the test runner are not missed there
        child = os.fork()
    if child == 0:
        code = 1
        try:
            act()
            code = 0
        except BaseException:  # noqa: BLE001 - shown there, and known here by the exit code
            traceback.print_exc()
            sys.stderr.flush()
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def killed(folder: Path, at: int, act: Callable[[], object], *, only: tuple[str, ...] = ()) -> bool:
    """Whether something was killed at its Nth operation. A write was cut in half by it."""

    def work() -> None:
        with Operations(folder, at, kill, only=only).counted():
            act()

    code = apart(work)
    assert code in (0, -signal.SIGKILL), f"it ended with {code}"
    return code != 0


Trouble = str | int
TROUBLES: tuple[Trouble, ...] = ("killed", "cut in half", "full from then on", *REFUSALS)
SOME_OR_EVERY = pytest.mark.parametrize(
    "step", [pytest.param(11, id="some"), pytest.param(1, id="every", marks=pytest.mark.long)]
)
"""How many operations a walk goes on at once."""

_MOST = 2000


def steps(trouble: Trouble, step: int) -> Iterator[int]:
    """The operations of a walk; those of one trouble are not those of another."""
    yield from range(1 + TROUBLES.index(trouble) % step, _MOST, step)
    pytest.fail("the operations do not end")


def happened(trouble: Trouble, at: int, folder: Path, act: Callable[[], object]) -> tuple[bool, bool]:
    """Do something that goes wrong at its Nth operation: whether it has so many, and whether it went well."""
    if trouble in ("killed", "cut in half"):
        dead = killed(folder, at, act, only=() if trouble == "killed" else ("write",))
        return dead, not dead
    lasting = trouble == "full from then on"
    operations = Operations(folder, at, refuse(errno.ENOSPC if lasting else int(trouble)), lasting=lasting)
    with operations.counted():
        try:
            act()
        except BriefingError as error:
            assert re.fullmatch(r"[^\n]+[^\s.]\.", str(error)), error
            return True, False
    return operations.reached, True
