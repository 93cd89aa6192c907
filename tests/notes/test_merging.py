"""Two sides of a notes file made one: nothing lost, no id twice, conflicts where both changed the same."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from briefing.model import Note
from briefing.notes import body, changes, page
from briefing.notes.merging import merged
from briefing.notes.threeway import Conflict, merged_lines, merged_order, resolved
from tests.notes.hands import chosen
from tests.notes.samples import BRIEFING, files, note, notes

FRONT = "---\nbriefing: ruritania-graustark\n---\n\n# Notes\n\n"
QUOTED = "> words of the text\n>\n> — *Strelsau Gazette, ¶2*"


def one(name: str, text: str = "", tags: str = "", *, start: int = 10, heading: str = "¶2") -> str:
    lines = [
        f"### {heading}",
        f"<!-- note {name} the-lake/2 {start}-{start + 5} -->",
        QUOTED,
        f"^n-{name}",
        text,
        f"Tags: {tags}" if tags else "",
    ]
    return "\n\n".join(filter(None, lines)) + "\n\n"


def lake(*parts: str) -> str:
    return FRONT + "## The lake\n\n" + "".join(parts)


A, B = one("aaaaaa", "First.", "#a", start=10), one("bbbbbb", "Second.", start=40)
BASE = lake(A, B)
NEW = one("cccccc", "Third.", start=20)
OTHER = one("dddddd", "Fourth.", start=15)
MINE = "Words of my own.\n\n"

CLEAN = {
    "added on one side": (lake(A, NEW, B), BASE, lake(A, NEW, B)),
    "added on both sides": (lake(A, NEW, B), lake(A, OTHER, B), lake(A, OTHER, NEW, B)),
    "added at both ends": (lake(A, B, NEW), lake(OTHER, A, B), lake(OTHER, A, B, NEW)),
    "the same added on both sides": (lake(A, NEW, B), lake(A, NEW, B, OTHER), lake(A, NEW, B, OTHER)),
    "deleted on one side": (lake(B), lake(A, B, NEW), lake(B, NEW)),
    "deleted on both sides": (lake(A), lake(A, NEW), lake(A, NEW)),
    "text and tags": (
        lake(A.replace("First.", "Mine."), B),
        lake(A.replace("#a", "#z"), B),
        lake(A.replace("First.", "Mine.").replace("#a", "#z"), B),
    ),
    "tags of both": (
        lake(A.replace("#a", "#a #b"), B),
        lake(A.replace("#a", "#c"), B),
        lake(A.replace("#a", "#b #c"), B),
    ),
    "tags where there were none": (
        lake(A, one("bbbbbb", "Second.", "#x", start=40)),
        lake(A, one("bbbbbb", "Second.", "#y", start=40)),
        lake(A, one("bbbbbb", "Second.", "#x #y", start=40)),
    ),
    "the last tags taken away": (
        lake(A.replace("\n\nTags: #a", ""), B),
        lake(A.replace("First.", "Theirs."), B),
        lake(A.replace("First.\n\nTags: #a", "Theirs."), B),
    ),
    "heading, anchor and quote": (
        lake(A.replace("### ¶2", "### Mine"), B.replace("40-45", "41-45")),
        lake(A.replace("10-15", "11-15"), B.replace("> words of the text", "> words")),
        lake(
            A.replace("### ¶2", "### Mine").replace("10-15", "11-15"),
            B.replace("40-45", "41-45").replace("> words of the text", "> words"),
        ),
    ),
    "the same change on both sides": (
        lake(A.replace("First.", "Same."), B),
        lake(A.replace("First.", "Same. "), B, NEW),
        lake(A.replace("First.", "Same."), B, NEW),
    ),
    "a marker lost": (
        lake(A.replace("<!-- note aaaaaa the-lake/2 10-15 -->\n\n", ""), B),
        lake(A.replace("First.", "Theirs."), B),
        lake(A.replace("<!-- note aaaaaa the-lake/2 10-15 -->\n\n", "").replace("First.", "Theirs."), B),
    ),
    "own words on one side": (lake(MINE, A, B), lake(A, B, NEW), lake(MINE, A, B, NEW)),
    "notes moved on one side": (
        lake(B, A),
        lake(A, B.replace("Second.", "2.")),
        lake(B.replace("Second.", "2."), A),
    ),
    "moved on one side, added on the other": (lake(B, A), lake(A, NEW, B), lake(B, A, NEW)),
    "moved on their side, added on ours": (lake(A, NEW, B), lake(B, A), lake(B, A, NEW)),
    "deleted on one side, moved on the other": (lake(B), lake(B, A), lake(B)),
    "moved into another section": (
        lake(B) + "## Mine\n\n" + A,
        lake(A.replace("First.", "1."), B),
        lake(B) + "## Mine\n\n" + A.replace("First.", "1."),
    ),
    "a section renamed": (
        BASE.replace("## The lake", "## The great lake"),
        lake(A, NEW, B),
        lake(A, NEW, B).replace("## The lake", "## The great lake"),
    ),
    "the same new section": (
        BASE + "## Closing\n\n" + NEW,
        BASE + "## Closing\n\n" + OTHER,
        BASE + "## Closing\n\n" + OTHER + NEW,
    ),
    "own words in the same new section": (
        BASE + "## Closing\n\n" + NEW,
        BASE + "## Closing\n\n" + MINE + OTHER,
        BASE + "## Closing\n\n" + MINE + OTHER + NEW,
    ),
    "different new sections": (
        BASE + "## Closing\n\n" + one("cccccc", start=90),
        BASE + "## Trade\n\n" + one("dddddd", start=60),
        BASE + "## Trade\n\n" + one("dddddd", start=60) + "## Closing\n\n" + one("cccccc", start=90),
    ),
    "a section below a section stays in it": (
        BASE + "### Sources\n\n" + MINE,
        BASE + "## Closing\n\n" + one("cccccc", start=5),
        BASE + "### Sources\n\n" + MINE + "## Closing\n\n" + one("cccccc", start=5),
    ),
    "and so when it is theirs": (
        BASE + "## Closing\n\n" + one("cccccc", start=5),
        BASE + "### Sources\n\n" + MINE,
        BASE + "### Sources\n\n" + MINE + "## Closing\n\n" + one("cccccc", start=5),
    ),
    "a section below a section deleted, a note added in it": (
        FRONT,
        lake("### Sources\n\n", MINE, NEW.replace("###", "####")),
        lake("### Sources\n\n", MINE, NEW.replace("###", "####")),
        lake("### Sources\n\n", MINE),
    ),
    "a section moved into another": (
        FRONT + "## Mine\n\n" + MINE + "### Sources\n\n" + MINE + "## The lake\n\n",
        FRONT + "## Mine\n\n" + MINE + "## The lake\n\n### Sources\n\n" + MINE + NEW,
        FRONT + "## Mine\n\n" + MINE + "### Sources\n\n" + MINE + NEW + "## The lake\n\n",
        FRONT + "## Mine\n\n" + MINE + "## The lake\n\n### Sources\n\n" + MINE,
    ),
    "a section moved and changed": (
        lake(A) + "## Mine\n\n### Sources\n\n1.\n\nTwo.\n\nThree.\n",
        lake(A, "### Sources\n\nOne.\n\nTwo.\n\n3.\n\n## Mine\n"),
        lake(A) + "## Mine\n\n### Sources\n\n1.\n\nTwo.\n\n3.\n",
        lake(A, "### Sources\n\nOne.\n\nTwo.\n\nThree.\n\n## Mine\n"),
    ),
    "one of two sections of the same name deleted": (
        lake(A) + "## Mine\n\nTwo.\n",
        lake(A) + "## Mine\n\nOne.\n\n## Mine\n\nTwo.\n\nThree.\n",
        lake(A) + "## Mine\n\nTwo.\n\nThree.\n",
        lake(A) + "## Mine\n\nOne.\n\n## Mine\n\nTwo.\n",
    ),
    "a title changed, words written below it": (
        BASE.replace("# Notes", "# What we know"),
        BASE.replace("# Notes\n", "# Notes\n\nIntroduction.\n"),
        BASE.replace("# Notes\n", "# What we know\n\nIntroduction.\n"),
    ),
    "a section without notes renamed, words written in it": (
        BASE + "## Thoughts\n\n" + MINE,
        BASE + "## Mine\n\n" + MINE + "More.\n",
        BASE + "## Thoughts\n\n" + MINE + "More.\n",
        BASE + "## Mine\n\n" + MINE,
    ),
    "blank lines": (
        lake(A.replace("First.", "1."), B),
        lake(A[:-1], "\n\n", B),
        lake(A.replace("First.", "1.")[:-1], "\n\n", B),
    ),
    "a section deleted, a note added in it": (
        FRONT,
        lake(A, B, NEW),
        lake(NEW),
    ),
    "sections moved": (
        FRONT + "## Mine\n\n" + MINE + "## The lake\n\n" + A,
        lake(A, NEW) + "## Mine\n\n" + MINE,
        FRONT + "## Mine\n\n" + MINE + "## The lake\n\n" + A + NEW,
        lake(A) + "## Mine\n\n" + MINE,
    ),
}


@pytest.mark.parametrize("case", CLEAN)
def test_what_both_changed_is_joined(case: str) -> None:
    ours, theirs, expected, base = (*CLEAN[case], BASE)[:4]
    found = merged(base.encode(), ours.encode(), theirs.encode())
    assert found.data.decode().rstrip() == expected.rstrip()
    assert (found.conflicts, found.remarks) == ((), ())


@pytest.mark.parametrize("case", CLEAN)
def test_the_sides_are_alike(case: str) -> None:
    """The other way round the same is joined; what goes first where nothing tells may differ."""
    ours, theirs, expected, base = (*CLEAN[case], BASE)[:4]
    found = merged(base.encode(), theirs.encode(), ours.encode())
    assert sorted(found.data.decode().split()) == sorted(expected.split())
    assert found.conflicts == ()


CONFLICTS = {
    "text": ("First.", "Mine.", "Theirs."),
    "heading": ("### ¶2", "### Mine", "### Theirs"),
    "anchor": ("10-15", "11-15", "12-15"),
    "quote": ("> words of the text", "> words", "> text"),
}


@pytest.mark.parametrize("name", CONFLICTS)
def test_the_same_field_changed_on_both_sides(name: str) -> None:
    old, mine, yours = CONFLICTS[name]
    ours, theirs = lake(A.replace(old, mine), B), lake(A.replace(old, yours), B)
    found = merged(BASE.encode(), ours.encode(), theirs.encode())
    assert found.conflicts == (
        f"Both sides changed the {name} of note aaaaaa; choose where the file is marked.",
    )
    assert page.parse(found.data).locked
    assert chosen(found.data, "ours") == ours.encode()
    assert chosen(found.data, "theirs") == theirs.encode()
    marked = found.data[found.data.index(b"<<<<<<<") : found.data.index(b">>>>>>>")].decode()
    assert mine in marked and yours in marked
    assert marked.count("\n") <= 8, "only the field is marked"


def test_a_text_deleted_on_one_side_and_changed_on_the_other() -> None:
    ours, theirs = lake(A.replace("First.\n\n", ""), B), lake(A.replace("First.", "Theirs."), B)
    found = merged(BASE.encode(), ours.encode(), theirs.encode())
    assert "<<<<<<< ours\n=======\nTheirs.\n>>>>>>> theirs\n" in found.data.decode()
    assert [known.text for known in page.parse(chosen(found.data, "ours")).notes] == ["", "Second."]
    assert [known.text for known in page.parse(chosen(found.data, "theirs")).notes] == ["Theirs.", "Second."]


@pytest.mark.parametrize("reverse", [False, True])
def test_a_note_deleted_on_one_side_and_changed_on_the_other_stays(reverse: bool) -> None:
    sides = [lake(B).encode(), lake(A.replace("#a", "#b"), B).encode()]
    found = merged(BASE.encode(), *sides[:: -1 if reverse else 1])
    assert found.data == sides[1]
    assert found.conflicts == ()
    assert found.remarks == ("Note aaaaaa was deleted on one side and changed on the other, and is kept.",)


@pytest.mark.parametrize("reverse", [False, True])
def test_own_words_deleted_on_one_side_and_changed_on_the_other_stay(reverse: bool) -> None:
    base = BASE + "## Mine\n\n" + MINE
    sides = [BASE.encode(), base.replace("Words of", "Thoughts of").encode()]
    found = merged(base.encode(), *sides[:: -1 if reverse else 1])
    assert found.data == sides[1]
    (remark,) = found.remarks
    assert "section “Mine”" in remark


def test_the_same_id_for_different_new_notes() -> None:
    ours, theirs = lake(A, NEW, B), lake(A, NEW.replace("Third.", "Another."), B)
    found = merged(BASE.encode(), ours.encode(), theirs.encode())
    result = page.parse(found.data)
    assert result.problems == ()
    texts = {known.text: known.id for known in result.notes}
    assert list(texts) == ["First.", "Third.", "Another.", "Second."]
    assert texts["Third."] == "cccccc" != texts["Another."]
    assert f"^n-{texts['Another.']}" in found.data.decode()
    assert found.remarks == (
        f"Two different notes had the id cccccc; that of theirs is now {texts['Another.']}.",
    )
    assert merged(BASE.encode(), ours.encode(), theirs.encode()) == found, "a merge can be made again"


def test_an_id_that_one_side_has_twice_is_made_two() -> None:
    twice = lake(A, A.replace("First.", "Copied."), B)
    result = page.parse(merged(BASE.encode(), twice.encode(), lake(A, B, NEW).encode()).data)
    assert result.problems == ()
    assert [known.text for known in result.notes] == ["First.", "Copied.", "Second.", "Third."]


def test_two_files_without_a_common_one() -> None:
    found = merged(b"", lake(A, B).encode(), lake(NEW, B).encode())
    assert found.data.decode() == lake(A, NEW, B)
    assert found.conflicts == ()


def test_own_words_changed_on_both_sides() -> None:
    base = lake("One.\n\nTwo.\n\nThree.\n\n", A)
    ours = lake("One of mine.\n\nTwo.\n\nThree.\n\n", A)
    apart = merged(base.encode(), ours.encode(), lake("One.\n\nTwo.\n\nThree of theirs.\n\n", A, B).encode())
    assert apart.data.decode() == lake("One of mine.\n\nTwo.\n\nThree of theirs.\n\n", A, B)
    theirs = lake("One of theirs.\n\nTwo.\n\nThree.\n\n", A, B)
    found = merged(base.encode(), ours.encode(), theirs.encode())
    marks = "<<<<<<< ours\nOne of mine.\n=======\nOne of theirs.\n>>>>>>> theirs\n"
    assert found.data.decode() == lake(marks, "\nTwo.\n\nThree.\n\n", A, B)
    assert found.conflicts == (
        "Both sides changed the same lines of section “The lake”; choose where the file is marked.",
    )


def test_front_matter_changed_on_both_sides() -> None:
    ours = BASE.replace("briefing: ruritania-graustark\n", "briefing: ruritania-graustark\ntags: [mine]\n")
    theirs = BASE.replace("briefing: ruritania-graustark\n", "briefing: ruritania-graustark\ntags: [yours]\n")
    found = merged(BASE.encode(), ours.encode(), theirs.encode())
    assert len(found.conflicts) == 1
    assert (chosen(found.data, "ours"), chosen(found.data, "theirs")) == (ours.encode(), theirs.encode())


def test_a_section_renamed_on_both_sides() -> None:
    ours, theirs = (
        lake(A, more).replace("The lake", words) for more, words in ((NEW, "Our lake"), (B, "Waters"))
    )
    found = merged(lake(A).encode(), ours.encode(), theirs.encode())
    assert chosen(found.data, "ours").decode() == lake(A, NEW, B).replace("The lake", "Our lake")
    assert chosen(found.data, "theirs").decode() == lake(A, NEW, B).replace("The lake", "Waters")


def test_line_ends_and_mark_are_those_of_ours() -> None:
    for mark in ("", "\ufeff"):
        ours = (mark + lake(A, NEW, B)).replace("\n", "\r\n").encode()
        theirs = ("\ufeff" + lake(A.replace("First.", "1."), B, OTHER)).encode()
        found = merged(BASE.encode(), ours, theirs)
        assert found.conflicts == ()
        expected = mark + lake(A.replace("First.", "1."), NEW, B, OTHER)
        assert found.data.decode() == expected.replace("\n", "\r\n")


def test_a_conflict_has_the_line_ends_of_the_file() -> None:
    sides = [lake(A.replace("First.", words), B).replace("\n", "\r\n").encode() for words in ("1.", "I.")]
    found = merged(BASE.encode(), *sides)
    assert found.conflicts and found.data.count(b"\n") == found.data.count(b"\r\n")
    assert chosen(found.data, "theirs") == sides[1]


def test_the_last_line_stays_without_an_end() -> None:
    ours, theirs = lake(A.replace("First.", "1."), B).rstrip(), lake(A, B.replace("Second.", "2.")).rstrip()
    expected = lake(A.replace("First.", "1."), B.replace("Second.", "2.")).rstrip()
    assert merged(BASE.encode(), ours.encode(), theirs.encode()).data.decode() == expected
    longer = merged(BASE.rstrip().encode(), ours.encode(), lake(A, B, NEW).rstrip().encode() + b"\n")
    assert longer.data.endswith(b"Third.\n")


def test_bytes_that_are_no_characters_are_kept() -> None:
    odd = MINE.encode() + b"caf\xe9 \xff\n\n"
    ours = lake(MINE, A, B).encode().replace(MINE.encode(), odd)
    theirs = lake(MINE, A, B, NEW).encode().replace(b"Third.", b"Third \xfe.")
    found = merged(lake(MINE, A, B).encode(), ours, theirs)
    assert odd in found.data and b"Third \xfe." in found.data and found.conflicts == ()


def test_a_file_without_notes_is_merged_by_lines() -> None:
    base, ours, theirs = b"1\n2\n3\n4\n5\n", b"one\n2\n3\n4\n5\n", b"1\n2\n3\n4\nfive\n"
    assert merged(base, ours, theirs).data == b"one\n2\n3\n4\nfive\n"
    found = merged(base, ours, b"uno\n2\n3\n4\nfive\n")
    assert found.data == b"<<<<<<< ours\none\n=======\nuno\n>>>>>>> theirs\n2\n3\n4\nfive\n"
    assert found.conflicts == ("Both sides changed the same lines; choose at the marks in line 1.",)


def test_an_old_conflict_is_left_to_whoever_has_to_solve_it() -> None:
    base = merged(
        BASE.encode(),
        lake(A.replace("First.", "1."), B).encode(),
        lake(A.replace("First.", "I."), B).encode(),
    ).data
    ours, theirs = base.replace(b"Second.", b"2."), base.replace(b"# Notes", b"# My notes")
    found = merged(base, ours, theirs).data
    assert found == ours.replace(b"# Notes", b"# My notes")


def test_a_note_that_stands_twice_in_an_old_conflict_keeps_its_id() -> None:
    base = lake("<<<<<<< ours\n", A, "=======\n", A.replace("First.", "1."), ">>>>>>> theirs\n\n", B)
    ours, theirs = base.replace("Second.", "2."), base.replace("# Notes", "# My notes")
    found = merged(base.encode(), ours.encode(), theirs.encode())
    assert found.data.decode() == ours.replace("# Notes", "# My notes")


DEEP = "#### Deep\n\n" + MINE
UNREADABLE = {
    "both in the same place": (lake(), lake(A, B), lake(DEEP)),
    "in places of their own": (lake(DEEP), lake(A, DEEP), lake(DEEP.replace("Words", "Thoughts"))),
}


@pytest.mark.parametrize("case", UNREADABLE)
def test_what_could_not_be_read_again_is_marked_by_lines(case: str) -> None:
    """Their heading would become a part of our new note's text."""
    base, ours, theirs = UNREADABLE[case]
    found = merged(base.encode(), ours.encode(), theirs.encode())
    assert found.conflicts == ("Both sides changed the same lines; choose at the marks in line 9.",)
    assert (chosen(found.data, "ours"), chosen(found.data, "theirs")) == (ours.encode(), theirs.encode())


