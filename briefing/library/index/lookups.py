"""What an index knows of an entity, an issue or a wording: the rows that dossiers are made of.

Everything comes newest first, and lazily: a few hundred rows at a time, so that who reads them slowly keeps
nobody from writing.
"""

from __future__ import annotations

import json
import os
from array import array
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeVar

from briefing.library.index import tables
from briefing.library.index.filters import quoted
from briefing.library.index.queries import has_word
from briefing.library.index.shelved import bindable, key
from briefing.model import Cue

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator

Answer = TypeVar("Answer")
Part = Literal["by", "to", "about"]
_PARTS: dict[Part, int] = {"by": tables.BY, "to": tables.TO, "about": tables.ABOUT}


@dataclass(frozen=True, slots=True)
class Known:
    """An entity of the library."""

    id: str
    kind: str
    name: str
    briefings: int
    """In how many it appears."""
    forms: tuple[tuple[str, int], ...] = ()
    """Its names, each with the number of briefings that use it; the commonest first."""


@dataclass(frozen=True, slots=True)
class Place:
    """A briefing, as what is found in it tells where it stands."""

    number: int
    id: str
    title: str
    path: str
    date: str
    issuer: str
    parties: tuple[str, ...]
    place: str
    format: str
    meeting: str


@dataclass(frozen=True, slots=True)
class Appearance:
    """An entity in one briefing."""

    briefing: Place
    entity: str
    """The id."""
    name: str
    role: str
    aliases: tuple[str, ...]
    mentions: tuple[tuple[int, int, str], ...]
    """Start, end and form: ``name`` or ``role``."""


@dataclass(frozen=True, slots=True)
class Said:
    """A statement and its words."""

    briefing: Place
    section: str
    """The heading."""
    start: int
    end: int
    words: str
    side: str
    speaker: str
    addressee: str
    cues: tuple[Cue, ...]
    strength: int
    rule: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A section, with where its sentences stand in the briefing's text."""

    briefing: Place
    heading: str
    kind: str
    start: int
    words: str
    sentences: tuple[tuple[int, int], ...]
    issues: tuple[tuple[str, int], ...] = ()
    """The names of the issues that its words speak of, and how much; the strongest first."""

    def sentence(self, number: int) -> str:
        start, end = self.sentences[number]
        return self.words[start - self.start : end - self.start]


class Ask(Protocol):
    def __call__(self, act: Callable[[sqlite3.Connection], Answer], /) -> Answer: ...


