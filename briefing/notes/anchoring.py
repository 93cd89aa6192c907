"""Where notes are fastened, and where they stand in the text as it is now.

A place is only called ``same`` when its words are the quoted ones and it is known to be the very place
that was marked; whatever is less than that is shown to the reader as a question.
"""

from __future__ import annotations

import bisect
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING, Literal

from briefing.model import Anchor, Note, NoteTarget, text_digest
from briefing.notes import folding, names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from briefing.model import Briefing, Section
    from briefing.notes.revision import Revision, Words

Status = Literal["same", "moved", "changed", "uncertain", "orphan"]

REVISION_LENGTH = 12


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a note stands; of an uncertain one, the best guess; of an orphan, nowhere."""

    status: Status
    start: int = 0
    end: int = 0


ORPHAN = Placement("orphan")


def revision_of(text: str) -> str:
    return text_digest(text)[:REVISION_LENGTH]


def anchor(
    briefing: Briefing, start: int = 0, end: int = 0, target: NoteTarget = "passage", entity: str = ""
) -> Anchor:
    """The anchor of a passage, of the section at ``start``, of the briefing, or of the entity with an id."""
    text = briefing.text
    revision = revision_of(text)
    section = _section_at(briefing, start)
    heading = section.heading if section else ""
    match target:
        case "briefing":
            return Anchor("briefing", end=len(text), revision=revision)
        case "entity":
            return Anchor("entity", heading=entity or _entity_at(briefing, start, end), revision=revision)
        case "section":
            span = (section.start, section.end) if section else (0, len(text))
            return Anchor("section", heading, 0, *span, revision)
        case "passage":
            before, after = folding.before(text, start), folding.after(text, end)
            return Anchor(
                "passage", heading, paragraph_at(briefing, start), start, end, revision, before, after
            )


def paragraph_at(briefing: Briefing, offset: int) -> int:
    """The number of the paragraph at an offset, from 1; headings and furniture are not counted."""
    counted = [block.start for block in briefing.blocks if block.kind in ("paragraph", "item")]
    if not counted:
        return 1 + briefing.text.count("\n\n", 0, offset)
    return max(1, bisect.bisect_right(counted, offset))


def place(note: Note, briefing: Briefing, old_text: str | None = None) -> Placement:
    """Where a note stands. ``old_text`` is the text that its anchor was made on, if it was kept."""
    return place_all([note], briefing, lambda revision: old_text)[note.id]


def place_all(
    notes: Iterable[Note], briefing: Briefing, old_text: Callable[[str], str | None]
) -> dict[str, Placement]:
    """Where each note stands, by id. An old text is asked for and compared once for all of its notes."""
    return _Places(briefing, old_text).of_all(notes)


class _Places:
    def __init__(self, briefing: Briefing, old_text: Callable[[str], str | None]) -> None:
        self._briefing = briefing
        self._text = briefing.text
        self._revision = revision_of(briefing.text)
        self._old_text = old_text
        self._revisions: dict[str, Revision | None] = {}

    def of_all(self, notes: Iterable[Note]) -> dict[str, Placement]:
        return {note.id: self._of(note) for note in notes}

    def _of(self, note: Note) -> Placement:
        match note.anchor.target:
            case "briefing":
                return Placement("same", 0, len(self._text))
            case "entity":
                known = any(entity.id == note.anchor.heading for entity in self._briefing.entities)
                return Placement("same") if known else ORPHAN
            case "section":
                return self._of_section(note.anchor)
            case "passage":
                return self._of_passage(note)

    def _of_section(self, anchor: Anchor) -> Placement:
        wanted = names.slug(anchor.heading)
        named = [section for section in self._briefing.sections if names.slug(section.heading) == wanted]
        if named:
            nearest = min(named, key=lambda section: abs(section.start - anchor.start))
            return Placement("same", nearest.start, nearest.end)
        if anchor.revision != self._revision:
            return ORPHAN
        section = _section_at(self._briefing, anchor.start)
        return Placement("changed", section.start, section.end) if section else ORPHAN

    def _of_passage(self, note: Note) -> Placement:
        spot = note.anchor
        if spot.orphan and not text_is(spot.revision, self._revision):
            return ORPHAN
        if text_is(spot.revision, self._revision):
            return _in_same_text(note, self._text) or self._searched(note)
        revision = self._revision_from(spot.revision)
        marked = _in_same_text(note, revision.old.text) if revision else None
        if revision is None or marked is None:
            return self._searched(note)
        found = revision.place(marked.start, marked.end)
        if found is None:
            copy = self._searched(note, partial(revision.foreign, marked.start, marked.end))
            return copy if copy != ORPHAN else Placement(*revision.remains(marked.start, marked.end))
        return Placement(marked.status if found[0] == "same" else found[0], *found[1:])

    def _searched(self, note: Note, foreign: Callable[[int, int], bool] | None = None) -> Placement:
        from briefing.notes.search import search

        return Placement(*search(note, self._words, foreign))

    @cached_property
    def _words(self) -> Words:
        from briefing.notes.revision import Words

        return Words(self._text)

    def _revision_from(self, name: str) -> Revision | None:
        if name not in self._revisions:
            self._revisions[name] = None
            old = self._old_text(name) if name else None
            if old is not None and text_is(name, revision_of(old)):
                from briefing.notes.revision import Revision, Words

                self._revisions[name] = Revision(Words(old), self._words)
        return self._revisions[name]


def text_is(name: str, revision: str) -> bool:
    """Whether a revision as it stands in a marker, perhaps shortened, names a text's."""
    return bool(name) and (name.startswith(revision) or revision.startswith(name))


def _in_same_text(note: Note, text: str) -> Placement | None:
    """Where the offsets say, if the quoted words or their surroundings agree."""
    start, end = note.anchor.start, note.anchor.end
    if not 0 <= start < end <= len(text):
        return None
    passage = text[start:end]
    if not note.quote or folding.same_words(note.quote, passage):
        return Placement("same", start, end)
    at = passage.find(note.quote)
    if at >= 0 and passage.find(note.quote, at + 1) < 0:
        return Placement("same", start + at, start + at + len(note.quote))
    kept = folding.before(text, start), folding.after(text, end)
    if kept == (note.anchor.before, note.anchor.after):
        return Placement("changed", start, end)
    return None


def _section_at(briefing: Briefing, offset: int) -> Section | None:
    starts = [section.start for section in briefing.sections]
    index = bisect.bisect_right(starts, offset) - 1
    return briefing.sections[max(index, 0)] if starts else None


def _entity_at(briefing: Briefing, start: int, end: int) -> str:
    for entity in briefing.entities:
        if any(mention.start < max(end, start + 1) and start < mention.end for mention in entity.mentions):
            return entity.id
    return ""
