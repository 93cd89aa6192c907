"""How well two sides' accounts are aligned: hand-labelled pairs, where they lie beside the project.

A pair is JSON: two texts, the issues both mention and those that one alone does, each with its quotes as
pairs of offsets. Scored are pairs of quotes under one shared issue, and quotes under an issue of one side.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from briefing import paths
from briefing.analysis import bundled
from briefing.comparison import compare
from briefing.library.opening import open_briefing
from briefing.model import Span
from tests.gold.scoring import Counts
from tests.gold.test_gold import BESIDE, ROOT, read

PAIRS = sorted((BESIDE / "gold" / "pairs").glob("P*.json"))
TEXTS = BESIDE / "corpus" / "texts"
ALIGNMENT, SILENCE_PRECISION, SILENCE_RECALL = 0.85, 0.90, 0.85

Place = tuple[str, int]


def overlap(quote: Sequence[int], spans: Sequence[Span]) -> int:
    return sum(max(0, min(quote[1], span.end) - max(quote[0], span.start)) for span in spans)


def places(path: Path) -> tuple[dict[str, list[tuple[Place, Place]]], dict[str, Any]]:
    """Of each side's quotes where the labels put them and where the comparison does."""
    labels = json.loads(path.read_text(encoding="utf-8"))
    found = compare(read(TEXTS / labels["a"]), read(TEXTS / labels["b"]), bundled())
    placed: dict[str, list[tuple[Place, Place]]] = {}
    for side in "ab":
        quotes: list[tuple[list[int], Place]] = []
        for number, issue in enumerate(labels["issues"]):
            quotes += [(quote, ("shared", number)) for quote in issue[side]]
        for number, silence in enumerate(labels[f"only_{side}"]):
            if not silence.get("inside"):
                quotes += [(quote, ("only", number)) for quote in silence["spans"]]
        told = [(("shared", n), getattr(issue, side)) for n, issue in enumerate(found.issues)]
        told += [(("only", n), silence.spans) for n, silence in enumerate(found.only(side))]  # type: ignore[arg-type]
        placed[side] = []
        for quote, label in quotes:
            best = max(told, key=lambda one: overlap(quote, one[1]), default=(("", -1), ()))
            placed[side].append((label, best[0] if overlap(quote, best[1]) else ("", -1)))
    return placed, labels


@pytest.mark.skipif(not PAIRS, reason="the labelled pairs are not beside the project")
def test_pairs_are_aligned_and_silences_found() -> None:
    alignment, silence = Counts(), Counts()
    for path in PAIRS:
        placed, _ = places(path)
        for label_a, said_a in placed["a"]:
            for label_b, said_b in placed["b"]:
                together = label_a[0] == "shared" and label_a == label_b
                said = said_a[0] == "shared" and said_a == said_b
                alignment.add(together and said, said, together)
        for label, said in [*placed["a"], *placed["b"]]:
            silence.add(label[0] == said[0] == "only", said[0] == "only", label[0] == "only")
    assert alignment.f1() >= ALIGNMENT
    assert silence.right >= SILENCE_PRECISION * silence.read
    assert silence.right >= SILENCE_RECALL * silence.labelled


@pytest.mark.skipif(not PAIRS, reason="the other half of the seed's meeting is not beside the project")
def test_the_seed_and_its_other_half() -> None:
    other = read(TEXTS / "ru-kremlin_2022-02-24_imran-khan-meeting.txt")
    seed = read(next((ROOT / "seeds").glob("*.txt")))
    kept = open_briefing(paths.bundled_content() / "pm-khan-president-putin-kremlin.md")
    for ours in (seed, kept):
        found = compare(ours, other, bundled())
        assert [issue.name for issue in found.issues] == ["Bilateral relations", "South Asia"]
        assert [silence.name for silence in found.only("a")] == [
            "Ukraine",
            "Pakistan-Stream Gas Pipeline and energy",
            "Afghanistan",
            "International and regional fora, SCO",
            "Extremism and Islamophobia, interfaith harmony",
        ]
        assert found.only("b") == ()
