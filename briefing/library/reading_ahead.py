"""Sources read one after another or in several processes, their readings in the order of the sources."""

from __future__ import annotations

import signal
from collections import deque
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from briefing.errors import BriefingError, SourceError
from briefing.files import shown
from briefing.library.gathering import Given
from briefing.library.processes import Processes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from concurrent.futures import Future
    from pathlib import Path

    from briefing.analysis.facts import Facts
    from briefing.library.filing import Imported, Reading

    Step = Given | Imported | BriefingError
    """A source that has to be read, or what is known of one already."""
    Answer = Reading | Imported | BriefingError
    Batch = Sequence[Step]
    Pending = tuple[Batch, Future[list[Reading | BriefingError]] | None]

_BATCH = 8
"""Sources that a process is given at once."""
_AHEAD = 3
"""Batches that wait for each process: reading does not run far ahead of filing."""
_FEW = 8
"""Sources that are read sooner than processes are started."""


class Readings:
    def __init__(self, library_folder: Path, facts: Facts | None, jobs: int) -> None:
        self._read = partial(_read_each, library_folder=library_folder, facts=facts)
        self._jobs = jobs
        self._pool: Processes | None = None
        self._single: Processes | None = None

    def each(self, steps: Iterable[Step]) -> Iterator[Answer]:
        """An answer for every step, in order. A source that ends the process that reads it is refused."""
        batches = _batches(steps)
        first = next(batches, [])
        if self._jobs < 2 or len(first) < _FEW:
            for batch in (first, *batches):
                for step in batch:
                    yield self._read([step])[0] if isinstance(step, Given) else step
            return
        waiting: deque[Pending] = deque()
        waiting.append(self._begun(first))
        for batch in batches:
            waiting.append(self._begun(batch))
            if len(waiting) > _AHEAD * self._jobs:
                yield from self._ended(waiting)
        while waiting:
            yield from self._ended(waiting)

    def close(self) -> None:
        """End the processes, and wait for none."""
        for pool in (self._pool, self._single):
            if pool is not None:
                pool.end()
        self._pool = self._single = None

    def _begun(self, batch: Batch) -> Pending:
        sources = [step for step in batch if isinstance(step, Given)]
        if not sources:
            return batch, None
        with _interrupts_held_back():
            self._pool = self._pool or Processes(self._jobs)
            try:
                return batch, self._pool.submit(self._read, sources)
            except BrokenProcessPool:
                self._pool.end()
                self._pool = Processes(self._jobs)
                return batch, self._pool.submit(self._read, sources)

    def _ended(self, waiting: deque[Pending]) -> Iterator[Answer]:
        batch, future = waiting.popleft()
        if future is None:
            answers: Iterator[Reading | BriefingError] = iter(())
        else:
            try:
                answers = iter(future.result())
            except BrokenProcessPool:
                answers = iter([self._alone(step) for step in batch if isinstance(step, Given)])
        for step in batch:
            yield next(answers) if isinstance(step, Given) else step

    def _alone(self, given: Given) -> Reading | BriefingError:
        """Of several sources that were read when their process died: each in one that only it can end."""
        try:
            with _interrupts_held_back():
                self._single = self._single or Processes(1)
                future = self._single.submit(self._read, [given])
            return future.result()[0]
        except BrokenProcessPool:
            if self._single is not None:
                self._single.end()
            self._single = None
            return SourceError(
                f"{shown(given.name)} ended the process that read it, and is left out; "
                "import its text instead."
            )


def _batches(steps: Iterable[Step]) -> Iterator[list[Step]]:
    batch: list[Step] = []
    for step in steps:
        batch.append(step)
        if len(batch) >= _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _read_each(
    sources: Sequence[Given], library_folder: Path, facts: Facts | None
) -> list[Reading | BriefingError]:
    from briefing.library.importing import read

    answers: list[Reading | BriefingError] = []
    for given in sources:
        try:
            answers.append(read(given, library_folder, facts))
        except BriefingError as error:
            # Without its cause, which need not go through to another process.
            answers.append(type(error)(str(error)))
    return answers


@contextmanager
def _interrupts_held_back() -> Iterator[None]:
    """Processes begun meanwhile take no ctrl+c: it is for this one, which lets them end what they are at."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
