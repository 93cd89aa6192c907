"""Two versions of one text: what went, what came, and what stayed. Put together again they are the texts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from briefing.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from briefing.model import Note

_LINES = re.compile(r"\n+|[^\n]+")
_SENTENCES = re.compile(r"[^.!?\n]*[.!?\n]+\s*|[^.!?\n]+\Z")
_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
_LONG = 1_500
"""Parts of a passage that is compared word by word; a longer one sentence by sentence first."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch that stayed, or that one of two versions has.

    The pieces that are no ``new`` make the old text, those that are not ``gone`` the new one.
    """

    kind: Literal["same", "gone", "new"]
    old: Span
    """Of a new piece, the empty span where it was put in."""
    new: Span
    """Of a piece that is gone, the empty span where it was."""


@dataclass(frozen=True, slots=True)
class Redline:
    pieces: tuple[Piece, ...]

    @property
    def changes(self) -> tuple[Piece, ...]:
        return tuple(piece for piece in self.pieces if piece.kind != "same")

    def touched(self, notes: Iterable[Note]) -> list[Note]:
        """The notes on the old text whose words, or a border of them, were changed."""
        changes = [piece.old for piece in self.changes]
        return [
            note
            for note in notes
            if note.anchor.target == "passage"
            and any(_touches(change, note.anchor.start, note.anchor.end) for change in changes)
        ]


def redline(old: str, new: str) -> Redline:
    """What became of a text in its next version, word by word."""
    pieces: list[Piece] = []
    for kind, old_start, old_end, new_start, new_end in _merged(_plain(list(_merged(_steps(old, new))), old)):
        pieces.append(Piece(kind, Span(old_start, old_end), Span(new_start, new_end)))
    return Redline(tuple(pieces))


_SCRAP = 3
"""Code points of a word that may stay by chance between two that changed."""

_MANY = 4_000_000
"""Pairs of parts; of more, those that stand everywhere are not compared with each other."""

_TOO_MANY = 400_000_000
"""Pairs of parts that are not compared at all."""

_Opcode = tuple[str, int, int, int, int]
_Step = tuple[Literal["same", "gone", "new"], int, int, int, int]


def _touches(change: Span, start: int, end: int) -> bool:
    if change.start == change.end:
        return start < change.start < end
    return change.start < end and start < change.end


def _steps(old: str, new: str) -> Iterator[_Step]:
    yield from _compared(old, new, 0, 0, (_LINES, _SENTENCES, _WORDS))


def _compared(
    old: str, new: str, old_at: int, new_at: int, grains: Sequence[re.Pattern[str]]
) -> Iterator[_Step]:
    """The steps from one text to the other, coarse first and finer where they differ."""
    grain, finer = grains[0], grains[1:]
    ours, theirs = grain.findall(old), grain.findall(new)
    if grain is _SENTENCES and len(_WORDS.findall(old)) + len(_WORDS.findall(new)) <= _LONG:
        yield from _compared(old, new, old_at, new_at, finer)
        return
    for tag, a, b, c, d in _opcodes(ours, theirs, lines=grain is _LINES):
        gone, came = "".join(ours[a:b]), "".join(theirs[c:d])
        if tag == "equal":
            yield "same", old_at, old_at + len(gone), new_at, new_at + len(came)
        elif finer and gone and came:
            yield from _compared(gone, came, old_at, new_at, finer)
        else:
            if gone:
                yield "gone", old_at, old_at + len(gone), new_at, new_at
            if came:
                at = old_at + len(gone)
                yield "new", at, at, new_at, new_at + len(came)
        old_at += len(gone)
        new_at += len(came)


def _opcodes(ours: Sequence[str], theirs: Sequence[str], *, lines: bool) -> Iterator[_Opcode]:
    """What ``difflib`` gives, without asking it for the ends that are the same anyway."""
    from difflib import SequenceMatcher

    most = min(len(ours), len(theirs))
    head = next((at for at in range(most) if ours[at] != theirs[at]), most)
    tail = next((at for at in range(most - head) if ours[-1 - at] != theirs[-1 - at]), most - head)
    if head:
        yield "equal", 0, head, 0, head
    old, new = ours[head : len(ours) - tail], theirs[head : len(theirs) - tail]
    if len(old) * len(new) > _TOO_MANY:
        yield "replace", head, head + len(old), head, head + len(new)
    elif old or new:
        # An empty line is no landmark between two lines; within a line the space belongs to the words.
        junk = str.isspace if lines else None
        many = len(old) * len(new) > _MANY
        for tag, a, b, c, d in SequenceMatcher(junk, old, new, autojunk=many).get_opcodes():
            yield tag, a + head, b + head, c + head, d + head
    if tail:
        yield "equal", len(ours) - tail, len(ours), len(theirs) - tail, len(theirs)


def _merged(steps: Iterable[_Step]) -> Iterator[_Step]:
    """Steps with those of a kind that follow each other as one: what went, then what came in its place."""
    gone: _Step | None = None
    came: _Step | None = None
    same: _Step | None = None
    for step in steps:
        kind, _, b, _, d = step
        if kind == "same":
            if gone or came:
                yield from _in_place(gone, came)
                gone = came = None
            same = ("same", same[1], b, same[3], d) if same else step
            continue
        if same:
            yield same
            same = None
        if kind == "gone":
            gone = ("gone", gone[1], b, gone[3], gone[4]) if gone else step
        else:
            came = ("new", came[1], came[2], came[3], d) if came else step
    if gone or came:
        yield from _in_place(gone, came)
    if same:
        yield same


def _plain(steps: Sequence[_Step], old: str) -> Iterator[_Step]:
    """Steps without the scraps that stayed between two changes: whoever reads sees one change."""
    for at, step in enumerate(steps):
        kind, a, b, c, d = step
        inside = 0 < at < len(steps) - 1
        if kind == "same" and inside and len(old[a:b].strip()) <= _SCRAP and "\n" not in old[a:b]:
            yield "gone", a, b, c, c
            yield "new", b, b, c, d
        else:
            yield step


def _in_place(gone: _Step | None, came: _Step | None) -> Iterator[_Step]:
    if gone:
        start = came[3] if came else gone[3]
        yield "gone", gone[1], gone[2], start, start
    if came:
        at = gone[2] if gone else came[1]
        yield "new", at, at, came[3], came[4]
