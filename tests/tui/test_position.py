"""The reader's place: always on the screen, kept through every change of size."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.tui.widgets.page import Page, Place
from briefing.tui.widgets.position import Position
from tests.tui.samples import briefing_of, ministers

MOTIONS = {
    "down": lambda p: p.scroll(1),
    "up": lambda p: p.scroll(-1),
    "page": lambda p: p.page_by(1),
    "half back": lambda p: p.page_by(-0.5),
    "top": lambda p: p.go_top(),
    "bottom": lambda p: p.go_bottom(),
    "sentence": lambda p: p.step_sentence(1),
    "sentence back": lambda p: p.step_sentence(-1),
    "paragraph": lambda p: p.step_paragraph(1),
    "paragraph back": lambda p: p.step_paragraph(-1),
    "section": lambda p: p.step_section(1),
    "section back": lambda p: p.step_section(-1),
}


def position(height: int = 12, width: int = 50) -> Position:
    return Position(Page(ministers(), width), height)


def current_words(at: Position) -> str:
    return at.page.briefing.surface(at.current)


def is_in_view(at: Position) -> bool:
    shown = [row for row in at.page.visible(at.top, at.height) if at.page.is_own(row)]
    return not shown or any(row.start < at.current.end and row.end > at.current.start for row in shown)


@given(st.lists(st.sampled_from(sorted(MOTIONS)), max_size=30), st.integers(4, 40), st.integers(12, 80))
def test_the_current_sentence_is_always_on_the_screen(motions: list[str], height: int, width: int) -> None:
    at = position(height, width)
    for motion in motions:
        MOTIONS[motion](at)
        assert is_in_view(at)
        assert at.top <= at.page.last_top(height)


@given(st.lists(st.sampled_from(sorted(MOTIONS)), max_size=12), st.integers(12, 90), st.integers(5, 40))
def test_another_width_keeps_the_sentence(motions: list[str], width: int, height: int) -> None:
    at = position()
    for motion in motions:
        MOTIONS[motion](at)
    before = current_words(at)
    at.lay_out(Page(at.page.briefing, width), height)
    assert current_words(at) == before
    assert is_in_view(at) or at.top == Place(0, 0)


def test_sections_one_by_one_and_not_beyond() -> None:
    at = position()
    seen = []
    for _ in range(6):
        seen.append(at.section)
        at.step_section(1)
    assert seen == [0, 1, 2, 3, 3, 3]
    at.step_section(-9)
    assert at.section == 0


def test_the_next_section_stands_at_the_top_of_the_screen() -> None:
    at = position(height=6)
    at.step_section(1)
    first = at.page.visible(at.top, 1)[0]
    assert at.page.items[first.item].words == "Fisheries"
    assert current_words(at).startswith("The Foreign Minister stressed")


def test_the_last_section_is_current_though_it_cannot_reach_the_top() -> None:
    at = position(height=30)
    for _ in range(3):
        at.step_section(1)
    assert at.section == 3


def test_at_the_end_a_line_down_goes_to_the_next_sentence() -> None:
    at = position(height=60)
    at.scroll(1)
    assert at.sentence == 1
    at.scroll(-1)
    assert at.sentence == 0


def test_paragraph_and_its_number() -> None:
    at = position()
    at.step_section(1)
    assert at.page.briefing.surface(at.paragraph).endswith("catch figures.")
    at.step_paragraph(1)
    assert current_words(at).startswith("Minister Tarr agreed")


def test_going_to_an_offset_shows_it() -> None:
    at = position(height=5)
    at.go_to(at.page.briefing.text.index("wheat"))
    assert "wheat" in current_words(at)
    assert is_in_view(at)


@pytest.mark.parametrize("motion", sorted(MOTIONS))
def test_an_empty_text_takes_every_motion(motion: str) -> None:
    at = Position(Page(briefing_of({}), 40), 10)
    MOTIONS[motion](at)
    assert at.current.start == at.current.end == 0
    assert at.section == -1


def test_another_text_is_read_from_its_beginning() -> None:
    at = position(height=5)
    at.go_bottom()
    at.lay_out(Page(briefing_of({"New": ["Something else. And more."]}), 40), 5)
    assert at.top == Place(0, 0)
    assert at.sentence == 0


@given(st.lists(st.sampled_from(sorted(MOTIONS)), max_size=30), st.integers(4, 40), st.integers(12, 80))
def test_the_reader_returns_to_the_same_rows(motions: list[str], height: int, width: int) -> None:
    left = position(height, width)
    for motion in motions:
        MOTIONS[motion](left)
    again = position(height, width)
    again.return_to(left.current.start, left.first_own)
    assert current_words(again) == current_words(left)
    assert is_in_view(again)
    if left.first_own != (0, 0):
        assert again.top == left.top


def test_the_reader_returns_to_the_sentence_where_no_row_is_known() -> None:
    left = position()
    left.step_section(2)
    again = position()
    again.return_to(left.current.start, (0, 0))
    assert current_words(again) == current_words(left)
    assert is_in_view(again)
