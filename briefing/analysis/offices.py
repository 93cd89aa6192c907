"""What an office is of or for: "of Foreign Affairs of X", "for Climate", "of the Bureau for Y"; and where the
holder's name begins after it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from briefing.analysis.heads import head_kind

if TYPE_CHECKING:
    from briefing.analysis.page import Page

# The owner of an office that the lexicon does not know: "Minister of Rivers", "President of the Chess Club".
UNKNOWN_BODY = "organisation:?"
_LONGEST = 14
_DEPTH = 2
_LINKS = frozenset({"of", "for", "to", "at", "in", "on", "with"})
# Endings of common nouns and adjectives that no family name is likely to have.
_ENDINGS = (
    *("tion", "tions", "sion", "ment", "ments", "ness", "ship", "ships", "ics", "ology", "ities", "ibility"),
    *("ability", "ural", "ional", "ental", "ional", "ivity", "ism"),
)


@lru_cache(maxsize=1)
def _small_words(page: Page) -> frozenset[str]:
    """The words that the text also writes small."""
    return frozenset(word for word in page.words.words if word[0].islower())


def is_common(page: Page, at: int) -> bool:
    """Whether a capitalised word is a common noun or adjective, not a part of somebody's name."""
    folded = page.word(at)
    lexicon = page.lexicon
    return (
        folded in lexicon.words("field")
        or folded in lexicon.words("common-word")
        or folded in lexicon.words("holder")
        or folded in lexicon.not_names
        or head_kind(page, at) not in ("", "place")
        or (len(folded) > 6 and folded.endswith(_ENDINGS))
        or (len(folded) > 4 and folded in _small_words(page))
        or at in page.demonym_from
    )


def read_owner(page: Page, at: int, depth: int = 0) -> tuple[int, str]:
    """Past "of the Republic of X", "for Foreign Affairs of X" or "to the UN": where it ends, and of whom."""
    owner = ""
    for _ in range(4):
        if page.word(at) not in _LINKS or page.gap(at) != " ":
            break
        after = at + 2 if page.word(at + 1) == "the" else at + 1
        match = page.name_from.get(after)
        if page.word(at) in ("in", "with") and not (
            match is None and page.is_capital(after) and head_kind(page, after) == "organisation"
        ):
            break
        if page.word(at) in ("of", "to", "for") and (office := page.title_from.get(after)) is not None:
            inner = _inner_office(page, at, after, office.last, depth)
            if inner:
                at, owner = inner[0], owner or inner[1]
                continue
        known = match is not None and match.value.kind in ("country", "organisation", "place")
        if match is not None and known and not _is_inside(page, after):
            if not owner or owner == UNKNOWN_BODY:
                owner = match.value.country or (
                    UNKNOWN_BODY if match.value.kind == "place" else match.value.id
                )
            if match.value.kind == "country" and not owner.startswith("country:"):
                owner = match.value.id
            at = after_parenthesis(page, match.last)
            # "of Ukraine and Russia" is no one's title.
            continue
        if not page.is_capital(after) or page.gap(after) != " ":
            break
        if after in page.title_from and not is_common(page, after):
            break
        owner = owner or UNKNOWN_BODY
        at = after_parenthesis(page, _field_end(page, after))
    return at, owner


def _inner_office(page: Page, at: int, after: int, last: int, depth: int) -> tuple[int, str] | None:
    """Past "of the President of X" in "Special Envoy of the President of X"; None where the office has a
    holder of its own."""
    if depth > _DEPTH or page.word(at + 1) != "the" or page.title_from[after].value.office == "honorific":
        return None
    end, owner = read_owner(page, last, depth + 1)
    return end, owner or UNKNOWN_BODY


def after_parenthesis(page: Page, at: int) -> int:
    """Past an abbreviation in brackets: ``Prime Minister (PM) …``."""
    if page.gap(at) == "(" and page.gap(at + 1).startswith(")") and page.words.words[at].isupper():
        return at + 1
    return at


def _field_end(page: Page, first: int) -> int:
    """The end of a field or body: "Economy, Trade and Industry", "Bureau for International Policy"."""
    match = page.name_from.get(first)
    end = match.last if match is not None else first + 1
    while end - first < _LONGEST:
        if end in page.name_from and not _is_inside(page, end):
            break
        if page.is_capital(end) and page.gap(end) == " ":
            if _is_holder(page, end):
                break
            end += 1
        elif is_listed(page, end):
            end += 1
        elif page.gap(end) in (" ", ",") and page.word(end) in ("and", "of", "the", "for", "on", "in"):
            start = end + 2 if page.word(end + 1) == "the" else end + 1
            if not page.is_capital(start) or page.gap(start) != " " or start in page.name_from:
                break
            if start in page.title_from and not is_common(page, start):
                break
            if page.word(end) == "and" and not is_common(page, start) and _is_holder(page, start):
                break
            end = start + 1
        else:
            break
    return end


def _is_inside(page: Page, at: int) -> bool:
    """Whether a known name only stands in a field: "Europe and …", "Indo-Pacific Affairs"."""
    match = page.name_from[at]
    if match.value.kind == "organisation" and match.last - at > 1:
        return False
    return is_common(page, match.last) and page.gap(match.last) == " " and page.is_capital(match.last)


def is_listed(page: Page, at: int) -> bool:
    """Whether a word after a comma goes on with a list of fields: ", Trade and Industry"."""
    if page.gap(at) != "," or not page.is_capital(at) or not is_common(page, at) or at in page.title_from:
        return False
    for later in range(at + 1, at + 6):
        if page.word(later) == "and":
            return page.is_capital(later + 1) and is_common(page, later + 1)
        if not page.is_capital(later):
            return False
    return False


def _is_holder(page: Page, at: int) -> bool:
    """Whether a name begins here: two words or more, or a title before one, and none of them common."""
    if at in page.title_from:
        match = page.title_from[at]
        return match.value.office == "honorific" or not is_common(page, at) or match.last - at > 1
    if is_common(page, at):
        return False
    following = at + 1
    if page.gap(following) == "." and len(page.words.words[at]) == 1:
        return page.is_capital(following)
    if page.word(following) in page.lexicon.words("particle"):
        return True
    return page.is_capital(following) and page.gap(following) == " " and not is_common(page, following)
