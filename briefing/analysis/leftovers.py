"""Names that neither the lexicon nor a title nor a head explains."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.analysis.heads import head_kind
from briefing.analysis.offices import is_common
from briefing.analysis.persons import read_name

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from briefing.analysis.page import Page

_LONGEST_PERSON = 5


def find_people(page: Page, taken: Container[int]) -> list[tuple[int, int]]:
    """Untitled names that act or speak: "Jane Doe stressed", "a call with Jane Doe"."""
    people = []
    free = 0
    for position in page.capitals:
        if position < free or position in taken or head_kind(page, position) not in ("", "place"):
            continue
        span = read_name(page, position)
        if span is None or any(at in taken for at in range(*span)):
            continue
        first, last = span
        whole = 2 <= last - first <= _LONGEST_PERSON and looks_like_name(page, first, last)
        if whole and _acts(page, first, last):
            people.append((first, last))
        free = last
    return people


def find_listed(
    page: Page, taken: Container[int], people: Iterable[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Names in a list with somebody's: "Jane Doe, Juma Odera and Ada Novak attended"."""
    ends, starts = {last for _, last in people}, {first for first, _ in people}
    spans = []
    free = 0
    for position in page.capitals:
        span = None if position < free or position in taken else read_name(page, position)
        if span is not None and 2 <= span[1] - position <= _LONGEST_PERSON and looks_like_name(page, *span):
            if all(at not in taken for at in range(*span)):
                spans.append(span)
            free = span[1]
    found = []
    for first, last in spans:
        before = first - 1 if page.word(first - 1) == "and" else first
        if before in ends and (before < first or page.gap(first) == ","):
            ends.add(last)
            found.append((first, last))
    for first, last in reversed(spans):
        after = last + 1 if page.word(last) == "and" and page.gap(last) in (" ", ",") else last
        if after in starts and (after > last or page.gap(last) == ",") and (first, last) not in found:
            starts.add(first)
            found.append((first, last))
    return sorted(found)


def looks_like_name(page: Page, first: int, last: int) -> bool:
    """Whether words may be given and family name: no heads of other names, and not common words."""
    particles = page.lexicon.words("particle")
    capitals = [at for at in range(first, last) if page.words.folds[at] not in particles]
    if not capitals or any(head_kind(page, at) not in ("", "place") for at in capitals):
        return False
    if len(capitals) > 1 and head_kind(page, capitals[-1]) == "place" and len(capitals) > 2:
        return False
    common = [at for at in capitals if is_common(page, at) and page.words.words[at] != "He"]
    return not common or (capitals[0] not in common and 2 * len(common) <= len(capitals))


def _acts(page: Page, first: int, last: int) -> bool:
    """Whether a name is the subject of a doing or saying, or a party to one."""
    lexicon = page.lexicon
    after = last
    while page.word(after) in lexicon.words("adverb") and page.gap(after) == " ":
        after += 1
    if page.gap(after) in (" ", '"', ",") and not page.is_capital(after):
        verb = lexicon.verbs.get(page.word(after))
        if verb is not None and {"past", "third"} & verb.tenses:
            return True
        if page.gap(after) == " " and page.word(after) in lexicon.words("narration"):
            return True
    if ":" in page.gap(first) and page.word(page.ranges[page.sentence_of[first]][0]) == "for":
        # Under a treaty: "For the Government of X: Jane Doe".
        return True
    if page.word(last) in ("were", "was") and page.word(last + 1) in ("present", "also", "among"):
        return True
    if page.gap(last) == ":" and page.opens_sentence(first):
        # A turn in a transcript: "Jane Doe: Good afternoon."
        return True
    before = page.word(first - 1)
    if page.gap(first) == " " and before in page.lexicon.words("before-person"):
        return True
    with_whom = before == "with" and page.gap(first) == " "
    return with_whom and page.word(first - 2) in lexicon.words("encounter")


