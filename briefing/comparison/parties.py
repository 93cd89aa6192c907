"""Who meets: the countries and bodies that are no subject of their own meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.analysis.lexicon import Lexicon
    from briefing.model import Briefing


def parties_of(briefing: Briefing, lexicon: Lexicon) -> frozenset[str]:
    """The ids of the countries and bodies that meet, as far as the briefing tells."""
    names = {party.casefold() for party in briefing.parties}
    known = {
        f"country:{key}"
        for key, table in lexicon.entries.get("country", {}).items()
        if not names.isdisjoint(name.casefold() for name in (table["name"], *table.get("aliases", ())))
    }
    told = {
        entity.id
        for entity in briefing.entities
        if entity.kind in ("country", "organisation")
        and not names.isdisjoint(name.casefold() for name in (entity.name, *entity.aliases))
    }
    return frozenset(known | told)
