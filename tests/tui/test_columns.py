"""Tables: found where lines agree in their columns, and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.tui.widgets import columns


def cells(paragraphs: list[str], width: int = 60) -> list[list[list[str]]]:
    text = "\n\n".join(paragraphs)
    places = []
    at = 0
    for paragraph in paragraphs:
        places.append((at, at + len(paragraph)))
        at += len(paragraph) + 2
    found = columns.tables(text, places, width)
    return [[[text[a:b] for a, b in line] for line in own] for own in found]


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (["Country\tShare", "Nordland\t40"], [[["Country", "Share"]], [["Nordland", "40"]]]),
        (["Country\t\tShare", "Nordland\t40"], [[["Country", "Share"]], [["Nordland", "40"]]]),
        (["\tShare\tYear", "Nordland\t40\t"], [[["", "Share", "Year"]], [["Nordland", "40", ""]]]),
        (["Country    Share\nNordland   40"], [[["Country", "Share"], ["Nordland", "40"]]]),
        (
            ["| Country | Share |", "|---------|-------|", "| Nordland | 40 |"],
            [
                [["| Country", "| Share", "|"]],
                [["|---------", "|-------", "|"]],
                [["| Nordland", "| 40", "|"]],
            ],
        ),
        (["For Nordland    For Sudria", "Ada Holm        Iven Tarr"], None),
        # No tables: one line, unequal lines, two blanks after a full stop, prose with a slip of the hand.
        (["Country\tShare"], []),
        (["Country\tShare", "Nordland\t40\t41"], []),
        (["They met.  They talked.", "They parted.  They wrote."], []),
        (["They  met " + "and met " * 20, "They  talked " + "and talked " * 20], []),
        (["They met.", "They parted."], []),
    ],
)
def test_cells_of(paragraphs: list[str], expected: list[list[list[str]]] | None) -> None:
    if expected is None:
        expected = [[["For Nordland", "For Sudria"]], [["Ada Holm", "Iven Tarr"]]]
    assert cells(paragraphs) == expected


def test_columns_stand_as_near_as_their_widest_cells() -> None:
    text = "Country\tShare\nNordland\t日本"
    lines = columns.tables(text, [(0, len(text))], 60)
    assert columns.stops(text, lines, 60) == (0, 10)
    assert columns.stops(text, lines, 15) == (0, 10)
    assert columns.stops(text, lines, 14) == ()


@given(
    st.lists(st.text(st.sampled_from("ab \t|.日"), max_size=30), min_size=1, max_size=6), st.integers(8, 80)
)
def test_cells_hold_all_but_white_space(paragraphs: list[str], width: int) -> None:
    for paragraph, own in zip(paragraphs, cells(paragraphs, width), strict=False):
        assert "".join("".join("".join(line) for line in own).split()) == "".join(paragraph.split())
