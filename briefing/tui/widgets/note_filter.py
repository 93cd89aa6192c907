"""Where words are typed that narrow a list of notes."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from briefing import printable
from briefing.errors import NotesError
from briefing.notes import filters

if TYPE_CHECKING:
    from textual.app import ComposeResult


class NoteFilter(Vertical):
    """Narrows at every key; Enter goes to the list, Esc ends the narrowing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave(True)", "All notes"),
        Binding("down", "leave(False)", "To the list"),
    ]
    DEFAULT_CSS = """
    NoteFilter { height: auto; }
    NoteFilter Input, NoteFilter Input:focus { border: none; height: 1; padding: 0; background: $boost; }
    NoteFilter #filter-problem { height: auto; color: $text-error; }
    """

    class Narrowed(Message):
        """Other notes are to be shown."""

    class Left(Message):
        """The reader goes on in the list."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.kept = filters.Filter()

    def compose(self) -> ComposeResult:
        yield Input(placeholder="words  tag:  entity:  side:  section:  is:", compact=True)
        yield Static(id="filter-problem", markup=False)

    def on_mount(self) -> None:
        self._tell("")

    @property
    def words(self) -> str:
        return self.query_one(Input).value

    def read(self) -> None:
        """Put the cursor into the words."""
        self.query_one(Input).focus()

    @on(Input.Changed)
    def narrow(self, event: Input.Changed) -> None:
        event.stop()
        try:
            self.kept = filters.parse(event.value)
        except NotesError as error:
            self._tell(str(error))  # the notes shown stay those of the words before
        else:
            self._tell("")
            self.post_message(self.Narrowed())

    @on(Input.Submitted)
    def submit(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_leave(False)

    def action_leave(self, end: bool) -> None:
        """Go on in the list; with ``end``, all notes are shown again."""
        if end:
            self.query_one(Input).value = ""
        self.post_message(self.Left())

    def _tell(self, problem: str) -> None:
        told = self.query_one("#filter-problem", Static)
        told.update(Content(printable.line(problem)))
        told.display = bool(problem)
