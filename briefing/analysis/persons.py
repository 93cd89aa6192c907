"""Titles with the names that follow them, and titles that stand alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.analysis.heads import HOUSES, head_kind
from briefing.analysis.offices import UNKNOWN_BODY, after_parenthesis, is_common, read_owner

if TYPE_CHECKING:
    from briefing.analysis.page import Page

_LONGEST_NAME = 7
_NOT_HYPHENED = frozenset(
    {
        *(
            "led",
            "era",
            "backed",
            "appointed",
            "designate",
            "elect",
            "type",
            "style",
            "sponsored",
            "brokered",
        ),
        *("hosted", "chaired", "initiated", "related", "based", "proposed", "mediated", "supported", "to"),
    }
)
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "v"})


@dataclass(frozen=True, slots=True)
class TitleUse:
    """A title in the text, with the country or body it belongs to and the name that follows, all as word
    indexes."""

    first: int
    """Of the whole phrase, with "the", an adjective or a possessive before the title."""
    last: int
    """After the title and its "of …", before any name."""
    title: int
    """Where the title itself begins."""
    office: str
    label: str
    country: str = ""
    """The id of a country, or of an organisation for its officers."""
    name: tuple[int, int] | None = None
    offices: frozenset[str] = frozenset()
    """The classes of all titles in the phrase: "Deputy Prime Minister and Foreign Minister" has two."""
    labels: frozenset[str] = frozenset()
    role: str = ""
    """The office as the text gives it, with its country; empty for an honorific."""


def find_title_uses(page: Page) -> list[TitleUse]:
    """Every title of the text that has a name or may stand for a person, in order."""
    uses: list[TitleUse] = []
    taken = 0
    for match in page.titles:
        if match.first < taken:
            continue
        use = _read_title(page, match.first)
        if use is not None:
            if uses and use.name and uses[-1].name == use.name:
                # "H.E. Ms. Jane Doe, Foreign Minister of X": the office tells more than the honorific.
                uses.pop()
            uses.append(use)
            taken = max(use.name[1], use.last) if use.name else use.last
    return uses


def _read_title(page: Page, position: int) -> TitleUse | None:
    office, label, country = "", "", ""
    offices: set[str] = set()
    labels: set[str] = set()
    at = position
    while (match := page.title_from.get(at)) is not None and _joined(page, at, position):
        if (
            not office
            or office == "honorific"
            or (match.value.office != "honorific" and office == "legislator")
        ):
            office, label = match.value.office, match.value.name
        offices.add(match.value.office)
        labels.add(match.value.name)
        at = after_parenthesis(page, match.last)
        at, found = read_owner(page, at)
        if found and country in ("", UNKNOWN_BODY):
            country = found
        if page.word(at) == "and" and at + 1 in page.title_from and page.gap(at) == " ":
            # "The President and Prime Minister X" are two, "Deputy Prime Minister and Foreign Minister X" is
            # one.
            if page.word(position - 1) == "the" or read_name(page, page.title_from[at + 1].last) is None:
                break
            at += 1
    name = read_name(page, at) if _leads_to_name(page, at) else None
    first, before = _before(page, position)
    classes = frozenset(offices), frozenset(labels), _role(page, first, position, at, office)
    if before and country in ("", UNKNOWN_BODY):
        country = before
    if name is None and "," in page.gap(first) and office != "honorific":
        name = _name_before(page, first)
        if name is not None:
            return TitleUse(name[0], at, position, office, label, country, name, *classes)
    if name is None:
        if office == "honorific" or _is_of_office(page, first, at):
            return None
        return TitleUse(first, at, position, office, label, country, None, *classes)
    if country in ("", UNKNOWN_BODY):
        country = _after_name(page, name[1])
    return TitleUse(first, at, position, office, label, country, name, *classes)


def _role(page: Page, first: int, position: int, last: int, office: str) -> str:
    """The words of an office, from its adjective to its country, without honorifics at either end."""
    if office == "honorific":
        return ""
    styles = ("honorific", "style")
    while (match := page.title_from.get(position)) is not None and match.value.office in styles:
        first = position = match.last
    for size in (1, 2, 3, 1, 2, 3):
        match = page.title_from.get(last - size)
        rank = match is not None and (
            match.value.office in ("honorific", "royal", "military") or match.value.name == "Ambassador"
        )
        if rank and match is not None and match.last == last > position + size:
            last -= size
    if page.word(first) in ("the", "his", "her", "their", "our"):
        first += 1
    if first >= last or last - first > 24:
        return ""
    text = " ".join(page.text[page.words.starts[first] : page.words.ends[last - 1]].split())
    return text[:1].upper() + text[1:] + (")" if text.count("(") > text.count(")") else "")


def _is_of_office(page: Page, first: int, last: int) -> bool:
    """Whether a title only tells whose office is meant: "PM Office", "Office of the President"."""
    if page.word(last) == "s" and page.gap(last) == "'":
        last += 1
    if page.gap(last) == " " and page.is_capital(last) and head_kind(page, last) == "organisation":
        return True
    return page.word(first - 1) == "of" and page.word(first - 2) in HOUSES and page.is_capital(first - 2)


def _joined(page: Page, at: int, position: int) -> bool:
    if at == position:
        return True
    if page.sentence_of[at] != page.sentence_of[position]:
        return False
    return page.gap(at) in (" ", ".", ",", "") and at - position < 14


def _before(page: Page, position: int) -> tuple[int, str]:
    """The start of the phrase before a title, and the country its adjective or possessive names."""
    first, country = position, ""
    while page.word(first - 1) in (
        "former",
        "then",
        "new",
        "acting",
        "outgoing",
        "incoming",
        "visiting",
        "late",
        "first",
    ):
        if page.gap(first) != " ":
            break
        first -= 1
    if page.gap(first) in (" ", ""):
        match = page.demonym_to.get(first) or page.name_to.get(first)
        if match is not None and match.value.kind in ("country", "organisation"):
            first, country = match.first, match.value.id
        elif page.word(first - 1) == "s" and page.gap(first - 1) == "'" and first - 1 in page.name_to:
            match = page.name_to[first - 1]
            if match.value.kind in ("country", "organisation"):
                first, country = match.first, match.value.id
    if (page.word(first - 1) == "the" and page.gap(first) == " ") or (
        page.word(first - 1) in ("his", "her", "their", "our") and page.gap(first) == " "
    ):
        first -= 1
    return first, country


def _after_name(page: Page, at: int) -> str:
    """The country told after a name: ``X of Turkey``, ``X (Turkey)``."""
    if page.word(at) == "of" and page.gap(at) in (" ", "."):
        after = at + 2 if page.word(at + 1) == "the" else at + 1
        match = page.name_from.get(after)
        return match.value.id if match and match.value.kind in ("country", "organisation") else ""
    match = page.name_from.get(at)
    if match is not None and page.gap(at) == "(" and match.value.kind == "country":
        return match.value.id
    return ""


def _leads_to_name(page: Page, at: int) -> bool:
    """Whether a title and the word after it can belong together."""
    if page.gap(at) == ",":
        # "the Secretary-General of X, Jane Doe,"
        name = read_name(page, at)
        end = name[1] if name is not None else at
        while page.gap(end) == " " and len(page.word(end)) < 6 and page.words.words[end].isupper():
            # "Jane Doe MP,"
            end += 1
        return name is not None and name[1] - name[0] >= 2 and page.gap(end)[:1] in (",", ".", ")")
    return page.gap(at) in (" ", ")") or (
        page.gap(at) == "."
        and (page.word(at - 1) in page.lexicon.words("abbreviated-title") or len(page.word(at - 1)) == 1)
    )


def _name_before(page: Page, end: int) -> tuple[int, int] | None:
    """The name that an office follows: "Jane Doe, Foreign Minister of X"."""
    for first in range(max(0, end - 5), end - 1):
        if page.sentence_of[first] == page.sentence_of[end] and read_name(page, first) == (first, end):
            return first, end
    return None


def read_name(page: Page, at: int) -> tuple[int, int] | None:
    """A person's name that starts at a word."""
    if at >= page.count or not _may_be_name(page, at):
        return None
    end = at + 1
    while end - at < _LONGEST_NAME and _goes_on(page, end):
        end += 1
    while (
        end > at + 1 and page.word(end - 1) in page.lexicon.words("particle") and not page.is_capital(end - 1)
    ):
        end -= 1
    if end == at + 1 and (
        page.word(at) in page.lexicon.words("field")
        or page.lexicon.titles.single(page.word(at).removesuffix("s")) is not None
    ):
        return None
    if any(
        head_kind(page, word) in ("organisation", "document", "event", "project") for word in range(at, end)
    ):
        return None
    return at, end


