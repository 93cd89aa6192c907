"""Two versions of one text: put together again, the pieces are the texts."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.comparison import redline
from briefing.model import Span
from briefing.notes import anchor
from tests.comparison.samples import shipped
from tests.notes.samples import BRIEFING, note

PARTS = ["The sides agreed", " to", "\n\n", " ", "  ", "fish", "é", "İ", ". ", "!", "\r", "\x00", "the ", "—"]
TEXTS = st.one_of(st.lists(st.sampled_from(PARTS), max_size=40).map("".join), st.text(max_size=60))


def check(old: str, new: str) -> None:
    pieces = redline(old, new).pieces
    assert "".join(old[p.old.start : p.old.end] for p in pieces if p.kind != "new") == old
    assert "".join(new[p.new.start : p.new.end] for p in pieces if p.kind != "gone") == new
    at = Span(0, 0)
    for piece in pieces:
        assert (piece.old.start, piece.new.start) == (at.start, at.end)
        at = Span(piece.old.end, piece.new.end)
        if piece.kind == "same":
            assert old[piece.old.start : piece.old.end] == new[piece.new.start : piece.new.end] != ""
        else:
            assert (piece.old if piece.kind == "new" else piece.new).start == (
                piece.old if piece.kind == "new" else piece.new
            ).end
    assert at == Span(len(old), len(new))
    for one, other in pairwise(pieces):
        assert one.kind != other.kind


@given(TEXTS, TEXTS)
def test_the_pieces_are_the_texts(old, new):
    check(old, new)


@settings(max_examples=20)
@given(st.integers(0, 5000), TEXTS, st.sampled_from(["", "\n", ". "]))
def test_and_of_long_texts(at, came, between):
    old = between.join(PARTS * 120)
    check(old, old[:at] + came + old[at + 40 :])


CHANGES = [
    ("They agreed to meet.", "They agreed to meet.", []),
    ("They agreed to meet.", "They hoped to meet.", [("agreed", "hoped")]),
    ("They met in May.", "They met.", [(" in May", "")]),
    ("They met.", "They met in May.", [("", " in May")]),
    # One change for the eye, though a small word stayed by chance.
    (
        "was not open to negotiation.",
        "was vital to all states.",
        [("not open to negotiation", "vital to all states")],
    ),
]


@pytest.mark.parametrize(("old", "new", "changes"), CHANGES)
def test_what_changed(old, new, changes):
    found = redline(old, new).changes
    gone = [old[p.old.start : p.old.end] for p in found if p.kind == "gone"]
    came = [new[p.new.start : p.new.end] for p in found if p.kind == "new"]
    assert gone == [one for one, _ in changes if one]
    assert came == [other for _, other in changes if other]


TOUCHED = [
    ("welcomed the progress", "welcomed the progress", "regretted the progress", True),
    ("the bridge at Zenda", "welcomed", "regretted", False),
    ("the bridge at Zenda", "bridge at", "bridge near", True),
    ("the bridge at Zenda", "bridge at", "bridge now at", True),
    ("the bridge at Zenda", "the bridge", "so the bridge", False),
    ("the bridge at Zenda", "Zenda,", "Zenda now,", False),
]


@pytest.mark.parametrize(("quote", "old", "new", "touched"), TOUCHED)
def test_notes_on_changed_words_are_named(quote, old, new, touched):
    start = BRIEFING.text.index(quote)
    one = note(start, start + len(quote), name="one")
    found = redline(BRIEFING.text, BRIEFING.text.replace(old, new))
    assert found.changes
    assert bool(found.touched([one])) == touched


def test_notes_on_a_whole_section_are_not_touched():
    from dataclasses import replace

    one = note(0, 5, name="one")
    found = redline(BRIEFING.text, "")
    assert found.touched([one])
    assert not found.touched([replace(one, anchor=anchor(BRIEFING, 0, target="section"))])


def test_the_corrected_example():
    old, new = shipped("example-vesmark-talora").text, shipped("example-vesmark-talora-corrected").text
    check(old, new)
    found = redline(old, new).changes
    assert [old[p.old.start : p.old.end] for p in found if p.kind == "gone"] == [
        "not open to negotiation and called on Talora to end the inspection of merchant ships",
        "conclude",
        " before the end of the year",
        " and proposed that construction begin in the autumn",
    ]
    assert [new[p.new.start : p.new.end] for p in found if p.kind == "new"] == [
        "of vital importance to all coastal states",
        "work towards concluding",
    ]
