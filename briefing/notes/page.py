"""A notes file as blocks: the notes that the program understands, and everything else.

Joining the blocks gives the file back, byte for byte, whatever it holds. A block that cannot be
understood is the user's own writing.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from briefing.model import Anchor, Note
from briefing.notes import body, marker, names, quotes

if TYPE_CHECKING:
    from collections.abc import Iterator

_EVENT = re.compile(r"\n {0,3}(?:(#{1,6})(?=[ \t\r\n]|\Z)|<!-- note )")
"""Begins with a line feed, because that is found much faster than a border of lines."""
_REFERENCE = re.compile(r" {0,3}\^n-([a-z0-9]{1,32})[ \t]*\r?\n?\Z")
_DAMAGED = re.compile(r" {0,3}<!-- note ")
_WRITTEN = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[ T]([0-9]{2}:[0-9]{2})\Z")
_OURS = re.compile(r"^\ufeff?<{7}(?: |\r?$)", re.MULTILINE)
_THEIRS = re.compile(r"^>{7}(?: |\r?$)", re.MULTILINE)
_FRONT_KIND = re.compile(r"^briefing-notes:", re.MULTILINE)
_FRONT_ID = re.compile(r"^briefing:[ \t]*(.{1,200}?)[ \t]*\r?$", re.MULTILINE)
_FRONT_END = re.compile(r"^(?:---[ \t]*(?:\n|\r\n|\Z)|( {0,3}<!-- note ))", re.MULTILINE)
_FRONT_LIMIT = 65_536
_DEPTH = 6
_HEADLESS_LEVEL = 3
"""Of a note whose own heading is gone."""


@dataclass(frozen=True, slots=True)
class Opaque:
    """Text that is none of the program's business."""

    raw: str
    level: int = 0
    """Of the heading that it begins with; 0 without one."""
    heading: str = ""


@dataclass(frozen=True, slots=True)
class NoteBlock:
    """A note from its heading to the blank lines after it. Offsets are into ``raw``."""

    raw: str
    note: Note
    level: int
    """Of its heading."""
    marker: tuple[int, int] | None
    """The marker's line, damaged or not; None without one."""
    marked: bool
    """Whether the marker could be read. Otherwise the note was known by its quote."""
    reference: bool
    """Whether the line ``^n-ID`` is there."""
    head: int
    """Where the reader's own words begin: after heading, marker, quote and reference."""
    text: tuple[int, int]
    end: int
    """Where the last line that is not blank ends, its line end included."""
    repeated: bool = False
    """Whether an earlier note has the same id, so that this one goes by another."""


@dataclass(frozen=True, slots=True)
class Page:
    """A notes file. ``text`` holds undecodable bytes as lone surrogates, so that none is lost."""

    blocks: tuple[Opaque | NoteBlock, ...]
    problems: tuple[str, ...] = ()
    locked: bool = False
    """Whether nothing may be written before a problem is gone."""

    @property
    def text(self) -> str:
        return "".join(block.raw for block in self.blocks)

    @property
    def data(self) -> bytes:
        return self.text.encode("utf-8", "surrogateescape")

    @property
    def notes(self) -> tuple[Note, ...]:
        return tuple(block.note for block in self.blocks if isinstance(block, NoteBlock))

    @property
    def is_kept(self) -> bool:
        """Whether this is a notes file, by its front matter or its markers, and no other Markdown."""
        front = _front_matter(self.blocks[0].raw if self.blocks else "")
        return bool(_FRONT_KIND.search(front)) or any(note.anchor.revision for note in self.notes)

    @property
    def line_end(self) -> str:
        """As in the first line of the file."""
        for block in self.blocks:
            at = block.raw.find("\n")
            if at >= 0:
                return "\r\n" if block.raw[at - 1 : at] == "\r" else "\n"
        return "\n"

    @property
    def briefing(self) -> str:
        """The briefing that the front matter names, or nothing."""
        front = _front_matter(self.blocks[0].raw if self.blocks else "")
        match = _FRONT_ID.search(front)
        return match[1].strip("\"' ") if match else ""


