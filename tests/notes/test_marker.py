from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefing.model import Anchor, Note
from briefing.notes import anchor, folding, marker, names
from tests.notes.samples import BRIEFING

OFFSETS = st.integers(0, len(BRIEFING.text))


@given(OFFSETS, OFFSETS, st.sampled_from(["passage", "section", "briefing", "entity"]), st.text(max_size=60))
def test_an_anchor_comes_back(start: int, end: int, target, entity: str) -> None:
    spot = anchor(BRIEFING, min(start, end), max(start, end), target, entity)
    line = marker.write("abc123", spot)
    assert "\n" not in line
    assert line.count("--") == 2
    found = marker.read(f"{line}\r\n")
    assert found
    assert found.id == "abc123"
    heading = spot.heading if target == "entity" else names.slug(spot.heading) if spot.heading else ""
    assert found.anchor == Anchor(
        target, heading, spot.paragraph, spot.start, spot.end, spot.revision, spot.before, spot.after
    )


@given(st.text(max_size=80), st.text(max_size=300), st.text(max_size=300))
def test_nothing_leaves_the_comment(heading: str, before: str, after: str) -> None:
    spot = Anchor("passage", heading, 3, 1, 2, "0123456789ab", before, after)
    line = marker.write("abc123", spot)
    assert line.count("--") == 2
    assert line.count(">") == 1
    found = marker.read(line)
    assert found
    assert (found.anchor.start, found.anchor.end, found.anchor.paragraph) == (1, 2, 3)


@given(st.text(max_size=80))
def test_any_line_can_be_read(text: str) -> None:
    marker.read(f"<!-- note {text} -->")
    marker.read(f"<!-- note abc123 {text} -->")


@example('a----b --> c="d"', "-->", 0)
@given(st.text(max_size=60), st.text(max_size=60), st.integers(0, 9_999))
def test_a_quote_marker_comes_back(briefing_id: str, note_id: str, start: int) -> None:
    spot = Anchor(start=start, end=start + 7, revision="0123456789ab", before="a", after="b")
    line = marker.write_quote(Note(note_id, spot, "words"), briefing_id)
    assert line.count("--") == 2
    assert line.count(">") == 1
    assert "\n" not in line
    found = marker.read_quote(f"{line}\r\n")
    assert found
    assert (found.start, found.end, found.revision) == (start, start + 7, "0123456789ab")
    encodable = briefing_id.encode("utf-8", "replace").decode()
    assert found.briefing in (encodable, "")


def test_a_quote_marker() -> None:
    note = Note("k3f9q2", Anchor(start=142, end=231, revision="9f2c1a0b4d7e"))
    line = "<!-- quote k3f9q2 142-231 rev=9f2c1a0b4d7e briefing=pm-khan-putin -->"
    assert marker.write_quote(note, "pm-khan-putin") == line
    assert marker.read(line) is None


@pytest.mark.parametrize(
    ("heading", "slug"),
    [
        ("Trade & bridges", "trade-bridges"),
        ("  Ukraine -- the war ", "ukraine-the-war"),
        ("Афганистан", "афганистан"),
        ("جموں و کشمیر", "جموں-و-کشمیر"),
        ("--> x", "x"),
        ("", "untitled"),
        ("!!!", "untitled"),
    ],
)
def test_slugs(heading: str, slug: str) -> None:
    assert names.slug(heading) == slug


@given(st.text(max_size=100))
def test_a_slug_is_its_own_slug(heading: str) -> None:
    assert names.slug(names.slug(heading)) == names.slug(heading)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("the lake", "the\n lake", True),
        ("the lake", "the la-\nke", True),
        ("the\u00a0lake", "the lake", True),
        ("the la\u00adke", "the lake", True),
        ("the lake", "the Lake", False),
        ("“the lake”", '"the lake"', False),
        ("the lake", "the lakes", False),
    ],
)
def test_the_same_words(one: str, other: str, same: bool) -> None:
    assert folding.same_words(one, other) is same


def test_folding_takes_away_what_typesetting_changes() -> None:
    assert folding.folded("The “LAKE” \u2013 \u200bof\u00a0Zenda’s ﬁsh") == "the 'lake' - of zenda's fish"