@given(st.binary(max_size=300), st.binary(max_size=300))
def test_one_side_alone_comes_through_byte_for_byte(data: bytes, other: bytes) -> None:
    assert merged(data, data, other).data == other
    assert merged(data, other, data).data == other
    assert merged(other, data, data).data == data


@given(files(), files())
def test_notes_of_one_side_alone_come_through_byte_for_byte(data: bytes, other: bytes) -> None:
    assert merged(data, data, other).data == other
    assert merged(data, other, data).data == other
    assert merged(other, data, data).data == data


@st.composite
def sides(draw: st.DrawFn) -> tuple[bytes, bytes, bytes]:
    """A file that two people changed line by line, without regard to what the lines mean."""
    base = []
    for number, line in enumerate(draw(files()).decode("utf-8", "replace").splitlines()):
        base += [line, f"own {number}"][: draw(st.integers(1, 2))]
    made = []
    for name in ("mine", "yours"):
        lines = [*base]
        for number in range(draw(st.integers(0, 5))):
            at = draw(st.integers(0, len(lines)))
            structure = st.sampled_from([line for line in base if not line.startswith("own")] or [""])
            new = draw(st.lists(st.one_of(st.just(f"{name} {number}"), structure), max_size=4))
            lines[at : at + draw(st.integers(0, 4))] = new
        made.append(lines)
    first, second, third = ("\n".join(lines).encode() for lines in (base, *made))
    return first, second, third


