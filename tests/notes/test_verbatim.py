from __future__ import annotations

import time

import pytest

from briefing.notes.verbatim import difference, folded, is_part, stands_in

PASSAGE = folded(
    "A talk—which “began” on 5 May—was worth $1.5 million, 40% of Zenda’s co-operation (1). The lake."
)
PARTS = [
    ("which “began” on 5 May", True),
    ("began” on 5 May", True),
    ("worth $1.5 million", True),
    ("worth $1.5 million, 40% of Zenda’s co-operation", True),
    ("Zenda’s co-operation (1)", True),
    ("co-operation (1). The lake", False),  # one character is missing at the end
    ("worth $1", False),
    ("1.5 million", False),
    ("5 million, 40%", False),
    ("worth $1.5 million, 40", False),
    ("40% of Zenda", False),
    ("operation (1).", False),
    ("talk—whic", False),
    ("alk—which", False),
    ("talk—which “began” on 5 May—was worth", False),  # one character is missing at the beginning
    ("talk-which", False),
    ('which "began"', False),
    ("Which “began”", False),
    ("which  “began”", False),  # words are folded before they are compared
    ("which “be\u200bgan”", False),
    ("", False),
]


@pytest.mark.parametrize(("words", "part"), PARTS)
def test_parts_of_a_passage(words: str, part: bool) -> None:
    assert is_part(words, PASSAGE) is part


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        ("The lake.", "They met.The lake.They left.", True),
        ("the lake", "lakes: the lakes, on the lake", True),
        ("the lake", "lakes: the lakes, bathe lake", False),
        ("访问湖泊", "部长们讨论了访问湖泊的问题。", True),
        ("访问河流", "部长们讨论了访问湖泊的问题。", False),
        ("cafe", "the cafe\u0301 there", False),
        ("ที", "วันที่", False),
        ("", "anything", False),
    ],
)
def test_words_in_a_text(words: str, text: str, found: bool) -> None:
    assert stands_in(words, text) is found


@pytest.mark.parametrize(
    ("words", "passage", "told"),
    [
        ("a b x d e", "a b c d e", "the file has “b x d” where the text has “b c d”"),
        ("b x d", "a b c d e", "the file has “b x d” where the text has “b c d”"),
        ("b c", "a b c", "the file has “b” where the text has “a b”"),
        (
            "anyone's",
            "anyone’s",
            "the file has “anyone's” where the text has “anyone’s” (U+0027, not U+2019)",
        ),
        ("la\u200bke", "lake", "the file has “la\u200bke” where the text has “lake” (U+200B, not U+006B)"),
        ("", "a b", "the file has nothing where the text has “a b”"),
        (
            "z" * 90,
            "z" * 40 + "y" + "z" * 49,
            f"the file has “…{'z' * 60}…” where the text has “…{'z' * 30}y",
        ),
    ],
)
def test_differences(words: str, passage: str, told: str) -> None:
    assert difference(words, passage).startswith(told)


def test_long_passages_are_compared_quickly() -> None:
    words = "a b " * 200_000
    begun = time.process_time()
    assert not is_part(f"{words}c", f"{words}d")
    assert "“b c” where the text has “b d”" in difference(f"{words}c", f"{words}d")
    assert not is_part("!", "! " * 200_000 + "!!")
    assert not stands_in("a", "a" * 500_000)
    assert time.process_time() - begun < 5
