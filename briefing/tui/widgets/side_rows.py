"""Two readouts as rows side by side, or one above the other where there is little room; pure."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Literal, NamedTuple

from briefing.tui.widgets.wrapping import wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefing.comparison import Comparison, Row, Silence
    from briefing.comparison.records import Share
    from briefing.model import Briefing, Span

BESIDE = 96
"""Cells from which on the columns stand side by side."""
GAP = 3
"""Cells between the columns, for a line and a blank on either side of it."""
_MARGIN = 4
"""Cells before the words of a side, where the two are one above the other."""
_NOTHING = (0, 0)

Kind = Literal["overview", "heading", "silence", "words", "blank"]
Stretch = tuple[int, int]
"""Code points of a text; none for no words."""


class Line(NamedTuple):
    """A row of the screen."""

    kind: Kind
    row: int = -1
    """Index into the comparison's rows."""
    words: str = ""
    """What is not the readouts' own."""
    a: Stretch = _NOTHING
    b: Stretch = _NOTHING
    side: str = ""
    """``a`` or ``b`` on the first line of a side, where the two are one above the other."""


class Sides(NamedTuple):
    """What is compared, and how either side is called."""

    comparison: Comparison
    a: Briefing
    b: Briefing
    name_a: str
    name_b: str


def column(width: int) -> int:
    """Cells of a column of words."""
    return (width - GAP) // 2 if width >= BESIDE else max(8, width - _MARGIN)


def lines(sides: Sides, width: int) -> list[Line]:
    """All rows at a width in cells: what both mention and what only one does, then the texts by subject."""
    found = [*_overview(sides, width)]
    for number, row in enumerate(sides.comparison.rows):
        found += [Line("blank"), *_head(sides, number, row, width), *_words(sides, number, row, width)]
    return found


def _overview(sides: Sides, width: int) -> Iterator[Line]:
    both = [issue.name for issue in sides.comparison.issues]
    told = [("Both mention", both)]
    for side, name in (("a", sides.name_a), ("b", sides.name_b)):
        only = [silence.name for silence in sides.comparison.silences if silence.side == side]
        told.append((f"Only {name}", only))
    for lead, names in told:
        words = f"{lead}: {' · '.join(names) or 'nothing'}"
        yield from (Line("overview", words=words[a:b]) for a, b in wrap(words, 0, len(words), width))


def _head(sides: Sides, number: int, row: Row, width: int) -> Iterator[Line]:
    """The subject, its order and share on either side; of a silence what was looked for."""
    if not row.name:
        return
    told = f"§ {row.name}"
    if row.issue >= 0:
        issue = sides.comparison.issues[row.issue]
        told += f" – {_share(issue.share_a, sides.name_a)}; {_share(issue.share_b, sides.name_b)}"
    elif row.silence >= 0:
        silence = sides.comparison.silences[row.silence]
        name = sides.name_a if silence.side == "a" else sides.name_b
        told += f" – only {_share(silence.share, name)}"
    yield from _told("heading", number, told, width)
    if row.silence >= 0:
        yield from _told("silence", number, sought(sides, sides.comparison.silences[row.silence]), width)


def sought(sides: Sides, silence: Silence) -> str:
    """The words that the other side was searched for, a sentence."""
    other = sides.name_b if silence.side == "a" else sides.name_a
    absent = ", ".join(f"“{word}”" for word in silence.looked_for)
    elsewhere = ", ".join(f"“{one.word}”" for one in silence.elsewhere)
    told = [f"{other} has nowhere {absent}." if absent else "", ""]
    if elsewhere:
        told[1] = f"It has {elsewhere} about something else."
    return " ".join(part for part in told if part)


def _share(share: Share, name: str) -> str:
    return f"{name} {share.length:.0%}, {_ordinal(share.place)}"


def _ordinal(place: int) -> str:
    ending = "th" if 10 <= place % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th")
    return f"{place}{ending}"


def _told(kind: Kind, number: int, words: str, width: int) -> Iterator[Line]:
    yield from (Line(kind, number, words[a:b]) for a, b in wrap(words, 0, len(words), width))


def _words(sides: Sides, number: int, row: Row, width: int) -> Iterator[Line]:
    ours = list(_wrapped(sides.a, row.a, column(width)))
    theirs = list(_wrapped(sides.b, row.b, column(width)))
    if width >= BESIDE:
        for one, other in zip_longest(ours, theirs, fillvalue=_NOTHING):
            yield Line("words", number, a=one, b=other)
        return
    for at, one in enumerate(ours):
        yield Line("words", number, a=one, side="" if at else "a")
    for at, other in enumerate(theirs):
        yield Line("words", number, b=other, side="" if at else "b")


def _wrapped(briefing: Briefing, spans: Sequence[Span], width: int) -> Iterator[Stretch]:
    """The words of some passages; those that follow each other in a paragraph run on."""
    starts = {block.start for block in briefing.blocks}
    at = 0
    while at < len(spans):
        start, end = spans[at].start, spans[at].end
        at += 1
        while at < len(spans) and spans[at].start not in starts and _is_blank(briefing, end, spans[at].start):
            end = spans[at].end
            at += 1
        yield from wrap(briefing.text, start, end, width)


def _is_blank(briefing: Briefing, start: int, end: int) -> bool:
    return not briefing.text[start:end].strip()
