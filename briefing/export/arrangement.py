"""In which order notes stand in an export, and below which headings: the same in every format."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.model import Briefing, Note
    from briefing.notes import Notebook


def in_order(notebook: Notebook) -> list[Note]:
    """Of the briefing, of entities, of passages by their place in the text, and those without a place."""

    def place(note: Note) -> tuple[bool, int, str, int, int, str]:
        placement, target = notebook.placements[note.id], note.anchor.target
        entity = note.anchor.heading if target == "entity" else ""
        lost = placement.status == "orphan" and target != "entity"
        rank = ("briefing", "entity").index(target) if target in ("briefing", "entity") else 2
        return lost, rank, entity, placement.start, placement.end, note.id

    return sorted(notebook.notes, key=place)


def heading_of(briefing: Briefing, notebook: Notebook, note: Note) -> str:
    """Of the section where the note stands now."""
    placement = notebook.placements[note.id]
    match note.anchor.target:
        case "briefing":
            return "The whole briefing"
        case "entity":
            names = (entity.name for entity in briefing.entities if entity.id == note.anchor.heading)
            return next(names, note.anchor.heading)
        case _ if placement.status == "orphan":
            return "No longer in the text"
        case _:
            starts = [section.start for section in briefing.sections]
            at = bisect_right(starts, placement.start) - 1
            return briefing.sections[at].heading or "The text" if at >= 0 else "The text"
