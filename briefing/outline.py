"""The headings of a briefing's Markdown, changed where they stand and nowhere else.

Sections are counted as the briefing counts them: words before the first heading are section 0.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing import document
from briefing.errors import DocumentError
from briefing.sources.markdown import escape, escape_heading, joined, pieces

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.model import Block
    from briefing.sources.markdown import Piece


@dataclass(frozen=True, slots=True)
class _Outline:
    """A Markdown text in lines, and where its sections and paragraphs stand in them."""

    lines: list[str]
    first: int
    """The line at which the body begins, after the front matter."""
    headings: tuple[tuple[int, int] | None, ...]
    """The lines of each section's heading, ends exclusive; None for a section without one."""
    parts: tuple[Piece, ...]
    blocks: tuple[Block, ...]
    starts: tuple[int, ...]
    """Where each section begins in the briefing's text."""


def renamed(markdown: str, section: int, heading: str) -> str:
    """The same text with another heading for a section."""
    outline = _read(markdown)
    there = _heading_of(outline, section)
    if not 0 <= section < len(outline.starts):
        raise DocumentError("This section is not in the file any more; open the briefing again.")
    if there is None:
        return _inserted(outline, outline.starts[section], heading)
    return _replaced(outline, there, [f"## {_one_line(heading)}"])


def merged(markdown: str, section: int) -> str:
    """The same text without the heading that parts a section from the one after it."""
    outline = _read(markdown)
    there = _heading_of(outline, section + 1)
    if there is None:
        raise DocumentError("There is no section after this one to merge it with.")
    start, end = there
    while end < len(outline.lines) and not outline.lines[end].strip():
        end += 1
    return _replaced(outline, (start, end), [])


def divided(markdown: str, offset: int, heading: str) -> str:
    """The same text with a new section that begins at a code point of the briefing's text."""
    outline = _read(markdown)
    if offset in outline.starts:
        raise DocumentError("A section begins here already; give it another heading instead.")
    return _inserted(outline, offset, heading)


def headed(markdown: str, sections: Sequence[tuple[int, str]]) -> str:
    """A text without headings of its own, given those of the sections that were found in it."""
    for offset, heading in reversed(sections):
        markdown = _inserted(_read(markdown), offset, heading)
    return markdown


def has_headings(markdown: str) -> bool:
    return any(_read(markdown).headings)


def _read(markdown: str) -> _Outline:
    end = document.head(markdown).end
    found = pieces(markdown[end:])
    parts: list[Piece] = []
    headings: list[tuple[int, tuple[int, int]]] = []
    titled = False
    first = markdown.count("\n", 0, end)
    for piece in found:
        there = (first + piece.lines[0], first + piece.lines[1])
        if piece.kind == "heading" and piece.level == 1 and not titled:
            titled = True
        elif piece.kind == "heading" and piece.level <= 2:
            headings.append((len(parts), there))
        else:
            parts.append(piece)
    _, blocks = joined(parts)
    starts: dict[int, tuple[int, int] | None] = {0: None}
    for number, there in headings:
        if number < len(blocks):
            starts[blocks[number].start] = there
    return _Outline(markdown.split("\n"), first, tuple(starts.values()), tuple(parts), blocks, tuple(starts))


def _heading_of(outline: _Outline, section: int) -> tuple[int, int] | None:
    if not 0 <= section < len(outline.headings):
        return None
    return outline.headings[section]


def _inserted(outline: _Outline, offset: int, heading: str) -> str:
    """A heading put before a code point; a paragraph that is cut by it is written anew in two."""
    if not outline.blocks:
        raise DocumentError("There are no words here to make a section of; choose another place.")
    number = max(0, bisect_right([block.start for block in outline.blocks], offset) - 1)
    block, part = outline.blocks[number], outline.parts[number]
    at = outline.first + part.lines[0], outline.first + part.lines[1]
    line = f"## {_one_line(heading)}"
    before, after = part.text[: offset - block.start], part.text[offset - block.start :]
    if not before.strip():
        return _replaced(outline, (at[0], at[0]), [line, ""])
    if part.kind != "paragraph":
        raise DocumentError(
            "A section cannot begin within a list item or a heading; choose a sentence of a paragraph."
        )
    return _replaced(outline, at, [escape(before), "", line, "", escape(after)])


def _replaced(outline: _Outline, lines: tuple[int, int], new: list[str]) -> str:
    start, end = lines
    return "\n".join([*outline.lines[:start], *new, *outline.lines[end:]])


def _one_line(heading: str) -> str:
    words = escape_heading(heading)
    if not words:
        raise DocumentError("A heading needs a word; type one.")
    return words
