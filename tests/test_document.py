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
    assert {(section.kind, section.rule, section.confidence) for section in sections} == {
        ("issue", "given", "certain")
    }
    blocks = [(read.source.text[block.start : block.end], block.kind) for block in read.facts.given_blocks]
    assert blocks == [("before", "paragraph"), ("a", "heading"), ("one", "paragraph"), ("two", "paragraph")]


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


@pytest.mark.parametrize(
    ("text", "limit", "made"),
    [
        ("Foreign Minister's Visit", 60, "foreign-ministers-visit"),
        ("Türkiye & Ålesund", 60, "turkiye-alesund"),
        ("one two three", 7, "one-two"),
        ("one two three", 8, "one-two"),
        ("one two three", 6, "one"),
        ("one-two", 7, "one-two"),
        ("abcdefghij", 4, "abcd"),
        ("北京", 60, "untitled"),
        ("", 60, "untitled"),
        ("x" * 70, 60, "x" * 60),
    ],
)
def test_names_of_files(text, limit, made):
    assert slug(text, limit) == made
    assert limit != 60 or slug(text) == made


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("Norway", "Norway"),
        ("Kremlin (Moscow)", "Kremlin (Moscow)"),
        ("2022-02-24", "2022-02-24"),
        ("2022-02-24x", "2022-02-24x"),
        ("2022-2-24", '"2022-2-24"'),
        ("No", '"No"'),
        ("Y", '"Y"'),
        ("nobody", "nobody"),
        ("1:30", '"1:30"'),
        ("1e5", '"1e5"'),
        ("-", '"-"'),
        ("a: b", '"a: b"'),
        ("a ", '"a "'),
        ("Müller", "Müller"),
        ("Århus", '"Århus"'),
        ('say "a"', '"say \\"a\\""'),
        ("", '""'),
        ("a\ud800b", '"a\ufffdb"'),
        ("a\x85b\u2028c\x7f\ufeff", '"a\\u0085b\\u2028c\\u007f\\ufeff"'),
        ("a\nb\t", '"a\\nb\\t"'),
        ("😀\u2027", '"😀\u2027"'),
    ],
)
def test_a_value_on_one_line(value, written):
    assert document.scalar(value) == written
    read = yaml.safe_load(f"[{written}]")[0]
    assert str(read) == value.replace("\ud800", "\ufffd")


def test_where_the_words_come_from():
    source = Source("x", "d" * 64, "a.html", "https://e.org", "2024-05-06", words="w" * 64, encoding="koi8-r")
    whole = (
        f'path: a.html, sha256: {"d" * 64}, words: {"w" * 64}, url: "https://e.org", retrieved: 2024-05-06'
    )
    assert document.source_line(source) == f"source: {{{whole}, encoding: koi8-r}}\n"
    plain = Source("x", "", encoding="utf-8")
    assert document.source_line(plain) == "source: {}\n"
    read = document.read(
        f"---\nbriefing: 1\n{document.source_line(source)}---\n\nwords\n", "here.md", "e" * 64
    )
    assert read.source == Source(
        "words", "d" * 64, "a.html", "https://e.org", "2024-05-06", words="w" * 64, encoding="koi8-r"
    )


def test_all_that_a_front_matter_tells():
    told = document.read(
        "---\nbriefing: 1\nid: a-b\ndate: 2024-05-06\nplace: Oslo\nformat: call\nissuer: Norway\n"
        "parties: [Norway, Sweden]\nmeeting: oslo-talks\n"
        "statements: [{quote: We agreed., speaker: Anna Berg}]\n"
        "entities:\n  - {name: Anna Berg, kind: person, role: Foreign Minister}\n"
        "  - {name: Ola Lund, kind: person}\n---\n# T\n\nWe agreed.\n"
    )
    facts = told.facts
    assert (facts.id, facts.title, facts.date, facts.place) == ("a-b", "T", "2024-05-06", "Oslo")
    assert (facts.format, facts.issuer, facts.parties) == ("call", "Norway", ("Norway", "Sweden"))
    assert facts.meeting == "oslo-talks"
    assert told.speakers == (("We agreed.", "Anna Berg"),)
    assert told.entities == {
        "person": {
            "anna-berg": {"name": "Anna Berg", "aliases": [], "role": "Foreign Minister"},
            "ola-lund": {"name": "Ola Lund", "aliases": []},
        }
    }
    bare = document.read("words")
    assert (bare.facts.format, bare.facts.id, bare.facts.parties, bare.speakers) == (None, "", (), ())
    assert document.read("---\nid: a\n---\n").facts.format is None


LINES_OF_FRONT = 64 * 1024


