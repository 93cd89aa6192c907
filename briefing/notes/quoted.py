"""The quotes of a Markdown document: the words of its ``>`` lines, and what they can be checked by."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.notes import marker, quotes
from briefing.notes.verbatim import folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefing.notes.marker import QuoteMarker

_HEADING = re.compile(r" {0,3}#{1,6}(?:[ \t]|\r?\Z)")
_DAMAGED = re.compile(r" {0,3}<!-- note ")
_REFERENCE = re.compile(r" {0,3}\^n-[a-z0-9]{1,32}[ \t]*\r?\Z")
# A line that goes on with the paragraph above it, also without a sign of its own, begins with none of these.
_BEGINS_ANEW = re.compile(
    r"[ \t]*(?:\r?\Z|>|#{1,6}(?:\s|\Z)|```|~~~|[-+*](?:\s|\Z)|1[.)]\s|<[!/?a-zA-Z]|\^n-)"
    r"|[ \t]*([-_*])(?:[ \t]*\1){2,}\s*\Z"
)
_SIGNS = " >\t\r"


@dataclass(frozen=True, slots=True)
class Quoted:
    line: int
    """In the document, from 1: of its first words; of its marker where the words are gone."""
    words: str
    """As Markdown shows them, folded."""
    marker: QuoteMarker | None = None
    cited: bool = False
    """Whether it is a readout's by its own account. Otherwise it is the writer's own affair."""
    address: str = ""
    """Where its source is to be found."""


@dataclass(frozen=True, slots=True)
class _Above:
    """What stands above a quote, with nothing but blank lines between them."""

    line: int = 0
    marker: QuoteMarker | None = None
    exported: bool = False
    """Whether a marker is there only because of a quote below it."""
    heads_note: bool = False
    """Whether a note may begin so that has lost its marker."""


_NOTHING = _Above()


def find_quotes(document: str, kept: bool, briefing: str = "") -> Iterator[Quoted]:
    """The quotes in the order of a document.

    ``kept`` tells that it is a notes file, where the markers of notes count; ``briefing`` is whose notes.
    """
    lines = document.split("\n")
    above, at = _NOTHING, 0
    while at < len(lines):
        line = lines[at]
        if quotes.is_quote_line(line):
            end = _end(lines, at)
            yield _quoted(lines, at, end, above)
            above, at = _NOTHING, end
            continue
        if line.strip():
            if above.exported:
                yield Quoted(above.line, "", above.marker, True)
            above = _read(line, at + 1, kept, briefing)
        at += 1
    if above.exported:
        yield Quoted(above.line, "", above.marker, True)


def _read(line: str, number: int, kept: bool, briefing: str) -> _Above:
    if exported := marker.read_quote(line):
        return _Above(number, exported, exported=True)
    if not kept:
        return _NOTHING
    note = marker.read(line)
    if note is None:
        return _Above(heads_note=bool(_DAMAGED.match(line) or _HEADING.match(line)))
    if note.anchor.target != "passage":
        return _NOTHING  # a quote below it is the reader's own
    spot = note.anchor
    return _Above(number, marker.QuoteMarker(note.id, briefing, *marker.origin(spot)))


def _quoted(lines: Sequence[str], start: int, end: int, above: _Above) -> Quoted:
    found = list(lines[start:end])
    words, named = quotes.read(found)
    cited = named or above.marker is not None or (above.heads_note and _is_referred_to(lines, end))
    return Quoted(start + 1, folded(words), above.marker, cited, quotes.cited_address(found))


def _end(lines: Sequence[str], start: int) -> int:
    """The line after a quote. Lines without its sign that Markdown shows within it are its own too."""
    last = end = start + 1
    while end < len(lines):
        if quotes.is_quote_line(lines[end]):
            last = end + 1
        elif not lines[end - 1].strip(_SIGNS) or _BEGINS_ANEW.match(lines[end]):
            break
        end += 1
    # What goes on with the line of the source is none of the words.
    return last if quotes.read(list(lines[start:last]))[1] else end


def _is_referred_to(lines: Sequence[str], at: int) -> bool:
    while at < len(lines) and not lines[at].strip():
        at += 1
    return at < len(lines) and _REFERENCE.match(lines[at]) is not None
