"""Input that is waited for: keys come as they would from Textual's own driver, and the end at once."""

from __future__ import annotations

import os
import time
import tty
from collections.abc import Callable, Iterator
from threading import Event, Thread

import pytest
from textual import events
from textual.message import Message

from briefing.tui.terminal import attentive

SECONDS = 10.0


class Loop:
    def call_soon_threadsafe(self, callback: Callable[[], object]) -> None:
        callback()


class Driver:
    """What of Textual's driver the waiting needs."""

    def __init__(self, fileno: int) -> None:
        self.fileno = fileno
        self._file = open(fileno, "w", closefd=False)  # noqa: SIM115 - as long as the driver
        self.exit_event = Event()
        self.heard: list[Message] = []
        self._debug = False
        self._loop = Loop()

    def process_message(self, message: Message) -> None:
        self.heard.append(message)

    def run_input_thread(self) -> None: ...


class Input:
    """A driver that listens to a terminal."""

    def __init__(self) -> None:
        self.terminal, self.there = os.openpty()
        tty.setraw(self.there)
        self.lost = Event()
        self.driver = attentive(Driver, self.lost.set)(self.there)  # type: ignore[type-var, arg-type, call-arg]
        self.thread = Thread(target=self.driver.run_input_thread, daemon=True)
        self.thread.start()

    def keys(self, count: int) -> list[str]:
        until = time.monotonic() + SECONDS
        while len(found := [one.key for one in self.heard if isinstance(one, events.Key)]) < count:
            assert time.monotonic() < until, found
            time.sleep(0.005)
        return found

    @property
    def heard(self) -> list[Message]:
        heard: list[Message] = self.driver.heard  # type: ignore[attr-defined]
        return heard

    def end(self) -> None:
        self.driver.exit_event.set()
        self.thread.join(SECONDS)
        assert not self.thread.is_alive()


@pytest.fixture
def listening() -> Iterator[Input]:
    found = Input()
    yield found
    found.end()


@pytest.mark.parametrize(
    ("written", "keys"),
    [
        ([b"j"], ["j"]),
        ([b"jk", b" "], ["j", "k", "space"]),
        ([b"\x1b[B"], ["down"]),
        ([b"\x1b", b"[B"], ["down"]),  # in two pieces, as over a slow line
        ([b"\xc3", b"\xa9"], ["é"]),
        ([b"\x1b"], ["escape"]),  # nothing follows
        (
            [b"\xff\xfe", b"j"],
            ["replacement_character", "replacement_character", "j"],
        ),  # no terminal sends this; it must not be the end
    ],
)
def test_keys(listening: Input, written: list[bytes], keys: list[str]) -> None:
    for piece in written:
        os.write(listening.terminal, piece)
        time.sleep(0.02)
    assert listening.keys(len(keys)) == keys


def test_a_paste_larger_than_what_is_read_at_once(listening: Input) -> None:
    words = "peace and trade " * 1000
    data = f"\x1b[200~{words}\x1b[201~".encode()
    while data:
        data = data[os.write(listening.terminal, data[:1000]) :]
    until = time.monotonic() + SECONDS
    while not (found := [one.text for one in listening.heard if isinstance(one, events.Paste)]):
        assert time.monotonic() < until
        time.sleep(0.005)
    assert found == [words]


def test_the_end_is_not_waited_for(listening: Input) -> None:
    time.sleep(0.05)
    begun = time.monotonic()
    listening.end()
    assert time.monotonic() - begun < 0.05
    listening.driver.exit_event.clear()  # as before it is listened to once more
    again = Thread(target=listening.driver.run_input_thread, daemon=True)
    again.start()
    os.write(listening.terminal, b"j")
    assert listening.keys(1) == ["j"]
    listening.driver.exit_event.set()
    listening.driver.exit_event.set()
    again.join(SECONDS)
    assert not again.is_alive()


def test_a_terminal_that_is_gone(listening: Input) -> None:
    os.close(listening.terminal)
    assert listening.lost.wait(SECONDS)
    before = time.process_time()
    time.sleep(0.3)
    assert time.process_time() - before < 0.15  # it is not asked again and again


def test_what_is_written_to_nobody_is_no_fault(listening: Input) -> None:
    """Textual writes in a thread: one that ended by a fault would be waited for at the end."""
    output = listening.driver._file
    output.write("a frame")
    output.flush()
    assert output.fileno() == listening.there
    assert os.read(listening.terminal, 100) == b"a frame"
    os.close(listening.terminal)
    assert listening.lost.wait(SECONDS)
    for _ in range(3):
        output.write("another " * 10_000)
        output.flush()
