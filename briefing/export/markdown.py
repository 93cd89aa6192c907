"""Notes as one Markdown document, ready to be put into a report.

Above each quote stands a comment that Markdown does not show. By it ``briefing notes verify`` finds the
place that the words were taken from, whatever became of the notes and the text since.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from briefing.export.plain import facts
from briefing.notes import cited, marker
from briefing.sources.markdown import escape_heading

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing.model import Briefing, Note
    from briefing.notes import Notebook


def as_markdown(noted: Iterable[tuple[Briefing, Notebook]]) -> str:
    """The notes of some briefings, in the order of their texts; the same notes give the same document."""
    parts: list[str] = []
    for briefing, notebook in noted:
        if notebook.notes:
            parts += _of_briefing(briefing, notebook)
    return "\n\n".join(parts) + "\n" if parts else ""


def _of_briefing(briefing: Briefing, notebook: Notebook) -> list[str]:
    parts = [f"# {escape_heading(briefing.title or briefing.id)}"]
    if about := facts(briefing):
        parts.append(escape_heading(about))
    heading = None
    for note in _in_order(notebook):
        if (found := _heading(briefing, notebook, note)) != heading:
            heading = found
            parts.append(f"## {escape_heading(heading)}")
        parts += _of_note(briefing, note)
    return parts


def _of_note(briefing: Briefing, note: Note) -> list[str]:
    parts = []
    if note.quote.strip():
        parts.append(marker.write_quote(note, briefing.id))
        parts.append(cited(note, briefing).rstrip("\n"))
    if note.text.strip():
        parts.append(note.text.strip("\n"))  # the user's own Markdown, as it stands
    if note.tags:
        parts.append("Tags: " + " ".join(f"#{tag}" for tag in note.tags))
    return parts


def _heading(briefing: Briefing, notebook: Notebook, note: Note) -> str:
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


def _in_order(notebook: Notebook) -> list[Note]:
    """Of the briefing, of entities, of passages by their place in the text, and those without a place."""

    def place(note: Note) -> tuple[bool, int, str, int, int, str]:
        placement, target = notebook.placements[note.id], note.anchor.target
        entity = note.anchor.heading if target == "entity" else ""
        lost = placement.status == "orphan" and target != "entity"
        rank = ("briefing", "entity").index(target) if target in ("briefing", "entity") else 2
        return lost, rank, entity, placement.start, placement.end, note.id

    return sorted(notebook.notes, key=place)
