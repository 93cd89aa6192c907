"""A terminal that the real program runs in, and what of that which it is told no terminal should be.

It knows the sequences that the screens write by themselves. Whatever else begins with a control came out of a
text, a note or a name.
"""

from __future__ import annotations

import fcntl
import os
import re
import select
import signal
import struct
import sys
import termios
import time
from pathlib import Path

SECONDS = 60.0
"""After which a program that shows nothing of what is waited for has failed."""
ANSWER = 0.2
"""Seconds that a key has to change something."""
QUIET = 0.06
"""Seconds without a word after which a screen is drawn."""

_MODES = "7|25|1000|1002|1003|1004|1006|1015|1049|2004|2026|2048"
_OUR_OWN = re.compile(
    rb"\x1b\[(?:"
    rb"\d{1,3};\d{1,3}H"  # a place on the screen
    rb"|(?:\d{1,3}(?:;\d{1,3})*)?m"  # a style
    + rf"|\?(?:{_MODES})[hl]|\?(?:2026|2048)\$p".encode()
    + rb"|>\d{0,2}u|<u"  # the keyboard, asked for and given back
    rb"|1A|2K"  # a bar that grows
    rb")|\x1b\]22;[a-z-]*(?:\x07|\x1b\\)"  # the pointer
)
_SCREEN, _CURSOR = b"\x1b[?1049", b"\x1b[?25"
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u115f\u1160\u200b\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufeff\ufff9-\ufffb\ufffd\U000e0000-\U000e007f]"
)
_FLOOD = re.compile("[\u0300-\u036f]{5}|[\u200c\u200d]{9}")


class Terminal:
    """A program begun in a pseudo-terminal, with a home of its own."""

    def __init__(self, command: list[str], home: Path, size: tuple[int, int] = (110, 32)) -> None:
        self._here, self._there = os.openpty()
        columns, rows = size
        fcntl.ioctl(self._there, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self._before = termios.tcgetattr(self._there)
        self.said = b""
        self.process = os.fork()
        if self.process == 0:
            self._become(command, home)

    def _become(self, command: list[str], home: Path) -> None:
        os.setsid()
        fcntl.ioctl(self._there, termios.TIOCSCTTY, 0)
        for number in range(3):
            os.dup2(self._there, number)
        os.closerange(3, 256)
        os.environ.update(HOME=str(home), TERM="xterm-256color", COLORTERM="truecolor", PYTHONUTF8="1")
        for kind in ("CONFIG", "DATA", "STATE", "CACHE"):
            os.environ[f"XDG_{kind}_HOME"] = str(home / kind.lower())
        # A library may have set a size beside Python's own variables, that processes begun here inherit.
        for name in ("COLUMNS", "LINES"):
            os.environ.pop(name, None)
        os.execve(sys.executable, [sys.executable, *command], os.environ)

    def read(self, seconds: float) -> bool:
        """Take what comes within some time; False when nothing came."""
        if not select.select([self._here], [], [], seconds)[0]:
            return False
        try:
            self.said += os.read(self._here, 1 << 16)
        except OSError:
            return False
        return True

    def settle(self) -> None:
        """Until nothing more is drawn."""
        until = time.monotonic() + SECONDS
        while self.read(QUIET) and time.monotonic() < until:
            pass

    def wait_for(self, words: str) -> None:
        """Until the screen has shown something since it was asked for the last time."""
        until = time.monotonic() + SECONDS
        while words not in self.shown:
            assert time.monotonic() < until, f"{words!r} is not shown: {self.shown[-400:]!r}"
            self.read(0.1)
        self._seen = len(self.said)

    _seen = 0

    @property
    def shown(self) -> str:
        """The words that came since, without their places and styles."""
        return _OUR_OWN.sub(b"", self.said[self._seen :]).decode("utf-8", "replace")

    def press(self, *keys: str) -> None:
        """Press one key after the other, each when the screen has answered the one before."""
        for key in keys:
            os.write(self._here, key.encode())
            until = time.monotonic() + ANSWER
            # After an escape the program waits whether it begins another key.
            while (
                self.read(max(0.0, until - time.monotonic())) and key == "\x1b" and time.monotonic() < until
            ):
                pass
            self.settle()

    def type(self, words: str) -> None:
        os.write(self._here, words.encode())
        self.settle()

    def ended(self) -> int:
        """The exit status, when the program ends by itself."""
        until = time.monotonic() + SECONDS
        while time.monotonic() < until:
            self.read(0.02)
            process, status = os.waitpid(self.process, os.WNOHANG)
            if process:
                self.process = 0
                while self.read(0.05):
                    pass
                return os.waitstatus_to_exitcode(status)
        raise AssertionError(f"the program does not end: {self.shown[-400:]!r}")

    @property
    def is_in_order(self) -> bool:
        """Whether the terminal was left as it was found."""
        left = all(self.said.rfind(on + b"l") >= self.said.rfind(on + b"h") for on in (_SCREEN,))
        cursor = self.said.rfind(_CURSOR + b"h") >= self.said.rfind(_CURSOR + b"l")
        return left and cursor and termios.tcgetattr(self._there)[:4] == self._before[:4]

    def close(self) -> None:
        if self.process:
            os.kill(self.process, signal.SIGKILL)
            os.waitpid(self.process, 0)
        os.close(self._here)
        os.close(self._there)


def foreign(said: bytes) -> list[str]:
    """What a terminal was told that is neither words nor a sequence of the program's own."""
    text = (
        _OUR_OWN.sub(b"", said).replace(b"\r\n", b"\n").replace(b"\r", b"").decode("utf-8", "surrogateescape")
    )
    found = [*_UNSEEN.finditer(text), *_FLOOD.finditer(text), *re.finditer("[\udc80-\udcff]", text)]
    return [repr(text[max(0, one.start() - 30) : one.end() + 30]) for one in found if one[0] != "\ufffd"]
