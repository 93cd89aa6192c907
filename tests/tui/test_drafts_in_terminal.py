"""The real program in a terminal that ends suddenly: how much of what was typed and not saved is lost."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

SECONDS = 60.0
KEY = 0.02
"""Seconds between two keys: faster than anybody types."""
MOST_LOST = 20
WORDS = "".join(chr(ord("a") + number % 26) for number in range(67))


class Terminal:
    """The reader on a text, in a pseudo-terminal with a home of its own."""

    def __init__(self, home: Path, more: str = "", program: tuple[str, ...] = ("-m", "briefing")) -> None:
        self.drafts = home / "state" / "briefing" / "drafts"
        text = home / "talks.txt"
        if not text.exists():  # one that is written anew is another
            text.write_text(
                "Minister Ada Holm met Minister Iven Tarr in Port Amber. They agreed on fisheries.\n" + more
            )
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
            os.chdir(ROOT)
            os.environ.update(HOME=str(home), TERM="xterm-256color")
            for kind in ("CONFIG", "DATA", "STATE", "CACHE"):
                os.environ[f"XDG_{kind}_HOME"] = str(home / kind.lower())
            os.execv(sys.executable, [sys.executable, *program, str(text)])
        self.shown = b""

    def wait_for(self, words: bytes) -> None:
        """Until the screen has shown something since the last key."""
        until = time.monotonic() + SECONDS
        while words not in self.shown:
            assert time.monotonic() < until, self.shown[-800:]
            self.read(0.2)

    def read(self, seconds: float) -> None:
        """Take what the program draws for some time, as a terminal does."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0 and select.select([self.terminal], [], [], left)[0]:
            try:
                self.shown += os.read(self.terminal, 1 << 16)
            except OSError:
                return

    def type(self, words: str) -> None:
        for letter in words:
            os.write(self.terminal, letter.encode())
            self.read(KEY)

    def begin_a_note(self) -> None:
        self.wait_for(b"Entities")
        self.read(0.3)
        self.shown = b""
        self.type("a")
        self.wait_for(b"Save")
        self.read(0.3)

    def ended(self) -> int:
        """The exit status, minus the number of the signal that killed it."""
        until = time.monotonic() + SECONDS
        while time.monotonic() < until:
            self.read(0.02)
            process, status = os.waitpid(self.process, os.WNOHANG)
            if process:
                self.process = 0
                return os.waitstatus_to_exitcode(status)
        raise AssertionError("the program does not end")

    @property
    def kept(self) -> list[str]:
        """The words of the drafts on the disk."""
        return [json.loads(path.read_text())["text"] for path in self.drafts.glob("*.json")]


@pytest.fixture
def terminal(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Terminal]:
    found = (
        Terminal(tmp_path, program=tuple(request.param)) if hasattr(request, "param") else Terminal(tmp_path)
    )
    yield found
    if found.process:
        os.kill(found.process, signal.SIGKILL)
        os.waitpid(found.process, 0)


def test_a_kill_costs_twenty_keys_at_most(terminal: Terminal) -> None:
    terminal.begin_a_note()
    terminal.type(WORDS)
    os.kill(terminal.process, signal.SIGKILL)
    assert terminal.ended() == -signal.SIGKILL
    (kept,) = terminal.kept
    assert WORDS.startswith(kept)
    # A key may still have been on its way through the terminal.
    assert len(WORDS) - len(kept) <= MOST_LOST + 2


def test_a_kill_after_a_second_costs_nothing(terminal: Terminal) -> None:
    terminal.begin_a_note()
    terminal.type(WORDS[:7])
    terminal.read(1.5)
    os.kill(terminal.process, signal.SIGKILL)
    assert terminal.ended() == -signal.SIGKILL
    assert terminal.kept == [WORDS[:7]]


@pytest.mark.parametrize(("sent", "status"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_signal_costs_nothing_and_leaves_the_terminal_in_order(
    terminal: Terminal, sent: signal.Signals, status: int
) -> None:
    terminal.begin_a_note()
    terminal.type(WORDS)
    terminal.read(0.2)
    terminal.shown = b""
    os.kill(terminal.process, sent)
    assert terminal.ended() == status
    assert terminal.kept == [WORDS]
    assert b"\x1b[?1049l" in terminal.shown and b"\x1b[?25h" in terminal.shown


def test_a_terminal_that_is_closed_costs_nothing(terminal: Terminal) -> None:
    terminal.begin_a_note()
    terminal.type(WORDS)
    terminal.read(0.2)
    os.close(terminal.terminal)
    terminal.terminal = os.open(os.devnull, os.O_RDONLY)
    assert terminal.ended() in (129, -signal.SIGHUP)
    assert terminal.kept == [WORDS]


@pytest.mark.parametrize("stop", [None, signal.SIGSTOP, signal.SIGTSTP])
def test_who_is_told_to_go_on_goes_on_and_ends(terminal: Terminal, stop: int | None) -> None:
    """A terminal that hangs up tells it too, and a shell after a stop that no program sees."""
    terminal.begin_a_note()
    terminal.type("abc")
    for _ in range(3):
        if stop is not None:
            os.kill(terminal.process, stop)
            terminal.read(0.1)
        os.kill(terminal.process, signal.SIGCONT)
        terminal.read(0.3)
    terminal.type("def\x11")
    assert terminal.ended() == 0
    assert terminal.kept == ["abcdef"]


def test_a_signal_ends_it_and_tells_the_words_though_the_disk_refuses_them(terminal: Terminal) -> None:
    terminal.drafts.parent.mkdir(parents=True, exist_ok=True)
    terminal.drafts.write_text("a file where the folder should be")
    terminal.begin_a_note()
    terminal.type(WORDS[:9])
    terminal.read(0.2)
    os.kill(terminal.process, signal.SIGTERM)
    assert terminal.ended() == 143
    terminal.read(0.2)
    assert WORDS[:9].encode() in terminal.shown.rpartition(b"\x1b[?1049l")[2]


FAULT = """
import sys
from briefing.tui.app import BriefingApp
def fail(app): raise RuntimeError('an invented fault')
BriefingApp.action_help_quit = fail
from briefing.cli import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize("terminal", [["-c", FAULT]], indirect=True)
def test_a_fault_of_the_program_costs_nothing_and_tells_nothing_of_the_note(terminal: Terminal) -> None:
    terminal.begin_a_note()
    terminal.type(WORDS[:9])
    terminal.read(0.2)
    os.write(terminal.terminal, b"\x03")
    assert terminal.ended() == 1
    assert terminal.kept == [WORDS[:9]]
    left, _, told = terminal.shown.rpartition(b"\x1b[?1049l")
    assert left and b"an invented fault" in told and b"kept as a draft" in told
    assert WORDS[:9].encode() not in told
