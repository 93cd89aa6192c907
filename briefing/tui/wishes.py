"""What only the app can do, asked for by messages: writing notes and drafts, copying, opening."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from textual.message import Message

if TYPE_CHECKING:
    from textual.screen import Screen

    from briefing.comparison import Told
    from briefing.comparison.records import Letter
    from briefing.corrections import Correction
    from briefing.library.index.listing import Listing
    from briefing.model import Note, Span
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


class Settled(Wish):
    """Nothing more: a reader is complete, with its notes and its panels."""


class BriefingChosen(Wish):
    """A briefing to be opened, by its path, and there a note to go to."""

    def __init__(self, path: str, note_id: str = "") -> None:
        super().__init__()
        self.path = path
        self.note_id = note_id


class LibraryWish(Wish):
    """Something to be found in the library, or put into it."""


class ListWanted(LibraryWish):
    """The page of a list of briefings that begins with the row ``first``."""

    def __init__(self, listing: Listing, first: int = 0) -> None:
        super().__init__()
        self.listing = listing
        self.first = first


class SearchBegun(LibraryWish):
    """Words to be searched for in all briefings, which the reader is going to type or to change."""

    def __init__(self, words: str = "") -> None:
        super().__init__()
        self.words = words


class HitsWanted(LibraryWish):
    """Where some words stand in the library, the last one perhaps only begun."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.words = words


class AnswerWish(LibraryWish):
    """Something to be followed through the library, or to be done with what that tells."""


Followed = Literal["entity", "issue", "wording", "redline"]


class Follow(AnswerWish):
    """An entity, an issue or a wording to be followed through the library, by name, id or words."""

    def __init__(self, what: Followed, name: str) -> None:
        super().__init__()
        self.what = what
        self.name = name


class AnswerWanted(AnswerWish):
    """What a screen follows, told anew."""

    def __init__(self, screen: Screen[None]) -> None:
        super().__init__()
        self.screen = screen


class SentenceChosen(LibraryWish):
    """A briefing to be opened at a code point, by its id, or at a note there."""

    def __init__(self, briefing: str, offset: int, note_id: str = "") -> None:
        super().__init__()
        self.briefing = briefing
        self.offset = offset
        self.note_id = note_id


class EntityCorrected(AnswerWish):
    """What a dossier is on, to be put right in all briefings: the action by its id."""

    def __init__(self, action: str, entity: str) -> None:
        super().__init__()
        self.action = action
        self.entity = entity


class PageWanted(AnswerWish):
    """The answer that is shown, as a page of Markdown: to the clipboard, or into a file that is asked for."""

    def __init__(self, *, ask_for_path: bool = False) -> None:
        super().__init__()
        self.ask_for_path = ask_for_path


class OwnPageWanted(AnswerWish):
    """The reader's own page on an entity, to be opened in his editor."""

    def __init__(self, entity: str) -> None:
        super().__init__()
        self.entity = entity


class LibraryWanted(LibraryWish):
    """Another library, to be listed and searched from now on; which, the reader is asked."""


class ImportWanted(LibraryWish):
    """Readouts to be put into the library; which, the reader is asked."""


class ImportStopped(LibraryWish):
    """The import that goes on, to be ended before its next readout."""


class MeetingWish(Wish):
    """Something about two accounts of one meeting."""


class CompareWanted(MeetingWish):
    """The readout, beside another account of its meeting."""


class RedlineWanted(MeetingWish):
    """What changed between an earlier version of the text and this one."""


class PositionsWanted(MeetingWish):
    """Who holds what, by the accounts of the meeting."""


class PassageChosen(MeetingWish):
    """What one side of a comparison has, to be read where it stands: a code point of its text."""

    def __init__(self, side: Letter, offset: int) -> None:
        super().__init__()
        self.side = side
        self.offset = offset


class BothNoted(MeetingWish):
    """A note to be written on what either side has; None for a side that has nothing."""

    def __init__(self, a: Span | None, b: Span | None) -> None:
        super().__init__()
        self.a = a
        self.b = b


class MeetingConfirmed(MeetingWish):
    """That two accounts are of one meeting, to be written into both; or to be taken away."""

    def __init__(self, confirmed: bool) -> None:
        super().__init__()
        self.confirmed = confirmed


class StatementsChosen(MeetingWish):
    """The statements of a cell, to be gone to."""

    def __init__(self, told: tuple[Told, ...]) -> None:
        super().__init__()
        self.told = told
