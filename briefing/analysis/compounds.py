"""Names made of common words: capitalised runs with a telling head ("… Pipeline", "Treaty on …")."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from briefing.analysis.heads import HOUSES, head_kind
from briefing.analysis.offices import is_common, is_listed
from briefing.analysis.papers import dated_end, parties_end

if TYPE_CHECKING:
    from collections.abc import Container

    from briefing.analysis.page import Page

_LONGEST = 14
_LABEL = 3
# How a name goes on after its head: "Ministry of …", "Treaty on …", "Partnership for …", "Call to …".
_AFTER_HEAD = {
    "organisation": ("of", "for", "against"),
    "document": ("on", "of", "for", "to", "between", "against"),
    "project": ("for", "on", "of", "to"),
    "event": ("on", "for", "of", "to"),
    "dispute": (),
    "place": ("of",),
}


_OWN = frozenset({"statement", "readout", "remarks"})
_PLURAL_OWNERS = frozenset({"people", "women", "children", "men", "nation"})
_IN = frozenset(
    {
        "culture",
        "tourism",
        "friendship",
        "cooperation",
        "co-operation",
        "operation",
        "partnership",
        "collaboration",
        "exchanges",
    }
)
_NO_END = frozenset(
    {
        *("and", "or", "of", "on", "in", "at", "to", "for", "by", "the", "a", "an", "with", "from", "across"),
        *("against", "between", "among", "under", "over", "into", "as", "is", "are", "will"),
    }
)
_ORDINALS = frozenset(
    {
        *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"),
        *("eleventh", "twelfth", "inaugural", "annual", "next"),
    }
)


class Compound(NamedTuple):
    first: int
    last: int
    kind: str
    rule: str


def find_compounds(page: Page, taken: Container[int]) -> list[Compound]:
    """The compounds of a text, left to right; a bare head ("the Treaty") is none."""
    found: list[Compound] = []
    free = 0
    for position in page.capitals:
        if position < free or position in taken:
            continue
        end = _segment_end(page, position, taken)
        free = _read_run(page, position, end, taken, found)
    return [one for one in found if not _is_own_title(page, one)]


def _is_own_title(page: Page, one: Compound) -> bool:
    """Whether a "Joint Statement on …" is the title of the text itself, or a label in a menu."""
    sentence = page.sentence_of[one.first]
    if one.kind not in ("document", "project") or sentence < 0:
        return False
    if page.ranges[sentence] == (one.first, one.last) and one.last - one.first <= _LABEL:
        # "Strategic Plan" alone in a line: an entry of a menu.
        return all(is_common(page, at) for at in range(one.first, one.last))
    block = page.sentences[sentence].block
    if any(page.blocks[number].kind in ("paragraph", "item") for number in range(block + 1)):
        return False
    return any(page.word(at) in _OWN for at in range(one.first, one.last))


def _segment_end(page: Page, position: int, taken: Container[int], *, again: bool = True) -> int:
    """The end of a run of capitalised words and numbers without small words."""
    end = position + 1
    while (
        end < page.count
        and end - position < _LONGEST
        and end not in taken
        and page.gap(end) in (" ", "")
        and (page.is_capital(end) or page.words.words[end][0].isdigit() or _is_hyphened(page, end))
        and not _is_headline_verb(page, end)
    ):
        known = page.name_from.get(end)
        inner = known is not None and page.is_capital(known.last) and page.gap(known.last) == " "
        # "U.S.-League of Y Strategic Dialogue": the small words of a known name are within.
        end = known.last if known is not None and inner and known.last not in taken else end + 1
    owned = again and page.word(end) == "s" and page.gap(end) == "'" and page.word(end - 1) in _PLURAL_OWNERS
    if owned and page.is_capital(end + 1) and page.gap(end + 1) == " " and end + 1 not in taken:
        return _segment_end(page, end + 1, taken, again=False)
    # "Prime Minister's Office", "President's Administration": an office's possessive stays in the name.
    if page.word(end) == "s" and page.gap(end) == "'" and head_kind(page, end + 1) == "organisation":
        title = page.title_from.get(position)
        if title is not None and title.last == end and page.is_capital(end + 1):
            return end + 2
    return end


def _is_owner(page: Page, first: int, last: int) -> bool:
    """Whether only a country stands before a name that the lexicon knows: "U.S. Partnership for …"."""
    for match in (page.name_from.get(first), page.demonym_from.get(first)):
        if match is not None and match.last == last and match.value.kind == "country":
            return True
    return False


def _is_begun(page: Page, first: int, last: int, found: list[Compound]) -> bool:
    """Whether an earlier name begins with the same words: "the Joint Declaration"."""
    words = page.words.folds[first:last]
    return any(page.words.folds[one.first : one.first + last - first] == words for one in found[-40:])


def _is_named(page: Page, first: int) -> bool:
    """Whether "the Joint Statement" is spoken of in a sentence, as a paper of its own."""
    sentence = page.sentence_of[first]
    return (
        page.word(first) in ("joint", "political", "final")
        and head_kind(page, first + 1) == "document"
        and page.word(first - 1) in ("the", "a", "their")
        and page.gap(first) == " "
        and page.blocks[page.sentences[sentence].block].kind != "heading"
    )


def _is_headline_verb(page: Page, position: int) -> bool:
    """ "Holds", "Meets" in a headline of capitals."""
    sentence = page.sentence_of[position]
    if sentence < 0 or page.blocks[page.sentences[sentence].block].kind != "heading":
        return False
    return page.words.folds[position] in page.lexicon.words("headline-verb")


def _is_hyphened(page: Page, position: int) -> bool:
    """Whether a small word hangs on the one before: "Climate-related"."""
    return page.view[page.words.starts[position] - 1] == "-" and page.is_capital(position + 1)


def _read_run(page: Page, first: int, end: int, taken: Container[int], found: list[Compound]) -> int:
    """Add the compound that starts in a segment, with what its head brings along; give where it ends."""
    while first < end and not _begins_name(page, first):
        first += 1
    head = _last_head(page, first, end)
    if head < 0:
        return end
    kind = head_kind(page, head)
    last = head + 1
    if (
        page.word(head) in ("resolution", "resolutions")
        and not page.words.words[last : last + 1][0][:1].isdigit()
    ):
        # "UN Security Council resolutions": without a number only the body is named.
        return _read_run(page, first, head, taken, found) if head > first + 1 else end
    if page.words.words[last : last + 1] and last < end and page.words.words[last][0].isdigit():
        last += 1
        if page.word(last).isdigit() and page.view[page.words.ends[last - 1]] == "-":
            # "Plan 2021-2026"
            last += 1
    known = page.name_at.get(head)
    if known is not None and known.first <= first and known.last > head:
        # The lexicon knows where this name ends.
        last = max(last, known.last)
    else:
        last = dated_end(page, _extended(page, last, kind, taken, single=head == first), kind)
    if (
        (kind == "event" or (kind == "document" and known is None and last - first > 1))
        and page.word(first - 1).isdigit()
        and len(page.word(first - 1)) == 4
        and page.gap(first) == " "
        and page.word(first - 2) in ("the", "their", "its")
    ):
        first -= 1
    if known is not None and first < known.first and _is_owner(page, first, known.first):
        return max(last, known.last)
    first, last = _trimmed(page, _begun_before(page, first, taken), head, last, kind)
    weak = last - first < 2 or (last - first == 2 and _is_weak(page, first, head))
    if weak and not (last - first == 2 and (_is_begun(page, first, last, found) or _is_named(page, first))):
        return max(end, last)
    found.append(Compound(first, last, kind, "head"))
    return max(last, min(end, last))


def _begun_before(page: Page, first: int, taken: Container[int]) -> int:
    """Where "Economic and Financial Crimes Commission" begins: with common words before an "and"."""
    if page.word(first - 1) != "and" or page.gap(first) != " " or page.gap(first - 1) != " ":
        return first
    at = first - 1
    while (
        at > 0
        and first - at < 6
        and page.is_capital(at - 1)
        and page.word(at - 1) not in page.lexicon.words("small-word")
        and at - 1 not in taken
        and at - 1 not in page.name_at
        and at - 1 not in page.title_from
        and not head_kind(page, at - 1)
        and is_common(page, at - 1)
        and page.sentence_of[at - 1] == page.sentence_of[first]
    ):
        at -= 1
        if page.gap(at) != " ":
            break
    begins = at < first - 1 and (
        page.word(at - 1) in ("the", "its", "our", "their", "s") or page.opens_sentence(at)
    )
    return at if begins else first


def _trimmed(page: Page, first: int, head: int, last: int, kind: str) -> tuple[int, int]:
    """Without a small word at the end ("… Stability Across"), and without a count before a proper event:
    "Fifth Meeting of the X Dialogue" is the dialogue."""
    while last - 1 > head and page.word(last - 1) in _NO_END:
        last -= 1
    if (
        kind == "event"
        and head == first + 1
        and page.word(first) in _ORDINALS
        and page.word(head + 1) == "of"
    ):
        start = head + 3 if page.word(head + 2) == "the" else head + 2
        if last - start > 1 and head_kind(page, last - 1) == "event" and page.is_capital(start):
            first = start
    return first, last


def _begins_name(page: Page, position: int) -> bool:
    if not page.is_capital(position):
        return False
    word = page.word(position)
    if not page.opens_sentence(position):
        return word not in _FUNCTION or (len(word) > 1 and page.words.words[position].isupper())
    return word not in page.lexicon.words("small-word") and not _is_opening_verb(page, position)


_FUNCTION = frozenset(
    [
        "the",
        "a",
        "an",
        "in",
        "on",
        "at",
        "by",
        "for",
        "from",
        "to",
        "with",
        "of",
        "as",
        "and",
        "or",
        "but",
        "he",
        "she",
        "they",
        "we",
        "it",
        "this",
        "that",
    ]
)


def _is_opening_verb(page: Page, position: int) -> bool:
    """ "Welcoming", "Noting" at a sentence's start are no part of a name."""
    return page.word(position) in page.lexicon.verbs


