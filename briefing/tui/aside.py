"""Work beside the event loop that nobody need wait for."""

from __future__ import annotations

import asyncio
import threading
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Answer = TypeVar("Answer")


async def aside(act: Callable[[], Answer]) -> Answer:
    """Do something that may take seconds and that nobody need wait for when the program ends."""
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[Answer] = loop.create_future()

    def run() -> None:
        outcome: Callable[[], object]
        try:
            found = act()
        except BaseException as error:  # noqa: BLE001 - handed on, whatever it is, to who waits for it
            outcome = partial(answer.set_exception, error)
        else:
            outcome = partial(answer.set_result, found)
        with suppress(RuntimeError):  # the loop is closed: the reader has left
            loop.call_soon_threadsafe(lambda: None if answer.done() else outcome())

    threading.Thread(target=run, name="reading", daemon=True).start()
    return await answer
