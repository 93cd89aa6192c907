"""Who says what of which issue, with which verb: issues by parties, every cell the statements themselves."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from briefing.comparison.matching import Matching, add
from briefing.comparison.naming import Naming
from briefing.comparison.parties import (
    NOBODY,
    OTHERS,
    TOGETHER,
    issuing_party,
    parties_of,
    party_of,
    spoken_for,
)
from briefing.comparison.passages import Side

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.analysis.lexicon import Lexicon
    from briefing.model import Briefing, Cue, Statement

Standing = Literal["agreed", "said", "claimed", "told by both", ""]
"""``agreed``: the accounts of both sides tell of an agreement on the issue. ``said``: a side of itself.
``claimed``: by one side alone, of the other or of both. ``told by both``: a side of the other, which speaks
of the issue in its own account too. Empty for what is no position: who discussed what, what nobody said."""

_FRAME = "The meeting itself"


@dataclass(frozen=True, slots=True)
class Told:
    """One statement in a cell."""

    briefing: int
    """Index into the briefings compared."""
    statement: int
    """Index into the briefing's statements."""
    start: int
    end: int
    verb: str
    """The lemma of its strongest verb; empty without one."""
    strength: int
    standing: Standing = ""


@dataclass(frozen=True, slots=True)
class Cell:
    issue: int
    party: int
    told: tuple[Told, ...]

    @property
    def count(self) -> int:
        return len(self.told)

    @property
    def strongest(self) -> Told:
        return max(self.told, key=lambda one: one.strength)


@dataclass(frozen=True, slots=True)
class Positions:
    issues: tuple[str, ...]
    """In the order of the first briefing; what tells of the meeting itself comes last."""
    parties: tuple[str, ...]
    cells: tuple[Cell, ...]
    """Only those in which something is said, issue by issue."""

    def at(self, issue: int, party: int) -> Cell | None:
        return next((cell for cell in self.cells if (cell.issue, cell.party) == (issue, party)), None)


def find_positions(briefings: Sequence[Briefing], lexicon: Lexicon) -> Positions:
    """The positions in some briefings. Every statement stands in one cell, none in two."""
    names, placed = _subjects(briefings, lexicon)
    found: dict[tuple[int, str], list[Told]] = {}
    for number, briefing in enumerate(briefings):
        for at, statement in enumerate(briefing.statements):
            party = party_of(statement, briefing, lexicon)
            found.setdefault((placed[number][at], party), []).append(_told(number, at, statement))
    parties = _ordered(briefings, lexicon, {party for _, party in found})
    standings = _Standings(briefings, found, lexicon)
    cells = [
        Cell(issue, parties.index(party), tuple(standings.of(issue, party, one) for one in told))
        for (issue, party), told in found.items()
    ]
    return Positions(names, parties, tuple(sorted(cells, key=lambda cell: (cell.issue, cell.party))))


def strongest(statement: Statement) -> Cue | None:
    """The strongest verb of a statement, of equals the first."""
    return max(statement.cues, key=lambda cue: cue.strength, default=None)


def _told(number: int, at: int, statement: Statement) -> Told:
    cue = strongest(statement)
    return Told(number, at, statement.start, statement.end, cue.lemma if cue else "", statement.strength)


def _subjects(briefings: Sequence[Briefing], lexicon: Lexicon) -> tuple[tuple[str, ...], list[list[int]]]:
    """The names of the issues, and of every briefing the issue of every statement."""
    own = frozenset().union(*(parties_of(briefing, lexicon) for briefing in briefings))
    sides = [Side(briefing, lexicon, own) for briefing in briefings]
    groups = _groups(sides, lexicon)
    names: list[str] = []
    issue_of: dict[tuple[int, int], int] = {}
    for number, group in enumerate(groups):
        keys: dict[str, float] = {}
        by_side = []
        for side in sorted({side for side, _ in group}):
            units = [sides[side].units[unit] for one, unit in group if one == side]
            by_side.append((sides[side], units))
            for unit in units:
                add(keys, unit.weights)
        names.append(Naming(by_side).name(keys))
        issue_of.update(dict.fromkeys(group, number))
    placed = [
        [_issue_at(sides[number], number, statement, issue_of, len(groups)) for statement in one.statements]
        for number, one in enumerate(briefings)
    ]
    if any(len(groups) in row for row in placed):
        names.append(_FRAME)
    return tuple(names), placed


