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


REV = "9f2c1a0b4d7e"
READ = [
    ("x/7 1-2", ("passage", "x", 7, 1, 2)),
    ("us/x/7 1-2", ("passage", "x", 7, 1, 2)),
    ("x/99999999 1-2", ("passage", "x", 99_999_999, 1, 2)),
    ("x/999999999 1-2", ("section", "999999999", 0, 1, 2)),
    ("x 1-2", ("section", "x", 0, 1, 2)),
    ("7 1-2", ("section", "7", 0, 1, 2)),
    ("us/x 1-2", ("section", "x", 0, 1, 2)),
    ("us/ 1-2", ("passage", "", 0, 1, 2)),
    (". 0-9", ("briefing", "", 0, 0, 9)),
    ("@person:x%20y 0-0", ("entity", "person:x y", 0, 0, 0)),
    ("x/1 5-5", ("passage", "x", 1, 5, 5)),
    ("x/1 5-4", ("passage", "x", 1, 0, 0)),
    ("x/1 1-2b", ("passage", "x", 1, 0, 0)),
    ("x/1 b1-2", ("passage", "x", 1, 0, 0)),
    ("x/1 1234567890-2", ("passage", "x", 1, 0, 0)),
    ("x/1 123456789-987654321", ("passage", "x", 1, 123_456_789, 987_654_321)),
    ("x/1", ("passage", "x", 1, 0, 0)),
    ("rev=0123456789ab", ("passage", "", 0, 0, 0)),
    ("", ("passage", "", 0, 0, 0)),
]


@pytest.mark.parametrize(("fields", "expected"), READ)
def test_where_a_marker_points(fields: str, expected: tuple[str, str, int, int, int]) -> None:
    found = marker.read(f"<!-- note k3f9q2 {fields} -->\n")
    assert found
    spot = found.anchor
    assert (spot.target, spot.heading, spot.paragraph, spot.start, spot.end) == expected
    assert found.slug == (spot.heading if spot.target in ("passage", "section") else "")


@pytest.mark.parametrize(
    "line",
    [
        "<!-- note k3f9q2 x/1 1-2 -->",
        "   <!-- note k3f9q2 x/1 1-2 --> \t\r\n",
        "<!-- note k3f9q2 -->",
        f"<!-- note {'a' * 32} x/1 1-2 -->",
        "<!-- note k3f9q2 x/1" + " " * (4000 - 24) + " -->",
    ],
)
def test_a_marker_is_a_line_of_its_own(line: str) -> None:
    assert marker.read(line)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "    <!-- note k3f9q2 x/1 1-2 -->",
        "a <!-- note k3f9q2 x/1 1-2 -->",
        "<!-- note k3f9q2 x/1 1-2 --> a",
        "<!-- note k3f9q2 x/1 1-2 -->\n\n",
        "<!-- note K3F9Q2 x/1 1-2 -->",
        "<!-- note k3f9q2\tx/1 1-2 -->",
        "<!-- note k3f9q2-->",
        f"<!-- note {'a' * 33} x/1 1-2 -->",
        "<!-- quote k3f9q2 1-2 rev=0123456789ab -->",
        "<!-- note k3f9q2 x/1" + " " * (4000 - 23) + " -->",
    ],
)
def test_other_lines_are_no_markers(line: str) -> None:
    assert marker.read(line) is None


def test_all_that_a_marker_holds() -> None:
    fields = f'142-231 rev={REV} orphan was=10-20@0123456789ab pre="also said" post="and in"'
    line = f"<!-- note k3f9q2 x/7 {fields} -->"
    spot = Anchor(
        "passage", "x", 7, 142, 231, REV, "also said", "and in", orphan=True, quoted="10-20@0123456789ab"
    )
    assert marker.read(line) == marker.Marker("k3f9q2", "x", spot)
    assert marker.write("k3f9q2", spot) == line
    bare = Anchor("passage", "x", 7, 142, 231)
    assert marker.write("k3f9q2", bare) == "<!-- note k3f9q2 x/7 142-231 -->"
    assert marker.write("k3f9q2", Anchor("section", "The war -- now", 0, 1, 2)) == (
        "<!-- note k3f9q2 the-war-now 1-2 -->"
    )
    assert marker.write("k3f9q2", Anchor("briefing", end=9)) == "<!-- note k3f9q2 . 0-9 -->"
    assert marker.write("k3f9q2", Anchor("entity", "person:x--y z")) == (
        "<!-- note k3f9q2 @person:x-%2Dy%20z 0-0 -->"
    )


