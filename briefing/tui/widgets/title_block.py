"""What stands above the text: the facts of a briefing, each with its name; pure."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from briefing import printable
from briefing.tui.widgets.wrapping import Part, width_of, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.model import Briefing

_NAME = 10
"""Cells that the name of a fact takes."""
_NARROW = 30
"""Under so many cells the name has a row of its own."""
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def facts(briefing: Briefing) -> str:
    """A line for each fact that is known: its name, a tab, and what it is."""
    source = briefing.source
    origin = source.url or source.path
    told = (
        ("Date", dated(briefing.date)),
        ("Format", briefing.format if briefing.format != "other" else ""),
        ("Place", briefing.place),
        ("Issuer", briefing.issuer),
        ("Parties", ", ".join(briefing.parties)),
        ("Source", f"{origin}, retrieved {source.retrieved}" if origin and source.retrieved else origin),
    )
    shown = ((name, printable.line(value).strip()) for name, value in told)
    return "\n".join(f"{name}\t{value}" for name, value in shown if value)


def notice(words: str) -> str:
    """A notice, named as one."""
    return f"Notice\t{printable.line(words)}"


def dated(day: str) -> str:
    """A date with its day of the week; as it stands where it is no full date."""
    try:
        return f"{day}, {_WEEKDAYS[date.fromisoformat(day).weekday()]}" if _DATE.fullmatch(day) else day
    except ValueError:
        return day


def rows(facts: str, width: int) -> Iterator[list[Part]]:
    """Facts in rows of so many cells: two on a row where both are short, each under its name's column."""
    half = width // 2
    lines = list(_lines(facts))
    at = 0
    while at < len(lines):
        name, value = lines[at]
        after = lines[at + 1] if at + 1 < len(lines) else None
        at += 1
        if after and all(_NAME + width_of(facts[a:b]) < half for a, b in (value, after[1])):
            yield [
                *(Part(0, *name), Part(_NAME, *value)),
                *(Part(half, *after[0]), Part(half + _NAME, *after[1])),
            ]
            at += 1
            continue
        column = _NAME if width >= _NARROW else 2
        beside = width >= _NARROW
        if not beside:
            yield [Part(0, *name)]
        for number, (a, b) in enumerate(wrap(facts, *value, width - column)):
            part = Part(column, a, b)
            yield [Part(0, *name), part] if beside and not number else [part]


def _lines(facts: str) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Where each name and each value stands."""
    at = 0
    for line in facts.split("\n"):
        tab = at + line.index("\t")
        yield (at, tab), (tab + 1, at + len(line))
        at += len(line) + 1


def is_name(facts: str, start: int) -> bool:
    """Whether the name of a fact begins there, not what it is."""
    return start == 0 or facts[start - 1] == "\n"