def _groups(sides: Sequence[Side], lexicon: Lexicon) -> list[list[tuple[int, int]]]:
    """Units about one subject, each by its side and number, in the order of the briefings."""
    groups: list[list[tuple[int, int]]] = []
    if len(sides) == 2:
        matched = Matching(sides[0].units, sides[1].units, lexicon).groups
        groups = [[*((0, i) for i in a), *((1, j) for j in b)] for a, b in matched]
    taken = {node for group in groups for node in group}
    by_key: dict[tuple[str, int], list[tuple[int, int]]] = {}
    for number, side in enumerate(sides):
        for at, unit in enumerate(side.units):
            if (number, at) in taken:
                continue
            # Of two briefings, what was not matched is not the same; of more, the weightiest key tells.
            alone = number if len(sides) == 2 else -1
            key = (unit.main, alone) if unit.main else (f"#{at}", number)
            by_key.setdefault(key, []).append((number, at))
    return sorted([*groups, *by_key.values()], key=min)


def _issue_at(
    side: Side, number: int, statement: Statement, issue_of: dict[tuple[int, int], int], other: int
) -> int:
    """The issue of most of a statement's words."""
    best, issue = 0, other
    for at, unit in side.units_at(statement.start, statement.end):
        shared = sum(
            max(0, min(passage.end, statement.end) - max(passage.start, statement.start))
            for passage in unit.passages
        )
        if shared > best:
            best, issue = shared, issue_of[number, at]
    return issue


def _ordered(briefings: Sequence[Briefing], lexicon: Lexicon, found: set[str]) -> tuple[str, ...]:
    """The parties as the briefings name them, others by name, then those that are none."""
    named = dict.fromkeys(party for briefing in briefings for party in spoken_for(briefing, lexicon))
    last = (TOGETHER, NOBODY, OTHERS)
    rest = sorted(found - {*named, *last})
    return tuple(party for party in (*named, *rest, *last) if party in found)


class _Standings:
    """What is agreed, said and claimed, as far as the accounts of two sides tell."""

    def __init__(
        self,
        briefings: Sequence[Briefing],
        found: dict[tuple[int, str], list[Told]],
        lexicon: Lexicon,
    ) -> None:
        self.briefings = briefings
        self.lexicon = lexicon
        self.agreeing: dict[int, set[int]] = {}
        self.speaking: dict[int, set[int]] = {}
        for (issue, party), told in found.items():
            for one in told:
                statement = briefings[one.briefing].statements[one.statement]
                if self._is_agreement(statement, party):
                    self.agreeing.setdefault(issue, set()).add(one.briefing)
                elif self._is_own(one.briefing, party):
                    self.speaking.setdefault(issue, set()).add(one.briefing)

    def of(self, issue: int, party: str, one: Told) -> Told:
        return replace(one, standing=self._standing(issue, party, one))

    def _standing(self, issue: int, party: str, one: Told) -> Standing:
        statement = self.briefings[one.briefing].statements[one.statement]
        if self._is_own(one.briefing, party):
            return "said"
        two = len(self.briefings) > 1
        if self._is_agreement(statement, party):
            others = self.agreeing.get(issue, set()) - {one.briefing}
            return "agreed" if others else "claimed" if two else ""
        if party in (TOGETHER, NOBODY, OTHERS):
            return ""
        others = self.speaking.get(issue, set()) - {one.briefing}
        return "told by both" if others else "claimed"

    def _is_own(self, number: int, party: str) -> bool:
        return party == issuing_party(self.briefings[number], self.lexicon)

    def _is_agreement(self, statement: Statement, party: str) -> bool:
        if party != TOGETHER:
            return False
        acts = {self._act(cue.lemma) for cue in statement.cues}
        return bool(acts & {"agree", "deed"})

    def _act(self, lemma: str) -> str:
        form = self.lexicon.verbs.get(lemma)
        return form.verb.act if form is not None else ""
