"""The page: every word on a row, places that survive corrected estimates."""

from hypothesis import given
from hypothesis import strategies as st

from briefing.model import Section
from briefing.tui.widgets.page import Page, Place
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
    from dataclasses import replace

    briefing = briefing_of({"Fisheries": ["Fisheries", "They agreed."]})
    blocks = (replace(briefing.blocks[0], kind="heading", level=2), briefing.blocks[1])
    page = Page(replace(briefing, blocks=blocks), 40)
    assert [item.kind for item in page.items] == ["title", "own heading", "text"]


def test_a_section_may_cut_a_paragraph() -> None:
    from dataclasses import replace

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
