"""What became of the words of a text in its next version.

Runs of words that occur once in either text are matched first, the longest first, wherever they stand, so
that moved paragraphs are followed; matches grow over equal neighbours; what is left between two of them is
compared word by word. A passage is then judged by what became of its words and of its neighbours.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from briefing.notes import folding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Found = tuple[Literal["same", "moved", "changed", "uncertain", "orphan"], int, int]

_WORD = re.compile(r"\w+|[^\w\s]")
_RUNS = (12, 6, 4, 3)
_LIMIT = 200_000
"""Words. In a longer text, moved and much changed passages are only sought by their words."""
_GAP = 400
_ALIKE, _DOUBTFUL = 75.0, 50.0
_LONG = 5_000
"""Words of a passage that is not compared letter by letter any more."""
_TORN = 3
_NEAR = 6
"""Neighbouring words that are asked where they went."""


class Words:
    """A text as words: folded, with where each begins and ends. Words broken over lines are joined."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        joining = False
        for match in _WORD.finditer(text):
            start, end = match.span()
            word = match[0]
            if joining and word[0].isalnum() and self.ends[-1] + 1 == start:
                self.words[-1] += word.casefold()
                self.ends[-1] = end
                joining = False
                continue
            joining = False
            if word == "-" and self.ends and self.ends[-1] == start and text[end : end + 1] == "\n":
                following = _WORD.match(text, end + 1)
                if following and following[0][0].isalnum():
                    self.ends[-1] = end
                    joining = True
                    continue
            self.words.append(word.casefold())
            self.starts.append(start)
            self.ends.append(end)

    def __len__(self) -> int:
        return len(self.words)

    def within(self, start: int, end: int) -> tuple[int, int]:
        """The words that a passage touches, as a range."""
        return bisect_right(self.ends, start), bisect_left(self.starts, end)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """The passage from one word to another, both included."""
        return self.starts[first], self.ends[last]

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """Every word with its places."""
        found: dict[str, list[int]] = {}
        for place, word in enumerate(self.words):
            found.setdefault(word, []).append(place)
        return found


class Revision:
    """An old and a new text, compared once for all the notes on the old one."""

    def __init__(self, old: Words, new: Words) -> None:
        self.old = old
        self.new = new

    @cached_property
    def mapping(self) -> list[int]:
        """For each old word the place of the new one, or -1."""
        return _Matching(self.old.words, self.new.words).result()

    @cached_property
    def origins(self) -> list[int]:
        """For each new word the place of the old one, or -1."""
        found = [-1] * len(self.new)
        for old, new in enumerate(self.mapping):
            if new >= 0:
                found[new] = old
        return found

    def foreign(self, start: int, end: int, first: int, last: int) -> bool:
        """Whether new words, both ends included, come from elsewhere than a passage of the old text."""
        low, high = self.old.within(start, end)
        elsewhere = sum(1 for old in self.origins[first : last + 1] if old >= 0 and not low <= old < high)
        return elsewhere > 0.3 * (last + 1 - first)

    def place(self, start: int, end: int) -> Found | None:
        """Where a passage of the old text stands in the new; None when its neighbours do not tell."""
        low, high = self.old.within(start, end)
        if low >= high:
            return None
        left, right = self._neighbour(low - 1, -1), self._neighbour(high, 1)
        kept = [place for place in self.mapping[low:high] if place >= 0]
        slot = self._slot(left, right, low, high)
        if slot:
            return self._in_slot(slot, kept, low, high)
        return self._with_one_neighbour(kept, low, high)

    def remains(self, start: int, end: int) -> Found:
        """The largest piece of a passage that was torn apart, as a guess; an orphan where little is left."""
        low, high = self.old.within(start, end)
        pieces: list[list[int]] = [[]]
        for place in sorted(place for place in self.mapping[low:high] if place >= 0):
            if pieces[-1] and place - pieces[-1][-1] > _TORN:
                pieces.append([])
            pieces[-1].append(place)
        largest = max(pieces, key=len)
        if len(largest) < max(_TORN, 0.4 * (high - low)):
            return "orphan", 0, 0
        return "uncertain", *self.new.span(largest[0], largest[-1])

    def _neighbour(self, place: int, step: int) -> int:
        """The nearest word on one side that is still there; -1 without one nearby."""
        for index in range(place, place + _NEAR * step, step):
            if 0 <= index < len(self.mapping) and self.mapping[index] >= 0:
                return index
        return -1

    def _slot(self, left: int, right: int, low: int, high: int) -> tuple[int, int] | None:
        """Between which new words the passage stood, if its neighbours on both sides surround one place."""
        size = high - low
        if (left < 0 and low > 0) or (right < 0 and high < len(self.old)):
            return None
        first = self.mapping[left] if left >= 0 else -1
        last = self.mapping[right] if right >= 0 else len(self.new)
        if 0 < last - first <= 2 * size + 2 * _NEAR + 4:
            return first, last
        return None

    def _in_slot(self, slot: tuple[int, int], kept: list[int], low: int, high: int) -> Found:
        first, last = slot
        size = high - low
        inside = [place for place in kept if first < place < last]
        if len(inside) >= 0.6 * size:
            return self._judged(min(inside), max(inside), low, high, slot)
        if last - first > 1 and size <= _LONG:
            from rapidfuzz.fuzz import ratio

            start, end = self.new.span(first + 1, last - 1)
            old = self.old.text[slice(*self.old.span(low, high - 1))]
            alike = ratio(self.new.text[start:end], old)
            if alike >= _ALIKE:
                return "changed", start, end
            replaced = (low == 0 or self.mapping[low - 1] == first) and (
                high == len(self.old) or self.mapping[high] == last
            )
            if replaced and (alike >= _DOUBTFUL or last - first - 1 <= 2 * size):
                return "uncertain", start, end
        return "orphan", 0, 0

    def _judged(self, first: int, last: int, low: int, high: int, slot: tuple[int, int]) -> Found:
        """A passage of which most words are there, with the words at its ends that were replaced."""
        size = high - low
        room = 2 + size // 3
        if first - slot[0] - 1 <= room and (low == 0 or self.mapping[low - 1] == slot[0]):
            first = slot[0] + 1
        if slot[1] - 1 - last <= room and (high == len(self.old) or self.mapping[high] == slot[1]):
            last = slot[1] - 1
        start, end = self.new.span(first, last)
        old = self.old.text[slice(*self.old.span(low, high - 1))]
        return ("same" if folding.same_words(self.new.text[start:end], old) else "changed"), start, end

    def _with_one_neighbour(self, kept: list[int], low: int, high: int) -> Found | None:
        size = high - low
        if len(kept) < 0.8 * size:
            return None
        first, last = min(kept), max(kept)
        if last - first + 1 > 1.3 * size + 1:
            return None
        left = sum(1 for n in range(1, 5) if low - n >= 0 and self.mapping[low - n] == first - n)
        right = sum(
            1 for n in range(4) if high + n < len(self.old) and self.mapping[high + n] == last + 1 + n
        )
        if max(left, right) >= 3:
            start, end = self.new.span(first, last)
            old = self.old.text[slice(*self.old.span(low, high - 1))]
            same = folding.same_words(self.new.text[start:end], old)
            return ("moved" if same else "changed"), start, end
        return None


