"""How well notes find their places again in a revised text: 12 kinds of revision, the truth known.

The short form runs always; the figures with ``pytest -m long tests/benchmarks/test_reanchoring.py -n 0 -s``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random
from time import process_time

import pytest

from briefing.model import Briefing, Note, Source
from briefing.notes import anchor, place
from briefing.notes.anchoring import place_all
from tests.benchmarks.revisions import (
    EDITS,
    Case,
    Text,
    cases,
    edited_elsewhere,
    paragraphs_shuffled,
    readout,
)
from tests.benchmarks.texts import communique

CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus" / "texts"
LONGEST = 15_000
"""Characters of a text of the corpus; a longer one is cut."""

REVISIONS, REVISIONS_IN_SHORT = 3_000, 156
SEEDS = 5

NOTES, LONG_TEXT, SECONDS = 1_000, 100_000, 1.0
GUARD = 3
"""A busy machine may be so many times slower before the test that always runs gives alarm."""


class Figures:
    """What became of the notes, of five words or more and of fewer."""

    def __init__(self) -> None:
        self.outcomes: Counter[tuple[bool, str, str, bool]] = Counter()
        """By few words, kind of revision, status, and whether that is right."""
        self.silent: list[str] = []

    def add(self, case: Case) -> None:
        old, new = Briefing("old", Source(case.old, "")), Briefing("new", Source(case.new.letters, ""))
        note = Note("aaaaaa", anchor(old, case.start, case.end), case.old[case.start : case.end])
        found = place(note, new, case.old)
        right = case.right(None if found.status == "orphan" else (found.start, found.end))
        self.outcomes[case.few_words, case.kind, found.status, right] += 1
        if found.status == "same" and not right and not case.few_words:
            words = case.new.letters[found.start : found.end]
            self.silent.append(f"{case.kind}: {note.quote[:60]!r} taken for {words[:60]!r}")

    def share(self, right: bool, *statuses: str, few: bool = False, kinds: tuple[str, ...] = ()) -> float:
        """Of the revisions, in per cent; without a status, of any."""
        chosen = {
            outcome: count
            for outcome, count in self.outcomes.items()
            if outcome[0] == few and (not kinds or outcome[1] in kinds)
        }
        hits = sum(
            count
            for (_, _, status, was_right), count in chosen.items()
            if was_right == right and (not statuses or status in statuses)
        )
        return 100 * hits / max(1, sum(chosen.values()))

    @property
    def right(self) -> float:
        return self.share(True)

    @property
    def loud(self) -> float:
        return self.share(False, "moved", "changed")

    @property
    def deleted_are_orphans(self) -> float:
        return self.share(True, "orphan", kinds=("deleted", "sentence_deleted"))

    @property
    def few_silent(self) -> float:
        return self.share(False, "same", few=True)

    def __str__(self) -> str:
        return (
            f"{sum(self.outcomes.values())} revisions: right {self.right:.2f} %, "
            f"wrong as same {len(self.silent)}, as moved or changed {self.loud:.2f} %, "
            f"asked about another place {self.share(False, 'uncertain'):.2f} %, "
            f"deleted are orphans {self.deleted_are_orphans:.2f} %; "
            f"of few words wrong as same {self.few_silent:.2f} %, right {self.share(True, few=True):.2f} %"
        )


def measured(found: Iterator[Case], count: int) -> Figures:
    figures = Figures()
    for _, case in zip(range(count), found, strict=False):
        figures.add(case)
    return figures


def made_up(seed: int) -> Iterator[Case]:
    turn = 0
    while True:
        yield from cases(readout(1000 * seed + turn), 1000 * seed + turn)
        turn += 1


def of_the_corpus(seed: int) -> Iterator[Case]:
    texts = [path.read_text(encoding="utf-8") for path in sorted(CORPUS.glob("*.txt"))]
    random, turn = Random(f"corpus {seed}"), 0
    while True:
        for text in random.sample(texts, len(texts)):
            start = random.randrange(max(1, len(text) - LONGEST))
            yield from cases(text[start : start + LONGEST], 1000 * seed + turn)
            turn += 1


def test_no_other_words_are_ever_taken_for_the_passage() -> None:
    figures = measured(made_up(0), REVISIONS_IN_SHORT)
    print(f"\n{figures}")
    assert figures.silent == []
    assert figures.right >= 90
    assert figures.share(True, "same", kinds=("copy_added",)) == 100
    assert {kind for _, kind, _, _ in figures.outcomes} == {edit.__name__ for edit in EDITS}


@pytest.mark.long
@pytest.mark.parametrize("seed", range(1, SEEDS + 1))
def test_made_up_readouts(seed: int) -> None:
    _is_good_enough(measured(made_up(seed), REVISIONS))


@pytest.mark.long
@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not beside the project")
@pytest.mark.parametrize("seed", range(1, SEEDS + 1))
def test_readouts_of_the_corpus(seed: int) -> None:
    _is_good_enough(measured(of_the_corpus(seed), REVISIONS))


def _is_good_enough(figures: Figures) -> None:
    print(f"\n{figures}")
    assert figures.silent == []
    assert figures.right >= 97
    assert figures.loud <= 0.3
    assert figures.deleted_are_orphans >= 99
    assert figures.few_silent <= 0.5


def seconds_for_a_long_text() -> float:
    """CPU time in which many notes are placed in a new version of a long text, the least of three runs."""
    old, random = communique(LONG_TEXT), Random("a long text")
    text = Text.of(old)
    for edit in (paragraphs_shuffled, edited_elsewhere, edited_elsewhere, edited_elsewhere):
        edit(random, text, 0, 0)
    before, now = Briefing("old", Source(old, "")), Briefing("new", Source(text.letters, ""))
    starts = [random.randrange(len(old) - 400) for _ in range(NOTES)]
    spans = [(start, start + random.randint(20, 400)) for start in starts]
    notes = [
        Note(f"n{number}", anchor(before, start, end), old[start:end])
        for number, (start, end) in enumerate(spans)
    ]
    taken = []
    for _ in range(3):
        begin = process_time()
        found = place_all(notes, now, lambda revision: old)
        taken.append(process_time() - begin)
    assert sum(1 for spot in found.values() if spot.status != "orphan") > 0.95 * NOTES
    return min(taken)


def test_many_notes_follow_a_long_text() -> None:
    seconds = seconds_for_a_long_text()
    print(f"\n{NOTES:,} notes, {LONG_TEXT:,} characters: {seconds:.2f} s")
    assert seconds <= GUARD * SECONDS
