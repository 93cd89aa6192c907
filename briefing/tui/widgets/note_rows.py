"""Notes as rows of a list, and the card of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from briefing import printable
from briefing.tui.widgets.rows import Row

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefing.model import Note
    from briefing.notes import Placement, Status

SIGNS: Mapping[Status, str] = {"same": "●", "moved": "→", "changed": "≈", "uncertain": "?", "orphan": "∅"}
"""Of the status of a note's place; a highlight in its place has ○."""

TOLD: Mapping[Status, str] = {
    "same": "",
    "moved": "The text was changed; the passage was found in another place.",
    "changed": "The passage reads differently now.",
    "uncertain": "The passage may be another; please look.",
    "orphan": "The passage is no longer in the text.",
}

_SHOWN = 200


def note_row(note: Note, placement: Placement | None, value: object) -> Row:
    """A row of one note; without a placement nothing is known of where it stands."""
    status = placement.status if placement is not None else "same"
    sign = "○" if status == "same" and note.is_highlight else SIGNS[status]
    tags = "".join(f" #{tag}" for tag in note.tags)
    label = Content.assemble(
        (f"{sign} ", "$text-warning"),
        printable.line(" ".join((note.text or note.quote or _target(note)).split())[:_SHOWN]),
        (printable.line(tags), "$text-muted"),
    )
    return Row(label, value, indent=2)


def note_card(note: Note, placement: Placement | None) -> str:
    """All of a note, as lines for the terminal."""
    told = TOLD[placement.status] if placement is not None else "Its text is not in the library."
    quote = note.quote or _target(note)
    parts = (note.text, told, quote, note.created.replace("T", " "))
    return printable.lines("\n".join(part for part in parts if part))


def _target(note: Note) -> str:
    match note.anchor.target:
        case "briefing":
            return "On the whole briefing"
        case "section":
            return f"On the section {note.anchor.heading}"
        case _:
            return note.anchor.heading
