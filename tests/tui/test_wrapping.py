"""Rows: no character lost, no row too wide, words parted where their script allows, whatever the text."""

import re
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from briefing import printable
from briefing.tui.widgets import wrapping
from briefing.tui.widgets.wrapping import shown, width_of, wrap

ODD = "日本、。「」e\u0301\u200d👩‍🚀👍🏽é\u00ad\u00a0\u202f🇵🇰ا́ل—–-/.?&اَ\ufe0f⚽\u1112\u1161\u11ab"
text = st.text(
    st.one_of(st.sampled_from("ab  \n\t"), st.characters(), st.sampled_from(ODD)),
    max_size=200,
)


@given(text, st.integers(8, 90))
@example("a" * 300, 10)
@example("\u0301" * 100, 8)
@example("a\u00a0" * 60, 9)
@example("👩‍🚀" * 30, 8)
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


@given(text, st.integers(20, 90))
def test_a_row_holds_as_much_as_fits(words: str, width: int) -> None:
    rows = wrap(words, 0, len(words), width)
    for (start, end), (after, _) in zip(rows, rows[1:], strict=False):
        if end == after:
            continue
        word = re.compile(r"\S+").match(words, after)
        assert word is not None
        longer = words[start : word.end()]
        assert cell_len(shown(longer)) > width or any(mark in longer for mark in "\u00a0\u202f\u200d\ufe0f")


@given(text)
def test_cells_are_counted_as_they_are_shown(words: str) -> None:
    assert width_of(words) == cell_len(shown(words))
    assert shown(words) == re.sub(r"\s+", " ", printable.line(words))


@pytest.mark.parametrize(
    ("words", "width", "expected"),
    [
        ("one two three", 8, ["one two", "three"]),
        ("one\ntwo", 8, ["one\ntwo"]),
        ("  one  ", 8, ["one"]),
        ("abcdefghijkl", 8, ["abcdefgh", "ijkl"]),
        ("", 8, []),
        # Hyphens, dashes and slashes of the words' own; never one of ours, and none before a number.
        ("for peace-building now", 12, ["for peace-", "building now"]),
        ("he said—twice—so", 10, ["he said—", "twice—so"]),
        ("the and/or clause", 9, ["the and/", "or clause"]),
        ("since COVID-19 began", 12, ["since", "COVID-19", "began"]),
        ("in 1990–1995 too", 10, ["in", "1990–1995", "too"]),
        ("a re-entry", 6, ["a re-", "entry"]),
        ("an e-mail", 6, ["an", "e-mail"]),
        # Addresses.
        (
            "see https://www.example.org/en/press/2024/05/readout?id=12&lang=en",
            24,
            ["see", "https://www.example.org/", "en/press/2024/05/", "readout?id=12&lang=en"],
        ),
        # No-break spaces hold, but not where a text knows no others.
        ("over 10\u00a0km off", 8, ["over", "10\u00a0km", "off"]),
        ("one\u00a0two\u00a0three\u00a0four\u00a0five", 14, ["one\u00a0two\u00a0three", "four\u00a0five"]),
        # Chinese and Japanese: anywhere, but no row begins with what closes or ends with what opens.
        ("日本語日本語", 8, ["日本語日", "本語"]),
        ("双方同意，继续。", 8, ["双方同", "意，继", "续。"]),
        ("同意「継続」した", 6, ["同意", "「継", "続」し", "た"]),
        ("他说Hello吧", 8, ["他说", "Hello吧"]),
        # What is seen as one character stays one.
        ("👩‍🚀" * 5, 8, ["👩‍🚀" * 4, "👩‍🚀"]),
        ("👍🏽" * 5, 9, ["👍🏽" * 4, "👍🏽"]),
        ("🇵🇰🇷🇺🇨🇳🇺🇸🇫🇷", 9, ["🇵🇰🇷🇺🇨🇳🇺🇸", "🇫🇷"]),
        ("e\u0301" * 10, 8, ["e\u0301" * 8, "e\u0301" * 2]),
        ("نِسْبَة" * 3, 8, None),
        ("والتقى الوزير نظيره", 12, ["والتقى", "الوزير نظيره"]),
        ("한국과 일본은 협력", 9, ["한국과", "일본은", "협력"]),
    ],
)
def test_rows_of(words: str, width: int, expected: list[str] | None) -> None:
    rows = [words[a:b] for a, b in wrap(words, 0, len(words), width)]
    if expected is None:
        assert not any(re.match("[\u064b-\u0652]", row) for row in rows)
    else:
        assert rows == expected


@pytest.mark.parametrize(
    ("words", "cells"),
    [
        ("abc", 3),
        ("“quoted” – it’s…", 16),
        ("日本", 4),
        ("ｱｲ", 2),
        ("e\u0301", 1),
        ("العربية", 7),
        ("نِسْبَة", 4),
        ("Привет", 6),
        ("👍", 2),
        ("👩‍🚀", 2),
        ("⚽", 2),
        ("❤\ufe0f", 2),
        ("한국", 4),
        ("a\u00adb", 2),
        ("a\u200bb", 2),
        ("a\tb", 3),
        ("a \n b", 3),
    ],
)
def test_cells_of(words: str, cells: int) -> None:
    assert width_of(words) == cells


def test_only_a_part_of_a_text_is_wrapped() -> None:
    assert wrap("one two three", 4, 7, 8) == [(4, 7)]


def test_what_is_taken_for_plain_is_shown_as_it_stands_in_one_cell() -> None:
    plain = [chr(code) for code in range(0x3000) if not wrapping._ODD.search(chr(code))]
    assert len(plain) > 700
    for character in plain:
        assert character == "\n" or (cell_len(character) == 1 and printable.line(character) == character)


@pytest.mark.parametrize("piece", ["a", "日", "\u0301", "a\u00a0", "a-", "-", "👩‍🚀", " \u00a0", "🇵"])
def test_no_text_takes_long(piece: str) -> None:
    long = piece * (60_000 // len(piece))
    start = time.process_time()
    wrap(long, 0, len(long), 74)
    assert time.process_time() - start < 2
