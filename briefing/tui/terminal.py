"""The terminal behind Textual's driver: its keys are waited for, and it may go away at any time.

Textual looks for input ten times a second, and a tenth of a second longer when it ends. That is most of what
an idle program costs, and a third of the time that it takes to leave. Its thread that writes ends with the
terminal, and the program then waits for ever for room in what nobody writes any more.
"""

from __future__ import annotations

import os
import time
from codecs import getincrementaldecoder
from contextlib import suppress
from selectors import EVENT_READ, SelectSelector
from threading import Event
from typing import TYPE_CHECKING, Any

from textual._xterm_parser import XTermParser

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TextIO

    from textual.drivers.linux_driver import LinuxDriver

_AT_ONCE = 4096
"""Bytes that are read at once: a paste comes in pieces."""


def attentive(driver: type[LinuxDriver], lost: Callable[[], object]) -> type[LinuxDriver]:
    """The same driver, that sleeps until there is input, and goes on when nothing can be written.

    ``lost`` is called on the loop when no more can come, because the terminal is gone.
    """

    class Attentive(driver):  # type: ignore[misc, valid-type]
        _file: Any

        def __init__(self, *args: object, **options: object) -> None:
            super().__init__(*args, **options)
            self._file = _Output(self._file)
            self.exit_event = _End()

        def _sigcont_application(self, *_: object) -> None:
            """Textual begins anew, threads and all, though nothing may have been stopped.

            So it is when a terminal hangs up: the threads before would be waited for at the end for ever.
            """
            if self._must_signal_resume:
                super()._sigcont_application()
            elif self._auto_restart:
                self._loop.call_soon_threadsafe(self._begin_anew)

        def _begin_anew(self) -> None:
            if self._key_thread is not None and self._key_thread.is_alive():
                self.suspend_application_mode()
                self.resume_application_mode()

        def run_input_thread(self) -> None:
            parser = XTermParser(self._debug)
            decode = getincrementaldecoder("utf-8")("replace").decode
            with SelectSelector() as selector:
                selector.register(self.fileno, EVENT_READ)
                selector.register(self.exit_event.told, EVENT_READ)
                while not self.exit_event.is_set():
                    ready = [key.fd for key, _ in selector.select(_left(parser))]
                    if self.fileno in ready:
                        data = _read(self.fileno)
                        if not data:
                            selector.unregister(self.fileno)
                            self._loop.call_soon_threadsafe(lost)
                        # Half a letter is nothing yet, and to feed nothing would end the parser.
                        elif words := decode(data):
                            for event in parser.feed(words):
                                self.process_message(event)
                    for event in parser.tick():
                        self.process_message(event)

    return Attentive


class _Output:
    """What is written to a terminal, and to nobody once it is gone."""

    def __init__(self, file: TextIO) -> None:
        self._file = file

    def write(self, text: str) -> None:
        with suppress(OSError):
            self._file.write(text)

    def flush(self) -> None:
        with suppress(OSError):
            self._file.flush()

    def fileno(self) -> int:
        return self._file.fileno()


class _End(Event):
    """An event that can be waited for together with input."""

    def __init__(self) -> None:
        super().__init__()
        self.told, self._tells = os.pipe()
        """The first is readable while the event is set."""

    def set(self) -> None:
        if not self.is_set():
            os.write(self._tells, b"\0")
        super().set()

    def clear(self) -> None:
        if self.is_set():
            os.read(self.told, 1)
        super().clear()


def _left(parser: XTermParser) -> float | None:
    """Seconds until an escape that nothing follows is the key; None while there is none."""
    due = parser._timeout_time
    return None if due is None else max(0.0, due - time.monotonic())


def _read(terminal: int) -> bytes:
    """Nothing where the terminal is gone."""
    try:
        return os.read(terminal, _AT_ONCE)
    except OSError:
        return b""
