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
    from rapidfuzz.distance import Indel

    one, other = _TOKEN.findall(old), _TOKEN.findall(new)
    numbers: dict[str, int] = {}
    before, after = (
        [numbers.setdefault(folded(token), len(numbers)) for token in tokens] for tokens in (one, other)
    )
    pieces = (
        Piece(
            "".join(one[code.src_start : code.src_end]),
            "".join(other[code.dest_start : code.dest_end]),
            code.tag == "equal",
        )
        for code in Indel.opcodes(before, after)
    )
    return tuple(_joined(_without_islands(list(_joined(pieces)))))


def changed(pieces: Iterable[Piece]) -> bool:
    return any(not piece.same for piece in pieces)


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