@given(sides())
def test_no_line_of_the_users_is_lost(states: tuple[bytes, bytes, bytes]) -> None:
    base, ours, theirs = states
    assume(not any(page.conflict_line(data.decode()) for data in states))
    found = merged(*states)
    mine, yours, result = (
        set(data.replace(b"\xef\xbb\xbf", b"").splitlines()) for data in (ours, theirs, found.data)
    )
    for line in mine | yours:
        if line.startswith((b"mine", b"yours")) or (line.startswith(b"own") and line in mine & yours):
            assert line in result
    if not found.conflicts and base not in (ours, theirs) and ours != theirs:
        blocks = [block for block in page.parse(found.data).blocks if isinstance(block, page.NoteBlock)]
        assert not [block for block in blocks if block.repeated and (block.marked or block.reference)]


@given(sides())
def test_a_conflict_can_be_solved_either_way(states: tuple[bytes, bytes, bytes]) -> None:
    """Each side's notes with a conflict are read again as they were there, when it is chosen."""
    assume(not any(b"<<<<<<<" in data or b"=======" in data or b">>>>>>>" in data for data in states))
    found = merged(*states)
    assert bool(found.conflicts) == page.parse(found.data).locked
    for pick in ("ours", "theirs"):
        assert not page.parse(chosen(found.data, pick)).locked


