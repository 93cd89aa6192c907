"""Other programs and sudden ends: two instances, an editor, kills, disks that refuse."""

from __future__ import annotations

import errno
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from briefing.errors import BriefingError
from briefing.notes import NotesStore
from tests.notes.machine import Stores
from tests.notes.samples import BRIEFING, note

WRITER = """
import sys
from pathlib import Path
from briefing.notes import NotesStore
from tests.notes.samples import BRIEFING, note
folder, name, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
store = NotesStore(folder / "notes", folder / "state")
for number in range(count):
    store.add(BRIEFING, note(number % 200, number % 200 + 20, f"{name} {number}."))
    print(number, flush=True)
"""


def _writer(folder: Path, name: str, count: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder), name, str(count)], stdout=subprocess.PIPE, text=True
    )


def _texts(folder: Path) -> list[str]:
    notebook = NotesStore(folder / "notes", folder / "state").load(BRIEFING)
    assert notebook.problems == ()
    return [found.text for found in notebook.notes]


@pytest.mark.parametrize("count", [30, pytest.param(500, marks=pytest.mark.long)])
def test_two_instances_lose_nothing(tmp_path: Path, count: int) -> None:
    writers = [_writer(tmp_path, name, count) for name in ("one", "two")]
    for writer in writers:
        assert writer.communicate(timeout=600)[0].split() == [str(number) for number in range(count)]
    expected = {f"{name} {number}." for name in ("one", "two") for number in range(count)}
    found = _texts(tmp_path)
    assert len(found) == len(expected)
    assert set(found) == expected


@pytest.mark.parametrize("kills", [6, pytest.param(1000, marks=pytest.mark.long)])
def test_a_kill_loses_nothing_that_was_told_as_saved(tmp_path: Path, kills: int) -> None:
    chance = random.Random(7)
    for turn in range(kills):
        if turn % 20 == 0:
            shutil.rmtree(tmp_path / "notes", ignore_errors=True)
            shutil.rmtree(tmp_path / "state", ignore_errors=True)
            told: set[str] = set()
        with _writer(tmp_path, f"run{turn}", 1000) as writer:
            assert writer.stdout
            told.add(f"run{turn} {writer.stdout.readline().strip()}.")
            time.sleep(chance.random() * 0.02)
            writer.send_signal(signal.SIGKILL)
            told |= {f"run{turn} {line.strip()}." for line in writer.stdout if line.endswith("\n")}
        found = _texts(tmp_path)
        assert told <= set(found)
        assert len(found) == len(set(found))


OPERATIONS = ("open", "fsync", "replace", "link", "fchmod", "mkdir")


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EACCES])
@pytest.mark.parametrize("operation", OPERATIONS)
def test_a_disk_that_refuses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, operation: str, code: int
) -> None:
    """Each call of an operation fails once: a sentence, the notes whole, and the next try succeeds."""
    store = NotesStore(tmp_path / "notes", tmp_path / "state")
    kept = store.add(BRIEFING, note(10, 40, "Kept.")).notes[0]
    real = getattr(os, operation)
    for turn in range(1, 12):
        calls = 0

        def failing(*arguments, at=turn, **options):
            nonlocal calls
            calls += 1
            if calls == at:
                raise OSError(code, os.strerror(code))
            return real(*arguments, **options)

        known = NotesStore(tmp_path / "notes", tmp_path / "state").load(BRIEFING).note(kept.id)
        assert known
        edited = replace(known, text=f"Edit {turn}.")
        with monkeypatch.context() as patched:
            patched.setattr(os, operation, failing)
            try:
                store.edit(BRIEFING, known, edited)
                refused = False
            except BriefingError as error:
                refused = True
                assert str(error).endswith(".")
        text = store.path(BRIEFING.id).read_text()
        assert ("Edit" in text or "Kept." in text) and text.endswith("\n")
        if refused:
            again = store.load(BRIEFING).note(kept.id)
            assert again
            store.edit(BRIEFING, again, replace(again, text=f"Edit {turn}."))
        assert f"Edit {turn}." in store.path(BRIEFING.id).read_text()
        assert not [name for name in os.listdir(tmp_path / "notes") if name.endswith(".tmp")]


TestStores = Stores.TestCase
TestStores.settings = settings(max_examples=25, stateful_step_count=20, deadline=None)


@pytest.mark.long
def test_stores_at_length() -> None:
    from hypothesis.stateful import run_state_machine_as_test

    long = settings(
        max_examples=2000, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
    )
    run_state_machine_as_test(Stores, settings=long)
