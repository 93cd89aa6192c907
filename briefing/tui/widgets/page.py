"""A briefing as rows of the screen, wrapped only where somebody looks.

Heights of paragraphs that were never looked at are estimates. A place in the page is therefore an item
and a row within it, never a number of rows from the top, so that nothing moves when an estimate is
corrected.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Literal, NamedTuple

from briefing import printable
from briefing.tui.widgets.wrapping import wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefing.model import Block, Briefing, Sentence, Span

ItemKind = Literal["title", "facts", "notice", "heading", "own heading", "text", "item"]
_CHUNK = 128
_KEPT = 512


class Item(NamedTuple):
    """A paragraph of the page. ``words`` hold what is not the readout's own: title, facts, headings."""

    kind: ItemKind
    start: int
    end: int
    section: int
    words: str = ""
    space: int = 1
    """Blank rows above it."""


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


BLANK = Row(-1, 0, 0, first=False)


class Page:
    """The rows of a briefing at a width in cells."""

    def __init__(self, briefing: Briefing, width: int, hits: Sequence[Span] | None = None) -> None:
        """With ``hits``, in their order, no sentence is shown that has none of them."""
        self.briefing = briefing
        self.width = max(8, width)
        self.units: Sequence[Sentence | Block] = briefing.sentences or briefing.blocks
        """What the reader steps through."""
        items = _items(briefing)
        if hits is not None:
            starts = [hit.start for hit in hits]
            self.units = [
                unit for unit in self.units if bisect_left(starts, unit.start) < bisect_left(starts, unit.end)
            ]
            items = _only(items, self.units)
        self.items = list(items)
        self._starts = [item.start for item in self.items]
        self._rows: dict[int, tuple[Row, ...]] = {}
        self._heights = [self._estimate(item) for item in self.items]
        self._measured = bytearray(len(self.items))
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
        item = max(0, bisect_right(self._starts, offset) - 1)
        # Derived items stand at the offset of what they head; the readout's own words come last.
        rows = self.rows(item)
        row = next((n for n, row in enumerate(rows) if row.item >= 0 and offset < row.end), len(rows) - 1)
        return Place(item, row)

    def heading_of(self, section: int) -> Place:
        """Where a section begins, its heading included."""
        start = self.briefing.sections[section].start
        item = max(0, bisect_right(self._starts, start) - 1)
        while item > 0 and self.items[item - 1].section == section:
            item -= 1
        return Place(item, min(self.items[item].space, len(self.rows(item)) - 1))

    def is_own(self, row: Row) -> bool:
        """Whether a row shows words of the readout."""
        return row.item >= 0 and not self.items[row.item].words

    def _wrapped(self, number: int) -> tuple[Row, ...]:
        item = self.items[number]
        text, start, end = (
            (item.words, 0, len(item.words)) if item.words else (self._text, item.start, item.end)
        )
        rows = [
            Row(number, a, b, first=not index)
            for index, (a, b) in enumerate(wrap(text, start, end, self.width))
        ]
        return (*[BLANK] * item.space, *rows)

    @property
    def _text(self) -> str:
        return self.briefing.source.text

    def _estimate(self, item: Item) -> int:
        length = len(item.words) or item.end - item.start
        return item.space + max(1, -(-length * 21 // (self.width * 20)))

    def _measure(self, item: int, height: int) -> None:
        if not self._measured[item]:
            self._sums[item // _CHUNK] += height - self._heights[item]
            self._heights[item] = height
            self._measured[item] = 1


def _items(briefing: Briefing) -> Iterator[Item]:
    first = briefing.sections[0].start if briefing.sections else 0
    title = briefing.title or briefing.id
    if title:
        yield Item("title", first, first, -1, title, space=0)
    facts = facts_line(briefing)
    if facts:
        yield Item("facts", first, first, -1, facts, space=0)
    for notice in briefing.notices:
        yield Item("notice", first, first, -1, notice, space=0)
    at = 0
    blocks = briefing.blocks
    for number, section in enumerate(briefing.sections):
        while at > 0 and blocks[at - 1].end > section.start:
            at -= 1
        while at < len(blocks) and blocks[at].end <= section.start:
            at += 1
        headed = False
        if section.heading and not _own_heading(briefing, number, at):
            yield Item("heading", section.start, section.start, number, section.heading, space=2)
            headed = True
        while at < len(blocks) and blocks[at].start < section.end:
            block = blocks[at]
            start, end = max(block.start, section.start), min(block.end, section.end)
            if briefing.text[start:end].strip():
                kind: ItemKind = (
                    "own heading" if block.kind == "heading" else "item" if block.kind == "item" else "text"
                )
                yield Item(kind, start, end, number, space=0 if headed else 1)
                headed = False
            at += 1


def _only(items: Iterator[Item], units: Sequence[Sentence | Block]) -> Iterator[Item]:
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
            yield Item(item.kind, unit.start, min(unit.end, item.end), item.section)
        heads = [head for head in heads if head.section in (-1, item.section)]


def _own_heading(briefing: Briefing, section: int, block: int) -> bool:
    """Whether the section's first words are its heading, so that it need not be shown twice."""
    blocks = briefing.blocks
    if block >= len(blocks) or blocks[block].kind != "heading":
        return False
    words = briefing.surface(blocks[block]).split()
    return words == briefing.sections[section].heading.split()


def facts_line(briefing: Briefing) -> str:
    """Who, where, when and whose text, as far as is known."""
    facts = [
        briefing.date,
        briefing.place,
        briefing.format if briefing.format != "other" else "",
        " – ".join(briefing.parties),
        f"issued by {briefing.issuer}" if briefing.issuer else "",
    ]
    return printable.line(" · ".join(fact for fact in facts if fact))
