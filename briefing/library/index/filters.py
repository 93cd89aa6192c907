"""Which briefings are meant: the words by which the library is narrowed and searched.

``party:russia issue:trade entity:"imran khan" tag:drift after:2021 before:2022-03 is:unread`` and words; a
minus before a term turns it round. All terms must hold. Values may be begun only, and case, accents and
typography do not matter. ``after:`` is from a day, month or year on, ``before:`` is until that begins.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from briefing.errors import QueryError
from briefing.library.index import tables
from briefing.library.index.shelved import bindable, key

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

FIELDS = ("party", "issuer", "issue", "entity", "tag", "note", "after", "before", "is")
STATES = ("unread", "read", "noted", "mine", "bundled", "broken")
"""What ``is:`` takes: whether a briefing was opened, has notes, is the user's own, ships, cannot be read."""
DOUBLE = (
    "(SELECT min(o.path) FROM briefings o WHERE o.id = b.id AND b.id <> '' AND o.bundled = b.bundled"
    " AND o.path < b.path)"
)
"""The first file that has the same id as a briefing, which is the one that is meant by it."""

_FEW, _MANY = 20, 2_000

_TERM = re.compile(r'(-?)(?:([a-z]+):)?(?:"([^"]*)"?|(\S+))', re.IGNORECASE)
_DAY = re.compile(r"(\d{4})(?:-(\d\d?))?(?:-(\d\d?))?")


