"""One question at the foot of the screen, answered by typing or choosing."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from briefing import printable
from briefing.tui.bindings import from_a_dialog
from briefing.tui.widgets.rows import Row, RowList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

_SHOWN = 200


class Ask(ModalScreen[str | None]):
    """Answers what was typed or the value of the row chosen, or None when the reader thinks better of it.

    ``choices`` are values with their labels; typing leaves those whose label holds what is typed. With
    ``free``, words that are no choice are an answer too.
    """

    CSS_PATH = "ask.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *from_a_dialog(),
        Binding("escape", "dismiss(None)", "Back"),
        Binding("down", "point(1)", "Next"),
        Binding("up", "point(-1)", "Previous"),
    ]

    def __init__(
        self, question: str, value: str = "", choices: Sequence[tuple[str, str]] = (), *, free: bool = True
    ) -> None:
        super().__init__()
        self.question = question
        self._value = value
        self._choices = choices
        self._free = free

    def compose(self) -> ComposeResult:
        with Vertical(id="ask"):
            yield Static(Content.styled(printable.line(self.question), "bold"), markup=False)
            yield Input(self._value, id="answer", compact=True)
            if self._choices:
                yield RowList(id="choices")
            yield Static(Content("Enter takes it, Esc goes back"), id="ask-foot", markup=False)

    def on_mount(self) -> None:
        self.query_one("#answer", Input).focus()
        self._fill("")

    def on_input_changed(self, event: Input.Changed) -> None:
        self._fill(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        chosen = self.query_one("#choices", RowList).value if self._choices else None
        if chosen is not None:
            self.dismiss(str(chosen))
        elif self._free and event.value.strip():
            self.dismiss(event.value)

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        event.stop()
        self.dismiss(str(event.value))

    def action_point(self, rows: int) -> None:
        if self._choices:
            self.query_one("#choices", RowList).action_step(rows)

    def _fill(self, typed: str) -> None:
        if not self._choices:
            return
        wanted = typed.casefold().split()
        found = [
            Row(Content(printable.line(label)), value)
            for value, label in self._choices
            if all(word in label.casefold() for word in wanted)
        ]
        self.query_one("#choices", RowList).show(found[:_SHOWN], 0)
