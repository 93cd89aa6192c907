"""What only the app can do, asked for by messages: writing notes and drafts, copying, opening."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from briefing.corrections import Correction
    from briefing.model import Note
    from briefing.notes import Draft
    from briefing.notes.filters import Filter


class Wish(Message):
    """Something to be read or written."""


class NoteChanged(Wish):
    """A note to be written into its file, or taken out of it.

    ``old`` is the note as it was, None for a new one; ``new`` is None for one that goes. ``draft_key`` names
    the draft that is then needed no longer, if there is one.
    """

    def __init__(self, old: Note | None, new: Note | None, draft_key: str = "", told: str = "") -> None:
        """``told`` is what is said when it is done, where that is not plain from the notes."""
        super().__init__()
        self.old = old
        self.new = new
        self.draft_key = draft_key
        self.told = told


class Corrected(Wish):
    """Something in the briefing to be put right."""

    def __init__(self, correction: Correction) -> None:
        super().__init__()
        self.correction = correction


class Undone(Wish):
    """The last note or correction, to be taken back."""


class DraftTyped(Wish):
    """Words to be kept until they are saved; ``draft`` is None when there is nothing to keep any more."""

    def __init__(self, key: str, draft: Draft | None) -> None:
        super().__init__()
        self.key = key
        self.draft = draft


class TagsWanted(Wish):
    """The tags of all notes, to be offered while tags are typed."""


class EditorWanted(Wish):
    """The notes file, to be opened in the reader's own editor at a note; at its top for no id."""

    def __init__(self, note_id: str = "") -> None:
        super().__init__()
        self.note_id = note_id


class OtherWanted(Wish):
    """Another readout of the same meeting."""


class CopyWanted(Wish):
    """A text for the clipboard; ``what`` names it for the reader."""

    def __init__(self, text: str, what: str) -> None:
        super().__init__()
        self.text = text
        self.what = what


class AddressChosen(Wish):
    """An address to be opened in the browser, which the reader has seen."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address


class ExportWanted(Wish):
    """The notes that are shown, as a document of a format, into a file; to the clipboard for no path."""

    def __init__(self, format: str, path: str, kept: Filter) -> None:
        super().__init__()
        self.format = format
        self.path = path
        self.kept = kept


class BriefingChosen(Message):
    """A briefing to be opened, by its path, and there a note to go to."""

    def __init__(self, path: str, note_id: str = "") -> None:
        super().__init__()
        self.path = path
        self.note_id = note_id
