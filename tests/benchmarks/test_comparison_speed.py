"""How long two long communiqués take to compare, made-up ones: CPU time of one core, texts read before.

The quick test runs always; the figures with ``pytest -m long tests/benchmarks -n 0 -s``.
"""

from __future__ import annotations

from time import process_time

import pytest

from briefing.analysis import analyse, bundled
from briefing.comparison import compare, find_positions, redline
from briefing.model import Briefing, Source, text_digest
from tests.benchmarks.texts import communique, paragraph, transcript

LONG, SECONDS = 100_000, 2.0
GROWTH, GROWTH_OF_TIME = 2, 5


def read(text: str) -> Briefing:
    return analyse(Source(text, text_digest(text)), bundled())


def seconds(a: Briefing, b: Briefing) -> float:
    start = process_time()
    compare(a, b, bundled())
    return process_time() - start


def test_time_does_not_explode() -> None:
    """Every passage is held against every other, so that twice the texts may take four times as long."""
    short = [read(communique(8_000, seed)) for seed in (1, 2)]
    long = [read(communique(GROWTH * 8_000, seed)) for seed in (1, 2)]
    seconds(*short)
    taken = [(seconds(*short), seconds(*long)) for _ in range(3)]
    assert min(one for _, one in taken) <= GROWTH_OF_TIME * min(one for one, _ in taken)


@pytest.mark.long
@pytest.mark.parametrize("make", [communique, paragraph, transcript])
def test_two_long_texts(make) -> None:
    a, b = (read(make(LONG, seed)) for seed in (1, 2))
    taken = min(seconds(a, b) for _ in range(2))
    print(f"\n{make.__name__}: {LONG:,} characters twice compared in {taken:.2f} s")
    assert taken <= SECONDS


@pytest.mark.long
def test_positions_and_redlines_of_long_texts() -> None:
    a, b = (read(communique(LONG, seed)) for seed in (1, 2))
    for work in (
        lambda: find_positions([a, b], bundled()),
        lambda: redline(a.text, a.text.replace("agreed", "hoped")),
        lambda: redline(a.text, b.text),
    ):
        start = process_time()
        work()
        assert process_time() - start <= SECONDS
