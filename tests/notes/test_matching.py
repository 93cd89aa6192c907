from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.notes import matching
from briefing.notes.matching import Runs, matched

WORDS = st.lists(st.sampled_from("abcdefgh"), max_size=30)


def _matched(old: str, new: str) -> list[int]:
    return matched(old.split(), new.split())


@pytest.mark.parametrize(
    ("old", "new", "places"),
    [
        ("", "", []),
        ("", "a", []),
        ("a", "", [-1]),
        ("a b c", "a b c", [0, 1, 2]),
        ("a b c", "x a b c", [1, 2, 3]),
        ("a b c", "a x b c y", [0, 2, 3]),
        ("a b c d", "a x d", [0, -1, -1, 2]),
        ("a b c d e f", "d e f a b c", [3, 4, 5, 0, 1, 2]),
        ("a b c d e f", "x d e f y a b c", [5, 6, 7, 1, 2, 3]),
        ("a b x d e", "a b y d e", [0, 1, -1, 3, 4]),
        ("a a a", "a a", [0, 1, -1]),
        ("a b a b", "a b", [0, 1, -1, -1]),
        ("x y", "p q", [-1, -1]),
        ("p a b c q a b c r", "p a b c r", [0, 1, 2, 3, -1, -1, -1, -1, 4]),
        ("s a b c d t", "d u a b c", [-1, 2, 3, 4, -1, -1]),
        ("a b c q a b c", "x a b c y", [1, 2, 3, -1, -1, -1, -1]),
        ("x a b c y", "a b c q a b c", [-1, 0, 1, 2, -1]),
        ("a b x c y d", "a b p c q d", [0, 1, -1, 3, -1, 5]),
    ],
)
def test_which_words_are_which(old: str, new: str, places: list[int]) -> None:
    assert _matched(old, new) == places


@given(WORDS, WORDS)
def test_a_match_is_of_equal_words_and_of_each_word_once(old: list[str], new: list[str]) -> None:
    found = matched(old, new)
    assert len(found) == len(old)
    known = [place for place in found if place >= 0]
    assert len(known) == len(set(known))
    assert all(old[at] == new[place] for at, place in enumerate(found) if place >= 0)
    ends = 0
    while ends < min(len(old), len(new)) and old[ends] == new[ends]:
        ends += 1
    if len(old) == len(new) == ends:
        assert found == list(range(ends))


@given(WORDS, st.integers(0, 30), st.lists(st.just("x"), min_size=1, max_size=4))
def test_words_that_are_new_alone_take_no_place(old: list[str], at: int, more: list[str]) -> None:
    at = min(at, len(old))
    found = matched(old, [*old[:at], *more, *old[at:]])
    assert sorted(found) == [*range(at), *range(at + len(more), len(old) + len(more))]


LONG = [f"w{number}" for number in range(40)]


def test_in_a_very_long_text_nothing_is_sought_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    moved = [*LONG[20:], *LONG[:20]]
    monkeypatch.setattr(matching, "_LIMIT", 40)
    assert matched(LONG, moved) == [*range(20, 40), *range(20)]
    monkeypatch.setattr(matching, "_LIMIT", 39)
    assert matched(LONG, moved) != [*range(20, 40), *range(20)]
    assert matched(LONG, LONG) == list(range(40))
    assert matched(LONG, LONG[:30]) == [*range(30), *[-1] * 10]
    assert matched(LONG, LONG[10:]) == [*[-1] * 10, *range(30)]
    monkeypatch.setattr(matching, "_GAP", 1)
    assert matched(LONG, LONG[10:]) == [*[-1] * 10, *range(30)]
    assert matched(LONG[10:], LONG) == list(range(10, 40))
    assert matched(LONG, [*LONG[:7], "x", *LONG[9:]]) == [*range(7), -1, -1, *range(8, 39)]


