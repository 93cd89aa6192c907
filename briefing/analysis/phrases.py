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
        # By the first two words, since many begin with the same one.
        self._pairs: dict[tuple[str, str], list[_Phrase[Value]]] = {}
        self._singles: dict[str, list[_Phrase[Value]]] = {}
        for phrase in sorted(
            found.values(), key=lambda phrase: (-len(phrase.folds), not phrase.exact, phrase.words)
        ):
            if len(phrase.folds) == 1:
                self._singles.setdefault(phrase.folds[0], []).append(phrase)
            else:
                self._pairs.setdefault((phrase.folds[0], phrase.folds[1]), []).append(phrase)
        self._firsts = {*self._singles, *(first for first, _ in self._pairs)}

    def at(self, words: Words, position: int) -> Match[Value] | None:
        """The longest phrase that starts at a word."""
        folds = words.folds
        first = folds[position]
        if position + 1 < len(folds):
            for phrase in self._pairs.get((first, folds[position + 1]), ()):
                last = position + len(phrase.folds)
                if (
                    tuple(folds[position:last]) == phrase.folds
                    and tuple(words.gaps[position + 1 : last]) == phrase.gaps
                    and _is_cased(phrase, words, position, last)
                ):
                    return Match(position, last, phrase.value)
        for phrase in self._singles.get(first, ()):
            if _is_cased(phrase, words, position, position + 1):
                return Match(position, position + 1, phrase.value)
        return None

    def single(self, folded: str) -> Value | None:
        """What a one-word phrase stands for, whatever its case."""
        for phrase in self._singles.get(folded, ()):
            return phrase.value
        return None

    def every(self, words: Words, first: int = 0, last: int | None = None) -> list[Match[Value]]:
        """The phrases between two words, from left to right, without overlap."""
        matches = []
        free = first
        stop = len(words) if last is None else last
        firsts, singles, pairs, folds = self._firsts, self._singles, self._pairs, words.folds
        following = [*folds[first + 1 : stop + 1], ""]
        for position, pair in enumerate(zip(folds[first:stop], following, strict=False), first):
            # Most words begin nothing: they are passed over here, since a call for each would take longer.
            begins = pair[0] in firsts and (pair[0] in singles or pair in pairs)
            if not begins or position < free:
                continue
            match = self.at(words, position)
            if match is not None and match.last <= stop:
                matches.append(match)
                free = match.last
        return matches


def _is_cased(phrase: _Phrase[Value], words: Words, position: int, last: int) -> bool:
    if phrase.exact:
        return tuple(words.words[position:last]) == phrase.words
    return not phrase.capital or words.words[position][0].isupper()
