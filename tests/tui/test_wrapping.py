"""Rows: no word lost, no row too wide, whatever the text."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from briefing.tui.widgets.wrapping import shown, wrap

text = st.text(
    st.one_of(st.sampled_from("ab  \n\t"), st.characters(), st.sampled_from("日本\u0301\u200d👩‍🚀é\u00ad")),
    max_size=200,
)


@given(text, st.integers(8, 90))
@example("a" * 300, 10)
@example("\u0301" * 100, 8)
def test_rows_hold_every_word_in_order(words: str, width: int) -> None:
    rows = wrap(words, 0, len(words), width)
    at = 0
    for start, end in rows:
        assert not words[at:start].strip()
        assert start < end
        at = end
    assert not words[at:].strip()


@given(text, st.integers(8, 90))
def test_no_row_is_wider_than_the_pane(words: str, width: int) -> None:
    for start, end in wrap(words, 0, len(words), width):
        assert cell_len(shown(words[start:end])) <= width


@pytest.mark.parametrize(
    ("words", "width", "expected"),
    [
        ("one two three", 8, ["one two", "three"]),
        ("one\ntwo", 8, ["one\ntwo"]),
        ("  one  ", 8, ["one"]),
        ("abcdefghijkl", 8, ["abcdefgh", "ijkl"]),
        ("日本語日本語", 8, ["日本語日", "本語"]),
        ("", 8, []),
    ],
)
def test_rows_of(words: str, width: int, expected: list[str]) -> None:
    assert [words[a:b] for a, b in wrap(words, 0, len(words), width)] == expected


def test_only_a_part_of_a_text_is_wrapped() -> None:
    assert wrap("one two three", 4, 7, 8) == [(4, 7)]
