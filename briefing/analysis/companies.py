"""Names that a word beside them tells the kind of: companies by their legal form ("JSC …", "… GmbH") or by
what they are called ("the companies X and Y"), numbered sessions, groups of two names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefing.analysis.compounds import Compound
from briefing.analysis.heads import head_kind

if TYPE_CHECKING:
    from collections.abc import Container

    from briefing.analysis.page import Page

_BEFORE = frozenset(
    {"njsc", "jsc", "pjsc", "ojsc", "cjsc", "llc", "pao", "oao", "ooo", "zao", "pt", "nk", "ao"}
)
_AFTER = frozenset(
    {
        *(
            "njsc",
            "jsc",
            "pjsc",
            "ojsc",
            "cjsc",
            "llc",
            "ltd",
            "inc",
            "plc",
            "ag",
            "sa",
            "s.a.",
            "gmbh",
            "corp",
        ),
        *(
            "co",
            "pte",
            "pvt",
            "llp",
            "lp",
            "nv",
            "n.v.",
            "bv",
            "b.v.",
            "se",
            "asa",
            "oyj",
            "kk",
            "spa",
            "kgaa",
        ),
        *("saog", "saoc", "k.s.c.", "bhd", "sdn", "tbk", "limited", "incorporated"),
    }
)
_MANY = frozenset(
    {
        *("companies", "firms", "banks", "corporations", "operators", "airlines", "carriers", "agencies"),
        *("manufacturers", "contractors", "groups", "organisations", "organizations", "universities", "ngos"),
        *("institutions", "producers", "militias", "parties"),
    }
)
_ONE = frozenset(
    {
        *(
            "company",
            "firm",
            "bank",
            "corporation",
            "operator",
            "airline",
            "carrier",
            "manufacturer",
            "militia",
        ),
        *("contractor", "conglomerate", "giant", "group", "university", "startup", "consortium", "producer"),
    }
)
_ORDINAL = re.compile(r"\d{1,3}(?:st|nd|rd|th)|[a-z]+(?:first|second|third|th)|first|second|third")
_PAIRED = frozenset({"group", "commission", "committee", "council", "panel", "team", "initiative"})


def find_companies(page: Page, taken: Container[int]) -> list[Compound]:
    """Bodies told by a legal form, or by a common noun before or after them."""
    found: list[Compound] = []
    for position, folded in enumerate(page.words.folds):
        if folded in _BEFORE and page.words.words[position].isupper():
            last = _name_end(page, position + 1, taken)
            if last > position + 1:
                found.append(Compound(position, last, "organisation", "legal form"))
        elif folded in _AFTER and page.is_capital(position) and page.gap(position) in (" ", ","):
            first = _name_start(page, position, taken)
            if first < position:
                last = position + 1
                while (
                    page.word(last) in _AFTER and page.is_capital(last) and page.gap(last) in (" ", ".", ",")
                ):
                    last += 1
                found.append(Compound(first, last, "organisation", "legal form"))
        elif folded in _MANY:
            found += _listed(page, position + 1, taken)
        elif folded in _ONE and not page.is_capital(position):
            last = _name_end(page, position + 1, taken)
            first = _name_start(page, position, taken) if page.gap(position) == " " else position
            if last > position + 1 and page.gap(position + 1) in (" ", '"'):
                found.append(Compound(position + 1, last, "organisation", "called so"))
            elif first < position and not page.opens_sentence(first):
                found.append(Compound(first, position, "organisation", "called so"))
    return found


def _name_end(page: Page, first: int, taken: Container[int]) -> int:
    """The end of a run of capitals, with "of" and a known country after it."""
    end = first
    while end < page.count and end - first < 5 and end not in taken and _is_part(page, end):
        if page.gap(end) not in (" ", '"') or (page.gap(end) == '"' and end > first):
            break
        end += 1
    if first < end and page.word(end) == "of" and page.gap(end) == " ":
        match = page.name_from.get(end + 1)
        if match is not None and match.value.kind == "country" and page.name_to.get(end) is None:
            return match.last
    known = page.name_from.get(first)
    return max(end, known.last) if known is not None and end > first else end


def _name_start(page: Page, last: int, taken: Container[int]) -> int:
    first = last
    while first > 0 and last - first < 5 and first - 1 not in taken and _is_part(page, first - 1):
        if first < last and page.gap(first) != " ":
            break
        first -= 1
    if page.opens_sentence(first) and page.word(first) in page.lexicon.not_names:
        first += 1
    return min(first, last)


def _is_part(page: Page, at: int) -> bool:
    if not page.is_capital(at) or page.words.folds[at] in page.lexicon.words("small-word"):
        return False
    if at in page.demonym_from or at in page.title_from:
        return False
    match = page.name_at.get(at)
    return match is None or match.value.kind not in ("country", "place", "person")


def _listed(page: Page, position: int, taken: Container[int]) -> list[Compound]:
    """The names after "the companies": "X, Y and Z"."""
    found: list[Compound] = []
    while len(found) < 12:
        if page.word(position) in ("and", "like", "including", "such", "as", "namely", "or"):
            position += 1
            continue
        last = _name_end(page, position, taken)
        if last == position or page.opens_sentence(position):
            break
        found.append(Compound(position, last, "organisation", "called so"))
        position = last
        if page.gap(position) != "," and page.word(position) not in ("and", "or"):
            break
    return found


def find_sessions(page: Page, ends: dict[int, int]) -> list[Compound]:
    """ "the 12th session of the Conference of X": one event, not a session and a conference. ``ends`` tells
    where the names found so far start and end."""
    found = []
    for position, folded in enumerate(page.words.folds):
        if (
            folded != "session"
            or page.word(position + 1) != "of"
            or not _ORDINAL.fullmatch(page.word(position - 1))
        ):
            continue
        start = position + 3 if page.word(position + 2) == "the" else position + 2
        if start in ends and page.gap(position) == " ":
            found.append(Compound(position - 1, ends[start], "event", "session"))
    return found


def find_pairs(page: Page) -> list[Compound]:
    """ "the Novak-Odera working group": two names joined, and what they head."""
    found = []
    for position in range(1, page.count - 1):
        if page.view[page.words.starts[position] - 1] != "-" or not page.is_capital(position):
            continue
        first = position - 1
        if not all(
            page.is_capital(at)
            and at not in page.name_at
            and at not in page.demonym_from
            and len(page.words.words[at]) > 3
            for at in (first, position)
        ):
            continue
        end = position + 1
        while end - position < 5 and page.gap(end) == " " and not page.is_capital(end):
            end += 1
            if page.word(end - 1) in _PAIRED:
                found.append(Compound(first, end, "organisation", "pair"))
                break
    return [one for one in found if not head_kind(page, one.first)]
