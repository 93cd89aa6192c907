"""Finding a passage by its words and their surroundings, where nothing better is known of it.

An exact copy is only taken for the passage when what stood around it agrees, and agrees clearly better than
around any other copy. Whatever is less is offered as a guess, never stated.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from briefing.notes import folding
from briefing.notes.revision import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefing.model import Note
    from briefing.notes.revision import Found

    Foreign = Callable[[int, int], bool]

ACCEPTED = 0.9
LEAD = 0.1

_ALIKE = 75.0
_DOUBTFUL = 50.0
_GUESSED = 70.0
_COPIES = 2_000
"""A passage with more copies than this is not sought any further."""
_COMMON = 60
"""Places of a word that tells too little of where a passage stood."""
_WINDOWS = 3
_SHIFT = 500
"""Characters that edits before a passage may well have moved it by."""
_CONTEXT_WORD = re.compile(r"\w+")
_ORPHAN: Found = ("orphan", 0, 0)


def search(note: Note, text: Words, foreign: Foreign | None = None) -> Found:
    """Where a note's quote stands in a text.

    ``foreign`` tells, where the old text is known, which words of this one were no part of the passage; such
    a copy is never taken for it.
    """
    quote = Words(note.quote)
    if not quote.words:
        return _ORPHAN
    context = _Context(note.anchor.before, note.anchor.after, text)
    copies = _copies(quote, text)
    if foreign:
        copies = [at for at in copies if not foreign(at, at + len(quote) - 1)]
        if copies:
            return _worded(_best_copy(copies, len(quote), context, text, True), quote, text)
        return _guess(quote, text, foreign)
    if copies:
        best = _best_copy(copies, len(quote), context, text, False)
        status, start, end = _worded(best, quote, text)
        far = abs(start - note.anchor.start) > _SHIFT + len(text.text) // 20
        return ("moved" if far and status == "same" else status), start, end
    between = context.between(len(quote))
    if between:
        from rapidfuzz.fuzz import ratio

        start, end = text.span(*between)
        alike = ratio(" ".join(text.words[between[0] : between[1] + 1]), " ".join(quote.words))
        if alike >= _DOUBTFUL:
            return ("changed" if alike >= _ALIKE else "uncertain"), start, end
        return _ORPHAN
    return _guess(quote, text)


def _best_copy(copies: list[int], size: int, context: _Context, text: Words, one_side: bool) -> Found:
    rated = sorted(((*context.agreement(at, at + size), at) for at in copies), reverse=True, key=_score)
    left, right, at = rated[0]
    start, end = text.span(at, at + size - 1)
    ahead = _score(rated[0]) - (_score(rated[1]) if len(rated) > 1 else 0.0)
    if ahead >= LEAD and min(left, right) >= ACCEPTED:
        return "same", start, end
    if ahead >= LEAD and max(left, right) >= ACCEPTED and context.long_enough and one_side:
        return "moved", start, end
    return "uncertain", start, end


def _worded(found: Found, quote: Words, text: Words) -> Found:
    """A copy is found whatever its capital letters are; with others than the quote's it was changed."""
    status, start, end = found
    if status in ("same", "moved") and not folding.same_words(quote.text, text.text[start:end]):
        return "changed", start, end
    return found


def _score(rated: tuple[float, float, int]) -> float:
    return (rated[0] + rated[1]) / 2


def _copies(quote: Words, text: Words) -> list[int]:
    """Where exactly the words of a quote begin in a text."""
    offset, places = min(
        ((offset, text.places.get(word, [])) for offset, word in enumerate(quote.words)),
        key=lambda found: len(found[1]),
    )
    size = len(quote)
    starts = (place - offset for place in places[:_COPIES])
    return [at for at in starts if at >= 0 and text.words[at : at + size] == quote.words]


class _Context:
    """The words around a passage, as the marker keeps them; the outermost may be cut."""

    def __init__(self, before: str, after: str, text: Words) -> None:
        self._before = _CONTEXT_WORD.findall(before)[1:][::-1]
        self._after = _CONTEXT_WORD.findall(after)[:-1]
        self._opens = not before.strip()
        self._closes = not after.strip()
        self._text = text

    @property
    def long_enough(self) -> bool:
        """Whether one side alone can tell a passage from another."""
        return min(len(self._before), len(self._after)) >= 4

    def agreement(self, first: int, end: int) -> tuple[float, float]:
        """How much of what stood before and after stands around some words, each from 0 to 1."""
        left = self._side(self._before, first - 1, -1, self._opens)
        right = self._side(self._after, end, 1, self._closes)
        return left, right

    def between(self, size: int) -> tuple[int, int] | None:
        """The words between what stood before and after, where both are there once and near each other."""
        if not self.long_enough:
            return None
        words = self._text.words
        found = [
            (place + 1, end - 1)
            for place in self._text.places.get(self._before[0], [])[:_COPIES]
            if self._side(self._before, place, -1, False) >= ACCEPTED
            for end in range(place + 1, min(len(words), place + 2 * size + 6))
            if words[end] == self._after[0] and self._side(self._after, end, 1, False) >= ACCEPTED
        ]
        return found[0] if len(found) == 1 and found[0][0] <= found[0][1] else None

    def _side(self, expected: list[str], place: int, step: int, edge: bool) -> float:
        words = self._text.words
        agreed = 0
        for wanted in expected:
            while 0 <= place < len(words) and not words[place][0].isalnum():
                place += step
            if not 0 <= place < len(words) or words[place] != wanted:
                break
            agreed += 1
            place += step
        if expected:
            return agreed / len(expected)
        at_edge = not 0 <= place < len(words)
        return 1.0 if edge and at_edge else 0.0


def _guess(quote: Words, text: Words, foreign: Foreign | None = None) -> Found:
    """The place with the most words of a quote, if it is at all like it; never more than a guess."""
    votes: Counter[int] = Counter()
    for offset, word in enumerate(quote.words[:400]):
        places = text.places.get(word, ())
        if len(places) <= _COMMON:
            votes.update(max(0, place - offset) // 4 for place in places)
    if not votes:
        return _ORPHAN
    from rapidfuzz.fuzz import ratio

    size, wanted = len(quote), " ".join(quote.words)
    rated = []
    for window, _ in votes.most_common(_WINDOWS):
        first = window * 4
        last = min(first + size, len(text)) - 1
        rated.append((ratio(" ".join(text.words[first : last + 1]), wanted), first, last))
    best = max(rated)
    if best[0] < _GUESSED or (foreign and foreign(best[1], best[2])):
        return _ORPHAN
    return "uncertain", *text.span(best[1], best[2])
