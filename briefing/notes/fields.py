"""A note as fields, and one note of two sides merged field by field."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from briefing.notes import body
from briefing.notes.threeway import Conflict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.notes.page import NoteBlock

NAMES = ("heading", "anchor", "quote", "reference", "text", "tags")


@dataclass(frozen=True, slots=True)
class MergedNote:
    pieces: tuple[str | Conflict, ...]
    """The block without the blank lines after it."""
    fields: tuple[str | Conflict, ...]
    """What should be read from it, in the order of ``NAMES``."""

    @property
    def conflicts(self) -> tuple[str, ...]:
        """The names of the fields that both sides changed, each in its own way."""
        return tuple(
            name for name, words in zip(NAMES, self.fields, strict=True) if isinstance(words, Conflict)
        )


def fields(block: NoteBlock) -> tuple[str, ...]:
    """The lines of each field, without the blank ones around them."""
    return tuple(words for _, words in _fields(block))


def same(one: str, other: str) -> bool:
    """Whether some lines differ in blanks at their ends at most."""
    return one == other or [line.rstrip() for line in one.split("\n")] == [
        line.rstrip() for line in other.split("\n")
    ]


def same_note(one: NoteBlock, other: NoteBlock) -> bool:
    return all(map(same, fields(one), fields(other)))


def alone(block: NoteBlock) -> MergedNote:
    """A note of one side."""
    return MergedNote((block.raw[: block.end],), fields(block))


def merged(base: NoteBlock, ours: NoteBlock, theirs: NoteBlock, end: str) -> MergedNote:
    """A note that both sides have. It is laid out as in ours, unless all of it is theirs."""
    old, mine, yours = fields(base), fields(ours), fields(theirs)
    tags = body.merged_tags(ours.note.tags, base.note.tags, theirs.note.tags)
    reference = NAMES.index("reference")
    settled = {
        "reference": mine[reference] or yours[reference],
        "tags": "".join(f"{line}{end}" for line in body.write_tags(tags)),
    }
    chosen = [
        _merged(was, one, other, settled.get(name))
        for name, was, one, other in zip(NAMES, old, mine, yours, strict=True)
    ]
    if chosen == list(mine):
        return alone(ours)
    if chosen == list(yours):
        return alone(theirs)
    return MergedNote(tuple(_laid_out(chosen, _fields(ours), _fields(theirs), end)), tuple(chosen))


def _merged(base: str, ours: str, theirs: str, settled: str | None) -> str | Conflict:
    """One field; ``settled`` is what it comes to where both sides changed it."""
    if same(ours, theirs) or same(base, theirs):
        return ours
    if same(base, ours):
        return theirs
    return Conflict(ours, theirs) if settled is None else settled


def _laid_out(
    chosen: list[str | Conflict], ours: list[tuple[str, str]], theirs: list[tuple[str, str]], end: str
) -> Iterator[str | Conflict]:
    begun = False
    for words, (gap, present), (other, _) in zip(chosen, ours, theirs, strict=True):
        if words:
            if begun:
                yield gap if present else other or end
            yield words
            begun = True


def _fields(block: NoteBlock) -> list[tuple[str, str]]:
    """The fields with the blank lines before each."""
    raw, head = block.raw[: block.end], block.head
    first = raw.find("\n") + 1
    heading, place = block.marker or (first, first)
    reference = raw.rfind("\n", 0, len(raw[:head].rstrip())) + 1 if block.reference else head
    cuts = (0, heading, place, reference, head, block.text[1], len(raw))
    found, gap = [], ""
    for start, stop in pairwise(cuts):
        before, words, after = _apart(raw[start:stop])
        found.append((gap + before, words))
        gap = after if words else gap + before
    return found


def _apart(text: str) -> tuple[str, str, str]:
    """The blank lines before some lines, these, and the blank ones after."""
    bare = text.strip()
    if not bare:
        return text, "", ""
    first = text.index(bare)
    start, stop = text.rfind("\n", 0, first) + 1, text.find("\n", first + len(bare)) + 1
    return text[:start], text[start:stop], text[stop:]