def _may_be_name(page: Page, at: int) -> bool:
    word = page.words.words[at]
    folded = page.words.folds[at]
    surname = word == "He" and not page.opens_sentence(at) and page.is_capital(at + 1)
    if not word[0].isupper() or at in page.title_from or (folded in page.lexicon.not_names and not surname):
        return False
    if at in page.demonym_from:
        return False
    if folded in page.lexicon.words("narration") or (
        folded in page.lexicon.verbs and folded not in ("mark", "grant")
    ):
        return False
    match = page.name_at.get(at)
    return match is None or match.value.kind == "person" or _is_given_name(page, at)


def _is_given_name(page: Page, at: int) -> bool:
    """Whether a place's name is somebody's: "Dr. Milan Novak", a title before and one more word after."""
    match = page.name_from.get(at)
    if match is None or match.last != at + 1 or match.value.kind not in ("place", "country"):
        return False
    titled = any(one.last == at for one in (page.title_from.get(at - size) for size in (1, 2, 3)) if one)
    return (
        titled
        and page.gap(at) in (" ", ".")
        and page.gap(at + 1) == " "
        and page.is_capital(at + 1)
        and at + 1 not in page.name_at
        and at + 1 not in page.title_from
        and not is_common(page, at + 1)
        and not (page.is_capital(at + 2) and page.gap(at + 2) == " ")
    )