@lru_cache(maxsize=2)
def parse(data: bytes) -> Page:
    """The page in some bytes. Never raises; what is wrong stands in ``problems``."""
    faults = []
    try:
        text = data.decode()
    except UnicodeDecodeError:
        text = data.decode("utf-8", "surrogateescape")
        faults.append(
            "The notes file is not UTF-8, so nothing is written to it before it has been converted."
        )
    blocks: list[Opaque | NoteBlock] = []
    taken: set[str] = set()
    copies: Counter[str] = Counter()
    problems: list[str] = []
    for block in _cut(text):
        if isinstance(block, NoteBlock):
            if block.note.id in taken:
                words = block.raw.rstrip()
                copies[words] += 1
                own, name = block.note.id, names.derived_id(f"{copies[words]} {words}", taken)
                block = replace(block, note=replace(block.note, id=name), repeated=True)
                problems.append(f"Two notes have the id {own}; the second is shown as {name}.")
            elif not block.marked:
                problems.append(f"Note {block.note.id} has lost its marker line and is placed by its quote.")
            taken.add(block.note.id)
        blocks.append(block)
    faults += _conflict(text)
    return Page(tuple(blocks), (*faults, *problems), bool(faults))


def conflict_line(text: str) -> int:
    """The line with the first mark of a merge conflict, counted from 1; 0 without a conflict."""
    ours = _OURS.search(text) if "<<<<<<<" in text else None
    if ours is None or not _THEIRS.search(text, ours.end()):
        return 0
    return text.count("\n", 0, ours.start()) + 1


@dataclass(frozen=True, slots=True)
class _Event:
    """A line where a block may begin: a heading, or a marker with level 0."""

    at: int
    end: int
    level: int
    words: str
    """Of the heading; of a marker, the slug of its section."""


def _events(text: str) -> list[_Event]:
    found = []
    for match in _EVENT.finditer(f"\n{text}", len(_front_matter(text))):
        start = match.start()
        end = text.find("\n", start) + 1 or len(text)
        line = text[start:end]
        if match[1]:
            found.append(_Event(start, end, len(match[1]), _heading_text(line)))
        elif place := marker.read(line):
            found.append(_Event(start, end, 0, place.slug))
    return found


def _cut(text: str) -> Iterator[Opaque | NoteBlock]:
    """The file from note to note and from heading to heading."""
    events = _events(text)
    owned = _owned_headings(text, events)
    above: list[_Event] = []
    first = events[0].at if events else len(text)
    if first:
        yield Opaque(text[:first])
    index = 0
    while index < len(events):
        event = events[index]
        level = event.level or _HEADLESS_LEVEL
        sections = tuple(heading.words for heading in above[-_DEPTH:] if heading.level < level)
        marked = not event.level or index in owned
        index += 2 if event.level and marked else 1
        raw = text[event.at : events[index].at if index < len(events) else len(text)]
        if not marked and _note_block(raw, level, sections, False) is None:
            above = [heading for heading in above if heading.level < level] + [event]
            yield Opaque(raw, level, event.words)
            continue
        while index < len(events) and events[index].level > level and index not in owned:
            index += 1
        raw = text[event.at : events[index].at if index < len(events) else len(text)]
        yield _note_block(raw, level, sections, marked) or Opaque(raw)


def _owned_headings(text: str, events: list[_Event]) -> set[int]:
    """The headings that belong to a marker: directly above it, and not the section's own heading."""
    return {
        index
        for index, (above, event) in enumerate(pairwise(events))
        if above.level
        and not event.level
        and not text[above.end : event.at].strip()
        and not (above.level < _HEADLESS_LEVEL and names.slug(above.words) == event.words)
    }


