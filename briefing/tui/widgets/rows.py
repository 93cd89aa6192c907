"""A list of rows that a person walks through and chooses from; only those in view are drawn."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style as VisualStyle
from textual.visual import Visual

from briefing.tui.bindings import bindings
from briefing.tui.widgets import in_words
from briefing.tui.widgets.extent import take_extent
from briefing.tui.widgets.wrapping import wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.binding import BindingType


@dataclass(frozen=True, slots=True)
class Row:
    """What a row shows, and what it stands for; a row that stands for nothing is a heading."""

    label: Content
    value: object = None
    indent: int = 0
    """Cells by which the second and later lines of a long label stand further in."""


_BLANKS = re.compile(r" {2,}")

_METHODS = {
    "choose": "select",
    "list_down": "step(1)",
    "list_up": "step(-1)",
    "delete_listed": "ask('delete')",
    "undo_listed": "ask('undo')",
    "set_speaker_listed": "ask('set_speaker')",
    "annotate_listed": "ask('annotate')",
    "tag_listed": "ask('tag')",
    "edit_listed": "ask('edit_outside')",
    "filter_listed": "ask('filter')",
    **{name: f"ask('{name}')" for name in ("rename", "retype", "merge", "part", "hide", "follow")},
}


class RowList(ScrollView, can_focus=True, inherit_bindings=False):
    """Rows of values. Content only, never markup: rows hold what other people wrote."""

    ALLOW_SELECT = False
    ONE_LINE: ClassVar[bool] = False
    """Whether a row is one line whatever it holds: the rows may be many then, and made when they are seen."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", show=False),
        Binding("down", "step(1)", show=False),
        Binding("up", "step(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("home", "end(-1)", show=False),
        Binding("end", "end(1)", show=False),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--heading", "rows--cursor"}
    DEFAULT_CSS = """
    RowList { background: $background; color: $foreground; scrollbar-size-vertical: 1; height: 1fr;
        scrollbar-gutter: stable; overflow-x: hidden; }
    RowList > .rows--heading { color: $text-muted; text-style: bold; }
    RowList > .rows--cursor { background: $panel; color: $foreground; text-style: bold; }
    RowList:focus > .rows--cursor { background: $cursor-ground; color: $foreground; text-style: bold; }
    RowList:ansi > .rows--cursor { background: ansi_default; color: ansi_default; }
    RowList:ansi:focus > .rows--cursor { text-style: bold reverse; }
    """

    highlighted: reactive[int | None] = reactive(None, repaint=False)
    """The row under the cursor."""

    class About(Message):
        """Something happened to the row of a value."""

        def __init__(self, value: object) -> None:
            super().__init__()
            self.value = value

    class Chosen(About):
        """Enter or a click on a row."""

    class Pointed(About):
        """The cursor came to a row while the list has the focus."""

    class Asked(Message):
        """An action on a row, by its id in the table of actions without the scope."""

        def __init__(self, action: str, value: object) -> None:
            super().__init__()
            self.action = action
            self.value = value

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.rows: Sequence[Row] = ()
        self._labels: Sequence[Content] = ()
        """Those of the rows, broken into lines; none where each row is one line."""
        self._starts: Sequence[int] = (0,)
        """The line at which each row begins, and the one after the last."""
        self._laid_out = -1
        """The width for which that was done."""
        self._drawn: dict[tuple[int, str], list[Strip]] = {}
        self._looks: dict[str, VisualStyle] = {}

    def show(self, rows: Sequence[Row], cursor: int | None = None) -> None:
        """Replace all rows; the cursor goes to row ``cursor`` or stays at its height."""
        before = self.highlighted if cursor is None else cursor
        if in_words.is_plain(self) and not self.ONE_LINE:
            rows = [Row(in_words.row(row.label, row.value), row.value) for row in rows]
        self.rows = rows
        self._lay_out()
        self.set_reactive(RowList.highlighted, None)
        if before is not None and rows:
            self.point(min(before, len(rows) - 1))

    def point(self, row: int, direction: int = 1) -> bool:
        """Put the cursor on a row, or on the nearest that is no heading below it, above it for -1."""
        rows = range(row, len(self.rows)) if direction > 0 else range(row, -1, -1)
        at = next((at for at in rows if self.rows[at].value is not None), None)
        if at is not None:
            self.highlighted = at
        return at is not None

    def point_at(self, value: object) -> None:
        """Put the cursor on the first row of a value."""
        self.highlighted = next(
            (at for at, row in enumerate(self.rows) if row.value == value), self.highlighted
        )

    @property
    def value(self) -> object:
        """What the row under the cursor stands for."""
        return None if self.highlighted is None else self.rows[self.highlighted].value

    def label_of(self, row: int) -> Content:
        """What a row shows at the present width of the list."""
        if self.ONE_LINE:
            return self.rows[row].label.truncate(self._width, ellipsis=True)
        return self._labels[row]

    def place(self, row: int) -> Region:
        """Where a row stands among all lines of the list."""
        return Region(0, self._starts[row], self._width, self._starts[row + 1] - self._starts[row])

    def get_visual_style(self, *component_classes: str, partial: bool = False) -> VisualStyle:
        # Textual leaves this one attribute out, which is all that a cursor without colour can have.
        style = super().get_visual_style(*component_classes, partial=partial)
        reverse = any(self.get_component_styles(name).text_style.reverse for name in component_classes)
        return style + VisualStyle(reverse=True) if reverse else style

    def validate_highlighted(self, row: int | None) -> int | None:
        return None if row is None or not self.rows else max(0, min(row, len(self.rows) - 1))

    def watch_highlighted(self, before: int | None, now: int | None) -> None:
        for row in (before, now):
            if row is not None and row < len(self.rows):
                self.refresh(self.place(row).translate((0, -self.scroll_offset.y)))
        if now is None:
            return
        self.scroll_to_cursor()
        in_words.at_row(self)
        if self.has_focus and self.rows[now].value is not None:
            self.post_message(self.Pointed(self.rows[now].value))

    def scroll_to_cursor(self) -> None:
        """Bring the row under the cursor into view."""
        if self.highlighted is not None and self._width:
            self.scroll_to_region(self.place(self.highlighted), animate=False, force=True, immediate=True)

    def action_select(self) -> None:
        if self.value is not None:
            self.post_message(self.Chosen(self.value))

    def action_step(self, direction: int) -> None:
        """Move the cursor to the next row, or to the one before for -1."""
        outside = -1 if direction > 0 else len(self.rows)
        self.point((outside if self.highlighted is None else self.highlighted) + direction, direction)

    def action_page(self, pages: int) -> None:
        """Move the cursor as many lines as are in view."""
        if self.rows:
            height = max(1, self.scrollable_content_region.height)
            line = self.place(self.highlighted or 0).y + pages * height
            row = self._row_at(max(0, min(line, self._starts[-1] - 1)))
            if not self.point(row, pages):
                self.point(row, -pages)

    def action_end(self, direction: int) -> None:
        """Move the cursor to the last row, or to the first for -1."""
        self.point(len(self.rows) - 1 if direction > 0 else 0, -direction)

    def action_ask(self, action: str) -> None:
        self.post_message(self.Asked(action, self.value))

    def on_click(self, event: events.Click) -> None:
        at = event.get_content_offset(self)
        line = -1 if at is None else self.scroll_offset.y + at.y
        if 0 <= line < self._starts[-1]:
            row = self._row_at(line)
            if self.rows[row].value is not None:
                self.highlighted = row
                self.action_select()

    def on_resize(self) -> None:
        if self._laid_out != self._width:
            self._lay_out()
            self.scroll_to_cursor()

    def on_focus(self) -> None:
        in_words.at_row(self)

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._drawn.clear()
        self._looks.clear()

    def render_line(self, y: int) -> Strip:
        line = self.scroll_offset.y + y
        if line >= self._starts[-1]:
            return Strip.blank(self._width, self.rich_style)
        row = self._row_at(line)
        return self._strips(row)[line - self._starts[row]]

    @property
    def _width(self) -> int:
        return self.scrollable_content_region.width

    def _row_at(self, line: int) -> int:
        return bisect_right(self._starts, line) - 1

    def _lay_out(self) -> None:
        self._laid_out = width = self._width
        self._drawn.clear()
        if self.ONE_LINE:
            self._starts = range(len(self.rows) + 1)
        else:
            self._labels = [hanging(row.label, row.indent, width) for row in self.rows]
            self._starts = [0, *accumulate(label.plain.count("\n") + 1 for label in self._labels)]
        take_extent(self, Size(width, self._starts[-1]))
        self.refresh()

    def _strips(self, row: int) -> list[Strip]:
        heading = self.rows[row].value is None
        look = "rows--heading" if heading else "rows--cursor" if row == self.highlighted else ""
        found = self._drawn.get((row, look))
        if found is None:
            style = self._looks.get(look)
            if style is None:
                style = self._looks[look] = self.get_visual_style(*filter(None, [look]))
            label = self.label_of(row)
            found = Visual.to_strips(self, label, self._width, None, style, pad=True)
            self._drawn[row, look] = found
        return found


class PanelRows(RowList):
    """Rows beside the text, with the keys for what can be done to what they stand for."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("list", _METHODS.__getitem__)


def heading(words: str) -> Row:
    return Row(Content.styled(words, "bold"))


def hanging(label: Content, indent: int, width: int) -> Content:
    """A label broken into lines of ``width`` cells, the second and later ones indented; 0 breaks nothing."""
    if label.cell_length <= width or width <= indent:
        return label
    label = _single_spaced(label, indent)
    plain = label.plain
    # The first line begins at the margin: what it has more than the others is put before it while breaking.
    rows = wrap(plain, indent, len(plain), width - indent)
    lines = [label[0 if not number else start : end] for number, (start, end) in enumerate(rows)]
    return Content("\n" + " " * indent).join(lines)


def _single_spaced(label: Content, indent: int) -> Content:
    """A label with one blank between words, as which those who break lines count however many there are."""
    parts, at = [], 0
    for run in _BLANKS.finditer(label.plain, indent):
        parts.append(label[at : run.start() + 1])
        at = run.end()
    return Content("").join([*parts, label[at:]])
