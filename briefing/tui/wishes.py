"""What only the app can do, asked for by messages: writing notes and drafts, copying, opening."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from briefing.corrections import Correction
    from briefing.model import Note
    from briefing.notes import Draft


class NoteChanged(Message):
    """A note to be written into its file, or taken out of it.

    ``old`` is the note as it was, None for a new one; ``new`` is None for one that goes. ``draft_key`` names
    the draft that is then needed no longer, if there is one.
    """

    def __init__(self, old: Note | None, new: Note | None, draft_key: str = "") -> None:
        super().__init__()
        self.old = old
        self.new = new
        self.draft_key = draft_key


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


class BriefingChosen(Message):
    """A briefing to be opened, by its path."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path = path
