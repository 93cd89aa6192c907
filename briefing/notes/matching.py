"""Which words of a text are which of another.

Runs of words that occur once in either text are matched first, the longest first, wherever they stand, so
that moved paragraphs are followed; matches grow over equal neighbours; what is left between two of them is
compared word by word.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_RUNS = (12, 6, 4, 3)
_LIMIT = 200_000
"""Words. In a longer text, moved and much changed passages are only sought by their words."""
_GAP = 400
_SLIDING = 400
"""Words. Longer passages do not stand twice next to each other."""


def matched(old: list[str], new: list[str]) -> list[int]:
    """For each old word the place of the new one, or -1."""
    return _Matching(old, new).result()


class Runs:
    """The stretches of a text that stand in the other as they are, parted by words without a match."""

    def __init__(self, words: list[str], to: list[int], others: int) -> None:
        self._words = words
        self._to = to
        self._others = others
        self._breaks = [
            at for at in range(1, len(to)) if to[at] < 0 or to[at - 1] < 0 or to[at] != to[at - 1] + 1
        ]

    def slides(self, low: int, high: int) -> bool:
        """Whether words without a match, beside a passage, could as well be the passage itself."""
        if high <= low or self._to[low] < 0:
            return False
        begin = bisect_right(self._breaks, low) - 1
        first = self._breaks[begin] if begin >= 0 else 0
        end = bisect_right(self._breaks, low)
        last = self._breaks[end] if end < len(self._breaks) else len(self._words)
        return high <= last and (self._before(first, low, high) or self._after(low, high, last))

    def _before(self, first: int, low: int, high: int) -> bool:
        gap = first
        while gap and self._to[gap - 1] < 0:
            gap -= 1
        if (
            gap == first
            or high - first > _SLIDING
            or self._to[first] != (self._to[gap - 1] + 1 if gap else 0)
        ):
            return False
        return self._words[gap : gap + high - first] == self._words[first:high]

    def _after(self, low: int, high: int, last: int) -> bool:
        gap = last
        while gap < len(self._words) and self._to[gap] < 0:
            gap += 1
        following = self._to[gap] if gap < len(self._words) else self._others
        if gap == last or last - low > _SLIDING or following != self._to[last - 1] + 1:
            return False
        return self._words[gap - (last - low) : gap] == self._words[low:last]


class _Matching:
    def __init__(self, old: list[str], new: list[str]) -> None:
        numbers: dict[str, int] = {}
        self._old = [numbers.setdefault(word, len(numbers)) for word in old]
        self._new = [numbers.setdefault(word, len(numbers)) for word in new]
        self._to = [-1] * len(old)
        self._from = [-1] * len(new)

    def result(self) -> list[int]:
        if max(len(self._to), len(self._from)) <= _LIMIT:
            for length in _RUNS:
                self._match_runs(length)
        self._match_ends()
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