def test_what_stands_between_two_matches_is_compared_if_it_is_not_long(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Nothing of it is a run that occurs once: "a" and "b" stand there alone.
    old = [*LONG[:5], "a", "p", "b", "s", *LONG[5:10]]
    new = [*LONG[:5], "q", "a", "r", "b", "t", *LONG[5:10]]
    whole = [*range(5), 6, -1, 8, -1, *range(10, 15)]
    assert matched(old, new) == whole
    monkeypatch.setattr(matching, "_GAP", 6)  # from word to word that match: 5 there, 6 here
    assert matched(old, new) == whole
    monkeypatch.setattr(matching, "_GAP", 5)
    assert matched(old, new) == [*range(5), -1, -1, -1, -1, *range(10, 15)]


def _slides(old: str, kept: list[int], low: int, high: int, others: int = 99) -> bool:
    """Of old words with the places of the new ones."""
    return Runs(old.split(), kept, others).slides(low, high)


NO = -1


@pytest.mark.parametrize(
    ("old", "kept", "low", "high", "others", "slides"),
    [
        ("a b c a b c d", [0, 1, 2, NO, NO, NO, 3], 0, 3, 4, True),
        ("a b c a b c d", [NO, NO, NO, 0, 1, 2, 3], 3, 6, 4, True),
        ("x a b c a b c d", [0, NO, NO, NO, 1, 2, 3, 4], 4, 7, 5, True),
        ("x a b c a b c d", [0, 1, 2, 3, NO, NO, NO, 4], 1, 4, 5, True),
        ("x a b c a b c d", [0, 1, 2, 3, NO, NO, NO, 4], 2, 4, 5, True),
        ("x a b c a b c d", [0, 1, 2, 3, NO, NO, NO, 4], 3, 4, 5, True),
        ("a b c a b c", [0, 1, 2, NO, NO, NO], 0, 3, 3, True),
        # Other words stand where the others were taken out.
        ("a b c a b c d", [0, 1, 2, NO, NO, NO, 4], 0, 3, 5, False),
        ("a b c a b c d", [NO, NO, NO, 1, 2, 3, 4], 3, 6, 5, False),
        ("x a b c a b c d", [0, NO, NO, NO, 2, 3, 4, 5], 4, 7, 6, False),
        ("a b c a b c", [0, 1, 2, NO, NO, NO], 0, 3, 4, False),
        # The others are other words.
        ("a b c a b d d", [0, 1, 2, NO, NO, NO, 3], 0, 3, 4, False),
        ("x b c a b c d", [NO, NO, NO, 0, 1, 2, 3], 3, 6, 4, False),
        # The passage goes on where the matched stretch ends.
        ("a b c a b c d", [0, 1, 2, NO, NO, NO, 3], 0, 4, 4, False),
        ("a b c d e f", [0, 1, 5, 6, 7, 8], 1, 3, 9, False),
        # Nothing was taken out beside it; it is no passage; its first word is gone.
        ("a b c a b c d", [0, 1, 2, 3, 4, 5, 6], 0, 3, 7, False),
        ("a b c a b c d", [0, 1, 2, NO, NO, NO, 3], 2, 2, 4, False),
        ("a b c a b c d", [0, 1, 2, NO, NO, NO, 3], 3, 6, 4, False),
        # More was taken out than the passage is long, and less.
        ("a b x y a b d", [NO, NO, NO, NO, 0, 1, 2], 4, 6, 3, True),
        ("x y a b a b d", [NO, NO, NO, NO, 0, 1, 2], 4, 6, 3, False),
        ("a b a b a b d", [NO, NO, NO, NO, 0, 1, 2], 4, 6, 3, True),
        ("b a b d", [NO, 0, 1, 2], 1, 3, 3, False),
        ("a a b d", [NO, 0, 1, 2], 1, 2, 3, True),
    ],
)
def test_a_passage_that_could_as_well_be_the_words_beside_it(
    old: str, kept: list[int], low: int, high: int, others: int, slides: bool
) -> None:
    assert _slides(old, kept, low, high, others) is slides


def test_long_passages_do_not_slide(monkeypatch: pytest.MonkeyPatch) -> None:
    after = ("a b c a b c d", [0, 1, 2, NO, NO, NO, 3])
    before = ("a b c a b c d", [NO, NO, NO, 0, 1, 2, 3])
    late = ("p q r s t a b c a b c d", [0, 1, 2, 3, 4, 5, 6, 7, NO, NO, NO, 8])
    monkeypatch.setattr(matching, "_SLIDING", 3)
    assert _slides(*after, 0, 3)
    assert _slides(*before, 3, 6)
    assert _slides(*late, 5, 8), "how far in the text it stands does not count"
    monkeypatch.setattr(matching, "_SLIDING", 2)
    assert not _slides(*after, 0, 3)
    assert not _slides(*before, 3, 6)


@given(st.lists(st.sampled_from("ab"), min_size=2, max_size=12), st.data())
def test_it_slides_where_taking_out_the_passage_gives_the_same_text(
    words: list[str], choice: st.DataObject
) -> None:
    """Some words are taken out; the passage is what stands right behind them."""
    start = choice.draw(st.integers(0, len(words) - 2))
    low = choice.draw(st.integers(start + 1, len(words) - 1))
    high = choice.draw(st.integers(low + 1, len(words)))
    kept = [*range(start), *[NO] * (low - start), *range(start, len(words) - (low - start))]
    found = Runs(words, kept, len(words) - (low - start)).slides(low, high)
    assert found is (words[start : start + high - low] == words[low:high])