class _Matching:
    def __init__(self, old: list[str], new: list[str]) -> None:
        numbers: dict[str, int] = {}
        self._old = [numbers.setdefault(word, len(numbers)) for word in old]
        self._new = [numbers.setdefault(word, len(numbers)) for word in new]
        self._to = [-1] * len(old)
        self._from = [-1] * len(new)

    def result(self) -> list[int]:
        self._match_ends()
        if max(len(self._to), len(self._from)) <= _LIMIT:
            for length in _RUNS:
                self._match_runs(length)
        self._match_gaps()
        return self._to

    def _join(self, old: int, new: int) -> None:
        self._to[old] = new
        self._from[new] = old

    def _match_ends(self) -> None:
        self._grow(-1, -1, 1)
        self._grow(len(self._old), len(self._new), -1)

    def _grow(self, old: int, new: int, step: int) -> None:
        old, new = old + step, new + step
        while (
            0 <= old < len(self._old)
            and 0 <= new < len(self._new)
            and self._old[old] == self._new[new]
            and self._to[old] < 0
            and self._from[new] < 0
        ):
            self._join(old, new)
            old, new = old + step, new + step

    def _match_runs(self, length: int) -> None:
        """Match the runs of some words that occur once in either text, and what is equal around them."""
        ours, theirs = _unique_runs(self._old, length), _unique_runs(self._new, length)
        for run, old in ours.items():
            new = theirs.get(run, -1)
            if old < 0 or new < 0:
                continue
            if any(self._to[old + n] >= 0 or self._from[new + n] >= 0 for n in range(length)):
                continue
            for n in range(length):
                self._join(old + n, new + n)
            self._grow(old, new, -1)
            self._grow(old + length - 1, new + length - 1, 1)

    def _match_gaps(self) -> None:
        for old, new in list(self._gaps()):
            for a, b, size in _common(self._old[slice(*old)], self._new[slice(*new)]):
                for n in range(size):
                    self._join(old[0] + a + n, new[0] + b + n)

    def _gaps(self) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
        """Unmatched stretches that stand between the same two matched words in both texts."""
        matched = [place for place, to in enumerate(self._to) if to >= 0]
        for left, right in pairwise([-1, *matched, len(self._old)]):
            first = self._to[left] if left >= 0 else -1
            last = self._to[right] if right < len(self._old) else len(self._new)
            if right - left < 2 or last - first < 2 or right - left + last - first > 2 * _GAP:
                continue
            if all(self._from[place] < 0 for place in range(first + 1, last)):
                yield (left + 1, right), (first + 1, last)


def _unique_runs(words: Sequence[int], length: int) -> dict[tuple[int, ...], int]:
    """Each run of some words with its place, or -1 when it has several."""
    found: dict[tuple[int, ...], int] = {}
    for place, run in enumerate(zip(*(words[n:] for n in range(length)), strict=False)):
        found[run] = -1 if run in found else place
    return found


def _common(old: list[int], new: list[int]) -> Iterator[tuple[int, int, int]]:
    from difflib import SequenceMatcher

    yield from SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
