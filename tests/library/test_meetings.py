"""The readouts of one meeting."""

from dataclasses import replace
from pathlib import Path

import pytest

from briefing.library.heads import Entry
from briefing.library.meetings import others
from briefing.model import Briefing, Source

OURS = Briefing("b-ours", Source("", ""), date="2031-04-07", parties=("Nordland", "Sudria"))
THEIRS = Entry("c-theirs", "", Path("c.md"), "2031-04-08", "", ("sudria", "Nordland"))


@pytest.mark.parametrize(
    ("changes", "same"),
    [
        ({}, True),
        ({"date": "2031-04-06"}, True),
        ({"date": "2031-04-09"}, False),
        ({"date": ""}, False),
        ({"date": "in spring"}, False),
        ({"parties": ("Nordland",)}, False),
        ({"parties": ("Nordland", "Sudria", "Westland")}, False),
        ({"id": "b-ours"}, False),
    ],
)
def test_which_are_of_the_same_meeting(changes, same) -> None:
    assert bool(others(OURS, [replace(THEIRS, **changes)])) == same


def test_one_comes_round_to_each() -> None:
    entries = [replace(THEIRS, id=name) for name in ("a", "b-ours", "c", "d")]
    assert [entry.id for entry in others(OURS, entries)] == ["c", "d", "a"]


def test_a_text_without_parties_has_no_others() -> None:
    assert others(replace(OURS, parties=()), [replace(THEIRS, parties=())]) == []
