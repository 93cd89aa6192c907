"""A program in a pseudo-terminal of its own: what is typed, what it paints, when it does."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from time import perf_counter
from typing import Self

from tests.benchmarks.terminal import processes
from tests.benchmarks.terminal.screen import Picture

COLUMNS, LINES = 120, 40

ASKED = re.compile(
    rb"\x1b\[(?:(?P<about>[>=]?)0?c|\?(?P<mode>\d+)\$p|\??(?P<state>[56])n|(?P<keys>\?u)|(?P<version>>0?q))"
    rb"|\x1b\](?P<colour>1[01]);\?(?:\x07|\x1b\\)"
)
SYNCHRONISED = b"2026"

QUIET = 0.1
"""Seconds without output after which a program is taken to be done with what it was told."""
PATIENCE = 3.0
_LOOK = 0.02
"""Seconds between two looks at the memory."""


@dataclass(frozen=True, slots=True)
class Reaction:
    """To a key: until the first cell changed (None if none did), and all that was written.

    ``cpu`` are the seconds that the program computed meanwhile: surer than those that passed.
    """

    seconds: float | None
    cpu: float
    size: int


@dataclass(frozen=True, slots=True)
class Piece:
    """What was written at once, when, and the CPU time that the program had used by then."""

    written: bytes
    at: float
    cpu: float


class Session:
    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self._terminal, inner = pty.openpty()
        _set_size(self._terminal, COLUMNS, LINES)
        self._picture = Picture(COLUMNS, LINES)
        self._asked = b""
        self.memory = 0.0
        """The most megabytes that the program and its descendants had together."""
        name = os.ttyname(inner)
        opened = [
            (os.POSIX_SPAWN_OPEN, 0, name, os.O_RDWR, 0),
            (os.POSIX_SPAWN_DUP2, 0, 1),
            (os.POSIX_SPAWN_DUP2, 0, 2),
        ]
        self._begun = perf_counter()
        # A terminal that is opened by the first of a session governs it.
        self.process = os.posix_spawn(
            command[0], command, dict(environment), file_actions=opened, setsid=True
        )
        os.close(inner)
        self._ended = os.pidfd_open(self.process)
        self._poll = select.poll()
        self._poll.register(self._terminal, select.POLLIN)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Whatever is still there is ended."""
        for one in reversed(processes.tree(self.process)):
            with suppress(ProcessLookupError):
                os.kill(one, signal.SIGKILL)
        with suppress(ChildProcessError):
            os.waitpid(self.process, 0)
        os.close(self._ended)
        os.close(self._terminal)

    @property
    def cpu_seconds(self) -> float:
        """What the program has used of a processor: on a busy machine surer than the time that passed."""
        return processes.cpu_seconds(self.process)

    @property
    def lines(self) -> list[str]:
        return self._picture.lines

    def wait_for(self, words: str, patience: float) -> float:
        """Seconds from the start until the words were on the screen."""
        return self._wait(words, lambda row: row >= 0, patience)

    def wait_for_answer(self, keys: str, words: str, patience: float) -> float:
        """Seconds from the start until words on the screen stand elsewhere, for keys that are pressed now.

        A picture of the text, painted before the program can do anything, does not count as an answer.
        """
        before = self._row_of(words)
        self.type(keys)
        return self._wait(words, lambda row: row not in (-1, before), patience)

    def _wait(self, words: str, there: Callable[[int], bool], patience: float) -> float:
        """Seconds from the start until the row of some words, -1 for none, is as wanted."""
        while True:
            found: float | None = None
            for piece in self._hear(0.02, 0.25):
                if self._picture.feed(piece.written) and found is None and there(self._row_of(words)):
                    found = piece.at - self._begun
            if found is not None:
                return found
            if perf_counter() - self._begun > patience or self._is_over():
                shown = "\n".join(line.rstrip() for line in self.lines if line.strip())
                raise TimeoutError(f"{words!r} did not come. The screen:\n{shown}")

    def _row_of(self, words: str) -> int:
        return next((row for row, line in enumerate(self.lines) if words in line), -1)

    def type(self, keys: str) -> None:
        os.write(self._terminal, keys.encode())

    def press(self, keys: str, quiet: float = QUIET) -> Reaction:
        self._show(self._hear(0.0, 0.0))
        cpu, begun = self._cpu(), perf_counter()
        self.type(keys)
        return self._reaction(begun, cpu, quiet)

    def resize(self, columns: int, lines: int) -> Reaction:
        self._show(self._hear(0.0, 0.0))
        self._picture.resize(columns, lines)
        cpu, begun = self._cpu(), perf_counter()
        _set_size(self._terminal, columns, lines)
        return self._reaction(begun, cpu, QUIET)

    def rest(self, patience: float) -> bool:
        """Until the program has had no more to do of its own for half a second; False if it is never done."""
        until = perf_counter() + patience
        quiet = 0
        while perf_counter() < until:
            heard = self._hear(0.05, 0.05)
            self._show(heard)
            quiet = 0 if heard or processes.at_work(self.process) else quiet + 1
            if quiet == 10:
                return True
        return False

    def idle(self, seconds: float) -> float:
        """Milliseconds of CPU time for each second in which nobody does anything."""
        before, begun = self.cpu_seconds, perf_counter()
        while (left := begun + seconds - perf_counter()) > 0:
            self._show(self._hear(left, left))
        return (self.cpu_seconds - before) * 1000 / (perf_counter() - begun)

    def leave(self, keys: str) -> float:
        """Seconds until the program was gone."""
        begun = perf_counter()
        self.type(keys)
        self._poll.register(self._ended, select.POLLIN)
        while perf_counter() - begun < 3 * PATIENCE:
            for source, _ in self._poll.poll(100):
                if source == self._ended:
                    gone = perf_counter() - begun
                    os.waitpid(self.process, 0)
                    return gone
                if not self._take():
                    self._poll.unregister(self._terminal)
        raise TimeoutError(f"{keys!r} does not end it.")

    def _is_over(self) -> bool:
        return bool(select.select([self._ended], [], [], 0)[0])

    def _cpu(self) -> float:
        return processes.cpu_seconds_alone(self.process)

    def _reaction(self, begun: float, cpu: float, quiet: float) -> Reaction:
        """Told from the output when it has ended, so that looking at it delays no part of it."""
        heard = self._hear(PATIENCE, PATIENCE, quiet)
        first = None
        for piece in heard:
            if self._picture.feed(piece.written) and first is None:
                first = piece
        size = sum(len(piece.written) for piece in heard)
        return Reaction(first and first.at - begun, first.cpu - cpu if first else 0.0, size)

    def _show(self, heard: list[Piece]) -> None:
        for piece in heard:
            self._picture.feed(piece.written)

    def _hear(self, wait: float, longest: float, quiet: float | None = None) -> list[Piece]:
        """What is written, with the time, until nothing is for so long: ``wait`` first, then ``quiet``."""
        heard: list[Piece] = []
        until = perf_counter() + longest
        silent_from = perf_counter()
        while True:
            now = perf_counter()
            left = min(until, silent_from + (quiet if heard and quiet is not None else wait)) - now
            ready = self._poll.poll(max(0.0, min(left, _LOOK)) * 1000)
            if ready:
                written = self._take()
                silent_from = perf_counter()
                if not written:
                    return heard
                heard.append(Piece(written, silent_from, self._cpu()))
                self._answer(written)
            else:
                self.memory = max(self.memory, processes.memory(self.process))
                if left <= _LOOK:
                    return heard

    def _take(self) -> bytes:
        try:
            return os.read(self._terminal, 1 << 16)
        except OSError:  # nobody is at the other end any more
            return b""

    def _answer(self, written: bytes) -> None:
        """What programs ask of a terminal at their start; one that is not answered would wait."""
        self._asked += written
        end = 0
        for asked in ASKED.finditer(self._asked):
            end = asked.end()
            os.write(self._terminal, self._answer_to(asked))
        self._asked = self._asked[max(end, len(self._asked) - 16) :]

    def _answer_to(self, asked: re.Match[bytes]) -> bytes:
        match asked.lastgroup:
            case "about":
                return {b"": b"\x1b[?62;22c", b">": b"\x1b[>41;379;0c"}.get(asked["about"], b"\x1bP!|0\x1b\\")
            case "mode":
                return b"\x1b[?%b;%d$y" % (asked["mode"], 2 if asked["mode"] == SYNCHRONISED else 0)
            case "state":
                return b"\x1b[0n" if asked["state"] == b"5" else b"\x1b[%d;%dR" % self._picture.cursor
            case "keys":
                return b"\x1b[?0u"
            case "version":
                return b"\x1bP>|bench\x1b\\"
        return b"\x1b]%b;rgb:1010/1010/1010\x1b\\" % asked["colour"]


def _set_size(terminal: int, columns: int, lines: int) -> None:
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
