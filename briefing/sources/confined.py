"""Files that parsers of other people's take apart are read in a process of its own, within limits.

The process is kept for the next file, and begun anew when it died of one. It can write no file, and it has
so much memory and time and no more.
"""

from __future__ import annotations

import atexit
import json
import os
import select
import subprocess
import sys
import threading
import time
from contextlib import suppress
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing.errors import SourceError, reason
from briefing.sources.found import Found, unpacked

if TYPE_CHECKING:
    from briefing.sources.kinds import Kind

PATIENCE = 20.0
"""Seconds by the clock, after which a process that gives no answer is ended."""
FILES = 500
"""A process is let go after so many, with whatever they left in its memory."""

_NEEDS: dict[Kind, tuple[str, ...]] = {
    "html": ("lxml",),
    "xml": ("lxml",),
    "mail": ("lxml",),
    "pdf": ("pypdf",),
    "docx": ("mammoth", "lxml"),
}
_EXTRAS: dict[Kind, str] = {"html": "html", "xml": "html", "mail": "html", "pdf": "pdf", "docx": "docx"}
_CALLED: dict[Kind, str] = {
    "html": "web page",
    "xml": "XML file",
    "mail": "e-mail",
    "pdf": "PDF",
    "docx": "Word document",
}
_ONE: dict[Kind, str] = {"html": "a", "xml": "an", "mail": "an", "pdf": "a", "docx": "a"}
_LENGTH = 20
_ROOT = str(Path(__file__).parents[2])
_PROGRAM = "import sys; sys.path.insert(0, sys.argv[1]); from briefing.sources.inside import serve; serve()"


def read(data: bytes, kind: Kind, *, charset: str = "", fragment: bool = False) -> Found:
    """The words of a file. Raises SourceError where they cannot be had, and says why.

    ``fragment``: the bytes are markup in UTF-8 of which nothing is furniture.
    """
    missing = [package for package in _NEEDS[kind] if not _is_installed(package)]
    if missing:
        raise SourceError(
            f"To read {_ONE[kind]} {_CALLED[kind]}, {' and '.join(missing)} must be installed: "
            f"pip install 'briefing[{_EXTRAS[kind]}]'."
        )
    question = {"kind": kind, "size": len(data), "charset": charset[:40], "fragment": fragment}
    answer = _reader().ask(question, data)
    if answer is None:
        raise SourceError(
            f"This {_CALLED[kind]} takes longer or more memory than any readout does; "
            "save its text and take that."
        )
    if "refused" in answer:
        raise SourceError(str(answer["refused"]))
    try:
        return unpacked(answer["found"])
    except (KeyError, TypeError, ValueError) as error:
        trouble = "is too large" if "too_large" in answer else "is damaged"
        raise SourceError(
            f"This {_CALLED[kind]} {trouble} and cannot be read; save its text and take that."
        ) from error


@cache
def _is_installed(package: str) -> bool:
    return find_spec(package) is not None


@cache
def _reader() -> Reader:
    reader = Reader()
    atexit.register(reader.close)
    return reader


class Reader:
    """The process, and how it is spoken with."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._asked = 0
        self._closed = False

    def ask(self, question: dict[str, Any], data: bytes) -> dict[str, Any] | None:
        """The answer to a question; None when the process could not give one."""
        with self._lock:
            if self._closed:
                return None
            if self._process is None or self._process.poll() is not None or self._asked >= FILES:
                self._end()
                self._begin()
            self._asked += 1
            try:
                answer = self._exchange(json.dumps(question).encode() + b"\n", data)
            except BaseException:  # among them that the user has interrupted
                self._end()
                raise
            if answer is None or ("found" not in answer and "refused" not in answer):
                self._end()  # it cannot be trusted with another file
            return answer

    def close(self) -> None:
        """End the process, whatever it is at; who waits for an answer gets none."""
        self._closed = True
        process = self._process
        if process is not None:
            process.kill()  # before the lock is asked for, which is held until there is an answer
        with self._lock:
            self._end()

    def _begin(self) -> None:
        try:
            self._process = subprocess.Popen(
                # Apart from the user's folders and variables, and from the keys of this terminal.
                [sys.executable, "-I", "-c", _PROGRAM, _ROOT],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
                cwd="/",
                env={},
            )
        except OSError as error:
            raise SourceError(f"No process can be started to read this file: {reason(error)}.") from error
        self._asked = 0

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for pipe in (process.stdin, process.stdout):
            with suppress(OSError):
                if pipe is not None:
                    pipe.close()
        process.wait()

    def _exchange(self, header: bytes, data: bytes) -> dict[str, Any] | None:
        process = self._process
        if process is None or process.stdin is None or process.stdout is None:
            return None
        deadline = time.monotonic() + PATIENCE
        if not _send(process.stdin.fileno(), header + data, deadline):
            return None
        return _received(process.stdout.fileno(), deadline)


def _send(pipe: int, data: bytes, deadline: float) -> bool:
    os.set_blocking(pipe, False)
    rest = memoryview(data)
    while rest:
        _, ready, _ = select.select([], [pipe], [], max(0.0, deadline - time.monotonic()))
        if not ready:
            return False
        try:
            rest = rest[os.write(pipe, rest[:65536]) :]
        except BlockingIOError:
            continue
        except OSError:
            return False
    return True


def _received(pipe: int, deadline: float) -> dict[str, Any] | None:
    """An answer, if a whole one comes in time and it is no longer than answers are."""
    from briefing.sources.inside import ANSWER

    buffer = bytearray()
    length = -1
    while length < 0 or len(buffer) < length:
        ready, _, _ = select.select([pipe], [], [], max(0.0, deadline - time.monotonic()))
        part = os.read(pipe, 65536) if ready else b""
        if not part:
            return None
        buffer += part
        if length < 0 and b"\n" in buffer:
            head, _, rest = buffer.partition(b"\n")
            if not head.isdigit() or len(head) > _LENGTH or int(head) > ANSWER:
                return None
            length, buffer = int(head), rest
        elif length < 0 and len(buffer) > _LENGTH:
            return None
    try:
        answer = json.loads(buffer)
    except ValueError:
        return None
    return answer if isinstance(answer, dict) else None
