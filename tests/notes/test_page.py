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