def _goes_on(page: Page, at: int) -> bool:
    gap, word = page.gap(at), page.word(at)
    if word in _SUFFIXES and gap in (",", " "):
        return page.is_capital(at)
    previous = page.words.words[at - 1]
    if gap == "." and not (len(previous) == 1 or previous in ("Jr", "Sr", "Md", "Mohd", "St")):
        return False
    if gap == "'":
        return word != "s" and (len(word) > 1)
    if gap == "" and not previous.endswith("."):
        return False
    if gap not in (" ", ".", ""):
        return False
    hyphened = at < page.count and page.view[page.words.starts[at] - 1] == "-"
    if hyphened and not page.is_capital(at):
        # "Kim Min-jun" is one name, "the Novak-led team" is not.
        return page.is_capital(at - 1) and word not in _NOT_HYPHENED and at - 1 not in page.name_at
    if previous.lower() in ("al", "el", "as", "ash", "bin") and gap == " " and page.is_capital(at):
        return True
    if not page.is_capital(at):
        return (
            word in page.lexicon.words("particle")
            and (page.is_capital(at + 1) or page.word(at + 1) in page.lexicon.words("particle"))
            and page.gap(at + 1) in (" ", "'")
        )
    if len(word) == 1 and page.gap(at + 1).startswith("."):
        return True
    if at in page.demonym_from or word in page.lexicon.not_names:
        return False
    title = page.title_from.get(at)
    if (
        title is not None
        and title.value.office != "honorific"
        and word not in ("king", "prince", "general", "major")
    ):
        # "Sheikh", "Khan" and the like stand inside names; an office ends one.
        return title.value.office in ("royal", "faith", "military") and title.last == at + 1
    match = page.name_at.get(at)
    if match is not None and match.value.kind != "person" and not (hyphened and match.last == at + 1):
        return False
    return word not in page.lexicon.words("narration") and not (
        word in page.lexicon.verbs and _is_headline(page, at)
    )


def _is_headline(page: Page, at: int) -> bool:
    sentence = page.sentence_of[at]
    return sentence >= 0 and page.blocks[page.sentences[sentence].block].kind == "heading"


def name_end(page: Page, last: int) -> int:
    """The offset where a name ends, with the full stop of ``Jr.``."""
    end = page.words.ends[last - 1]
    if page.words.folds[last - 1] in ("jr", "sr") and page.view[end : end + 1] == ".":
        end += 1
    return end
