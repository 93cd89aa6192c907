"""Searching the texts and the notes of a library."""

from __future__ import annotations

import os
import re
from array import array
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.library.index import filters, tables
from briefing.library.index.beginnings import spelt_out

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    from briefing.library.index.queries import Query

RANKED = 400
"""With as many hits or fewer the best come first, with more the newest: to rank them all takes too long."""

_SECRET = os.urandom(8).hex()
_OPEN, _CLOSE = f"\x02{_SECRET}\x02", f"\x03{_SECRET}\x03"
"""What marks a word that was found: no text holds it."""
_MARKS = re.compile(f"({_OPEN}|{_CLOSE})")
_LONGEST = 400
"""Characters of a snippet."""
_BATCH = 50


@dataclass(frozen=True, slots=True)
class Hit:
    """A sentence, or a note, in which something was found."""

    briefing: str
    """The briefing's id."""
    title: str
    date: str
    path: str
    section: str
    """The heading."""
    start: int
    """Of the sentence, a code point of the briefing's text; of a note where its words stood then."""
    end: int
    snippet: str
    """The sentence, cut where it is very long; of a note what it says."""
    marks: tuple[tuple[int, int], ...]
    """Where in the snippet the words stand that were searched for."""
    note: str = ""
    """The id of a note; empty of a passage."""


def search(
    base: sqlite3.Connection,
    query: Query,
    limit: int,
    *,
    opened: Sequence[str] = (),
    notes: bytes = b"",
    bundled: bool = True,
) -> Iterator[Hit]:
    """The hits: the reader's notes first, then passages, the best first or else the newest."""
    left = limit
    if "note" in query.kinds:
        for hit in _notes(base, query, left, opened, notes, bundled):
            left -= 1
            yield hit
    if "text" in query.kinds and left > 0:
        yield from _passages(base, query, left, opened, notes, bundled)


def _passages(
    base: sqlite3.Connection, query: Query, limit: int, opened: Sequence[str], notes: bytes, bundled: bool
) -> Iterator[Hit]:
    where, values = _briefings(base, query, opened, notes, bundled)
    first, end = filters.days(query.terms)
    low = tables.sections_of(tables.first_of(first))[0]
    high = tables.sections_of(tables.first_of(end))[0]
    if not query.match:
        yield from _all(base, where, values, limit)
        return
    # In this order of loops the passages come one after the other, as many as are wanted.
    of_briefing = f"CROSS JOIN briefings b ON b.number = words.rowid >> {tables.SECTION_BITS}"
    source = f"words CROSS JOIN sections s ON s.number = words.rowid {of_briefing}"
    match = spelt_out(base, f"({query.match}) NOT ({query.without})" if query.without else query.match)
    narrowed = f"words MATCH ? AND words.rowid >= ? AND words.rowid < ? AND {where}"
    few = base.execute(
        f"SELECT count(*) FROM (SELECT 1 FROM words {of_briefing} WHERE {narrowed} LIMIT ?)",
        (match, low, high, *values, RANKED + 1),
    ).fetchone()[0]
    order = "bm25(words, 4.0, 3.0, 1.0)" if few <= RANKED else "words.rowid DESC"
    found = base.execute(
        "SELECT words.rowid, s.start, s.heading, s.body, s.sentences,"
        f" highlight(words, 2, '{_OPEN}', '{_CLOSE}') FROM {source} WHERE {narrowed}"
        f" ORDER BY {order} LIMIT ?",
        (match, low, high, *values, limit),
    ).fetchall()
    for number, start, heading, body, sentences, marked in found:
        yield _hit(base, number >> tables.SECTION_BITS, start, heading, body, sentences, marked)


def _all(base: sqlite3.Connection, where: str, values: Sequence[object], limit: int) -> Iterator[Hit]:
    """Without words: the beginnings of the briefings that the fields mean."""
    numbers = base.execute(
        f"SELECT b.number FROM briefings b WHERE {where} ORDER BY b.number DESC LIMIT ?",
        (*values, limit),
    ).fetchall()
    for (number,) in numbers:
        row = base.execute(
            "SELECT start, heading, body, sentences FROM sections WHERE number >= ? AND number < ? LIMIT 1",
            tables.sections_of(number),
        ).fetchone()
        if row:
            start, heading, body, sentences = row
            yield _hit(base, number, start, heading, body, sentences, body)