class Lookups:
    """``ask`` runs something on a connection; ``bundled`` says whether the briefings that ship count."""

    def __init__(self, ask: Ask, bundled: bool = True) -> None:
        self._ask = ask
        self._shown = "b.shown" if bundled else "NOT b.bundled"

    def entities(self, name: str) -> list[Known]:
        """The entities of such a name or id, in any of its forms; what most briefings name comes first."""
        rows = self._rows(
            "SELECT number, id, kind FROM entities WHERE id = ?"
            " UNION SELECT number, id, kind FROM entities"
            " WHERE number IN (SELECT entity FROM forms WHERE key = ?)",
            (bindable(name), key(bindable(name))),
        )
        found = [self._known(*row) for row in rows]
        return sorted((one for one in found if one.briefings), key=lambda one: (-one.briefings, one.id))

    def names(self, begun: str = "", count: int = 50) -> list[tuple[str, str, int]]:
        """Forms that begin so, with the ids of their entities and their briefings; for completion."""
        low = key(bindable(begun))
        return self._rows(
            "SELECT f.form, e.id, f.briefings FROM forms f JOIN entities e ON e.number = f.entity"
            " WHERE f.key >= ? AND f.key < ? ORDER BY f.briefings DESC, f.key LIMIT ?",
            (low, low + "\U0010ffff", count),
        )

    def appearances(self, entity: str, after: str = "", before: str = "") -> Iterator[Appearance]:
        """Where an entity, by its id, is named, from the day ``after`` on and until ``before`` begins."""
        rows = self._stretch(
            f"SELECT a.briefing, {_PLACE}, a.name, a.role, a.aliases, a.mentions FROM appearances a"
            f" JOIN briefings b ON b.number = a.briefing WHERE {self._shown} AND"
            " a.entity = (SELECT number FROM entities WHERE id = ?)",
            (bindable(entity),),
            "a.briefing",
            *_borders(after, before),
        )
        for row in rows:
            name, role, aliases, mentions = row[_FIELDS:]
            yield Appearance(_place(row), entity, name, role, tuple(json.loads(aliases)), _mentions(mentions))

    def counterparts(self, entity: str) -> list[tuple[str, str, str, int]]:
        """Id, kind and name of those who appear beside an entity, and in how many briefings."""
        beside: Counter[int] = Counter()
        for _, packed in self._stretch(
            "SELECT a.briefing, b.entities FROM appearances a JOIN briefings b ON b.number = a.briefing"
            f" WHERE {self._shown} AND a.entity = (SELECT number FROM entities WHERE id = ?)",
            (bindable(entity),),
            "a.briefing",
            *_borders("", ""),
        ):
            entities = array("I")
            entities.frombytes(packed)
            beside.update(entities)
        known = {
            number: (name, kind) for number, name, kind in self._rows("SELECT number, id, kind FROM entities")
        }
        found = [
            (*known[number], self._name(number), count)
            for number, count in beside.items()
            if known[number][0] != entity
        ]
        return sorted(found, key=lambda one: (-one[3], one[0]))

    def statements(self, entity: str, part: Part, after: str = "", before: str = "") -> Iterator[Said]:
        """What an entity, by its id, said, was told, or is named in."""
        first, end = (tables.statements_of(border)[0] for border in _borders(after, before))
        rows = self._stretch(
            f"SELECT i.statement, {_PLACE}, {_SAID} FROM involved i"
            " JOIN statements s ON s.number = i.statement"
            f" JOIN briefings b ON b.number = i.statement >> {tables.STATEMENT_BITS}"
            f" JOIN sections p ON p.number = (b.number << {tables.SECTION_BITS}) + s.section"
            f" WHERE {self._shown} AND i.entity = (SELECT number FROM entities WHERE id = ?) AND i.part = ?",
            (bindable(entity), _PARTS[part]),
            "i.statement",
            first,
            end,
        )
        return map(_said, rows)

    def statements_in(self, briefing: Place, start: int = 0, end: int = 1 << 40) -> list[Said]:
        """The statements of a briefing that begin in a stretch of its text, in the order of the text."""
        rows = self._rows(
            f"SELECT s.number, {_PLACE}, {_SAID} FROM statements s"
            f" JOIN briefings b ON b.number = s.number >> {tables.STATEMENT_BITS}"
            f" JOIN sections p ON p.number = (b.number << {tables.SECTION_BITS}) + s.section"
            " WHERE s.number >= ? AND s.number < ? AND s.start >= ? AND s.start < ? ORDER BY s.number",
            (*tables.statements_of(briefing.number), start, end),
        )
        return list(map(_said, rows))

    def issues(self) -> list[tuple[str, str, int]]:
        """Id and name of the issues that sections are about, and of how many; the commonest first."""
        return self._rows(
            "SELECT i.id, i.name, count(*) FROM subjects s JOIN issues i ON i.number = s.issue"
            " GROUP BY s.issue ORDER BY count(*) DESC, i.id"
        )

    def sections(self, issue: str, after: str = "", before: str = "") -> Iterator[Passage]:
        """The sections on an issue: those with these words in their heading, those in which an issue of such
        an id or name is strong, and those with an entity of such an id or name in their heading."""
        issue = bindable(issue)
        first, end = (tables.sections_of(border)[0] for border in _borders(after, before))
        headings = {issue, *(form for one in self.entities(issue) for form, _ in one.forms)}
        match = " OR ".join(f"heading : {quoted(form, False)}" for form in sorted(headings) if has_word(form))
        found = self._rows(
            "SELECT section FROM subjects WHERE section >= ? AND section < ?"
            " AND issue IN (SELECT number FROM issues WHERE id = ? OR lower(name) = lower(?))",
            (first, end, issue, issue),
        )
        if match:
            found += self._rows(
                "SELECT rowid FROM words WHERE words MATCH ? AND rowid >= ? AND rowid < ?",
                (match, first, end),
            )
        numbers = sorted({number for (number,) in found}, reverse=True)
        return filter(None, map(self.section, numbers))

    def passages(
        self, match: str, after: str = "", before: str = "", newest: bool = True
    ) -> Iterator[Passage]:
        """The sections that an expression of FTS5 matches, such as ``queries.parse(...).match``."""
        first, end = (tables.sections_of(border)[0] for border in _borders(after, before))
        rows = self._stretch(
            "SELECT rowid FROM words WHERE words MATCH ?", (match,), "rowid", first, end, newest
        )
        return filter(None, (self.section(number) for (number,) in rows))

    def section(self, number: int) -> Passage | None:
        """A section by its number; None where it does not count."""
        rows = self._rows(
            f"SELECT s.number, {_PLACE}, s.heading, s.kind, s.start, s.body, s.sentences FROM sections s"
            f" JOIN briefings b ON b.number = s.number >> {tables.SECTION_BITS}"
            f" WHERE s.number = ? AND {self._shown}",
            (number,),
        )
        if not rows:
            return None
        issues = self._rows(
            "SELECT i.name, s.weight FROM issues i JOIN subjects s ON s.issue = i.number AND s.section = ?"
            " ORDER BY s.weight DESC, i.id",
            (number,),
        )
        heading, kind, start, body, sentences = rows[0][_FIELDS:]
        borders = array("I")
        borders.frombytes(sentences)
        pairs = tuple(zip(borders[::2], borders[1::2], strict=True))
        return Passage(_place(rows[0]), heading, kind, start, body, pairs, tuple(issues))

    def _known(self, number: int, name: str, kind: str) -> Known:
        forms = self._rows(
            "SELECT form, briefings FROM forms WHERE entity = ? ORDER BY briefings DESC, form", (number,)
        )
        ((count,),) = self._rows(
            "SELECT count(*) FROM appearances a JOIN briefings b ON b.number = a.briefing"
            f" WHERE a.entity = ? AND {self._shown}",
            (number,),
        )
        return Known(name, kind, self._name(number), count, tuple(forms))

    def _name(self, entity: int) -> str:
        """As the newest briefing has it."""
        rows = self._rows(
            "SELECT name FROM appearances WHERE entity = ? ORDER BY briefing DESC LIMIT 1", (entity,)
        )
        return str(rows[0][0]) if rows else ""

    def _rows(self, select: str, values: tuple[object, ...] = ()) -> list[Any]:
        return self._ask(lambda base: base.execute(select, values).fetchall())

    def _stretch(
        self,
        select: str,
        values: tuple[object, ...],
        number: str,
        first: int,
        end: int,
        newest: bool = True,
    ) -> Iterator[Any]:
        """The rows with a number, their first column, from ``first`` up to ``end``."""
        order = f"{select} AND {number} >= ? AND {number} < ? ORDER BY {number} {'DESC' if newest else 'ASC'}"
        while True:
            rows = self._rows(f"{order} LIMIT {_AT_ONCE}", (*values, first, end))
            yield from rows
            if len(rows) < _AT_ONCE:
                return
            if newest:
                end = rows[-1][0]
            else:
                first = rows[-1][0] + 1


