from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.notes import page
from tests.notes.samples import files

CASES = sorted((Path(__file__).parent / "cases").glob("*.md"))


@given(st.binary(max_size=400))
def test_any_bytes_come_back(data: bytes) -> None:
    assert page.parse(data).data == data


@given(files())
def test_anything_like_notes_comes_back(data: bytes) -> None:
    found = page.parse(data)
    assert found.data == data
    ids = [note.id for note in found.notes]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_cases(path: Path) -> None:
    """A case is a notes file and, below a line of ``%``, what is read from it."""
    file, _, expected = path.read_bytes().partition(b"%%%%\n")
    found = page.parse(file)
    assert found.data == file
    assert _described(found) == expected.decode()


def _described(found: page.Page) -> str:
    """``DERIVED`` stands for an id that was made from the words."""
    lines = [f"problem: {problem}" for problem in found.problems]
    for note in found.notes:
        spot = note.anchor
        lines += [
            f"note {note.id} {spot.target} {spot.heading!r} ¶{spot.paragraph} "
            f"{spot.start}-{spot.end} {note.created}",
            f"  quote {note.quote!r}",
            f"  text {note.text!r}",
            f"  tags {' '.join(note.tags)}",
        ]
    text = "".join(f"{line}\n" for line in lines)
    for block in found.blocks:
        if isinstance(block, page.NoteBlock) and (block.repeated or not (block.marked or block.reference)):
            text = text.replace(block.note.id, "DERIVED")
    return text


def test_one_bad_block_harms_only_itself() -> None:
    good = "### A, 2024-04-03 09:14\n\n<!-- note aaaaaa x/1 0-3 -->\n\n> one\n\n^n-aaaaaa\n\nfirst\n\n"
    bad = "### B\n\n<!-- note BBB\n\n> two\n\n"
    last = good.replace("aaaaaa", "cccccc").replace("first", "third")
    found = page.parse(f"## X\n\n{good}{bad}{last}".encode())
    assert [(note.id, note.text) for note in found.notes] == [("aaaaaa", "first"), ("cccccc", "third")]


def test_a_long_hostile_file_is_read_in_time() -> None:
    for line in (
        "#\n",
        "<!-- note aaaaaa x/1 0-1 -->\n",
        "> \n",
        "### a\n> b\n^n-cccccc\n",
        "Tags: #a\n",
        '<!-- note a "',
    ):
        data = (line * 20_000).encode()
        assert page.parse(data).data == data


@pytest.mark.parametrize(
    "line",
    [
        "# " + " " * 200_000 + "x",
        "# " + " #" * 100_000 + "x",
        "### a\n> — [" + "](" * 100_000,
        "<!-- note aaaaaa " + 'a="' * 100_000 + " -->",
        "<!-- note aaaaaa x/1 0-1 " + "--> " * 100_000 + "x",
        "### a\n<!-- note aaaaaa x/1 0-1 -->\nTags:" + " #a" * 100_000 + "#",
        "### a\n<!-- note aaaaaa x/1 0-1 -->\n" + "Tags:\n#a #b\n" * 20_000,
        "### a\n<!-- note aaaaaa x/1 0-1 -->\n> " + "\\" * 200_000,
        "---\n" + "briefing:" + " " * 60_000 + "\n---\n",
    ],
    ids=range(9),
)
def test_a_long_hostile_line_is_read_in_time(line: str) -> None:
    data = line.encode()
    begin = time.process_time()
    assert page.parse(data).data == data
    assert time.process_time() - begin < 2.0


def test_front_matter_is_not_searched() -> None:
    data = b"---\nbriefing: 'a b'\n# no heading\n## none\n---\n\n# Title\n"
    found = page.parse(data)
    assert found.briefing == "a b"
    assert found.notes == ()


def test_what_is_not_utf_8_is_shown_and_locked() -> None:
    found = page.parse("### A\n\n<!-- note aaaaaa x/1 0-3 -->\n\n> Zürich\n".encode("latin-1"))
    assert found.locked
    assert [note.id for note in found.notes] == ["aaaaaa"]
    assert "not UTF-8" in found.problems[0]


NOTE = """\
### A, 2024-04-03 09:14

<!-- note aaaaaa x/1 0-3 -->

> one

^n-aaaaaa

first
second

Tags: #t


"""


