"""A notes file as one side of a merge: its sections in order, and the notes in each.

A section is a heading with the user's own words below it, up to the first note or the next heading; what
stands before the first heading is a section too. The same section goes by the same number in all three files.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

from briefing.notes import names
from briefing.notes.page import NoteBlock, Opaque

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefing.notes.page import Page

    Key = int | str
    """The number of a section, or what a note goes by."""


@dataclass(frozen=True, slots=True)
class Part:
    """A block and the blank lines after it."""

    content: str
    """Whole lines."""
    tail: str
    block: Opaque | NoteBlock


@dataclass(frozen=True, slots=True)
class Section:
    opening: Part
    level: int
    path: tuple[str, ...]
    """The slugs of the headings around it, but for the title's, and of its own."""
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Side:
    parts: dict[Key, Part]
    sections: tuple[int, ...]
    notes: dict[int, tuple[str, ...]]
    """By section."""
    home: dict[str, int]
    """The section of a note."""
    parent: dict[int, int]
    """The section around a section."""
    next: dict[Key, Key | None]
    """What follows a section's opening or a note; None at the end of the file."""

    def blanks(self, key: Key, following: Key | None) -> str | None:
        """The blank lines between two blocks, if they are neighbours here."""
        return self.parts[key].tail if key in self.next and self.next[key] == following else None


def goes_by(block: NoteBlock) -> str:
    """The id that stands in the file; for a note that has lost it, its words."""
    return block.note.id if block.marked or block.reference else block.raw[: block.end]


def sides(base: Page, ours: Page, theirs: Page) -> tuple[Side, Side, Side]:
    """Three files whose sections and notes have the same keys."""
    (old_notes, old), (my_notes, mine), (your_notes, yours) = map(_parts, (base, ours, theirs))
    my_numbers, your_numbers = (_numbers(old, sections, _SAME) for sections in (mine, yours))
    fresh = count(len(old))
    added = {at: section for at, section in mine.items() if at not in my_numbers}
    my_numbers |= zip(added, fresh, strict=False)
    both = {my_numbers[at]: section for at, section in added.items()}
    rest = {at: section for at, section in yours.items() if at not in your_numbers}
    your_numbers |= _numbers(both, rest, _SAME[:2])
    your_numbers |= zip((at for at in rest if at not in your_numbers), fresh, strict=False)
    return (
        _side(old_notes, old),
        _side(my_notes, {my_numbers[at]: section for at, section in mine.items()}),
        _side(your_notes, {your_numbers[at]: section for at, section in yours.items()}),
    )


def _parts(page: Page) -> tuple[dict[str, Part], dict[int, Section]]:
    """The notes by what they go by, and the sections by their places."""
    found: dict[str, Part] = {}
    sections: list[Section] = []
    opening, inside = Opaque(""), list[str]()
    above: list[Opaque] = []
    copies: Counter[str] = Counter()

    def section() -> Section:
        path = [names.slug(heading.heading) for heading in above if 1 < heading.level < opening.level]
        own = names.slug(opening.heading) if opening.heading else ""
        return Section(_part(opening), opening.level, (*path, own), tuple(inside))

    for at, block in enumerate(page.blocks):
        if isinstance(block, NoteBlock):
            key = goes_by(block)
            copies[key] += 1
            if copies[key] > 1:
                key = f"{key}\n{copies[key]}"
            found[key] = _part(block)
            inside.append(key)
            continue
        if at or block.level:
            sections.append(section())
        above = [heading for heading in above if heading.level < opening.level] + [opening]
        opening, inside = block, []
    return found, dict(enumerate([*sections, section()]))


def _part(block: Opaque | NoteBlock) -> Part:
    if isinstance(block, NoteBlock):
        return Part(block.raw[: block.end], block.raw[block.end :], block)
    bare = block.raw.rstrip()
    end = block.raw.find("\n", len(bare)) + 1 if bare else 0
    return Part(block.raw[:end], block.raw[end:], block)


_SAME: tuple[Callable[[Section], tuple[object, ...]], ...] = (
    lambda section: ((section.path, section.opening.content),),
    lambda section: (section.path,),
    lambda section: section.notes,
    lambda section: tuple(filter(None, section.path[-1:])),
    lambda section: ("title",) if section.level == 1 else (),
    # Of a section with another heading, the words below it.
    lambda section: tuple(filter(None, (section.opening.content.partition("\n")[2].strip(),))),
)
"""What a section may have in common with the same one in another file, the surest first."""


def _numbers(
    known: dict[int, Section],
    sections: dict[int, Section],
    same: tuple[Callable[[Section], tuple[object, ...]], ...],
) -> dict[int, int]:
    """For the places of sections that are known, their numbers."""
    numbers: dict[int, int] = {}
    taken: set[int] = set()
    for likeness in same:
        bearers: dict[object, list[int]] = {}
        for number in reversed(known):
            if number not in taken:
                for trait in likeness(known[number]):
                    bearers.setdefault(trait, []).append(number)
        for at, section in sections.items():
            for trait in likeness(section) if at not in numbers else ():
                free = bearers.get(trait, [])
                while free and free[-1] in taken:
                    free.pop()
                if free:
                    numbers[at] = free.pop()
                    taken.add(numbers[at])
                    break
    return numbers


def _side(notes: dict[str, Part], sections: dict[int, Section]) -> Side:
    parts: dict[Key, Part] = dict(notes.items())
    parent: dict[int, int] = {}
    above: list[tuple[int, int]] = []
    sequence: list[Key] = []
    for number, section in sections.items():
        parts[number] = section.opening
        sequence += [number, *section.notes]
        above = [(level, outer) for level, outer in above if level < section.level]
        if above:
            parent[number] = above[-1][1]
        above.append((section.level, number))
    return Side(
        parts,
        tuple(sections),
        {number: section.notes for number, section in sections.items()},
        {key: number for number, section in sections.items() for key in section.notes},
        parent,
        dict(zip(sequence, [*sequence[1:], None], strict=True)),
    )
