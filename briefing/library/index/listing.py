"""The briefings of a library as a list: filtered, sorted, grouped, and a page of it at a time."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from briefing import files
from briefing.library.index import filters
from briefing.library.index.filters import DOUBLE, Condition
from briefing.library.index.shelved import bindable

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

Sort = Literal["date", "title", "issuer", "notes"]
Group = Literal["", "meeting", "party", "month"]


@dataclass(frozen=True, slots=True)
class Listing:
    """Which briefings are listed, and how. The newest come first where the sort leaves it open."""

    filter: str = ""
    """As ``filters`` reads it; its words stand in title, parties, issuer, place, id or a heading."""
    sort: Sort = "date"
    group: Group = ""
    """Of a list grouped by party each briefing is there once for each of its parties."""
    reverse: bool = False
    """Oldest first, titles from Z, the fewest notes first."""


@dataclass(frozen=True, slots=True)
class Row:
    """A briefing as a list shows it."""

    id: str
    title: str
    path: str
    date: str = ""
    issuer: str = ""
    parties: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()
    """The headings of its sections."""
    format: str = "other"
    place: str = ""
    meeting: str = ""
    notes: int = 0
    unread: bool = True
    """Whether it was never opened."""
    bundled: bool = False
    problem: str = ""
    """What is wrong with its file, a sentence; empty when nothing is."""
    group: str = ""
    """The name of the group that the row stands in; empty without groups."""


@dataclass(frozen=True, slots=True)
class Page:
    """A stretch of a list."""

    rows: tuple[Row, ...]
    total: int
    """Rows of the whole list."""


_NOTES = "(SELECT briefing, sum(notes) AS notes FROM notes_files WHERE folder = ? GROUP BY briefing)"
_SORTS = {
    "date": ("date", "DESC"),
    "title": ("title_key", "ASC"),
    "issuer": ("issuer_key", "ASC"),
    "notes": ("coalesce(n.notes, 0)", "DESC"),
}
# In this order of loops the rows come out sorted. What has no party has the one of number 0, the last.
_BY_PARTY = (
    "parties p CROSS JOIN partaking t ON t.party = p.number CROSS JOIN briefings b ON b.number = t.briefing"
)


def listed(
    base: sqlite3.Connection,
    listing: Listing,
    first: int,
    count: int,
    *,
    opened: Sequence[str] = (),
    notes: bytes = b"",
    bundled: bool = True,
) -> Page:
    """A page of a list. Raises QueryError for a filter that means nothing."""
    where = _where(base, filters.parse(listing.filter), opened, notes, bundled)
    source = _source(listing)
    total = base.execute(f"SELECT count(*) FROM {source} WHERE {where.sql}", where.values).fetchone()[0]
    source = _sorted_source(listing)
    places = base.execute(
        f"SELECT b.number, {_group_name(listing.group)} FROM {source} WHERE {where.sql}"
        f" ORDER BY {_order(listing)} LIMIT ? OFFSET ?",
        (*((notes,) if listing.sort == "notes" else ()), *where.values, count, first),
    ).fetchall()
    read = frozenset(opened)
    # Only now whole rows: what is passed over in sorting is only looked at in an index.
    return Page(tuple(_row(base, number, group, notes, read) for number, group in places), total)


def position(
    base: sqlite3.Connection,
    listing: Listing,
    name: str,
    *,
    opened: Sequence[str] = (),
    notes: bytes = b"",
    bundled: bool = True,
) -> int:
    """The row of a list at which the briefing of an id stands, from 0; -1 where it is not in it.

    Raises QueryError for a filter that means nothing.
    """
    where = _where(base, filters.parse(listing.filter), opened, notes, bundled)
    found = base.execute(
        f"SELECT at FROM (SELECT b.id AS name, row_number() OVER (ORDER BY {_order(listing)}) - 1 AS at"
        f" FROM {_sorted_source(listing)} WHERE {where.sql}) WHERE name = ?",
        (*((notes,) if listing.sort == "notes" else ()), *where.values, bindable(name)),
    ).fetchone()
    return -1 if found is None else int(found[0])


def around(
    base: sqlite3.Connection,
    date: str,
    meeting: str,
    *,
    opened: Sequence[str] = (),
    notes: bytes = b"",
    bundled: bool = True,
) -> tuple[Row, ...]:
    """The briefings dated on a day, the day before or the day after, and those of a meeting's name."""
    shown = "b.shown" if bundled else "NOT b.bundled"
    found = base.execute(
        f"SELECT b.number FROM briefings b WHERE {shown} AND"
        " (b.date BETWEEN date(?, '-1 day') AND date(?, '+1 day') OR (b.meeting <> '' AND b.meeting = ?))",
        (date, date, bindable(meeting)),
    ).fetchall()
    read = frozenset(opened)
    return tuple(_row(base, number, "", notes, read) for (number,) in found)


