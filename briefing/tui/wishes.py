"""What only the app can do, asked for by messages: writing notes and drafts, copying, opening."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from briefing.corrections import Correction
    from briefing.model import Note
    from briefing.notes import Draft


class NoteWritten(Message):
    """A note to be put into its file, in the place of its draft.

    ``old`` is the note as it was, or None for a new one; ``draft_key`` is empty where nothing was typed.
    """

    def __init__(self, old: Note | None, note: Note, draft_key: str) -> None:
        super().__init__()
        self.old = old
        self.note = note
        self.draft_key = draft_key


class NoteDeleted(Message):
    """A note to be taken out of its file."""

    def __init__(self, note: Note) -> None:
        super().__init__()
        self.note = note


class Corrected(Message):
    """Something in the briefing to be put right."""

    def __init__(self, correction: Correction) -> None:
        super().__init__()
        self.correction = correction


class Undone(Message):
    """The last note or correction, to be taken back."""


class DraftTyped(Message):
    """Words to be kept until they are saved; ``draft`` is None when there is nothing to keep any more."""

    def __init__(self, key: str, draft: Draft | None) -> None:
        super().__init__()
        self.key = key
        self.draft = draft


class Copied(Message):
    """A text for the clipboard; ``what`` names it in the answer to the user."""

    def __init__(self, text: str, what: str) -> None:
        super().__init__()
        self.text = text
        self.what = what


class BriefingChosen(Message):
    """A briefing to be opened, by its path."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path = path
