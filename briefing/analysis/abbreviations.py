"""Abbreviations that the text itself explains: "Long Name (LN)", and initials of a name already known."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.analysis.page import Page

_LONGEST = 10


def is_acronym(word: str) -> bool:
    capitals = sum(letter.isupper() for letter in word)
    return 2 <= len(word) <= 10 and capitals >= 2 and capitals * 2 >= len(word) and word[0].isupper()


def find_definitions(page: Page) -> list[tuple[int, int, int]]:
    """First and last word of the long form, and the word of the abbreviation in brackets."""
    found = []
    for position, word in enumerate(page.words.words):
        if (
            page.gap(position) in ("(", '("')
            and page.gap(position + 1).startswith((")", '")'))
            and is_acronym(word)
        ):
            first = -1 if position in page.title_from else _long_form(page, position)
            if first >= 0:
                found.append((first, position, position))
    return found


def _long_form(page: Page, position: int) -> int:
    """The first word of the long form that ends before a bracket; -1 when the letters do not fit.

    After Schwartz and Hearst, by whole words: each letter, from the last, begins a word.
    """
    letters = [letter.lower() for letter in page.words.words[position] if letter.isalpha()]
    sentence = page.sentence_of[position]
    at = position - 1
    earliest = position
    while letters and at >= 0 and position - at <= _LONGEST + 4 and page.sentence_of[at] == sentence:
        if at + 1 < position and page.gap(at + 1) not in (" ", "", "'"):
            return -1
        word = page.words.folds[at]
        if word[0] == letters[-1]:
            letters.pop()
            earliest = at
        elif page.is_capital(at):
            inner = [letter for letter in word if letters and letter == letters[-1]]
            if not inner:
                return -1
        elif word not in page.lexicon.words("connector"):
            if word == "s" and page.gap(at) == "'":
                pass
            else:
                return -1
        at -= 1
    return earliest if not letters and page.is_capital(earliest) else -1


def initials(name: str) -> str:
    """The first letters of a name's words; a word in capitals stands for itself ("PM Office" → "PMO")."""
    parts = name.replace("-", " ").split()
    return "".join(
        part if part.isupper() and len(part) <= 3 else part[0] for part in parts if part[0].isupper()
    )
