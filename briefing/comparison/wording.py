"""Passages of two texts word by word: which words are the same, and which differ."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from briefing.comparison.records import Wording
from briefing.comparison.stems import is_telling
from briefing.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefing.analysis.page import Page
    from briefing.comparison.records import Passage

_MANY = 1_000_000
"""Pairs of words; in longer passages, those that stand everywhere are not compared with each other."""
_ALIKE = 2
"""Small words that follow each other for their being the same to say something."""


def wordings_of(a: tuple[Page, Sequence[Passage]], b: tuple[Page, Sequence[Passage]]) -> tuple[Wording, ...]:
    """Every passage of a beside the one of b that has most words of it, and those of b that are left over
    beside theirs, in the order of a."""
    pairs: dict[tuple[int, int], None] = {}
    bags_a = [_bag(a[0], passage) for passage in a[1]]
    bags_b = [_bag(b[0], passage) for passage in b[1]]
    for i, bag in enumerate(bags_a):
        pairs[i, _likest(bag, bags_b)] = None
    answered = {j for _, j in pairs}
    for j, bag in enumerate(bags_b):
        if j not in answered:
            pairs[_likest(bag, bags_a), j] = None
    return tuple(_wording(a[0], a[1][i].span, b[0], b[1][j].span) for i, j in sorted(pairs))


def _bag(page: Page, passage: Passage) -> frozenset[str]:
    first, last = _range(page, passage.span)
    return frozenset(page.words.folds[first:last])


def _likest(bag: frozenset[str], others: Sequence[frozenset[str]]) -> int:
    return max(range(len(others)), key=lambda at: (len(bag & others[at]) / (1 + len(bag | others[at])), -at))


def _range(page: Page, span: Span) -> tuple[int, int]:
    return bisect_left(page.words.starts, span.start), bisect_left(page.words.starts, span.end)


def _wording(a: Page, span_a: Span, b: Page, span_b: Span) -> Wording:
    first_a, last_a = _range(a, span_a)
    first_b, last_b = _range(b, span_b)
    same = list(_same(a, first_a, last_a, b, first_b, last_b))
    return Wording(
        _trimmed(a, span_a),
        _trimmed(b, span_b),
        tuple((_span(a, i, i + n), _span(b, j, j + n)) for i, j, n in same),
        tuple(_between(a, first_a, last_a, [(i, i + n) for i, _, n in same])),
        tuple(_between(b, first_b, last_b, [(j, j + n) for _, j, n in same])),
    )


def _same(
    a: Page, first_a: int, last_a: int, b: Page, first_b: int, last_b: int
) -> Iterator[tuple[int, int, int]]:
    """Runs of the same words: of any two, or of one that says something."""
    from difflib import SequenceMatcher

    one, other = a.words.folds[first_a:last_a], b.words.folds[first_b:last_b]
    many = len(one) * len(other) > _MANY
    for i, j, size in SequenceMatcher(None, one, other, autojunk=many).get_matching_blocks():
        if size >= _ALIKE or (size and is_telling(a, first_a + i)):
            yield first_a + i, first_b + j, size


def _trimmed(page: Page, span: Span) -> Span:
    words = page.text[span.start : span.end]
    return Span(span.start + len(words) - len(words.lstrip()), span.end - len(words) + len(words.rstrip()))


def _span(page: Page, first: int, last: int) -> Span:
    return Span(page.words.starts[first], page.words.ends[last - 1])


def _between(page: Page, first: int, last: int, taken: Sequence[tuple[int, int]]) -> Iterator[Span]:
    at = first
    for start, end in [*taken, (last, last)]:
        if start > at:
            yield _span(page, at, start)
        at = max(at, end)
