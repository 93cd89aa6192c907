"""Reading many briefings with all the machine has: several processes analyse, this one writes."""

from __future__ import annotations

import os
import signal
from collections import deque
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import TYPE_CHECKING

from briefing.library.index.refreshing import read_stale
from briefing.library.processes import Processes

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Sequence
    from concurrent.futures import Future
    from pathlib import Path

    from briefing.library.index.refreshing import Stale
    from briefing.library.index.shelved import Shelved

WORTH_IT = 60
"""Files: with fewer, starting processes takes longer than reading them here."""

_CHUNK = 16
_WAITING = 3
"""Chunks for each process that are under way."""

Outcome = tuple[bytes, "Shelved | None"]


def read_all(
    stale: Sequence[Stale], library: Path, jobs: int
) -> Generator[tuple[Stale, Outcome], None, None]:
    """Each file with what was read of it, in order. Closing the iterator stops the processes."""
    if jobs < 2 or len(stale) < WORTH_IT:
        for one in stale:
            yield one, read_stale(one, library)
        return
    pool = Processes(jobs, _settle_down)
    chunks = (tuple(stale[at : at + _CHUNK]) for at in range(0, len(stale), _CHUNK))
    under_way: deque[tuple[tuple[Stale, ...], Future[list[Outcome]]]] = deque()
    try:
        for chunk in islice(chunks, jobs * _WAITING):
            under_way.append((chunk, pool.submit(_read_chunk, chunk, library)))
        while under_way:
            chunk, future = under_way.popleft()
            try:
                outcomes = future.result()
                for another in islice(chunks, 1):
                    under_way.append((another, pool.submit(_read_chunk, another, library)))
            except BrokenProcessPool:
                # Killed, for want of memory perhaps: the rest is read here, one after the other.
                rest = [one for late, _ in under_way for one in late] + [
                    one for late in chunks for one in late
                ]
                for one in (*chunk, *rest):
                    yield one, read_stale(one, library)
                return
            yield from zip(chunk, outcomes, strict=True)
    finally:
        pool.end()


def _settle_down() -> None:
    """An interrupt is for the process that started this one, and the screen comes first."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.nice(5)


def _read_chunk(chunk: Iterable[Stale], library: Path) -> list[Outcome]:
    return [read_stale(one, library) for one in chunk]
