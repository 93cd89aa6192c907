from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.notes import body
from briefing.notes.body import Body
from tests.notes.samples import TAGS, TEXTS


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("", ""),
        ("a", "a"),
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("\n \t\n\n  a\n\n  b  \n\n \n", "  a\n\n  b"),
        (" \n\n", ""),
        ("a \n", "a"),
        ("\ud800a\udfff", "\ufffda\ufffd"),
        ("\ud83d\ude00", "😀"),
        ("мир — 北京 😀", "мир — 北京 😀"),
    ],
)
def test_texts_as_they_are_kept(text: str, kept: str) -> None:
    assert body.canonical_text(text) == kept


@pytest.mark.parametrize(
    ("tags", "kept"),
    [
        ((), ()),
        (("a", "#b", "##c", " #d "), ("a", "b", "c", "d")),
        (("two words", "a.b,c", "x\u200by", "a -- b"), ("two-words", "a-b-c", "x-y", "a-b")),
        (("ab_c/d-e", "мир", "北京2"), ("ab_c/d-e", "мир", "北京2")),
        (("-a-", "--", "#", "", " "), ("a",)),
        (("a", "#a", "A", "a!"), ("a", "A")),
    ],
)
def test_tags_as_they_are_kept(tags: tuple[str, ...], kept: tuple[str, ...]) -> None:
    assert body.canonical_tags(tags) == kept


@pytest.mark.parametrize(
    ("known", "old", "new", "merged"),
    [
        ("abc", "abc", "abc", "abc"),
        ("abc", "abc", "ac", "ac"),
        ("ab", "abc", "abc", "ab"),
        ("ab", "ab", "abc", "abc"),
        ("abx", "ab", "aby", "abxy"),
        ("abx", "ab", "xab", "abx"),
        ("b", "ab", "ac", "c"),
        ("", "", "cd", "cd"),
    ],
)
def test_tags_that_two_sides_changed(known: str, old: str, new: str, merged: str) -> None:
    assert body.merged_tags(tuple(known), tuple(old), tuple(new)) == tuple(merged)


def test_tags_stand_on_lines_that_no_formatter_breaks() -> None:
    assert body.write_tags(()) == []
    assert body.write_tags(("a", "b")) == ["Tags: #a #b"]
    fits, breaks = "x" * (58 - len("Tags: #a #")), "x" * (59 - len("Tags: #a #"))
    assert body.write_tags(("a", fits)) == [f"Tags: #a #{fits}"]
    assert body.write_tags(("a", breaks)) == ["Tags: #a", "", f"Tags: #{breaks}"]
    assert body.write_tags(("x" * 99, "b")) == [f"Tags: #{'x' * 99}", "", "Tags: #b"]


GUARDED = [
    ("# a", 3, "\\# a"),
    ("### a", 3, "\\### a"),
    ("  ## a", 3, "  \\## a"),
    ("#", 3, "\\#"),
    ("#\ta", 3, "\\#\ta"),
    ("\\# a", 3, "\\\\# a"),
    ("#### a", 3, "#### a"),
    ("    # a", 3, "    # a"),
    ("#a", 3, "#a"),
    ("####### a", 6, "####### a"),
    ("a # b", 3, "a # b"),
    ("<!-- note a", 3, "<\\!-- note a"),
    ("   <!-- note a", 3, "   <\\!-- note a"),
    ("<\\!-- note a", 3, "<\\\\!-- note a"),
    ("<!-- note", 3, "<!-- note"),
    ("    <!-- note a", 3, "    <!-- note a"),
    ("<<<<<<<", 3, "\\<<<<<<<"),
    ("<<<<<<< ours", 3, "\\<<<<<<< ours"),
    (">>>>>>> theirs", 3, "\\>>>>>>> theirs"),
    ("\\>>>>>>>", 3, "\\\\>>>>>>>"),
    (" <<<<<<<", 3, " <<<<<<<"),
    ("<<<<<<<a", 3, "<<<<<<<a"),
    ("=======", 3, "======="),
    ("Tags:", 3, "Tags\\:"),
    ("Tags: #a #b ", 3, "Tags\\: #a #b "),
    ("  Tags\\: #a", 3, "  Tags\\\\: #a"),
    ("Tags: a", 3, "Tags: a"),
    ("tags: #a", 3, "tags: #a"),
    ("Tags: ##", 3, "Tags: ##"),
]


@pytest.mark.parametrize(("line", "level", "written"), GUARDED)
def test_a_line_that_would_be_read_as_something_else_has_a_backslash(
    line: str, level: int, written: str
) -> None:
    assert body.write_text(f"{line}\nend", level) == [written, "end"]
    assert body.read([written, "end"], level).text == f"{line}\nend"


def test_the_last_line_is_no_heading_of_any_level() -> None:
    assert body.write_text("#### a\n#### b", 3) == ["#### a", "\\#### b"]
    assert body.write_text("###### b", 1) == ["\\###### b"]
    assert body.read(["#### a", "\\#### b", "", "Tags: #x"], 3) == Body("#### a\n#### b", ("x",), (0, 2))
    assert body.read(["\\#### a", "\\#### b"], 3).text == "\\#### a\n#### b"
    assert body.write_text("", 3) == []


READ = [
    ([], "", (), (0, 0)),
    (["", " "], "", (), (2, 2)),
    (["", "a", "", "b ", ""], "a\n\nb", (), (1, 4)),
    (["a", "", "Tags: #x #y"], "a", ("x", "y"), (0, 1)),
    (["a", "Tags: #x", "", "Tags: #y", ""], "a", ("x", "y"), (0, 1)),
    (["a", "Tags: #x", "#y #z", " #w"], "a", ("x", "y", "z", "w"), (0, 1)),
    (["a", "Tags:", "#y"], "a", ("y",), (0, 1)),
    (["a", "#y"], "a\n#y", (), (0, 2)),
    (["a", "", "#y", "", "Tags: #x"], "a\n\n#y", ("x",), (0, 3)),
    (["Tags: #x", "", "#y"], "Tags: #x\n\n#y", (), (0, 3)),
    (["Tags: #x", "b"], "Tags: #x\nb", (), (0, 2)),
    (["   Tags:\t#x "], "", ("x",), (0, 0)),
    (["    Tags: #x"], "    Tags: #x", (), (0, 1)),
    (["Tags: #x #x", "", "Tags: #x"], "", ("x",), (0, 0)),
    (["a", "Tags: #1", "    #y"], "a\nTags: #1\n    #y", (), (0, 3)),
]


@pytest.mark.parametrize(("lines", "text", "tags", "spot"), READ)
def test_what_stands_below_a_quote(
    lines: list[str], text: str, tags: tuple[str, ...], spot: tuple[int, int]
) -> None:
    assert body.read(lines, 3) == Body(text, tags, spot)


@given(TEXTS, TAGS, st.integers(1, 6))
def test_text_and_tags_come_back(text: str, tags: tuple[str, ...], level: int) -> None:
    text, tags = body.canonical_text(text), body.canonical_tags(tags)
    lines = [*body.write_text(text, level), "", *body.write_tags(tags)]
    found = body.read(lines, level)
    assert (found.text, found.tags) == (text, tags)
