"""What each sentence is about: issues by their keywords, and names that are subjects in themselves."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefing.analysis.identity import Draft
    from briefing.analysis.page import Page
    from briefing.analysis.parties import Parties

# What a name of a kind weighs as a subject, beside keywords of 1 to 5.
_NAME_WEIGHT = {
    "dispute": 4,
    "project": 4,
    "event": 2,
    "document": 2,
    "country": 3,
    "place": 3,
    "organisation": 1,
    "group": 1,
}


@dataclass(frozen=True, slots=True)
class Topics:
    """The subjects of a sentence and their weights: keys are issue ids and entity ids (``country:AF``)."""

    strong: Counter[str]
    weak: Counter[str]
    places: Mapping[str, tuple[int, int, int]]
    """Of each issue the weight and the words, first and past the last, of what speaks loudest for it; of each
    name where it stands first."""
    lead: str
    """The topic that is named first; empty without strong ones."""
    words: frozenset[str]
    """Folded words of some length: what two sentences may share without a keyword."""


def find_topics(page: Page, drafts: Sequence[Draft], parties: Parties) -> list[Topics]:
    """The topics of every sentence."""
    strong: list[Counter[str]] = [Counter() for _ in page.sentences]
    weak: list[Counter[str]] = [Counter() for _ in page.sentences]
    places: list[dict[str, tuple[int, int, int]]] = [{} for _ in page.sentences]
    leads: list[tuple[int, str]] = [(len(page.words), "") for _ in page.sentences]
    for match in page.lexicon.keywords.every(page.words):
        number = page.sentence_of[match.first]
        if number < 0:
            continue
        keyword = match.value
        pot = weak if page.lexicon.issues[keyword.issue].weak else strong
        pot[number][keyword.issue] += keyword.weight
        best = places[number].get(keyword.issue, (0, 0, 0))
        if best[0] and match.first - best[2] == 1 and page.word(best[2]) == "and":
            # "sovereignty and territorial integrity" is one subject.
            places[number][keyword.issue] = (best[0] + keyword.weight, best[1], match.last)
        elif keyword.weight > best[0]:
            places[number][keyword.issue] = (keyword.weight, match.first, match.last)
        if pot is strong and keyword.weight > 1:
            leads[number] = min(leads[number], (match.first, keyword.issue))
    _add_theatres(page, strong)
    own = {*parties.issuer, *parties.counterpart, parties.issuer_country, *parties.counterpart_countries}
    own.update(parties.members)
    for draft in drafts:
        weight = _NAME_WEIGHT.get(draft.kind, 0)
        if not weight or draft.id in own:
            continue
        if draft.kind == "place" and not is_wide(page, draft.id):
            weight = 1
        for one in draft.found:
            number = page.sentence_of[one.first]
            if number >= 0 and not (draft.kind == "organisation" and one.rule == "metonym"):
                # "Russia's" tells whose something is, "called on Russia" who is asked: seldom what about.
                actor = draft.kind == "country" and is_actor(page, one.first, one.last)
                strong[number][draft.id] = max(strong[number][draft.id], weight - 2 if actor else weight)
                places[number].setdefault(draft.id, (weight, one.first, one.last))
                if weight > 1:
                    leads[number] = min(leads[number], (one.first, draft.id))
    words = [
        frozenset(word for word in page.words.folds[first:last] if len(word) > 5)
        for first, last in page.ranges
    ]
    for number, lead in enumerate(leads):
        relations = {
            key: weight
            for key, weight in weak[number].items()
            if weight >= _PLAIN and page.lexicon.issues[key].parent == "relations"
        }
        if relations and not strong[number]:
            # Nothing else is spoken of: then relations themselves are the subject.
            strong[number].update(relations)
            leads[number] = (lead[0], next(iter(relations)))
    firsts = [key for _, key in leads]
    return [Topics(*parts) for parts in zip(strong, weak, places, firsts, words, strict=True)]


_PLAIN = 3


def is_actor(page: Page, first: int, last: int) -> bool:
    possessive = page.gap(last) == "'"
    asked = page.word(first - 1) in ("on", "upon") and page.word(first - 2).startswith("call")
    return possessive or asked or _is_partner(page, first)


def _is_partner(page: Page, first: int) -> bool:
    """Whether a country is one of two that something is "between": their relations, unless it is a war."""
    at = first - 1
    while at > first - 8 and (page.word(at) in ("the", "and") or at in page.name_at):
        at -= 1
    return page.word(at) == "between" and page.word(at - 1) not in page.lexicon.words("strife")


_WIDE = ("region", "sea", "territory")


def is_wide(page: Page, key: str) -> bool:
    """Whether a place is a region and not a city or a house, which say where and not what."""
    table = page.lexicon.entries.get("place", {}).get(key.partition(":")[2], {})
    return table.get("type") in _WIDE


_TOWARDS = frozenset(["in", "of", "against", "around", "towards", "toward", "on"])


def _add_theatres(page: Page, strong: list[Counter[str]]) -> None:
    """The country a conflict is about, even when it is a party: "invasion of X", "X's territorial
    integrity"."""
    for match in page.lexicon.keywords.every(page.words):
        number = page.sentence_of[match.first]
        issue = page.lexicon.issues[match.value.issue]
        if number < 0 or issue.parent != "conflict":
            continue
        after = match.last
        if page.word(after) in _TOWARDS:
            name = page.name_from.get(after + 2 if page.word(after + 1) == "the" else after + 1)
        else:
            at = match.first
            name = page.name_to.get(at - 1) if page.word(at - 1) == "s" and page.gap(at - 1) == "'" else None
        if name is not None and name.value.kind == "country":
            strong[number][name.value.id] = max(strong[number][name.value.id], 4)


_STRESSED = 3.0
_STRESSED_BODY = 5.0
_ASIDE = 0.3
_PARTNER = frozenset(["with", "from", "between", "among", "by", "against", "including", "to"])


def standing_of(page: Page, key: str, here: Topics) -> float:
    """What the words before a name make of it: "the importance of X" is about X, "talks with X" seldom."""
    if key in page.lexicon.issues or key not in here.places:
        return 1.0
    _, first, last = here.places[key]
    at = first - 1
    if key.startswith("country:") and _acts(page, first, last):
        return _ASIDE
    while at > first - 12 and (
        page.word(at) in ("the", "and", "a", "its", "their", "our") or at in page.name_at
    ):
        at -= 1
    framed = page.word(at - 1) in page.lexicon.words("subject-frame")
    if framed and page.word(at) in ("of", "for", "to", "in", "around"):
        return _STRESSED_BODY if key.startswith("organisation:") else _STRESSED
    if page.word(at) in _PARTNER and key.startswith("country:"):
        return 1.0 if page.word(at - 1) in page.lexicon.words("strife") else _ASIDE
    return 1.0


def _acts(page: Page, first: int, last: int) -> bool:
    """Whether a country is the one who does something: "should X attack", "that X would go on"."""
    acting = page.word(last) in page.lexicon.words("modal") or page.word(last) in page.lexicon.words(
        "auxiliary"
    )
    return acting or page.word(first - 1) in ("should", "if", "whether")
