"""A list of rows that a person walks through and chooses from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.message import Message
from textual.style import Style as VisualStyle
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from briefing.tui.bindings import bindings
from briefing.tui.widgets import in_words
from briefing.tui.widgets.wrapping import wrap

if TYPE_CHECKING:
    from textual.binding import BindingType


@dataclass(frozen=True, slots=True)
class Row:
    """What a row shows, and what it stands for; a row that stands for nothing is a heading."""

    label: Content
    value: object = None
    indent: int = 0
    """Cells by which the second and later lines of a long label stand further in."""


_METHODS = {
    "choose": "select",
    "list_down": "cursor_down",
    "list_up": "cursor_up",
    "delete_listed": "ask('delete')",
    "undo_listed": "ask('undo')",
    "set_speaker_listed": "ask('set_speaker')",
    "annotate_listed": "ask('annotate')",
    "tag_listed": "ask('tag')",
    "edit_listed": "ask('edit_outside')",
    "filter_listed": "ask('filter')",
    **{name: f"ask('{name}')" for name in ("rename", "retype", "merge", "part", "hide")},
}


class RowList(OptionList):
    """Rows of values. Content only, never markup: rows hold what other people wrote."""

    DEFAULT_CSS = """
    RowList { border: none; padding: 0; background: $background; scrollbar-size-vertical: 1; height: 1fr;
        scrollbar-gutter: stable; }
    RowList:focus { border: none; background-tint: $background 0%; }
    RowList > .option-list--option-disabled { color: $text-muted; text-style: bold; }
    RowList > .option-list--option-highlighted { background: $panel; color: $foreground; text-style: bold; }
    RowList:focus > .option-list--option-highlighted {
        background: $cursor-ground; color: $foreground; text-style: bold;
    }
    RowList:ansi > .option-list--option-highlighted { background: ansi_default; color: ansi_default; }
    RowList:ansi:focus > .option-list--option-highlighted { text-style: bold reverse; }
    """

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
        super().__init__(id=id, markup=False)
        self._rows: list[Row] = []
        self._values: list[object] = []
        self._laid_out = 0

    def show(self, rows: list[Row], cursor: int | None = None) -> None:
        """Replace all rows; the cursor goes to row ``cursor`` or stays at its height."""
        before = self.highlighted if cursor is None else cursor
        if in_words.is_plain(self):
            rows = [Row(in_words.row(row.label, row.value), row.value) for row in rows]
        self._rows = rows
        self._values = [row.value for row in rows]
        self._lay_out()
        if before is not None and rows:
            self.point(min(before, len(rows) - 1))

    def point(self, row: int) -> None:
        """Put the cursor on a row, or on the next one below that is no heading."""
        for at in range(row, len(self._values)):
            if self._values[at] is not None:
                self.highlighted = at
                return

    def point_at(self, value: object) -> None:
        """Put the cursor on the first row of a value."""
        if value in self._values:
            self.highlighted = self._values.index(value)

    @property
    def value(self) -> object:
        """What the row under the cursor stands for."""
        return None if self.highlighted is None else self._values[self.highlighted]

    def get_visual_style(self, *component_classes: str, partial: bool = False) -> VisualStyle:
        # Textual leaves this one attribute out, which is all that a cursor without colour can have.
        style = super().get_visual_style(*component_classes, partial=partial)
        reverse = any(self.get_component_styles(name).text_style.reverse for name in component_classes)
        return style + VisualStyle(reverse=True) if reverse else style

    def action_ask(self, action: str) -> None:
        self.post_message(self.Asked(action, self.value))

    def on_resize(self) -> None:
        if self._laid_out != self._width:
            before = self.highlighted
            self._lay_out()
            self.highlighted = before

    def on_focus(self) -> None:
        in_words.at_row(self)

    @property
    def _width(self) -> int:
        return self.scrollable_content_region.width

    def _lay_out(self) -> None:
        self._laid_out = self._width
        self.clear_options()
        width = self._width
        # All at once: an option by itself makes the list measure all of its lines anew.
        self.add_options(
            Option(hanging(row.label, row.indent, width), disabled=row.value is None) for row in self._rows
        )

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        value = self._values[event.option_index]
        if value is not None:
            self.post_message(self.Chosen(value))

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        in_words.at_row(self)
        value = self._values[event.option_index] if event.option_index < len(self._values) else None
        if value is not None and self.has_focus:
            self.post_message(self.Pointed(value))


class PanelRows(RowList):
    """Rows beside the text, with the keys for what can be done to what they stand for."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("list", _METHODS.__getitem__)


def hanging(label: Content, indent: int, width: int) -> Content:
    """A label broken into lines of ``width`` cells, the second and later ones indented; 0 breaks nothing."""
    plain = label.plain
    if label.cell_length <= width or width <= indent:
        return label
    # The first line begins at the margin: what it has more than the others is put before it while breaking.
    rows = wrap(plain, indent, len(plain), width - indent)
    lines = [label[0 if not number else start : end] for number, (start, end) in enumerate(rows)]
    return Content("\n" + " " * indent).join(lines)
