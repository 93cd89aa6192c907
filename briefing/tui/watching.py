"""Looking whether another program wrote a file."""

from __future__ import annotations

import asyncio
import os
import threading
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

EVERY = 2.0
"""Seconds between two looks."""


class Watch:
    """Looks at one file in a thread of its own, which wakes nothing else while the file stays as it is."""

    def __init__(self, watched: Callable[[], Path | None], changed: Callable[[], object]) -> None:
        """``changed`` is called on the loop, for a file that is watched for the first time too."""
        self._watched = watched
        self._changed = changed
        self._ended = threading.Event()

    def begin(self) -> None:
        loop = asyncio.get_running_loop()
        threading.Thread(target=self._look, args=(loop,), name="watching", daemon=True).start()

    def end(self) -> None:
        self._ended.set()

    def _look(self, loop: asyncio.AbstractEventLoop) -> None:
        seen: tuple[object, ...] = ()
        while not self._ended.wait(EVERY):
            path = self._watched()
            now = (path, _sign(path)) if path is not None else ()
            if now != seen:
                seen = now
                with suppress(RuntimeError):  # the loop is closed: the reader has left
                    loop.call_soon_threadsafe(self._changed)


def _sign(path: Path) -> tuple[int, ...]:
    """What changes when a file is written; nothing for one that is not there."""
    try:
        found = os.stat(path)
    except OSError:
        return ()
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns
