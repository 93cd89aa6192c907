"""A briefing as rows of the screen, wrapped only where somebody looks.

Heights of paragraphs that were never looked at are estimates. A place in the page is therefore an item
and a row within it, never a number of rows from the top, so that nothing moves when an estimate is
corrected.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from briefing.tui.widgets import columns, title_block
from briefing.tui.widgets.items import Item, Paragraphs, hang, items_of, paragraphs_of
from briefing.tui.widgets.wrapping import Part, wrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from briefing.model import Block, Briefing, Sentence, Span

_START = attrgetter("start")
_CHUNK = 128
_KEPT = 512
_STACKED = 2
"""Cells by which the second and later cells of a row stand in that does not fit."""


class Place(NamedTuple):
    """A row of the page: the number of its item, and the row within it, blank rows above included."""

    item: int
    row: int


class Row(NamedTuple):
    """What a row shows: ``start`` and ``end`` in the item's words, or in the text for the readout's own."""

    item: int
    start: int
    end: int
    first: bool
    parts: tuple[Part, ...] = ()
    """Its words without the white space between columns."""


BLANK = Row(-1, 0, 0, first=False)


class Page:
    """The rows of a briefing at a width in cells."""

    def __init__(
        self, briefing: Briefing, width: int, hits: Sequence[Span] | None = None, like: Page | None = None
    ) -> None:
        """With ``hits``, in their order, no sentence is shown that has none of them.

        What does not depend on the width is taken from a page that is ``like`` this one.
        """
        self.briefing = briefing
        self.width = max(8, width)
        self.units: Sequence[Sentence | Block] = briefing.sentences or briefing.blocks
        """What the reader steps through."""
        self._paragraphs: Paragraphs = (
            like._paragraphs if like is not None and like.briefing is briefing else paragraphs_of(briefing)
        )
        self.items = items_of(briefing.text, self._paragraphs, self.width)
        if hits is not None:
            starts = [hit.start for hit in hits]
            self.units = [
                unit for unit in self.units if bisect_left(starts, unit.start) < bisect_left(starts, unit.end)
            ]
            self.items = list(_only(self.items, self.units))
        self._rows: dict[int, tuple[Row, ...]] = {}
        # Rows of prose are about a twentieth shorter than they might be; minus a negative rounds up.
        twenty_rows = self.width * 20
        self._heights = [
            item.space - -21 * (len(item.words) or item.end - item.start) // twenty_rows
            for item in self.items
        ]
        self._measured = bytearray(len(self.items))
        self._last_table: tuple[tuple[int, int], list[list[columns.Cells]], tuple[int, ...]] = (
            (0, 0),
            [],
            (),
        )
        self._sums = [sum(self._heights[at : at + _CHUNK]) for at in range(0, len(self._heights), _CHUNK)]

    @property
    def height(self) -> int:
        """Rows in all, as far as is known."""
        return sum(self._sums)

    def rows(self, item: int) -> tuple[Row, ...]:
        """The rows of an item, blank ones above it included."""
        rows = self._rows.get(item)
        if rows is None:
            rows = self._wrapped(item)
            if len(self._rows) >= _KEPT:
                del self._rows[next(iter(self._rows))]
            self._rows[item] = rows
            self._measure(item, len(rows))
        return rows

    def visible(self, top: Place, height: int) -> list[Row]:
        """The rows from a place on, at most ``height`` of them."""
        found: list[Row] = []
        item, skip = top
        while item < len(self.items) and len(found) < height:
            found.extend(self.rows(item)[skip:])
            item, skip = item + 1, 0
        return found[:height]

    def moved(self, place: Place, rows: int) -> Place:
        """The place so many rows further on, or back; the first or last row at the ends."""
        if not self.items:
            return Place(0, 0)
        item, row = place
        row += rows
        while row < 0 and item > 0:
            item -= 1
            row += len(self.rows(item))
        while row >= len(self.rows(item)):
            if item + 1 == len(self.items):
                return Place(item, len(self.rows(item)) - 1)
            row -= len(self.rows(item))
            item += 1
        return Place(item, max(0, row))

    def last_top(self, height: int) -> Place:
        """The place at the top of the screen when the end of the text is at its foot."""
        if not self.items:
            return Place(0, 0)
        last = len(self.items) - 1
        return self.moved(Place(last, len(self.rows(last)) - 1), 1 - height)

    def number(self, place: Place) -> int:
        """Rows above a place, as far as is known."""
        chunk = place.item // _CHUNK
        return sum(self._sums[:chunk]) + sum(self._heights[chunk * _CHUNK : place.item]) + place.row

    def place_at(self, number: int) -> Place:
        """The place with so many rows above it, as far as is known."""
        left = number
        for chunk, rows in enumerate(self._sums):
            if left < rows:
                for item in range(chunk * _CHUNK, min(len(self.items), (chunk + 1) * _CHUNK)):
                    if left < self._heights[item]:
                        return Place(item, min(left, len(self.rows(item)) - 1))
                    left -= self._heights[item]
            left -= rows
        return self.last_top(1)

    def place_of(self, offset: int) -> Place:
        """Where a code point of the text stands."""
        if not self.items:
            return Place(0, 0)
        item = max(0, bisect_right(self.items, offset, key=_START) - 1)
        # Derived items stand at the offset of what they head; the readout's own words come last.
        rows = self.rows(item)
        row = next((n for n, row in enumerate(rows) if row.item >= 0 and offset < row.end), len(rows) - 1)
        return Place(item, row)

    def heading_of(self, section: int) -> Place:
        """Where a section begins, its heading included."""
        start = self.briefing.sections[section].start
        item = max(0, bisect_right(self.items, start, key=_START) - 1)
        while item > 0 and self.items[item - 1].section == section:
            item -= 1
        return Place(item, min(self.items[item].space, len(self.rows(item)) - 1))

    def is_own(self, row: Row) -> bool:
        """Whether a row shows words of the readout."""
        return row.item >= 0 and not self.items[row.item].words

    def _wrapped(self, number: int) -> tuple[Row, ...]:
        item = self.items[number]
        lines: Iterable[Sequence[Part]]
        if item.table[1]:
            lines = self._table(number)
        elif item.kind in ("facts", "notice"):
            lines = title_block.rows(item.words, self.width)
        elif item.words:
            lines = [[Part(0, a, b)] for a, b in wrap(item.words, 0, len(item.words), self.width)]
        else:
            lines = self._paragraph(item)
        rows = (
            Row(number, parts[0].start, parts[-1].end, first=not index, parts=tuple(parts))
            for index, parts in enumerate(lines)
        )
        return (*[BLANK] * item.space, *rows)

    def _paragraph(self, item: Item) -> Iterator[list[Part]]:
        """The rows of words of the readout, that hang from their bullet or number where they have one."""
        text = self._text
        mark = hang(text, item.block, item.end, self.width - item.indent)
        column = item.indent + (mark.cells if mark else 0)
        begun = mark is not None and item.start == item.block
        start = mark.words if mark and begun else item.start
        for number, (a, b) in enumerate(wrap(text, start, item.end, self.width - column)):
            part = Part(column, a, b)
            yield [Part(item.indent, item.start, mark.end), part] if mark and begun and not number else [part]

    def _table(self, number: int) -> Iterator[list[Part]]:
        """The rows of a row of a table: its cells side by side where they fit, or else below one another."""
        first, last = self.items[number].table
        lines, stops = self._columns(first, last)
        for cells in lines[number - first]:
            if stops:
                yield [Part(stop, a, b) for stop, (a, b) in zip(stops, cells, strict=True)]
                continue
            for cell, (start, end) in enumerate(cells):
                column = _STACKED if cell else 0
                yield from (
                    [Part(column, a, b)] for a, b in wrap(self._text, start, end, self.width - column)
                )

    def _columns(self, first: int, last: int) -> tuple[list[list[columns.Cells]], tuple[int, ...]]:
        """The lines of a table and where its columns begin; kept for the next row of it."""
        if self._last_table[0] != (first, last):
            places = [(item.start, item.end) for item in self.items[first:last]]
            lines = columns.tables(self._text, places, self.width)
            self._last_table = (first, last), lines, columns.stops(self._text, lines, self.width)
        return self._last_table[1:]

    @property
    def _text(self) -> str:
        return self.briefing.source.text

    def _measure(self, item: int, height: int) -> None:
        if not self._measured[item]:
            self._sums[item // _CHUNK] += height - self._heights[item]
            self._heights[item] = height
            self._measured[item] = 1


def _only(items: Iterable[Item], units: Sequence[Sentence | Block]) -> Iterator[Item]:
    """Some sentences, each by itself, below their headings."""
    starts = [unit.start for unit in units]
    heads: list[Item] = []
    for item in items:
        if item.words:
            heads.append(item)
            continue
        for unit in units[bisect_left(starts, item.start) : bisect_left(starts, item.end)]:
            yield from heads
            heads = []
            yield Item(item.kind, unit.start, min(unit.end, item.end), item.section, block=item.block)
        heads = [head for head in heads if head.section in (-1, item.section)]
