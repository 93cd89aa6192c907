"""What every export tells of a note, in which order notes stand, and below which headings."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.notes import quotes
from briefing.notes.anchoring import paragraph_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.model import Briefing, Note
    from briefing.notes import Notebook, Status

_ELSEWHERE = {
    "moved": "the passage stands in another place now",
    "changed": "the passage reads differently now",
    "uncertain": "the passage may be another; to check",
}

# What neither HTML nor a spreadsheet can hold as text: controls become their pictures, which show that
# something stood there; half characters and what is no character at all become a mark.
_WRITABLE = {
    **{code: 0x2400 + code for code in range(32) if code not in (0x09, 0x0A)},
    0x7F: 0x2421,
    **dict.fromkeys((*range(0x80, 0xA0), *range(0xD800, 0xE000), *range(0xFDD0, 0xFDF0)), 0xFFFD),
    **dict.fromkeys(
        (plane + end for plane in range(0, 0x110000, 0x10000) for end in (0xFFFE, 0xFFFF)), 0xFFFD
    ),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A note, and where it stands now."""

    note: Note
    heading: str
    """The one that it stands below."""
    status: Status
    told: str
    """What became of its place, as a clause; empty where it stands as it stood."""
    start: int | None
    end: int | None
    """In the text as it is now, a best guess where it is uncertain; None where it stands nowhere."""
    paragraph: int
    link: str
    """To its words in the source; empty for a source without a web address."""

    @property
    def is_placed(self) -> bool:
        """Whether the quoted words are known to stand between ``start`` and ``end``."""
        return self.start is not None and self.status in ("same", "moved")


def entries(briefing: Briefing, notebook: Notebook) -> list[Entry]:
    """The notes of a briefing in the order in which they are exported."""
    return [_entry(briefing, notebook, note) for note in _in_order(notebook)]


def title(briefings: Sequence[Briefing]) -> str:
    """What a document with the notes of some briefings is called."""
    if len(briefings) == 1:
        return f"Notes on {title_of(briefings[0])}"
    return f"Notes on {len(briefings):,} briefings" if briefings else "No notes"


def title_of(briefing: Briefing) -> str:
    """On one line, and never empty."""
    return " ".join(briefing.title.split()) or briefing.id


def label(briefing: Briefing, entry: Entry) -> str:
    """Whose words are quoted, and from which paragraph."""
    name = " ".join(briefing.issuer.split()) or title_of(briefing)
    return f"{name}, ¶{entry.paragraph}" if entry.paragraph else name


def cited(briefing: Briefing, entry: Entry) -> str:
    """The quote of a note in Markdown with its source; nothing for a note without a quote."""
    if not entry.note.quote.strip():
        return ""
    source = quotes.attribution(briefing, entry.paragraph, entry.link)
    return "\n".join(quotes.write(entry.note.quote, source)) + "\n"


def writable(text: str) -> str:
    """A text without the characters that documents cannot hold."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text if text.isascii() and text.isprintable() else text.translate(_WRITABLE)


def _in_order(notebook: Notebook) -> list[Note]:
    """Of the briefing, of entities, of passages by their place in the text, and those without a place."""

    def place(note: Note) -> tuple[bool, int, str, int, int, str]:
        placement, target = notebook.placements[note.id], note.anchor.target
        entity = note.anchor.heading if target == "entity" else ""
        lost = placement.status == "orphan" and target != "entity"
        rank = ("briefing", "entity").index(target) if target in ("briefing", "entity") else 2
        return lost, rank, entity, placement.start, placement.end, note.id

    return sorted(notebook.notes, key=place)


def _heading_of(briefing: Briefing, notebook: Notebook, note: Note) -> str:
    """Of the section where the note stands now."""
    placement = notebook.placements[note.id]
    match note.anchor.target:
        case "briefing":
            return "The whole briefing"
        case "entity":
            names = (entity.name for entity in briefing.entities if entity.id == note.anchor.heading)
            return next(names, note.anchor.heading)
        case _ if placement.status == "orphan":
            return "No longer in the text"
        case _:
            starts = [section.start for section in briefing.sections]
            at = bisect_right(starts, placement.start) - 1
            return briefing.sections[at].heading or "The text" if at >= 0 else "The text"


def _entry(briefing: Briefing, notebook: Notebook, note: Note) -> Entry:
    placement, target = notebook.placements[note.id], note.anchor.target
    stands = placement.status != "orphan" and target != "entity"
    # An anchor counts in the text that it was made on, a link leads into the text as it is now.
    leads = stands and placement.status != "uncertain" and target != "briefing"
    return Entry(
        note,
        _heading_of(briefing, notebook, note),
        placement.status,
        _told(note, placement.status),
        placement.start if stands else None,
        placement.end if stands else None,
        paragraph_at(briefing, placement.start) if stands and target == "passage" else note.anchor.paragraph,
        quotes.link(briefing, *((placement.start, placement.end) if leads else (0, 0))),
    )


def _told(note: Note, status: Status) -> str:
    match note.anchor.target, status:
        case _, "same":
            return ""
        case "entity", _:
            return "no longer named in the text"
        case "section", "changed":
            return f"the section had the heading “{note.anchor.heading}”"
        case "section", _:
            return f"there is no section “{note.anchor.heading}” any more"
        case _, "orphan":
            heading = note.anchor.heading
            return "no longer in the text" + (f"; it stood below “{heading}”" if heading else "")
        case _:
            return _ELSEWHERE[status]
