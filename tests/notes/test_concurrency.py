"""Other programs and sudden ends: two instances, an editor, kills, disks that refuse."""

from __future__ import annotations

import errno
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule

from briefing.errors import BriefingError, NotesError
from briefing.notes import NotesStore, body
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


class Stores(RuleBasedStateMachine):
    """Two instances and an editor on one file, against a dictionary of what every note should say."""

    ids = Bundle("ids")

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="notes-"))
        self.stores = [NotesStore(self.folder / "notes", self.folder / "state") for _ in range(2)]
        self.expected: dict[str, str] = {}
        self.by_hand: list[str] = []
        self.undone: list[dict[str, str]] = []

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    @property
    def path(self) -> Path:
        return self.stores[0].path(BRIEFING.id)

    @initialize()
    def nothing(self) -> None:
        assert self.stores[0].load(BRIEFING).notes == ()

    @rule(target=ids, who=st.integers(0, 1), start=st.integers(0, 400), text=st.text(max_size=20))
    def add(self, who: int, start: int, text: str) -> str:
        self.undone.append(dict(self.expected))
        notebook = self.stores[who].add(BRIEFING, note(start, start + 9, text))
        self.expected[notebook.touched] = body.canonical_text(text)
        return notebook.touched

    @rule(who=st.integers(0, 1), name=ids, text=st.text(max_size=20))
    def edit(self, who: int, name: str, text: str) -> None:
        known = self.stores[who].load(BRIEFING).note(name)
        if known is None or body.canonical_text(text) == known.text:
            return
        self.undone.append(dict(self.expected))
        self.stores[who].edit(BRIEFING, known, replace(known, text=text))
        self.expected[name] = body.canonical_text(text)

    @rule(who=st.integers(0, 1), name=ids)
    def delete(self, who: int, name: str) -> None:
        known = self.stores[who].load(BRIEFING).note(name)
        if known is None:
            with pytest.raises(NotesError):
                self.stores[who].delete(BRIEFING, replace(note(0, 5), id=name))
            return
        self.undone.append(dict(self.expected))
        self.stores[who].delete(BRIEFING, known)
        del self.expected[name]

    @rule(who=st.integers(0, 1))
    def undo(self, who: int) -> None:
        if self.undone and self.path.exists():
            self.stores[who].undo(BRIEFING)
            self.expected = self.undone.pop()

    @rule(words=st.sampled_from(["one", "two", "three"]))
    def write_by_hand(self, words: str) -> None:
        if not self.path.exists():
            return
        line = f"By hand {len(self.by_hand)}: {words}."
        self.by_hand.append(line)
        data = self.path.read_bytes()
        self.path.write_bytes(data + f"\n## Mine {len(self.by_hand)}\n\n{line}\n".encode())

    @invariant()
    def nothing_is_lost(self) -> None:
        notebook = self.stores[0].load(BRIEFING)
        assert {found.id: found.text for found in notebook.notes} == self.expected
        assert notebook.problems == ()
        if self.by_hand:
            text = self.path.read_text("utf-8")
            assert all(line in text for line in self.by_hand)


TestStores = Stores.TestCase
TestStores.settings = settings(max_examples=25, stateful_step_count=20, deadline=None)


@pytest.mark.long
def test_stores_at_length() -> None:
    from hypothesis.stateful import run_state_machine_as_test

    long = settings(
        max_examples=2000, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
    )
    run_state_machine_as_test(Stores, settings=long)
