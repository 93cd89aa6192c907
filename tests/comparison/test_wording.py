"""The words of two passages: the same, or differing, and none of them forgotten."""

from hypothesis import given
from hypothesis import strategies as st

from briefing.analysis import bundled
from briefing.analysis.page import Page
from briefing.analysis.view import fold
from briefing.comparison.records import Passage
from briefing.comparison.wording import wordings_of

WORDS = st.lists(
    st.sampled_from(["the", "of", "peace", "talks", "İstanbul", "Straße", "co-operation", "1.", "—", "’s"]),
    max_size=12,
)


def wording(a: str, b: str):
    pages = [Page(text, bundled()) for text in (a, b)]
    whole = [[Passage(0, len(text), 0, 0)] for text in (a, b)]
    (found,) = wordings_of((pages[0], whole[0]), (pages[1], whole[1]))
    return found, pages


@given(WORDS, WORDS)
def test_every_word_is_the_same_or_differs(one, other):
    a, b = " ".join(one), "  ".join(other)
    found, pages = wording(a, b)
    for side, page, differing in ((0, pages[0], found.differing_a), (1, pages[1], found.differing_b)):
        spans = sorted([*(pair[side] for pair in found.same), *differing])
        inside = [
            sum(span.start <= start and end <= span.end for span in spans)
            for start, end in zip(page.words.starts, page.words.ends, strict=True)
        ]
        assert set(inside) <= {1}
    for ours, theirs in found.same:
        folded = [
            [
                fold(word)
                for word, at in zip(page.words.words, page.words.starts, strict=True)
                if span.start <= at < span.end
            ]
            for page, span in zip(pages, (ours, theirs), strict=True)
        ]
        assert folded[0] == folded[1] != []


def test_a_small_word_alone_is_not_the_same_wording():
    found, _ = wording("the lake is deep", "they crossed the river")
    assert found.same == ()


def test_small_words_in_a_row_are():
    a = "stressed that it is not for the Council"
    b = "denied that it is not for the Commission"
    found, _ = wording(a, b)
    assert [a[one.start : one.end] for one, _ in found.same] == ["that it is not for the"]
    assert [b[span.start : span.end] for span in found.differing_b] == ["denied", "Commission"]
