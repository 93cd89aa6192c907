"""The words and names of a text that tell what it is about, each with where it stands."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from briefing.analysis.topics import is_actor, is_wide
from briefing.comparison.records import Sign

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from briefing.analysis.page import Page
    from briefing.model import Briefing, Entity, Mention

FOLLOW_UP = "follow-up"
"""The key of what deputies are told to do: no issue of the lexicon, because it has no words of its own."""

PARTING = "next-contacts"
"""The key of the issue of further contacts."""

_WEIGHTS = {
    "dispute": 4.0,
    "project": 4.0,
    "country": 3.0,
    "place": 3.0,
    "event": 3.0,
    "document": 3.0,
    "organisation": 2.0,
    "group": 2.0,
    "unknown": 1.0,
}
_ACTOR = 1.0
_SCENE = 1.0
_ADJECTIVE = 1.5
_THEATRE = 2.0
_WEAK = 0.8
_HINT = 0.5
_ASIDE = 0.25
_RELATIONS = "bilateral-relations"
_BETWEEN = 1.6
_KIN = 0.3
_DOUBLE = 0.5
_REACH = 8
_NUMERAL = frozenset("IVXLC")
_FOLLOW_UP = 3.0
_PARTED = 2.4
_ACRONYM = 1.5
_TOWARDS = frozenset(["in", "of", "against", "around", "towards", "toward", "on", "surrounding", "over"])


def find_signs(page: Page, briefing: Briefing, own: frozenset[str]) -> list[Sign]:
    """In the order of the text. ``own`` are the ids of the parties, who are no subject of their own meeting,
    unless something befalls them."""
    issues = list(_issues(page))
    names = _beside(issues, _names(page, briefing, own))
    found = [*issues, *names, *_theatres(page, briefing), *_errands(page), *_partings(page)]
    found += _events_at_home(page, briefing, own)
    found = [_subordinate(page, sign) for sign in found]
    return sorted(found, key=lambda sign: (sign.start, sign.end, sign.key))


def _issues(page: Page) -> Iterator[Sign]:
    for match in page.lexicon.keywords.every(page.words):
        keyword = match.value
        weak = page.lexicon.issues[keyword.issue].weak
        weight = (keyword.weight if keyword.weight > 1 else _HINT) * (_WEAK if weak else 1.0)
        if keyword.issue == _RELATIONS and page.word(match.last) in ("between", "with"):
            weight = max(weight, _BETWEEN)
        yield _sign(page, match.first, match.last, keyword.issue, weight)
        if kin := page.lexicon.entries["issue"][keyword.issue].get("kin", ""):
            yield _sign(page, match.first, match.last, kin, weight * _KIN)


def _beside(issues: Sequence[Sign], names: Iterable[Sign]) -> Iterator[Sign]:
    """Names, those lighter that speak for an issue as well: "Minsk" is a word of the peace process."""
    spoken = {at for sign in issues for at in (sign.start, sign.end)}
    for sign in names:
        double = not sign.key.startswith("country:") and (sign.start in spoken or sign.end in spoken)
        yield replace(sign, weight=sign.weight * _DOUBLE) if double else sign


def _names(page: Page, briefing: Briefing, own: frozenset[str]) -> Iterator[Sign]:
    for entity in briefing.entities:
        if entity.id in own or entity.kind == "person":
            continue
        for mention in entity.mentions:
            if mention.form == "name" and mention.rule != "metonym":
                yield Sign(mention.start, mention.end, entity.id, _weight(page, entity, mention))
                yield from _acronyms(page, mention)
                for country in _of_dispute(page, entity):
                    if country not in own:
                        yield Sign(mention.start, mention.end, country, _THEATRE)
    for match in page.demonym_from.values():
        if match.value.id not in own:
            yield _sign(page, match.first, match.last, match.value.id, _ADJECTIVE)


def _acronyms(page: Page, mention: Mention) -> Iterator[Sign]:
    """The G20 Summit and the G20 Presidency are two things of one body."""
    first, last = _words_at(page, mention.start, mention.end)
    if last - first > 1:
        for at in range(first, last):
            word = page.words.words[at]
            if len(word) > 2 and word.isupper() and not _NUMERAL.issuperset(word):
                yield _sign(page, at, at + 1, f"acronym:{page.words.folds[at]}", _ACRONYM)


def _of_dispute(page: Page, entity: Entity) -> Iterator[str]:
    """Whose dispute it is: "the Sudanese crisis" is about Sudan."""
    if entity.kind == "dispute":
        table = page.lexicon.entries.get("dispute", {}).get(entity.id.partition(":")[2], {})
        yield from (f"country:{party}" for party in table.get("parties", ()))


def _weight(page: Page, entity: Entity, mention: Mention) -> float:
    weight = _WEIGHTS.get(entity.kind, 0.0)
    first, last = _words_at(page, mention.start, mention.end)
    if entity.kind == "place" and not is_wide(page, entity.id):
        return _SCENE
    if entity.kind == "organisation" and _gives_out(page, first):
        return 0.0
    if entity.kind in ("country", "organisation") and (is_actor(page, first, last) or _does(page, last)):
        # "Russia's", "NATO is undertaking": whose something is or who does it, seldom what it is about.
        return _ACTOR
    return weight


def _gives_out(page: Page, first: int) -> bool:
    """ "…, said the PM Office": whose text it is."""
    at = first - 2 if page.word(first - 1) == "the" else first - 1
    form = page.lexicon.verbs.get(page.word(at))
    return form is not None and form.verb.act == "say"


def _does(page: Page, last: int) -> bool:
    after = page.word(last + 1) if page.word(last) == "that" else page.word(last)
    return page.gap(last) == " " and (
        after in page.lexicon.words("modal") or after in page.lexicon.words("auxiliary")
    )


def _theatres(page: Page, briefing: Briefing) -> Iterator[Sign]:
    """The country that a conflict is in or against, be it a party: "aggression against X", "the X crisis"."""
    countries: dict[int, str] = {}
    for entity in briefing.entities:
        if entity.kind == "country":
            for mention in entity.mentions:
                first, last = _words_at(page, mention.start, mention.end)
                countries.update(dict.fromkeys(range(first, last), entity.id))
    for at, match in page.demonym_from.items():
        countries.setdefault(at, match.value.id)
    for told in page.lexicon.keywords.every(page.words):
        if page.lexicon.issues[told.value.issue].parent != "conflict":
            continue
        after = told.last
        inside = [countries[at] for at in range(told.first, told.last) if at in countries]
        if page.word(after) in _TOWARDS or page.word(after - 1) in _TOWARDS:
            at = after + 1 if page.word(after) in _TOWARDS else after
            at += page.word(at) == "the"
            if at in countries:
                inside.append(countries[at])
        elif page.word(told.first - 1) == "s" and told.first - 2 in countries:
            inside.append(countries[told.first - 2])
        for key in inside:
            yield _sign(page, told.first, told.last, key, _THEATRE)


def _events_at_home(page: Page, briefing: Briefing, own: frozenset[str]) -> Iterator[Sign]:
    """ "the recent developments in X": what happens in a party's own country is a subject like any other."""
    for entity in briefing.entities:
        if entity.id not in own:
            continue
        for mention in entity.mentions:
            first, _ = _words_at(page, mention.start, mention.end)
            at = first - 2 if page.word(first - 1) == "the" else first - 1
            happens = {page.word(near) for near in range(at - _REACH, at)} & page.lexicon.words("happening")
            if page.word(at) in ("in", "around", "inside") and happens:
                yield Sign(mention.start, mention.end, entity.id, _WEIGHTS["country"])


