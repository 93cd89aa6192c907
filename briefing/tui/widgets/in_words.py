"""The reader for a screen reader: words in the place of signs, and the terminal's cursor where the reader is.

The app has the class ``-plain`` then; ``plain.tcss`` shows one thing at a time and draws no lines.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from textual.content import Content
from textual.geometry import Offset

from briefing.tui.widgets.listed import Listed
from briefing.tui.widgets.marks import SIDES, Look

if TYPE_CHECKING:
    from textual.widget import Widget

    from briefing.model import Statement
    from briefing.tui.widgets.rows import RowList
    from briefing.tui.widgets.text_view import TextView

PLAIN = "-plain"

GUTTER = 11
"""Cells for the longest of the words in the margin."""

_MARGIN = {" ": "", "●": "note:", "○": "highlight:", "?": "check:"}
_NOTES = {
    "●": "",
    "○": "highlight:",
    "→": "moved:",
    "≈": "changed:",
    "?": "uncertain:",
    "∅": "no longer in the text:",
    "✎": "draft:",
}
_KINDS = {
    "P": "person",
    "C": "country",
    "O": "organisation",
    "L": "place",
    "D": "document",
    "J": "project",
    "E": "event",
    "X": "dispute",
    "G": "group",
    "?": "unknown",
}
_SIDES = dict(SIDES.values())
_SIGN = 2
"""Cells of the sign before a row, the blank after it included."""
_COUNTED = re.compile(r" ●(\d+)$")


def is_plain(widget: Widget) -> bool:
    return widget.app.has_class(PLAIN)


def gutter(widget: Widget, width: int) -> int:
    """Cells of the margin, which are ``width`` where it holds signs."""
    return GUTTER if is_plain(widget) else width


def margin(sign: str) -> str:
    """What stands in the margin for the sign of a note."""
    return f"{_MARGIN.get(sign, ''):<{GUTTER}}"


def row(label: Content, value: object) -> Content:
    """The label of a row with its signs in words."""
    match value:
        case int():
            counted = _COUNTED.search(label.plain)
            return label if counted is None else label[: counted.start()] + Content(_notes(counted[1], ", "))
        case Listed("entities", _):
            kind = _KINDS.get(label.plain[:1], "")
            return label[_SIGN:] + Content(f", {kind}")
        case Listed("statements", _):
            letter = label.plain[:1]
            unsure = "perhaps " if letter.islower() else ""
            return Content(f"{unsure}{_SIDES.get(letter.upper(), '')}: ") + label[_SIGN:]
        case None | str():  # headings, and what is chosen among names and files
            return label
    word = _NOTES.get(label.plain[:1])
    if word is None or label.plain[1:_SIGN] != " ":
        return label
    return Content(f"{word} " if word else "") + label[_SIGN:]


def place(told: str) -> str:
    """``§ 3/8  ● 2`` in words."""
    told = re.sub(r"§ (\d+)/(\d+)", r"section \1 of \2", told)
    told = re.sub(r"● ([\d,]+)", lambda found: _notes(found[1]), told)
    return ", ".join(told.split("  "))


def sentence(view: TextView) -> str:
    """What the margin tells of the current sentence, and what is selected."""
    here = view.position.current
    said = [one for one in view.briefing.statements if here.start <= one.start < here.end]
    looks = [mark.look for mark in view.painter.notes.between(here.start, here.end)]
    words = len(view.briefing.surface(view.selection).split()) if view.selection else 0
    told = (*map(_speaker, said), *map(_note, looks), f"{words} words selected" if words else "")
    return "; ".join(filter(None, told))


def _speaker(statement: Statement) -> str:
    if statement.side not in SIDES:
        return ""
    unsure = "perhaps " if statement.confidence == "unsure" else ""
    return f"said by {unsure}{', '.join(filter(None, (SIDES[statement.side][1], statement.speaker)))}"


def _note(look: Look) -> str:
    if look & Look.UNSURE:
        return "a note to check"
    return "a note" if look & Look.NOTE else "a highlight"


def _notes(count: str, before: str = "") -> str:
    return f"{before}{count} note{'' if count == '1' else 's'}"


def card(told: str) -> str:
    """What the card of an entity tells."""
    return told.replace("\n● ", "\nNote: ")


def at_sentence(view: TextView) -> None:
    """Put the terminal's cursor, which screen readers and braille displays follow, before the sentence."""
    if _has_cursor(view):
        position = view.position
        page, here = position.page, position.current
        rows = enumerate(page.visible(position.top, view.size.height))
        _point(view, GUTTER, next((n for n, row in rows if page.is_own(row) and row.end > here.start), 0))


def at_row(rows: RowList) -> None:
    """Put the terminal's cursor before the row that is pointed at."""
    if _has_cursor(rows) and rows.highlighted is not None:
        _point(rows, 0, rows.place(rows.highlighted).y - round(rows.scroll_y))


def _has_cursor(widget: Widget) -> bool:
    """Whether the cursor is to stand in a widget, which is told of its focus a moment later."""
    return is_plain(widget) and widget.app.screen is widget.screen and widget.screen.focused is widget


def _point(widget: Widget, column: int, line: int) -> None:
    widget.app.cursor_position = widget.content_region.offset + Offset(column, line)
