"""Paragraphs, list items, headings and leftovers of a page."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, NamedTuple

from briefing.model import Block, BlockKind

if TYPE_CHECKING:
    from collections.abc import Sequence

_MARKER = re.compile(
    r"[ ]{0,12}(?:[-*+•●▪·‣–][ ]{1,6}"
    r"|\(?(?:\d{1,3}(?:\.\d{1,3}){0,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)][ ]{1,6})(?=\S)"
)
_NUMBER = re.compile(r"[ ]{0,12}\(?\d{1,3}[.)]?[ ]{1,6}(?=[A-Z])")
_MARKDOWN_HEADING = re.compile(r"[ ]{0,3}(#{1,6})[ ]+\S")
_RULE = re.compile(
    r"[ ]*(?:#{2,}|[-–—_=~]{2,}|(?:\*[ ]{0,2}){3,}|-[ ]?30[ ]?-|<!--[^>]{0,80}-->|\*+|[|•·]+|END|ENDS)[ ]*"
)
_LEFTOVER = re.compile(
    r"[ ]*(?:(?:share|print|tweet|e-?mail|download|subscribe|follow us|read more|related|tags?|topics?|home"
    r"|menu|search|skip to|back to|sign up|log ?in|contact us|copyright|©|all rights reserved|privacy"
    r"|cookies?|last updated|views?|hits|published|posted|released|updated|disclaimer|source|photo|image"
    r"|video|pdf|language|click here|site ?map|terms of|newsletter|press release|for immediate release"
    r"|facebook|twitter|whatsapp|linkedin|instagram|youtube)\b|https?://|www\.)",
    re.IGNORECASE,
)
_ATTRIBUTION = re.compile(
    r"[ \"'(]{0,3}(?:the (?:following|below)|this) (?:is|statement is|readout is|text is|was|was released)"
    r"|[ ]*(?:begin text|end text|begin transcript|media contacts?|for more information"
    r"|text of the|the text of the following|the following (?:is|statement|joint)"
    r"|office of the spokesperson|press service|unofficial translation|\(?translated from|note:"
    r"|check against delivery)",
    re.IGNORECASE,
)
_DATE = (
    r"(?:\d{1,2}(?:-\d{1,2})? [A-Z][a-z]{2,8},? \d{4}|[A-Z][a-z]{2,8}\.? \d{1,2}(?:-\d{1,2})?,? \d{4}"
    r"|\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{4})"
)
_DATELINE = re.compile(r"[(\[]?(?:[A-Z][\w.' -]{1,30}(?:, ){1,2}){0,3}(?:\w{3,9},? )?" + _DATE + r"[)\]]?\.?")
_END = re.compile(r"[.!?…][\"')\]*_]{0,3}[ ]*$")
_WIDEST_WRAP = 120
_NARROWEST_WRAP = 50


class Line(NamedTuple):
    start: int
    end: int


def find_blocks(text: str, view: str) -> tuple[Block, ...]:
    """The blocks of a text in order; white space between them belongs to none."""
    lines = _lines(view)
    width = wrap_width(view, lines)
    groups: list[tuple[int, int]] = []
    previous: Line | None = None
    for line in lines:
        if not view[line.start : line.end].strip():
            previous = None
            continue
        if previous is not None and _continues(view, previous, line, width):
            groups[-1] = (groups[-1][0], line.end)
        else:
            groups.append((line.start, line.end))
        previous = line
    trimmed = [_trim(view, start, end) for start, end in groups]
    kinds = _kinds(view, trimmed)
    return tuple(
        Block(start, end, kind, level)
        for (start, end), (kind, level) in zip(trimmed, kinds, strict=True)
        if start < end
    )


def _lines(view: str) -> list[Line]:
    lines, start = [], 0
    while start <= len(view):
        end = view.find("\n", start)
        end = len(view) if end < 0 else end
        lines.append(Line(start, end))
        start = end + 1
    return lines


def wrap_width(view: str, lines: Sequence[Line]) -> int:
    """The width at which a text was wrapped by hand or machine; 0 when its line ends are its own."""
    followed = [
        line.end - line.start
        for line, after in itertools.pairwise(lines)
        if line.end > line.start and after.end > after.start
    ]
    if not followed:
        return 0
    widest = sorted(followed)[int(len(followed) * 0.98) - 1 if len(followed) > 50 else -1]
    longest = max(line.end - line.start for line in lines)
    if not _NARROWEST_WRAP <= widest <= _WIDEST_WRAP or longest > 2 * _WIDEST_WRAP:
        return 0
    near = sum(length >= 0.7 * widest for length in followed)
    return widest if near >= 0.5 * len(followed) else 0


def _continues(view: str, previous: Line, line: Line, width: int) -> bool:
    """Whether a line goes on with the one before it: its first word would not have fitted there."""
    if not width or _MARKER.match(view, line.start, line.end) or _RULE.fullmatch(view, line.start, line.end):
        return False
    if _RULE.fullmatch(view, previous.start, previous.end) or _MARKDOWN_HEADING.match(view, previous.start):
        return False
    content = view[line.start : line.end].lstrip()
    first_word = content.split(" ", 1)[0]
    length = len(view[previous.start : previous.end].rstrip())
    return length + 1 + len(first_word) > width - 2 or content[:1].islower()


def _trim(view: str, start: int, end: int) -> tuple[int, int]:
    piece = view[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def _kinds(view: str, groups: Sequence[tuple[int, int]]) -> list[tuple[BlockKind, int]]:
    kinds: list[tuple[BlockKind, int]] = []
    prose = [_is_prose(view[start:end]) for start, end in groups]
    for number, (start, end) in enumerate(groups):
        piece = view[start:end]
        hashes = _MARKDOWN_HEADING.match(piece)
        if _RULE.fullmatch(piece) or (len(piece) < 80 and _DATELINE.fullmatch(piece)):
            kinds.append(("furniture", 0))
        elif hashes:
            kinds.append(("heading", len(hashes.group(1))))
        elif (
            len(piece) <= 200 and (_LEFTOVER.match(piece) or _ATTRIBUTION.match(piece)) and not prose[number]
        ) or (_ATTRIBUTION.match(piece) and len(piece) <= 300 and piece.endswith(":")):
            kinds.append(("furniture", 0))
        elif _is_heading(piece) and not (
            piece.endswith(":") and number + 1 < len(groups) and _MARKER.match(view, groups[number + 1][0])
        ):
            kinds.append(("heading", 1))
        elif _MARKER.match(piece) or _NUMBER.match(piece):
            kinds.append(("item", 0))
        else:
            kinds.append(("paragraph", 0))
    return kinds


def _is_prose(piece: str) -> bool:
    return len(piece) > 60 and bool(_END.search(piece))


def _is_heading(piece: str) -> bool:
    bare = piece.strip("*_ #")
    words = bare.split()
    if not words or len(bare) > 220 or ("\n" in bare and len(bare) > 200):
        return False
    if _END.search(bare) and not re.fullmatch(r"[IVXivx\d]{1,5}\.[^.]{0,90}|[^.]{0,60}U\.S\.", bare):
        return False
    if bare[-1] in ",;\"'" or (bare[-1] == ":" and len(words) > 8):
        return False
    if (
        bare[0].islower()
        or bare[0] in "\"'"
        or words[-1].lower() in ("and", "or", "the", "of", "to", "by", "with")
    ):
        return False
    # A line of the talk ("PRESIDENT X: Thank you") is no heading; neither is a whole sentence without its
    # full stop.
    return ": " not in bare and len(words) <= 26
