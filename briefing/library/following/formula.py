"""The nearest wording of a formula in a text.

Words are compared, not letters: without case, accents and the endings that grammar gives them, small words
for less than others. A wording is found wherever it stands, over the borders of sentences too.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from briefing.analysis.view import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LIKE = 0.55
"""How like a formula a wording must be, from 0 to 1, to be a wording of it.

A change of which it is known that it is one must pass, and "nothing about Ukraine without Ukraine" came of
"no decisions or discussions about Ukraine without Ukraine": they are like each other by 0.57. Of 2,142 pairs
of a run of 4 to 14 words, taken by chance from one of 56 published readouts, and a readout of another
meeting, 1.7 % pass, and most of those have the same formula.
"""

_MOST_LIKE = 0.99
"""Of words that differ in their endings alone."""
SMALL = 0.3
"""What a small word weighs, beside 1 of any other."""
_FOREIGN = 0.25
"""What a word that is none of the formula's costs, beside what finding one gives."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ACCENTED = re.compile(r"[\u00aa-\u1fff\u2c00-\U0010ffff]")
_SENTENCE_ENDS = ".!?;:"
_HYPHENS = ("-", "\u2010", "\u2011")
_PASSED = 2
"""Small words that are passed to get to what stands in the place of a weighty one: "of all nations"."""
_STOPS = _SENTENCE_ENDS + ',()[]“”"'
"""What words that take the place of others do not go beyond."""
_LETTERS_A_WORD = 12
"""More than words have on average with what stands between them, so that no wording is cut short."""
_SMALL_WORDS = frozenset([
    "a", "an", "the", "this", "that", "these", "those", "of", "in", "on", "at", "by", "for", "from", "to",
    "with", "into", "upon", "within", "between", "among", "as", "and", "or", "but", "nor", "if", "it",
    "its", "he", "she", "they", "we", "i", "you", "his", "her", "their", "our", "is", "are", "was", "were",
    "be", "been", "being", "has", "have", "had", "will", "would", "shall", "should", "can", "could", "may",
    "might", "must", "do", "does", "did", "no", "not", "who", "which", "what", "when", "where", "while",
    "also", "both", "all", "any", "each", "such", "than", "then", "there", "so", "other", "more", "about",
    "over", "under", "against", "through", "after", "before", "during", "since",
])  # fmt: skip
_JOINTS = frozenset(["and", "or", "nor", "but"])
_TURNS = frozenset(["no", "not", "any", "all", "every", "the", "a", "an"])
_ENDINGS = (
    *(f"i{letter}{ending}" for ending in ("ations", "ation", "ing", "ed", "es", "e") for letter in "sz"),
    *("ings", "ing", "ies", "ied", "es", "ed", "s", "y", "e"),
)
_SHORTEST_STEM = 4


@dataclass(frozen=True, slots=True)
class Wording:
    """Where a text comes nearest to a formula."""

    start: int
    end: int
    likeness: float
    """1 of the very words; else the weight of the words that both have, in the same order, by the mean of the
    weights of both, and less than 1."""


class _Word(NamedTuple):
    start: int
    end: int
    key: str
    weight: float


