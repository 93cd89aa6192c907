"""What runs in the confined process: one file after another comes in, its words or a sentence go out.

Each question is a line of JSON and then the bytes of the file; each answer a line with its length and then
JSON. The limits are set before the first byte is read, and nothing is imported that is not needed.
"""

from __future__ import annotations

import fcntl
import json
import os
import resource
import sys
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, BinaryIO

from briefing.errors import SourceError
from briefing.sources.found import packed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.sources.found import Found

MEMORY = 512_000_000
SECONDS = 10
"""Of the processor, for one file."""
ANSWER = 64_000_000
"""Bytes."""


def serve() -> None:
    """Answer until there are no more questions. A file that takes too much ends the process."""
    _confine()
    questions, answers = sys.stdin.buffer, sys.stdout.buffer
    while header := questions.readline(10_000):
        question = json.loads(header)
        data = questions.read(question["size"])
        _allow_time()
        with _ended_when_left():
            answer = _answer(question, data)
        _write(answers, answer)


def _confine() -> None:
    for limit, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        with suppress(ValueError, OSError):  # not every system has each of them
            resource.setrlimit(limit, (most, most))
    sys.setrecursionlimit(3000)


def _allow_time() -> None:
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (int(time.process_time()) + SECONDS + 1, hard))


@contextmanager
def _ended_when_left() -> Iterator[None]:
    """Where the system can do that, end in the middle of a file when nobody waits for the answer.

    Nothing is sent between a question and its answer, so whatever happens to the pipe is its end. The
    signal that tells it ends a process that says nothing else about it, in a parser's own code too.
    """
    here = sys.stdin.fileno()
    before = fcntl.fcntl(here, fcntl.F_GETFL)
    with suppress(OSError):  # where it cannot, the process ends with its answer or its time
        fcntl.fcntl(here, fcntl.F_SETOWN, os.getpid())
        fcntl.fcntl(here, fcntl.F_SETFL, before | os.O_ASYNC)
    try:
        yield
    finally:
        fcntl.fcntl(here, fcntl.F_SETFL, before)


def _answer(question: dict[str, Any], data: bytes) -> dict[str, Any]:
    try:
        return {"found": packed(_found(question, data))}
    except SourceError as error:
        return {"refused": str(error)}
    except MemoryError:
        return {"too_large": True}
    except Exception:  # noqa: BLE001 - whatever a parser of somebody else's makes of a hostile file
        return {"damaged": True}


def _found(question: dict[str, Any], data: bytes) -> Found:
    kind, charset = question["kind"], question["charset"]
    match kind:
        case "html":
            from briefing.sources import html

            return html.read_fragment(data.decode()) if question["fragment"] else html.read(data, charset)
        case "xml":
            from briefing.sources import xml

            return xml.read(data, charset)
        case "pdf":
            from briefing.sources import pdf

            return pdf.read(data)
        case "docx":
            from briefing.sources import word

            return word.read(data)
        case "mail":
            from briefing.sources import mail

            return mail.read(data)
        case _:
            raise SourceError(f"There is no reader for {kind}; save its text and take that.")


def _write(answers: BinaryIO, answer: dict[str, Any]) -> None:
    data = json.dumps(answer).encode()
    if len(data) > ANSWER:
        data = json.dumps({"too_large": True}).encode()
    answers.write(b"%d\n" % len(data))
    answers.write(data)
    answers.flush()
