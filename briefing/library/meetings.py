"""The readouts of one meeting: those of the same parties, dated within a day of one another.

A day's difference is one of time zones, and of ministries that publish the morning after.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing.library.heads import Entry
    from briefing.model import Briefing

_DAYS = 1


def others(briefing: Briefing, entries: Iterable[Entry]) -> list[Entry]:
    """The other readouts of a briefing's meeting, as one comes round to them: those after its id first."""
    found = [entry for entry in entries if entry.id != briefing.id and _same(briefing, entry)]
    return sorted(found, key=lambda entry: (entry.id < briefing.id, entry.id))


def _same(briefing: Briefing, entry: Entry) -> bool:
    parties = {party.casefold() for party in briefing.parties}
    if len(parties) < 2 or parties != {party.casefold() for party in entry.parties}:
        return False
    try:
        days = date.fromisoformat(briefing.date) - date.fromisoformat(entry.date)
    except ValueError:
        return False
    return abs(days.days) <= _DAYS
