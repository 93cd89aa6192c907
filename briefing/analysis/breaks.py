"""Signs that a new section begins, and what each weighs."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefing.analysis.page import Page
    from briefing.analysis.statements import Reading
    from briefing.analysis.topics import Topics
    from briefing.model import SectionKind

DEEDS = frozenset(["sign", "task", "launch", "establish", "decide"])

# Fitted by logistic regression on hand-cut readouts of many issuers, then rounded; signs that did not help on
# the texts of an issuer left out are gone. A new section begins above zero.
_WEIGHTS = {
    "bias": -1.15,
    "new topic": 0.35,
    "shared topic": -0.75,
    "no topic": -1.15,
    "continuation": -2.5,
    "also": 0.9,
    "paragraph": 2.0,
    "number": 1.75,
    "deed": 1.55,
    "same speaker": -0.95,
    "now together": 1.55,
    "new lead": 1.1,
    "new family": 1.05,
    "refers back": -0.55,
    "nobody says": -1.35,
    # Too rare in what the weights were fitted on; a text of several meetings is cut by them.
    "another meeting": 3.0,
    "of that meeting": -4.0,
}


@dataclass(slots=True)
class Run:
    """Consecutive sentences of one section, while sections are drawn."""

    first: int
    last: int
    kind: SectionKind
    rule: str
    topics: Counter[str] = field(default_factory=Counter)
    heading: int = -1
    """The sentence that is the section's own heading."""


def weigh(signs: Mapping[str, float]) -> tuple[float, str]:
    """The sum of what the signs weigh, and the sign that speaks loudest for a break."""
    weighed = {name: _WEIGHTS[name] * value for name, value in signs.items()}
    return sum(weighed.values()), max(weighed, key=lambda name: weighed[name])


def signs_of_break(
    page: Page,
    number: int,
    current: Run,
    topics: Sequence[Topics],
    readings: Sequence[Reading],
    cues: Mapping[str, int],
) -> dict[str, float]:
    """What speaks for and against a new section before a sentence, each with its strength."""
    mine, reading, before = topics[number], readings[number], readings[number - 1]
    first, last = page.ranges[number]
    opening = page.words.folds[first : min(last, first + 7)]
    shared = sum(min(weight, current.topics[key]) for key, weight in mine.strong.items())
    novel = sum(weight for key, weight in mine.strong.items() if key not in current.topics)
    issues = page.lexicon.issues
    families = {issues[key].parent for key in mine.strong if key in issues}
    known = {issues[key].parent for key in current.topics if key in issues}
    return {
        "bias": 1.0,
        "new topic": min(novel, 6) / 2,
        "shared topic": min(shared, 6) / 2,
        "no topic": float(not mine.strong),
        "continuation": float(cues.get("continuation", 9) <= 2),
        "also": float("also" in opening),
        "paragraph": float(page.sentences[number].block != page.sentences[number - 1].block),
        "number": float(_is_numbered(page, number)),
        "deed": float(any(cue.lemma in DEEDS for cue in reading.cues[:1])),
        "same speaker": float(bool(reading.speakers) and reading.speakers == before.speakers),
        "now together": float(reading.side == "joint" and before.side not in ("joint", "none")),
        "new lead": float(bool(mine.lead) and mine.lead not in current.topics),
        "new family": float(bool(families - known) and bool(known)),
        "refers back": float(not page.lexicon.words("refers-back").isdisjoint(opening)),
        "nobody says": float(reading.side == "none"),
        "of that meeting": float(current.rule == "another meeting" and current.last - current.first == 1),
        "another meeting": float(reading.side == "none" and _meets(page, first, last)),
    }


_ENCOUNTERS = frozenset(["met", "meeting", "talks", "conversation", "call"])


def _meets(page: Page, first: int, last: int) -> bool:
    """Whether a sentence tells of one more meeting: "also met with"."""
    folds = page.words.folds[first : min(last, first + 16)]
    return any(word in _ENCOUNTERS and "with" in folds[at : at + 4] for at, word in enumerate(folds))


def _is_numbered(page: Page, number: int) -> bool:
    """Whether a sentence opens a numbered paragraph."""
    sentence = page.sentences[number]
    return sentence.start == page.blocks[sentence.block].start and page.view[sentence.start].isdigit()
