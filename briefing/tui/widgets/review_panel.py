"""Notes whose text was changed, one after another, for the reader to decide on."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from briefing import printable
from briefing.notes import review
from briefing.tui.bindings import bindings
from briefing.tui.widgets.note_rows import TOLD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from briefing.model import Briefing, Note
    from briefing.notes import Notebook

_STYLES = {"gone": "strike $text-error", "new": "bold underline $text-success"}


class ReviewPanel(Vertical, can_focus=True):
    """Shows what a note was made on and what its passage reads now. What is decided it only tells."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "review",
        {
            "next_to_check": "step(1)",
            "previous_to_check": "step(-1)",
            "review_down": "scroll_text(8)",
            "review_up": "scroll_text(-8)",
            "accept": "decide('accept')",
            "accept_with_words": "decide('accept_with_words')",
            "keep_orphan": "decide('keep_orphan')",
            "retarget": "decide('retarget')",
            "delete_checked": "decide('delete')",
            "undo_review": "decide('undo')",
            "close_review": "decide('close')",
        }.__getitem__,
    )
    DEFAULT_CSS = """
    ReviewPanel { background: $surface; padding: 0 1; border-left: solid $primary; width: 44; height: 100%; }
    ReviewPanel:focus { border-left: thick $primary; }
    ReviewPanel VerticalScroll { height: 1fr; background: $surface; }
    ReviewPanel #review-count { height: auto; color: $text-muted; }
    """

    class Decided(Message):
        """What a key decided on a note, by the action's id; ``show`` when it is a note's turn."""

        def __init__(self, action: str, note: Note) -> None:
            super().__init__()
            self.action = action
            self.note = note

    def __init__(self, briefing: Briefing, notebook: Notebook) -> None:
        """``notebook`` holds at least one note to check."""
        super().__init__(id="review")
        self._briefing = briefing
        self._notebook = notebook
        self._at = 0

    @property
    def note(self) -> Note:
        return self._notebook.to_check[self._at]

    def compose(self) -> ComposeResult:
        yield Static(id="review-count", markup=False)
        with VerticalScroll(can_focus=False):
            yield Static(id="review-note", markup=False)

    def on_mount(self) -> None:
        self.focus()
        self._show()

    def show(self, briefing: Briefing, notebook: Notebook) -> None:
        """Take the notes as they are now; those still to check are gone on with at the same place."""
        self._briefing, self._notebook = briefing, notebook
        self._at = min(self._at, len(notebook.to_check) - 1)
        self._show()

    def action_step(self, notes: int) -> None:
        self._at = (self._at + notes) % len(self._notebook.to_check)
        self._show()

    def action_scroll_text(self, rows: int) -> None:
        self.query_one(VerticalScroll).scroll_relative(y=rows, animate=False)

    def action_decide(self, action: str) -> None:
        self.post_message(self.Decided(action, self.note))

    def _show(self) -> None:
        note, book = self.note, self._notebook
        count = f"{self._at + 1} of {len(book.to_check)}. {book.summary}."
        self.query_one("#review-count", Static).update(Content(count))
        self.query_one("#review-note", Static).update(_told(note, book, self._briefing))
        self.query_one(VerticalScroll).scroll_home(animate=False)
        self.post_message(self.Decided("show", note))


def _told(note: Note, notebook: Notebook, briefing: Briefing) -> Content:
    placement = notebook.placements[note.id]
    was = note.quote or note.anchor.heading
    now = briefing.text[placement.start : placement.end] if placement.status != "orphan" else ""
    # Either wording stands whole, so that no line is a mixture that nobody published.
    changes: list[review.Difference] = list(review.differences(was, now)) if now else [("same", was)]
    parts = [Content.styled(f"\n{TOLD[placement.status]}", "bold")]
    if note.text or note.tags:
        words = "\n".join(filter(None, (note.text, " ".join(f"#{tag}" for tag in note.tags))))
        parts += [Content.styled("\n\nYour note\n", "$text-muted"), Content(printable.lines(words))]
    parts += [Content.styled("\n\nWritten on\n", "$text-muted"), *_wording(changes, "gone")]
    if now:
        parts += [Content.styled("\n\nReads now\n", "$text-muted"), *_wording(changes, "new")]
    return Content("").join(parts)


def _wording(changes: list[review.Difference], own: Literal["gone", "new"]) -> Iterator[Content]:
    """One of two wordings, the words that the other has not marked."""
    for kind, words in changes:
        shown = printable.line(" ".join(words.split("\n")))
        if kind == own:
            yield Content.styled(shown, _STYLES[own])
        elif kind == "same":
            yield Content(shown)
