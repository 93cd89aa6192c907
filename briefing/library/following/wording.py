"""How a formula was worded over the time: the nearest wording in each readout, what changed, who dropped it.

What is compared is the readouts of one issuer with one another: two sides do not change a formula on the
same day, and what the one says now is no change of what the other said before. Where the issuer is not known,
it is the readouts of the same parties.
"""

from __future__ import annotations

import sys
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from briefing.errors import BriefingError
from briefing.library.following.formula import Formula
from briefing.library.following.quoted import Origin, Quoted, origin_of
from briefing.library.following.redline import changed, redline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from briefing.library.following.formula import Wording
    from briefing.library.following.redline import Piece
    from briefing.model import Briefing

Against = Literal["before", "phrase"]
Series = tuple[str, frozenset[str]]
"""An issuer and the parties of its readouts, folded: what makes readouts a series."""


@dataclass(frozen=True, slots=True)
class Part:
    """A section of a readout, in which a formula is sought."""

    heading: str
    start: int
    """In the readout's text."""
    text: str
    sentences: Sequence[tuple[int, int]]
    """Where sentences stand in the readout's text: at least those of the section, in order."""

    def quoted(self, origin: Origin, found: Wording) -> tuple[Quoted, Quoted, float]:
        """A wording, all of the sentences that it stands in, and how like the formula it is."""
        first, last = found.start, found.end
        at = max(0, bisect_right(self.sentences, (self.start + found.start, sys.maxsize)) - 1)
        for opened, closed in self.sentences[at:]:
            if opened - self.start >= found.end:
                break
            if found.start < closed - self.start:
                first, last = min(first, opened - self.start), max(last, closed - self.start)
        first, last = max(first, 0), min(last, len(self.text))
        return (
            self._passage(origin, found.start, found.end),
            self._passage(origin, first, last),
            found.likeness,
        )

    def _passage(self, origin: Origin, start: int, end: int) -> Quoted:
        return Quoted(origin, self.heading, self.start + start, self.start + end, self.text[start:end])


@dataclass(frozen=True, slots=True)
class Occurrence:
    """The nearest wording in one readout."""

    quoted: Quoted
    sentence: Quoted
    """All of the sentence, or of the sentences, that the wording stands in."""
    likeness: float
    """To the phrase that was asked for: 1 where the words are the same."""
    since: Quoted | None
    """What it is compared with; None for the phrase itself."""
    pieces: tuple[Piece, ...]
    """From that wording to this one."""

    @property
    def changed(self) -> bool:
        return changed(self.pieces)


@dataclass(frozen=True, slots=True)
class Lapse:
    """A formula that an issuer said to or with the same parties, and did not say the next time."""

    last: Quoted
    """Where it was said last."""
    without: tuple[Origin, ...]
    """The later readouts of the series, which do not have it, oldest first."""


@dataclass(frozen=True, slots=True)
class Wordings:
    """What became of a formula."""

    phrase: str
    occurrences: tuple[Occurrence, ...]
    """Oldest first, one a readout; a readout that has nothing like the phrase has none."""
    lapses: tuple[Lapse, ...]
    """Those that began last come first."""
    complete: bool = True
    """Whether the wordings are all; else there may be more between the first and the second."""

    @property
    def first(self) -> Quoted | None:
        return self.occurrences[0].quoted if self.occurrences else None

    @property
    def last(self) -> Quoted | None:
        return self.occurrences[-1].quoted if self.occurrences else None


def formula(phrase: str) -> Formula:
    """Raises BriefingError for a phrase in which there is nothing to be sought."""
    made = Formula(phrase)
    if not made:
        raise BriefingError(
            "A wording is sought by its words, and this phrase has none but small ones; give some more of it."
        )
    return made


def trace(phrase: str, briefings: Iterable[Briefing], against: Against = "before") -> Wordings:
    """The wordings of a phrase in some briefings, whatever their order."""
    sought = formula(phrase)
    origins: dict[str, Origin] = {}

    def readouts() -> Iterator[tuple[Origin, Sequence[Part]]]:
        for briefing in briefings:
            origin = origins[briefing.id] = origin_of(briefing)
            yield origin, parts_of(briefing)

    found = [*nearest_in(sought, readouts())]
    return compared(phrase, found, lambda: origins.values(), against)


def parts_of(briefing: Briefing) -> tuple[Part, ...]:
    """The sections of a briefing; all of its text where it has none."""
    sentences = [(one.start, one.end) for one in briefing.sentences]
    if not briefing.sections:
        return (Part("", 0, briefing.text, sentences),)
    return tuple(Part(one.heading, one.start, briefing.surface(one), sentences) for one in briefing.sections)


def nearest_in(
    sought: Formula, readouts: Iterable[tuple[Origin, Sequence[Part]]]
) -> Iterator[tuple[Quoted, Quoted, float]]:
    """Of each readout that has one, the wording, its sentence, and how like the formula it is."""
    for origin, parts in readouts:
        found = [(wording, part) for part in parts if (wording := sought.nearest(part.text)) is not None]
        if not found:
            continue
        wording, part = max(found, key=lambda one: (one[0].likeness, -one[1].start))
        yield part.quoted(origin, wording)


def compared(
    phrase: str,
    found: Iterable[tuple[Quoted, Quoted, float]],
    readouts: Callable[[], Iterable[Origin]],
    against: Against = "before",
    recent: frozenset[str] | None = None,
) -> Wordings:
    """Wordings set beside one another; among ``readouts`` are all later ones of the same issuers.

    Where the wordings are not all there are, ``recent`` are the briefings after which none is missing.
    """
    ordered = sorted(found, key=lambda one: one[0].origin.order)
    before: dict[str | Series, Quoted] = {}
    last: dict[Series, Quoted] = {}
    occurrences = []
    for quoted, sentence, likeness in ordered:
        said_by = quoted.origin.issuer.casefold() or series(quoted.origin)
        since = before.get(said_by) if against == "before" and any(said_by) else None
        pieces = redline(since.words if since else phrase, quoted.words)
        occurrences.append(Occurrence(quoted, sentence, likeness, since, pieces))
        before[said_by] = quoted
        if recent is None or quoted.origin.briefing in recent:
            last[series(quoted.origin)] = quoted
    lapses = tuple(_lapses(last, readouts())) if last else ()
    return Wordings(phrase, tuple(occurrences), lapses, recent is None)


def series(origin: Origin) -> Series:
    return origin.issuer.casefold(), frozenset(party.casefold() for party in origin.parties)


def _lapses(last: Mapping[Series, Quoted], readouts: Iterable[Origin]) -> list[Lapse]:
    without: dict[Series, list[Origin]] = {}
    for origin in readouts:
        said = last.get(series(origin))
        if said and said.origin.date and origin.date > said.origin.date and any(series(origin)):
            without.setdefault(series(origin), []).append(origin)
    lapses = [
        Lapse(last[key], tuple(sorted(found, key=lambda origin: origin.order)))
        for key, found in without.items()
    ]
    return sorted(lapses, key=lambda lapse: lapse.last.origin.order, reverse=True)
