"""What became of a passage in the next version of its text, judged by its words and by its neighbours."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from briefing.notes import folding
from briefing.notes.matching import Runs, matched

if TYPE_CHECKING:
    from briefing.notes.anchoring import Status

    Found = tuple[Status, int, int]

_WORD = re.compile(r"\w+|[^\w\s]")
_ALIKE, _DOUBTFUL = 75.0, 50.0
_LONG = 5_000
"""Words of a passage that is not compared letter by letter any more."""
_TORN = 3
_APART = 0.6
"""Of the words of a passage: with so many others between two of them, they may be of two copies."""
_TAKEN_IN = 0.6
"""Of the letters that were kept: so many others may be taken in at an end of the passage."""
_FAR = 16
"""Words that may have changed the side of a passage on which they stand."""
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
        return matched(self.old.words, self.new.words)

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
        found = self._in_slot(slot, kept, low, high) if slot else self._with_one_neighbour(kept, low, high)
        return found and self._cut(found, start, end)

    def _cut(self, found: Found, start: int, end: int) -> Found:
        """Where a passage begins or ends within a word, so does what was found, if its words are the same."""
        status, first, last = found
        if status not in ("same", "moved"):
            return found
        low, high = self.old.within(start, end)
        first += max(0, start - self.old.starts[low])
        last -= max(0, self.old.ends[high - 1] - end)
        if first < last and folding.same_words(self.new.text[first:last], self.old.text[start:end]):
            return status, first, last
        return ("changed", *found[1:])

    def remains(self, start: int, end: int) -> Found:
        """The largest piece of a passage that was torn apart, as a guess; an orphan where little is left."""
        low, high = self.old.within(start, end)
        return self._largest_piece([place for place in self.mapping[low:high] if place >= 0], high - low)

    def _largest_piece(self, kept: list[int], size: int) -> Found:
        pieces: list[list[int]] = [[]]
        for place in sorted(kept):
            if pieces[-1] and place - pieces[-1][-1] > _TORN:
                pieces.append([])
            pieces[-1].append(place)
        largest = max(pieces, key=len)
        if len(largest) < max(_TORN, 0.4 * size):
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
            first, last = min(inside), max(inside)
            gap = max((after - before for before, after in pairwise(sorted(inside))), default=0)
            if gap > max(_TORN + 1, _APART * size):
                return self._largest_piece(inside, size)
            if (
                self._transposed(first, last, low, high)
                or self._twofold(first, last, low, high, slot)
                or self._one_of_two(low, high)
            ):
                return "uncertain", *self.new.span(first, last)
            return self._judged(first, last, low, high, slot)
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
            if replaced and alike >= _DOUBTFUL:
                return "uncertain", start, end
        return "orphan", 0, 0

    def _judged(self, first: int, last: int, low: int, high: int, slot: tuple[int, int]) -> Found:
        """A passage of which most words are there, with the words at its ends that were replaced."""
        room = 2 + (high - low) // 3
        start, end = self.new.span(first, last)
        most = _TAKEN_IN * (end - start)
        if 0 < first - slot[0] - 1 <= room and (low == 0 or self.mapping[low - 1] == slot[0]):
            wanted = self.new.starts[slot[0] + 1]
            if start - wanted <= most or self._alike(low, self.origins[first], slot[0] + 1, first):
                start = wanted
        if 0 < slot[1] - 1 - last <= room and (high == len(self.old) or self.mapping[high] == slot[1]):
            wanted = self.new.ends[slot[1] - 1]
            if wanted - end <= most or self._alike(self.origins[last] + 1, high, last + 1, slot[1]):
                end = wanted
        old = self.old.text[slice(*self.old.span(low, high - 1))]
        return ("same" if folding.same_words(self.new.text[start:end], old) else "changed"), start, end

    def _alike(self, low: int, high: int, first: int, end: int) -> bool:
        """Whether some words of the old text and some of the new have most letters in common."""
        from rapidfuzz.fuzz import ratio

        return ratio(" ".join(self.old.words[low:high]), " ".join(self.new.words[first:end])) >= _DOUBTFUL

    def _transposed(self, first: int, last: int, low: int, high: int) -> bool:
        """Whether the words of one side stand on the other now.

        They may have been moved over the passage, or it was deleted and this is a copy of it.
        """
        old, new = self.old.words, self.new.words
        for size in range(1, _FAR + 1):
            left, right = old[max(0, low - size) : low], old[high : high + size]
            before, after = new[max(0, first - size) : first], new[last + 1 : last + 1 + size]
            crossed = (left and left == after != before) or (right and right == before != after)
            if crossed and left != right:
                return True
        return False

    def _twofold(self, first: int, last: int, low: int, high: int, slot: tuple[int, int]) -> bool:
        """Whether something much like the passage stands beside it, where the passage was."""
        size = high - low
        beside = [self.new.words[slot[0] + 1 : first], self.new.words[last + 1 : slot[1]]]
        large = [words for words in beside if 2 * len(words) >= size > 2]
        if not large or size > _LONG:
            return False
        from rapidfuzz.fuzz import partial_ratio

        old = " ".join(self.old.words[low:high])
        return any(partial_ratio(old, " ".join(words)) >= _ALIKE for words in large)

    def _one_of_two(self, low: int, high: int) -> bool:
        """Whether two equal passages stood next to each other, or do now.

        No comparison can tell which of them was taken out or put in.
        """
        if self._old_runs.slides(low, high):
            return True
        first, last = self.mapping[low], self.mapping[high - 1]
        return first >= 0 and last - first == high - 1 - low and self._new_runs.slides(first, last + 1)

    @cached_property
    def _old_runs(self) -> Runs:
        return Runs(self.old.words, self.mapping, len(self.new))

    @cached_property
    def _new_runs(self) -> Runs:
        return Runs(self.new.words, self.origins, len(self.old))

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
            if self._one_of_two(low, high):
                return "uncertain", start, end
            old = self.old.text[slice(*self.old.span(low, high - 1))]
            same = folding.same_words(self.new.text[start:end], old)
            return ("moved" if same else "changed"), start, end
        return None