@dataclass(frozen=True, slots=True)
class Term:
    field: str
    """One of ``FIELDS``; empty for words."""
    value: str
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition in SQL on ``briefings b``, with its values."""

    sql: str
    values: tuple[object, ...] = ()


def parse(words: str) -> tuple[Term, ...]:
    """Raises QueryError for a field or a value that there is not."""
    return tuple(_terms(words))


def conditions(
    base: sqlite3.Connection,
    terms: Sequence[Term],
    opened: Sequence[str],
    notes: bytes,
    lazily: bool = False,
) -> Iterator[Condition]:
    """What the terms with a field ask of a briefing. ``opened`` are the ids of those that were read before,
    ``notes`` the folder of the notes that count.

    Where a condition is asked ``lazily``, of a few briefings one after the other, not all are looked for that
    meet it.
    """
    for term in terms:
        found = _condition(base, term, opened, notes, lazily)
        if found is not None:
            yield replace(found, sql=f"NOT ({found.sql})") if term.negated else found


def quoted(words: str, begun: bool = True) -> str:
    """Some words as a phrase of FTS5, whatever they hold; the last one may be begun only."""
    phrase = bindable(words).replace('"', '""')
    return f'"{phrase}"*' if begun else f'"{phrase}"'


def checked(term: Term) -> Term:
    """The term with its field and its value as they are known. Raises QueryError."""
    match term.field:
        case "" | "party" | "issuer" | "issue" | "entity" | "note":
            return term
        case "tag":
            return replace(term, value=term.value.lstrip("#"))
        case "after" | "before":
            if not _DAY.fullmatch(term.value):
                raise QueryError(
                    f"'{term.field}:' takes a day, a month or a year like 2022-02-24, and not '{term.value}'."
                )
            _start(term.value)
            return term
        case "is":
            return replace(term, value=_one_of(term.value.lower(), STATES, "A briefing is"))
        case field:
            return replace(term, field=_one_of(field, FIELDS, "Briefings are filtered by"))


def days(terms: Sequence[Term]) -> tuple[int, int]:
    """The first day that the terms let through, and the first one that they no longer do."""
    first, end = 0, tables.LAST_DAY
    for term in terms:
        if term.negated:
            continue
        if term.field == "after":
            first = max(first, _start(term.value))
        elif term.field == "before":
            end = min(end, _start(term.value))
    return first, end


def _terms(words: str) -> Iterator[Term]:
    for match in _TERM.finditer(words):
        minus, field, in_marks, plain = match.groups()
        value = " ".join((in_marks if in_marks is not None else plain).split())
        begun = not field and value.endswith(":") and value[:-1].lower() in FIELDS  # while it is being typed
        if value and not begun:
            yield checked(Term((field or "").lower(), value, bool(minus)))


def _one_of(value: str, known: tuple[str, ...], lead: str) -> str:
    """A word, or the only one that begins so."""
    beginning = [word for word in known if word.startswith(value)]
    if value in known:
        return value
    if len(beginning) == 1:
        return beginning[0]
    raise QueryError(f"{lead} {', '.join(known[:-1])} or {known[-1]}, and not '{value}'.")


def _condition(
    base: sqlite3.Connection, term: Term, opened: Sequence[str], notes: bytes, lazily: bool
) -> Condition | None:
    import json

    begun = _like(key(term.value))
    match term.field:
        case "party":
            numbers = _numbers(base, "SELECT number FROM parties WHERE ' ' || key LIKE ? ESCAPE '\\'", begun)
            return _one_of_those(base, "partaking", "party", numbers, lazily)
        case "issuer":
            return Condition("' ' || b.issuer_key LIKE ? ESCAPE '\\'", (begun,))
        case "issue":
            return _on_issue(base, term.value, lazily)
        case "entity":
            numbers = _numbers(
                base, "SELECT DISTINCT entity FROM forms WHERE ' ' || key LIKE ? ESCAPE '\\'", begun
            )
            return _one_of_those(base, "appearances", "entity", numbers, lazily)
        case "tag" | "note":
            column = "tags" if term.field == "tag" else "text"
            return Condition(
                "b.id IN (SELECT f.briefing FROM notes_files f JOIN notes n ON n.file = f.number"
                " WHERE f.folder = ? AND n.number IN (SELECT rowid FROM remarks WHERE remarks MATCH ?))",
                (notes, f"{column} : {quoted(term.value)}"),
            )
        case "after":
            return Condition("b.number >= ?", (tables.first_of(_start(term.value)),))
        case "before":
            return Condition(
                "b.number < ? AND b.number >= ?",
                (tables.first_of(_start(term.value)), tables.first_of(1)),
            )
        case "is":
            read = json.dumps(list(opened))
            return {
                "read": Condition("b.id IN (SELECT value FROM json_each(?))", (read,)),
                "unread": Condition("b.id NOT IN (SELECT value FROM json_each(?))", (read,)),
                "noted": Condition(
                    "b.id IN (SELECT briefing FROM notes_files WHERE notes > 0 AND folder = ?)", (notes,)
                ),
                "mine": Condition("NOT b.bundled"),
                "bundled": Condition("b.bundled"),
                "broken": Condition(f"b.problem <> '' OR {DOUBLE} IS NOT NULL"),
            }[term.value]
    return None


def _numbers(base: sqlite3.Connection, select: str, value: str) -> list[int]:
    return [number for (number,) in base.execute(select, (value,))]


def _one_of_those(
    base: sqlite3.Connection, table: str, column: str, numbers: Sequence[int], lazily: bool
) -> Condition:
    """Whether a table ties a briefing to one of some numbers."""
    those = f"{column} IN ({', '.join(map(str, numbers))})"
    rows = f"SELECT briefing FROM {table} WHERE {those}"
    if lazily and len(numbers) <= _FEW and _are_many(base, rows):
        return Condition(f"EXISTS (SELECT 1 FROM {table} t WHERE t.{those} AND t.briefing = b.number)")
    return Condition(f"b.number IN ({rows})")


def _on_issue(base: sqlite3.Connection, value: str, lazily: bool) -> Condition:
    """Whether a heading has these words, or a section is about an issue of such a name."""
    named = "SELECT number FROM issues WHERE ' ' || replace(lower(name), '-', ' ') LIKE ? ESCAPE '\\'"
    numbers = _numbers(base, named, _like(key(value).replace("-", " ")))
    those = f"issue IN ({', '.join(map(str, numbers))})"
    heading = f"headings : {quoted(value)}"
    first, end = (f"(b.number + {one} << {tables.SECTION_BITS})" for one in (0, 1))
    if lazily and _are_many(base, f"SELECT 1 FROM subjects WHERE {those}"):
        return Condition(
            f"EXISTS (SELECT 1 FROM subjects t WHERE t.{those}"
            f" AND t.section >= {first} AND t.section < {end})"
            " OR ' ' || replace(b.headings, char(10), ' ') LIKE ? ESCAPE '\\'",
            (_like(value),),
        )
    return Condition(
        "b.number IN (SELECT rowid FROM labels WHERE labels MATCH ?"
        f" UNION SELECT section >> {tables.SECTION_BITS} FROM subjects WHERE {those})",
        (heading,),
    )


def _are_many(base: sqlite3.Connection, rows: str) -> bool:
    (count,) = base.execute(f"SELECT count(*) FROM ({rows} LIMIT {_MANY})").fetchone()
    return bool(count == _MANY)


def _like(begun: str) -> str:
    """A pattern of LIKE for what begins so, or has a word that does."""
    plain = re.sub(r"([\\%_])", r"\\\1", bindable(begun))
    return f"% {plain}%"


def _start(written: str) -> int:
    """The first day of a day, month or year."""
    from datetime import date

    match = _DAY.fullmatch(written)
    year, month, day = (int(part) if part else 1 for part in match.groups()) if match else (0, 0, 0)
    try:
        return date(year, month, day).toordinal()
    except ValueError as error:
        raise QueryError(f"'{written}' is no day; write one like 2022-02-24.") from error
