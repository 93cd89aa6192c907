"""A sentence cut where it goes from one subject to another."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from briefing.comparison.weighing import OWN, is_about, is_body, is_place, shares

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefing.analysis.page import Page
    from briefing.comparison.records import Passage, Sign
    from briefing.model import Sentence

_LISTED = 2.0
"""What a sign weighs that is an item of a list."""
_FAR = 9
"""Words between the beginning of an item of a list and what it is about."""
_CLAUSE = frozenset(["that", "which", "who", "whose", "where", "whereby", "because", "since", "when"])
_PLACED = frozenset(["in", "of", "to", "for", "from", "against", "with", "within", "across", "between"])


class Cutter:
    """Cuts the sentences of a text."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def parts(
        self, whole: Passage, sentence: Sentence, signs: Sequence[Sign], cues: Sequence[int]
    ) -> Iterator[Passage]:
        if self._is_announced(sentence):
            yield whole
            return
        cues = self._after_opening(sentence, cues)
        cuts = sorted({*self._cuts_at_cues(sentence, cues), *self._cuts_in_list(sentence, signs, cues)})
        parts: list[Passage] = []
        for start, end in pairwise([sentence.start, *cuts, sentence.end]):
            held = tuple(sign for sign in signs if start <= sign.start < end)
            part = replace(whole, start=start, end=end, signs=held)
            if parts and self._belong_together(parts[-1], part):
                before = parts[-1]
                parts[-1] = replace(before, end=end, signs=(*before.signs, *held))
            else:
                parts.append(part)
        yield from parts

    def _belong_together(self, one: Passage, other: Passage) -> bool:
        if not is_about(one.signs) or not is_about(other.signs) or shares(one, other):
            return True
        # "regretted the situation in X and said that war could be avoided": where, and what happens there.
        return self._only_where(one) != self._only_where(other) and self._only_happens(one, other)

    def _only_where(self, passage: Passage) -> bool:
        return all(is_place(sign) for sign in passage.signs if sign.weight >= OWN)

    def _only_happens(self, one: Passage, other: Passage) -> bool:
        issues = self.page.lexicon.issues
        return all(
            is_place(sign) or (sign.key in issues and issues[sign.key].parent == "conflict")
            for sign in (*one.signs, *other.signs)
            if sign.weight >= OWN
        )

    def _after_opening(self, sentence: Sentence, cues: Sequence[int]) -> Sequence[int]:
        """The verbs without one that opens: "discussing X, they agreed", "while discussing X, she said"."""
        page = self.page
        first = page.first_word_from(sentence.start)
        at = first + (page.word(first) in ("while", "when", "after", "before", "in"))
        opens = page.word(at).endswith("ing") and list(cues[:1]) == page.words.starts[at : at + 1]
        return cues[1:] if opens else cues

    def _is_announced(self, sentence: Sentence) -> bool:
        """ "On X, he said this and said that" is all about X."""
        at = bisect_left(self.page.words.starts, sentence.start)
        return self.page.word(at) in ("on", "regarding", "concerning") and any(
            "," in self.page.gap(near) for near in range(at + 1, at + 10)
        )

    def _cuts_at_cues(self, sentence: Sentence, cues: Sequence[int]) -> Iterator[int]:
        """Where a second thing is said: "stressed X and called for Y"."""
        page = self.page
        for cue in cues[1:]:
            at = bisect_left(page.words.starts, cue)
            for near in range(at, max(at - 4, 0), -1):
                if page.words.starts[near] <= sentence.start:
                    break
                if page.word(near - 1) in ("and", "but", "while") or {",", ";"} & set(page.gap(near)):
                    joined = page.word(near - 1) in ("and", "but", "while")
                    cut = page.words.starts[near - joined]
                    if cut > sentence.start:
                        yield cut
                    break

    def _cuts_in_list(self, sentence: Sentence, signs: Sequence[Sign], cues: Sequence[int]) -> Iterator[int]:
        """Where the next subject of a list begins: "discussed X, Y, as well as Z"."""
        page = self.page
        issues = page.lexicon.issues
        strong = [sign for sign in signs if sign.weight >= OWN]
        verb = self._lists_after(sentence, cues)
        left = strong[0] if strong else None
        for right in strong[1:]:
            if left is None or left.key == right.key or right.start < left.end:
                continue
            if right.weight < _LISTED or (right.key in issues and issues[right.key].weak):
                # "bilateral relations and issues of mutual interest": nothing new.
                continue
            at = self._cut_between(left, right)
            left = right
            if at < 0:
                continue
            besides = page.word(at) == "as" and page.word(at + 1) == "well"
            if besides or verb <= page.words.starts[at] < self._clause_after(verb, sentence.end):
                yield page.words.starts[at]

    def _cut_between(self, left: Sign, right: Sign) -> int:
        """The word with which a new item begins between two signs; -1 for none."""
        page = self.page
        first, last = bisect_left(page.words.starts, left.end), bisect_left(page.words.starts, right.start)
        if not _CLAUSE.isdisjoint(page.words.folds[first:last]) or page.gap(first) == "'":
            # "X's sudden and brutal attack on Y": all of it is one.
            return -1
        if is_body(left) and is_body(right):
            # "within the UN and the G20": cooperation there.
            return -1
        if is_place(right) and not is_place(left) and page.word(last - 1) in _PLACED:
            # "the crisis and the hunger in X": both are in X.
            return -1
        return self._joint(first, last)

    def _lists_after(self, sentence: Sentence, cues: Sequence[int]) -> int:
        """Where the list of what was discussed may begin; past the end where nothing is discussed."""
        page = self.page
        for cue in cues:
            form = page.lexicon.verbs.get(page.word(bisect_left(page.words.starts, cue)))
            if form is not None and form.verb.act == "discuss":
                return cue
        if not cues:
            # "The topic of the talks was X and Y."
            first, last = page.first_word_from(sentence.start), page.first_word_from(sentence.end)
            for at in range(first, last):
                if page.words.folds[at] in ("was", "were", "included"):
                    return page.words.starts[at]
        return sentence.end

    def _clause_after(self, start: int, end: int) -> int:
        """Where a clause begins in which items are not those of the list: "that X and Y are"."""
        page = self.page
        for at in range(page.first_word_from(start), page.first_word_from(end)):
            if page.words.folds[at] in ("that", "which", "who"):
                return page.words.starts[at]
        return end

    def _joint(self, first: int, last: int) -> int:
        """The "and", or the word after the comma, that parts two items; -1 without one, or where the item is
        but a word: "China and North Korea", "trade, energy and health"."""
        page = self.page
        for at in range(first, last):
            if page.word(at) == "as" and page.word(at + 1) == "well":
                return at
            if last - at > _FAR or last - at <= 1 or page.gap(at - 2) == "'":
                # Too far, too short, or "X's sudden and brutal attack", which is one.
                continue
            if page.word(at) == "and" or {",", ";"} & set(page.gap(at)):
                return at
        return -1
