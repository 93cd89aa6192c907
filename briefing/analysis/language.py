"""Whether a text is English, by the share of its commonest words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.analysis.page import Page

_COMMON = frozenset(
    [
        "the",
        "of",
        "and",
        "to",
        "in",
        "a",
        "on",
        "for",
        "with",
        "that",
        "is",
        "was",
        "by",
        "as",
        "his",
        "he",
        "they",
        "at",
        "their",
        "from",
        "we",
        "our",
        "be",
        "it",
        "has",
        "had",
        "have",
        "this",
        "which",
        "will",
        "also",
        "its",
        "are",
        "were",
        "said",
        "an",
        "not",
        "between",
        "her",
        "she",
        "who",
        "or",
    ]
)
_SAMPLE = 400
_SHARE = 0.14
_FEWEST = 12


def is_english(page: Page) -> bool:
    """True for a text too short to tell, unless its letters are not Latin."""
    sample = page.words.folds[:_SAMPLE]
    if not sample:
        return True
    latin = sum(word[0] < "\u0250" or word[0].isdigit() for word in sample)
    if latin * 2 < len(sample):
        return False
    if len(sample) < _FEWEST:
        return True
    return sum(word in _COMMON for word in sample) >= _SHARE * len(sample)
