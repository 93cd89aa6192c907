"""Notes as one Markdown document, ready to be put into a report.

Above each quote stands a comment that Markdown does not show. By it ``briefing notes verify`` finds the
place that the words were taken from, whatever became of the notes and the text since.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.export.arrangement import cited, entries
from briefing.export.plain import facts
from briefing.notes import marker
from briefing.sources.markdown import escape_heading

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing.export.arrangement import Entry
    from briefing.model import Briefing
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
    for entry in entries(briefing, notebook):
        if entry.heading != heading:
            heading = entry.heading
            parts.append(f"## {escape_heading(heading)}")
        parts += _of_note(briefing, entry)
    return parts


def _of_note(briefing: Briefing, entry: Entry) -> list[str]:
    note, parts = entry.note, []
    if quote := cited(briefing, entry):
        parts.append(marker.write_quote(note, briefing.id))
        parts.append(quote.rstrip("\n"))
    if entry.told:
        parts.append(f"({entry.told[:1].upper()}{entry.told[1:]}.)")
    if note.text.strip():
        parts.append(note.text.strip("\n"))  # the user's own Markdown, as it stands
    if note.tags:
        parts.append("Tags: " + " ".join(f"#{tag}" for tag in note.tags))
    return parts