class Formula:
    """A phrase that is sought in many texts. False when it holds no word but small ones."""

    def __init__(self, phrase: str) -> None:
        self.phrase = phrase
        self._words = _words(phrase)
        self._weight = sum(word.weight for word in self._words)
        self._places: dict[str, list[int]] = {}
        for at, word in enumerate(self._words):
            self._places.setdefault(word.key, []).append(at)
        self.keys: Counter[str] = Counter(word.key for word in self._words if word.weight == 1)
        """How its weighty words begin, and how often it has each."""
        # When a share of the weight is all that a wording has, likeness is 2 * share / (1 + share).
        small = self._weight - self.keys.total()
        self.least = min(2, len(self.keys))
        """How many different ones: of a formula of several words, one alone is no wording."""
        self.needed = max(self.least, self._weight * LIKE / (2 - LIKE) - small)
        """How many of its weighty words every wording has at least, as ``keys`` counts them; seldom a whole
        number."""
        self.reach = 2 * len(self._words) + 4
        """How many words may stand between one of the formula's and the next."""
        written = [re.escape(phrase[word.start : word.end]) for word in self._words]
        self._literal = re.compile(r"(?<!\w)" + r"[\W_]+".join(written) + r"(?!\w)", re.IGNORECASE)

    def __bool__(self) -> bool:
        return bool(self.keys)

    def exact(self, text: str) -> Wording | None:
        """The first place where a text has the very words, whatever their case and what is between them."""
        found = self._literal.search(text)
        return Wording(found.start(), found.end(), 1.0) if found else None

    def nearest(self, text: str) -> Wording | None:
        """The wording of a text that is most like the formula, if any is like it; of equals the first."""
        best = self.exact(text)
        if best is not None:
            return best
        for start, end in self._stretches(text):
            found = self._in_words(text, _words(text, start, end))
            if found is not None and (best is None or found.likeness > best.likeness):
                best = found
        return best

    def _stretches(self, text: str) -> Iterator[tuple[int, int]]:
        """The parts of a text that have enough of the formula's words close together."""
        plain = _plain(text)
        if _SEVERAL in plain:
            yield 0, len(text)
            return
        hits = sorted(hit for key in self.keys for hit in _all(plain, key))
        width = self.reach * _LETTERS_A_WORD
        margin = (len(self._words) + 4) * _LETTERS_A_WORD
        inside: Counter[str] = Counter()
        oldest = 0
        start = end = -1
        for at, key in hits:
            inside[key] += 1
            while hits[oldest][0] < at - width:
                inside[hits[oldest][1]] -= 1
                oldest += 1
            if sum(min(inside[key], count) for key, count in self.keys.items()) < self.needed:
                continue
            first, last = max(0, hits[oldest][0] - margin), at + margin
            if start >= 0 and first <= end:
                end = last
                continue
            if start >= 0:
                yield _at_words(plain, start, end)
            start, end = first, last
        if start >= 0:
            yield _at_words(plain, start, end)

    def _in_words(self, text: str, words: Sequence[_Word]) -> Wording | None:
        chain = self._chain(words)
        shared = [words[place] for place, _ in chain]
        if len({word.key for word in shared if word.weight == 1}) < self.least:
            return None
        core, whole = self._edges(text, words, chain)
        weight = sum(word.weight for word in words[core[0] : core[1] + 1])
        likeness = min(_MOST_LIKE, 2 * sum(word.weight for word in shared) / (self._weight + weight))
        if likeness < LIKE:
            return None
        return Wording(words[whole[0]].start, words[whole[1]].end, likeness)

    def _chain(self, words: Sequence[_Word]) -> list[tuple[int, int]]:
        """The words that are the formula's, in its order and close together: places here and there.

        Of all chains the one whose words weigh most, less what those between them cost.
        """
        pairs: list[tuple[int, int]] = []
        scores: list[float] = []
        before: list[int] = []
        costs = [0.0]
        oldest = best = 0
        for place, word in enumerate(words):
            costs.append(costs[-1] + _FOREIGN * word.weight)
            for at in reversed(self._places.get(word.key, ())):
                while pairs[oldest:] and pairs[oldest][0] < place - self.reach:
                    oldest += 1
                score, link = 0.0, -1
                for known in range(oldest, len(pairs)):
                    earlier, there = pairs[known]
                    chained = scores[known] - (costs[place] - costs[earlier + 1])
                    if there < at and earlier < place and chained > score:
                        score, link = chained, known
                pairs.append((place, at))
                scores.append(score + word.weight)
                before.append(link)
                if scores[-1] > scores[best]:
                    best = len(pairs) - 1
        chain: list[tuple[int, int]] = []
        link = best if pairs else -1
        while link >= 0:
            chain.append(pairs[link])
            link = before[link]
        return chain[::-1]

    def _edges(
        self, text: str, words: Sequence[_Word], chain: Sequence[tuple[int, int]]
    ) -> tuple[tuple[int, int], tuple[int, int]]:
        """The first and the last word, without and with the words that the formula has in another place.

        What stands in the place of the formula's first and last words belongs to it: as many words as are
        lacking there, and what is joined to them, as "no decisions or discussions" in the place of "nothing",
        but no small words at its border, as the "that" before it.
        """
        (first, head), (last, tail) = chain[0], chain[-1]
        if len(chain) == len(self._words):
            return (first, last), (first, last)
        missing = self.keys - Counter(words[place].key for place, _ in chain)
        moved = _with_moved(words, (first, last), _clause(text, words, first, last, _SENTENCE_ENDS), missing)
        low, high = _clause(text, words, first, last, _STOPS)
        if lacking := self._lacking(0, head, missing):
            first = _instead_before(text, words, first, low, lacking)
        if lacking := self._lacking(tail + 1, len(self._words), missing):
            last = _instead_after(text, words, last, high, lacking)
        return (first, last), (min(first, moved[0]), max(last, moved[1]))

    def _lacking(self, first: int, last: int, missing: Counter[str]) -> int:
        """How many of the formula's words between two places have nothing that stands for them."""
        words = self._words[first:last]
        moved = [word for word in words if word.weight == 1 and missing[word.key] <= 0]
        if moved and not any(missing[word.key] > 0 for word in words):
            return 0
        return len(words) - len(moved)


