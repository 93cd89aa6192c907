"""Notes as one Markdown document, ready to be put into a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.export.arrangement import heading_of, in_order
from briefing.export.plain import facts
from briefing.notes import cited
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
    for note in in_order(notebook):
        if (found := heading_of(briefing, notebook, note)) != heading:
            heading = found
            parts.append(f"## {escape_heading(heading)}")
        parts += _of_note(briefing, note)
    return parts


def _of_note(briefing: Briefing, note: Note) -> list[str]:
    parts = []
    if note.quote.strip():
        parts.append(cited(note, briefing).rstrip("\n"))
    if note.text.strip():
        parts.append(note.text.strip("\n"))  # the user's own Markdown, as it stands
    if note.tags:
        parts.append("Tags: " + " ".join(f"#{tag}" for tag in note.tags))
    return parts
