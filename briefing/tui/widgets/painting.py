"""Rows of a page as the screen shows them: words, what is marked in them, and the margin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.strip import Strip

from briefing.tui.widgets import marks
from briefing.tui.widgets.marks import Look, Mark, Marks
from briefing.tui.widgets.page import BLANK, Page, Row
from briefing.tui.widgets.wrapping import shown, width_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from rich.style import Style
    from textual.widget import Widget

    from briefing.model import Briefing, Span

GUTTER = 4
"""Cells of the margin."""

_COMPONENTS = {
    Look.NOTE: "text--note",
    Look.HIGHLIGHT: "text--highlight",
    Look.MENTION: "text--mention",
    Look.VERB: "text--verb",
    Look.FOLLOWED: "text--followed",
    Look.DIM: "text--dim",
    Look.HIT: "text--hit",
    Look.HERE: "text--hit-here",
    Look.SELECTED: "text--selected",
}
COMPONENT_CLASSES = {
    "text--title",
    "text--facts",
    "text--heading",
    "text--gutter",
    "text--current",
    "text--sign",
    "text--hint",
    *_COMPONENTS.values(),
}


class Painter:
    """Knows what is marked in a briefing, and draws rows in the styles of a widget's component classes."""

    def __init__(self, view: Widget, changed: Callable[[], object]) -> None:
        """``changed`` is called when other things are marked."""
        self._view = view
        self._changed = changed
        self.version = 0
        """Counts the changes of what is marked."""
        self._side = ""
        self._styles: dict[tuple[str, int], Style] = {}
        self._briefing: Briefing | None = None
        self._verbs = Marks()
        self._sides: dict[int, str] = {}
        self.mentions = self.notes = self.hits = self.dimmed = Marks()
        self.followed = ""
        """The id of the entity whose mentions stand out."""
        self.hints: Mapping[int, str] = {}
        """Letters over the words that begin at a code point."""

    def take(self, briefing: Briefing) -> None:
        """Mark what was found in a briefing."""
        self._briefing = briefing
        self.mentions, self._verbs = marks.mentions(briefing), marks.verbs(briefing)
        self._sides = _side_letters(briefing)
        self.dimmed = marks.other_sides(briefing, self._side)
        self.version += 1

    def dim(self, side: str) -> None:
        """Dim what the other sides say; an empty side ends it."""
        self._side = side
        if self._briefing is not None:
            self.dimmed = marks.other_sides(self._briefing, side)
        self._change()

    def mark_notes(self, notes: Iterable[Mark]) -> None:
        found = Marks(notes)
        if found.all != self.notes.all:
            self.notes = found
            self._change()

    def mark_hits(self, hits: Iterable[Mark]) -> None:
        found = Marks(hits)
        if found.all != self.hits.all:
            self.hits = found
            self._change()

    def follow(self, entity: str) -> None:
        """Show the mentions of an entity apart from all others; an empty id ends it."""
        if entity != self.followed:
            self.followed = entity
            self._change()

    def hint(self, hints: Mapping[int, str]) -> None:
        """Put letters over the words at some code points; none end it."""
        self.hints = hints
        self._change()

    def forget_styles(self) -> None:
        self._styles.clear()

    def strip(self, row: Row, page: Page, width: int, here: Span, selection: Span | None) -> Strip:
        """A row of the screen, ``width`` cells wide; ``here`` has the bar in the margin."""
        base = self.style("", Look.PLAIN)
        left = _left(page, width)
        segments = [Segment(" " * left, base)] if left else []
        if row is BLANK:
            return Strip([Segment(" " * width, base)], width)
        segments.extend(self._gutter(row, page, here))
        segments.extend(self._words(row, page, selection))
        return Strip(segments).extend_cell_length(width, base).crop(0, width)

    def offset_at(self, row: Row, page: Page, width: int, x: int) -> int:
        """The code point that stands at a cell of a row; -1 where it shows no word of the readout."""
        if not page.is_own(row):
            return -1
        cell = x - _left(page, width) - GUTTER
        if cell < 0:
            return -1
        text = page.briefing.text
        ends = (at for at in range(row.start, row.end) if width_of(text[row.start : at + 1]) > cell)
        return next(ends, row.end - 1)

    def style(self, component: str, look: Look) -> Style:
        """The style of a component in a look; made once for each pair."""
        key = (component, look.value)
        style = self._styles.get(key)
        if style is None:
            style = self._view.rich_style
            names = [component] if component else []
            names += [name for flag, name in _COMPONENTS.items() if look & flag]
            for name in names:
                style += self._view.get_component_rich_style(name, partial=True)
            self._styles[key] = style
        return style

    def _change(self) -> None:
        self.version += 1
        self._changed()

    def _gutter(self, row: Row, page: Page, here: Span) -> list[Segment]:
        if not page.is_own(row):
            return [Segment(" " * GUTTER, self.style("", Look.PLAIN))]
        bar = "▌" if row.start < here.end and row.end > here.start else " "
        side = next((self._sides[at] for at in range(row.start, row.end) if at in self._sides), " ")
        begun = [mark for mark in self.notes.between(row.start, row.end) if mark.start >= row.start]
        hits = any(mark.start >= row.start for mark in self.hits.between(row.start, row.end))
        return [
            Segment(bar, self.style("text--current", Look.PLAIN)),
            Segment(side, self.style("text--gutter", Look.PLAIN)),
            Segment(_note_sign(begun), self.style("text--sign", Look.PLAIN)),
            Segment("/" if hits else " ", self.style("text--gutter", Look.PLAIN)),
        ]

    def _words(self, row: Row, page: Page, selection: Span | None) -> list[Segment]:
        item = page.items[row.item]
        if item.words:
            kind = {"title": "text--title", "heading": "text--heading"}.get(item.kind, "text--facts")
            return [Segment(shown(item.words[row.start : row.end]), self.style(kind, Look.PLAIN))]
        found = [
            mark
            for group in (self.mentions, self._verbs, self.notes, self.dimmed, self.hits)
            for mark in group.between(row.start, row.end)
        ]
        kind = "text--heading" if item.kind == "own heading" else ""
        text = page.briefing.text
        segments = []
        for a, b, look in marks.pieces(row.start, row.end, found, self.followed, selection):
            hint = self.hints.get(a, "") if self.hints else ""
            if hint:
                segments.append(Segment(hint, self.style("text--hint", Look.PLAIN)))
                a = min(b, a + len(hint))
            segments.append(Segment(shown(text[a:b]), self.style(kind, look)))
        return segments


def _left(page: Page, width: int) -> int:
    """Cells left of the margin, so that a page stands in the middle of a wide pane."""
    return max(0, (width - GUTTER - page.width) // 2 - 1)


def _note_sign(begun: list[Mark]) -> str:
    """For the notes that begin on a row: one to check goes before one that says something, before a mark."""
    if any(mark.look & Look.UNSURE for mark in begun):
        return "?"
    return " " if not begun else "●" if any(mark.look & Look.NOTE for mark in begun) else "○"


def _side_letters(briefing: Briefing) -> dict[int, str]:
    """The letter of a side at the code point where each statement's sentence begins."""
    return {
        statement.start: marks.side_letter(statement)
        for statement in briefing.statements
        if statement.side != "none"
    }
