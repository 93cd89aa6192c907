"""Two readouts of one meeting side by side: the same wording dim, what differs marked."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from briefing import printable
from briefing.tui.bindings import bindings
from briefing.tui.widgets.extent import take_extent
from briefing.tui.widgets.marks import Look, Mark, Marks, pieces
from briefing.tui.widgets.side_rows import BESIDE, GAP, Line, Sides, column, lines
from briefing.tui.widgets.wrapping import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.style import Style
    from textual.binding import BindingType

    from briefing.comparison import Difference
    from briefing.comparison.records import Letter
    from briefing.model import Span

_METHODS = {
    "compare_down": "scroll_rows(1)",
    "compare_up": "scroll_rows(-1)",
    "compare_page_down": "pages(1)",
    "compare_page_up": "pages(-1)",
    "compare_top": "end(-1)",
    "compare_bottom": "end(1)",
    "next_subject": "subject(1)",
    "previous_subject": "subject(-1)",
    "next_difference": "difference(1)",
    "previous_difference": "difference(-1)",
    "close_compare": "screen.close",
}
_STYLES = {
    "overview": "side--overview",
    "heading": "side--heading",
    "silence": "side--silence",
}
_LOOKS = {Look.DIM: "side--same", Look.HIT: "side--differs", Look.HERE: "side--here"}


class SideBySide(ScrollView, can_focus=True, inherit_bindings=False):
    """Scrolls both texts together, subject by subject, and steps from one difference to the next."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "compare", lambda name: _METHODS.get(name, f"ask('{name}')")
    )
    COMPONENT_CLASSES: ClassVar[set[str]] = {*_STYLES.values(), *_LOOKS.values(), "side--line"}
    DEFAULT_CSS = """
    SideBySide { background: $background; color: $foreground; overflow-x: hidden;
        scrollbar-size-vertical: 1; scrollbar-gutter: stable; height: 1fr; }
    SideBySide > .side--overview { text-style: bold; }
    SideBySide > .side--heading { text-style: bold; color: $text-accent; }
    SideBySide > .side--silence { color: $text-warning; text-style: italic; }
    SideBySide > .side--same { color: $text-muted; }
    SideBySide > .side--differs { text-style: bold underline; }
    SideBySide > .side--here { text-style: bold reverse; }
    SideBySide > .side--line { color: $rule; }
    SideBySide:ansi > .side--same { text-style: dim; }
    """

    class Asked(Message):
        """An action on the subject that is looked at, by its id."""

        def __init__(self, action: str) -> None:
            super().__init__()
            self.action = action

    class Moved(Message):
        """Another difference is looked at."""

    def __init__(self, sides: Sides, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.sides = sides
        self.at = -1
        """The difference that is looked at; -1 before the first."""
        self._lines: list[Line] = []
        self._laid_out = -1
        self._styles: dict[str, Style] = {}
        self._marks = {"a": Marks(_wordings(sides, "a")), "b": Marks(_wordings(sides, "b"))}

    @property
    def difference(self) -> Difference | None:
        return self.sides.comparison.differences[self.at] if self.at >= 0 else None

    @property
    def row(self) -> int:
        """The subject that is looked at: that of the difference in view, else the first in view."""
        top = round(self.scroll_y)
        view = self._lines[top : top + max(1, self.size.height)]
        difference = self.difference
        if difference is not None and any(line.row == difference.row for line in view):
            return difference.row
        return next((line.row for line in view if line.row >= 0), 0)

    def on_resize(self) -> None:
        width = self.scrollable_content_region.width
        if self._laid_out != width:
            row = self.row if self._lines else -1
            self._laid_out = width
            self._lines = lines(self.sides, width)
            take_extent(self, Size(width, len(self._lines)))
            if row > 0:
                self._go_to_row(row)
            self.refresh()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._styles.clear()

    def action_scroll_rows(self, rows: int) -> None:
        self.scroll_relative(y=rows, animate=False)

    def action_pages(self, pages: int) -> None:
        self.scroll_relative(y=pages * max(1, self.size.height - 2), animate=False)

    def action_end(self, direction: int) -> None:
        self.scroll_to(y=0 if direction < 0 else len(self._lines), animate=False)

    def action_subject(self, direction: int) -> None:
        """Go to the next subject, or to the one before."""
        top = round(self.scroll_y)
        firsts = [
            at for at, line in enumerate(self._lines)
            if line.kind == "heading" and self._lines[at - 1].row != line.row
        ]  # fmt: skip
        beyond = [at for at in firsts if (at > top if direction > 0 else at < top)]
        if beyond:
            self.scroll_to(y=beyond[0] if direction > 0 else beyond[-1], animate=False)

    def action_difference(self, direction: int) -> None:
        """Go to the next difference, or to the one before."""
        count = len(self.sides.comparison.differences)
        if not 0 <= self.at + direction < count:
            return
        self.at += direction
        self._show_difference()
        self.post_message(self.Moved())

    def action_ask(self, action: str) -> None:
        self.post_message(self.Asked(action))

    def render_line(self, y: int) -> Strip:
        at = round(self.scroll_y) + y
        width = self.scrollable_content_region.width
        base = self._style("")
        if at >= len(self._lines) or self._lines[at].kind == "blank":
            return Strip.blank(width, base)
        line = self._lines[at]
        if line.kind != "words":
            style = self._style(_STYLES[line.kind])
            return Strip([Segment(printable.line(line.words), style)]).extend_cell_length(width, base)
        return Strip(list(self._of_words(line, width))).extend_cell_length(width, base).crop(0, width)

    def _of_words(self, line: Line, width: int) -> Iterator[Segment]:
        if width < BESIDE:
            sign = {"a": "A", "b": "B"}.get(line.side, " ")
            yield Segment(f" {sign}│ ", self._style("side--line"))
            side: Letter = "a" if line.a[1] else "b"
            yield from self._stretch(side, *(line.a if side == "a" else line.b))
            return
        left = list(self._stretch("a", *line.a))
        used = Segment.get_line_length(left)
        yield from left
        yield Segment(" " * max(0, column(width) - used), self._style(""))
        yield Segment(" │ "[:GAP], self._style("side--line"))
        yield from self._stretch("b", *line.b)

    def _stretch(self, side: Letter, start: int, end: int) -> Iterator[Segment]:
        text = (self.sides.a if side == "a" else self.sides.b).text
        found = list(self._marks[side].between(start, end))
        difference = self.difference
        here = getattr(difference, side) if difference is not None else None
        if here is not None and here.start < end and here.end > start:
            found.append(Mark(here.start, here.end, Look.HERE))
        for a, b, look in pieces(start, end, found):
            names = [name for flag, name in _LOOKS.items() if look & flag]
            yield Segment(shown(text[a:b]), self._style(names[-1] if names else ""))

    def _show_difference(self) -> None:
        """Scroll so that the first words of the difference are in view."""
        difference = self.difference
        if difference is None:
            return
        for at, line in enumerate(self._lines):
            if line.row == difference.row and (_holds(line.a, difference.a) or _holds(line.b, difference.b)):
                self._bring(at)
                break
        self.refresh()

    def _go_to_row(self, row: int) -> None:
        at = next((at for at, line in enumerate(self._lines) if line.row == row), 0)
        self.scroll_to(y=at, animate=False)

    def _bring(self, at: int) -> None:
        """Scroll no more than is needed; a line that is out of view comes to a third of the height."""
        top, height = round(self.scroll_y), max(1, self.size.height)
        if not top + 2 <= at < top + height - 2:
            self.scroll_to(y=max(0, at - height // 3), animate=False)

    def _style(self, name: str) -> Style:
        found = self._styles.get(name)
        if found is None:
            found = self.rich_style
            if name:
                found += self.get_component_rich_style(name, partial=True)
            self._styles[name] = found
        return found


def _holds(stretch: tuple[int, int], span: Span | None) -> bool:
    return span is not None and stretch[0] <= span.start < stretch[1]


def _wordings(sides: Sides, side: Letter) -> Iterator[Mark]:
    """The words that are the same on both sides, and those of answering passages that are not."""
    for wordings in sides.comparison.wordings:
        for one in wordings:
            same = (pair[0] if side == "a" else pair[1] for pair in one.same)
            yield from (Mark(span.start, span.end, Look.DIM) for span in same)
            differing = one.differing_a if side == "a" else one.differing_b
            yield from (Mark(span.start, span.end, Look.HIT) for span in differing)
