"""Offices that stand in the place of a name, and whom they mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.analysis.identity import Draft
from briefing.analysis.lexicon import slug
from briefing.analysis.offices import UNKNOWN_BODY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.analysis.page import Page
    from briefing.analysis.parties import Parties
    from briefing.analysis.persons import TitleUse


@dataclass(frozen=True, slots=True)
class RoleUse:
    """A mention of a person by office."""

    first: int
    last: int
    person: Draft
    sure: bool
    shown: bool = True
    """Whether it counts as a mention; "President" in a headline only speaks."""


# What an office without its field may mean: "the Secretary" a minister, "the Head of State" a king.
_GENERIC = {
    "Secretary": frozenset(["foreign minister", "defence minister", "minister"]),
    "Minister": frozenset(["foreign minister", "defence minister", "minister"]),
    "Head of State": frozenset(["head of state", "royal"]),
    "Head of Government": frozenset(["head of government"]),
    "national leader": frozenset(["head of state", "head of government", "royal"]),
    "Special Envoy": frozenset(["envoy"]),
}


def find_roles(
    page: Page, people: Sequence[Draft], uses: Sequence[TitleUse], parties: Parties
) -> list[RoleUse]:
    """Offices without a name, with whom they mean; who is not named anywhere speaks without a name."""
    by_id = {draft.id: draft for draft in people}
    unnamed: dict[str, Draft] = {}
    found = []
    for use in uses:
        if use.name or page.sentence_of[use.first] < 0:
            continue
        if page.sentence_of[use.first] != page.sentence_of[use.last - 1]:
            continue
        person, sure = _holder(use, people, parties, by_id)
        shown = (
            page.word(use.first) == "the"
            or use.office == "style"
            or (use.first < use.title and use.first in page.demonym_from)
        )
        if person is None:
            key = unnamed_id(use)
            person = unnamed.setdefault(key, Draft(key, "person", [], use.country))
            shown = False
        else:
            person.country = person.country or use.country
            person.offices |= use.offices
            person.labels |= use.labels
        found.append(RoleUse(use.first, use.last, person, sure, shown))
    return found


def unnamed_id(use: TitleUse) -> str:
    """The id of somebody whom a text calls by office alone."""
    return f"office:{slug(use.label)}:{use.country}"


def _holder(
    use: TitleUse, people: Sequence[Draft], parties: Parties, by_id: dict[str, Draft]
) -> tuple[Draft | None, bool]:
    if use.country == UNKNOWN_BODY or unnamed_id(use) in parties.issuer:
        return None, False
    same = [draft for draft in people if holds(draft, use)]
    if use.office == "style":
        same = [draft for draft in people if draft.offices & {"head of state", "royal"}] or [
            by_id[key] for key in parties.issuer if key in by_id
        ]
    if use.country:
        sure = [draft for draft in same if draft.country == use.country]
        if sure:
            return _preferred(sure, parties), True
        free = [draft for draft in same if not draft.country and not _is_of_another(draft, use, parties)]
        if use.country == parties.issuer_country:
            free = [draft for draft in people if draft.id in parties.issuer and not draft.offices] or free
        return (free[0], False) if len(free) == 1 else (None, False)
    if same:
        return _preferred(same, parties), len(same) == 1
    untitled = [by_id[key] for key in parties.issuer if key in by_id and not by_id[key].offices]
    if len(untitled) == 1 and use.office in ("head of state", "head of government", "foreign minister"):
        return untitled[0], False
    return None, False


def _is_of_another(draft: Draft, use: TitleUse, parties: Parties) -> bool:
    """Whether somebody acts for a side whose country is not the one that the office names."""
    if draft.id in parties.issuer and parties.issuer_country:
        return parties.issuer_country != use.country
    others = parties.counterpart_countries
    return draft.id in parties.counterpart and bool(others) and use.country not in others


def holds(draft: Draft, use: TitleUse) -> bool:
    return use.label in draft.labels or not _GENERIC.get(use.label, frozenset()).isdisjoint(draft.offices)


def _preferred(chosen: Sequence[Draft], parties: Parties) -> Draft:
    return next((draft for draft in chosen if draft.id in parties.issuer), chosen[0])