def _hit(
    base: sqlite3.Connection,
    briefing: int,
    start: int,
    heading: str,
    body: str,
    sentences: bytes,
    marked: str,
) -> Hit:
    name, title, date, path = base.execute(
        "SELECT id, title, date, path FROM briefings WHERE number = ?", (briefing,)
    ).fetchone()
    marks = _marks(marked)
    first, last = _best_sentence(start, body, sentences, marks)
    inside = [(max(a, first), min(b, last)) for a, b in marks if a < last and b > first]
    left = first
    if last - first > _LONGEST and inside:
        left = max(first, inside[0][0] - _LONGEST // 4)
    right = min(last, left + _LONGEST)
    shown = tuple((a - left, min(b, right) - left) for a, b in inside if a < right)
    return Hit(
        name,
        title or name,
        date,
        os.fsdecode(path),
        heading,
        start + first,
        start + last,
        body[left:right],
        shown,
    )


def _marks(marked: str) -> list[tuple[int, int]]:
    """Where in a text its marks stand, in the text without them."""
    found, at, opened = [], 0, 0
    for part in _MARKS.split(marked):
        if part == _OPEN:
            opened = at
        elif part == _CLOSE:
            found.append((opened, at))
        else:
            at += len(part)
    return found


def _best_sentence(
    start: int, body: str, sentences: bytes, marks: Sequence[tuple[int, int]]
) -> tuple[int, int]:
    """The sentence of a section with the most different words that were searched for; the first of equals."""
    borders = array("I")
    borders.frombytes(sentences)
    starts = [border - start for border in borders[::2]]
    if not starts:
        return 0, len(body)
    words: dict[int, set[str]] = {}
    for a, b in marks:
        at = max(0, bisect_right(starts, a) - 1)
        words.setdefault(at, set()).add(body[a:b].casefold())
    best = max(words, key=lambda at: (len(words[at]), -at), default=0)
    return starts[best], borders[2 * best + 1] - start


def _briefings(
    base: sqlite3.Connection, query: Query, opened: Sequence[str], notes: bytes, bundled: bool
) -> tuple[str, tuple[object, ...]]:
    parts = ["b.shown"] if bundled else ["NOT b.bundled"]
    values: list[object] = []
    for condition in filters.conditions(base, query.terms, opened, notes, lazily=True):
        parts.append(condition.sql)
        values += condition.values
    return " AND ".join(f"({part})" for part in parts), tuple(values)


def _notes(
    base: sqlite3.Connection, query: Query, limit: int, opened: Sequence[str], notes: bytes, bundled: bool
) -> Iterator[Hit]:
    if not query.match:
        return
    where, values = _briefings(base, query, opened, notes, bundled)
    match = f"({query.match}) NOT ({query.without})" if query.without else query.match
    found = base.execute(
        'SELECT b.id, b.title, b.date, b.path, n.heading, n.start, n."end", n.note, n.text,'
        f" highlight(remarks, 0, '{_OPEN}', '{_CLOSE}')"
        " FROM remarks JOIN notes n ON n.number = remarks.rowid JOIN notes_files f ON f.number = n.file"
        f" JOIN (SELECT b.* FROM briefings b WHERE {where}) b ON b.id = f.briefing"
        " WHERE remarks MATCH ? AND f.folder = ? ORDER BY b.number DESC LIMIT ?",
        (*values, match, notes, limit),
    ).fetchall()
    for name, title, date, path, heading, start, end, note, text, marked in found:
        marks = _marks(marked)
        left = max(0, marks[0][0] - _LONGEST // 4) if marks and marks[0][0] > _LONGEST else 0
        shown = tuple((a - left, b - left) for a, b in marks if left <= a and b <= left + _LONGEST)
        yield Hit(
            name,
            title or name,
            date,
            os.fsdecode(path),
            heading,
            start,
            end,
            text[left : left + _LONGEST],
            shown,
            note,
        )
