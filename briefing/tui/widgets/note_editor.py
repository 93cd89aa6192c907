"""Where a note is typed, beside the words it is about."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static, TextArea

from briefing import printable
from briefing.tui.bindings import bindings
from briefing.tui.widgets import noted
from briefing.tui.wishes import DraftTyped, NoteChanged

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.timer import Timer

    from briefing.model import Note
    from briefing.notes import Draft

_PAUSE = 1.0
_KEYS = 20
"""A draft is kept after a second without a key, or after so many keys at the latest."""


class NoteEditor(Vertical):
    """Edits the text and tags of a note."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("editor", {"tags": "app.focus_next"}.get)
    DEFAULT_CSS = """
    NoteEditor { background: $surface; padding: 0 1; }
    NoteEditor #about { height: auto; max-height: 30%; color: $text-muted; }
    NoteEditor #about.-refused { color: $text-error; }
    NoteEditor TextArea, NoteEditor TextArea:focus {
        height: 1fr; border: none; padding: 0; margin: 1 0; background: $surface;
    }
    NoteEditor Input, NoteEditor Input:focus { border: none; height: 1; padding: 0; background: $boost; }
    """

    class Done(Message):
        """The editor may be closed: there is nothing to save, or a draft of it is kept."""

    def __init__(self, note: Note, key: str = "", draft: Draft | None = None) -> None:
        """``key`` is that of the draft that is gone on with."""
        super().__init__(id="editor")
        self.note = note
        self._key_of_draft = key or noted.draft_key(note)
        self._text, self._tags = (draft.text, draft.tags) if draft else (note.text, note.tags)
        self._new_id = noted.new_id()
        self._keys = 0
        self._pause: Timer | None = None

    def compose(self) -> ComposeResult:
        about = printable.line(" ".join(self.note.quote.split()) or self.note.anchor.heading)
        yield Static(Content.styled(about, "italic"), id="about", markup=False)
        area = TextArea(self._text, soft_wrap=True, tab_behavior="focus")
        area.cursor_location = area.document.end
        yield area
        yield Input(" ".join(self._tags), placeholder="tags, with spaces between", compact=True)

    def on_mount(self) -> None:
        self.query_one(TextArea).focus()

    @property
    def text(self) -> str:
        return self.query_one(TextArea).text

    @property
    def tags(self) -> tuple[str, ...]:
        words = self.query_one(Input).value.replace(",", " ").split()
        return tuple(dict.fromkeys(word.lstrip("#") for word in words if word.strip("#")))

    @property
    def draft(self) -> tuple[str, Draft] | None:
        """What is typed and not saved, under the key of the note's draft."""
        if (self.text, self.tags) == (self.note.text, self.note.tags):
            return None
        if not self.note.id and not self.text.strip() and not self.tags:
            return None
        return self._key_of_draft, noted.draft_of(self.note, self.text, self.tags)

    def read(self) -> None:
        """Put the cursor back into the text of the note."""
        self.query_one(TextArea).focus()

    def refuse(self, reason: str) -> None:
        """Say why the note was not saved; what is typed stays."""
        about = self.query_one("#about", Static)
        about.update(Content(f"Not saved. {printable.line(reason)}"))
        about.add_class("-refused")

    def action_save_note(self) -> None:
        if not self.note.id and not self.text.strip() and not self.tags:
            self.action_close_editor()
            return
        self._stop_clock()
        # The same id however often it is tried, so that no note is written twice.
        name = self.note.id or self._new_id
        created = self.note.created or noted.now()
        note = replace(self.note, id=name, text=self.text, tags=self.tags, created=created)
        old = self.note if self.note.id else None
        self.post_message(NoteChanged(old, note, self._key_of_draft))

    def action_close_editor(self) -> None:
        self._tell()
        self.post_message(self.Done())

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        event.stop()
        self._key()

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._key()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_save_note()

    def _key(self) -> None:
        self._keys += 1
        self._stop_clock()
        if self._keys >= _KEYS:
            self._tell()
        else:
            self._pause = self.set_timer(_PAUSE, self._tell)

    def _stop_clock(self) -> None:
        if self._pause is not None:
            self._pause.stop()

    def _tell(self) -> None:
        self._keys = 0
        self._stop_clock()
        draft = self.draft
        self.post_message(DraftTyped(self._key_of_draft, draft[1] if draft else None))