@given(st.lists(notes(), max_size=4), notes(), notes())
def test_two_additions_make_the_file_that_one_person_would_have_made(
    present: list[Note], first: Note, second: Note
) -> None:
    assume(changes.source_order(first.anchor) != changes.source_order(second.anchor))
    base = changes.added(page.parse(b""), note(0, 20, name="zzzzzz"), BRIEFING)
    for number, known in enumerate(present):
        base = _with(base, known, f"known{number}")
    found = merged(base, _with(base, first, "first0"), _with(base, second, "second"))
    assert found.data == _with(_with(base, first, "first0"), second, "second")
    assert found.conflicts == found.remarks == ()


def _with(data: bytes, new: Note, name: str) -> bytes:
    text, tags = body.canonical_text(new.text), body.canonical_tags(new.tags)
    return changes.added(page.parse(data), replace(new, id=name, text=text, tags=tags), BRIEFING)


KEYS = st.lists(st.integers(0, 12), max_size=10, unique=True)


@given(KEYS, KEYS, KEYS)
def test_an_order_holds_all_of_both(base: list[int], ours: list[int], theirs: list[int]) -> None:
    found = merged_order((base, ours, theirs), lambda one, other: one <= other)
    assert sorted(found) == sorted({*ours, *theirs})
    mine, yours = ([key for key in found if key in side] for side in (ours, theirs))
    assert mine == ours or yours == theirs


TEXT = st.lists(st.sampled_from(["a\n", "b\n", "c\n", "\n"]), max_size=12)


@given(TEXT, TEXT, TEXT)
def test_lines_of_both_sides(base: list[str], ours: list[str], theirs: list[str]) -> None:
    assert merged_lines(base, base, theirs) == theirs
    assert merged_lines(base, ours, base) == ours
    assert merged_lines(base, ours, ours) == ours
    pieces = merged_lines(base, ours, theirs)
    for piece in pieces:
        assert not isinstance(piece, Conflict) or piece.ours != piece.theirs
    for pick, side in (("ours", ours), ("theirs", theirs)):
        if not any(isinstance(piece, str) and piece not in side for piece in pieces):
            assert Counter(side) - Counter(resolved(pieces, pick).splitlines(keepends=True)) <= Counter(base)
