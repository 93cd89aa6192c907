"""Text broken into rows of the screen: pure, and by code points of the source."""

from __future__ import annotations

import re

from rich.cells import cell_len

from briefing import printable

_TOKEN = re.compile(r"\S+|\s+")


def wrap(text: str, start: int, end: int, width: int) -> list[tuple[int, int]]:
    """The rows of ``text[start:end]`` at ``width`` cells: offsets of each, white space at breaks left out.

    A line end in the text is a space like any other: how a page was wrapped says nothing of how it is
    read here. A word wider than a row is cut.
    """
    rows: list[tuple[int, int]] = []
    row_start = row_end = -1
    used = 0
    for token in _TOKEN.finditer(text, start, end):
        word = token[0]
        a, b = token.span()
        if word.isspace():
            continue
        cells = width_of(word)
        gap = gap_of(text, row_end, a) if row_start >= 0 else 0
        if row_start >= 0 and used + gap + cells <= width:
            row_end = b
            used += gap + cells
            continue
        if row_start >= 0:
            rows.append((row_start, row_end))
        if cells > width:
            *whole, (a, b) = _cut(text, a, b, width)
            rows.extend(whole)
            cells = width_of(text[a:b])
        row_start, row_end, used = a, b, cells
    if row_start >= 0:
        rows.append((row_start, row_end))
    return rows


def width_of(text: str) -> int:
    """The cells that a stretch of text takes when shown."""
    if text.isascii() and text.isprintable():
        return len(text)
    return cell_len(shown(text))


def gap_of(text: str, start: int, end: int) -> int:
    """The cells that white space within a row takes."""
    return 1 if end - start == 1 else len(shown(text[start:end]))


def shown(text: str) -> str:
    """A stretch of one row as it is put on the screen; runs of white space stand as one space."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text
    return _SPACES.sub(" ", printable.line(text))


_SPACES = re.compile(r"\s+")


def _cut(text: str, start: int, end: int, width: int) -> list[tuple[int, int]]:
    """A word too wide for a row, in rows."""
    rows = []
    at = start
    while at < end:
        # Characters that take no cell make a row longer than its cells; so much at a time bounds the cost.
        piece = text[at : min(end, at + 4 * width)]
        length = len(piece)
        if width_of(piece) > width:
            length = _fitting(piece, width)
        rows.append((at, at + length))
        at += length
    return rows


def _fitting(piece: str, width: int) -> int:
    """How many characters of a piece fit into a row; at least one."""
    low, high = 1, len(piece)
    while low < high:
        middle = (low + high + 1) // 2
        if width_of(piece[:middle]) <= width:
            low = middle
        else:
            high = middle - 1
    return low
