from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from briefing.model import Span
from briefing.notes import cited, quotes
from tests.notes.samples import BRIEFING, briefing

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)
PROSE = st.lists(
    st.sampled_from(
        [
            "a",
            "word",
            "#",
            "-",
            "+",
            "1.",
            "2)",
            "*",
            "_x_",
            "**b**",
            "[l](u)",
            "\\",
            "`c`",
            "$5",
            "$x$",
            "&amp;",
            "<b>",
            ">",
            "~~s~~",
            "===",
            "---",
            "%%",
            "—",
            "[[w]]",
            "snake_case",
            "!",
            "https://example.org/a_b",
        ]
    ),
    min_size=1,
    max_size=60,
).map(" ".join)


@given(WORDS)
def test_words_come_back(words: str) -> None:
    lines = quotes.write(words, "— [source](https://example.org)")
    found, named = quotes.read(lines)
    assert found.split() == words.split()
    assert named


@given(st.lists(PROSE, min_size=1, max_size=3).map("\n\n".join))
def test_prose_comes_back_exactly(words: str) -> None:
    lines = quotes.write(words)
    assert quotes.read(lines) == (words, False)
    assert all(len(line) <= 2 * quotes.WIDTH for line in lines)


@given(PROSE)
def test_markdown_shows_the_words_of_a_quote(words: str) -> None:
    tokens = MarkdownIt("commonmark").parse("\n".join(quotes.write(words)))
    assert [token.type for token in tokens if token.type.endswith("_open")] == [
        "blockquote_open",
        "paragraph_open",
    ]
    inline = next(token for token in tokens if token.type == "inline")
    shown = "".join("\n" if child.type == "softbreak" else child.content for child in inline.children or ())
    assert shown.split() == words.split()


def test_a_long_quote_is_wrapped_and_keeps_its_paragraphs() -> None:
    words = "one two three four five " * 20 + "end.\n\nSecond paragraph."
    lines = quotes.write(words, "— *Source*")
    assert max(map(len, lines)) <= quotes.WIDTH
    assert lines.count(">") == 2
    assert quotes.read(lines)[0].endswith("end.\n\nSecond paragraph.")


def test_a_citation_leads_to_its_words() -> None:
    start = BRIEFING.text.index("The two ministers welcomed")
    text = cited(Span(start, start + 53), BRIEFING)
    assert text == (
        "> The two ministers welcomed the progress on the bridge\n>\n"
        "> — [Strelsau Gazette, ¶2](https://example.org/readout"
        "#:~:text=The%20two%20ministers%20welcomed%20the%20progress%20on%20the%20bridge)\n"
    )


def test_a_repeated_passage_is_told_from_the_first() -> None:
    found = briefing(("They met in Zenda again.", "Then the lake. They met in Zenda again."))
    start = found.text.rindex("They met")
    assert "#:~:text=Then%20the%20lake.-,They%20met" in quotes.link(found, start, len(found.text))


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "", "https://", "x) [y](https://e.org"]
)
def test_only_web_addresses_become_links(url: str) -> None:
    from dataclasses import replace

    source = replace(BRIEFING.source, url=url)
    assert "— *Strelsau Gazette, ¶1*" in cited(Span(0, 5), replace(BRIEFING, source=source))


@given(st.text(max_size=60))
def test_an_address_cannot_leave_its_link(tail: str) -> None:
    from dataclasses import replace

    source = replace(BRIEFING.source, url=f"https://example.org/{tail}")
    line = cited(Span(0, 5), replace(BRIEFING, source=source)).splitlines()[-1]
    assert re.fullmatch(r"> — \[Strelsau Gazette, ¶1\]\((?:[!-$&'*-~]|%[0-9A-Fa-f]{2})+\)", line)
