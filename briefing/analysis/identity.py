"""Which names are one entity: persons by their names and offices, other things by the lexicon,
abbreviation, spelling."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefing.analysis.abbreviations import find_definitions, initials, is_acronym
from briefing.analysis.heads import head_kind
from briefing.analysis.leftovers import (
    find_acronyms,
    find_listed,
    find_people,
    find_runs,
    is_where,
    looks_like_name,
)
from briefing.analysis.lexicon import slug
from briefing.analysis.names import Found, find_names, made
from briefing.analysis.offices import UNKNOWN_BODY

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing.analysis.lexicon import Name
    from briefing.analysis.page import Page
    from briefing.analysis.persons import TitleUse


@dataclass(slots=True)
class Draft:
    """An entity while its mentions are gathered."""

    id: str
    kind: str
    found: list[Found]
    country: str = ""
    offices: set[str] = field(default_factory=set)
    labels: set[str] = field(default_factory=set)
    role: str = ""
    tokens: frozenset[str] = frozenset()
    """Of a person: the folded words of every form, to know short forms by."""
    surnames: frozenset[str] = frozenset()


def find_entities(page: Page, uses: list[TitleUse]) -> list[Draft]:
    """Every named entity with its mentions by name, in the order of first mention."""
    found = find_names(page, uses)
    taken = {at for one in found for at in range(one.first, one.last)}
    found += _explained(page, found, taken)
    taken.update(at for use in uses for at in range(use.title, use.last))
    for first, last in find_people(page, taken):
        if taken.isdisjoint(range(first, last)):
            found.append(made(page, first, last, "person", "", "speaks", confidence="likely"))
            taken.update(range(first, last))
    known = [(one.first, one.last) for one in found if one.kind == "person"]
    for first, last in find_listed(page, taken, known):
        found.append(made(page, first, last, "person", "", "listed", confidence="unsure"))
        taken.update(range(first, last))
    people, rest = _people(page, found), _things(page, found)
    _short_forms(page, people, taken)
    _bare_heads(page, rest, taken)
    _initials(page, rest, taken, {at for one in people for found in one.found for at in (found.last - 1,)})
    drafts = [*people, *rest]
    for draft in drafts:
        draft.found.sort(key=lambda one: one.first)
    return sorted(drafts, key=lambda draft: draft.found[0].first)


def _explained(page: Page, found: list[Found], taken: set[int]) -> list[Found]:
    """The abbreviations that the text explains, wherever they stand, as further mentions of what they
    mean."""
    more: list[Found] = []
    ends = {one.last: one for one in found}
    starts = {one.first: one for one in found}
    replaced: set[int] = set()
    meanings: dict[str, tuple[int, Found]] = {}
    for first, short, end in find_definitions(page):
        whole = ends.get(short)
        known = page.name_from.get(short)
        if whole is None and known is None and first >= 0 and taken.isdisjoint(range(first, short)):
            kinds = (head_kind(page, at) for at in range(short - 1, first - 1, -1))
            kind = next(filter(None, kinds), "organisation")
            whole = made(page, first, short, kind, "", "abbreviated", confidence="likely")
            taken.update(range(first, short))
            more.append(whole)
        # Letters that do not fit are another body's, if the lexicon knows one by them.
        fits = first >= 0 or known is None or (whole is not None and known.value.id == whole.id)
        if whole is not None and whole.kind != "person" and fits:
            meanings[page.words.words[short]] = (end - short, whole)
    for position, word in enumerate(page.words.words):
        if word not in meanings:
            continue
        size, meaning = meanings[word]
        key = _key(page, meaning)
        last = position + size
        inside = [one for at in range(position, last) if (one := starts.get(at)) and one.last <= last]
        # The lexicon may know another body by these letters, or by some of them: the text decides.
        if inside or taken.isdisjoint(range(position, last)):
            replaced.update(one.first for one in inside)
            taken.update(range(position, last))
            more.append(
                made(page, position, last, meaning.kind, key, "abbreviation", country=meaning.country)
            )
    found[:] = [one for one in found if one.first not in replaced]
    return more


def _key(page: Page, one: Found) -> str:
    if one.id:
        return one.id
    name = slug(page.text[one.start : one.end])
    tail = page.name_to.get(one.last)
    if tail is not None and tail.first > one.first and tail.value.kind == "country":
        # "Government of the UAE" and "Government of the United Arab Emirates" are one.
        before = slug(page.text[one.start : page.words.ends[tail.first - 1]])
        return f"{one.kind}:{before}-{tail.value.id.partition(':')[2]}"
    return f"{one.kind}:{name[:-1] if name.endswith('s') and not name.endswith('ss') else name}"


def _things(page: Page, found: Iterable[Found]) -> list[Draft]:
    drafts: dict[str, Draft] = {}
    whole: list[tuple[str, Found]] = []
    spelled: dict[tuple[str, str], str] = {}
    for one in sorted(found, key=lambda one: one.first):
        if one.kind == "person":
            continue
        # The same words are the same thing, whether the lexicon or a head found them.
        form = slug(page.text[one.start : one.end]).removesuffix("s")
        key = spelled.setdefault((one.kind, form), _shortened(page, one, whole) or _key(page, one))
        if one.rule == "head":
            whole.append((key, one))
        draft = drafts.setdefault(key, Draft(key, one.kind, [], one.country or _country_within(page, one)))
        draft.found.append(one)
    return list(drafts.values())


def _shortened(page: Page, one: Found, whole: list[tuple[str, Found]]) -> str:
    """The key of a longer name that begins with the same words: "Joint Declaration" after "Joint
    Declaration on …"."""
    if one.rule != "head":
        return ""
    words = page.words.folds[one.first : one.last]
    for key, other in whole:
        longer = page.words.folds[other.first : other.last]
        if other.kind == one.kind and len(longer) > len(words) and longer[: len(words)] == words:
            return key
    return ""


