"""Putting briefings and notes into the tables, and taking them out again."""

from __future__ import annotations

import json
from array import array
from typing import TYPE_CHECKING

from briefing.library.index import tables
from briefing.library.index.shelved import key

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from briefing.library.index.shelved import Shelved
    from briefing.library.index.stamps import Stamp
    from briefing.model import Note


_WORDS_KEPT = 100_000


class Shelves:
    """The writing side of an index. Everything goes on within the transaction of its connection."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._base = connection
        self._numbers: dict[tuple[str, str], int] = {}
        self._words: set[str] = set()

    def put(self, path: bytes, stamp: Stamp, digest: bytes, bundled: bool, one: Shelved) -> int:
        """Put a briefing in the place of what was known of its file; its number."""
        self.drop(path)
        base = self._base
        number = self._free_number(tables.day_of(one.date))
        entities = array("I", [self._number("entities", row[0], row[1]) for row in one.appearances])
        about = "\n".join((*one.parties, one.issuer, one.place, one.date, one.id))
        headings = "\n".join(section[3] for section in one.sections)
        base.execute(
            f"INSERT INTO briefings VALUES ({', '.join('?' * 26)})",
            (
                number, path, *stamp, digest, 0, bundled, 1,
                one.id, one.title, about, headings, one.date, one.place, one.format, one.issuer,
                json.dumps(one.parties), one.meeting, one.revision, one.problem,
                key(one.title or one.id), key(one.issuer), _meeting_key(one), entities.tobytes(), one.unusual,
            ),
        )  # fmt: skip
        base.execute(
            "INSERT INTO labels (rowid, title, about, headings) VALUES (?, ?, ?, ?)",
            (number, one.title, about, headings),
        )
        base.executemany(
            "INSERT OR IGNORE INTO partaking VALUES (?, ?)",
            [(self._number("parties", key(party), party), number) for party in one.parties] or [(0, number)],
        )
        self._put_sections(number, one)
        self._put_words(one.words)
        self._put_entities(number, entities, one)
        return number

    def drop(self, path: bytes) -> bool:
        """Take out what is known of a file; whether anything was."""
        row = self._base.execute(
            "SELECT number, entities, title, about, headings FROM briefings WHERE path = ?", (path,)
        ).fetchone()
        if row is None:
            return False
        base, (number, packed, *labels) = self._base, row
        base.execute(
            "INSERT INTO labels (labels, rowid, title, about, headings) VALUES ('delete', ?, ?, ?, ?)",
            (number, *labels),
        )
        base.execute("DELETE FROM briefings WHERE number = ?", (number,))
        base.execute(
            "DELETE FROM partaking WHERE briefing = ? AND party IN (SELECT number FROM parties)", (number,)
        )
        sections = tables.sections_of(number)
        base.execute(
            "INSERT INTO words (words, rowid, title, heading, body)"
            " SELECT 'delete', number, title, heading, body FROM sections WHERE number >= ? AND number < ?",
            sections,
        )
        base.execute("DELETE FROM sections WHERE number >= ? AND number < ?", sections)
        base.execute(
            "DELETE FROM subjects WHERE issue IN (SELECT number FROM issues)"
            " AND section >= ? AND section < ?",
            sections,
        )
        entities = array("I")
        entities.frombytes(packed)
        self._drop_entities(number, entities)
        return True

    def put_notes(
        self, path: bytes, folder: bytes, stamp: Stamp, digest: bytes, briefing: str, notes: Iterable[Note]
    ) -> None:
        """Put the notes of a file in the place of those that it held before."""
        from briefing.library.index.shelved import bindable

        self.drop_notes(path)
        found = list(notes)
        file = self._base.execute(
            "INSERT INTO notes_files VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?)",
            (path, folder, *stamp, digest, bindable(briefing), len(found)),
        ).lastrowid
        for note in found:
            anchor = note.anchor
            text, tags = bindable(note.text), "\n".join(map(bindable, note.tags))
            number = self._base.execute(
                "INSERT INTO notes VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    file, note.id, anchor.target, bindable(anchor.heading), anchor.start, anchor.end,
                    bindable(anchor.revision), bindable(note.quote), text, tags, bindable(note.created),
                ),
            ).lastrowid  # fmt: skip
            self._base.execute(
                "INSERT INTO remarks (rowid, text, tags) VALUES (?, ?, ?)", (number, text, tags)
            )

    def drop_notes(self, path: bytes) -> bool:
        row = self._base.execute("SELECT number FROM notes_files WHERE path = ?", (path,)).fetchone()
        if row is None:
            return False
        self._base.execute(
            "INSERT INTO remarks (remarks, rowid, text, tags)"
            " SELECT 'delete', number, text, tags FROM notes WHERE file = ?",
            row,
        )
        self._base.execute("DELETE FROM notes WHERE file = ?", row)
        self._base.execute("DELETE FROM notes_files WHERE number = ?", row)
        return True

    def tell_apart(self) -> None:
        """Of two files with one id the first has it, and a briefing that ships gives way to one's own."""
        base = self._base
        base.execute(
            "UPDATE briefings SET shown = NOT EXISTS (SELECT 1 FROM briefings own"
            " WHERE own.id = briefings.id AND NOT own.bundled) WHERE bundled"
        )

    def _put_sections(self, number: int, one: Shelved) -> None:
        first = tables.sections_of(number)[0]
        self._base.executemany(
            "INSERT INTO sections VALUES (?, ?, ?, ?, ?, ?, ?)",
            [(first + place, *section) for place, section in enumerate(one.sections)],
        )
        self._base.executemany(
            "INSERT INTO words (rowid, title, heading, body) VALUES (?, ?, ?, ?)",
            [(first + place, *section[2:5]) for place, section in enumerate(one.sections)],
        )
        self._base.executemany(
            "INSERT INTO subjects VALUES (?, ?, ?)",
            [
                (self._number("issues", id_, name), first + at, weight)
                for at, id_, name, weight in one.subjects
            ],
        )

    def _put_words(self, words: frozenset[str]) -> None:
        """Words stay when their last briefing goes: then they are found nowhere, which does no harm."""
        new = words - self._words
        if not new:
            return
        self._base.executemany(
            "INSERT OR IGNORE INTO vocabulary VALUES (?, ?)", [(key(word), word) for word in sorted(new)]
        )
        if len(self._words) > _WORDS_KEPT:
            self._words.clear()
        self._words |= new

    def _put_entities(self, number: int, entities: array[int], one: Shelved) -> None:
        self._base.executemany(
            "INSERT INTO appearances VALUES (?, ?, ?, ?, ?, ?)",
            [
                (entity, number, row[2], row[3], json.dumps(row[4]), row[5])
                for entity, row in zip(entities, one.appearances, strict=True)
            ],
        )
        self._base.executemany(
            "INSERT INTO forms VALUES (?, ?, ?, 1) ON CONFLICT DO UPDATE SET briefings = briefings + 1",
            [
                (key(form), entity, form)
                for entity, row in zip(entities, one.appearances, strict=True)
                for form in {row[2], *row[4]}
            ],
        )
        first = tables.statements_of(number)[0]
        self._base.executemany(
            "INSERT INTO statements VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [(first + place, *row) for place, row in enumerate(one.statements)],
        )
        self._base.executemany(
            "INSERT OR IGNORE INTO involved VALUES (?, ?, ?)",
            [(entities[at], part, first + statement) for at, part, statement in one.involved],
        )

    def _drop_entities(self, number: int, entities: array[int]) -> None:
        base = self._base
        rows = [
            (entity, name, aliases)
            for entity in entities
            for name, aliases in base.execute(
                "SELECT name, aliases FROM appearances WHERE entity = ? AND briefing = ?", (entity, number)
            )
        ]
        gone = [
            (key(form), entity, form)
            for entity, name, aliases in rows
            for form in {name, *json.loads(aliases)}
        ]
        base.executemany(
            "UPDATE forms SET briefings = briefings - 1 WHERE key = ? AND entity = ? AND form = ?", gone
        )
        base.executemany(
            "DELETE FROM forms WHERE key = ? AND entity = ? AND form = ? AND briefings <= 0", gone
        )
        base.executemany(
            "DELETE FROM appearances WHERE entity = ? AND briefing = ?",
            [(entity, number) for entity, *_ in rows],
        )
        first, end = tables.statements_of(number)
        base.execute("DELETE FROM statements WHERE number >= ? AND number < ?", (first, end))
        base.executemany(
            "DELETE FROM involved WHERE entity = ? AND part = ? AND statement >= ? AND statement < ?",
            [
                (entity, part, first, end)
                for entity, *_ in rows
                for part in (tables.BY, tables.TO, tables.ABOUT)
            ],
        )

    def _free_number(self, day: int) -> int:
        first, end = tables.first_of(day), tables.first_of(day + 1)
        row = self._base.execute(
            "SELECT max(number) FROM briefings WHERE number >= ? AND number < ?", (first, end)
        ).fetchone()
        return first if row[0] is None else int(row[0]) + 1

    def _number(self, table: str, unique: str, told: str) -> int:
        """The number of a party, an issue or an entity, which is entered when it is new.

        ``told`` is the name of a party or an issue, and the kind of an entity.
        """
        known = self._numbers.get((table, unique))
        if known is not None:
            return known
        field = "key" if table == "parties" else "id"
        row = self._base.execute(f"SELECT number FROM {table} WHERE {field} = ?", (unique,)).fetchone()
        if row is None:
            made = self._base.execute(f"INSERT INTO {table} VALUES (NULL, ?, ?)", (unique, told))
            row = (made.lastrowid,)
        self._numbers[table, unique] = int(row[0])
        return int(row[0])


def _meeting_key(one: Shelved) -> str:
    """What the readouts of one meeting share, as far as one of them tells alone."""
    if one.meeting:
        return key(one.meeting)
    return (
        f"{one.date} {' '.join(sorted(key(party) for party in one.parties))}" if len(one.parties) > 1 else ""
    )
