"""Where the reader is: the row at the top of the screen and the sentence under the eye."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from operator import attrgetter
from typing import TYPE_CHECKING

from briefing.model import Span
from briefing.tui.widgets.page import Page, Place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.model import Block, Sentence

_START = attrgetter("start")


class Position:
    """A place in a page and a current sentence, which is always on the screen.

    ``height`` is the number of rows on the screen. Every motion leaves both as they should be shown.
    """

    def __init__(self, page: Page, height: int) -> None:
        self.page = page
        self.height = max(1, height)
        self.top = Place(0, 0)
        self.sentence = 0

    @property
    def _units(self) -> Sequence[Sentence | Block]:
        return self.page.units

    @property
    def current(self) -> Span:
        """The current sentence; an empty span where there is none."""
        if not self._units:
            return Span(0, 0)
        unit = self._units[self.sentence]
        return Span(unit.start, unit.end)

    @property
    def paragraph(self) -> Span:
        """The paragraph of the current sentence."""
        blocks = self.page.briefing.blocks
        at = max(0, bisect_right(blocks, self.current.start, key=_START) - 1)
        return Span(blocks[at].start, blocks[at].end) if blocks else self.current

    @property
    def section(self) -> int:
        """The number of the current section; -1 where there are none."""
        return bisect_right(self.page.briefing.sections, self.current.start, key=_START) - 1

    def lay_out(self, page: Page, height: int) -> None:
        """Take another page or size, keeping the row that was at the top and the current sentence."""
        sentence_start = self.current.start
        on_top = self.first_own[0]
        at_top, at_beginning = self.top == Place(0, 0), self.sentence == 0
        same_text = page.briefing.source.text == self.page.briefing.source.text
        self.page, self.height = page, max(1, height)
        if not same_text:
            self.top, self.sentence = Place(0, 0), 0
            return
        self.sentence = self._unit_at(sentence_start)
        self.top = Place(0, 0) if at_top else self._clamped(page.place_of(on_top))
        if not (at_top and at_beginning):
            # Who has not moved yet sees the title, however little of the text stands below it.
            self._show_some()

    @property
    def first_own(self) -> tuple[int, int]:
        """The code point where the first of the readout's own rows on the screen begins, and the rows above
        it; zeros where the screen shows none."""
        rows = self.page.visible(self.top, self.height)
        return next(((row.start, n) for n, row in enumerate(rows) if self.page.is_own(row)), (0, 0))

    def return_to(self, offset: int, first_own: tuple[int, int]) -> None:
        """Be again where ``offset`` was the current sentence and ``first_own`` stood at the top."""
        start, above = first_own
        if first_own == (0, 0):
            self.go_to(offset)
            return
        self.sentence = self._unit_at(offset)
        self.top = self._clamped(self.page.moved(self.page.place_of(start), -above))
        self._show_some()

    def scroll(self, rows: int) -> None:
        """Scroll so many rows; at the ends, step to the next or last sentence instead."""
        before = self.top
        self.top = self._clamped(self.page.moved(self.top, rows))
        if self.top == before:
            self.step_sentence(1 if rows > 0 else -1)
        else:
            self._keep_in_view(down=rows > 0)

    def scroll_to_row(self, number: int) -> None:
        """Scroll to so many rows from the top, as far as is known."""
        down = number > self.page.number(self.top)
        self.top = self._clamped(self.page.place_at(number))
        self._keep_in_view(down=down)

    def page_by(self, pages: float) -> None:
        """Scroll by pages, two rows of overlap; at the ends, go to the first or last sentence."""
        before = self.top
        rows = int(pages * max(1, self.height - 2)) or (1 if pages > 0 else -1)
        self.top = self._clamped(self.page.moved(self.top, rows))
        if self.top == before:
            self.sentence = max(0, len(self._units) - 1) if pages > 0 else 0
        else:
            self._keep_in_view(down=pages > 0)

    def go_top(self) -> None:
        self.top, self.sentence = Place(0, 0), 0

    def go_bottom(self) -> None:
        self.top = self.page.last_top(self.height)
        self.sentence = max(0, len(self._units) - 1)

    def edge_of_sentence(self, offset: int, step: int) -> int:
        """The next end of a sentence after a code point, or with -1 the last beginning before it."""
        if step > 0:
            ends = (unit.end for unit in self._units[self._unit_at(offset) :])
            return next((end for end in ends if end > offset), offset)
        before = max(0, bisect_left(self._units, offset, key=_START) - 1)
        return self._units[before].start if self._units else offset

    def step_sentence(self, steps: int) -> None:
        self.sentence = max(0, min(len(self._units) - 1, self.sentence + steps))
        self._show(self.current.start)

    def step_paragraph(self, steps: int) -> None:
        blocks = self.page.briefing.blocks
        at = max(0, bisect_right(blocks, self.current.start, key=_START) - 1 + steps)
        if at < len(blocks):
            self.go_to(blocks[at].start)

    def step_section(self, steps: int) -> None:
        sections = self.page.briefing.sections
        if sections:
            self.go_to_section(max(0, min(len(sections) - 1, self.section + steps)))

    def go_to_section(self, section: int) -> None:
        """Put a section's heading at the top of the screen, as far as the text goes."""
        self.top = self._clamped(self.page.heading_of(section))
        start = self.page.briefing.sections[section].start
        self.sentence = min(bisect_left(self._units, start, key=_START), max(0, len(self._units) - 1))
        self._show(self.current.start, margin=0)

    def go_to(self, offset: int) -> None:
        """Make the sentence at a code point of the text the current one and show it."""
        self.sentence = self._unit_at(offset)
        self._show(offset)

    def _unit_at(self, offset: int) -> int:
        return max(0, bisect_right(self._units, offset, key=_START) - 1)

    def _clamped(self, place: Place) -> Place:
        return min(place, self.page.last_top(self.height))

    def _offsets_in_view(self) -> tuple[int, int]:
        """The first and last code point on the screen; both -1 when it shows none of the text."""
        own = [row for row in self.page.visible(self.top, self.height) if self.page.is_own(row)]
        return (own[0].start, own[-1].end) if own else (-1, -1)

    def _keep_in_view(self, *, down: bool) -> None:
        """Take the nearest sentence on the screen when the current one was scrolled away."""
        first, last = self._offsets_in_view()
        if first < 0 or (self.current.start < last and self.current.end > first):
            return
        if down:
            begun = self._unit_at(first)
            whole = bisect_left(self._units, first, key=_START)
            is_seen = whole < len(self._units) and self._units[whole].start < last
            self.sentence = whole if is_seen else begun
        else:
            self.sentence = self._unit_at(last - 1)

    def _show_some(self) -> None:
        """Scroll where nothing of the current sentence is on the screen."""
        first, last = self._offsets_in_view()
        if not (self.current.start < last and self.current.end > first):
            self._show(self.current.start, margin=0)

    def _show(self, offset: int, margin: int = 3) -> None:
        """Scroll no further than is needed to have a code point on the screen, with some rows around."""
        place = self.page.place_of(offset)
        margin = min(margin, (self.height - 1) // 2)
        first, last = self.page.moved(self.top, margin), self.page.moved(self.top, self.height - 1 - margin)
        if first <= place <= last:
            return
        if not self.page.moved(first, -self.height) < place < self.page.moved(last, self.height):
            # So far away that nothing of the old screen stays: what was looked for stands in its upper third.
            self.top = self._clamped(self.page.moved(place, -(self.height // 3)))
        elif place < first:
            self.top = self.page.moved(place, -margin)
        else:
            self.top = self._clamped(self.page.moved(place, margin + 1 - self.height))
