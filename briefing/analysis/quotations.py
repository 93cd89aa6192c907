"""Direct speech: which words stand in quotation marks, sentence by sentence."""

from __future__ import annotations

from bisect import bisect_right
from operator import itemgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.analysis.page import Page


def quoted_words(page: Page) -> list[tuple[int, int] | None]:
    """For each sentence the span of words that its block has in quotation marks, or None; scare quotes are
    left out.

    A mark's direction is not trusted: many texts open with the closing mark.
    """
    spans: list[tuple[int, int] | None] = []
    marks_of: dict[int, list[tuple[int, int]]] = {}
    for number, sentence in enumerate(page.sentences):
        if sentence.block not in marks_of:
            block = page.blocks[sentence.block]
            marks_of[sentence.block] = _pairs(page.view, block.start, block.end)
        best: tuple[int, int] | None = None
        pairs = marks_of[sentence.block]
        for at in range(bisect_right(pairs, sentence.start, key=itemgetter(1)), len(pairs)):
            if pairs[at][0] >= sentence.end:
                break
            start, end = max(pairs[at][0], sentence.start), min(pairs[at][1], sentence.end)
            if end - start > 24 and (best is None or end - start > best[1] - best[0]):
                best = (start, end)
        if best is None:
            spans.append(None)
        else:
            first, last = page.ranges[number]
            spans.append(
                (max(first, page.first_word_from(best[0])), min(last, page.first_word_from(best[1])))
            )
    return spans


def _pairs(view: str, start: int, end: int) -> list[tuple[int, int]]:
    marks = [at for at in range(start, end) if view[at] == '"']
    pairs = [(marks[at], marks[at + 1]) for at in range(0, len(marks) - 1, 2)]
    if len(marks) % 2:
        pairs.append((marks[-1], end))
    return pairs
