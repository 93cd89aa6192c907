"""How the text looks: what each state of a stretch of text is shown by.

Each state has an attribute or a sign of its own beside its colour, so that a terminal of sixteen colours
and one without any lose nothing. Attributes add up; that is why no two states share one.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from briefing.tui.widgets import marks
from briefing.tui.widgets.marks import Look, Mark

if TYPE_CHECKING:
    from briefing.model import Briefing
    from briefing.tui.widgets.items import ItemKind
    from briefing.tui.widgets.page import Row

CSS = """
TextView {
    background: $background; color: $foreground; overflow-x: hidden; overflow-y: scroll;
    scrollbar-size-vertical: 1; height: 1fr;
    & .text--title { text-style: bold; color: $text-primary; }
    & .text--label, & .text--furniture, & .text--gutter { color: $text-muted; }
    & .text--facts { color: $foreground; }
    & .text--notice { color: $text-warning; }
    & .text--heading { text-style: bold; color: $text-accent; }
    & .text--own-heading { text-style: bold; }
    & .text--mention { text-style: underline; }
    & .text--followed { text-style: bold underline; background: $followed-ground; }
    & .text--verb, & .text--guessed { text-style: italic; }
    & .text--note { background: $note-ground; }
    & .text--highlight { background: $highlight-ground; }
    & .text--selected { text-style: reverse; }
    & .text--dim { color: $text-muted; }
    & .text--current { color: $primary; }
    & .text--sign { color: $text-warning; }
    & .text--hit { text-style: bold; background: $followed-ground; }
    & .text--hit-here { text-style: bold reverse; }
    & .text--hint { text-style: bold reverse; color: $text-accent; }
}
TextView:ansi {
    & .text--note, & .text--highlight, & .text--followed { color: ansi_black; }
    & .text--label, & .text--furniture, & .text--dim { text-style: dim; }
    & .text--current, & .text--sign { text-style: bold; }
    & .text--selected { color: ansi_default; background: ansi_default; }
}
TextView:nocolor {
    & .text--note, & .text--highlight { text-style: overline; }
}
"""

OF_ITEM: dict[ItemKind, str] = {
    "title": "text--title",
    "facts": "text--facts",
    "notice": "text--notice",
    "heading": "text--heading",
    "own heading": "text--own-heading",
    "furniture": "text--furniture",
}
OF_LOOK = {
    Look.NOTE: "text--note",
    Look.HIGHLIGHT: "text--highlight",
    Look.MENTION: "text--mention",
    Look.GUESSED: "text--guessed",
    Look.VERB: "text--verb",
    Look.FOLLOWED: "text--followed",
    Look.DIM: "text--dim",
    Look.HIT: "text--hit",
    Look.HERE: "text--hit-here",
    Look.SELECTED: "text--selected",
}
"""In the order in which they are laid over one another."""
CLASSES = {
    *OF_ITEM.values(),
    *OF_LOOK.values(),
    *("text--label", "text--gutter", "text--current", "text--sign", "text--hint"),
}


def note_sign(row: Row, noted: list[Mark]) -> str:
    """For the notes that begin on a row: one to check goes before one that says something, before a mark.

    Beside a row that a note goes on over stands a line, broken for a highlight.
    """
    begun = [mark for mark in noted if mark.start >= row.start]
    if any(mark.look & Look.UNSURE for mark in begun):
        return "?"
    if begun:
        return "●" if any(mark.look & Look.NOTE for mark in begun) else "○"
    return " " if not noted else "│" if any(mark.look & Look.NOTE for mark in noted) else "┆"


class Sides:
    """The letter of each statement's side, found by where its sentence begins."""

    def __init__(self, briefing: Briefing) -> None:
        letters = {
            statement.start: marks.side_letter(statement)
            for statement in briefing.statements
            if statement.side != "none"
        }
        self._starts = sorted(letters)
        self._letters = letters

    def between(self, start: int, end: int) -> str:
        """The first letter in a stretch of text; a blank where there is none."""
        at = bisect_left(self._starts, start)
        if at < len(self._starts) and self._starts[at] < end:
            return self._letters[self._starts[at]]
        return " "
