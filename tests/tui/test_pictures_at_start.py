"""The real program, opened again: the picture of the last time comes first, and the same screen after it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.tui.test_drafts_in_terminal import Terminal

ENTER, LEAVE = b"\x1b[?1049h", b"\x1b[?1049l"


def opened(home: Path, keys: str = "q") -> bytes:
    """All that a terminal is told from the start to the end, when some keys are typed."""
    program = Terminal(home)
    program.wait_for(b"Entities")
    program.read(1.0)
    program.type(keys)
    status = program.ended()
    program.read(0.2)
    os.close(program.terminal)
    assert status == 0
    return program.shown


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path


def test_the_second_time_the_picture_comes_first(home: Path) -> None:
    first = opened(home)
    second = opened(home)
    # The modes of the terminal are asked for by the application, which comes later than the picture.
    assert b"fisheries" not in first[: first.index(b"\x1b[?1000h")]
    assert b"fisheries" in second[: second.index(b"\x1b[?1000h")]
    assert [shown.count(ENTER) for shown in (first, second)] == [1, 1]
    assert [shown.count(LEAVE) for shown in (first, second)] == [1, 1]


def test_keys_count_from_the_first_moment(home: Path) -> None:
    opened(home)
    program = Terminal(home)
    program.wait_for(b"fisheries")
    os.write(program.terminal, b"q")
    assert program.ended() == 0
    program.read(0.2)
    os.close(program.terminal)
    assert program.shown.count(LEAVE) == 1


def test_a_text_that_changed_is_not_shown_as_it_was(home: Path) -> None:
    opened(home)
    (home / "talks.txt").write_text("Minister Ada Holm met Minister Iven Tarr. They agreed on quotas.\n")
    program = Terminal(home)
    program.wait_for(b"Entities")
    assert b"fisheries" not in program.shown[: program.shown.index(b"\x1b[?1000h")]
    program.type("q")
    assert program.ended() == 0
    os.close(program.terminal)


def test_a_picture_of_what_has_to_be_read_once_more(home: Path) -> None:
    """As after an update of the program, which may find other things in the same text."""
    opened(home)
    for kept in (home / "cache" / "briefing" / "briefings").iterdir():
        kept.unlink()
    shown = opened(home)
    assert b"fisheries" in shown[: shown.index(b"\x1b[?1000h")]
    assert b"Traceback" not in shown
