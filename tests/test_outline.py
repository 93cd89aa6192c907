"""Headings are changed where they stand; no word of the readout ever moves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing import document, outline
from briefing.errors import DocumentError

FRONT = "---\nid: x\nmine: kept # comment\n---\n"
BODY = """# Title

Before any heading.

## One

*First* paragraph here. Second sentence
on two lines.

- an item

Setext heading
--------------

Last words.
"""


def sections(markdown: str) -> list[tuple[str, str]]:
    found = document.read(markdown)
    text = found.source.text
    return [(s.heading, " ".join(text[s.start : s.end].split())) for s in found.facts.given_sections]


def words(markdown: str) -> str:
    return " ".join(document.read(markdown).source.text.split())


def test_rename() -> None:
    after = outline.renamed(FRONT + BODY, 1, "Fish & *chips*")
    assert sections(after)[1][0] == "Fish & *chips*"
    assert words(after) == words(BODY)
    assert after.startswith(FRONT)
    assert after.replace("## Fish & \\*chips\\*", "## One") == FRONT + BODY


def test_rename_of_a_setext_heading_and_of_none() -> None:
    after = outline.renamed(BODY, 2, "Third")
    assert [heading for heading, _ in sections(after)] == ["", "One", "Third"]
    assert "-----" not in after
    assert sections(outline.renamed(BODY, 0, "Opening"))[0][0] == "Opening"


def test_merge() -> None:
    after = outline.merged(BODY, 1)
    assert [heading for heading, _ in sections(after)] == ["", "One"]
    assert sections(after)[1][1].endswith("Last words.")
    with pytest.raises(DocumentError, match="no section after"):
        outline.merged(BODY, 2)


def test_a_new_section_within_a_paragraph_and_before_one() -> None:
    text = document.read(BODY).source.text
    after = outline.divided(BODY, text.index("Second"), "Two")
    assert sections(after)[2] == ("Two", "Second sentence on two lines. an item")
    before_item = outline.divided(BODY, text.index("an item"), "Item")
    assert ("Item", "an item") in sections(before_item)
    assert "*First* paragraph" in before_item
    with pytest.raises(DocumentError, match="already"):
        outline.divided(BODY, text.index("First"), "Again")


def test_a_text_without_headings_is_given_those_that_were_found() -> None:
    plain = "One sentence. Another one.\n\nThird.\n"
    assert not outline.has_headings(plain)
    after = outline.headed(plain, [(0, "A"), (14, "B")])
    assert sections(after) == [("A", "One sentence."), ("B", "Another one. Third.")]


@given(
    st.lists(st.text(st.sampled_from("ab. *#_-1\n"), min_size=1, max_size=40), min_size=1, max_size=5),
    st.data(),
)
def test_no_change_of_headings_changes_a_word(paragraphs: list[str], data: st.DataObject) -> None:
    from briefing.sources.markdown import escape

    markdown = "\n\n".join(filter(None, map(escape, paragraphs)))
    text = document.read(markdown).source.text
    if not text.strip():
        return
    starts = [at for at in range(len(text)) if not text[at].isspace() and (at == 0 or text[at - 1].isspace())]
    for number in range(3):
        at = data.draw(st.sampled_from(starts))
        try:
            markdown = outline.divided(markdown, at, f"H{number}")
        except DocumentError:
            continue
        assert "".join(words(markdown).split()) == "".join(text.split())
        if document.read(markdown).source.text.split() != text.split():
            raise AssertionError(markdown)
        starts = [at for at in starts if at < len(text)]
        text = document.read(markdown).source.text
        starts = [
            at for at in range(len(text)) if not text[at].isspace() and (not at or text[at - 1].isspace())
        ]
    count = len(document.read(markdown).facts.given_sections)
    if count > 1:
        merged = outline.merged(markdown, 0)
        assert len(document.read(merged).facts.given_sections) in (0, count - 1)
        assert words(merged) == words(markdown)
