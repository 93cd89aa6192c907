"""How fast texts are read: CPU time of one core, the least of several runs, the lexicon loaded.

The quick test runs always; the figures with ``pytest -m long tests/benchmarks -n 0 -s``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from time import process_time

import pytest

from briefing.analysis import analyse, bundled
from briefing.model import Source, text_digest
from tests.benchmarks.texts import LONGEST, SHORTEST, communique, paragraph, short_readout, transcript

CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus" / "texts"

READOUTS_A_SECOND = 200
SEED_SECONDS = 0.015
LONG_TEXT, LONG_TEXT_SECONDS = 100_000, 0.6
GROWTH, GROWTH_OF_TIME = 4, 6

LONG_SHAPES = {"communiqué": communique, "one paragraph": paragraph, "transcript": transcript}


def cpu_seconds(texts: Sequence[str], runs: int) -> float:
    """The least CPU time in which the texts were analysed."""
    sources = [Source(text, text_digest(text)) for text in texts]
    lexicon = bundled()
    taken = []
    for _ in range(runs):
        start = process_time()
        for source in sources:
            analyse(source, lexicon)
        taken.append(process_time() - start)
    return min(taken)


def growth(make: Callable[[int], str], length: int) -> tuple[float, float]:
    """The times of a text and of one four times as long, run in turn so that a busy machine slows both."""
    short, long = make(length), make(GROWTH * length)
    cpu_seconds([make(2000)], 1)
    taken = [(cpu_seconds([short], 2), cpu_seconds([long], 1)) for _ in range(3)]
    return min(one for one, _ in taken), min(other for _, other in taken)


def test_time_is_linear_in_length() -> None:
    short, long = growth(communique, 20_000)
    print(f"\n20,000 characters {short * 1000:.0f} ms, 80,000 {long * 1000:.0f} ms: x{long / short:.1f}")
    assert long <= GROWTH_OF_TIME * short


def test_texts_are_the_same_for_the_same_seed_and_read_like_readouts() -> None:
    texts = [short_readout(seed) for seed in range(40)]
    assert texts == [short_readout(seed) for seed in range(40)]
    assert len(set(texts)) == len(texts)
    assert all(SHORTEST <= len(text) <= LONGEST for text in texts)
    assert all(len(make(30_000)) == 30_000 for make in LONG_SHAPES.values())
    for text in texts:
        briefing = analyse(Source(text, text_digest(text)), bundled())
        assert len(briefing.entities) >= 4
        assert briefing.statements


@pytest.mark.long
def test_short_readouts() -> None:
    texts = [short_readout(seed) for seed in range(400)]
    a_second = len(texts) / cpu_seconds(texts, 3)
    mean = sum(map(len, texts)) / len(texts)
    print(f"\n{len(texts)} made-up readouts of {mean:.0f} characters: {a_second:.0f} a second")
    assert a_second >= READOUTS_A_SECOND


@pytest.mark.long
@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not beside the project")
def test_short_readouts_of_the_corpus() -> None:
    every = [path.read_text(encoding="utf-8") for path in sorted(CORPUS.glob("*.txt"))]
    texts = [text for text in every if len(text) < 2500]
    a_second = len(texts) / cpu_seconds(texts, 10)
    mean = sum(map(len, texts)) / len(texts)
    print(f"\n{len(texts)} real readouts of {mean:.0f} characters: {a_second:.0f} a second")
    assert a_second >= READOUTS_A_SECOND


@pytest.mark.long
def test_seed(seed: Path) -> None:
    seconds = cpu_seconds([seed.read_text(encoding="utf-8")], 20)
    print(f"\nthe seed: {seconds * 1000:.1f} ms")
    assert seconds <= SEED_SECONDS


@pytest.mark.long
@pytest.mark.parametrize("shape", LONG_SHAPES)
def test_long_text(shape: str) -> None:
    seconds = cpu_seconds([LONG_SHAPES[shape](LONG_TEXT)], 5)
    print(f"\n{shape}, {LONG_TEXT:,} characters: {seconds:.2f} s")
    assert seconds <= LONG_TEXT_SECONDS


@pytest.mark.long
@pytest.mark.parametrize("shape", LONG_SHAPES)
def test_time_is_linear_in_length_for_very_long_texts(shape: str) -> None:
    short, long = growth(LONG_SHAPES[shape], LONG_TEXT)
    print(f"\n{shape}, 100,000 characters {short:.2f} s, 400,000 {long:.2f} s: x{long / short:.1f}")
    assert long <= GROWTH_OF_TIME * short
