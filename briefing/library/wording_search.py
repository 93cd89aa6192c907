"""The wordings of a formula in a whole library: only sections that have enough of its words are read."""

from __future__ import annotations

from array import array
from itertools import combinations, groupby, islice
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


def wordings(phrase: str, readings: Readings, against: Against = "before", limit: int = 0) -> Wordings:
    """The newest wordings and the very first one; all of them without a limit.

    Raises BriefingError for a phrase in which there is nothing to be sought.
    """
    search = _Search(wording.formula(phrase), readings)
    newest = search.found(newest=True)
    rows = list(islice(newest, limit or None))
    complete = next(newest, None) is None
    if not complete:
        rows += islice(search.found(newest=False), 1)
    cited = [search.quoted(number, found) for number, found in rows]
    return wording.compared(
        phrase,
        cited,
        lambda: _later(readings, [row[0].origin for row in cited]),
        against,
        complete,
    )


class _Search:
    """The sections that may have a wording, and what is found in them."""

    def __init__(self, sought: Formula, readings: Readings) -> None:
        self._sought = sought
        self._base = readings.base
        self._readings = readings
        self._said = frozenset(self._matching(f"body : {quoted(sought.phrase, begun=False)}"))
        possible = {*self._said, *self._matching(self._expression())}
        hidden = readings.hidden()
        self._numbers = sorted(number for number in possible if _briefing(number) not in hidden)

    def found(self, *, newest: bool) -> Iterator[tuple[int, Wording]]:
        """The nearest wording of each readout that has one, with the number of its section."""
        numbers = reversed(self._numbers) if newest else iter(self._numbers)
        for _, sections in groupby(numbers, key=_briefing):
            # Those that have the very words come first, and then no other can be nearer.
            ordered = sorted(sections, key=lambda number: (number not in self._said, number))
            best: tuple[int, Wording] | None = None
            for number in ordered:
                found = self._in_section(number)
                if found and (best is None or found.likeness > best[1].likeness):
                    best = number, found
                if best and best[1].likeness == 1:
                    break
            if best:
                yield best

    def quoted(self, number: int, found: Wording) -> tuple[Quoted, Quoted, float]:
        """A wording, all of the sentences that it stands in, and how like the formula it is."""
        (origin,) = self._readings.origins([_briefing(number)]).values()
        start, heading, body, packed = self._base.execute(
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
            found.likeness,
        )

    def _in_section(self, number: int) -> Wording | None:
        ((body,),) = self._base.execute("SELECT body FROM sections WHERE number = ?", (number,))
        exact = self._sought.exact(body) if number in self._said else None
        return exact or self._sought.nearest(body)

    def _matching(self, expression: str) -> Iterator[int]:
        rows = self._base.execute("SELECT rowid FROM words WHERE words MATCH ?", (expression,))
        return (number for (number,) in rows)

    def _expression(self) -> str:
        """What FTS5 is asked for: a section that this does not match has not enough of the formula's words.

        It needs one of the rarest words that cannot all be spared, and two different ones close together.
        """
        sought = self._sought
        rare = sorted(sought.keys, key=self._count, reverse=True)
        spared = 0
        while rare and spared + sought.keys[rare[0]] < sought.needed:
            spared += sought.keys[rare.pop(0)]
        parts = [" OR ".join(map(_beginning, rare))]
        if sought.least > 1:
            # Twice as far, since FTS5 takes apart what is one word here, as "don't".
            pairs = combinations(map(_beginning, sought.keys), 2)
            parts.append(" OR ".join(f"NEAR({one} {other}, {2 * sought.reach})" for one, other in pairs))
        return f"body : ({' AND '.join(f'({part})' for part in parts)})"

    def _count(self, word: str) -> int:
        """How many sections have a word, or about how many where that are very many."""
        found = self._base.execute(
            "SELECT count(*) FROM (SELECT 1 FROM words WHERE words MATCH ? LIMIT ?)",
            (f"body : {_beginning(word)}", _COUNTED),
        ).fetchone()
        return int(found[0])


def _briefing(section: int) -> int:
    return section >> tables.SECTION_BITS


def _beginning(word: str) -> str:
    return quoted(word, begun=True)


def _later(readings: Readings, origins: list[Origin]) -> Iterator[Origin]:
    """The readouts of the issuers that said it, from the earliest day on that may have been the last."""
    last: dict[str, dict[wording.Parties, str]] = {}
    for origin in origins:
        days = last.setdefault(key(origin.issuer), {})
        days[wording.series(origin)] = max(origin.date, days.get(wording.series(origin), ""))
    for issuer, days in last.items():
        yield from readings.later(issuer, min(days.values()))