def find_runs(page: Page, taken: Container[int]) -> list[tuple[int, int]]:
    """Two or more capitalised words within a sentence that nothing explains: names of an unknown kind."""
    found = []
    free = 0
    for position in page.capitals:
        if position < free or position in taken or page.opens_sentence(position):
            continue
        end = position + 1
        while end not in taken and page.is_capital(end) and page.gap(end) == " ":
            end += 1
        alone = end in taken or position - 1 in taken
        single = end - position == 1 and _is_lone_name(page, position)
        if (end - position >= 2 or single) and not alone and _is_nameless(page, position, end):
            found.append((position, end))
        free = end
    return found


_ADJECTIVES = ("ian", "ese", "ish", "ist", "ic", "ean", "ans", "ists", "ism")


def is_where(page: Page, first: int) -> bool:
    """Whether something is said to be in or near a place of that name."""
    return page.word(first - 1) in ("in", "near", "outside") and page.gap(first) == " "


def _is_lone_name(page: Page, at: int) -> bool:
    """Whether one capitalised word in running text is a name by itself, and no adjective."""
    word = page.words.words[at]
    return (
        len(word) > 3
        and word[1:].islower()
        and word.isalpha()
        and not word.endswith(_ADJECTIVES)
        and is_where(page, at)
        and page.lexicon.keywords.single(page.words.folds[at]) is None
        and not (page.is_capital(at + 1) and page.gap(at + 1) == " ")
        and page.words.folds[at] not in page.lexicon.verbs
    )


def _is_nameless(page: Page, first: int, last: int) -> bool:
    """Whether a run may be a name: in prose, without adjectives of countries, offices and plurals."""
    sentence = page.sentence_of[first]
    if sentence < 0 or page.blocks[page.sentences[sentence].block].kind in ("heading", "furniture"):
        return False
    holders, lexicon = page.lexicon.words("holder"), page.lexicon
    if all(is_common(page, at) for at in range(first, last)):
        return False
    return not any(
        at in page.demonym_from
        or (at in page.name_at and page.name_at[at].value.hidden)
        or page.words.folds[at] in holders
        or page.words.folds[at] in lexicon.not_names
        or lexicon.titles.single(page.words.folds[at]) is not None
        or page.words.words[at].isupper()
        for at in range(first, last)
    )


def find_acronyms(page: Page, taken: Container[int], people: Container[int]) -> list[int]:
    """Words in capitals among words that are not: names of something the text does not spell out."""
    found = []
    titled = {at for match in page.titles for at in range(match.first, match.last)}
    for position, word in enumerate(page.words.words):
        if word.islower() or position in taken:
            continue
        if not 3 <= len(word) <= 8 or not word.isascii() or not word.isalpha():
            continue
        if page.words.folds[position] in page.lexicon.not_names or not _is_acronym(word):
            continue
        if position - 1 in people and page.gap(position) in (" ", ",") and page.gap(position + 1) != " ":
            # "Jane Doe, KCMG,": an order of merit.
            continue
        if (
            position in titled
            or page.lexicon.titles.single(page.words.folds[position]) is not None
            or _shouted(page, position)
        ):
            continue
        found.append(position)
    return found


def _is_acronym(word: str) -> bool:
    """Whether a word is of capitals, or mostly: "ENoG"."""
    if word[1:].islower():
        return False
    capitals = sum(letter.isupper() for letter in word)
    return word.isupper() or (capitals >= 3 and word[0].isupper() and 2 * capitals > len(word))


def _shouted(page: Page, position: int) -> bool:
    """Whether a neighbour is in capitals too, as in a heading or a solemn preamble."""
    if position not in page.name_at and page.words.folds[position] in page.lexicon.verbs:
        return True
    sentence = page.sentence_of[position]
    if sentence < 0:
        return True
    first, last = page.ranges[sentence]
    near = page.words.words[max(first, position - 6) : min(last, position + 7)]
    capitals = sum(word.isupper() for word in near if word.isalpha())
    return last - first <= 2 or capitals * 2 > len(near)