def _last_head(page: Page, first: int, end: int) -> int:
    """The last head in a segment; a head in first place counts only when the name goes on after it."""
    for position in range(end - 1, first - 1, -1):
        if page.is_capital(position) and head_kind(page, position):
            if position + 1 < end and page.words.folds[position + 1] in page.lexicon.words("holder"):
                # "Central Bank Governors" are people.
                return -1
            if (
                position == first
                and page.word(position + 1) not in ("of", "on", "for", "to", "against")
                and not page.words.words[position + 1 : position + 2]
            ):
                continue
            return position
    return -1


def _extended(page: Page, last: int, kind: str, taken: Container[int], *, single: bool) -> int:
    """Past "of …", "on the …" after a head, as far as capitals follow."""
    allowed = _AFTER_HEAD.get(kind, ())
    if page.word(last - 1) in page.lexicon.words("body-on"):
        allowed = (*allowed, "on")
    limit = last + _LONGEST
    between, extended = False, False
    while last < min(limit, page.count):
        small = page.word(last)
        if extended and kind == "document" and is_listed(page, last):
            # "Treaty on Trade, Transit and Cooperation"
            last += 1
            continue
        if small == "in" and kind in ("document", "event") and extended and page.word(last - 1) in _IN:
            small = "of"
        if page.gap(last) != " " or small not in (*allowed, "and"):
            break
        if page.is_capital(last) and not (
            page.words.words[last].isupper() and page.words.words[last - 1].isupper()
        ):
            break
        if (
            small in ("on", "for", "to", "between", "against")
            and not single
            and kind in ("event", "place", "dispute")
            and not (small == "to" and page.word(last - 1) == "parties")
        ):
            break
        if small == "to" and kind == "event" and page.word(last - 1) != "parties":
            break
        if small == "between" and (parties := parties_end(page, last + 1)):
            # "Agreement between the Government of X and the Government of Y on Z"
            last, between, extended, single = parties, True, True, True
            limit = last + _LONGEST
            continue
        start = last + 2 if page.word(last + 1) in ("the", "a", "an") else last + 1
        if not page.is_capital(start) or page.gap(start) != " " or start in taken:
            break
        if start in page.demonym_from and not page.is_capital(page.demonym_from[start].last):
            break
        if small == "of" and start in page.title_from and page.word(last - 1) not in HOUSES:
            break
        end = _segment_end(page, start, taken)
        if small == "and" and not between and (_is_whole(page, start, end) or not (single or extended)):
            break
        between, extended = small == "between", True
        name = page.name_from.get(start)
        last = name.last if name is not None and name.last <= end else end
    return last


def _is_whole(page: Page, start: int, end: int) -> bool:
    """Whether a segment after "and" is a name of its own."""
    return start in page.name_from or bool(head_kind(page, end - 1))


def _is_weak(page: Page, first: int, head: int) -> bool:
    """Whether two words are too common to be a name: "Joint Statement", "Second Session"."""
    word = page.word(first)
    return word in page.lexicon.not_names and page.words.words[first] not in ("UN", "EU", "US")