def named(
    base: sqlite3.Connection,
    name: str,
    *,
    opened: Sequence[str] = (),
    notes: bytes = b"",
    bundled: bool = True,
) -> Row | None:
    """The briefing with an id, or with the only id that begins so."""
    shown = "b.shown" if bundled else "NOT b.bundled"
    first, end = bindable(name), bindable(name) + "\U0010ffff"
    found = base.execute(
        f"SELECT b.number, b.id FROM briefings b WHERE {shown} AND b.id >= ? AND b.id < ?"
        " ORDER BY b.id, b.path LIMIT 2",
        (first, end),
    ).fetchall()
    if not found or not name or (found[0][1] != name and len(found) > 1):
        return None
    return _row(base, found[0][0], "", notes, frozenset(opened))


def _where(
    base: sqlite3.Connection,
    terms: Sequence[filters.Term],
    opened: Sequence[str],
    notes: bytes,
    bundled: bool,
) -> Condition:
    parts = ["b.shown"] if bundled else ["NOT b.bundled"]
    values: list[object] = []
    for condition in filters.conditions(base, terms, opened, notes):
        parts.append(condition.sql)
        values += condition.values
    for term in terms:
        if not term.field:
            parts.append(
                f"{'NOT ' * term.negated}b.number IN (SELECT rowid FROM labels WHERE labels MATCH ?)"
            )
            values.append(filters.quoted(term.value))
    return Condition(" AND ".join(f"({part})" for part in parts), tuple(values))


def _source(listing: Listing) -> str:
    return _BY_PARTY if listing.group == "party" else "briefings b"


def _sorted_source(listing: Listing) -> str:
    """The same with what the rows are sorted by; the folder of the notes is its first value then."""
    joined = f" LEFT JOIN {_NOTES} n ON n.briefing = b.id" if listing.sort == "notes" else ""
    return _source(listing) + joined


def _order(listing: Listing) -> str:
    field, direction = _SORTS[listing.sort]
    if listing.reverse:
        direction = "ASC" if direction == "DESC" else "DESC"
    newest = "b.date DESC, b.id"
    order = (
        f"{field} {direction}, {newest}"
        if field != "date"
        else f"b.date {direction}, b.id {'DESC' * listing.reverse}"
    )
    match listing.group:
        case "":
            return order
        case "month":
            by_day = listing.sort == "date" and not listing.reverse
            return order if by_day else f"substr(b.date, 1, 7) DESC, {order}"
        case "meeting":
            # Names of meetings begin with their day: the newest first, what has none last.
            return f"meeting_key DESC, {order}"
        case "party":
            by_day = listing.sort == "date" and not listing.reverse
            return f"p.key, {'t.briefing DESC' if by_day else order}"


def _group_name(group: Group) -> str:
    return {
        "": "''",
        "month": "substr(b.date, 1, 7)",
        "party": "p.name",
        "meeting": "CASE WHEN meeting_key = '' THEN '' WHEN b.meeting <> '' THEN b.meeting"
        " ELSE b.parties END",
    }[group]


def _row(base: sqlite3.Connection, number: int, group: str, notes: bytes, read: frozenset[str]) -> Row:
    name, title, path, date, issuer, parties, headings, form, place, meeting, bundled, problem, other = (
        base.execute(
            "SELECT b.id, b.title, b.path, b.date, b.issuer, b.parties, b.headings, b.format, b.place,"
            f" b.meeting, b.bundled, b.problem, {DOUBLE} FROM briefings b WHERE b.number = ?",
            (number,),
        ).fetchone()
    )
    (noted,) = base.execute(
        "SELECT coalesce(sum(notes), 0) FROM notes_files WHERE briefing = ? AND folder = ?", (name, notes)
    ).fetchone()
    if other is not None and not problem:
        problem = f"Its id is that of {files.shown(os.fsdecode(other))}; give it another one."
    told = tuple(json.loads(parties))
    if group and group == parties:
        group = f"{date} {', '.join(told)}"
    return Row(
        id=name,
        title=title or name,
        path=os.fsdecode(path),
        date=date,
        issuer=issuer,
        parties=told,
        issues=tuple(heading for heading in headings.split("\n") if heading),
        format=form,
        place=place,
        meeting=meeting,
        notes=noted,
        unread=name not in read,
        bundled=bool(bundled),
        problem=problem,
        group=group,
    )
