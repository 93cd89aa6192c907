"""The reader's notes as the screen shows them, and new ones as the screen makes them."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from briefing import printable
from briefing.model import Briefing, Note, Span
from briefing.tui.widgets.marks import Look, Mark

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from briefing.notes import Draft, Notebook


def new_note(briefing: Briefing, span: Span) -> Note:
    """A note on a passage, with nothing written yet and no id."""
    from briefing.notes import anchor

    span = trimmed(briefing.text, span)
    spot = anchor(briefing, span.start, span.end)
    return Note("", spot, quote=briefing.text[span.start : span.end])


def new_section_note(briefing: Briefing, section: int) -> Note:
    """A note on a whole section."""
    from briefing.notes import anchor

    there = briefing.sections[section]
    return Note("", anchor(briefing, there.start, there.end, target="section"))


def new_id() -> str:
    from briefing.notes import new_id

    return new_id()


def note_on_briefing(briefing: Briefing, notebook: Notebook | None) -> Note:
    """The note on the briefing as a whole, a new one where there is none."""
    from briefing.notes import anchor

    known = (note for note in notebook.notes if note.anchor.target == "briefing") if notebook else iter(())
    return next(known, None) or Note("", anchor(briefing, target="briefing"))


def note_on_entity(briefing: Briefing, notebook: Notebook | None, entity: str) -> Note:
    """The note on an entity, by its id; a new one where there is none."""
    from briefing.notes import anchor

    known = notes_on_entity(notebook, entity)
    return known[0] if known else Note("", anchor(briefing, target="entity", entity=entity))


def notes_on_entity(notebook: Notebook | None, entity: str) -> list[Note]:
    found = notebook.notes if notebook is not None else ()
    return [note for note in found if (note.anchor.target, note.anchor.heading) == ("entity", entity)]


def stamped(note: Note) -> Note:
    """A new note as it is written at once, with an id and a time."""
    return replace(note, id=new_id(), created=now())


def note_on_section(briefing: Briefing, notebook: Notebook | None, section: int) -> Note:
    """The note on a whole section, a new one where there is none."""
    start = briefing.sections[section].start
    for note in notebook.notes if notebook is not None else ():
        if note.anchor.target == "section" and notebook and notebook.placements[note.id].start == start:
            return note
    return new_section_note(briefing, section)


def note_at(briefing: Briefing, notebook: Notebook, span: Span, *, exact: bool) -> Note | None:
    """The note on exactly a passage; or one that touches it, rather than a highlight."""
    there = trimmed(briefing.text, span)
    found = []
    for note in notebook.notes:
        place = notebook.placements[note.id]
        if note.anchor.target != "passage" or place.status == "orphan":
            continue
        stands = Span(place.start, place.end)
        if stands == there if exact else stands.overlaps(there):
            found.append(note)
    return min(found, key=lambda note: note.is_highlight, default=None)


def draft_at(drafts: Mapping[str, Draft], span: Span, *, exact: bool) -> str:
    """The key of a draft on exactly a passage, or of one that touches it; empty where there is none."""
    for key, draft in drafts.items():
        stands = Span(draft.anchor.start, draft.anchor.end)
        if draft.anchor.target == "passage" and (stands == span if exact else stands.overlaps(span)):
            return key
    return ""


def marks(notebook: Notebook) -> Iterator[Mark]:
    """A mark for each note whose passage stands in the text."""
    to_check = {note.id for note in notebook.to_check}
    for note in notebook.notes:
        place = notebook.placements[note.id]
        if note.anchor.target == "passage" and place.status != "orphan":
            look = Look.HIGHLIGHT if note.is_highlight else Look.NOTE
            unsure = Look.UNSURE if note.id in to_check else Look.PLAIN
            yield Mark(place.start, place.end, look | unsure, note.id)


def per_section(briefing: Briefing, notebook: Notebook) -> Counter[int]:
    """How many notes each section has."""
    starts = [section.start for section in briefing.sections]
    return Counter(
        bisect_right(starts, place.start) - 1
        for note in notebook.notes
        if (place := notebook.placements[note.id]).status != "orphan"
        and note.anchor.target in ("passage", "section")
    )


def changed(old: Note | None, new: Note | None, undo: str) -> str:
    """What a change of a note did, in words; ``undo`` is the key that takes it back."""
    if new is None:
        highlight = old is not None and old.is_highlight
        return "Highlight taken away." if highlight else f"Note deleted; {undo} brings it back."
    return "Highlighted." if new.is_highlight else "Note saved."


def taken_back(before: Notebook | None, after: Notebook) -> str:
    """What an undoing did, in words."""
    old = {note.id: note for note in before.notes} if before is not None else {}
    new = {note.id: note for note in after.notes}
    gone = [note for name, note in old.items() if name not in new]
    back = [note for name, note in new.items() if name not in old]
    if gone:
        return f"Taken back: the note “{_beginning(gone[0])}” is gone."
    if back:
        return f"Taken back: the note “{_beginning(back[0])}” is here again."
    return "Taken back: the note reads as it did before."


def _beginning(note: Note) -> str:
    words = " ".join((note.text or note.quote or note.anchor.heading).split())
    return printable.line(words[:40] + ("…" if len(words) > 40 else ""))


def draft_key(note: Note) -> str:
    """A name for a draft of the note that no other window will use."""
    spot = note.anchor
    return f"{note.id or f'{spot.target}-{spot.start}-{spot.end}'}-{new_id()}"


def note_of(draft: Draft, notebook: Notebook | None) -> Note:
    """The note that a draft is of: one in the file, or a new one."""
    known = notebook.note(draft.note_id) if notebook is not None and draft.note_id else None
    return known or Note("", draft.anchor, quote=draft.quote)


def draft_of(note: Note, text: str, tags: tuple[str, ...]) -> Draft:
    """What is typed of a note, as it is kept until it is saved."""
    from briefing.notes import Draft

    return Draft(note.anchor, note.quote, text, tags, note.id, now())


def now() -> str:
    """ISO 8601, local time, to the minute."""
    return datetime.now().isoformat(timespec="minutes")


def trimmed(text: str, span: Span) -> Span:
    """A span without the white space at its ends."""
    words = text[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.start + len(words.rstrip())))