_AT_ONCE = 400
_PLACE = "b.number, b.id, b.title, b.path, b.date, b.issuer, b.parties, b.place, b.format, b.meeting"
_FIELDS = 11
_SAID = (
    'p.heading, s.start, s."end", substr(p.body, s.start - p.start + 1, s."end" - s.start), s.side,'
    " s.speaker, s.addressee, s.cues, s.strength, s.rule, s.confidence"
)


def _place(row: tuple[Any, ...]) -> Place:
    number, name, title, path, date, issuer, parties, place, form, meeting = row[1:_FIELDS]
    return Place(
        number,
        name,
        title or name,
        os.fsdecode(path),
        date,
        issuer,
        tuple(json.loads(parties)),
        place,
        form,
        meeting,
    )


def _said(row: tuple[Any, ...]) -> Said:
    heading, start, end, words, side, speaker, addressee, cues, strength, rule, confidence = row[_FIELDS:]
    read = tuple(Cue(*cue) for cue in json.loads(cues))
    return Said(
        _place(row), heading, start, end, words, side, speaker, addressee, read, strength, rule, confidence
    )


def _mentions(packed: bytes) -> tuple[tuple[int, int, str], ...]:
    places = array("I")
    places.frombytes(packed)
    return tuple(
        (start, end, "role" if role else "name")
        for start, end, role in zip(places[::3], places[1::3], places[2::3], strict=True)
    )


def _borders(after: str, before: str) -> tuple[int, int]:
    """The least number of briefings from a day on, and of those from another on."""
    first = tables.first_of(tables.day_of(after)) if after else 0
    return first, tables.first_of(tables.day_of(before) if before else tables.LAST_DAY)
