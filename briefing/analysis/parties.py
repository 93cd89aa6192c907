"""Who speaks for the text, and with whom."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefing.analysis.offices import UNKNOWN_BODY
from briefing.analysis.roles import holds, unnamed_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefing.analysis.identity import Draft
    from briefing.analysis.page import Page
    from briefing.analysis.persons import TitleUse


@dataclass(slots=True)
class Parties:
    """The two sides of a text: ids of persons, of countries and of organisations."""

    issuer: list[str] = field(default_factory=list)
    counterpart: list[str] = field(default_factory=list)
    issuer_country: str = ""
    counterpart_countries: list[str] = field(default_factory=list)
    members: list[str] = field(default_factory=list)
    """Of a joint text: the ids of all countries and bodies that speak in it."""
    joint: bool = False
    """Whether the text is of all parties together: then nobody is a counterpart."""
    told: bool = False
    """Whether the text names the issuing side's country with whoever acts for it; else it is a guess."""

    def side_of(self, draft: Draft) -> str:
        """``issuer``, ``counterpart`` or ``third``."""
        if self.joint or draft.id in self.issuer:
            return "issuer"
        if draft.id in self.counterpart:
            return "counterpart"
        country = draft.country or (draft.id if draft.kind == "country" else "")
        if country and country == self.issuer_country:
            return "issuer"
        if country and country in self.counterpart_countries:
            return "counterpart"
        return "third"


def find_parties(
    page: Page, people: Sequence[Draft], things: Sequence[Draft], uses: Sequence[TitleUse]
) -> Parties:
    """The sides, from the first sentence that tells of a meeting or call."""
    parties = Parties(joint=_is_joint(page))
    group = page.lexicon.words("joint-strong")
    by_word = {at: draft for draft in people for one in draft.found for at in range(one.first, one.last)}
    for number, (first, last) in enumerate(page.ranges):
        kind = page.blocks[page.sentences[number].block].kind
        if kind == "furniture":
            continue
        verb = _narration(page, first, last)
        if verb < 0:
            continue
        before = _distinct(by_word.get(at) for at in range(first, verb))
        after = _distinct(by_word.get(at) for at in range(verb, last))
        if not before and kind == "heading":
            continue
        clause = max((at for at in range(first, verb) if "," in page.gap(at)), default=first)
        if not any(at in by_word for at in range(clause, verb)) and not group.isdisjoint(
            page.words.folds[clause:verb]
        ):
            # "The leaders of X and Y met": nobody is the other side.
            parties.joint = True
            break
        if len(before) > 1 and not after and len({draft.country for draft in before}) > 1:
            # "President X and President Y spoke": both tell it.
            parties.joint = True
        if not before and not after:
            _take_countries(page, parties, things, first, verb, last)
        if before or after or parties.issuer_country:
            parties.issuer = [draft.id for draft in before] or _unnamed(uses, people, first, verb)
            met = _unnamed(uses, people, verb, last) if not after else []
            parties.counterpart = [draft.id for draft in after if draft not in before] + met
            break
    if not parties.issuer and not parties.counterpart and people:
        speakers = [draft for draft in people if any(one.rule == "speaks" or one.use for one in draft.found)]
        parties.issuer = [draft.id for draft in speakers[:1]]
        parties.counterpart = [draft.id for draft in speakers[1:2]]
    takers = _turn_takers(page, people)
    if takers and not parties.joint:
        titled = [draft for draft in people if _is_met_in_title(page, draft)]
        hosts = [draft for draft in takers if draft not in titled]
        parties.issuer = [draft.id for draft in hosts[:1]]
        parties.counterpart = [draft.id for draft in (*titled, *hosts[1:])]
    _add_met(page, parties, people)
    _countries(page, parties, people, things, uses)
    if parties.joint:
        parties.members = _members(page, people, things)
    return parties


