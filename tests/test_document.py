import json

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from briefing import document
from briefing.analysis import analyse, bundled
from briefing.document import slug
from briefing.model import Block, Briefing, Section, Sentence, Source
from briefing.sources.markdown import folded
from tests.sources.test_markdown import TEXTS

LINES = TEXTS.map(folded)
FULL = LINES.filter(bool)


@st.composite
def briefings(draw):
    """A briefing of arbitrary paragraphs, cut into sections with arbitrary headings."""
    paragraphs = draw(st.lists(TEXTS.filter(folded), min_size=1, max_size=6))
    blocks, at = [], 0
    for paragraph in paragraphs:
        kind = draw(st.sampled_from(["paragraph", "item", "heading", "furniture"]))
        blocks.append(Block(at, at + len(paragraph), kind, 2 if kind == "heading" else 0))
        at += len(paragraph) + 2
    text = "\n\n".join(paragraphs)
    starts = sorted({0, *(block.start for block in draw(st.lists(st.sampled_from(blocks))))})
    edges = [*starts, len(text)]
    sections = tuple(
        Section(start, end, draw(FULL), "issue") for start, end in zip(starts, edges[1:], strict=False)
    )
    return Briefing(
        draw(st.from_regex(r"\A[a-z0-9][a-z0-9-]{0,30}\Z")),
        Source(text, "0" * 64, draw(LINES), draw(LINES)),
        title=draw(FULL),
        date=draw(st.dates().map(str) | st.just("")),
        place=draw(LINES),
        format=draw(st.sampled_from(["other", "call", "joint statement"])),
        issuer=draw(LINES),
        parties=tuple(draw(st.lists(FULL, max_size=3))),
        blocks=tuple(blocks),
        sentences=tuple(Sentence(block.start, block.end, n) for n, block in enumerate(blocks)),
        sections=sections,
    )


@given(briefings())
def test_a_written_briefing_is_read_as_it_was(briefing):
    read = document.read(document.write(briefing))
    assert not read.notices
    assert folded(read.source.text) == folded(briefing.text)
    assert [section.heading for section in read.facts.given_sections] == [
        section.heading for section in briefing.sections
    ]
    facts = read.facts
    assert (facts.id, facts.title, facts.date, facts.place, facts.format, facts.issuer, facts.parties) == (
        briefing.id,
        briefing.title,
        briefing.date,
        briefing.place,
        briefing.format,
        briefing.issuer,
        briefing.parties,
    )
    assert (read.source.path, read.source.url) == (briefing.source.path, briefing.source.url)


@given(briefings())
def test_other_programs_read_the_same_front_matter(briefing):
    front = document.write(briefing).split("---\n")[1]
    values = yaml.safe_load(front)
    assert values["id"] == briefing.id
    assert values.get("parties", []) == list(briefing.parties)


@given(TEXTS)
def test_what_the_analysis_found_is_written_word_for_word(text):
    briefing = analyse(Source(text, ""), bundled())
    assert folded(document.read(document.write(briefing)).source.text) == folded(text)


def test_a_border_within_a_line_moves_to_white_space():
    text = "Welcome.(In his remarks he agreed.) Thank you."
    sentences = (Sentence(0, 8, 0), Sentence(8, 35, 0), Sentence(36, 46, 0))
    sections = (Section(0, 8, "A", "opening"), Section(8, 36, "B", "issue"), Section(36, 46, "C", "closing"))
    briefing = Briefing("x", Source(text, ""), blocks=(Block(0, 46),), sentences=sentences, sections=sections)
    assert folded(document.read(document.write(briefing)).source.text) == text


def test_sections_tile_the_text():
    read = document.read("# T\n\nbefore\n\n## A\n\n### a\n\none\n\n## Empty\n\n## B\n\ntwo\n")
    sections = read.facts.given_sections
    assert [section.heading for section in sections] == ["", "A", "B"]
    assert [read.source.text[section.start : section.end].strip() for section in sections] == [
        "before",
        "a\n\none",
        "two",
    ]
    assert sections[0].start == 0
    assert sections[-1].end == len(read.source.text)


def test_markdown_without_front_matter_is_a_briefing_too():
    read = document.read("# T\n\n## A\n\none\n", "t.md", "d" * 64)
    assert read.facts.title == "T"
    assert (read.source.path, read.source.sha256) == ("t.md", "d" * 64)


HEADS = {
    "date: 24 February 2022": '"date": not a day like 2022-02-24',
    "format: chat": '"format": not one of',
    "id: Not An Id": '"id": not made of lower-case letters, digits and hyphens',
    "entities: [{name: X, kind: ship}]": '"entities.0.kind": not one of',
    "source: https://example.org": '"source": ',
    "briefing: 2": '"briefing": a version',
}


@pytest.mark.parametrize(("line", "problem"), HEADS.items())
def test_one_bad_value_costs_only_itself(line, problem):
    read = document.read(f"---\nissuer: Norway\nparties: Pakistan\n{line}\n---\n\nwords\n")
    assert read.source.text == "words"
    assert (read.facts.issuer, read.facts.parties) == ("Norway", ("Pakistan",))
    assert len(read.notices) == 1
    assert problem in read.notices[0]


BOMB = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]"


@pytest.mark.parametrize("front", ["a: [", "- 1", "a: \x01", "a: " + "[" * 30 + "]" * 30, BOMB, "a: b: c"])
def test_front_matter_that_is_none_is_shown(front):
    read = document.read(f"---\n{front}\n---\n\nwords\n")
    assert read.source.text.endswith("words")
    assert front in read.source.text
    assert "shown as text" in read.notices[0]


def test_every_scalar_is_text():
    read = document.read("---\nissuer: NO\nplace: 010\nparties: [yes, 1:30]\n---\nwords\n")
    assert (read.facts.issuer, read.facts.place, read.facts.parties) == ("NO", "010", ("yes", "1:30"))


@given(st.text(max_size=200))
def test_nothing_keeps_a_file_from_being_read(text):
    document.read(text)
    document.read(f"---\n{text}\n---\n{text}")


def test_corrections_are_tables():
    read = document.read(
        "---\nentities:\n  - {name: Jammu and Kashmir, kind: dispute, aliases: [IIOJK]}\n---\nwords\n"
    )
    assert read.entities == {
        "dispute": {"jammu-and-kashmir": {"name": "Jammu and Kashmir", "aliases": ["IIOJK"]}}
    }


@given(st.text(), st.integers(8, 80))
def test_slugs_are_safe_names(text, limit):
    made = slug(text, limit)
    assert 0 < len(made) <= limit
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert made.strip("-") == made
    assert slug(made, limit) == made


def test_front_matter_is_plain_where_it_can_be():
    briefing = Briefing(
        "x", Source("words", ""), issuer="PM Office", place="Kremlin, Moscow", parties=("No", "D.C.")
    )
    written = document.write(briefing)
    assert "issuer: PM Office\n" in written
    assert f"place: {json.dumps('Kremlin, Moscow')}\n" in written
    assert 'parties: ["No", D.C.]\n' in written
