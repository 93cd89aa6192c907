"""Finding many phrases in one walk over the words of a text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from briefing.analysis.view import Words, same_length_view

if TYPE_CHECKING:
    from collections.abc import Iterable

Value = TypeVar("Value")


class Match(NamedTuple, Generic[Value]):
    """Words ``first`` up to, not including, ``last``, and what the phrase stands for."""

    first: int
    last: int
    value: Value


class _Phrase(NamedTuple, Generic[Value]):
    words: tuple[str, ...]
    folds: tuple[str, ...]
    gaps: tuple[str, ...]
    exact: bool
    capital: bool
    value: Value


class Phrases(Generic[Value]):
    """An index of phrases by their first word; the longest phrase at a place wins, a later entry beats an
    equal one.

    Case counts as little as it can: an acronym must stand exactly as written, a name must begin with a
    capital,
    and a phrase in small letters matches in any case.
    """

    def __init__(self, entries: Iterable[tuple[str, Value]]) -> None:
        found: dict[tuple[tuple[str, ...], tuple[str, ...], bool], _Phrase[Value]] = {}
        for form, value in entries:
            words = Words(same_length_view(form))
            if not len(words):
                continue
            exact = not any(letter.islower() for letter in form) and any(letter.isupper() for letter in form)
            phrase = _Phrase(
                tuple(words.words),
                tuple(words.folds),
                tuple(words.gaps[1:]),
                exact,
                words.words[0][0].isupper(),
                value,
            )
            found[(phrase.words if exact else phrase.folds, phrase.gaps, exact)] = phrase
        self._index: dict[str, list[_Phrase[Value]]] = {}
        for phrase in found.values():
            self._index.setdefault(phrase.folds[0], []).append(phrase)
        for phrases in self._index.values():
            phrases.sort(key=lambda phrase: (-len(phrase.folds), not phrase.exact, phrase.words))

    def at(self, words: Words, position: int) -> Match[Value] | None:
        """The longest phrase that starts at a word."""
        candidates = self._index.get(words.folds[position])
        if candidates is None:
            return None
        folds = words.folds
        following = folds[position + 1] if position + 1 < len(folds) else ""
        for phrase in candidates:
            length = len(phrase.folds)
            last = position + length
            if length > 1:
                # Nearly all end here, and slices are dear.
                if phrase.folds[1] != following:
                    continue
                if tuple(folds[position:last]) != phrase.folds:
                    continue
                if tuple(words.gaps[position + 1 : last]) != phrase.gaps:
                    continue
            if phrase.exact:
                if tuple(words.words[position:last]) != phrase.words:
                    continue
            elif phrase.capital and not words.words[position][0].isupper():
                continue
            return Match(position, last, phrase.value)
        return None

    def single(self, folded: str) -> Value | None:
        """What a one-word phrase stands for, whatever its case."""
        for phrase in self._index.get(folded, ()):
            if len(phrase.folds) == 1:
                return phrase.value
        return None

    def every(self, words: Words, first: int = 0, last: int | None = None) -> list[Match[Value]]:
        """The phrases between two words, from left to right, without overlap."""
        matches = []
        position = first
        stop = len(words) if last is None else last
        index = self._index
        folds = words.folds
        while position < stop:
            match = self.at(words, position) if folds[position] in index else None
            if match is None or match.last > stop:
                position += 1
            else:
                matches.append(match)
                position = match.last
        return matches