def test_where_the_parts_of_a_note_stand() -> None:
    (heading, block) = page.parse(f"## X\n\n{NOTE}".encode()).blocks
    assert isinstance(heading, page.Opaque)
    assert (heading.raw, heading.level, heading.heading) == ("## X\n\n", 2, "X")
    assert isinstance(block, page.NoteBlock)
    assert (block.level, block.marked, block.reference, block.repeated) == (3, True, True, False)
    assert block.marker
    assert block.raw[slice(*block.marker)] == "<!-- note aaaaaa x/1 0-3 -->\n"
    assert block.raw[: block.head].endswith("^n-aaaaaa\n")
    assert block.raw[slice(*block.text)] == "first\nsecond\n"
    assert block.raw[: block.end].endswith("Tags: #t\n")
    assert block.raw[block.end :] == "\n\n"
    assert block.note.created == "2024-04-03T09:14"


def test_where_the_parts_stand_of_a_note_that_lacks_some() -> None:
    (bare,) = page.parse(b"<!-- note aaaaaa . 0-9 -->\n\n\n").blocks
    assert isinstance(bare, page.NoteBlock)
    assert (bare.level, bare.marker, bare.reference, bare.head, bare.text, bare.end) == (
        3,
        (0, 27),
        False,
        27,
        (29, 29),
        27,
    )
    (unmarked,) = page.parse(b"#### A\n\n> one\n\n^n-aaaaaa\nown").blocks
    assert isinstance(unmarked, page.NoteBlock)
    assert (unmarked.level, unmarked.marker, unmarked.marked, unmarked.reference) == (4, None, False, True)
    assert unmarked.raw[slice(*unmarked.text)] == "own"
    assert unmarked.end == len(unmarked.raw)
    (other,) = page.parse(b"### A\n\n<!-- note aaaaaa x/1 0-3 -->\n\n> one\n\n^n-bbbbbb\n").blocks
    assert isinstance(other, page.NoteBlock)
    assert not other.reference
    assert other.note.text == "^n-bbbbbb"


@pytest.mark.parametrize(
    ("data", "kept", "briefing"),
    [
        (b"", False, ""),
        (b"---\nbriefing-notes: 1\nbriefing: a-b\n---\n", True, "a-b"),
        (b"---\r\nbriefing-notes: 1\r\nbriefing: 'a b' \r\n---\r\n", True, "a b"),
        (b'\xef\xbb\xbf---\nbriefing-notes: 1\nbriefing:\t"a"\n--- \n', True, "a"),
        (b"---\nbriefing: a-b\n---", False, "a-b"),
        (b"---\nbriefing: a-b\n", False, ""),
        (b"--- \nbriefing: a-b\n---\n", False, ""),
        (b"\n---\nbriefing: a-b\n---\n", False, ""),
        (b"---\nmine: briefing-notes: 1\n briefing: x\n---\n", False, ""),
        (b"---\nbriefing: a\n<!-- note aaaaaa x/1 0-3 rev=0123456789ab -->\n---\n", True, ""),
        (b"<!-- note aaaaaa x/1 0-3 -->\n", False, ""),
        (b"<!-- note aaaaaa x/1 0-3 rev=0123456789ab -->\n", True, ""),
        (b"---\nbriefing: " + b"x" * 200 + b"\n---\n", False, "x" * 200),
        (b"---\nbriefing: " + b"x" * 201 + b"\n---\n", False, ""),
        (b"---\nbriefing: a\n" + b"x" * 65_513 + b"\n---\n", False, "a"),
        (b"---\nbriefing: a\n" + b"x" * 65_520 + b"\n---\n", False, ""),
    ],
    ids=range(16),
)
def test_what_the_front_matter_tells(data: bytes, kept: bool, briefing: str) -> None:
    found = page.parse(data)
    assert (found.is_kept, found.briefing) == (kept, briefing)
    assert found.data == data


@pytest.mark.parametrize(
    ("text", "line_end"),
    [
        ("", "\n"),
        ("words", "\n"),
        ("a\nb\r\n", "\n"),
        ("a\r\nb\n", "\r\n"),
        ("\r\n", "\r\n"),
        ("\nx", "\n"),
        ("words # x\r# y\n", "\n"),
        ("## X\r\n\r\n### A\n", "\r\n"),
        ("a", "\n"),
    ],
)
def test_lines_end_as_the_first_does(text: str, line_end: str) -> None:
    assert page.parse(text.encode()).line_end == line_end


