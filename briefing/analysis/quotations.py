"""Direct speech: which words stand in quotation marks, and which sentences one quotation runs through."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.analysis.page import Page
    from briefing.analysis.speakers import Speakers

# Fewer letters in quotation marks are a name or scare quotes, unless they end as speech does.
_LONG = 24
_MARK = re.compile('"')
_ENDS_AS_SPEECH = re.compile(r"[,.!?…]$")
_MINE = frozenset(["i", "my", "me", "we", "our", "us"])


@dataclass(frozen=True, slots=True)
class Quoted:
    """The words of a sentence that stand in quotation marks, as spans."""

    spans: tuple[tuple[int, int], ...]
    marks: tuple[int, ...]
    """For each span the offset of the opening mark: sentences with the same one share a quotation."""


@dataclass(frozen=True, slots=True)
class Speech:
    """What is direct speech in a text, sentence by sentence."""

    quoted: tuple[Quoted | None, ...]
    group: tuple[int, ...]
    """Sentences of one speech have the same number; -1 for a sentence that is no direct speech."""

    def words(self, number: int) -> frozenset[int]:
        """The words of a sentence that are spoken."""
        found = self.quoted[number]
        if found is None or self.group[number] < 0:
            return frozenset()
        return frozenset(at for first, last in found.spans for at in range(first, last))


def find_speech(page: Page, speakers: Speakers) -> Speech:
    """The direct speech of a text: quotations that somebody is said to say, and what goes on with them."""
    quoted = _quoted(page)
    group = [-1] * len(quoted)
    runs = _runs(quoted)
    for run in runs:
        if any(_is_attributed(page, speakers, quoted[number], number) for number in run):
            for number in run:
                group[number] = run[0]
    for run, after in itertools.pairwise(runs):
        if group[run[0]] >= 0 and group[after[0]] < 0 and _goes_on(page, quoted, run[-1], after[0]):
            for number in after:
                group[number] = group[run[0]]
    return Speech(tuple(quoted), tuple(group))


def _quoted(page: Page) -> list[Quoted | None]:
    """For each sentence the words in quotation marks; scare quotes are left out.

    A mark's direction is not trusted: many texts open with the closing mark.
    """
    found: list[Quoted | None] = []
    pairs_of = _pairs(page)
    for number, sentence in enumerate(page.sentences):
        pairs = pairs_of[sentence.block]
        spans, marks = [], []
        for at in range(bisect_right(pairs, sentence.start, key=itemgetter(1)), len(pairs)):
            opens, closes, mark = pairs[at]
            if opens >= sentence.end:
                break
            if closes - opens <= _LONG and not _ENDS_AS_SPEECH.search(page.view, opens, closes):
                continue
            first, last = page.ranges[number]
            first = max(first, page.first_word_from(opens))
            last = min(last, page.first_word_from(closes))
            if first < last:
                spans.append((first, last))
                marks.append(mark)
        found.append(Quoted(tuple(spans), tuple(marks)) if spans else None)
    return found


def _pairs(page: Page) -> list[list[tuple[int, int, int]]]:
    """Of each block the quotations: start, end, and the mark that opened them.

    A quotation of several paragraphs is opened anew in each and closed only in the last.
    """
    found: list[list[tuple[int, int, int]]] = []
    opened = -1
    for block in page.blocks:
        marks = [found.start() for found in _MARK.finditer(page.view, block.start, block.end)]
        pairs = [(marks[at], marks[at + 1], marks[at]) for at in range(0, len(marks) - 1, 2)]
        if len(marks) % 2:
            pairs.append((marks[-1], block.end, marks[-1]))
        if opened >= 0 and marks and marks[0] == block.start:
            pairs[0] = (pairs[0][0], pairs[0][1], opened)
        opened = pairs[-1][2] if len(marks) % 2 else -1
        found.append(pairs)
    return found


def _runs(quoted: Sequence[Quoted | None]) -> list[list[int]]:
    """Sentences joined by one quotation, in order."""
    runs: list[list[int]] = []
    for number, one in enumerate(quoted):
        if one is None:
            continue
        before = quoted[number - 1] if number else None
        if runs and before is not None and before.marks[-1] == one.marks[0]:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


def _goes_on(page: Page, quoted: Sequence[Quoted | None], last: int, after: int) -> bool:
    """Whether a quotation without a speaker of its own goes on with the one before it."""
    one = quoted[after]
    if one is None or last + 1 != after:
        return False
    start, end = page.ranges[after]
    whole = one.spans[0][0] == start and one.spans[-1][1] >= end - 1
    same = page.sentences[last].block == page.sentences[after].block
    return whole and (same or any(page.words.folds[at] in _MINE for at in range(start, end)))


def _is_attributed(page: Page, speakers: Speakers, one: Quoted | None, number: int) -> bool:
    """Whether a person is said to say the quoted words, before or after them."""
    if one is None:
        return False
    first, last = page.ranges[number]
    for start, end in one.spans:
        for at in (*range(end, min(end + 9, last)), *range(max(first, start - 4), start)):
            form = page.lexicon.verbs.get(page.words.folds[at])
            if form is None or not {"past", "third"} & form.tenses:
                continue
            after = speakers.after(at)
            if after is not None and after.kind == "publisher":
                return False
            before = speakers.before(at, first)
            if before is not None and before.kind in ("it", "talks"):
                return False
            if (after is not None and at < end + 3) or before is not None:
                return True
    return False
