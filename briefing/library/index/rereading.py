"""Which readings no longer hold, when the program or a lexicon is another than the one they were made with.

Another program may read anything otherwise. A changed entry of a lexicon only touches the briefings that
hold one of its names, before the change or after it; those are few, and are read again.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from briefing.errors import LexiconError
from briefing.library import cache, lexicons
from briefing.library.index import tables
from briefing.library.index.filters import quoted
from briefing.library.index.queries import has_word

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    Tables = Mapping[str, Any]

_EVERYWHERE = ("verb", "cue")
"""Kinds of entries that may touch any sentence."""
_LISTS = ("aliases", "abbreviations", "demonyms", "capital_aliases", "metonyms")


class Readers:
    """What reads a library now: the program and the lexicons."""

    def __init__(self, library: Path) -> None:
        program = sha256()
        for part in cache.program():
            program.update(part)
        self._program = program.hexdigest()
        self._lexicons = lexicons.find(library)
        self._written = json.dumps(
            [
                (name, None if content is None else b64encode(content).decode())
                for name, content in self._lexicons
            ]
        )

    def are_known(self, base: sqlite3.Connection) -> bool:
        """Whether they are those that the index was made with."""
        return _facts(base) == {"program": self._program, "lexicons": self._written}

    def mark(self, base: sqlite3.Connection) -> None:
        """Mark the briefings that they read otherwise, and keep them as the known ones."""
        known = _facts(base)
        if known and known.get("program") != self._program:
            base.execute("UPDATE briefings SET stale = 1")
        elif known and known.get("lexicons") != self._written:
            self._mark_changes(base, known.get("lexicons", "[]"))
        base.execute("INSERT OR REPLACE INTO facts VALUES ('program', ?)", (self._program,))
        base.execute("INSERT OR REPLACE INTO facts VALUES ('lexicons', ?)", (self._written,))

    def _mark_changes(self, base: sqlite3.Connection, written: str) -> None:
        before: lexicons.Found = tuple(
            (name, None if content is None else b64decode(content)) for name, content in json.loads(written)
        )
        touched = _Touched(before, self._lexicons)
        if touched.everything:
            base.execute("UPDATE briefings SET stale = 1")
            return
        for form in touched.forms:
            if has_word(form):
                base.execute(
                    "UPDATE briefings SET stale = 1 WHERE number IN"
                    f" (SELECT rowid >> {tables.SECTION_BITS} FROM words WHERE words MATCH ?)",
                    (quoted(form, begun=False),),
                )
        for name in touched.ids:
            base.execute(
                "UPDATE briefings SET stale = 1 WHERE number IN (SELECT briefing FROM appearances"
                " WHERE entity = (SELECT number FROM entities WHERE id = ?))",
                (name,),
            )
        base.execute("UPDATE briefings SET stale = 1 WHERE unusual")


class _Touched:
    """The names and ids of the entries in which two states of the lexicons differ."""

    def __init__(self, before: lexicons.Found, now: lexicons.Found) -> None:
        old, new = _tables_of(before), _tables_of(now)
        changed = {entry for name in {*old, *new} for entry in _changed(old.get(name, {}), new.get(name, {}))}
        self.everything = any(kind in _EVERYWHERE for kind, _ in changed)
        self.forms: set[str] = set()
        self.ids = {f"{kind}:{key}" for kind, key in changed}
        if self.everything or not changed:
            return
        for found in (before, now):
            entries = lexicons.merged(found)[0].entries
            for kind, key in changed:
                self.forms |= set(_forms(kind, entries.get(kind, {}).get(key, {})))
            countries = {key for kind, key in changed if kind == "country"}
            if countries:
                self.forms |= set(_forms_linked(entries, countries))


def _facts(base: sqlite3.Connection) -> dict[str, str]:
    return dict(base.execute("SELECT name, value FROM facts").fetchall())


def _tables_of(found: lexicons.Found) -> dict[str, Tables]:
    """The files that can be used, by name."""
    from briefing.analysis.lexicon import read_tables

    usable = {}
    for name, content in found:
        try:
            usable[name] = read_tables((content or b"").decode("utf-8-sig"), name)
        except (LexiconError, UnicodeDecodeError, RecursionError):
            continue
    return usable


def _changed(old: Tables, new: Tables) -> Iterator[tuple[str, str]]:
    """The entries in which two states of a file differ: all of them, where their order is another."""
    for kind in {*old, *new} - {"remove"}:
        before, now = old.get(kind, {}), new.get(kind, {})
        stayed = [key for key in before if key in now]
        moved = stayed != [key for key in now if key in before]
        for key in {*before, *now}:
            if moved or before.get(key) != now.get(key):
                yield kind, key
    for target in {*old.get("remove", ())} ^ {*new.get("remove", ())}:
        kind, _, key = target.partition(".")
        yield kind, key


def _forms(kind: str, fields: Mapping[str, Any]) -> Iterator[str]:
    for field in ("name", "capital"):
        if value := fields.get(field):
            yield from _spelt(value)
    for field in _LISTS:
        for value in fields.get(field, ()):
            yield from _spelt(value)
    if kind == "issue":
        yield from fields.get("keywords", {})


def _forms_linked(entries: Mapping[str, Tables], countries: Iterable[str]) -> Iterator[str]:
    """The names of what belongs to some countries, and tells of them."""
    wanted = set(countries)
    for kind, tables_of_kind in entries.items():
        for fields in tables_of_kind.values():
            linked = {fields.get("country"), *fields.get("parties", ()), *fields.get("members", ())}
            if linked & wanted:
                yield from _forms(kind, fields)


def _spelt(form: str) -> Iterator[str]:
    """A name as it is, and without its article, as it is looked for."""
    yield form
    for article in ("the ", "The "):
        if form.startswith(article):
            yield form.removeprefix(article)
