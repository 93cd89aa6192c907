"""Who meets: the countries and bodies that are no subject of their own meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.analysis.lexicon import Lexicon
    from briefing.model import Briefing, Statement

TOGETHER = "Both sides"
NOBODY = "Nobody named"
OTHERS = "Others"
"""Columns for what no party says alone."""


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


def spoken_for(briefing: Briefing, lexicon: Lexicon) -> tuple[str, ...]:
    """The names of the parties, whose text it is first where that is known."""
    issuer = issuing_party(briefing, lexicon)
    return tuple(dict.fromkeys([*([issuer] if issuer else []), *briefing.parties]))


def issuing_party(briefing: Briefing, lexicon: Lexicon) -> str:
    """The party whose text it is: the one that the issuer's name has a form of, else the one named first, as
    the text was read; empty for a text of several."""
    if briefing.format == "joint statement":
        return ""
    issuer = f" {' '.join(briefing.issuer.casefold().split())} "
    for party in briefing.parties:
        if any(f" {form.casefold()} " in issuer for form in _forms(party, lexicon)):
            return party
    if briefing.issuer or len(briefing.parties) != 2:
        return briefing.issuer
    return briefing.parties[0]


def _forms(party: str, lexicon: Lexicon) -> Iterator[str]:
    yield party
    for table in lexicon.entries.get("country", {}).values():
        names = (table["name"], *table.get("aliases", ()), *table.get("abbreviations", ()))
        if party in names:
            yield from names
            yield from table.get("demonyms", ())
            yield from table.get("metonyms", ())


def party_of(statement: Statement, briefing: Briefing, lexicon: Lexicon) -> str:
    """Whose statement it is: a party's name, or one of the columns for what no party says alone."""
    if party := _of_speaker(statement.speaker, briefing, lexicon):
        return party
    match statement.side:
        case "joint":
            return TOGETHER
        case "agentless" | "none":
            return NOBODY
        case "third":
            return OTHERS
        case "issuer":
            return issuing_party(briefing, lexicon) or statement.speaker or NOBODY
    others = [party for party in briefing.parties if party != issuing_party(briefing, lexicon)]
    return others[0] if len(others) == 1 else statement.speaker or OTHERS


def _of_speaker(speaker: str, briefing: Briefing, lexicon: Lexicon) -> str:
    """The party that a speaker is, or whose office the text says he holds; empty where it does not tell."""
    if not speaker or ";" in speaker:
        return ""
    office = next((one.role for one in briefing.entities if one.name == speaker), "")
    told = f" {office.casefold()} "
    for party in briefing.parties:
        forms = {form.casefold() for form in _forms(party, lexicon)}
        if speaker.casefold() in forms or any(f" {form} " in told for form in forms):
            return party
    return ""
