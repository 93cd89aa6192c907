"""Names in the text: from the lexicon, after titles, by their heads ("… Pipeline"), by abbreviation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.analysis.companies import find_companies, find_pairs, find_sessions
from briefing.analysis.compounds import find_compounds
from briefing.analysis.persons import TitleUse, name_end

if TYPE_CHECKING:
    from briefing.analysis.page import Page
    from briefing.model import Confidence


@dataclass(frozen=True, slots=True)
class Found:
    """A name at a place: words ``first`` to ``last``, offsets ``start`` to ``end``."""

    first: int
    last: int
    start: int
    end: int
    kind: str
    id: str
    rule: str
    country: str = ""
    confidence: Confidence = "certain"
    use: TitleUse | None = None


def find_names(page: Page, uses: list[TitleUse]) -> list[Found]:
    """Names without overlap, in order. Longer names win; a name after a title wins over any other."""
    taken: set[int] = set()
    found: list[Found] = []

    def add(one: Found) -> None:
        span = range(one.first, one.last)
        if page.sentence_of[one.first] != page.sentence_of[one.last - 1] or page.sentence_of[one.first] < 0:
            return
        if taken.isdisjoint(span):
            taken.update(span)
            found.append(one)

    for use in uses:
        if use.name:
            first, last = use.name
            add(made(page, first, last, "person", "", "title", use=use))
    # "General Motors Company": a title before more capitals is part of a name.
    blocked = {
        at
        for use in uses
        if not use.name and not (page.gap(use.last) == " " and page.is_capital(use.last))
        for at in range(use.title, use.last)
    }
    # "Office of X Assistant Director Dr. Jane Doe": a body's name ends before the post.
    blocked |= {
        at
        for use in uses
        if use.name and use.title < use.name[0]
        for start in range(use.title, use.name[0])
        if (match := page.title_from.get(start)) is not None and not _is_owned(page, start)
        for at in range(match.first, match.last)
    }
    compounds = [
        made(page, one.first, one.last, one.kind, "", one.rule, confidence="likely")
        for one in find_compounds(page, taken | blocked)
    ]
    heads = {one.first: one for one in compounds}
    more = [*find_companies(page, taken | blocked), *find_pairs(page)]
    ends = {match.first: match.last for match in page.names} | {at: one.last for at, one in heads.items()}
    compounds += [
        made(page, told.first, told.last, told.kind, "", told.rule, confidence="likely")
        for told in (*more, *find_sessions(page, ends))
    ]
    compounds += _disputes(page)
    known = [
        _known(page, match.first, match.last)
        for match in page.names
        if not match.value.hidden and not _is_part(page, match.first, match.last)
    ]
    for one in sorted(
        [*compounds, *known], key=lambda one: (-(one.last - one.first), one.rule != "lexicon", one.first)
    ):
        add(one)
    for one in (*_peoples(page), *_inner(page, taken)):
        add(one)
    return sorted(found, key=lambda one: one.first)


def _is_owned(page: Page, at: int) -> bool:
    """Whether an office only tells whose body is meant: "Office of the President"."""
    before = page.word(at - 2) if page.word(at - 1) == "the" else page.word(at - 1)
    return before in ("of", "to", "for")


def _disputes(page: Page) -> list[Found]:
    """ "the X dispute", "the X issue": a place with a small-lettered head."""
    return [
        made(page, match.first, match.last + 1, "dispute", "", "head", confidence="likely")
        for match in page.names
        if match.value.kind in ("country", "place")
        and page.gap(match.last) == " "
        and page.word(match.last) in ("dispute", "issue", "question", "conflict")
    ]


def made(
    page: Page,
    first: int,
    last: int,
    kind: str,
    key: str,
    rule: str,
    *,
    country: str = "",
    confidence: Confidence = "certain",
    use: TitleUse | None = None,
) -> Found:
    end = name_end(page, last) if kind == "person" else page.words.ends[last - 1]
    return Found(first, last, page.words.starts[first], end, kind, key, rule, country, confidence, use)


def _known(page: Page, first: int, last: int) -> Found:
    """A lexicon name; a capital or seat speaks for its government unless it is where something is."""
    name = page.name_from[first].value
    if not name.government:
        kind, key = name.kind, name.id
        if kind == "place" and "Republic" in name.name:
            # What the text calls a republic is shown as one, whoever recognises it.
            kind, key = "country", f"country:{key.partition(':')[2]}"
        return made(page, first, last, kind, key, "lexicon", country=name.country)
    kind = "organisation" if _is_government(page, first, last, name.kind) else "place"
    key = f"{kind}:{name.id.partition(':')[2]}"
    return made(page, first, last, kind, key, "metonym", country=name.country, confidence="likely")


def _is_part(page: Page, first: int, last: int) -> bool:
    """Whether a name is only part of another word: "Euro-Atlantic", "US$5"."""
    start, end = page.words.starts[first], page.words.ends[last - 1]
    name = page.name_from[first].value
    if name.kind == "person" and last - first == 1 and _has_given_name(page, first):
        return True
    small = not any(page.is_capital(at) for at in range(first + 1, last))
    if last - first > 1 and small and name.kind in ("organisation", "dispute"):
        # "Ukrainian armed forces" is no body's name; in "the internal X crisis" only the country is named.
        if name.kind == "organisation" and page.lexicon.demonyms.single(page.word(first)) is not None:
            return True
        if page.word(first - 1) in _INNER and page.lexicon.names.single(page.word(first)) is not None:
            return True
    if page.view[start - 1 : start] == "-" and page.word(first - 1) in (
        "euro",
        "intra",
        "trans",
        "mid",
        "inter",
    ):
        return True
    return page.view[end : end + 1] == "$"


def _has_given_name(page: Page, position: int) -> bool:
    """Whether a family name has another name before it, which makes of both somebody's whole name."""
    before = position - 1
    return (
        page.gap(position) == " "
        and page.is_capital(before)
        and not any(match.first <= before < match.last for match in page.titles)
        and before not in page.name_at
        and page.word(before) not in page.lexicon.not_names
    )


