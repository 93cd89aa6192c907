"""Words found however the text was set."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import PatternError
from briefing.tui.widgets.finding import find, folded

TEXT = "The “free\n   trade”\u00a0zone, Erdoğan’s São Tomé — a US view; free trade, FREE TRADE. Über-\nall"


def found(words: str, **how: bool) -> list[str]:
    return [" ".join(TEXT[hit.start : hit.end].split()) for hit in find(TEXT, words, **how)]


@pytest.mark.parametrize(
    ("words", "hits"),
    [
        ("free trade", ["free trade", "free trade", "FREE TRADE"]),
        ("  free   trade ", ["free trade", "free trade", "FREE TRADE"]),
        ("FREE", ["FREE"]),
        ("Free", []),
        ('trade" zone', ["trade” zone"]),
        ("erdogan's", ["Erdoğan’s"]),
        ("erdoğan’s", ["Erdoğan’s"]),
        ("sao tome - a", ["São Tomé — a"]),
        ("US", ["US"]),
        ("uber", ["Über"]),
        ("a.c", []),
        ("", []),
        ("   ", []),
    ],
)
def test_words(words: str, hits: list[str]) -> None:
    assert found(words) == hits


def test_a_regular_expression_on_request() -> None:
    assert found(r"free\s+trade", pattern=True) == ["free trade", "free trade", "FREE TRADE"]
    assert found("x*", pattern=True) == []


@pytest.mark.parametrize("words", ["(", "[z-a]"])
def test_what_is_no_regular_expression_is_told(words: str) -> None:
    with pytest.raises(PatternError):
        find(TEXT, words, pattern=True)


def test_a_regular_expression_that_would_run_for_ever_is_stopped() -> None:
    begun = time.monotonic()
    with pytest.raises(PatternError, match="too long"):
        find("a" * 5000 + "b", r"(a|aa)+$", pattern=True)
    assert time.monotonic() - begun < 10


@given(text=st.text(max_size=60), exact=st.booleans())
def test_folding_keeps_every_offset(text: str, exact: bool) -> None:
    assert len(folded(text, exact)) == len(text)


@given(text=st.text("aÀé’“ \n—Bb", max_size=40), start=st.integers(0, 30), length=st.integers(1, 8))
def test_every_stretch_of_a_text_finds_itself(text: str, start: int, length: int) -> None:
    words = text[start : start + length]
    if words.strip():
        first = start + len(words) - len(words.lstrip())
        assert any(hit.start == first for hit in find(text, words)) or words.strip() in text[: first + 8]
