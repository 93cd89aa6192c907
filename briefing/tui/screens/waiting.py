"""What is shown while a text is read that was not opened before."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from briefing.tui.bindings import also

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType


class WaitingScreen(Screen[None]):
    """Says what is being read; nobody has to wait for it."""

    BINDINGS: ClassVar[list[BindingType]] = [also("close", "app.quit"), also("back", "app.quit")]

    def __init__(self, told: str) -> None:
        super().__init__()
        self._told = told

    def compose(self) -> ComposeResult:
        yield Static(Content(self._told), markup=False)
