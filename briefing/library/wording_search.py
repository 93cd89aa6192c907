"""The wordings of a formula in a whole library: only sections that have enough of its words are read."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from briefing.library import wording
from briefing.library.index import tables
from briefing.library.index.filters import quoted
from briefing.library.index.shelved import key
from briefing.library.quoted import Quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.library.formula import Formula, Wording
    from briefing.library.quoted import Origin
    from briefing.library.readings import Readings
    from briefing.library.wording import Against, Wordings

_COUNTED = 50_000
"""Sections up to which the sections that have a word are counted."""


def wordings(phrase: str, readings: Readings, against: Against = "before") -> Wordings:
    """Raises BriefingError for a phrase in which there is nothing to be sought."""
    sought = wording.formula(phrase)
    nearest: dict[int, tuple[int, Wording]] = {}
    for number, body in _sections(readings, f"body : {quoted(phrase, begun=False)}"):
        briefing = number >> tables.SECTION_BITS
        if briefing not in nearest and (exact := sought.exact(body)):
            nearest[briefing] = number, exact
    said = frozenset(nearest)
    for number, body in _sections(readings, _expression(sought, readings), said):
        found = sought.nearest(body)
        briefing = number >> tables.SECTION_BITS
        if found and (briefing not in nearest or found.likeness > nearest[briefing][1].likeness):
            nearest[briefing] = number, found
    origins = readings.origins(nearest)
    rows = [
        (*_quoted(readings, origins[briefing], number, found), found.likeness)
        for briefing, (number, found) in nearest.items()
        if briefing in origins
    ]
    return wording.compared(phrase, rows, lambda: _later(readings, [row[0].origin for row in rows]), against)


def _sections(
    readings: Readings, match: str, without: frozenset[int] = frozenset()
) -> Iterator[tuple[int, str]]:
    """The sections that an expression of FTS5 matches, but for those of some briefings, as they are kept."""
    numbers = [
        number
        for (number,) in readings.base.execute("SELECT rowid FROM words WHERE words MATCH ?", (match,))
        if number >> tables.SECTION_BITS not in without
    ]
    for number in numbers:
        yield from readings.base.execute("SELECT number, body FROM sections WHERE number = ?", (number,))


def _expression(sought: Formula, readings: Readings) -> str:
    """What FTS5 is asked for: a section that this does not match has not enough of the formula's words.

    It needs one of the rarest words that cannot all be spared, and another one where one alone is too little.
    """
    common = sorted(sought.keys, key=lambda word: -_count(word, readings))
    spared = 0
    while common and spared + sought.keys[common[0]] < sought.needed:
        spared += sought.keys[common.pop(0)]
    choices = []
    for word in common:
        others = [_beginning(other) for other in sought.keys if other != word]
        enough = sought.keys[word] >= sought.needed or not others
        choices.append(_beginning(word) if enough else f"({_beginning(word)} AND ({' OR '.join(others)}))")
    return f"body : ({' OR '.join(choices)})"


def _count(word: str, readings: Readings) -> int:
    """How many sections have a word, or about how many where that are very many."""
    found = readings.base.execute(
        "SELECT count(*) FROM (SELECT 1 FROM words WHERE words MATCH ? LIMIT ?)",
        (f"body : {_beginning(word)}", _COUNTED),
    ).fetchone()
    return int(found[0])


def _beginning(word: str) -> str:
    return quoted(word, begun=True)


def _quoted(readings: Readings, origin: Origin, number: int, found: Wording) -> tuple[Quoted, Quoted]:
    """A wording, and all of the sentences that it stands in."""
    start, heading, body, packed = readings.base.execute(
        "SELECT start, heading, body, sentences FROM sections WHERE number = ?", (number,)
    ).fetchone()
    borders = array("I")
    borders.frombytes(packed)
    first, last = found.start, found.end
    for opened, closed in zip(borders[::2], borders[1::2], strict=True):
        if opened - start < found.end and found.start < closed - start:
            first, last = min(first, opened - start), max(last, min(closed - start, len(body)))
    first = max(first, 0)
    return (
        Quoted(origin, heading, start + found.start, start + found.end, body[found.start : found.end]),
        Quoted(origin, heading, start + first, start + last, body[first:last]),
    )


def _later(readings: Readings, origins: list[Origin]) -> Iterator[Origin]:
    """The readouts of the issuers that said it, from the earliest day on that may have been the last."""
    last: dict[str, dict[wording.Parties, str]] = {}
    for origin in origins:
        days = last.setdefault(key(origin.issuer), {})
        days[wording.series(origin)] = max(origin.date, days.get(wording.series(origin), ""))
    for issuer, days in last.items():
        yield from readings.later(issuer, min(days.values()))
