"""Titles of several people at once: "Presidents Jane Doe and Juma Odera", "the Kings of X and Y, …"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.analysis.persons import TitleUse, read_name

if TYPE_CHECKING:
    from briefing.analysis.page import Page

_OFFICES = {
    "presidents": ("head of state", "President"),
    "kings": ("head of state", "King"),
    "chancellors": ("head of government", "Chancellor"),
    "premiers": ("head of government", "Prime Minister"),
    "ministers": ("minister", "Minister"),
    "secretaries": ("foreign minister", "Secretary"),
    "ambassadors": ("envoy", "Ambassador"),
    "senators": ("legislator", "Senator"),
    "speakers": ("legislator", "Speaker"),
    "leaders": ("chief", "national leader"),
    "generals": ("military", "General"),
    "chairmen": ("head of organisation", "Chairman"),
    "envoys": ("envoy", "Special Envoy"),
    "representatives": ("envoy", "Special Envoy"),
    "commissioners": ("official", "Commissioner"),
}
_BEFORE = {
    "prime": ("head of government", "Prime Minister"),
    "foreign": ("foreign minister", "Foreign Minister"),
    "defence": ("defence minister", "Defense Minister"),
    "defense": ("defence minister", "Defense Minister"),
    "deputy": ("deputy", "Deputy Foreign Minister"),
    "vice": ("deputy", "Vice President"),
}
_MOST = 30


def find_plural_uses(page: Page) -> list[TitleUse]:
    """One use for each name that a title in the plural is followed by."""
    uses: list[TitleUse] = []
    for position, folded in enumerate(page.words.folds):
        if folded in _OFFICES and (page.is_capital(position) or page.word(position - 1) in _BEFORE):
            before = page.word(position - 1) if page.gap(position) == " " else ""
            office, label = _BEFORE.get(before, _OFFICES[folded])
            uses += _named(page, position + 1, office, label)
    return uses


def _named(page: Page, at: int, office: str, label: str) -> list[TitleUse]:
    """The people after a plural title, each with the country told before or after the names."""
    countries: list[str] = []
    if page.word(at) == "of" and page.gap(at) == " ":
        at += 1
        while len(countries) < _MOST:
            at += page.word(at) in ("and", "the")
            at += page.word(at) == "the"
            match = page.name_from.get(at)
            if match is None or match.value.kind != "country":
                break
            countries.append(match.value.id)
            at = match.last
        if page.gap(at) != ",":
            return []
    elif page.gap(at) != " ":
        return []
    found: list[tuple[tuple[int, int], str]] = []
    while len(found) < _MOST:
        at += page.word(at) == "and"
        while (title := page.title_from.get(at)) is not None and title.value.office == "honorific":
            at = title.last
        name = read_name(page, at)
        if name is None or page.sentence_of[at] != page.sentence_of[name[1] - 1]:
            break
        after, country = _country(page, name[1])
        found.append((name, country))
        at = after
        if page.word(at) != "and" and page.gap(at)[-1:] != ",":
            break
    if len(found) < 2:
        return []
    if len(countries) == len(found):
        found = [(name, country) for (name, _), country in zip(found, countries, strict=True)]
    return [
        TitleUse(
            name[0],
            name[0],
            name[0],
            office,
            label,
            country,
            name,
            frozenset({office}),
            frozenset({label}),
            label[:1].upper() + label[1:],
        )
        for name, country in found
    ]


def _country(page: Page, at: int) -> tuple[int, str]:
    """Past "of X" or "(X)" after a name, with the country."""
    start = at + 1 if page.word(at) == "of" and page.gap(at) == " " else at
    start += page.word(start) == "the" and start > at
    match = page.name_from.get(start)
    if match is None or match.value.kind != "country" or (start == at and page.gap(at) != "("):
        return at, ""
    return match.last, match.value.id
