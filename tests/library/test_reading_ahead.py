"""Sources that processes read: an answer for each in its order, whatever becomes of the processes."""

from __future__ import annotations

from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest

from briefing.errors import SourceError
from briefing.library import reading_ahead
from briefing.library.importing import Given
from briefing.library.reading_ahead import Readings

DEADLY = "3.txt"


class Pool:
    """Does the work at once, here; one that is to read a deadly source is broken from then on."""

    def __init__(self, count: int) -> None:
        self.count, self.broken, self.ended = count, False, False

    def submit(self, act, given) -> Future:
        if self.broken:
            raise BrokenProcessPool
        done: Future = Future()
        if any(one.name == DEADLY for one in given):
            self.broken = True
            done.set_exception(BrokenProcessPool())
        else:
            done.set_result(act(given))
        return done

    def end(self) -> None:
        self.ended = True


@pytest.fixture
def pools(monkeypatch) -> list[Pool]:
    made: list[Pool] = []

    def processes(count: int, settle=None) -> Pool:
        made.append(Pool(count))
        return made[-1]

    monkeypatch.setattr(reading_ahead, "Processes", processes)
    monkeypatch.setattr(
        reading_ahead, "_read_each", lambda given, library_folder, facts: [one.name for one in given]
    )
    return made


def _given(count: int) -> list[Given]:
    return [Given(f"{number}.txt") for number in range(count)]


def test_answers_come_in_order_and_what_is_no_source_is_its_own(pools):
    told = SourceError("It cannot be opened.")
    steps = [*_given(3), told, *_given(60)[4:], told]
    steps = [step for step in steps if step is told or step.name != DEADLY]
    readings = Readings(Path("library"), None, 2)
    answers = list(readings.each(steps))
    assert answers == [step if step is told else step.name for step in steps]
    assert [pool.count for pool in pools] == [2]
    readings.close()
    assert pools[0].ended
    readings.close()


def test_a_source_that_ends_its_process_is_left_out_and_no_other(pools):
    readings = Readings(Path("library"), None, 2)
    answers = list(readings.each(_given(60)))
    wrong = [answer for answer in answers if isinstance(answer, SourceError)]
    assert [str(one) for one in wrong] == [
        "3.txt ended the process that read it, and is left out; import its text instead."
    ]
    assert [one for one in answers if one not in wrong] == [f"{n}.txt" for n in range(60) if n != 3]
    assert answers.index(wrong[0]) == 3
    assert {pool.count for pool in pools} == {1, 2}


def test_few_sources_and_one_process_are_read_here(pools):
    assert list(Readings(Path("library"), None, 1).each(_given(3))) == ["0.txt", "1.txt", "2.txt"]
    assert list(Readings(Path("library"), None, 4).each(_given(2))) == ["0.txt", "1.txt"]
    assert list(Readings(Path("library"), None, 4).each([])) == []
    assert pools == []


def test_a_batch_without_sources_starts_nothing(pools, monkeypatch):
    monkeypatch.setattr(reading_ahead, "_FEW", 1)
    told = SourceError("It cannot be opened.")
    assert list(Readings(Path("library"), None, 2).each([told] * 40)) == [told] * 40
    assert pools == []
