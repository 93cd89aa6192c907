from __future__ import annotations

import pytest

from briefing.errors import SourceError
from briefing.sources import pdf
from tests.sources.made import WORDS
from tests.sources.made import pdf as made


def paragraphs(*pages: list[str], title: str = "") -> list[str]:
    return pdf.read(made(pages, title)).text.split("\n\n")


def wrapped(words: str, width: int = 60) -> list[str]:
    import textwrap

    return textwrap.wrap(words, width)


def test_lines_are_paragraphs_again() -> None:
    assert paragraphs([*wrapped(WORDS[0]), "", *wrapped(WORDS[1])]) == list(WORDS)


def test_short_lines_stay_apart() -> None:
    assert paragraphs(["Oslo", "Ministry of Foreign Affairs", "", *wrapped(WORDS[0])]) == [
        "Oslo",
        "Ministry of Foreign Affairs",
        WORDS[0],
    ]


def test_items_begin_anew() -> None:
    lines = wrapped("1. " + WORDS[0]) + wrapped("2. " + WORDS[1])
    assert paragraphs(lines) == ["1. " + WORDS[0], "2. " + WORDS[1]]


HYPHENS = {
    ("The ministers spoke about their long and fruitful coope-", "ration in the North."): "cooperation",
    ("The ministers of all the countries around the Indo-", "Pacific met in Oslo."): "Indo-Pacific",
    (
        "A far-reaching plan was made, and it was such a far-",
        "reaching one that it failed.",
    ): "such a far-reaching",
    ("In the long run a term was set: it is a rather long-", "term plan."): "rather long-term",
}


@pytest.mark.parametrize(("lines", "wanted"), HYPHENS.items())
def test_broken_words_are_whole_again(lines: tuple[str, str], wanted: str) -> None:
    (paragraph,) = paragraphs(list(lines))
    assert wanted in paragraph


def test_what_is_printed_on_every_page_goes() -> None:
    pages = [["Ministry of Foreign Affairs", "", f"{n}. {WORDS[0]}", "", f"Page {n} of 3"] for n in (1, 2, 3)]
    assert paragraphs(*pages) == [f"{n}. {WORDS[0]}" for n in (1, 2, 3)]


def test_a_number_on_the_only_page_may_be_anything() -> None:
    assert paragraphs([*wrapped(WORDS[0]), "", "2024"]) == [WORDS[0], "2024"]


def test_a_sentence_goes_on_over_the_page() -> None:
    lines = wrapped(WORDS[0], 40)
    assert paragraphs(lines[:2], [*lines[2:], "", *wrapped(WORDS[1], 40)]) == list(WORDS)


def test_columns_are_read_one_after_the_other() -> None:
    # Two columns would be read line by line; in the file they stand one after the other.
    left, right = [f"left {n}" for n in range(12)], [f"right {n}" for n in range(12)]
    page = [f"{one:<30}{other}" for one, other in zip(left, right, strict=True)]
    assert "left 0" in pdf.read(made([page])).text


def test_the_title_is_the_documents_if_the_page_has_it() -> None:
    page = ["Ministers meet in Oslo", "", *wrapped(WORDS[0])]
    assert pdf.read(made([page], "Ministers meet in Oslo")).title == "Ministers meet in Oslo"
    assert pdf.read(made([page], "Microsoft Word - template.dotx")).title == ""


@pytest.mark.parametrize(
    ("data", "reason"),
    [(made([[]]), "no text"), (b"%PDF-1.7\nnothing", "damaged"), (made([["a"]])[:200], "damaged")],
    ids=["empty", "garbage", "cut"],
)
def test_what_cannot_be_read_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(SourceError, match=reason):
        pdf.read(data)
