"""The line where words are typed that narrow a list."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from briefing import printable

if TYPE_CHECKING:
    from textual.app import ComposeResult


class FilterLine(Vertical):
    """Tells at every key what is typed; Enter goes to the list, Esc ends the narrowing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave(True)", "All"),
        Binding("down", "leave(False)", "To the list"),
    ]
    DEFAULT_CSS = """
    FilterLine { height: auto; }
    FilterLine Input, FilterLine Input:focus { border: none; height: 1; padding: 0; background: $boost; }
    FilterLine .problem { height: auto; color: $text-error; }
    """

    class Changed(Message):
        """Other words are typed."""

        def __init__(self, words: str) -> None:
            super().__init__()
            self.words = words

    class Left(Message):
        """The reader goes on in the list."""

    def __init__(self, placeholder: str, words: str = "", *, id: str | None = None) -> None:
        """``placeholder`` tells what can be typed; ``words`` stand there already."""
        super().__init__(id=id)
        self._placeholder = placeholder
        self._words = words

    def compose(self) -> ComposeResult:
        yield Input(self._words, placeholder=self._placeholder, compact=True)
        yield Static(classes="problem", markup=False)

    def on_mount(self) -> None:
        self.tell("")

    @property
    def words(self) -> str:
        return self.query_one(Input).value

    def read(self) -> None:
        """Put the cursor into the words."""
        self.query_one(Input).focus()

    def tell(self, problem: str) -> None:
        """Say what is wrong with the words; nothing for right ones."""
        told = self.query_one(".problem", Static)
        told.update(Content(printable.line(problem)))
        told.display = bool(problem)

    @on(Input.Changed)
    def change(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Changed(event.value))

    @on(Input.Submitted)
    def submit(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_leave(False)

    def action_leave(self, end: bool) -> None:
        """Go on in the list; with ``end``, nothing narrows it any more."""
        if end:
            self.query_one(Input).value = ""
        self.post_message(self.Left())
