"""Positions as JSON, and as a Markdown page: the table, then every cell's statements as quotes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefing.export.arrangement import title_of
from briefing.export.compared import side
from briefing.export.plain import facts
from briefing.model import Span
from briefing.notes import quotes
from briefing.sources.markdown import escape_heading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.comparison import Cell, Positions
    from briefing.model import Briefing

SCHEMA = 1


def as_json(found: Positions, briefings: Sequence[Briefing]) -> dict[str, Any]:
    """Offsets are code points into the text of the briefing with the index; ends are exclusive."""
    return {
        "schema": SCHEMA,
        "briefings": [side(briefing) for briefing in briefings],
        "parties": list(found.parties),
        "issues": list(found.issues),
        "cells": [
            {
                "issue": found.issues[cell.issue],
                "party": found.parties[cell.party],
                "count": cell.count,
                "verb": cell.strongest.verb,
                "strength": cell.strongest.strength,
                "statements": [
                    {
                        "briefing": one.briefing,
                        "start": one.start,
                        "end": one.end,
                        "verb": one.verb,
                        "strength": one.strength,
                        "standing": one.standing,
                    }
                    for one in cell.told
                ],
            }
            for cell in found.cells
        ],
    }


def as_markdown(found: Positions, briefings: Sequence[Briefing]) -> str:
    parts = ["# Positions"]
    parts.append("\n".join(f"- {quotes.escape(_named(briefing))}" for briefing in briefings))
    if not found.cells:
        return "\n\n".join(parts) + "\n"
    parts.append(_table(found))
    for number, issue in enumerate(found.issues):
        cells = [cell for cell in found.cells if cell.issue == number]
        parts.append(f"## {escape_heading(issue)}")
        for cell in cells:
            parts.append(f"### {escape_heading(found.parties[cell.party])}")
            for one in cell.told:
                told = ", ".join(word for word in (one.verb, one.standing) if word)
                if told:
                    parts.append(f"{quotes.escape(told[0].upper() + told[1:])}:")
                parts.append(quotes.cited(Span(one.start, one.end), briefings[one.briefing]).rstrip("\n"))
    return "\n\n".join(parts) + "\n"


def _named(briefing: Briefing) -> str:
    return " · ".join(part for part in (title_of(briefing), facts(briefing)) if part)


def in_cell(cell: Cell | None) -> str:
    """``stress 3``: the strongest verb and how many statements there are; empty without any."""
    if cell is None:
        return ""
    return f"{cell.strongest.verb} {cell.count}".strip()


def _table(found: Positions) -> str:
    rows = [["", *found.parties], ["---"] * (len(found.parties) + 1)]
    for number, issue in enumerate(found.issues):
        cells = [in_cell(found.at(number, party)) for party in range(len(found.parties))]
        rows.append([issue, *cells])
    return "\n".join(f"| {' | '.join(_cell(cell) for cell in row)} |" for row in rows)


def _cell(text: str) -> str:
    return text if text == "---" else quotes.escape(" ".join(text.split())).replace("|", "\\|")
