"""Processes that read for this one, and end at once when nobody waits for what they read.

They only read: whatever they are at, nothing is lost by it but the time.
"""

from __future__ import annotations

import os
import weakref
from typing import TYPE_CHECKING, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

Answer = TypeVar("Answer")
Given = ParamSpec("Given")


class Processes:
    """Some of them, begun with the first thing that is asked."""

    def __init__(self, count: int, settle: Callable[[], None] | None = None) -> None:
        """``settle`` is called in each before it reads anything."""
        from concurrent.futures import ProcessPoolExecutor
        from multiprocessing import get_context

        # Fresh processes: a fork would copy whatever threads and terminal this one has.
        context = get_context("spawn")
        self._pool = ProcessPoolExecutor(count, context, initializer=_begin, initargs=(settle,))
        _ALL.add(self)

    def submit(
        self, act: Callable[Given, Answer], /, *given: Given.args, **named: Given.kwargs
    ) -> Future[Answer]:
        """Raises BrokenProcessPool when one of them has died, or all were ended."""
        from concurrent.futures.process import BrokenProcessPool

        try:
            return self._pool.submit(act, *given, **named)
        except RuntimeError as error:
            raise BrokenProcessPool from error

    def end(self) -> None:
        """End them, whatever they are at, and wait for none. What was asked of them breaks."""
        # As Python itself does it from 3.14 on. One that is only beginning must not outlive what this program
        # lends it: it would complain of that on the terminal.
        begun = list((self._pool._processes or {}).values())
        self._pool.shutdown(wait=False, cancel_futures=True)
        for process in begun:
            process.kill()


_ALL: weakref.WeakSet[Processes] = weakref.WeakSet()


def end_all() -> None:
    """When the program ends: it would wait for all that its processes are at."""
    for processes in list(_ALL):
        processes.end()


def _begin(settle: Callable[[], None] | None) -> None:
    from threading import Thread

    Thread(target=_end_with_parent, daemon=True).start()
    if settle is not None:
        settle()


def _end_with_parent() -> None:
    """A process whose work nobody will fetch any more would wait for the next one for ever."""
    from multiprocessing import parent_process

    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
