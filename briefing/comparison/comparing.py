"""Two readouts of one meeting: what both mention, what only one does, and where the words differ."""

from __future__ import annotations

from bisect import bisect_left
from itertools import groupby
from typing import TYPE_CHECKING

from briefing.comparison.matching import Matching, add
from briefing.comparison.naming import Naming
from briefing.comparison.parties import parties_of
from briefing.comparison.passages import Side
from briefing.comparison.records import SIDES, Comparison, Difference, Row, Share, SharedIssue, Silence
from briefing.comparison.searching import looked_for
from briefing.comparison.wording import wordings_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefing.analysis.lexicon import Lexicon
    from briefing.comparison.passages import Unit
    from briefing.comparison.records import Passage, Wording
    from briefing.model import Briefing, Span


def compare(a: Briefing, b: Briefing, lexicon: Lexicon) -> Comparison:
    """What two sides say of one meeting, side by side; ``lexicon`` is the one that they were read with."""
    own = parties_of(a, lexicon) | parties_of(b, lexicon)
    left, right = Side(a, lexicon, own), Side(b, lexicon, own)
    matching = Matching(left.units, right.units, lexicon)
    return _Comparing(left, right, matching).result()


class _Comparing:
    """Puts what was matched into records."""

    def __init__(self, a: Side, b: Side, matching: Matching) -> None:
        self.sides = (a, b)
        self.matching = matching
        self.groups = matching.groups
        self.names = [self._shared_name(group) for group in self.groups]
        self.silent = (self._silent(0), self._silent(1))
        self.places = (self._places(0), self._places(1))
        self.totals = tuple(max(1, sum(unit.length for unit in side.units)) for side in self.sides)

    def result(self) -> Comparison:
        issues = tuple(map(self._issue, self.groups, self.names))
        silences = (*self._silences(0), *self._silences(1))
        wordings = tuple(
            wordings_of(
                (self.sides[0].page, self._passages(0, group[0])),
                (self.sides[1].page, self._passages(1, group[1])),
            )
            for group in self.groups
        )
        rows = tuple(self._rows(issues, silences))
        return Comparison(issues, silences, rows, wordings, tuple(_differences(rows, wordings)))

    def _units(self, side: int, numbers: Iterable[int]) -> list[Unit]:
        return [self.sides[side].units[number] for number in numbers]

    def _shared_name(self, group: tuple[list[int], list[int]]) -> str:
        named = [(self.sides[side], self._units(side, group[side])) for side in (0, 1)]
        return Naming(named).name(self._shared_keys(group))

    def _shared_keys(self, group: tuple[list[int], list[int]]) -> dict[str, float]:
        keys: dict[str, float] = {}
        for one in self._units(0, group[0]):
            for other in self._units(1, group[1]):
                add(keys, self.matching.common(one, other))
        return keys

    def _silent(self, side: int) -> dict[str, list[int]]:
        """The units without an answer by the name of their subject.

        What has the name of a subject that both mention is counted as part of it.
        """
        taken = {number for group in self.groups for number in group[side]}
        by_key: dict[str, list[int]] = {}
        for number, unit in enumerate(self.sides[side].units):
            if number not in taken:
                by_key.setdefault(unit.main or f"#{number}", []).append(number)
        found: dict[str, list[int]] = {}
        for numbers in by_key.values():
            units = self._units(side, numbers)
            keys: dict[str, float] = {}
            for unit in units:
                add(keys, unit.weights)
            name = Naming([(self.sides[side], units)]).name(keys)
            if name in self.names:
                group = self.groups[self.names.index(name)][side]
                group[:] = sorted([*group, *numbers])
            else:
                found.setdefault(name, []).extend(numbers)
        return found

    def _places(self, side: int) -> dict[int, int]:
        """Of each subject, by its first unit, whether it is named first, second and so on."""
        first = [min(group[side]) for group in self.groups]
        first += [min(numbers) for numbers in self.silent[side].values()]
        return {head: place for place, head in enumerate(sorted(first), 1)}

    def _passages(self, side: int, numbers: Iterable[int]) -> list[Passage]:
        units = self.sides[side].units
        return sorted(
            (passage for number in numbers for passage in units[number].passages),
            key=lambda passage: passage.start,
        )

    def _spans(self, side: int, numbers: Iterable[int]) -> tuple[Span, ...]:
        return tuple(self.sides[side].trimmed(passage.span) for passage in self._passages(side, numbers))

    def _share(self, side: int, numbers: Sequence[int]) -> Share:
        length = sum(self.sides[side].units[number].length for number in numbers)
        return Share(round(length / self.totals[side], 4), self.places[side][min(numbers)])

    def _issue(self, group: tuple[list[int], list[int]], name: str) -> SharedIssue:
        keys = self._shared_keys(group)
        words = dict.fromkeys(
            " ".join(self.sides[side].page.text[sign.start : sign.end].split())
            for side in (0, 1)
            for passage in self._passages(side, group[side])
            for sign in passage.signs
            if sign.key in keys and sign.start < sign.end
        )
        return SharedIssue(
            name,
            self._spans(0, group[0]),
            self._spans(1, group[1]),
            tuple(words),
            self._share(0, group[0]),
            self._share(1, group[1]),
        )

    def _silences(self, side: int) -> Iterable[Silence]:
        here, there = self.sides[side], self.sides[1 - side]
        for name, numbers in self.silent[side].items():
            absent, elsewhere = looked_for(self._units(side, numbers), here, there)
            yield Silence(
                name, SIDES[side], self._spans(side, numbers), absent, elsewhere, self._share(side, numbers)
            )

    def _rows(self, issues: Sequence[SharedIssue], silences: Sequence[Silence]) -> list[Row]:
        """In the order of a; what only b has stands where b has it, after what it follows there."""
        ours = [Row(issue.name, issue.a, issue.b, issue=number) for number, issue in enumerate(issues)]
        theirs: list[Row] = []
        for number, silence in enumerate(silences):
            if silence.side == "a":
                ours.append(Row(silence.name, silence.spans, silence=number))
            else:
                theirs.append(Row(silence.name, b=silence.spans, silence=number))
        ours += [Row("", spans) for spans in self._framed(0)]
        theirs += [Row("", b=spans) for spans in self._framed(1)]
        ours.sort(key=lambda row: row.a[0])
        anchors = sorted((row.b[0], number) for number, row in enumerate(ours) if row.b)
        after: dict[int, list[Row]] = {}
        for row in sorted(theirs, key=lambda row: row.b[0]):
            place = bisect_left(anchors, (row.b[0],)) - 1
            after.setdefault(anchors[place][1] if place >= 0 else -1, []).append(row)
        rows = after.get(-1, [])
        for number, row in enumerate(ours):
            rows += [row, *after.get(number, ())]
        return rows

    def _framed(self, side: int) -> Iterable[tuple[Span, ...]]:
        """What tells of the meeting itself, sentences that follow each other together."""
        here = self.sides[side]
        for framed, passages in groupby(here.passages, key=lambda passage: passage.framed):
            if framed:
                yield tuple(here.trimmed(passage.span) for passage in passages)


def _differences(rows: Sequence[Row], wordings: Sequence[Sequence[Wording]]) -> Iterable[Difference]:
    for number, row in enumerate(rows):
        if row.silence >= 0:
            if row.a:
                yield Difference("only a", number, a=row.a[0])
            else:
                yield Difference("only b", number, b=row.b[0])
        elif row.issue >= 0:
            for wording in wordings[row.issue]:
                if wording.differing_a or wording.differing_b:
                    yield Difference(
                        "wording",
                        number,
                        next(iter(wording.differing_a), None),
                        next(iter(wording.differing_b), None),
                    )
