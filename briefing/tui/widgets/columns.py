"""Tables of a text: lines whose words stand in columns, found and measured; pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefing.tui.widgets.wrapping import width_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Cells = list[tuple[int, int]]
"""Where the cells of a line stand in the text; an empty one has no length."""

_GAP = 2
_LONGEST = 400
"""Characters of a line of a table at most."""
_LINE = re.compile(r"[^\n]*\S\t*")
_BAR = re.compile(r"\s+(?=\|)|(?<=\S)(?=\|)")
_TAB = re.compile(r" *\t *")
_TABS = re.compile(r" *\t[ \t]*")
# Two blanks part cells, but not after a full stop, where typists set two.
_BLANKS = re.compile(r"(?<![.!?:;…\s])[ \xa0]{2,}(?=\S)|(?<=[.!?:;…])[ \xa0]{3,}(?=\S)")


def tables(text: str, paragraphs: Sequence[tuple[int, int]], width: int) -> list[list[Cells]]:
    """The lines of each of some consecutive paragraphs, if together they are a table; else nothing.

    Tabs and bars make a table of whatever width. Blanks make one only where it fits: they are as often
    a slip of the hand.
    """
    lines = [
        [found.span() for found in _LINE.finditer(text, start, end) if found[0].strip()]
        for start, end in paragraphs
    ]
    every = [line for own in lines for line in own]
    if len(every) < 2 or any(end - start > _LONGEST for start, end in every):
        return []
    for parting in (_BAR, _TAB, _TABS, _BLANKS):
        found = [[_cells(text, start, end, parting) for start, end in own] for own in lines]
        counts = {len(cells) for own in found for cells in own}
        if len(counts) == 1 and counts != {1} and (parting is not _BLANKS or stops(text, found, width)):
            return found
    return []


def stops(text: str, paragraphs: Iterable[Iterable[Cells]], width: int) -> tuple[int, ...]:
    """The column at which each cell begins, where all fit beside one another; else nothing."""
    widths: list[int] = []
    for own in paragraphs:
        for cells in own:
            taken = [width_of(text[a:b]) for a, b in cells]
            widths = [max(pair) for pair in zip(widths, taken, strict=True)] if widths else taken
    found = [sum(widths[:column]) + _GAP * column for column in range(len(widths))]
    return tuple(found) if sum(widths) + _GAP * (len(widths) - 1) <= width else ()


def _cells(text: str, start: int, end: int, parting: re.Pattern[str]) -> Cells:
    cells = []
    at = start
    for gap in parting.finditer(text, start, end):
        if gap.end() > start:
            cells.append((at, gap.start()))
            at = gap.end()
    cells.append((at, end))
    return cells
