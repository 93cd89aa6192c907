"""Text broken into rows of the screen: pure, and by code points of the source."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import NamedTuple

from rich.cells import cell_len

from briefing import printable

# No-break spaces are part of a word: "10 km" stays on one row.
_NO_BREAK = "\xa0\u2007\u202f"
_WORD = re.compile(rf"\S+(?:[{_NO_BREAK}]+\S+)*")
# What is not shown as it stands, or takes more or less than one cell; a little of what does is among it.
_ODD = re.compile("[^\n -~\xa1-\xac\xae-\u02ff\u0370-\u0482\u2010-\u2015\u2018-\u201f\u2026]")
_BOUNDED = 4
"""Characters measured for each cell of a row: those that take no cell must not make a row endless."""


class Part(NamedTuple):
    """Words that stand at a column of a row."""

    column: int
    start: int
    end: int


def wrap(text: str, start: int, end: int, width: int) -> list[tuple[int, int]]:
    """The rows of ``text[start:end]`` at ``width`` cells: offsets of each, white space at breaks left out.

    A line end in the text is a space like any other: how a page was wrapped says nothing of how it is
    read here. A word that does not fit goes to the next row, or is parted where its script or its own
    hyphens allow; only one that is wider than a row is cut elsewhere. Nothing is ever put in.
    """
    rows: list[tuple[int, int]] = []
    row_start = row_end = -1
    used = 0
    plain = _ODD.search(text, start, end) is None
    for found in _WORD.finditer(text, start, end):
        a, b = found.span()
        if plain:
            gap, cells = (1 if row_start >= 0 else 0), b - a
        else:
            gap = gap_of(text, row_end, a) if row_start >= 0 else 0
            cells = _cells(text, a, b, width)
        while used + gap + cells > width:
            cut = _cut(text, a, b, width - used - gap, alone=row_start < 0)
            if cut > a:
                rows.append((a if row_start < 0 else row_start, _bare(text, a, cut)[1]))
                a = _bare(text, cut, b)[0]
                cells = _cells(text, a, b, width)
            else:
                rows.append((row_start, row_end))
            row_start, used, gap = -1, 0, 0
        if row_start < 0:
            row_start = a
        row_end = b
        used += gap + cells
    if row_start >= 0:
        rows.append((row_start, row_end))
    return rows


def width_of(text: str) -> int:
    """The cells that a stretch of text takes when shown."""
    words = shown(text)
    return len(words) if _ODD.search(words) is None else cell_len(words)


def gap_of(text: str, start: int, end: int) -> int:
    """The cells that white space within a row takes."""
    return 1 if end - start == 1 else len(shown(text[start:end]))


def shown(text: str) -> str:
    """A stretch of one row as it is put on the screen; runs of white space stand as one space."""
    if _ODD.search(text) is None:
        return _SPACES.sub(" ", text) if "  " in text or "\n" in text else text
    return _SPACES.sub(" ", printable.line(text))


_SPACES = re.compile(r"\s+")


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """A word without no-break spaces at its ends, where they hold nothing together."""
    while start < end and text[start] in _NO_BREAK:
        start += 1
    while end > start and text[end - 1] in _NO_BREAK:
        end -= 1
    return start, end


def _cells(text: str, start: int, end: int, width: int) -> int:
    """The cells of a word, or more than a row has where it is too long to be measured."""
    return width_of(text[start:end]) if end - start <= _BOUNDED * width else width + 1


# A hyphen, dash or slash of the word's own, letters on either side: "peace-building", "he said—twice".
_HYPHEN = re.compile(r"(?<=[^\W\d_]{2}[-‐–/])(?=[^\W\d_]{2})|(?<=\w—)(?=\w)")
_BLANK = re.compile(rf"(?<=[{_NO_BREAK}])(?=\S)")
_ADDRESS = re.compile(rf"(?<=[/?&=#:;,._~+@|\\-])(?=\w)|{_BLANK.pattern}")
_LONG = 20
"""From so many characters on, no-break spaces hold nothing together: some pages know no other spaces."""
_FIRST_WIDE = "\u2e80"


@cache
def _between_wide() -> re.Pattern[str]:
    """Where Chinese and Japanese may be parted: nearly everywhere, but not before what closes."""
    # Two milliseconds to compile, which most texts need not wait for.
    wide = (
        "\u2e80-\u30ff\u31c0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
    )
    opening = r"(\[{«“‘〈《「『【〔〖〘〚〝（［｛｟｢$£¥＄￡￥"
    closing = (
        r",.;:!?%)\]}»”’…‥、。〃〉》」』】〕〗〙〛〞〟々〻ー゠ゝゞヽヾぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰ-ㇿ"
        r"！％），．：；？］｝｠｡｣､･～"
    )
    joined = "\u0300-\u036f\u200c\u200d\u3099\u309a\ufe00-\ufe0f\U0001f3fb-\U0001f3ff\U000e0100-\U000e01ef"
    return re.compile(
        rf"(?:(?<=[{wide}])|(?=[{wide}]))(?<![\s{opening}])(?![{closing}{joined}])|{_HYPHEN.pattern}"
    )


def _cut(text: str, start: int, end: int, room: int, *, alone: bool) -> int:
    """Where a word that does not fit into ``room`` cells is parted; its start where it goes to the next row.

    ``alone`` tells that it has a row to itself, so that it must be parted somewhere.
    """
    piece = text[start : min(end, start + _BOUNDED * max(1, room))]
    most = _fitting(piece, room) if width_of(piece) > room else len(piece)
    best = _last(_between_wide() if max(piece) >= _FIRST_WIDE else _HYPHEN, piece, most)
    if alone:
        # An address is as well parted at its own signs, but not for the sake of a short row.
        at_sign = _last(_ADDRESS, piece, most)
        best = max(best, at_sign) if at_sign * 2 > most else best
        return start + (best or _whole(piece, max(1, most)))
    if not best and len(piece) > _LONG:
        best = _last(_BLANK, piece, most)
    return start + best


def _last(places: re.Pattern[str], piece: str, most: int) -> int:
    """The last of some places among so many characters; 0 where there is none."""
    return max((at.start() for at in places.finditer(piece, 0, most + 3) if at.start() <= most), default=0)


def _fitting(piece: str, room: int) -> int:
    """How many characters of a piece fit into some cells."""
    low, high = 0, len(piece)
    while low < high:
        middle = (low + high + 1) // 2
        if width_of(piece[:middle]) <= room:
            low = middle
        else:
            high = middle - 1
    return low


def _whole(piece: str, most: int) -> int:
    """So many characters or a few less, so that none is parted from its accents or its emoji."""
    for at in range(most, max(0, most - 32), -1):
        if at >= len(piece) or not _within(piece, at):
            return at
    return most


def _within(piece: str, at: int) -> bool:
    """Whether the characters before and after a place are seen as one."""
    before, after = piece[at - 1], piece[at]
    if before == "\u200d" or after in "\u200c\u200d" or "\U0001f3fb" <= after <= "\U0001f3ff":
        return True
    if unicodedata.category(after) in ("Mn", "Me", "Mc") or "\u1160" <= after <= "\u11ff":
        return True
    flags = (
        re.search("[\U0001f1e6-\U0001f1ff]+$", piece[:at]) if "\U0001f1e6" <= after <= "\U0001f1ff" else None
    )
    return flags is not None and len(flags[0]) % 2 == 1