@lru_cache(maxsize=4096)
def _note_block(raw: str, level: int, sections: tuple[str, ...], marked: bool) -> NoteBlock | None:
    """The note in a stretch of the file; one without its marker when quote and reference or source are there.

    Cached, since most notes are the same from one reading to the next.
    """
    lines = _lines(raw)
    cursor = 1 if lines[0].lstrip(" ").startswith("#") else 0
    title = _heading_text(lines[0]) if cursor else ""
    cursor = _past_blanks(lines, cursor)
    found = marker.read(lines[cursor]) if cursor < len(lines) else None
    if (found is not None) != marked:
        return None
    spot = None
    if found or (cursor < len(lines) and _DAMAGED.match(lines[cursor])):
        at = sum(map(len, lines[:cursor]))
        spot = (at, at + len(lines[cursor]))
        cursor += 1
    quote, named, cursor = _quote(lines, cursor, found is None or found.anchor.target == "passage")
    after = _past_blanks(lines, cursor)
    reference = _REFERENCE.match(lines[after]) if after < len(lines) else None
    if found is None and not (quote and (named or reference)):
        return None
    if reference and (found is None or reference[1] == found.id):
        cursor = after + 1
    else:
        reference = None
    head = sum(map(len, lines[:cursor]))
    rest = [line.rstrip("\n").removesuffix("\r") for line in lines[cursor:]]
    words = body.read(rest, level)
    first, last = words.text_lines
    text = (
        head + sum(map(len, lines[cursor : cursor + first])),
        head + sum(map(len, lines[cursor : cursor + last])),
    )
    note_id = found.id if found else reference[1] if reference else names.derived_id(raw.rstrip(), ())
    section = sections[-1] if sections else ""
    anchor = _in_section(found.anchor, found.slug, sections) if found else Anchor(heading=section)
    written = _WRITTEN.search(title)
    created = f"{written[1]}T{written[2]}" if written else ""
    content = len(raw) - sum(map(len, _trailing_blanks(lines)))
    return NoteBlock(
        raw,
        Note(note_id, anchor, quote, words.text, words.tags, created),
        level,
        spot,
        marked,
        reference is not None,
        head,
        text,
        max(content, head),
    )


def _in_section(anchor: Anchor, slug: str, sections: tuple[str, ...]) -> Anchor:
    """The heading as the page spells it, where the note still stands in its section."""
    if not slug:
        return anchor
    spelled = next((words for words in reversed(sections) if names.slug(words) == slug), anchor.heading)
    return replace(anchor, heading=spelled)


def _quote(lines: list[str], cursor: int, expected: bool) -> tuple[str, bool, int]:
    """The quote below a marker or heading, whether it names its source, and the line after it."""
    first = _past_blanks(lines, cursor)
    last = first
    while last < len(lines) and quotes.is_quote_line(lines[last]):
        last += 1
    if not expected or first == last:
        return "", False, cursor
    words, named = quotes.read(lines[first:last])
    return words, named, last


def _lines(raw: str) -> list[str]:
    """Lines with their ends, of line feeds alone: other characters that Python ends lines at stay inside."""
    lines = [line + "\n" for line in raw.split("\n")]
    lines[-1] = lines[-1][:-1]
    return lines if lines[-1] else lines[:-1]


def _past_blanks(lines: list[str], cursor: int) -> int:
    while cursor < len(lines) and not lines[cursor].strip():
        cursor += 1
    return cursor


def _trailing_blanks(lines: list[str]) -> list[str]:
    last = len(lines)
    while last and not lines[last - 1].strip():
        last -= 1
    return lines[last:]


def _front_matter(text: str) -> str:
    """The front matter with its borders; nothing when it is not closed."""
    start = 1 if text.startswith("\ufeff") else 0
    if not text.startswith(("---\n", "---\r\n"), start):
        return ""
    match = _FRONT_END.search(text, start + 4, _FRONT_LIMIT)
    return text[: match.end()] if match and not match[1] else ""


@lru_cache(maxsize=4096)
def _heading_text(line: str) -> str:
    """The words of a heading, without the number signs on either side of it."""
    words = line.strip().lstrip("#").strip()
    bare = words.rstrip("#")
    if not bare or bare[-1] in " \t":
        words = bare.rstrip()
    return quotes.unescape(words)


def _conflict(text: str) -> list[str]:
    line = conflict_line(text)
    if not line:
        return []
    marks = f"The notes file holds the marks of a merge conflict (line {line})"
    return [f"{marks}, so nothing is written to it before they are gone."]
