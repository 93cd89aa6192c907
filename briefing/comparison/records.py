"""What a comparison finds. Offsets are code points into the text of their side; ends are exclusive."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from briefing.model import Span

Letter = Literal["a", "b"]
"""The first or the second of two briefings."""
SIDES: tuple[Letter, Letter] = ("a", "b")


@dataclass(frozen=True, slots=True)
class Sign:
    """A word or name that tells what a passage is about."""

    start: int
    end: int
    key: str
    """An issue's or an entity's id."""
    weight: float


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence, or the part of one that is about one subject."""

    start: int
    end: int
    sentence: int
    """Index into ``Briefing.sentences``."""
    section: int
    """Index into ``Briefing.sections``."""
    signs: tuple[Sign, ...] = ()
    framed: bool = False
    """Whether it tells of the meeting itself and of nothing that was said: opening, closing, furniture."""

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Share:
    """How much of a text a subject has, and where it comes."""

    length: float = 0.0
    """Of the words that have a subject, between 0 and 1."""
    place: int = 0
    """1 for the subject that is named first; 0 for one that is not named."""


@dataclass(frozen=True, slots=True)
class SharedIssue:
    """A subject that both sides mention."""

    name: str
    a: tuple[Span, ...]
    b: tuple[Span, ...]
    words: tuple[str, ...]
    """What tells that both are about the same: words and names as either text has them."""
    share_a: Share = Share()
    share_b: Share = Share()

    def of(self, side: Letter) -> tuple[Span, ...]:
        return self.a if side == "a" else self.b


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A word of a silent subject that the other side has, about something else."""

    word: str
    span: Span


@dataclass(frozen=True, slots=True)
class Silence:
    """A subject that only one side mentions."""

    name: str
    side: Letter
    """Who mentions it."""
    spans: tuple[Span, ...]
    looked_for: tuple[str, ...]
    """Words and names that do not stand anywhere in the other text."""
    elsewhere: tuple[Elsewhere, ...] = ()
    share: Share = Share()


@dataclass(frozen=True, slots=True)
class Wording:
    """Two passages word by word. What is in neither list is white space or marks."""

    a: Span
    b: Span
    same: tuple[tuple[Span, Span], ...]
    """Runs of the same words, of a and of b."""
    differing_a: tuple[Span, ...]
    differing_b: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """What stands side by side: a subject's passages, or what only one side has.

    The rows of either side tile its text from beginning to end, though not in its order on the side of b.
    """

    name: str
    a: tuple[Span, ...] = ()
    b: tuple[Span, ...] = ()
    issue: int = -1
    """Index into ``Comparison.issues``."""
    silence: int = -1
    """Index into ``Comparison.silences``."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing to go to: differing words of an issue, or a silence."""

    kind: Literal["wording", "only a", "only b"]
    row: int
    a: Span | None = None
    b: Span | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two readouts of one meeting side by side."""

    issues: tuple[SharedIssue, ...]
    silences: tuple[Silence, ...]
    """In the order of their texts, those of a first."""
    rows: tuple[Row, ...]
    wordings: tuple[tuple[Wording, ...], ...]
    """Of each issue, the passages that answer each other."""
    differences: tuple[Difference, ...]
    """In the order of the rows."""

    def only(self, side: Letter) -> tuple[Silence, ...]:
        return tuple(silence for silence in self.silences if silence.side == side)
