"""The page: every word on a row, places that survive corrected estimates."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from briefing.model import Block, BlockKind, Briefing, Section
from briefing.tui.widgets.page import Page, Place, Row
from briefing.tui.widgets.wrapping import shown, width_of
from tests.tui.samples import briefing_of, ministers

paragraphs = st.dictionaries(
    st.sampled_from(["Alpha", "Beta", "Gamma", "Delta"]),
    st.lists(
        st.text(st.sampled_from("abc de."), min_size=1, max_size=300).filter(str.strip),
        min_size=1,
        max_size=6,
    ),
    min_size=1,
)


any_paragraphs = st.lists(
    st.tuples(
        st.sampled_from(["", "- ", "12. ", "(a) ", "iv) ", "1.2 ", "• "]),
        st.text(st.sampled_from("abc de.\t|日—-\u00a0"), min_size=1, max_size=200).filter(str.strip),
        st.sampled_from(["heading", "paragraph", "item", "furniture"]),
        st.integers(0, 3),
    ),
    min_size=1,
    max_size=8,
)


def of_blocks(*paragraphs: tuple[BlockKind, str], gap: str = "\n\n", level: int = 0) -> Briefing:
    """A briefing of one section."""
    text = ""
    blocks: list[Block] = []
    for kind, words in paragraphs:
        start = len(text) + len(words) - len(words.lstrip())
        blocks.append(Block(start, len(text) + len(words), kind, level if kind == "item" else 0))
        text += words + gap
    plain = briefing_of({}, id="")
    return replace(
        plain,
        source=replace(plain.source, text=text),
        blocks=tuple(blocks),
        sections=(Section(0, len(text), "", "issue"),),
    )


def drawn(page: Page, row: Row) -> str:
    """A row as it is on the screen, its margin apart."""
    if row.item < 0:
        return ""
    words = page.items[row.item].words or page.briefing.text
    line = ""
    for part in row.parts:
        line += " " * (part.column - cell_len(line)) + shown(words[part.start : part.end])
    return line.rstrip()


def lines_of(briefing: Briefing, width: int) -> list[str]:
    page = Page(briefing, width)
    return [drawn(page, row) for row in page.visible(Place(0, 0), 1000)]


def words_of(page: Page) -> str:
    rows = page.visible(Place(0, 0), 10_000)
    return " ".join(page.briefing.text[row.start : row.end] for row in rows if page.is_own(row))


def test_page_shows_title_facts_headings_and_every_word() -> None:
    briefing = ministers()
    page = Page(briefing, 60)
    kinds = [item.kind for item in page.items]
    assert kinds[:3] == ["title", "facts", "heading"]
    assert [item.words for item in page.items if item.kind == "heading"] == [
        s.heading for s in briefing.sections
    ]
    assert words_of(page).split() == briefing.text.split()


@given(paragraphs, st.integers(10, 80))
def test_every_word_is_shown_once(lines: dict[str, list[str]], width: int) -> None:
    briefing = briefing_of(lines)
    page = Page(briefing, width)
    assert "".join(words_of(page).split()) == "".join(briefing.text.split())


@given(paragraphs, st.integers(10, 80), st.integers(10, 80))
def test_a_page_like_another_is_the_page_of_its_width(
    lines: dict[str, list[str]], width: int, other: int
) -> None:
    briefing = briefing_of(lines)
    assert Page(briefing, width, like=Page(briefing, other)).items == Page(briefing, width).items
    assert Page(briefing, width, like=Page(ministers(), other)).items == Page(briefing, width).items


@given(paragraphs, st.integers(10, 60), st.integers(0, 400), st.integers(-400, 400))
def test_moving_there_and_back(lines: dict[str, list[str]], width: int, first: int, rows: int) -> None:
    page = Page(briefing_of(lines), width)
    here = page.moved(Place(0, 0), first)
    there = page.moved(here, rows)
    total = sum(len(page.rows(item)) for item in range(len(page.items)))
    assert page.height == total
    assert page.number(here) == min(first, total - 1)
    assert page.number(there) == max(0, min(page.number(here) + rows, total - 1))
    assert page.place_at(page.number(there)) == there


@given(paragraphs, st.integers(10, 60))
def test_each_offset_has_the_row_that_shows_it(lines: dict[str, list[str]], width: int) -> None:
    briefing = briefing_of(lines)
    page = Page(briefing, width)
    for sentence in briefing.sentences:
        place = page.place_of(sentence.start)
        row = page.rows(place.item)[place.row]
        assert row.start <= sentence.start < row.end


def test_a_long_text_is_wrapped_only_where_it_is_seen() -> None:
    page = Page(briefing_of({"Long": ["A sentence like any other. " * 4] * 5000}), 70)
    page.visible(page.moved(page.place_of(len(page.briefing.text) // 2), 0), 40)
    assert sum(page._measured) < 100


def test_the_last_rows_are_at_the_foot() -> None:
    page = Page(ministers(), 40)
    rows = page.visible(page.last_top(10), 50)
    assert len(rows) == 10
    assert page.briefing.text[rows[-1].start : rows[-1].end].endswith("in the spring.")


def test_a_heading_of_the_text_itself_is_not_shown_twice() -> None:
    briefing = briefing_of({"Fisheries": ["Fisheries", "They agreed."]})
    blocks = (replace(briefing.blocks[0], kind="heading", level=2), briefing.blocks[1])
    page = Page(replace(briefing, blocks=blocks), 40)
    assert [item.kind for item in page.items] == ["title", "own heading", "text"]


def test_a_section_may_cut_a_paragraph() -> None:
    briefing = briefing_of({"One": ["First sentence. Second sentence."]})
    cut = briefing.sentences[1].start
    sections = (Section(0, cut, "One", "issue"), Section(cut, len(briefing.text), "Two", "issue"))
    page = Page(replace(briefing, sections=sections), 40)
    assert [item.kind for item in page.items] == ["title", "heading", "text", "heading", "text"]
    assert words_of(page).split() == briefing.text.split()


def test_an_empty_text_has_a_page() -> None:
    page = Page(briefing_of({}, id=""), 40)
    assert page.visible(Place(0, 0), 10) == []
    assert page.moved(Place(0, 0), 5) == Place(0, 0)
    assert page.last_top(10) == page.place_of(0) == Place(0, 0)


@given(any_paragraphs, st.integers(8, 90))
def test_whatever_is_set_keeps_its_words_and_its_width(
    paragraphs: list[tuple[str, str, BlockKind, int]], width: int
) -> None:
    briefing = of_blocks(*((kind, mark + words) for mark, words, kind, _ in paragraphs))
    blocks = [
        replace(block, level=level) for block, (*_, level) in zip(briefing.blocks, paragraphs, strict=True)
    ]
    page = Page(replace(briefing, blocks=tuple(blocks)), width)
    rows = [row for row in page.visible(Place(0, 0), 10_000) if row.item >= 0]
    text = "".join(briefing.text[part.start : part.end] for row in rows for part in row.parts)
    assert "".join(text.split()) == "".join(briefing.text.split())
    for row in rows:
        assert row.start == row.parts[0].start
        assert row.end == row.parts[-1].end
        last = row.parts[-1]
        assert last.column + width_of(briefing.text[last.start : last.end]) <= page.width
    assert [row.start for row in rows] == sorted(row.start for row in rows)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("- one two three four", ["- one two", "  three four"]),
        ("• one two three four", ["• one two", "  three four"]),
        ("-   one two three four", ["- one two", "  three four"]),
        ("(a) one two three", ["(a) one two", "    three"]),
        ("iv) one two three", ["iv) one two", "    three"]),
        ("9. one two three", ["9.  one two", "    three"]),
        ("10. one two three", ["10. one two", "    three"]),
        ("1.2 One two three", ["1.2 One two", "    three"]),
        # No bullets and no numbers.
        ("1.5 million people", ["1.5 million", "people"]),
        ("12 May was a day", ["12 May was a", "day"]),
        ("V. Tarr met A. Holm", ["V. Tarr met", "A. Holm"]),
        ("a day that is long", ["a day that", "is long"]),
        ("-one two three", ["-one two", "three"]),
    ],
)
def test_paragraphs_hang_from_their_own_bullets_and_numbers(words: str, expected: list[str]) -> None:
    assert lines_of(of_blocks(("paragraph", words)), 12)[1:] == expected


def test_a_number_hangs_from_nothing_where_there_is_no_room() -> None:
    assert lines_of(of_blocks(("paragraph", "100. one two")), 8)[1:] == ["100. one", "two"]


def test_what_goes_on_in_another_section_hangs_where_it_did() -> None:
    briefing = of_blocks(("item", "- One is here. Two is there."))
    cut = briefing.text.index("Two")
    sections = (Section(0, cut, "", "issue"), Section(cut, len(briefing.text), "", "issue"))
    assert lines_of(replace(briefing, sections=sections), 40)[1:] == ["- One is here.", "", "  Two is there."]


def test_deeper_items_stand_further_in() -> None:
    by_blanks = of_blocks(("item", "- one"), ("item", "  - two"), ("item", "    - three"), gap="\n")
    assert lines_of(by_blanks, 40)[1:] == ["- one", "  - two", "    - three"]
    by_level = of_blocks(("item", "one two three"), level=2)
    assert lines_of(by_level, 12)[1:] == ["    one two", "    three"]


def test_short_items_follow_one_another_and_long_ones_are_set_apart() -> None:
    short = of_blocks(("paragraph", "They agreed:"), ("item", "- fish"), ("item", "- grain"))
    assert lines_of(short, 40) == ["", "They agreed:", "", "- fish", "- grain"]
    long = of_blocks(("item", "- fish " * 9), ("item", "- grain " * 9))
    assert "" in lines_of(long, 40)[2:]


def test_lines_of_an_address_follow_one_another() -> None:
    signed = ("paragraph", "Ada Holm"), ("paragraph", "Foreign Minister"), ("paragraph", "Port Amber")
    assert lines_of(of_blocks(*signed, gap="\n"), 40) == ["", "Ada Holm", "Foreign Minister", "Port Amber"]
    assert lines_of(of_blocks(*signed, gap="\n\n"), 40)[:4] == ["", "Ada Holm", "", "Foreign Minister"]
    said = ("paragraph", "They met."), ("paragraph", "They parted.")
    assert lines_of(of_blocks(*said, gap="\n"), 40) == ["", "They met.", "", "They parted."]


def test_headings_of_the_text_stand_near_what_they_head() -> None:
    text = of_blocks(("paragraph", "One."), ("heading", "Fish"), ("paragraph", "Two."), ("heading", "Grain"))
    assert lines_of(text, 40) == ["", "One.", "", "Fish", "Two.", "", "Grain"]


def test_a_table_stands_in_columns_where_it_fits_and_in_steps_where_it_does_not() -> None:
    table = of_blocks(
        ("paragraph", "They agreed on this:"),
        ("heading", "Fleet\tShare\tYear"),
        ("paragraph", "Nordland\t40 per cent\t2031"),
        ("paragraph", "Sudria\t60 per cent\t2032"),
        ("paragraph", "That is all."),
    )
    assert lines_of(table, 40)[3:] == [
        "Fleet     Share        Year",
        "Nordland  40 per cent  2031",
        "Sudria    60 per cent  2032",
        "",
        "That is all.",
    ]
    assert lines_of(table, 14)[4:10] == ["Fleet", "  Share", "  Year", "Nordland", "  40 per cent", "  2031"]


def test_an_offset_within_a_table_has_its_row() -> None:
    table = of_blocks(
        ("paragraph", "Fleet\tShare"), ("paragraph", "Nordland\t40"), ("paragraph", "Sudria\t60")
    )
    for width in (40, 10):
        page = Page(table, width)
        for word in ("Fleet", "Share", "Nordland", "60"):
            place = page.place_of(table.text.index(word))
            assert word in drawn(page, page.rows(place.item)[place.row])


def test_leftovers_are_of_their_own_kind() -> None:
    briefing = of_blocks(("furniture", "Share this page"), ("paragraph", "They met."))
    assert [item.kind for item in Page(briefing, 40).items] == ["furniture", "text"]
    section = replace(briefing.sections[0], kind="furniture")
    page = Page(replace(briefing, sections=(section,)), 40)
    assert [item.kind for item in page.items] == ["furniture", "furniture"]


def test_a_heading_in_asterisks_is_not_shown_twice() -> None:
    briefing = of_blocks(("heading", "**FISHERIES**"), ("paragraph", "They met."))
    section = replace(briefing.sections[0], heading="FISHERIES")
    assert lines_of(replace(briefing, sections=(section,)), 40)[2:] == ["**FISHERIES**", "They met."]
