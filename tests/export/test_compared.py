"""Pages for a cable: every line a quote with its source, whatever the texts are."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from briefing.analysis import bundled
from briefing.comparison import compare, find_positions, redline
from briefing.export import compared, positions
from briefing.export import redline as redlined
from briefing.model import Anchor, Note
from briefing.notes import quotes
from tests.comparison.samples import OURS, THEIRS, read, shipped

HOSTILE = "*x* [a](http://b) <script> `y` | # \x1b[31m\nnew"
PAIR = (shipped("example-vesmark-talora"), shipped("example-talora-vesmark"))
BAD = tuple(
    replace(
        read(text.replace("Riga", "*Riga* | <b>")),
        title=HOSTILE,
        issuer=HOSTILE + str(number),
        id=f"x{number}",
    )
    for number, text in enumerate((OURS, THEIRS))
)


def quoted(page: str) -> list[tuple[str, str]]:
    """The quotes of a page, each with its last line, the source."""
    found = []
    for block in re.findall(r"(?:^>.*\n?)+", page, re.MULTILINE):
        lines = block.splitlines()
        words, named = quotes.read(lines)
        found.append((words, lines[-1] if named else ""))
    return found


def folded(text: str) -> str:
    return " ".join(text.split())


def check(page: str, briefings) -> None:
    """Every quote stands in a text and names its source, and nothing else is anybody's words."""
    found = quoted(page)
    assert found
    texts = [folded(briefing.text) for briefing in briefings]
    for words, source in found:
        assert source.startswith("> — ")
        assert any(folded(words) in text for text in texts), words
    outside = [line for line in page.splitlines() if line and not line.startswith((">", "#", "-", "|"))]
    for line in outside:
        assert line.endswith((".", ":")), line
    assert "\x1b[31m" not in page.replace("\\", "") or "\x1b" in "".join(one.title for one in briefings)
    assert page.endswith("\n")
    assert not re.search(r"\n\n\n", page)


@pytest.mark.parametrize("pair", [PAIR, BAD])
def test_a_comparison_as_a_page(pair) -> None:
    a, b = pair
    found = compare(a, b, bundled())
    page = compared.as_markdown(found, a, b)
    check(page, pair)
    spans = sum(len(issue.a) + len(issue.b) for issue in found.issues)
    spans += sum(len(silence.spans) for silence in found.silences)
    assert len(quoted(page)) == spans
    headings = [line for line in page.splitlines() if line.startswith("### ")]
    assert len(headings) == len(found.issues) + len(found.silences)


@pytest.mark.parametrize("pair", [PAIR, BAD])
def test_positions_as_a_page(pair) -> None:
    found = find_positions(pair, bundled())
    page = positions.as_markdown(found, pair)
    check(page, pair)
    assert len(quoted(page)) == sum(cell.count for cell in found.cells)
    rows = [line for line in page.splitlines() if line.startswith("|")]
    assert len(rows) == len(found.issues) + 2
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {len(found.parties) + 2}


def test_a_redline_as_a_page() -> None:
    old, new = PAIR[0], shipped("example-vesmark-talora-corrected")
    page = redlined.as_markdown(redline(old.text, new.text), old, new)
    check(page, (old, new))
    assert page.count("## Changed") == 3


def test_a_redline_of_one_text_as_a_page() -> None:
    assert "##" not in redlined.as_markdown(redline("x", "x"), PAIR[0], PAIR[0])


def test_what_came_and_what_went() -> None:
    old, new = read("One.\n\nTwo.\n\nThree."), read("One.\n\nThree.\n\nFour.")
    page = redlined.as_markdown(redline(old.text, new.text), old, new)
    assert "## Gone\n\nIt read:\n\n> Two.\n" in page
    assert "## New\n\nNow it reads:\n\n> Four.\n" in page


@pytest.mark.parametrize(
    ("ours", "theirs", "names"),
    [
        ({"issuer": "A"}, {"issuer": "B"}, ("A", "B")),
        ({"issuer": "A"}, {"issuer": "", "title": "T"}, ("A", "T")),
        ({"issuer": "A"}, {"issuer": "A"}, ("x0", "x1")),
        ({"issuer": "A", "id": "x"}, {"issuer": "A", "id": "x"}, ("The first text", "The second text")),
    ],
)
def test_the_two_are_told_apart(ours, theirs, names) -> None:
    assert compared.told_apart(replace(BAD[0], **ours), replace(BAD[1], **theirs)) == names


def test_json_is_plain_data() -> None:
    import json

    found = compare(*BAD, bundled())
    again = json.loads(json.dumps(compared.as_json(found, *BAD)))
    assert again == compared.as_json(found, *BAD)
    for issue in again["issues"]:
        for wording in issue["wording"]:
            assert wording["a"] in issue["a"]
            assert wording["b"] in issue["b"]


def test_notes_on_words_that_changed_follow_them() -> None:
    old = read(OURS)
    new = read(OURS.replace("Riga", "Tallinn"))
    found = redline(old.text, new.text)
    notes = [
        Note("abcdef", Anchor(), "met in\nRiga *there*", "Why?\n\nAsk.\n", ("t",)),
        Note("bcdefg", Anchor(), "Riga"),
    ]
    page = redlined.as_markdown(found, old, new, notes)
    start = page.index("\n## Notes on changed words\n\n### abcdef\n\n> met in")
    assert page[start:].endswith("\n\nWhy?\n\nAsk.\n\n### bcdefg\n\n> Riga\n")
    assert "Notes on changed words" not in redlined.as_markdown(found, old, new)
    plain = redlined.as_text(found, old, new, notes)
    assert plain.endswith("\n\nNotes on changed words:\n\nabcdef: met in Riga *there*\n\nbcdefg: Riga\n")
