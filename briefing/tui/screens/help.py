"""The keys for where the reader is, made from the table of actions."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from briefing import actions
from briefing.tui.widgets.rows import hanging

if TYPE_CHECKING:
    from textual.app import ComposeResult

_KEYS_WIDTH = 18


class HelpScreen(ModalScreen[bool]):
    """Answers True when the reader asks for the manual."""

    CSS_PATH = "help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,f1", "dismiss(False)", "Close"),
        Binding("enter", "dismiss(True)", "Manual"),
        Binding("j,down", "scroll(1)", "Down"),
        Binding("k,up", "scroll(-1)", "Up"),
        Binding("space,pagedown", "scroll(10)", "Page down"),
        Binding("b,pageup", "scroll(-10)", "Page up"),
    ]

    def __init__(self, scopes: tuple[actions.Scope, ...]) -> None:
        super().__init__()
        self._scopes = scopes

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="help", can_focus=False):
            yield Static(id="help-keys", markup=False)
        yield Static(Content("Enter opens the manual, Esc goes back"), id="help-foot", markup=False)

    def on_resize(self) -> None:
        # In the midst of a layout a new height is not heard of, and all but the first line would be hidden.
        self.call_after_refresh(self._lay_out)

    def _lay_out(self) -> None:
        width = self.query_one("#help", VerticalScroll).scrollable_content_region.width
        self.query_one("#help-keys", Static).update(_table(self._scopes, width))

    def action_scroll(self, rows: int) -> None:
        self.query_one("#help", VerticalScroll).scroll_relative(y=rows, animate=False)


def _table(scopes: tuple[actions.Scope, ...], width: int) -> Content:
    lines: list[Content] = []
    for scope in scopes:
        lines.append(Content.styled(actions.SCOPES[scope], "bold $text-accent"))
        for action in actions.in_scope(scope):
            keys = " ".join(actions.key_name(key) for key in action.keys)
            told = f"{action.title}. {action.help}" if action.help else f"{action.title}."
            row = Content.assemble((f"  {keys:<{_KEYS_WIDTH}} ", "bold"), told)
            lines.append(hanging(row, _KEYS_WIDTH + 3, width))
        lines.append(Content(""))
    return Content("\n").join(lines)