def _inner(page: Page, taken: set[int]) -> list[Found]:
    """The country in "the internal X crisis"."""
    found = []
    for match in page.names:
        value = page.lexicon.names.single(page.word(match.first))
        named = value is not None and value.kind == "country" and match.first not in taken
        if match.value.kind == "dispute" and value is not None and named:
            found.append(made(page, match.first, match.first + 1, "country", value.id, "lexicon"))
    return found


_INNER = frozenset({"internal", "domestic", "inner", "ongoing", "acute"})


def _is_government(page: Page, first: int, last: int, usual: str) -> bool:
    before, after = page.word(first - 1), page.word(last)
    if before == "the" and page.gap(first) == " ":
        before = page.word(first - 2)
    if page.gap(first) not in (" ",) or page.opens_sentence(first):
        before = ""
    if page.gap(last) == "'" and after == "s" and before not in ("in", "at"):
        return True
    if before in ("in", "at", "near", "outside", "around", "into", "of", "visit", "visited"):
        return False
    if before == "to":
        return False
    if before == "from":
        return page.word(first - 2) in page.lexicon.words("sent")
    if page.gap(first) == "," and page.name_to.get(first) is not None:
        return False
    if page.gap(last) == "," and page.name_from.get(last) is not None:
        return False
    if before in ("on", "upon") and page.word(first - 2) in ("call", "calls", "called", "calling"):
        return True
    if before in ("with", "against", "by", "between", "towards", "that", "toward"):
        return True
    if page.gap(last) == "'" and after == "s":
        return True
    if before == "and" and page.name_to.get(first - 1) is not None:
        return _is_government(page, page.name_to[first - 1].first, first - 1, usual)
    if after in page.lexicon.words("auxiliary") or (after in page.lexicon.verbs and page.gap(last) == " "):
        return True
    return usual == "organisation"


def _peoples(page: Page) -> list[Found]:
    """Plurals of a country's adjective: "Americans", "Afghans"; an adjective before a noun is no name."""
    found = []
    for position, word in enumerate(page.words.words):
        if len(word) > 5 and word.endswith("s") and word[0].isupper() and position not in page.name_at:
            folded = page.words.folds[position]
            people = page.lexicon.demonyms.single(folded[:-1])
            if people is not None:
                key = f"group:{folded}"
                found.append(made(page, position, position + 1, "group", key, "people", country=people.id))
    return found
