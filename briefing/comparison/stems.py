"""The telling words of a passage beside those of the lexicon, cut short so that forms of one word agree."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container

    from briefing.analysis.lexicon import Lexicon
    from briefing.analysis.page import Page

_SHORTEST = 4
_SHORTEST_BESIDE = 3
_JOINING = frozenset(
    ["the", "and", "for", "that", "this", "with", "his", "her", "its", "their", "our", "has", "was", "were"]
)
_KEPT = 6


def stems(page: Page, start: int, end: int, taken: Container[int]) -> frozenset[str]:
    """Of the telling words from one offset to another, alone and with the word that follows; ``taken`` are
    the places of words that do not count."""
    found = set()
    before = ""
    for at in range(page.first_word_from(start), page.first_word_from(end)):
        word = page.words.folds[at]
        if at in taken or word in _JOINING or len(word) < _SHORTEST_BESIDE:
            before = ""
            continue
        here = stem(word)
        telling = is_telling(page, at)
        if telling:
            found.add(here)
        if before and page.gap(at) == " " and (telling or is_telling(page, at - 1)):
            found.add(f"{before} {here}")
        before = here
    return frozenset(found)


def is_telling(page: Page, at: int) -> bool:
    """Whether a word says something of a subject: no small word, no verb of saying, no formula."""
    word = page.words.folds[at]
    return len(word) >= _SHORTEST and not word.isdigit() and not is_common(page.lexicon, word)


def is_common(lexicon: Lexicon, folded: str) -> bool:
    return folded in lexicon.verbs or stem(folded) in _common(lexicon)


@lru_cache(maxsize=4)
def _common(lexicon: Lexicon) -> frozenset[str]:
    listed = lexicon.words("formula-word") | lexicon.words("small-word") | lexicon.words("modal")
    return frozenset(stem(word) for word in listed)


@lru_cache(maxsize=16384)
def stem(folded: str) -> str:
    """The beginning of a word: "instructed" and "instructions" are one, "peace" and "peaceful" too."""
    word = (
        folded[:-1]
        if folded.endswith("s") and not folded.endswith("ss") and len(folded) > _SHORTEST
        else folded
    )
    return word[:_KEPT]
