"""The line at the foot of the screen where words to be searched for are typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from briefing import printable

if TYPE_CHECKING:
    from textual.app import ComposeResult


_PLACEHOLDER = "words; / for all briefings, ctrl+r for a regular expression"


class SearchPrompt(Horizontal):
    """Tells at every key what is typed; Enter takes it, Esc goes back, ctrl+r is for regular expressions."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Back"),
        Binding("ctrl+r", "toggle_pattern", "Regular expression"),
    ]
    DEFAULT_CSS = """
    SearchPrompt { dock: bottom; height: 1; background: $surface; }
    SearchPrompt #search-sign { width: auto; text-style: bold; color: $text-accent; }
    SearchPrompt Input, SearchPrompt Input:focus {
        border: none; height: 1; padding: 0; width: 1fr; background: $surface;
    }
    SearchPrompt #search-told { width: auto; color: $text-muted; }
    """

    class Changed(Message):
        """Other words."""

        def __init__(self, sign: str, words: str, pattern: bool) -> None:
            super().__init__()
            self.sign = sign
            self.words = words
            self.pattern = pattern

    class Taken(Changed):
        """The words are these."""

    class Left(Changed):
        """The reader thought better of it."""

    class Widened(Left):
        """The words are to be searched for in the whole library: the sign was typed once more."""

    def __init__(self, sign: str, words: str = "", *, pattern: bool = False) -> None:
        """``sign`` stands before the words and tells what they are for."""
        super().__init__(id="search")
        self._sign = sign
        self._words = words
        self._pattern = pattern

    def compose(self) -> ComposeResult:
        yield Static(id="search-sign", markup=False)
        yield Input(
            self._words,
            placeholder=_PLACEHOLDER,
            compact=True,
        )
        yield Static(id="search-told", markup=False)

    def on_mount(self) -> None:
        self._show_sign()
        self.query_one(Input).focus()

    def tell(self, told: str) -> None:
        """Say what was found, at the end of the line."""
        self.query_one("#search-told", Static).update(Content(printable.line(f" {told} ")))

    def action_leave(self) -> None:
        self.post_message(self.Left(self._sign, "", self._pattern))

    def action_toggle_pattern(self) -> None:
        self._pattern = not self._pattern
        self._show_sign()
        self._change(self.query_one(Input).value)

    @on(Input.Changed)
    def change(self, event: Input.Changed) -> None:
        event.stop()
        if event.value == self._sign == "/":
            self.post_message(self.Widened(self._sign, "", self._pattern))
        else:
            self._change(event.value)

    @on(Input.Submitted)
    def submit(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Taken(self._sign, event.value, self._pattern))

    def _change(self, words: str) -> None:
        self.post_message(self.Changed(self._sign, words, self._pattern))

    def _show_sign(self) -> None:
        kind = "regex " if self._pattern else ""
        self.query_one("#search-sign", Static).update(Content(f" {kind}{self._sign}"))
