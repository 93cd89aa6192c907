"""Two branches' notes made one file, note by note and field by field.

Only where both sides changed the same field of the same note, or the same lines of the user's own, is there
a conflict, marked as git marks it. Whatever a person chooses then can be read again: where that is not
so, and where there are no notes, the file is merged line by line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.notes import changes, fields, names
from briefing.notes.joining import Joined
from briefing.notes.page import NoteBlock, Page, conflict_line, parse
from briefing.notes.sides import goes_by, sides
from briefing.notes.threeway import Conflict, lines_of, merged_lines, resolved

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing.notes.threeway import Pick

_BOM = "\ufeff"
_BARE_END = re.compile(r"(?<!\r)\n")
_PICKS: tuple[Pick, ...] = ("ours", "theirs")


@dataclass(frozen=True, slots=True)
class Merged:
    data: bytes
    conflicts: tuple[str, ...] = ()
    """A sentence each. The file has marks where they are."""
    remarks: tuple[str, ...] = ()
    """What was settled without marks and should be known."""


def merged(base: bytes, ours: bytes, theirs: bytes) -> Merged:
    """A notes file that two sides changed. Line ends and byte-order mark are those of ours."""
    if ours == theirs or base == theirs:
        return Merged(ours)
    if base == ours:
        return Merged(theirs)
    like = ours.decode("utf-8", "surrogateescape")
    old, mine, yours = texts = [_whole_lines(data, like) for data in (base, ours, theirs)]
    pages = [_page(text) for text in texts]
    end = (pages[1] if mine else pages[2]).line_end
    if any(map(conflict_line, texts)) or not any(page.notes for page in pages):
        found = _by_lines(merged_lines(*map(lines_of, texts)), end)
    else:
        found = _by_notes(pages, end) or _by_lines(_all_marked(old, mine, yours), end)
    text = found.data.decode("utf-8", "surrogateescape")
    if not found.conflicts and _unfinished(base, ours, theirs):
        text = text.removesuffix("\n").removesuffix("\r")
    return Merged(_bytes(_BOM + text if like.startswith(_BOM) else text), found.conflicts, found.remarks)


def _whole_lines(data: bytes, like: str) -> str:
    """A side without its byte-order mark, with line ends as in another where that has but one kind."""
    text = data.decode("utf-8", "surrogateescape").removeprefix(_BOM)
    if "\n" in like and "\r\n" not in like:
        text = text.replace("\r\n", "\n")
    elif "\n" in like and not _BARE_END.search(like):
        text = _BARE_END.sub("\r\n", text)
    if not text or text.endswith("\n"):
        return text
    return text + ("\r\n" if "\r\n" in (like if "\n" in like else text) else "\n")


def _unfinished(base: bytes, ours: bytes, theirs: bytes) -> bool:
    """Whether the last line is to stay without an end."""
    old, mine, yours = (bool(data) and not data.endswith(b"\n") for data in (base, ours, theirs))
    return yours if mine == old else mine


def _page(text: str) -> Page:
    return parse(_bytes(text))


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


def _by_notes(pages: list[Page], end: str) -> Merged | None:
    """None where the notes would not be read again as they are meant."""
    base, ours, theirs = map(_with_own_ids, pages)
    theirs, remarks = _told_apart(base, ours, theirs)
    joined = Joined(*sides(base, ours, theirs), end)
    for pick in _PICKS if joined.conflicts else _PICKS[:1]:
        meant = [
            (_id(key), *(resolved((words,), pick) for words in note.fields))
            for key, note in joined.notes.items()
        ]
        page = _page(resolved(joined.pieces, pick))
        if meant != [(_id(goes_by(block)), *fields.fields(block)) for block in _note_blocks(page)]:
            return None
    data = _bytes(_marked(joined.pieces, end))
    return Merged(data, tuple(joined.conflicts), (*remarks, *joined.remarks))


def _id(key: str) -> str:
    return key if names.is_id(key) else ""


def _note_blocks(page: Page) -> list[NoteBlock]:
    return [block for block in page.blocks if isinstance(block, NoteBlock)]


def _with_own_ids(page: Page) -> Page:
    """A page without an id that stands in it twice."""
    repeated = (block for block in _note_blocks(page) if block.repeated and _id(goes_by(block)))
    return _renamed(page, {block.note.id: block.note.id for block in repeated})


def _told_apart(base: Page, ours: Page, theirs: Page) -> tuple[Page, list[str]]:
    """Theirs, with other ids for new notes that go by those of different new notes of ours."""
    known, mine = (
        {goes_by(block): block for block in _note_blocks(page) if _id(goes_by(block))}
        for page in (base, ours)
    )
    taken = {note.id for page in (base, ours, theirs) for note in page.notes}
    others: dict[str, str] = {}
    for block in _note_blocks(theirs):
        name = goes_by(block)
        if name in mine and name not in known and not fields.same_note(mine[name], block):
            others[name] = names.derived_id(block.raw, taken)
            taken.add(others[name])
    remarks = [
        f"Two different notes had the id {old}; that of theirs is now {new}." for old, new in others.items()
    ]
    return _renamed(theirs, others), remarks


def _renamed(page: Page, others: dict[str, str]) -> Page:
    if not others:
        return page
    raws = (
        changes.renamed(block, others[block.note.id])
        if isinstance(block, NoteBlock) and block.note.id in others
        else block.raw
        for block in page.blocks
    )
    return _page("".join(raws))


def _by_lines(pieces: list[str | Conflict], end: str) -> Merged:
    at, conflicts = 1, []
    for piece in pieces:
        if isinstance(piece, Conflict):
            conflicts.append(f"Both sides changed the same lines; choose at the marks in line {at:,}.")
        at += _marked([piece], end).count("\n")
    return Merged(_bytes(_marked(pieces, end)), tuple(conflicts))


def _all_marked(base: str, ours: str, theirs: str) -> list[str | Conflict]:
    """Lines of which a person must see what became of them: at least one conflict."""
    pieces = merged_lines(*map(lines_of, (base, ours, theirs)))
    if any(isinstance(piece, Conflict) for piece in pieces):
        return pieces
    return merged_lines([], lines_of(ours), lines_of(theirs))


def _marked(pieces: Iterable[str | Conflict], end: str) -> str:
    return "".join(piece if isinstance(piece, str) else piece.marked(end) for piece in pieces)
