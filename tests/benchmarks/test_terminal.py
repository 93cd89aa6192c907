"""What measures programs in a terminal measures right: held against a program whose every figure is known."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from statistics import median

import pytest

pytest.importorskip("pyte")
if sys.platform != "linux":
    pytest.skip("needs Linux", allow_module_level=True)

from tests.benchmarks.terminal.goals import GOALS, Goal
from tests.benchmarks.terminal.readouts import FORMS, SOUGHT, readout
from tests.benchmarks.terminal.screen import Picture
from tests.benchmarks.terminal.session import Session

KNOWN = r"""
import os, signal, sys, time, tty
tty.setraw(0)
say = lambda words: os.write(1, words.encode())
signal.signal(signal.SIGWINCH, lambda *_: say("\x1b[3;1Hsize %d by %d" % os.get_terminal_size(0)))
say("\x1b[?2026$p")
answer = os.read(0, 11)
kept = bytearray(b"x") * (32 << 20)
time.sleep(0.2)
say("\x1b[2J\x1b[1;1Hready " + ascii(answer))
for key in iter(lambda: os.read(0, 1), b"q"):
    if key == b"j":
        say("\x1b[1;1H")
        time.sleep(0.04)
        say("\x1b[2;1H%018d" % time.monotonic_ns())
    if key == b"u":
        say("\x1b[?2026h\x1b[4;1H%018d" % time.monotonic_ns())
        time.sleep(0.06)
        say("\x1b[?2026l")
    if key == b"m":
        time.sleep(0.05)
        say("\x1b[2J\x1b[5;1Hready")
    if key == b"w":
        say("\x1b[?25l")
    if key == b"c":
        end = time.process_time() + 0.1
        while time.process_time() < end:
            pass
time.sleep(0.1)
"""
"""Ready after 0.2 s; j paints after 0.04 s, u in an update of 0.06 s, w nothing; c and q take 0.1 s."""


@pytest.fixture
def known(tmp_path: Path) -> list[str]:
    path = tmp_path / "known.py"
    path.write_text(KNOWN)
    return [sys.executable, "-I", "-S", str(path)]


def test_times_bytes_memory_and_leaving(known: list[str]) -> None:
    with Session(known, {}) as session:
        assert 0.2 <= session.wait_for("ready", 20) < 5
        assert "?2026;2$y" in session.lines[0]
        lines = [session.press("j") for _ in range(3)]
        assert 0.04 <= median(one.seconds or 0 for one in lines) < 0.4
        assert [one.size for one in lines] == [6 + 6 + 18] * 3
        assert max(one.cpu for one in lines) < 0.03
        assert 0.06 <= (session.press("u").seconds or 0) < 0.5
        assert 32 < session.memory < 32 + 40
        assert session.resize(90, 30).seconds is not None
        assert session.lines[2].startswith("size 90 by 30 ")
        assert 0.1 <= session.leave("q") < 1


def test_cpu_time_of_the_idle_and_of_those_that_work(known: list[str]) -> None:
    with Session(known, {}) as session:
        session.wait_for("ready", 20)
        assert session.idle(0.1) < 50
        session.type("c")
        assert 80 <= session.idle(0.8) * 0.8 < 150


def test_the_answer_to_the_first_key_is_awaited(known: list[str]) -> None:
    with Session(known, {}) as session:
        shown = session.wait_for("ready", 20)
        assert shown + 0.04 <= session.wait_for_answer("jm", "ready", 20) < shown + 1


def test_what_changes_no_cell_is_no_reaction(known: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.benchmarks.terminal.session.PATIENCE", 0.3)
    with Session(known, {}) as session:
        session.wait_for("ready", 20)
        assert session.press("x").seconds is None
        reaction = session.press("w")
        assert (reaction.seconds, reaction.cpu, reaction.size) == (None, 0, 6)


def test_a_program_that_never_shows_it_is_told_and_ended(known: list[str]) -> None:
    with pytest.raises(TimeoutError, match="did not come"), Session(known, {}) as session:
        session.wait_for("another word", 0.5)
    with pytest.raises(ProcessLookupError):
        os.kill(session.process, 0)


def test_what_a_terminal_knows_beyond_its_emulator() -> None:
    picture = Picture(20, 5)
    assert picture.feed(b"\x1b[1;1Hab\x1b[3b|\x1b[>4;1mX\x1b[?2026$p\x1bP1$r0m\x1b\\\x1b[38:2::1:2:3mY")
    assert picture.lines[0].strip() == "abbbb|XY"
    assert not picture.feed(b"\x1b[1;1Ha")
    assert picture.feed(b"\x1b[1S")
    assert picture.lines[0].strip() == ""
    assert not picture.feed("\x1b[2;1Hé".encode()[:-1])
    assert picture.feed("é".encode()[-1:])
    assert not picture.feed(b"\x1b[?2026h\x1b[2Jnew")
    assert picture.feed(b"\x1b[?20") is False
    assert picture.feed(b"26l")


def test_the_texts_have_the_same_words_in_all_forms(tmp_path: Path) -> None:
    for name in ("seed", "40 KB"):
        made = readout(name, tmp_path)
        words = {
            form: re.sub(
                r"<book-title>.*?</book-title>|<[^>]+>|^#+ ", " ", path.read_text(), flags=re.MULTILINE
            ).split()
            for form, path in made.forms.items()
        }
        assert set(words) == set(FORMS)
        assert words["txt"] == words["md"] == words["fb2"]
        assert words["txt"].count(SOUGHT) >= 2
        assert made.begins in made.forms["txt"].read_text()


def test_goals_are_of_medians_beside_programs_and_texts() -> None:
    measured = {
        "seed": {"briefing": {"start": [90, 100, 900]}, "epy": {"start": [200]}},
        "1 MB": {"briefing": {"start": [150.0], "line": [1.0] * 19 + [100.0]}},
    }
    assert Goal("seed", "start", 1).reached(measured) == 100
    assert Goal("seed", "start", 1, "epy").reached(measured) == 0.5
    assert Goal("1 MB", "start", 1, "seed").reached(measured) == 1.5
    assert Goal("1 MB", "line", 1, share="p95").reached(measured) == pytest.approx(5.95)
    assert Goal("1 MB", "start", 1, "epy").reached(measured) is None
    assert len({goal.said for goal in GOALS}) == len(GOALS)