OURS, THEIRS = "<<<<<<< ours\n", ">>>>>>> theirs\n"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 0),
        (f"{OURS}a\n=======\nb\n{THEIRS}", 1),
        (f"\ufeff{OURS}{THEIRS}", 1),
        (f"a\n\n{OURS}{THEIRS}", 3),
        ("a\n<<<<<<<\r\nb\n>>>>>>>\r\n", 2),
        (OURS, 0),
        (THEIRS + OURS, 0),
        (f" {OURS} {THEIRS}", 0),
        (f"<<<<<<<<\n{THEIRS}", 0),
        (f"{OURS}>>>>>>>>\n", 0),
    ],
)
def test_the_line_of_a_conflict(text: str, line: int) -> None:
    assert page.conflict_line(text) == line
    found = page.parse(text.encode())
    assert found.locked is bool(line)
    told = f"The notes file holds the marks of a merge conflict (line {line}), so nothing is written to it "
    assert found.problems == ((f"{told}before they are gone.",) if line else ())


def test_what_is_wrong_is_told_in_sentences() -> None:
    unmarked = NOTE.replace("<!-- note aaaaaa x/1 0-3 -->\n\n", "").replace("aaaaaa", "bbbbbb")
    found = page.parse(f"{NOTE}{NOTE}{NOTE}{unmarked}Zürich\n".encode("latin-1"))
    names = [note.id for note in found.notes]
    assert len(set(names)) == 4
    assert names == [note.id for note in page.parse(b"## X\n\n" + found.data).notes]
    assert found.problems == (
        "The notes file is not UTF-8, so nothing is written to it before it has been converted.",
        f"Two notes have the id aaaaaa; the second is shown as {names[1]}.",
        f"Two notes have the id aaaaaa; the second is shown as {names[2]}.",
        "Note bbbbbb has lost its marker line and is placed by its quote.",
    )
    assert [block.repeated for block in found.blocks if isinstance(block, page.NoteBlock)] == [
        False,
        True,
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("# A", "A"),
        ("## A ##", "A"),
        ("## A#", "A#"),
        ("## A \\# b", "A # b"),
        ("#\tA\t#\t", "A"),
        ("# #", ""),
        ("#", ""),
        ("   ### A", "A"),
    ],
)
def test_the_words_of_a_heading(line: str, words: str) -> None:
    (found,) = page.parse(f"{line}\n".encode()).blocks
    assert isinstance(found, page.Opaque)
    assert found.heading == words
    assert found.level == line.strip().split()[0].count("#")


@pytest.mark.parametrize("line", ["#A", "    # A", "####### A", "a # A", "\\# A", "#\u00a0A"])
def test_other_lines_are_no_headings(line: str) -> None:
    (found,) = page.parse(f"{line}\n".encode()).blocks
    assert found == page.Opaque(f"{line}\n")


SECTIONS = """\
# Mine

## The lake

### Fish

#### A

<!-- note aaaaaa fish/1 0-3 -->

#### B

<!-- note bbbbbb the-lake/2 0-3 -->

##### Own heading

words

### C

<!-- note cccccc fish/3 0-3 -->

## Else

<!-- note dddddd else/4 0-3 -->

### E

<!-- note eeeeee the-lake/5 0-3 -->
"""


def test_a_note_stands_in_the_section_that_its_marker_names() -> None:
    found = page.parse(SECTIONS.encode())
    assert {note.id: note.anchor.heading for note in found.notes} == {
        "aaaaaa": "Fish",
        "bbbbbb": "The lake",
        "cccccc": "fish",
        "dddddd": "Else",
        "eeeeee": "the-lake",
    }
    (second,) = [note for note in found.notes if note.id == "bbbbbb"]
    assert second.text == "##### Own heading\n\nwords"
    opaque = [block.heading for block in found.blocks if isinstance(block, page.Opaque)]
    assert opaque == ["Mine", "The lake", "Fish", "Else"]


@pytest.mark.parametrize("count", [0, 1, 2, 3, 4])
@pytest.mark.parametrize("end", ["", "\n", "\n\n", "\nown", "\n\nown\n"])
def test_a_quote_is_all_of_its_lines(count: int, end: str) -> None:
    lines = [f"> line{number}" for number in range(count)]
    text = "\n".join(["### A", "", "<!-- note aaaaaa x/1 0-3 -->", *lines]) + end
    (block,) = page.parse(text.encode()).blocks
    assert isinstance(block, page.NoteBlock)
    assert block.note.quote.split() == [f"line{number}" for number in range(count)]
    assert block.note.text == end.strip()
    assert block.raw[block.end :].strip() == ""
    assert block.head <= block.text[0] <= block.text[1] <= len(text)
