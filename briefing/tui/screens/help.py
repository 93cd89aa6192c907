"""The keys for where the reader is, made from the table of actions."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from briefing import actions
from briefing.tui.bindings import also, from_a_dialog, keys_in_force
from briefing.tui.widgets.rows import hanging

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from briefing.keymap import Keymap

_KEYS_WIDTH = 18


class HelpScreen(ModalScreen[bool]):
    """Answers True when the reader asks for the manual."""

    CSS_PATH = "help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *from_a_dialog(),
        Binding("escape", "dismiss(False)", "Close"),
        Binding("enter", "dismiss(True)", "Manual"),
        also("help", "dismiss(False)"),
        also("close", "dismiss(False)"),
        also("line_down", "scroll(1)"),
        also("line_up", "scroll(-1)"),
        also("page_down", "scroll(10)"),
        also("page_up", "scroll(-10)"),
    ]

    def __init__(self, scopes: tuple[actions.Scope, ...]) -> None:
        super().__init__()
        self._scopes = scopes

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="help", can_focus=False):
            yield Static(id="help-keys", markup=False)
        yield Static(Content("Enter opens the manual, Esc goes back"), id="help-foot", markup=False)

    def on_resize(self) -> None:
        # What is put in while the screen is being laid out would not be given its height.
        self.call_after_refresh(self._show)

    def action_scroll(self, rows: int) -> None:
        self.query_one("#help", VerticalScroll).scroll_relative(y=rows, animate=False)

    def _show(self) -> None:
        width = self.query_one("#help", VerticalScroll).scrollable_content_region.width
        self.query_one("#help-keys", Static).update(_table(self._scopes, keys_in_force(self), width))


def _table(scopes: tuple[actions.Scope, ...], keymap: Keymap, width: int) -> Content:
    lines: list[Content] = []
    for scope in scopes:
        lines.append(Content.styled(actions.SCOPES[scope], "bold $text-accent"))
        for action in actions.in_scope(scope):
            keys = " ".join(keymap.names(action))
            told = f"{action.title}. {keymap.help(action)}".rstrip()
            row = Content.assemble((f"  {keys:<{_KEYS_WIDTH}} ", "bold"), told)
            lines.append(hanging(row, _KEYS_WIDTH + 3, width))
        lines.append(Content(""))
    return Content("\n").join(lines)