@pytest.mark.parametrize(
    ("fields", "revision", "orphan", "quoted"),
    [
        ("rev=abcdef", "abcdef", False, ""),
        ("rev=abcde", "", False, ""),
        (f"rev={'a' * 64}", "a" * 64, False, ""),
        (f"rev={'a' * 65}", "", False, ""),
        ("rev=ABCDEF", "", False, ""),
        ('pre="an orphan here"', "", False, ""),
        ("orphan", "", True, ""),
        ("orphans", "", False, ""),
        ("was=1-2@abcdef", "", False, "1-2@abcdef"),
        ("was=1-2", "", False, ""),
        ("was=1-2@abcdefg", "", False, ""),
    ],
)
def test_what_is_damaged_is_left_out(fields: str, revision: str, orphan: bool, quoted: str) -> None:
    found = marker.read(f"<!-- note k3f9q2 x/1 1-2 {fields} -->")
    assert found
    assert (found.anchor.revision, found.anchor.orphan, found.anchor.quoted) == (revision, orphan, quoted)
    assert (found.anchor.start, found.anchor.end) == (1, 2)


def test_where_a_quote_was_taken_from() -> None:
    assert marker.origin(Anchor(start=1, end=2, revision=REV)) == (1, 2, REV)
    assert marker.origin(Anchor(start=1, end=2, revision=REV, quoted="30-40@abcdef")) == (30, 40, "abcdef")
    assert marker.origin(Anchor(start=1, end=2, revision=REV, quoted="30-40")) == (1, 2, REV)


def test_what_a_quote_marker_tells() -> None:
    plain = Note("k3f9q2", Anchor(start=1, end=2))
    assert marker.write_quote(plain, "") == "<!-- quote k3f9q2 1-2 -->"
    assert marker.write_quote(plain, "x") == "<!-- quote k3f9q2 1-2 briefing=x -->"
    assert marker.write_quote(plain, "a\ud800") == "<!-- quote k3f9q2 1-2 briefing=a%3F -->"
    longest = "x" * 400
    assert marker.write_quote(plain, longest) == f"<!-- quote k3f9q2 1-2 briefing={longest} -->"
    assert marker.write_quote(plain, f"{longest}x") == "<!-- quote k3f9q2 1-2 -->"
    other = Note("No Id", Anchor(start=1, end=2), "words")
    assert marker.write_quote(other, "") == f"<!-- quote {names.derived_id('words', ())} 1-2 -->"
    assert marker.read_quote(f"<!-- quote k3f9q2 1-2 rev={REV} briefing=a%20b -->") == marker.QuoteMarker(
        "k3f9q2", "a b", 1, 2, REV
    )
    for line, told in (
        ("<!-- quote k3f9q2 1-2 -->", True),
        (f"<!-- quote k3f9q2 rev={REV} -->", True),
        ("<!-- quote k3f9q2 briefing=a -->", True),
        ("<!-- quote k3f9q2 of the day -->", False),
        ("<!-- quote k3f9q2 0-0 -->", False),
        ("<!-- quote k3f9q2 1-2 briefing=a" + " " * (4000 - 36) + " -->", True),
        ("<!-- quote k3f9q2 1-2 briefing=a" + " " * (4000 - 35) + " -->", False),
        ("<!-- note k3f9q2 1-2 -->", False),
    ):
        assert (marker.read_quote(line) is not None) is told, line[:60]


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


def test_an_id_that_is_taken_is_given_to_nobody_else(monkeypatch: pytest.MonkeyPatch) -> None:
    first = names.derived_id("words", ())
    second = names.derived_id("words", {first})
    assert names.derived_id("words", {first}) == second != first
    assert names.derived_id("words", {first, second}) not in {first, second}
    letters = iter("aaaaaabbbbbb")
    monkeypatch.setattr("secrets.choice", lambda among: next(letters))
    assert names.new_id({"aaaaaa"}) == "bbbbbb"