def _turn_takers(page: Page, people: Sequence[Draft]) -> list[Draft]:
    """Who speaks in a transcript, in the order of first turns; whoever has no office is a moderator."""
    turns = []
    for draft in people:
        for one in draft.found:
            first = one.use.first if one.use else one.first
            opens = first == page.ranges[max(page.sentence_of[first], 0)][0]
            if opens and page.view[one.end : one.end + 1] in (":", " ") and ":" in page.gap(one.last):
                turns.append((first, draft))
                break
    return [draft for _, draft in sorted(turns, key=lambda turn: turn[0]) if draft.offices != {"honorific"}]


def _is_met_in_title(page: Page, draft: Draft) -> bool:
    """Whether a title tells that somebody was met: "Meeting with President X"."""
    one = draft.found[0]
    sentence = page.sentence_of[one.first]
    if sentence < 0 or page.blocks[page.sentences[sentence].block].kind != "heading":
        return False
    return "with" in page.words.folds[page.ranges[sentence][0] : one.first]


def _take_countries(
    page: Page, parties: Parties, things: Sequence[Draft], first: int, verb: int, last: int
) -> None:
    """The sides of a lead without persons: "X received vaccines from the Government of Y"."""
    for draft in things:
        country = (
            draft.id if draft.kind == "country" else draft.country if draft.kind == "organisation" else ""
        )
        places = [one.first for one in draft.found if first <= one.first < last]
        if not country or not places:
            continue
        if places[0] < verb and not parties.issuer_country:
            parties.issuer_country = country
        elif country != parties.issuer_country and country not in parties.counterpart_countries:
            parties.counterpart_countries.append(country)


def _unnamed(uses: Sequence[TitleUse], people: Sequence[Draft], first: int, last: int) -> list[str]:
    """Who is called by office between two words: a person with that title, or the office without a name."""
    for use in uses:
        if use.name is None and first <= use.first < last and use.country != UNKNOWN_BODY:
            named = [draft.id for draft in people if holds(draft, use) and draft.country in ("", use.country)]
            return named[:1] or [unnamed_id(use)]
    return []


def _add_met(page: Page, parties: Parties, people: Sequence[Draft]) -> None:
    """Everybody whom a text of several meetings says was met, received or called."""
    for draft in people:
        if draft.id in parties.issuer or draft.id in parties.counterpart:
            continue
        for one in draft.found:
            first = one.use.first if one.use else one.first
            before = page.word(first - 1)
            if page.gap(first) == " " and (
                before in page.lexicon.words("meets")
                or (before == "with" and page.word(first - 2) in page.lexicon.words("encounter"))
            ):
                parties.counterpart.append(draft.id)
                break


def _members(page: Page, people: Sequence[Draft], things: Sequence[Draft]) -> list[str]:
    """The countries and bodies that give out a joint text: of its signatories, or named in its title and
    lead."""
    named = dict.fromkeys(
        draft.country for draft in people if draft.country and "honorific" not in draft.offices
    )
    lead = next((last for first, last in page.ranges if last - first > 12), len(page.words))
    for draft in things:
        often = len(draft.found) >= 3 or draft.kind == "country"
        if draft.kind in ("country", "organisation") and draft.found[0].first < lead and often:
            named[draft.id] = None
    return list(named)


def _distinct(drafts: Iterable[Draft | None]) -> list[Draft]:
    found: list[Draft] = []
    for draft in drafts:
        if draft is not None and draft not in found:
            found.append(draft)
    return found


_BEFORE_NOUN = frozenset(["state", "official", "working", "telephone", "phone", "video", "first", "recent"])


def _narration(page: Page, first: int, last: int) -> int:
    """The first small-lettered verb of doing or saying in a sentence; -1 when there is none."""
    for at in range(first, last):
        word = page.words.folds[at]
        if page.is_capital(at) and at > first:
            continue
        before = page.word(at - 1)
        if before in page.lexicon.words("determiner") or before in _BEFORE_NOUN:
            # "during his visit", "the telephone call": a noun.
            continue
        if word in page.lexicon.words("narration") or (
            word in page.lexicon.verbs and "past" in page.lexicon.verbs[word].tenses
        ):
            return at
    return -1


