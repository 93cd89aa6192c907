"""Where words are typed that narrow a list of notes."""

from __future__ import annotations

from textual import on
from textual.message import Message

from briefing.errors import NotesError
from briefing.notes import filters
from briefing.tui.widgets.filter_line import FilterLine


class NoteFilter(FilterLine):
    """Narrows at every key to the notes that are meant."""

    class Narrowed(Message):
        """Other notes are to be shown."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__("words  tag:  entity:  side:  section:  is:", id=id)
        self.kept = filters.Filter()

    @on(FilterLine.Changed)
    def narrow(self, event: FilterLine.Changed) -> None:
        event.stop()
        try:
            self.kept = filters.parse(event.words)
        except NotesError as error:
            self.tell(str(error))  # the notes shown stay those of the words before
        else:
            self.tell("")
            self.post_message(self.Narrowed())