@pytest.mark.parametrize(
    ("markdown", "end", "used"),
    [
        ("---\nid: a\n---\nwords", 14, True),
        ("--- \nid: a\n...\t\nwords", 16, True),
        ("---\nid: a\n---", 13, True),
        ("---\n---\nwords", 8, True),
        ("---\nid: a\n----\nwords", 0, False),
        ("\n---\nid: a\n---\n", 0, False),
        ("words", 0, False),
        ("", 0, False),
    ],
)
def test_where_the_words_begin(markdown, end, used):
    start = document.head(markdown)
    assert (start.end, start.front is not None, start.problems, start.shown) == (end, used, (), "")


def test_a_front_matter_is_only_so_long():
    for filling, used in ((LINES_OF_FRONT - 13, True), (LINES_OF_FRONT - 12, False)):
        markdown = f"---\nid: a\n#{'x' * (filling - 2)}\n---\nwords"
        start = document.head(markdown)
        assert (start.front is not None) is used
        assert markdown[start.end :].strip() == "words"
        if not used:
            assert start.problems == ("The front matter is longer than 65536 bytes; it is shown as text.",)
            assert start.shown == markdown[:-5]
            assert document.read(markdown).source.text.endswith("words")
    for filling, known in ((60_000, True), (70_000, False)):
        assert document.is_briefing(f"---\nbriefing: 1\n#{'x' * filling}\n---\n") is known


@pytest.mark.parametrize(
    ("front", "problem"),
    [
        ("a: [", "it is no YAML in its line 2"),
        ("x: 1\na: b: c", "it is no YAML in its line 2"),
        ("- 1", "it holds no keys"),
        ("a", "it holds no keys"),
        ("a: &x 1\nb: *x", "it holds an alias"),
        ("a: " + "[" * 19 + "]" * 19, ""),
        ("a: " + "[" * 20 + "]" * 20, "it is nested too deeply"),
        ("# nothing", ""),
        ("", ""),
    ],
)
def test_why_a_front_matter_cannot_be_used(front, problem):
    start = document.head(f"---\n{front}\n---\nwords")
    told = f"The front matter is shown as text, because it cannot be used: {problem}."
    if problem:
        assert start == document.Head(None, len(front) + 9, (told,), f"---\n{front}\n---\n")
    else:
        assert start.front is not None


def test_of_a_list_only_the_item_that_cannot_be_used_is_left_out():
    read = document.read(
        "---\nid: a\nentities:\n  - {name: A, kind: ship}\n  - {name: B, kind: person}\n  - 7\n"
        "source: {path: p, sha256: no}\nparties: {a: b}\n---\nwords\n"
    )
    assert read.facts.id == "a"
    assert list(read.entities) == ["person"]
    assert (read.source.path, read.source.sha256) == ("p", "")
    assert len(read.notices) == 4
    assert all(told.startswith("The front matter is used without ") for told in read.notices)


def test_what_other_programs_wrote():
    assert document.told("---\nTitle: A  b\nTags: [x]\nempty: ' '\n1: one\n---\n") == {
        "title": "A b",
        "1": "one",
    }
    for nothing in ("", "words", "---\na: [\n---\n", "---\n---\n"):
        assert document.told(nothing) == {}


@pytest.mark.parametrize(
    ("markdown", "known"),
    [
        ("---\nbriefing: 1\n---\n", True),
        ("---\nid: a\nbriefing : 1\n---\n", True),
        ("---\nid: a\n---\nbriefing: 1\n", False),
        ("---\n  briefing: 1\n---\n", False),
        ("briefing: 1\n", False),
    ],
)
def test_a_briefing_is_known_by_its_front_matter(markdown, known):
    assert document.is_briefing(markdown) is known


def test_the_words_of_a_file_are_those_below_its_headings():
    markdown = "---\nbriefing: 1\n---\n\n# Title\n\nOne  two\n\n## Heading\n\n### three\n\n- four\n"
    assert document.words(markdown) == "One two three four"
    assert document.words(markdown.split("---\n")[2]) == "One two three four"


def test_a_briefing_as_it_is_written():
    text = "One.\n\nHead\n\nTwo."
    blocks = (Block(0, 4), Block(6, 10, "heading", 2), Block(12, 16))
    briefing = Briefing(
        "a-b",
        Source(text, "d" * 64),
        title="T",
        format="call",
        date="2024-05-06",
        meeting="m",
        parties=("Norway",),
        blocks=blocks,
        sentences=(Sentence(0, 4, 0), Sentence(6, 10, 1), Sentence(12, 16, 2)),
        sections=(Section(0, 6, "", "opening"), Section(6, 16, "Trade", "issue")),
    )
    assert document.write(briefing) == (
        f"---\nbriefing: 1\nid: a-b\ndate: 2024-05-06\nformat: call\nparties: [Norway]\nmeeting: m\n"
        f"source: {{sha256: {'d' * 64}}}\n---\n\n# T\n\n## Opening\n\nOne.\n\n## Trade\n\n#### Head\n\nTwo.\n"
    )
