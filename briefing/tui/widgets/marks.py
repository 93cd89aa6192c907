"""What is marked in a text: which stretches of a row are shown how."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from copy import copy
from enum import IntFlag
from functools import reduce
from itertools import pairwise
from operator import and_
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefing.model import Briefing, Side, Span, Statement


class Look(IntFlag):
    """How a stretch of text is shown; looks add up."""

    PLAIN = 0
    MENTION = 1
    FOLLOWED = 2
    """A mention of the entity that is being followed."""
    VERB = 4
    NOTE = 8
    HIGHLIGHT = 16
    SELECTED = 32
    UNSURE = 64
    """A note whose text was changed."""
    DIM = 128
    HIT = 256
    """What is searched for."""
    HERE = 512
    """The hit that the reader is at."""
    GUESSED = 1024
    """A mention that may be no mention, or one of somebody else."""


class Mark(NamedTuple):
    """A stretch of the text shown in one look."""

    start: int
    end: int
    look: Look
    id: str = ""
    """Of the entity or note."""


class Marks:
    """Marks of one kind in the order of the text, found by where they stand."""

    def __init__(self, marks: Iterable[Mark] = ()) -> None:
        self.all = sorted(marks)
        self._starts = [mark.start for mark in self.all]
        # How far any mark up to here reaches, so that long ones are found from their middle.
        self._reach: list[int] = []
        for mark in self.all:
            self._reach.append(max(mark.end, self._reach[-1] if self._reach else 0))

    def with_look(self, at: int, look: Look) -> Marks:
        """The same marks, of which one, by its number, has a look more."""
        made = copy(self)
        made.all = [*self.all]
        made.all[at] = made.all[at]._replace(look=made.all[at].look | look)
        return made

    def between(self, start: int, end: int) -> Iterator[Mark]:
        """The marks that overlap a stretch."""
        last = bisect_left(self._starts, end)
        first = bisect_right(self._reach, start, 0, last)
        return (mark for mark in self.all[first:last] if mark.end > start)


def mentions(briefing: Briefing) -> Marks:
    """Where the text names an entity."""
    return Marks(
        Mark(
            mention.start,
            mention.end,
            Look.MENTION | (Look.GUESSED if mention.confidence == "unsure" else Look.PLAIN),
            entity.id,
        )
        for entity in briefing.entities
        for mention in entity.mentions
    )


def verbs(briefing: Briefing) -> Marks:
    """The reporting verbs."""
    return Marks(
        Mark(cue.start, cue.end, Look.VERB) for statement in briefing.statements for cue in statement.cues
    )


def other_sides(briefing: Briefing, side: str) -> Marks:
    """The sentences in which another side than the given one speaks, or nobody; all for no side."""
    if not side:
        return Marks()
    spoken = {statement.start for statement in briefing.statements if statement.side == side}
    return Marks(
        Mark(sentence.start, sentence.end, Look.DIM)
        for sentence in briefing.sentences
        if sentence.start not in spoken
    )


def pieces(
    start: int, end: int, marks: Iterable[Mark], followed: str = "", selected: Span | None = None
) -> list[tuple[int, int, Look]]:
    """A stretch of text cut where its look changes."""
    looks: list[tuple[int, int, Look]] = []
    for mark in marks:
        if mark.start >= end or mark.end <= start:
            continue
        look = mark.look
        if followed and mark.id == followed and look & Look.MENTION:
            look |= Look.FOLLOWED
        looks.append((max(start, mark.start), min(end, mark.end), look))
    if selected is not None and selected.start < end and selected.end > start:
        looks.append((max(start, selected.start), min(end, selected.end), Look.SELECTED))
    if not looks:
        return [(start, end, Look.PLAIN)]
    cuts = sorted({start, end, *(cut for look in looks for cut in look[:2])})
    found: list[tuple[int, int, Look]] = []
    for a, b in pairwise(cuts):
        look = Look.PLAIN
        for mark_start, mark_end, mark_look in looks:
            if mark_start <= a and mark_end >= b:
                look |= mark_look
        if found and found[-1][2] == look:
            found[-1] = (found[-1][0], b, look)
        else:
            found.append((a, b, look))
    return found


def common(start: int, end: int, marks: Iterable[Mark], selected: Span | None = None) -> Look:
    """The looks, of those with a ground of their own, that a whole stretch of text has."""
    looks = [look for _, _, look in pieces(start, end, marks, selected=selected)] if start < end else []
    return reduce(and_, looks, Look.NOTE | Look.HIGHLIGHT | Look.SELECTED) if looks else Look.PLAIN


SIDES: dict[Side, tuple[str, str]] = {
    "issuer": ("I", "issuer"),
    "counterpart": ("C", "counterpart"),
    "joint": ("J", "both together"),
    "agentless": ("A", "nobody named"),
    "third": ("T", "a third party"),
}
"""The letter of each side in the margin, and what it is called."""


def side_letter(statement: Statement) -> str:
    """I, C, J, A or T; in lower case where the side is unsure."""
    letter = SIDES[statement.side][0] if statement.side in SIDES else " "
    return letter.lower() if statement.confidence == "unsure" else letter
