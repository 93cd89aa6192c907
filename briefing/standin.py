"""A picture on the terminal, standing in for the reader until that is loaded.

What a program may do to a terminal has to be undone however the program ends. Until the application takes
over, that is seen to here: the screen before comes back, and keys are echoed again.
"""

from __future__ import annotations

import os
import signal
import sys
import termios
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import FrameType

_LEAVE = "\x1b[?1049l"
_HIDE, _SHOW = "\x1b[?25l", "\x1b[?25h"
_DEADLY = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)


class StandIn:
    """Drawn when it is made.

    ``is_up`` until the application takes over, ``holds`` until the reader is complete.
    """

    ENTER = "\x1b[?1049h"
    """Leads to a screen beside the one of the shell."""

    def __init__(self, picture: str) -> None:
        """Raises OSError when there is no terminal to draw on."""
        stream = sys.__stderr__  # where the application draws
        if stream is None:
            raise OSError("there is no standard error")
        self._terminal, self._encoding = stream.fileno(), stream.encoding
        try:
            self._modes = termios.tcgetattr(self._terminal)
        except termios.error as error:
            raise OSError(*error.args) from error
        self._signals = {number: signal.getsignal(number) for number in (*_DEADLY, signal.SIGTSTP)}
        self.is_up = self.holds = True
        for number in _DEADLY:
            # Python's own answer to an interrupt may come between any two steps, this very one included.
            if self._signals[number] in (signal.SIG_DFL, signal.default_int_handler):
                signal.signal(number, self._die)
        signal.signal(signal.SIGTSTP, signal.SIG_IGN)
        self._echo(False)
        self._write(f"{self.ENTER}{_HIDE}{picture}")

    def give_way(self) -> None:
        """The application takes over: it finds the terminal as it was, but for the screen."""
        if self._signals:
            self._echo(True)
        for number, before in self._signals.items():
            # One that is another's by now stays with it.
            if signal.getsignal(number) in (self._die, signal.SIG_IGN):
                signal.signal(number, before)
        self._signals = {}  # once: later the terminal is as somebody else set it

    def take_down(self) -> None:
        """Bring back what was on the screen before, where the application never came."""
        if self.is_up:
            self.is_up = self.holds = False
            self._write(f"\x1b[0m{_SHOW}{_LEAVE}")
            self.give_way()

    def _die(self, number: int, _frame: FrameType | None) -> None:
        self.take_down()
        os._exit(128 + number)

    def _echo(self, wanted: bool) -> None:
        modes = [*self._modes]
        if not wanted:
            modes[3] &= ~termios.ECHO
        with suppress(termios.error):
            termios.tcsetattr(self._terminal, termios.TCSANOW, modes)

    def _write(self, told: str) -> None:
        data = told.encode(self._encoding, "replace")
        with suppress(OSError):  # the terminal may be gone
            while data:
                data = data[os.write(self._terminal, data) :]