def _country_within(page: Page, one: Found) -> str:
    """The country in a body's name: "Government of X", "X Foreign Ministry"."""
    if one.kind != "organisation":
        return ""
    for match in (
        page.name_from.get(one.first),
        page.name_to.get(one.last),
        page.demonym_from.get(one.first),
    ):
        if match is not None and match.value.kind == "country":
            return match.value.id
    return ""


def _people(page: Page, found: Iterable[Found]) -> list[Draft]:
    """Persons: a shorter name belongs to a longer one that holds all its words, the nearest in office
    first. The lexicon's word counts for a name of its own, and for an alias where no longer name fits."""
    people: list[Draft] = []
    named = [one for one in found if one.kind == "person"]
    named.sort(key=lambda one: (-(one.last - one.first), one.first))
    for one in named:
        words = page.words.folds[one.first : one.last]
        name = slug(page.text[one.start : one.end])
        known = _in_lexicon(page, one)
        person = next((person for person in people if known is not None and person.id == known.id), None)
        if person is None and (known is None or slug(known.name) != name):
            person = _same_person(people, words, one.use)
        if person is None:
            person = Draft(f"person:{name}" if known is None else known.id, "person", [])
            person.tokens = frozenset(words)
            person.surnames = (
                frozenset(words[-2:]) if words[-1] in ("jr", "sr", "ii", "iii") else frozenset(words[-1:])
            )
            people.append(person)
        person.found.append(one)
        if one.use is not None:
            person.offices |= one.use.offices
            person.labels |= one.use.labels
            if one.use.country != UNKNOWN_BODY:
                person.country = person.country or one.use.country
            if len(one.use.role) > len(person.role):
                person.role = one.use.role
    return people


def _in_lexicon(page: Page, one: Found) -> Name | None:
    match = page.name_from.get(one.first)
    return match.value if match and match.last == one.last and match.value.kind == "person" else None


def _same_person(people: list[Draft], words: list[str], use: TitleUse | None) -> Draft | None:
    mine = set(words)
    for person in people:
        if mine <= person.tokens:
            if len(mine) > 1 or use is None or _compatible(person, use):
                return person
        elif len(words) > 1 and words[-1] in person.surnames and _same_given(person, words):
            return person
    return None


def _compatible(person: Draft, use: TitleUse) -> bool:
    return not (use.country and person.country and use.country != person.country)