def _instead_before(text: str, words: Sequence[_Word], at: int, low: int, lacking: int) -> int:
    """The first of the words that stand before a word in the place of those that are lacking."""
    first = max(low, at - lacking)
    while first - 2 >= low and words[first - 1].key in _JOINTS:
        first -= 2
    while first > low and _is_hyphen(text, words[first - 1], words[first]):
        first -= 1
    if first > low and words[first - 1].key in _TURNS:
        first -= 1
    while first < at and words[first].weight < 1 and words[first].key not in _TURNS:
        first += 1
    return first


def _instead_after(text: str, words: Sequence[_Word], at: int, high: int, lacking: int) -> int:
    """The last of the words that stand behind a word in the place of those that are lacking."""
    last = min(high, at + lacking)
    while last < high and words[last].weight < 1 and last < at + lacking + _PASSED:
        last += 1
    while last + 2 <= high and words[last + 1].key in _JOINTS:
        last += 2
    while last < high and _is_hyphen(text, words[last], words[last + 1]):
        last += 1
    while last > at and words[last].weight < 1:
        last -= 1
    return last


def _is_hyphen(text: str, one: _Word, other: _Word) -> bool:
    """Whether two words are parts of one, as in "non-interference"."""
    return text[one.end : other.start] in _HYPHENS


def _with_moved(
    words: Sequence[_Word], run: tuple[int, int], clause: tuple[int, int], missing: Counter[str]
) -> tuple[int, int]:
    """A run of words with those beside it that are missing from it; they are not missing any more."""
    (first, last), (low, high) = run, clause
    for at in range(last + 1, high + 1):
        if missing[words[at].key] > 0:
            missing[words[at].key] -= 1
            last = at
        elif words[at].weight == 1:
            break
    for at in range(first - 1, low - 1, -1):
        if missing[words[at].key] > 0:
            missing[words[at].key] -= 1
            first = at
        elif words[at].weight == 1:
            break
    return first, last


def _clause(text: str, words: Sequence[_Word], first: int, last: int, stops: str) -> tuple[int, int]:
    """How far one may go to either side without passing certain signs or the border of a paragraph."""
    low, high = first, last
    while low and not _parted(text, words[low - 1], words[low], stops):
        low -= 1
    while high + 1 < len(words) and not _parted(text, words[high], words[high + 1], stops):
        high += 1
    return low, high


def _parted(text: str, one: _Word, other: _Word, stops: str) -> bool:
    gap = text[one.end : other.start]
    return "\n\n" in gap or any(sign in gap for sign in stops)


def _words(text: str, start: int = 0, end: int | None = None) -> list[_Word]:
    found = _WORD.finditer(text, start, len(text) if end is None else end)
    return [_Word(*match.span(), *_key(match[0])) for match in found]


@lru_cache(maxsize=65536)
def _key(word: str) -> tuple[str, float]:
    """How a word begins without its ending, by which it is compared, and what it weighs."""
    plain = fold(word[:-2] if word[-2:] in ("'s", "’s") else word)
    if plain in _SMALL_WORDS:
        return plain, SMALL
    for ending in _ENDINGS:
        if plain.endswith(ending) and len(plain) - len(ending) >= _SHORTEST_STEM and plain[-2:] != "ss":
            return plain[: -len(ending)], 1.0
    return plain, 1.0


_SEVERAL = "\ue000"
"""Stands for a letter that is several without its typesetting, as a ligature. No word has it."""


class _Letters(dict[int, str]):
    """A table for ``str.translate``: every letter as a small one without accents."""

    def __missing__(self, code: int) -> str:
        letter = fold(chr(code))
        self[code] = shown = letter if len(letter) == 1 else _SEVERAL if letter else chr(code)
        return shown


_LETTERS = _Letters()


def _plain(text: str) -> str:
    """A text of the same length in which keys are sought."""
    if _ACCENTED.search(text) is None:
        lower = text.lower()
        if len(lower) == len(text):
            return lower
    return text.translate(_LETTERS)


def _all(text: str, key: str) -> Iterator[tuple[int, str]]:
    at = text.find(key)
    while at >= 0:
        yield at, key
        at = text.find(key, at + 1)


def _at_words(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch that cuts no word."""
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return start, min(end, len(text))
