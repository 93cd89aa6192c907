"""What stands in until the application is loaded leaves no trace, however the program ends."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import termios
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.conftest import ROOT

ENTER, LEAVE = b"\x1b[?1049h", b"\x1b[?1049l"
PROGRAM = """
import os, signal, sys, time
from briefing.standin import StandIn
stand_in = StandIn("PICTURE")
try:
    {act}
finally:
    stand_in.take_down()
"""


@dataclass
class Ran:
    shown: bytes
    status: int
    echoes: tuple[bool, bool]
    """While the picture stood, and at the end."""


class Terminal:
    def __init__(self) -> None:
        self.ours, self.theirs = os.openpty()

    @property
    def echoes(self) -> bool:
        return bool(termios.tcgetattr(self.theirs)[3] & termios.ECHO)

    def read_until(self, words: bytes) -> bytes:
        shown = b""
        while words not in shown and select.select([self.ours], [], [], 30)[0]:
            shown += os.read(self.ours, 4096)
        return shown

    def run(self, act: str, number: int = 0) -> Ran:
        process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM.format(act=act)],
            cwd=ROOT,
            stdin=self.theirs,
            stdout=self.theirs,
            stderr=self.theirs,
            start_new_session=True,
        )
        shown = self.read_until(b"PICTURE")
        meanwhile = self.echoes
        if number:
            os.kill(process.pid, number)
        status = process.wait(30)
        os.write(self.theirs, b"END")
        return Ran(shown + self.read_until(b"END"), status, (meanwhile, self.echoes))


@pytest.fixture
def terminal() -> Iterator[Terminal]:
    made = Terminal()
    yield made
    os.close(made.ours)
    os.close(made.theirs)


@pytest.mark.parametrize(
    ("act", "number", "status"),
    [
        ("time.sleep(0.2)", 0, 0),
        ("time.sleep(0.2); sys.exit(3)", 0, 3),
        ("time.sleep(20)", signal.SIGTERM, 143),
        ("time.sleep(20)", signal.SIGHUP, 129),
        ("time.sleep(20)", signal.SIGINT, 130),
    ],
)
def test_the_screen_before_comes_back(terminal: Terminal, act: str, number: int, status: int) -> None:
    ran = terminal.run(act, number)
    assert ran.status == status
    assert ran.shown.startswith(ENTER)
    assert ran.shown.count(LEAVE) == 1
    assert ran.shown.index(b"PICTURE") < ran.shown.index(LEAVE)
    assert b"\x1b[?25h" in ran.shown
    assert ran.echoes == (False, True)


def test_what_took_over_sees_to_the_screen_itself(terminal: Terminal) -> None:
    ran = terminal.run("time.sleep(0.2); stand_in.give_way(); stand_in.is_up = False")
    assert LEAVE not in ran.shown
    assert ran.echoes == (False, True)


def test_signals_of_others_stay_theirs(terminal: Terminal) -> None:
    act = (
        "time.sleep(0.2); mine = lambda *_: None; signal.signal(signal.SIGTERM, mine); stand_in.give_way();"
        "same = signal.getsignal(signal.SIGTERM) is mine; stand_in.is_up = False;"
        "sys.exit(0 if same and signal.getsignal(signal.SIGHUP) is signal.SIG_DFL else 9)"
    )
    assert terminal.run(act).status == 0


def test_without_a_terminal_there_is_none() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(act="pass")], cwd=ROOT, capture_output=True, check=False
    )
    assert b"OSError" in done.stderr or b"termios" in done.stderr
    assert ENTER not in done.stderr
