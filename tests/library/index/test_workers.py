"""Many files read by several processes: each once and in order, whatever becomes of the processes."""

from __future__ import annotations

from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest

from briefing.library.index import workers
from briefing.library.index.refreshing import Stale

FILES = [Stale(b"%d" % number, None) for number in range(100)]  # type: ignore[arg-type]


class Pool:
    """Does the work at once, here, and is broken from some chunk on."""

    breaks_at = 1_000

    def __init__(self, jobs, settle) -> None:
        self.chunks, self.ended = [], False
        made.append(self)

    def submit(self, act, chunk, library) -> Future:
        done: Future = Future()
        self.chunks.append(chunk)
        if len(self.chunks) > self.breaks_at:
            done.set_exception(BrokenProcessPool())
        else:
            done.set_result(act(chunk, library))
        return done

    def end(self) -> None:
        self.ended = True


made: list[Pool] = []


@pytest.fixture
def read(monkeypatch):
    """``read(files, jobs)``: the files in the order in which they came, each with where it was read."""
    made.clear()
    monkeypatch.setattr(workers, "Processes", Pool)
    monkeypatch.setattr(workers, "read_stale", lambda one, library: (one.path + bytes(library), None))
    return lambda files, jobs: workers.read_all(files, Path("library"), jobs)


def _expected(files):
    return [(one, (one.path + bytes(Path("library")), None)) for one in files]


@pytest.mark.parametrize(
    ("count", "jobs", "pools"), [(100, 2, 1), (60, 2, 1), (59, 2, 0), (100, 1, 0), (0, 4, 0)]
)
def test_each_file_is_read_once_and_in_order(read, count, jobs, pools):
    assert list(read(FILES[:count], jobs)) == _expected(FILES[:count])
    assert len(made) == pools
    for pool in made:
        assert [one for chunk in pool.chunks for one in chunk] == FILES[:count]
        assert max(map(len, pool.chunks)) == 16
        assert pool.ended


@pytest.mark.parametrize("breaks_at", [0, 1, 3, 6])
def test_what_killed_processes_leave_is_read_here(read, monkeypatch, breaks_at):
    monkeypatch.setattr(Pool, "breaks_at", breaks_at)
    assert list(read(FILES, 2)) == _expected(FILES)
    assert made[0].ended


def test_no_more_is_given_out_than_is_soon_wanted_and_nothing_after_the_end(read):
    found = read(FILES * 10, 2)
    next(found)
    (pool,) = made
    assert len(pool.chunks) == 2 * 3 + 1
    found.close()
    assert pool.ended
    assert len(pool.chunks) == 2 * 3 + 1
