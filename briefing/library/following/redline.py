"""What changed between two wordings, word by word. Nothing of either is lost or made up."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from briefing.notes.folding import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Kind = Literal["same", "removed", "added", "replaced"]

# Every character of a text is part of exactly one token.
_TOKEN = re.compile(r"(?:\w+(?:['’\-\u2010\u2011\u00ad\u200b-\u200d]\w+)*|[^\w\s])\s*|\s+")
_MOST = 40_000
"""Pairs of tokens that are compared by weight."""
_ISLAND = 3
"""Letters. A word of no more that is the same between two changes is shown as part of them: that both sides
have an "of" there is chance."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the old wording and what stands in its place in the new one.

    The pieces of two wordings, one after the other, are the whole of either. What is ``same`` may differ in
    case, blanks and the shape of signs, which is why it holds both.
    """

    old: str
    new: str
    same: bool

    @property
    def kind(self) -> Kind:
        if self.same:
            return "same"
        if not self.old or not self.new:
            return "removed" if self.old else "added"
        return "replaced"


def redline(old: str, new: str) -> tuple[Piece, ...]:
    """The pieces of two wordings."""
    one, other = _TOKEN.findall(old), _TOKEN.findall(new)
    pieces: list[Piece] = []
    at = to = 0
    for first, second in [*_shared(list(map(folded, one)), list(map(folded, other))), (len(one), len(other))]:
        if at < first or to < second:
            pieces.append(Piece("".join(one[at:first]), "".join(other[to:second]), same=False))
        if first < len(one):
            pieces.append(Piece(one[first], other[second], same=True))
        at, to = first + 1, second + 1
    return tuple(_joined(_without_islands(list(_joined(pieces)))))


def changed(pieces: Iterable[Piece]) -> bool:
    return any(not piece.same for piece in pieces)


def _shared(one: Sequence[str], other: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The places of the tokens that stay, so that what stays weighs most."""
    head = 0
    while head < min(len(one), len(other)) and one[head] == other[head]:
        yield head, head
        head += 1
    tail = 0
    while tail < min(len(one), len(other)) - head and one[-1 - tail] == other[-1 - tail]:
        tail += 1
    first, second = one[head : len(one) - tail], other[head : len(other) - tail]
    heaviest = _heaviest if len(first) * len(second) <= _MOST else _longest
    yield from ((head + at, head + to) for at, to in heaviest(first, second))
    for left in range(tail, 0, -1):
        yield len(one) - left, len(other) - left


def _heaviest(one: Sequence[str], other: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The common tokens in order that weigh most, where longer words weigh more than short ones and signs."""
    rows = [[0] * (len(other) + 1)]
    for token in reversed(one):
        below, row = rows[-1], [0] * (len(other) + 1)
        for to in range(len(other) - 1, -1, -1):
            row[to] = max(below[to], row[to + 1])
            if token == other[to]:
                row[to] = max(row[to], below[to + 1] + _weight(token))
        rows.append(row)
    rows.reverse()
    at = to = 0
    while at < len(one) and to < len(other):
        if one[at] == other[to] and rows[at][to] == rows[at + 1][to + 1] + _weight(one[at]):
            yield at, to
            at, to = at + 1, to + 1
        elif rows[at][to] == rows[at + 1][to]:
            at += 1
        else:
            to += 1


def _longest(one: Sequence[str], other: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The same by number, for what is too long to be weighed."""
    from rapidfuzz.distance import Indel

    numbers: dict[str, int] = {}
    before, after = ([numbers.setdefault(token, len(numbers)) for token in text] for text in (one, other))
    for code in Indel.opcodes(before, after):
        if code.tag == "equal":
            yield from zip(
                range(code.src_start, code.src_end), range(code.dest_start, code.dest_end), strict=True
            )


def _weight(token: str) -> int:
    return 1 if not token[:1].isalnum() else 2 if len(token) <= _ISLAND else 5


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Neighbours that are both the same, or both not, as one."""
    held: Piece | None = None
    for piece in pieces:
        if held is not None and held.same == piece.same:
            held = Piece(held.old + piece.old, held.new + piece.new, held.same)
        else:
            if held is not None:
                yield held
            held = piece
    if held is not None:
        yield held


def _without_islands(pieces: Sequence[Piece]) -> Iterator[Piece]:
    last = len(pieces) - 1
    for at, piece in enumerate(pieces):
        island = piece.same and 0 < at < last and len(piece.old.strip()) <= _ISLAND
        yield Piece(piece.old, piece.new, same=False) if island else piece
