"""Briefings as an index knows them, for what asks of many at once: their files are not opened.

They have text, sections, sentences and statements as their files give them; of the entities only the one that
was asked for, and no blocks.
"""

from __future__ import annotations

import json
import os
from array import array
from typing import TYPE_CHECKING, Any

from briefing.library.following.quoted import Origin
from briefing.library.index import tables
from briefing.model import Briefing, Cue, Entity, Mention, Section, Sentence, Source, Statement

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

_HEAD = (
    "b.number, b.id, b.title, b.date, b.place, b.format, b.issuer, b.parties, b.meeting, b.path, b.revision"
)


class Readings:
    def __init__(self, base: sqlite3.Connection, bundled: bool = True, addresses: bool = False) -> None:
        """``base`` is an index's connection; ``bundled`` says whether the briefings that ship count.

        With ``addresses`` each briefing has that of its source, for which the head of its file is read.
        """
        self.base = base
        self.shown = "b.shown" if bundled else "NOT b.bundled"
        self._addresses = addresses

    def briefing(self, number: int, entity: tuple[str, str, str, str, bytes] | None = None) -> Briefing:
        """The briefing with a number; ``entity`` is an entity of it as the index has it."""
        row = self.base.execute(f"SELECT {_HEAD} FROM briefings b WHERE number = ?", (number,)).fetchone()
        _, name, title, date, place, form, issuer, parties, meeting, path, _ = row
        bodies: list[str] = []
        sections: list[Section] = []
        borders = array("I")
        for start, kind, heading, body, sentences in self.base.execute(
            "SELECT start, kind, heading, body, sentences FROM sections WHERE number >= ? AND number < ?",
            tables.sections_of(number),
        ):
            sections.append(Section(start, start + len(body), heading, kind))
            bodies.append(body)
            borders.frombytes(sentences)
        text = "".join(bodies)
        return Briefing(
            id=name,
            source=Source(text, "", os.fsdecode(path), self._address(path)),
            title=title,
            date=date,
            place=place,
            format=form,
            issuer=issuer,
            parties=tuple(json.loads(parties)),
            meeting=meeting,
            sentences=tuple(Sentence(*pair, 0) for pair in zip(borders[::2], borders[1::2], strict=True)),
            sections=tuple(sections),
            entities=() if entity is None else (_entity(text, *entity),),
            statements=tuple(self._statements(number)),
        )

    def of_entity(self, entity_id: str, limit: int = 0) -> Iterator[Briefing]:
        """The briefings that mention an entity, the newest first."""
        rows = self.base.execute(
            "SELECT a.briefing, a.name, a.role, a.aliases, a.mentions FROM appearances a"
            f" JOIN briefings b ON b.number = a.briefing WHERE {self.shown}"
            " AND a.entity = (SELECT number FROM entities WHERE id = ?) ORDER BY a.briefing DESC LIMIT ?",
            (entity_id, limit or -1),
        )
        for number, name, role, aliases, mentions in rows:
            yield self.briefing(number, (entity_id, name, role, aliases, mentions))

    def origins(self, numbers: Iterable[int]) -> dict[int, Origin]:
        """Some briefings as sources, by their numbers; those that do not count are left out."""
        rows = self.base.execute(
            f"SELECT {_HEAD} FROM briefings b WHERE {self.shown}"
            " AND b.number IN (SELECT value FROM json_each(?))",
            (json.dumps(list(numbers)),),
        )
        return {row[0]: self._origin(row) for row in rows}

    def path_of(self, briefing: str) -> str:
        """The file of a briefing, by its id; empty where there is none."""
        row = self.base.execute(
            f"SELECT b.path FROM briefings b WHERE b.id = ? AND {self.shown} ORDER BY b.bundled LIMIT 1",
            (briefing,),
        ).fetchone()
        return os.fsdecode(row[0]) if row else ""

    def hidden(self) -> frozenset[int]:
        """The numbers of the briefings that do not count."""
        rows = self.base.execute(f"SELECT b.number FROM briefings b WHERE NOT ({self.shown})")
        return frozenset(number for (number,) in rows)

    def later(self, issuer_key: str, date: str) -> Iterator[Origin]:
        """The readouts of an issuer that are later than a day."""
        rows = self.base.execute(
            f"SELECT {_HEAD} FROM briefings b WHERE b.issuer_key = ? AND b.date > ? AND {self.shown}",
            (issuer_key, date),
        )
        return map(self._origin, rows)

    def _origin(self, row: tuple[Any, ...]) -> Origin:
        _, name, title, date, _, form, issuer, parties, _, path, revision = row
        return Origin(
            name, title, date, form, issuer, tuple(json.loads(parties)), self._address(path), revision
        )

    def _statements(self, number: int) -> Iterator[Statement]:
        rows = self.base.execute(
            'SELECT section, start, "end", side, speaker, addressee, cues, rule, confidence FROM statements'
            " WHERE number >= ? AND number < ?",
            tables.statements_of(number),
        )
        for section, start, end, side, speaker, addressee, cues, rule, confidence in rows:
            read = tuple(Cue(*cue) for cue in json.loads(cues))
            yield Statement(start, end, section, side, speaker, read, addressee, rule, confidence)

    def _address(self, path: bytes) -> str:
        return address_of(path) if self._addresses else ""


def address_of(path: bytes) -> str:
    """The address of a briefing's source, as the front matter of its file gives it."""
    from briefing import document, files
    from briefing.errors import BriefingError
    from briefing.sources.text import source_from_bytes

    try:
        front = document.head(source_from_bytes(files.read(os.fsdecode(path))).text).front
    except BriefingError:
        return ""
    return front.source.url if front else ""


def _entity(text: str, entity_id: str, name: str, role: str, aliases: str, mentions: bytes) -> Entity:
    places = array("I")
    places.frombytes(mentions)
    found = tuple(
        Mention(start, end, text[start:end], "role" if is_role else "name")
        for start, end, is_role in zip(places[::3], places[1::3], places[2::3], strict=True)
    )
    kind: Any = entity_id.partition(":")[0]
    return Entity(entity_id, name, kind, role, tuple(json.loads(aliases)), found)