def _is_joint(page: Page) -> bool:
    head = " ".join(page.words.folds[:60])
    if "joint statement" in head or "joint communique" in head or "joint declaration" in head:
        return True
    folds = page.words.folds
    if any(
        folds[first] == "we" and page.gap(first + 1) == "," for first, last in page.ranges[:8] if first < last
    ):
        return True
    return folds.count("we") >= 2 and "i" not in folds and page.view.count('"') < 4 and "he" not in folds


def _countries(
    page: Page, parties: Parties, people: Sequence[Draft], things: Sequence[Draft], uses: Sequence[TitleUse]
) -> None:
    by_id = {draft.id: draft for draft in people}
    for key in parties.counterpart:
        country = (
            by_id[key].country
            if key in by_id
            else key.partition("country:")[1] + key.partition("country:")[2]
        )
        if country and country not in parties.counterpart_countries:
            parties.counterpart_countries.append(country)
    for key in parties.issuer:
        own = (
            by_id[key].country
            if key in by_id
            else key.partition("country:")[1] + key.partition("country:")[2]
        )
        parties.told = parties.told or bool(own and not parties.issuer_country)
        parties.issuer_country = parties.issuer_country or own
    if not parties.issuer_country:
        lone = [use.country for use in uses if use.country and not use.name]
        named = {draft.country for draft in people}
        free = [country for country in lone if country not in named]
        if free and parties.issuer:
            parties.issuer_country = free[0]
    if not parties.issuer_country:
        beside = (_partner_country(page, country) for country in parties.counterpart_countries)
        parties.issuer_country = (
            _paired(page, parties) or next(filter(None, beside), "") or _likely_issuer(page, parties, things)
        )
    for key in parties.issuer:
        if key in by_id:
            by_id[key].country = by_id[key].country or parties.issuer_country
    if not parties.counterpart_countries and parties.issuer_country and not parties.joint:
        other = _partner_country(page, parties.issuer_country)
        if other:
            parties.counterpart_countries.append(other)
            for key in (key for key in parties.counterpart if key in by_id):
                by_id[key].country = by_id[key].country or other


def _paired(page: Page, parties: Parties) -> str:
    """The country whose adjective is coupled with the other side's: "Russian-Turkish"."""
    for first, match in page.demonym_from.items():
        second = page.demonym_from.get(match.last)
        if second is None or page.view[page.words.ends[match.last - 1]] != "-":
            continue
        ids = (page.demonym_from[first].value.id, second.value.id)
        for mine, other in (ids, ids[::-1]):
            if other in parties.counterpart_countries:
                return mine
    return ""


def _likely_issuer(page: Page, parties: Parties, things: Sequence[Draft]) -> str:
    """The country named most that is not the other side's, when it is named as having aims of its own."""
    best, most = "", 0
    for draft in things:
        if draft.kind != "country" or draft.id in parties.counterpart_countries:
            continue
        owned = sum(
            (
                page.gap(one.last) == "'"
                and bool(
                    {"commitment", "belief", "readiness", "support", "position", "concerns", "interests"}
                    & set(page.words.folds[one.last : one.last + 4])
                )
            )
            or page.word(one.last) in ("commitment", "will", "would", "stands", "looks")
            for one in draft.found
        )
        if owned > most:
            best, most = draft.id, owned
    return best


def _partner_country(page: Page, own: str) -> str:
    """The country named beside the issuer's: "between X and Y", "X-Y relations", "X and Y"."""
    counts: dict[str, int] = {}
    for match in page.names:
        if match.value.kind != "country" or match.value.id == own:
            continue
        before = match.first - 1 if page.word(match.first - 1) == "the" else match.first
        after = match.last + 1 if page.word(match.last + 1) == "the" else match.last
        neighbours = [page.name_to.get(before), page.name_to.get(before - 1)]
        neighbours += [page.name_from.get(match.last), page.name_from.get(after + 1)]
        beside = any(near is not None and near.value.id == own for near in neighbours)
        visited = page.word(match.first - 2) in ("visit", "visits", "ties", "relations", "relationship")
        counts[match.value.id] = counts.get(match.value.id, 0) + (2 if beside or visited else 0)
    best = max(counts, key=lambda key: counts[key], default="")
    return best if best and counts[best] >= 2 else ""
