"""Abbreviations that the text itself explains: "Long Name (LN)", and initials of a name already known."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from briefing.analysis.page import Page

_LONGEST = 10


def is_acronym(word: str) -> bool:
    capitals = sum(letter.isupper() for letter in word)
    return 2 <= len(word) <= 10 and capitals >= 2 and capitals * 2 >= len(word) and word[0].isupper()


class Definition(NamedTuple):
    """A long form and the abbreviation in brackets after it, by their words."""

    first: int
    """-1 where the letters do not tell where the long form begins."""
    short: int
    end: int


def find_definitions(page: Page) -> list[Definition]:
    """Every abbreviation in brackets: "Long Name (LN)", "Two-Part Name (TP-N)"."""
    found = []
    for position, word in enumerate(page.words.words):
        if page.gap(position) not in ("(", '("') or position in page.title_from:
            continue
        end = position + 1
        while end - position < 4 and page.gap(end) == " " and page.view[page.words.ends[end - 1]] == "-":
            end += 1
        if page.gap(end).startswith((")", '")')) and is_acronym(word):
            found.append(Definition(_long_form(page, position, end), position, end))
    return found


def _long_form(page: Page, position: int, end: int) -> int:
    """The first word of the long form that ends before a bracket; -1 when the letters do not fit.

    After Schwartz and Hearst, by whole words: each letter, from the last, begins a word.
    """
    short = "".join(page.words.words[position:end]).removesuffix("s")
    letters = [letter.lower() for letter in short if letter.isalpha()]
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
