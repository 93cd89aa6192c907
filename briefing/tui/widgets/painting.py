"""Rows of a page as the screen shows them: words, what is marked in them, and the margin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.strip import Strip

from briefing.model import Briefing, Source
from briefing.tui.widgets import in_words, looks, marks
from briefing.tui.widgets.marks import Look, Mark, Marks
from briefing.tui.widgets.page import BLANK, Page, Row
from briefing.tui.widgets.title_block import is_name
from briefing.tui.widgets.wrapping import shown, width_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from rich.style import Style
    from textual.widget import Widget

    from briefing.model import Span
    from briefing.tui.widgets.items import Item

GUTTER = 4
"""Cells of the margin."""
_KEPT = 1000
"""Rows that were drawn."""


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
        self._drawn: dict[tuple[Row, bool], Strip] = {}
        """Rows as they were drawn last, for most of them stay when the reader moves on by one."""
        self._drawn_for: tuple[object, ...] = ()
        self._briefing: Briefing | None = None
        self._verbs = Marks()
        self._sides = looks.Sides(Briefing("", Source("", "")))
        self.mentions = self.notes = self.hits = self.dimmed = self._hits = Marks()
        self.followed = ""
        """The id of the entity whose mentions stand out."""
        self.hints: Mapping[int, str] = {}
        """Letters over the words that begin at a code point."""

    def take(self, briefing: Briefing) -> None:
        """Mark what was found in a briefing."""
        self._briefing = briefing
        self.mentions, self._verbs = marks.mentions(briefing), marks.verbs(briefing)
        self._sides = looks.Sides(briefing)
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
        if found.all != self._hits.all:
            self._hits = self.hits = found
            self._change()

    def go_to_hit(self, number: int) -> None:
        """Show the hit that the reader is at apart from the others; -1 for none."""
        hits = self._hits.with_look(number, Look.HERE) if number >= 0 else self._hits
        if hits.all != self.hits.all:
            self.hits = hits
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
        self._drawn.clear()

    def strip(self, row: Row, page: Page, width: int, here: Span, selection: Span | None) -> Strip:
        """A row of the screen, ``width`` cells wide; ``here`` has the bar in the margin.

        Rows that look the same are the same object, which knows what Textual made of it before.
        """
        if selection is not None and row.start < selection.end and row.end > selection.start:
            return self._strip(row, page, width, here, selection)
        drawn_for = page, width, self.version
        if drawn_for != self._drawn_for or len(self._drawn) > _KEPT:
            self._drawn.clear()
            self._drawn_for = drawn_for
        key = row, row.start < here.end and row.end > here.start
        drawn = self._drawn.get(key)
        if drawn is None:
            drawn = self._drawn[key] = self._strip(row, page, width, here, None)
        return drawn

    def _strip(self, row: Row, page: Page, width: int, here: Span, selection: Span | None) -> Strip:
        base = self.style("", Look.PLAIN)
        left = self._left(page, width)
        segments = [Segment(" " * left, base)] if left else []
        if row is BLANK:
            return Strip([Segment(" " * width, base)], width)
        segments.extend(self._gutter(row, page, here))
        segments.extend(self._words(row, page, selection))
        return Strip(segments).extend_cell_length(width, base).crop(0, width)

    def offset_at(self, row: Row, page: Page, width: int, x: int) -> int:
        """The code point that stands at a cell of a row; -1 where it shows no word of the readout."""
        cell = x - self._left(page, width) - in_words.gutter(self._view, GUTTER)
        if cell < 0 or not page.is_own(row):
            return -1
        text, begun = page.briefing.text, 0
        for part in row.parts:
            begun = max(begun, part.column)
            ends = (
                at for at in range(part.start, part.end) if begun + width_of(text[part.start : at + 1]) > cell
            )
            found = next(ends, None)
            if found is not None:
                return found
            begun += width_of(text[part.start : part.end])
        return row.end - 1

    def style(self, component: str, look: Look) -> Style:
        """The style of a component in a look; made once for each pair."""
        key = (component, look.value)
        style = self._styles.get(key)
        if style is None:
            style = self._view.rich_style
            names = [component] if component else []
            names += [name for flag, name in looks.OF_LOOK.items() if look & flag]
            for name in names:
                style += self._view.get_component_rich_style(name, partial=True)
            self._styles[key] = style
        return style

    def _left(self, page: Page, width: int) -> int:
        """Cells left of the margin, so that a page stands in the middle of a wide view."""
        return 0 if in_words.is_plain(self._view) else max(0, (width - GUTTER - page.width) // 2 - 1)

    def _change(self) -> None:
        self.version += 1
        self._changed()

    def _gutter(self, row: Row, page: Page, here: Span) -> list[Segment]:
        if in_words.is_plain(self._view):
            sign = " "
            if page.is_own(row):
                begun = [mark for mark in self.notes.between(row.start, row.end) if mark.start >= row.start]
                sign = looks.note_sign(row, begun)
            return [Segment(in_words.margin(sign), self.style("text--sign", Look.PLAIN))]
        if not page.is_own(row):
            item = page.items[row.item]
            number = str(item.section + 1) if item.kind == "heading" and row.first else ""
            sign = "§" if number and len(number) + 1 < GUTTER else ""
            told = f"{sign}{number}"[:GUTTER]
            return [Segment(f"{told:{GUTTER}}", self.style("text--gutter", Look.PLAIN))]
        bar = "▌" if row.start < here.end and row.end > here.start else " "
        side = self._sides.between(row.start, row.end)
        sign = looks.note_sign(row, list(self.notes.between(row.start, row.end)))
        hit = any(mark.start >= row.start for mark in self.hits.between(row.start, row.end))
        signs = (
            (bar, "text--current"),
            (side, "text--gutter"),
            (sign, "text--sign"),
            ("/" if hit else " ", "text--gutter"),
        )
        # A blank in its own colour would only be more bytes on a slow line.
        return [Segment(word, self.style(name if word.strip() else "", Look.PLAIN)) for word, name in signs]

    def _words(self, row: Row, page: Page, selection: Span | None) -> list[Segment]:
        item = page.items[row.item]
        kind = looks.OF_ITEM.get(item.kind, "")
        if item.words:
            return self._derived(item, row, kind)
        found = [
            mark
            for group in (self.mentions, self._verbs, self.notes, self.dimmed, self.hits)
            for mark in group.between(row.start, row.end)
        ]
        segments: list[Segment] = []
        end = row.start
        for part in row.parts:
            if part.column:
                # What is marked on both sides of a gap between columns is marked in the gap.
                gap = marks.common(end, part.start, found, selection)
                segments += self._up_to(part.column, segments, gap)
            for a, b, look in marks.pieces(part.start, part.end, found, self.followed, selection):
                segments += self._piece(page.briefing.text, a, b, self.style(kind, look))
            end = part.end
        return segments

    def _piece(self, text: str, start: int, end: int, style: Style) -> list[Segment]:
        """Words in one style, under the letters of a hint where they have some."""
        hint = self.hints.get(start, "")[: end - start] if self.hints else ""
        words = Segment(shown(text[start + len(hint) : end]), style)
        return [Segment(hint, self.style("text--hint", Look.PLAIN)), words] if hint else [words]

    def _derived(self, item: Item, row: Row, kind: str) -> list[Segment]:
        """Words that are not the readout's own."""
        segments: list[Segment] = []
        for part in row.parts:
            name = item.kind in ("facts", "notice") and is_name(item.words, part.start)
            style = self.style("text--label" if name else kind, Look.PLAIN)
            segments += self._up_to(part.column, segments)
            segments.append(Segment(shown(item.words[part.start : part.end]), style))
        return segments

    def _up_to(self, column: int, drawn: list[Segment], look: Look = Look.PLAIN) -> list[Segment]:
        """The blanks before a column, where there are any."""
        blanks = column - Segment.get_line_length(drawn)
        return [Segment(" " * blanks, self.style("", look))] if blanks > 0 else []
