"""Marks: found by place, and cut into stretches of one look."""

from hypothesis import given
from hypothesis import strategies as st

from briefing.model import Span
from briefing.tui.widgets.marks import Look, Mark, Marks, mentions, pieces, side_letter, verbs
from tests.tui.samples import ministers

marks = st.lists(
    st.builds(
        lambda start, length, look: Mark(start, start + length, look),
        st.integers(0, 90),
        st.integers(1, 40),
        st.sampled_from([Look.MENTION, Look.NOTE, Look.VERB, Look.HIGHLIGHT]),
    ),
    max_size=12,
)


@given(marks, st.integers(0, 100), st.integers(1, 60))
def test_all_overlapping_marks_are_found_and_no_other(
    given_marks: list[Mark], start: int, length: int
) -> None:
    end = start + length
    expected = [mark for mark in sorted(given_marks) if mark.start < end and mark.end > start]
    assert list(Marks(given_marks).between(start, end)) == expected


@given(marks, st.integers(0, 100), st.integers(1, 60))
def test_pieces_tile_the_stretch_and_each_has_the_look_of_all_its_marks(
    given_marks: list[Mark], start: int, length: int
) -> None:
    end = start + length
    found = pieces(start, end, Marks(given_marks).between(start, end), selected=Span(20, 30))
    assert found[0][0] == start
    assert found[-1][1] == end
    for (_, a, _), (b, _, _) in zip(found, found[1:], strict=False):
        assert a == b
    for a, b, look in found:
        for at in range(a, b):
            expected = Look.SELECTED if 20 <= at < 30 else Look.PLAIN
            for mark in given_marks:
                if mark.start <= at < mark.end:
                    expected |= mark.look
            assert look == expected


def test_mentions_of_the_followed_entity_look_different() -> None:
    briefing = ministers()
    found = pieces(0, 200, mentions(briefing).between(0, 200), followed="country:nordland")
    followed = [briefing.text[a:b] for a, b, look in found if look & Look.FOLLOWED]
    assert set(followed) == {"Nordland"}


def test_verbs_are_the_words_of_the_text() -> None:
    briefing = ministers()
    assert [briefing.text[m.start : m.end] for m in verbs(briefing).all] == [
        "held",
        "stressed",
        "agreed",
        "noted",
    ]


def test_letters_of_the_sides() -> None:
    assert [side_letter(statement) for statement in ministers().statements] == ["J", "I", "C", "A"]
