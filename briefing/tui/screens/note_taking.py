"""What the keys for notes do in the reader: writing, marking, tagging, deleting, and doing it again."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from briefing.model import Span
from briefing.tui.screens.note_tagging import NoteTagging
from briefing.tui.widgets import noted
from briefing.tui.widgets.listed import Listed
from briefing.tui.wishes import EditorWanted, NoteChanged, TagsWanted

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefing.model import Note
    from briefing.notes import Draft
    from briefing.tui.screens.reader import ReaderScreen
    from briefing.tui.widgets.note_editor import NoteEditor


class NoteTaking:
    """Acts on the notes of one reader, who sees and confirms everything; what is to be kept it wishes for."""

    def __init__(self, reader: ReaderScreen) -> None:
        self._reader = reader
        self._repeat: Callable[[Span, bool], object] | None = None
        """The last thing done, to be done again on another passage."""
        self._marking: Span | None = None
        """A passage whose mark is not on the disk yet: keys come faster than that answers."""
        self.tagging = NoteTagging(reader)

    @property
    def editor(self) -> NoteEditor | None:
        found = self._reader.query("#editor")
        return found.first() if found else None  # type: ignore[return-value]

    def on_passage(self, action: str, span: Span, *, exact: bool) -> None:
        """Do what a key says with a passage; ``exact`` for one that the reader selected."""
        match action:
            case "annotate":
                self._do(self._annotate, span, exact)
            case "annotate_section" if self._reader.panes.text.position.section >= 0:
                self._annotate_section(self._reader.panes.text.position.section)
            case "annotate_briefing":
                self.open_editor(noted.note_on_briefing(self._reader.briefing, self._reader.notebook))
            case "highlight":
                self._highlight(span, exact)
            case "tag":
                self.tagging.ask(self._note_or_new(span, exact), self._repeat_tags)
            case "repeat" if self._repeat is not None:
                self._repeat(span, exact)
            case "repeat":
                self._say("There is nothing to repeat yet: write, mark or tag a passage first.")
            case "delete_note":
                self._delete(self._note_at(span, exact))
            case "next_note" | "previous_note":
                self._step(forward=action == "next_note")
            case "edit_outside":
                note = self._note_at(span, exact)
                self._reader.post_message(EditorWanted(note.id if note else ""))

    def annotate_with(self, span: Span, text: str) -> None:
        """Write a note on a passage that begins with some words."""
        self.open_editor(replace(self._note_or_new(span, exact=True), text=text))

    def on_row(self, action: str, row: object) -> bool:
        """Do what a key says with what a row stands for; False for what is no matter of notes."""
        note = self._note_of(row)
        match action, row:
            case "annotate", Listed("notes" | "drafts", _) if note is None:
                self.go_on_with_draft(row.key)
            case "annotate", _:
                self._annotate_row(row, note)
            case "tag", _ if note is not None:
                self.tagging.ask(note, self._repeat_tags)
            case "delete", Listed("notes", _):
                self._delete(note)
            case "edit_outside", _:
                self._reader.post_message(EditorWanted(note.id if note else ""))
            case "tag", _:
                self._say("Tags belong to notes: choose one of those.")
            case _:
                return False
        return True

    def go_on_with_draft(self, key: str) -> None:
        draft = self._reader.drafts.get(key)
        if draft is not None:
            self.open_editor(noted.note_of(draft, self._reader.notebook), key)

    def open_editor(self, note: Note, key: str = "", tags: tuple[str, ...] = ()) -> None:
        """Edit a note, or go on with the draft of a key; a new note begins with some tags."""
        from briefing.tui.widgets.note_editor import NoteEditor  # the first frame can do without

        if self.editor is not None:
            self.editor.read()
            return
        self._reader.post_message(TagsWanted())
        self._reader.panes.add_class("-writing")
        draft = self._reader.drafts.get(key)
        self._reader.panes.mount(NoteEditor(note, key, draft, tags, lambda: self.tagging.known))

    def close_editor(self) -> None:
        if self.editor is not None:
            self.editor.remove()
        self._reader.panes.remove_class("-writing")
        self._reader.panes.text.select(None)
        self._reader.panes.read()

    def saved(self, draft_key: str) -> None:
        """The app's answer to NoteChanged: it is on the disk, and an editor of it is needed no longer."""
        editor, self._marking = self.editor, None
        if editor is None:
            self._reader.panes.text.select(None)
        elif editor.key == draft_key:
            self._repeat = partial(self._annotate, tags=editor.tags)
            book = self._reader.notebook
            if editor.saved(book.note(book.touched) if book else None):
                self.close_editor()

    def refused(self, draft_key: str, reason: str) -> None:
        """What is typed stays in the editor until the disk takes it."""
        self._marking = None
        if self.editor is not None and self.editor.key == draft_key:
            self.editor.refuse(reason)

    @property
    def open_draft(self) -> tuple[str, Draft] | None:
        """What stands in the editor and on no disk yet: for the moment when the program must end."""
        return self.editor.draft if self.editor is not None else None

    def _do(self, act: Callable[[Span, bool], object], span: Span, exact: bool) -> None:
        self._repeat = act
        act(span, exact)

    def _annotate(self, span: Span, exact: bool, tags: tuple[str, ...] = ()) -> None:
        key = noted.draft_at(self._reader.drafts, span, exact=exact)
        if key:
            self.go_on_with_draft(key)
            return
        self.open_editor(self._note_or_new(span, exact), tags=tags)

    def _annotate_section(self, section: int) -> None:
        self.open_editor(noted.note_on_section(self._reader.briefing, self._reader.notebook, section))

    def _annotate_row(self, row: object, note: Note | None) -> None:
        briefing, book = self._reader.briefing, self._reader.notebook
        match row:
            case int(section):
                self._annotate_section(section)
            case Listed("entities", entity):
                self.open_editor(noted.note_on_entity(briefing, book, entity))
            case Listed("statements", start):
                spoken = next(one for one in briefing.statements if one.start == int(start))
                self._annotate(Span(spoken.start, spoken.end), True)
            case _ if note is not None:
                self.open_editor(note)

    def _highlight(self, span: Span, exact: bool) -> None:
        here = self._note_at(span, exact)
        if here is not None and here.is_highlight:
            self._reader.post_message(NoteChanged(here, None))
        else:
            self._do(self._mark, span, exact)

    def _mark(self, span: Span, exact: bool) -> None:
        note = self._note_at(span, exact)
        if (note is not None and note.is_highlight) or span == self._marking:
            self._say("This passage is marked already.")
            return
        self._marking = span
        self._reader.post_message(
            NoteChanged(None, noted.stamped(noted.new_note(self._reader.briefing, span)))
        )

    def _repeat_tags(self, tags: tuple[str, ...]) -> None:
        """Let the tags just given be given again; what was taken away is not."""
        if tags:
            self._repeat = lambda span, exact: self.tagging.add(self._note_or_new(span, exact), tags)

    def _step(self, *, forward: bool) -> None:
        text = self._reader.panes.text
        here, starts = text.position.current, [mark.start for mark in text.painter.notes.all]
        if forward:
            target = next((start for start in starts if start >= here.end), None)
        else:
            target = next((start for start in reversed(starts) if start < here.start), None)
        if target is None:
            self._say("There is no further note that way.")
        else:
            text.go_to(target)

    def _delete(self, note: Note | None) -> None:
        if note is None:
            self._say("There is no note on this sentence.")
        else:
            self._reader.post_message(NoteChanged(note, None))

    def _note_at(self, span: Span, exact: bool) -> Note | None:
        book = self._reader.notebook
        return noted.note_at(self._reader.briefing, book, span, exact=exact) if book else None

    def _note_or_new(self, span: Span, exact: bool) -> Note:
        return self._note_at(span, exact) or noted.new_note(self._reader.briefing, span)

    def _note_of(self, row: object) -> Note | None:
        book = self._reader.notebook
        return book.note(row.key) if book and isinstance(row, Listed) and row.view == "notes" else None

    def _say(self, words: str) -> None:
        self._reader.notify(words, markup=False)
