"""The readout itself: a pane that draws the rows in view and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView

from briefing.model import Briefing, Source, Span
from briefing.tui.widgets import in_words, looks
from briefing.tui.widgets.extent import take_extent
from briefing.tui.widgets.page import BLANK, Page, Row
from briefing.tui.widgets.painting import GUTTER, Painter
from briefing.tui.widgets.position import Position
from briefing.tui.widgets.selecting import Selecting
from briefing.tui.widgets.trail import Trail

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.strip import Strip

_EMPTY = Briefing("", Source("", ""))


class TextView(ScrollView, can_focus=True, inherit_bindings=False):
    """Shows a briefing, follows the reader through it, and lets the mouse select.

    The margin at the left holds a bar beside the current sentence, the letter of the side that speaks,
    a sign where there is a note (●), a highlight (○), or one whose text was changed (?), with a line
    beside the rows that it goes on over, and / beside what is searched for. Beside a heading that is not the
    readout's own stands its number.
    """

    ALLOW_SELECT = False  # the view selects the readout's words, not the screen's cells
    COMPONENT_CLASSES: ClassVar[set[str]] = looks.CLASSES
    DEFAULT_CSS = looks.CSS

    class Moved(Message):
        """The reader is in another sentence, or the selection is another."""

        def __init__(self, view: TextView) -> None:
            super().__init__()
            self.view = view

    class Clicked(Message):
        """A click on a code point."""

        def __init__(self, offset: int) -> None:
            super().__init__()
            self.offset = offset

    def __init__(self, measure: int, *, id: str | None = None) -> None:
        """``measure`` is the most cells of a line, however wide the screen is."""
        super().__init__(id=id)
        self._measure = measure
        self.painter = Painter(self, self.redraw)
        self.trail = Trail()
        self.position = Position(Page(_EMPTY, measure), 1)
        self.selecting = Selecting()
        self._only: Sequence[Span] | None = None
        self._rows: list[Row] = []
        self._laid_out = Size(0, 0)
        self._told: tuple[int, Span | None] = (-1, None)
        self._drawn: tuple[object, ...] = ()
        """What the screen shows: drawing it again would cost a slow line some seconds."""
        self._returning: tuple[int, tuple[int, int]] | None = None
        """Where the reader was, until it is known how much of that the screen can show."""
        self._eighth = -1
        """Of a cell, at which the thumb of the scroll bar begins."""
        self._pressed = -1
        """The code point where the mouse was pressed."""

    @property
    def briefing(self) -> Briefing:
        return self.position.page.briefing

    @property
    def selection(self) -> Span | None:
        return self.selecting.span

    @property
    def measure(self) -> int:
        """Cells of a line of text at the present width of the view."""
        return max(8, min(self._measure, self.size.width - in_words.gutter(self, GUTTER) - 2))

    @measure.setter
    def measure(self, cells: int) -> None:
        self._measure = cells
        self._laid_out = Size(0, 0)
        self._lay_out()
        self.redraw()

    @property
    def in_view(self) -> Span:
        """The text on the screen."""
        own = [row for row in self._rows if self.position.page.is_own(row)]
        return Span(own[0].start, own[-1].end) if own else Span(0, 0)

    def show_briefing(self, briefing: Briefing) -> None:
        """Take a briefing, or the same text better understood; the reader stays where he is."""
        self.painter.take(briefing)
        self.position.lay_out(Page(briefing, self.measure, self._only), self.size.height)
        self._laid_out = self.size
        self.redraw()

    def show_only(self, hits: Sequence[Span] | None) -> None:
        """Show no sentence without a hit; all sentences for None."""
        self._only = hits
        self.position.lay_out(
            Page(self.briefing, self.measure, hits, like=self.position.page), self.size.height
        )
        self.redraw()

    def select(self, span: Span | None) -> None:
        self.selecting.take(span)
        self.redraw()

    def go_to(self, offset: int) -> None:
        """Jump to the sentence at a code point."""
        self.trail.leave(self.position.current.start)
        self.position.go_to(offset)
        self.redraw()

    def return_to(self, offset: int, first_own: tuple[int, int]) -> None:
        """Show again what was shown when the reader left; see Position."""
        self._returning = offset, first_own
        if self.size.height:
            self._return()
            self.redraw()

    def go_to_section(self, section: int) -> None:
        self.trail.leave(self.position.current.start)
        self.position.go_to_section(section)
        self.redraw()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        self._pressed = self._offset_at(event.x, event.y)
        if self._pressed >= 0:
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        at = self._offset_at(event.x, event.y) if self._pressed >= 0 else -1
        if at >= 0 and (at != self._pressed or self.selection is not None):
            low, high = sorted((self._pressed, at))
            self.selecting.take(Span(low, high + 1))
            self.redraw()

    def on_mouse_up(self, event: events.MouseUp) -> None:
        self.release_mouse()
        pressed, self._pressed = self._pressed, -1
        if pressed < 0:
            return
        self.position.go_to(pressed)
        if self._offset_at(event.x, event.y) == pressed:
            self.selecting.take(None)
            self.post_message(self.Clicked(pressed))
        self.redraw()

    def on_resize(self) -> None:
        self._lay_out()
        self.redraw()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self.painter.forget_styles()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        # The wheel and the scroll bar move rows, and the position follows. While the size changes it is
        # the other way round.
        position = self.position
        if self.size.height == position.height and round(new_value) != position.page.number(position.top):
            position.scroll_to_row(round(new_value))
            self.redraw()

    def render_lines(self, crop: Region) -> list[Strip]:
        # The first frame is drawn before the pane is told of its size; it need not be an empty one.
        self._lay_out()
        self._drawn = self._to_draw
        # Without frame, padding and opacity there is nothing to be done to a row but what filters do.
        filters, background = self.get_line_filters(), self.background_colors[1]
        strips = []
        for y in crop.line_range:
            strip = self.render_line(y)
            for one in filters:
                strip = strip.apply_filter(one, background)
            strips.append(strip)
        if crop.column_span == (0, self.size.width):
            return strips
        return [strip.crop(*crop.column_span) for strip in strips]

    def render_line(self, y: int) -> Strip:
        row = self._rows[y] if y < len(self._rows) else BLANK
        here = self.selection or self.position.current
        return self.painter.strip(row, self.position.page, self.size.width, here, self.selection)

    @property
    def _to_draw(self) -> tuple[object, ...]:
        position = self.position
        return self.size, position.page, position.top, position.sentence, self.selection, self.painter.version

    def _lay_out(self) -> None:
        """Fit the page to the size of the pane, where that has changed."""
        if self._laid_out == self.size:
            return
        self._laid_out = self.size
        page = self.position.page
        if page.width != self.measure:
            page = Page(self.briefing, self.measure, self._only, like=page)
        self.position.lay_out(page, self.size.height)
        self._return()
        self._rows = page.visible(self.position.top, self.size.height)

    def _return(self) -> None:
        if self._returning is not None:
            self.position.return_to(*self._returning)
            self._returning = None

    def redraw(self) -> None:
        """Show the position as it is, and tell who listens."""
        position = self.position
        self._rows = position.page.visible(position.top, self.size.height)
        # Rows were wrapped just now, so the height is known better than before.
        take_extent(self, Size(self.size.width, max(position.page.height, self.size.height)))
        top = position.page.number(position.top)
        self.set_reactive(ScrollView.scroll_y, float(top))
        self.set_reactive(ScrollView.scroll_target_y, float(top))
        # The bar is drawn in eighths of a cell: in a long text most rows do not move it.
        eighth = 8 * top * self.size.height // max(1, position.page.height)
        if self.show_vertical_scrollbar and eighth != self._eighth:
            self._eighth = eighth
            self.vertical_scrollbar.position = top
        if self._drawn != self._to_draw:
            self._drawn = self._to_draw
            self.refresh()
        in_words.at_sentence(self)
        told = (position.sentence, self.selection)
        if told != self._told:
            self._told = told
            # Said by the pane itself, whoever moved it: a message does not bubble past its sender.
            self.call_next(lambda: self.post_message(self.Moved(self)))

    def _offset_at(self, x: int, y: int) -> int:
        """The code point shown at a cell of the view; -1 where no word of the readout is."""
        row = self._rows[y] if 0 <= y < len(self._rows) else BLANK
        return self.painter.offset_at(row, self.position.page, self.size.width, x)
