"""What is shown while a text is read that was not opened before."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from briefing.tui.bindings import also, keys_in_force

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType


class WaitingScreen(Screen[None]):
    """Says what is being read and shows how it begins; nobody has to wait for it."""

    DEFAULT_CSS = """
    WaitingScreen { overflow: hidden; padding: 1 2; }
    WaitingScreen #told { color: $text-muted; height: 1; margin-bottom: 1; }
    WaitingScreen #told { text-wrap: nowrap; text-overflow: ellipsis; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [also("close", "app.quit"), also("back", "app.quit")]

    def __init__(self, told: str, words: str, width: int) -> None:
        """``words`` in rows of at most so many cells."""
        super().__init__()
        self._told = told
        self._words = words
        self._cells = width

    def compose(self) -> ComposeResult:
        self._line = Static(Content(self._told), id="told", markup=False)
        yield self._line
        words = Static(Content(self._words), markup=False)
        words.styles.max_width = self._cells
        yield words

    def on_mount(self) -> None:
        if self._told:
            self._begun = monotonic()
            self.set_interval(1.0, self._tell_how_long)

    def _tell_how_long(self) -> None:
        """A text of some megabytes takes its time: it is seen to go on, and how to leave."""
        seconds = int(monotonic() - self._begun)
        key = keys_in_force(self).key("close")
        self._line.update(Content(f"{seconds:,} s, {key} leaves. {self._told}"))