def _same_given(person: Draft, words: list[str]) -> bool:
    """ "Joe" and "Joseph R.", "Antony" and "Anthony": two letters in common at the start."""
    return any(token[:2] == words[0][:2] for token in person.tokens - person.surnames)


def _short_forms(page: Page, people: list[Draft], taken: set[int]) -> None:
    """Later mentions by one word of a name: "Doe", and the family name that comes first in some names."""
    owners: dict[str, list[Draft]] = {}
    for person in people:
        for token in person.tokens:
            if len(token) > 1 and token not in page.lexicon.words("particle"):
                owners.setdefault(token, []).append(person)
    for position, folded in enumerate(page.words.folds):
        candidates = owners.get(folded)
        if (
            candidates is None
            or position in taken
            or not page.is_capital(position)
            or page.sentence_of[position] < 0
        ):
            continue
        best = max(candidates, key=lambda one: (folded in one.surnames, len(one.found)))
        last = position + 1
        while last not in taken and page.word(last) in best.tokens and page.gap(last) in (" ", ".", "'", ","):
            if (
                page.gap(last) in (".", ",")
                and len(page.word(last - 1)) > 1
                and page.word(last) not in ("jr", "sr")
            ):
                break
            last += 1
        if (
            page.gap(last) in (" ", "")
            and page.is_capital(last)
            and last not in taken
            and last not in page.title_from
        ):
            continue
        if (
            page.gap(position) == " "
            and page.is_capital(position - 1)
            and position - 1 not in taken
            and not (page.opens_sentence(position - 1))
        ):
            continue
        best.found.append(made(page, position, last, "person", "", "short form", confidence="likely"))
        taken.update(range(position, last))


def _bare_heads(page: Page, things: list[Draft], taken: set[int]) -> None:
    """ "the Dialogue" after "the Strategic Dialogue": a capitalised head that only one earlier name has."""
    heads: dict[str, list[Draft]] = {}
    for draft in things:
        first = draft.found[0]
        if first.rule in ("head", "abbreviated", "lexicon") and first.last - first.first > 1:
            last = page.words.folds[first.last - 1]
            if draft.kind in ("event", "project", "document", "organisation") and head_kind(
                page, first.last - 1
            ):
                heads.setdefault(last, []).append(draft)
    for position, folded in enumerate(page.words.folds):
        owners = heads.get(folded)
        if owners is None or len(owners) > 1 or position in taken or not page.is_capital(position):
            continue
        draft = owners[0]
        if page.word(position - 1) not in ("the", "this") or position < draft.found[0].last:
            continue
        if page.is_capital(position + 1) and page.gap(position + 1) == " ":
            continue
        taken.add(position)
        draft.found.append(
            made(page, position, position + 1, draft.kind, draft.id, "bare head", confidence="likely")
        )


def _initials(page: Page, things: list[Draft], taken: set[int], people: set[int]) -> None:
    """Acronyms that nothing explains: initials of a name in the text, or a name of unknown kind."""
    by_initials: dict[str, Draft] = {}
    for draft in things:
        for one in draft.found:
            letters = initials(page.view[one.start : one.end])
            if len(letters) > 2 and not is_acronym(page.text[one.start : one.end]):
                by_initials.setdefault(letters, draft)
    unknown: dict[str, Draft] = {}
    for first, last in find_runs(page, taken):
        kind = "place" if is_where(page, first) and looks_like_name(page, first, last) else "unknown"
        key = f"{kind}:{slug(page.text[page.words.starts[first] : page.words.ends[last - 1]])}"
        draft = unknown.setdefault(key, Draft(key, kind, []))
        draft.found.append(made(page, first, last, kind, key, "leftover", confidence="unsure"))
        taken.update(range(first, last))
    for position in find_acronyms(page, taken, people):
        word = page.words.words[position]
        known = by_initials.get(word)
        key = f"unknown:{page.words.folds[position]}"
        draft = known or unknown.setdefault(key, Draft(key, "unknown", []))
        if known is None:
            one = made(page, position, position + 1, "unknown", draft.id, "leftover", confidence="unsure")
        else:
            one = made(page, position, position + 1, draft.kind, draft.id, "initials", confidence="likely")
        draft.found.append(one)
    things.extend(unknown.values())
