"""The notes on two versions of a text, with their places in the older one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.model import Briefing, Note
    from briefing.notes.store import NotesStore


def notes_on_versions(store: NotesStore, old: Briefing, new: Briefing) -> tuple[list[Note], list[str]]:
    """The notes on either version that have a place in the old text, and what is wrong with their files."""
    found: dict[str, Note] = {}
    problems: list[str] = []
    for name in dict.fromkeys((old.id, new.id)):
        notebook = store.load(replace(old, id=name))
        problems += notebook.problems
        for note in notebook.notes:
            place = notebook.placements[note.id]
            if place.status != "orphan":
                found[note.id] = replace(note, anchor=replace(note.anchor, start=place.start, end=place.end))
    return list(found.values()), problems
