"""Where a note is typed, beside the words it is about."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static, TextArea

from briefing import printable
from briefing.tui.bindings import bindings
from briefing.tui.widgets import noted
from briefing.tui.widgets.tag_input import TagInput
from briefing.tui.wishes import DraftTyped, NoteChanged

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

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

    BINDINGS: ClassVar[list[BindingType]] = bindings("editor")
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

    def __init__(
        self,
        note: Note,
        key: str = "",
        draft: Draft | None = None,
        tags: tuple[str, ...] = (),
        known_tags: Callable[[], Iterable[str]] = tuple,
    ) -> None:
        """``key`` is that of the draft that is gone on with; ``tags`` are those a new note begins with.

        ``known_tags`` gives the tags that are offered while some are typed.
        """
        super().__init__(id="editor")
        self.note = note
        self.key = key or noted.draft_key(note)
        """Of the draft of what is typed here, and of no other."""
        begun = note.tags or (() if note.id else tags)
        self._text, self._tags = (draft.text, draft.tags) if draft else (note.text, begun)
        self._known_tags = known_tags
        self._sent: Note | None = None
        """What is being saved; meanwhile keys wait, to go where the reader will be then."""
        self._waiting: list[events.Key] = []
        self._new_id = noted.new_id()
        self._keys = 0
        self._pause: Timer | None = None

    def compose(self) -> ComposeResult:
        about = printable.line(" ".join(self.note.quote.split()) or self.note.anchor.heading)
        yield Static(Content.styled(about, "italic"), id="about", markup=False)
        area = TextArea(self._text, soft_wrap=True, tab_behavior="focus")
        area.cursor_location = area.document.end
        yield area
        yield TagInput(self._tags, self._known_tags)

    def on_mount(self) -> None:
        self.query_one(TextArea).focus()

    @property
    def text(self) -> str:
        return self.query_one(TextArea).text

    @property
    def tags(self) -> tuple[str, ...]:
        return self.query_one(TagInput).tags

    @property
    def draft(self) -> tuple[str, Draft] | None:
        """What is typed and not saved, under the key of the note's draft."""
        if (self.text, self.tags) == (self.note.text, self.note.tags):
            return None
        if not self.note.id and not self.text.strip() and not self.tags:
            return None
        return self.key, noted.draft_of(self.note, self.text, self.tags)

    def read(self) -> None:
        """Put the cursor back into the text of the note."""
        self.query_one(TextArea).focus()

    def refuse(self, reason: str) -> None:
        """Say why the note was not saved; what is typed stays."""
        about = self.query_one("#about", Static)
        about.update(Content(f"Not saved. {printable.line(reason)}"))
        about.add_class("-refused")
        self._sent = None
        self.read()
        self._let_go()

    def action_tags(self) -> None:
        tags = self.query_one(TagInput)
        self.read() if tags.has_focus else tags.focus()

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
        self._sent = note
        self.can_focus = True
        self.focus()
        self.post_message(NoteChanged(old, note, self.key))

    def saved(self, written: Note | None) -> bool:
        """Take the note as it is on the disk now; whether nothing was typed since it was sent there."""
        sent, self._sent = self._sent or self.note, None
        # A note that another program changed too is not what was typed here, and merges the next time again.
        same = written is not None and written.text.split() == sent.text.split()
        self.note = written if written is not None and same else sent
        unchanged = (self.text, self.tags) == (sent.text, sent.tags)
        if not unchanged:
            self.read()
        self.call_next(self._let_go)
        return unchanged

    def action_close_editor(self) -> None:
        self._tell()
        self.post_message(self.Done())

    def on_key(self, event: events.Key) -> None:
        """Keep the keys pressed while the disk is waited for."""
        if self._sent is not None and self.has_focus:
            event.stop()
            event.prevent_default()
            self._waiting.append(events.Key(event.key, event.character))

    def _let_go(self) -> None:
        """Hand on the keys that waited, behind the change of focus."""
        self.can_focus = False
        waiting, self._waiting = self._waiting, []
        for key in waiting:
            self.app.post_message(key)

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
        self.post_message(DraftTyped(self.key, draft[1] if draft else None))
