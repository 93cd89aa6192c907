"""What each sentence is about: issues by their keywords, and names that are subjects in themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from briefing.analysis.identity import Draft
from briefing.analysis.page import Page
from briefing.analysis.parties import Parties

# What a name of a kind weighs as a subject, beside keywords of 1 to 5.
_NAME_WEIGHT = {"dispute": 4, "project": 4, "event": 2, "document": 2, "country": 3, "place": 2, "organisation": 1, "group": 1}


@dataclass(frozen=True, slots=True)
class Topics:
    """The subjects of a sentence and their weights: keys are issue ids and entity ids (``country:AF``)."""

    strong: Counter[str]
    weak: Counter[str]
    lead: str
    """The topic that is named first; empty without strong ones."""
    words: frozenset[str]
    """Folded words of some length: what two sentences may share without a keyword."""


def find_topics(page: Page, drafts: Sequence[Draft], parties: Parties) -> list[Topics]:
    """The topics of every sentence."""
    strong: list[Counter[str]] = [Counter() for _ in page.sentences]
    weak: list[Counter[str]] = [Counter() for _ in page.sentences]
    leads: list[tuple[int, str]] = [(len(page.words), "") for _ in page.sentences]
    for match in page.lexicon.keywords.every(page.words):
        number = page.sentence_of[match.first]
        if number < 0:
            continue
        keyword = match.value
        pot = weak if page.lexicon.issues[keyword.issue].weak else strong
        pot[number][keyword.issue] += keyword.weight
        if pot is strong and keyword.weight > 1:
            leads[number] = min(leads[number], (match.first, keyword.issue))
    own = {*parties.issuer, *parties.counterpart, parties.issuer_country, *parties.counterpart_countries}
    own.update(parties.members)
    for draft in drafts:
        weight = _NAME_WEIGHT.get(draft.kind, 0)
        if not weight or draft.id in own:
            continue
        for one in draft.found:
            number = page.sentence_of[one.first]
            if number >= 0 and not (draft.kind == "organisation" and one.rule == "metonym"):
                strong[number][draft.id] = max(strong[number][draft.id], weight)
                if weight > 1:
                    leads[number] = min(leads[number], (one.first, draft.id))
    words = [
        frozenset(word for word in page.words.folds[first:last] if len(word) > 5) for first, last in page.ranges
    ]
    firsts = [key for _, key in leads]
    return [Topics(*parts) for parts in zip(strong, weak, firsts, words, strict=True)]
