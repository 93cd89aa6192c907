"""Which notes are shown: a few words that narrow a list of notes, the same in the reader and in commands.

``tag:drift entity:"prime minister" side:counterpart section:lake is:orphan words of the note``. A minus
before a term turns it round; all terms must hold. Case, quotes and dashes do not matter. A tag may be begun
only; in quotation marks it is meant whole, with the tags below it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, get_args

from briefing.errors import NotesError
from briefing.model import Side
from briefing.notes import folding
from briefing.notes.anchoring import Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.model import Briefing, Note
    from briefing.notes.anchoring import Placement
    from briefing.notes.notebook import Notebook

FIELDS = ("tag", "entity", "side", "section", "is")
STATES = (*get_args(Status), "highlight", "note")
"""What ``is:`` takes: the status of a note's place, and whether it says anything."""

_TERM = re.compile(r'(-?)(?:([a-z]+):)?(?:"([^"]*)"?|(\S+))', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Term:
    field: str
    """One of ``FIELDS``; empty for words of the note."""
    value: str
    """Folded."""
    negated: bool = False
    whole: bool = False
    """Whether a tag must be just so, and not only begin so."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Terms that a note must meet; without any, all notes do."""

    terms: tuple[Term, ...] = ()

    def keeps(self, note: Note, placement: Placement | None, briefing: Briefing | None) -> bool:
        """Whether a note meets all terms. Without its briefing no entity and no side is known of it."""
        return all(_meets(term, note, placement, briefing) != term.negated for term in self.terms)

    @property
    def needs_briefing(self) -> bool:
        """Whether a term asks for what the notes file alone does not tell."""
        return any(
            term.field in ("entity", "side") or (term.field == "is" and term.value in get_args(Status))
            for term in self.terms
        )

    def __and__(self, other: Filter) -> Filter:
        return Filter(self.terms + other.terms)


def parse(words: str) -> Filter:
    """Raises NotesError for a field or a value that there is not, and names the nearest."""
    return Filter(tuple(_terms(words)))


def term(field: str, value: str) -> Filter:
    """The filter of one field. Raises NotesError for a value that there is not."""
    return Filter((_checked(Term(field, folding.folded(value), whole=True)),))


def filtered(notebook: Notebook, briefing: Briefing, kept: Filter) -> Notebook:
    """The notebook with the notes that a filter keeps."""
    notes = tuple(note for note in notebook.notes if kept.keeps(note, notebook.placements[note.id], briefing))
    return replace(notebook, notes=notes)


def _terms(words: str) -> Iterator[Term]:
    for match in _TERM.finditer(words):
        minus, field, quoted, plain = match.groups()
        value = folding.folded(quoted if quoted is not None else plain)
        begun = not field and value.endswith(":") and value[:-1] in FIELDS  # while it is being typed
        if value and not begun:
            yield _checked(Term((field or "").lower(), value, bool(minus), quoted is not None))


def _checked(wanted: Term) -> Term:
    match wanted.field:
        case "tag":
            return replace(wanted, value=wanted.value.lstrip("#"))
        case "is":
            return replace(wanted, value=_one_of(wanted.value, STATES, "A note is"))
        case "side":
            return replace(wanted, value=_one_of(wanted.value, get_args(Side), "A side is"))
        case "" | "entity" | "section":
            return wanted
        case field:
            return replace(wanted, field=_one_of(field, FIELDS, "Notes are filtered by"))


def _one_of(value: str, known: tuple[str, ...], lead: str) -> str:
    """A word, or the only one that begins so."""
    beginning = [word for word in known if word.startswith(value)]
    if value in known:
        return value
    if len(beginning) == 1:
        return beginning[0]
    raise NotesError(f"{lead} {', '.join(known[:-1])} or {known[-1]}, and not '{value}'.")


def _meets(term: Term, note: Note, placement: Placement | None, briefing: Briefing | None) -> bool:
    match term.field:
        case "tag":
            tags = [folding.folded(tag) for tag in note.tags]
            below = f"{term.value}/" if term.whole else term.value
            return any(tag == term.value or tag.startswith(below) for tag in tags)
        case "entity":
            return briefing is not None and _on_entity(term.value, note, placement, briefing)
        case "side":
            return briefing is not None and _of_side(term.value, note, placement, briefing)
        case "section":
            return term.value in folding.folded(section_of(note, placement, briefing))
        case "is":
            if term.value in ("highlight", "note"):
                return note.is_highlight == (term.value == "highlight")
            return placement is not None and placement.status == term.value
        case _:
            return term.value in folding.folded(" ".join((note.text, note.quote, *note.tags)))


def section_of(note: Note, placement: Placement | None, briefing: Briefing | None) -> str:
    """The heading of the section where a note stands now, else of the one it was written in."""
    if note.anchor.target not in ("passage", "section"):
        return ""
    if briefing is not None and placement is not None and placement.status != "orphan":
        for section in reversed(briefing.sections):
            if section.start <= placement.start:
                return section.heading
    return note.anchor.heading


def _on_entity(value: str, note: Note, placement: Placement | None, briefing: Briefing) -> bool:
    """Whether the note is on an entity of such a name, or its passage mentions one."""
    meant = [
        entity
        for entity in briefing.entities
        if any(value in folding.folded(name) for name in (entity.name, *entity.aliases))
    ]
    if note.anchor.target == "entity":
        return any(entity.id == note.anchor.heading for entity in meant)
    if note.anchor.target != "passage" or placement is None or placement.status == "orphan":
        return False
    return any(
        mention.start < placement.end and placement.start < mention.end
        for entity in meant
        for mention in entity.mentions
    )


def _of_side(value: str, note: Note, placement: Placement | None, briefing: Briefing) -> bool:
    if note.anchor.target != "passage" or placement is None or placement.status == "orphan":
        return False
    return any(
        statement.side == value and statement.start < placement.end and placement.start < statement.end
        for statement in briefing.statements
    )
