"""The notes and the user's own writing of two sides, put into one order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.notes import changes, fields
from briefing.notes.page import NoteBlock, Opaque
from briefing.notes.threeway import Conflict, common_lines, lines_of, merged_lines, merged_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefing.model import Note
    from briefing.notes.fields import MergedNote
    from briefing.notes.sides import Key, Part, Side

_SHOWN = 60
"""Characters of a heading in a sentence."""


class Joined:
    """Two sides of a merge made one."""

    def __init__(self, base: Side, ours: Side, theirs: Side, end: str) -> None:
        self.conflicts: list[str] = []
        """A sentence each."""
        self.remarks: list[str] = []
        """What was settled without marks and should be known, a sentence each."""
        self._sides = base, ours, theirs
        self._end = end
        merged = dict(self._merged_notes())
        self._home = {key: self._home_of(key) for key in merged}
        self._first = self._first_places(merged)
        order = list(self._ordered(self._kept_sections()))
        self.notes: dict[str, MergedNote] = {key: merged[key] for key in order if isinstance(key, str)}
        """In the order of the file."""
        self.pieces: list[str | Conflict] = []
        for key, following in zip(order, [*order[1:], None], strict=True):
            self.pieces += self.notes[key].pieces if isinstance(key, str) else self._opening(key)
            self.pieces.append(self._blanks(key, following))

    def _merged_notes(self) -> Iterator[tuple[str, MergedNote]]:
        for key in dict.fromkeys(key for side in self._sides for key in side.home):
            old, mine, yours = (_note(side, key) for side in self._sides)
            present = mine or yours
            if present is None:
                continue
            if old and mine and yours:
                note = fields.merged(old, mine, yours, self._end)
                yield key, note
                self.conflicts += [
                    f"Both sides changed the {name} of note {mine.note.id}; choose where the file is marked."
                    for name in note.conflicts
                ]
            elif old is None:
                yield key, fields.alone(present)
            elif not fields.same_note(old, present):
                yield key, fields.alone(present)
                self.remarks.append(
                    f"Note {present.note.id} was deleted on one side and changed on the other, and is kept."
                )

    def _home_of(self, key: str) -> int:
        old, mine, yours = (side.home.get(key) for side in self._sides)
        home = yours if mine is None or (mine == old and yours is not None) else mine
        assert home is not None
        return home

    def _first_places(self, notes: Iterable[str]) -> dict[int, tuple[int, int]]:
        """Where in the text a section's first note stands; none for a section without notes."""
        first: dict[int, tuple[int, int]] = {}
        for key in notes:
            spot = self._note(key).anchor
            place = ({"briefing": 0, "entity": 2}.get(spot.target, 1), spot.start)
            first[self._home[key]] = min(place, first.get(self._home[key], place))
        return first

    def _kept_sections(self) -> set[int]:
        base, ours, theirs = self._sides
        lived_in = set(self._home.values())
        kept = set()
        for key in dict.fromkeys((*ours.sections, *theirs.sections)):
            left = ours if key in ours.parts else theirs
            if key in base.parts and not (key in ours.parts and key in theirs.parts):
                if not fields.same(base.parts[key].content, left.parts[key].content):
                    self.remarks.append(
                        f"Your words in {_name(left, key)} were deleted on one side and changed on the "
                        "other, and are kept."
                    )
                elif key not in lived_in:
                    continue
            kept.add(key)
            while key in left.parent and (key not in ours.parts or key not in theirs.parts):
                key = left.parent[key]
                kept.add(key)
        return kept

    def _ordered(self, sections: set[int]) -> Iterator[Key]:
        kept = ([key for key in side.sections if key in sections] for side in self._sides)
        for section in merged_order(kept, self._section_stays):
            yield section
            inside = (self._notes_in(side, section) for side in self._sides)
            yield from merged_order(inside, self._note_stays)

    def _notes_in(self, side: Side, section: int) -> list[str]:
        return [key for key in side.notes.get(section, ()) if self._home.get(key) == section]

    def _note_stays(self, key: str, other: str) -> bool:
        first, second = (changes.source_order(self._note(each).anchor) for each in (key, other))
        return first <= second

    def _section_stays(self, key: int, other: int) -> bool:
        """A section goes with all that is below it; the order of the text is that of the notes on it."""
        level, other_level = (self._part(each).block.level for each in (key, other))
        if level != other_level:
            return level > other_level
        first, other_first = self._first.get(key), self._first.get(other)
        return first is None or other_first is None or first <= other_first

    def _opening(self, key: int) -> list[str | Conflict]:
        """A section's heading and the user's own words below it, each merged by itself."""
        _, ours, theirs = self._sides
        if key not in ours.parts or key not in theirs.parts:
            return [self._part(key).content]
        parts = [side.parts[key] for side in self._sides if key in side.parts]
        texts = [lines_of(part.content) for part in parts]
        head = 1 if all(part.block.level for part in parts) else 0
        pieces = [
            piece
            for lines in ([text[:head] for text in texts], [text[head:] for text in texts])
            for piece in merged_lines(*(lines if len(lines) > 2 else [common_lines(*lines), *lines]))
        ]
        if any(isinstance(piece, Conflict) for piece in pieces):
            self.conflicts.append(
                f"Both sides changed the same lines of {_name(ours, key)}; choose where the file is marked."
            )
        return pieces

    def _blanks(self, key: Key, following: Key | None) -> str:
        """The blank lines after a block: as they were where it had the same neighbour, otherwise one."""
        old, mine, yours = (side.blanks(key, following) for side in self._sides)
        if mine is not None and yours is not None:
            return yours if mine == old else mine
        known = yours if mine is None else mine
        if known is not None:
            return known
        part = self._part(key)
        return "" if following is None else part.tail or (self._end if part.content else "")

    def _note(self, key: str) -> Note:
        block = self._part(key).block
        assert isinstance(block, NoteBlock)
        return block.note

    def _part(self, key: Key) -> Part:
        _, ours, theirs = self._sides
        return ours.parts[key] if key in ours.parts else theirs.parts[key]


def _note(side: Side, key: str) -> NoteBlock | None:
    part = side.parts.get(key)
    return part.block if part and isinstance(part.block, NoteBlock) else None


def _name(side: Side, section: int) -> str:
    block = side.parts[section].block
    heading = block.heading if isinstance(block, Opaque) else ""
    if not heading:
        return "the part without a heading"
    return f"section “{heading}”" if len(heading) <= _SHOWN else f"section “{heading[:_SHOWN]}…”"