def _partings(page: Page) -> Iterator[Sign]:
    """ "agreed to continue the dialogue": further contacts in whatever words an ending has for them."""
    for match in page.lexicon.cues.every(page.words):
        if match.value != "closing":
            continue
        before = page.words.folds[max(0, match.first - _REACH) : match.last]
        if any(
            form.verb.lemma in page.lexicon.words("parting")
            for word in before
            if (form := page.lexicon.verbs.get(word)) is not None
        ):
            yield _sign(page, match.first, match.last, PARTING, _PARTED)


def _errands(page: Page) -> Iterator[Sign]:
    """ "tasked their teams", "agreed that experts would meet": a subject of its own."""
    deputies = page.lexicon.words("deputy")
    for at, word in enumerate(page.words.folds):
        form = page.lexicon.verbs.get(word)
        if form is not None and form.verb.lemma in page.lexicon.words("errand-verb"):
            near = next((n for n in range(at + 1, at + 5) if page.word(n) in deputies), 0)
            if near:
                yield _sign(page, at, near + 1, FOLLOW_UP, _FOLLOW_UP)
        elif word in deputies and page.word(at + 1) in page.lexicon.words("modal"):
            yield _sign(page, at, at + 1, FOLLOW_UP, _FOLLOW_UP)


def _subordinate(page: Page, sign: Sign) -> Sign:
    """A sign made light where it tells for which case, or on what ground, something else is said: "in the
    event of an attack", "support in the face of aggression"."""
    first = bisect_left(page.words.starts, sign.start)
    sentence = page.sentence_of[first] if first < len(page.words) else -1
    begin = page.ranges[sentence][0] if sentence >= 0 else first
    for at in range(first - 1, max(begin, first - _REACH), -1):
        if {",", ";"} & set(page.gap(at + 1)):
            break
        if _leads_aside(page, at):
            return replace(sign, weight=sign.weight * _ASIDE)
    return sign


def _leads_aside(page: Page, at: int) -> bool:
    word, after, third = page.word(at), page.word(at + 1), page.word(at + 2)
    if word == "in":
        gerund = after.endswith("ing") or (third.endswith("ing") and after.endswith("ly"))
        return gerund or (after == "the" and third in ("event", "face", "case")) or after == "case"
    # "ready to impose should the situation escalate"
    inverted = word == "should" and after in ("the", "it", "they", "there", "any")
    return inverted or word in ("if", "unless", "amid", "despite")


def _words_at(page: Page, start: int, end: int) -> tuple[int, int]:
    return bisect_left(page.words.starts, start), bisect_left(page.words.starts, end)


def _sign(page: Page, first: int, last: int, key: str, weight: float) -> Sign:
    return Sign(page.words.starts[first], page.words.ends[last - 1], key, weight)
