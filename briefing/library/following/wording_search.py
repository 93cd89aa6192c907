"""The wordings of a formula in a whole library: only sections that have enough of its words are read."""

from __future__ import annotations

import heapq
from array import array
from itertools import combinations, groupby, islice
from typing import TYPE_CHECKING

from briefing.library.following import wording
from briefing.library.index import tables
from briefing.library.index.filters import quoted
from briefing.library.index.shelved import key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from briefing.library.following.formula import Formula, Wording
    from briefing.library.following.quoted import Origin, Quoted
    from briefing.library.following.readings import Readings
    from briefing.library.following.wording import Against, Wordings

_MOST_PAIRED = 16
"""Words of a formula up to which each two of them are asked for: with more, the rarest say enough."""
_MOST_READ = 10_000
"""Sections that are read for a first answer: about a second. Some formulas have none but common words."""
_COUNTED = 50_000
"""Sections up to which the sections that have a word are counted."""


def wordings(phrase: str, readings: Readings, against: Against = "before", limit: int = 0) -> Wordings:
    """The newest wordings and the very first one; all of them without a limit.

    Raises BriefingError for a phrase in which there is nothing to be sought.
    """
    search = _Search(wording.formula(phrase), readings)
    most = _MOST_READ if limit else 0
    newest = search.found(most, newest=True)
    rows = list(islice(newest, limit or None))
    more = next(newest, None) is not None
    complete = not (more or search.cut)
    # Between what is older than this, wordings may be missing: nothing there is sure to be the last.
    border = max(rows[-1][0] if more else 0, search.border)
    if rows and not complete:
        known = {_briefing(number) for number, _ in rows}
        earliest = search.found(most, newest=False)
        rows += [row for row in islice(earliest, 1) if _briefing(row[0]) not in known]
    cited = [search.quoted(number, found) for number, found in rows]
    recent = [row[0].origin for (number, _), row in zip(rows, cited, strict=True) if number >= border]
    return wording.compared(
        phrase,
        cited,
        lambda: _later(readings, recent),
        against,
        None if complete else frozenset(origin.briefing for origin in recent),
    )


class _Search:
    """The sections that may have a wording, and what is found in them."""

    def __init__(self, sought: Formula, readings: Readings) -> None:
        self._sought = sought
        self._base = readings.base
        self._readings = readings
        self._hidden = readings.hidden()
        self.cut = False
        """Whether some sections were left out."""
        self.border = 0
        """The oldest section down to which none was left out while the newest were looked for."""
        self._literal = f"body : {quoted(sought.phrase, begun=False)}"
        self._alike = self._expression()

    def found(self, most: int, *, newest: bool) -> Iterator[tuple[int, Wording]]:
        """The nearest wording of each readout that has one, with the number of its section.

        Of the sections that have not the very words, only so many are read; 0 is all.
        """
        said = ((number, True) for number in self._matching(self._literal, newest))
        matching = self._matching(self._alike, newest)
        alike = ((number, False) for number in self._counted(matching, most, newest=newest))
        sections = heapq.merge(said, alike, key=_number, reverse=newest)
        for briefing, rows in groupby(sections, key=lambda row: _briefing(row[0])):
            found = dict(sorted(rows))
            if briefing not in self._hidden and (best := self._best(found)):
                yield best

    def _best(self, sections: Mapping[int, bool]) -> tuple[int, Wording] | None:
        """The nearest wording in the sections of a readout, some of which have the very words."""
        best: tuple[int, Wording] | None = None
        for number in sorted(sections, key=lambda number: (not sections[number], number)):
            ((body,),) = self._base.execute("SELECT body FROM sections WHERE number = ?", (number,))
            found = self._sought.nearest(body)
            if found and (best is None or found.likeness > best[1].likeness):
                best = number, found
            if best and best[1].likeness == 1:
                break
        return best

    def quoted(self, number: int, found: Wording) -> tuple[Quoted, Quoted, float]:
        """A wording, all of the sentences that it stands in, and how like the formula it is."""
        (origin,) = self._readings.origins([_briefing(number)]).values()
        start, heading, body, packed = self._base.execute(
            "SELECT start, heading, body, sentences FROM sections WHERE number = ?", (number,)
        ).fetchone()
        borders = array("I")
        borders.frombytes(packed)
        sentences = list(zip(borders[::2], borders[1::2], strict=True))
        return wording.Part(heading, start, body, sentences).quoted(origin, found)

    def _counted(self, numbers: Iterator[int], most: int, *, newest: bool) -> Iterator[int]:
        last = 0
        for last in islice(numbers, most or None):
            yield last
        if most and next(numbers, None) is not None:
            self.cut = True
            if newest:
                self.border = last

    def _matching(self, expression: str, newest: bool) -> Iterator[int]:
        rows = self._base.execute(
            f"SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid {'DESC' if newest else 'ASC'}",
            (expression,),
        )
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
        if 1 < len(sought.keys) <= _MOST_PAIRED:
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


def _number(row: tuple[int, bool]) -> int:
    return row[0]


def _briefing(section: int) -> int:
    return section >> tables.SECTION_BITS


def _beginning(word: str) -> str:
    return quoted(word, begun=True)


def _later(readings: Readings, origins: list[Origin]) -> Iterator[Origin]:
    """The readouts of the issuers that said it, from the earliest day on that may have been the last."""
    last: dict[str, dict[wording.Series, str]] = {}
    for origin in origins:
        days = last.setdefault(key(origin.issuer), {})
        days[wording.series(origin)] = max(origin.date, days.get(wording.series(origin), ""))
    for issuer, days in last.items():
        yield from readings.later(issuer, min(days.values()))
