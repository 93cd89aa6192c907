"""Checking, in the reader, the notes whose text was changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.model import Span
from briefing.tui.bindings import keys_in_force
from briefing.tui.widgets import noted
from briefing.tui.wishes import NoteChanged, Undone

if TYPE_CHECKING:
    from briefing.model import Note
    from briefing.tui.screens.reader import ReaderScreen
    from briefing.tui.widgets.review_panel import ReviewPanel


class NoteChecking:
    """Lays a panel beside the text for one note after another, and does what the reader decides."""

    def __init__(self, reader: ReaderScreen) -> None:
        self._reader = reader

    @property
    def panel(self) -> ReviewPanel | None:
        found = self._reader.query("#review")
        return found.first() if found else None  # type: ignore[return-value]

    def tell(self) -> None:
        """Say what became of the notes, where there are some to check."""
        book = self._reader.notebook
        if book is not None and book.to_check:
            self._say(f"{book.summary}. {self._key('review')} looks through them.")

    def begin(self, selected: Span | None) -> None:
        """Begin checking; while that goes on, take a selection for the passage of the note in question."""
        panel, book = self.panel, self._reader.notebook
        if panel is not None:
            if selected is not None and not panel.has_focus:
                self._retarget(panel.note, selected)
            panel.focus()
        elif book is not None and book.to_check:
            from briefing.tui.widgets.review_panel import ReviewPanel

            self._reader.panes.add_class("-writing")
            self._reader.panes.mount(ReviewPanel(self._reader.briefing, book))
        elif book is not None:
            self._say(f"{book.summary}. There is nothing to check.")

    def go_on(self) -> None:
        """Take the notes as they are now."""
        panel, book = self.panel, self._reader.notebook
        if panel is None or book is None:
            return
        if book.to_check:
            panel.show(self._reader.briefing, book)
            panel.focus()
        else:
            self._say(f"{book.summary}.")
            self._close()

    def decide(self, action: str, note: Note) -> None:
        """Do what a key of the panel says about a note."""
        from briefing.notes import review

        book = self._reader.notebook
        place = book.placements.get(note.id) if book else None
        match action:
            case "show":
                self._show(note)
            case "close":
                self._close()
            case "undo":
                self._reader.post_message(Undone())
            case "delete":
                self._reader.post_message(NoteChanged(note, None))
            case "keep_orphan":
                self._write(note, review.kept_as_orphan(note), "Kept without a place in the text.")
            case "retarget":
                key = self._key("review")
                self._say(f"Select the words, then {key} fastens the note to them; {key} alone goes back.")
                self._reader.panes.text.select(None)
                self._reader.panes.read()
            case "accept" | "accept_with_words" if place is not None and place.status != "orphan":
                decide = review.accepted if action == "accept" else review.with_present_words
                self._write(note, decide(note, place, self._reader.briefing), "The note is fastened here.")
            case _:
                other, keep = self._key("retarget"), self._key("keep_orphan")
                self._say(
                    f"There is no place to accept: {other} chooses other words, "
                    f"{keep} keeps the note without any."
                )

    def _retarget(self, note: Note, selected: Span) -> None:
        from briefing.notes import review

        briefing = self._reader.briefing
        there = noted.trimmed(briefing.text, selected)
        self._write(
            note, review.retargeted(note, briefing, there.start, there.end), "The note is fastened here."
        )

    def _show(self, note: Note) -> None:
        """Bring the place in question before the reader's eye, selected."""
        book, text = self._reader.notebook, self._reader.panes.text
        place = book.placements.get(note.id) if book else None
        if place is None or place.status == "orphan":
            text.select(None)
            return
        text.go_to(place.start)
        text.select(Span(place.start, place.end))

    def _close(self) -> None:
        if self.panel is not None:
            self.panel.remove()
        self._reader.panes.remove_class("-writing")
        self._reader.panes.text.select(None)
        self._reader.panes.read()

    def _write(self, old: Note, new: Note, told: str) -> None:
        self._reader.post_message(NoteChanged(old, new, told=told))

    def _key(self, action: str) -> str:
        return keys_in_force(self._reader).key(action)

    def _say(self, words: str) -> None:
        self._reader.notify(words, timeout=8, markup=False)
