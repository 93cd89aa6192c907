"""Work beside the event loop that nobody need wait for."""

from __future__ import annotations

import asyncio
import threading
from contextlib import suppress
from functools import partial
from queue import SimpleQueue
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Answer = TypeVar("Answer")


async def aside(act: Callable[[], Answer]) -> Answer:
    """Do something that may take seconds and that nobody need wait for when the program ends."""
    answer, run = _promised(act)
    threading.Thread(target=run, name="reading", daemon=True).start()
    return await answer


class Hand:
    """Does one thing after another, so that what was asked for first is answered first."""

    def __init__(self, name: str) -> None:
        self._asked: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)

    async def do(self, act: Callable[[], Answer]) -> Answer:
        """What is asked for and not awaited any more when its turn comes is not done."""
        answer, run = _promised(act)
        self._asked.put(run)
        if self._thread.ident is None:
            self._thread.start()
        return await answer

    def rest(self, patience: float) -> None:
        """Begin nothing more, and give what is being done so many seconds to be done."""
        while not self._asked.empty():
            self._asked.get()
        self._asked.put(None)
        if self._thread.ident is not None:
            self._thread.join(patience)

    def _work(self) -> None:
        while (run := self._asked.get()) is not None:
            run()


def _promised(act: Callable[[], Answer]) -> tuple[asyncio.Future[Answer], Callable[[], None]]:
    """The answer that will come, and what makes it, in a thread of its own."""
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[Answer] = loop.create_future()

    def run() -> None:
        if answer.cancelled():
            return
        outcome: Callable[[], object]
        try:
            found = act()
        except BaseException as error:  # noqa: BLE001 - handed on, whatever it is, to who waits for it
            outcome = partial(answer.set_exception, error)
        else:
            outcome = partial(answer.set_result, found)
        with suppress(RuntimeError):  # the loop is closed: the reader has left
            loop.call_soon_threadsafe(lambda: None if answer.done() else outcome())

    return answer, run
