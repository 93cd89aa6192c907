"""Names that neither the lexicon nor a title nor a head explains."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.analysis.heads import head_kind
from briefing.analysis.offices import is_common
from briefing.analysis.persons import read_name

if TYPE_CHECKING:
    from collections.abc import Container

    from briefing.analysis.page import Page

_LONGEST_PERSON = 5


def find_people(page: Page, taken: Container[int]) -> list[tuple[int, int]]:
    """Untitled names that act or speak: "Jane Doe stressed", "a call with Jane Doe"."""
    people = []
    position = 0
    while position < len(page.words):
        if position in taken or not page.is_capital(position) or head_kind(page, position) not in ("", "place"):
            position += 1
            continue
        span = read_name(page, position)
        if span is None or any(at in taken for at in range(*span)):
            position += 1
            continue
        first, last = span
        whole = 2 <= last - first <= _LONGEST_PERSON and looks_like_name(page, first, last)
        if whole and _acts(page, first, last):
            people.append((first, last))
        position = max(last, position + 1)
    return people


def looks_like_name(page: Page, first: int, last: int) -> bool:
    """Whether words may be given and family name: no heads of other names, and not common words."""
    particles = page.lexicon.words("particle")
    capitals = [at for at in range(first, last) if page.words.folds[at] not in particles]
    if not capitals or any(head_kind(page, at) not in ("", "place") for at in capitals):
        return False
    if len(capitals) > 1 and head_kind(page, capitals[-1]) == "place" and len(capitals) > 2:
        return False
    common = [at for at in capitals if is_common(page, at)]
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
    position = 0
    while position < len(page.words):
        end = position + 1
        if position not in taken and page.is_capital(position) and not page.opens_sentence(position):
            while end not in taken and page.is_capital(end) and page.gap(end) == " ":
                end += 1
            alone = end in taken or position - 1 in taken
            if end - position >= 2 and not alone and _is_nameless(page, position, end):
                found.append((position, end))
        position = end
    return found


def _is_nameless(page: Page, first: int, last: int) -> bool:
    """Whether a run may be a name: in prose, without adjectives of countries, offices and plurals."""
    sentence = page.sentence_of[first]
    if sentence < 0 or page.blocks[page.sentences[sentence].block].kind in ("heading", "furniture"):
        return False
    holders, lexicon = page.lexicon.words("holder"), page.lexicon
    return not any(
        at in page.demonym_from
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
        if position in taken or not 3 <= len(word) <= 8 or not word.isascii() or not word.isalpha():
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
