"""``notes merge`` by hand and as git calls it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from briefing.cli.merging import FAILED
from briefing.notes import NotesStore
from tests.notes.hands import chosen
from tests.notes.samples import BRIEFING, note

ROOT = Path(__file__).parent.parent.parent
BASE = "## The lake\n\n### ¶2\n\n<!-- note aaaaaa the-lake/2 1-5 -->\n\n> words\n\n^n-aaaaaa\n\nFirst.\n"
OURS, THEIRS = BASE.replace("First.", "Mine."), BASE.replace("### ¶2", "### Theirs")


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path, Path]:
    paths = tmp_path / "base", tmp_path / "ours", tmp_path / "theirs"
    for path, text in zip(paths, (BASE, OURS, THEIRS), strict=True):
        path.write_text(text)
    return paths


def test_what_both_did_is_written_into_ours(run, files):
    done = run("notes", "merge", *files)
    assert (done.status, done.out, done.err) == (0, "", "")
    assert files[1].read_text() == OURS.replace("### ¶2", "### Theirs")
    assert (files[0].read_text(), files[2].read_text()) == (BASE, THEIRS)


@pytest.mark.parametrize("option", ["-p", "--stdout"])
def test_it_can_be_printed(run, files, option):
    done = run("notes", "merge", option, *files)
    assert (done.status, done.out) == (0, OURS.replace("### ¶2", "### Theirs"))
    assert files[1].read_text() == OURS


def test_what_is_printed_is_byte_for_byte(files):
    data = THEIRS.encode() + b"\ncaf\xe9\r\n"
    files[2].write_bytes(data)
    files[1].write_text(BASE)
    command = [sys.executable, "-m", "briefing", "notes", "merge", "-p", *files]
    assert subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout == data


def test_conflicts_are_told(run, files):
    files[2].write_text(BASE.replace("First.", "Theirs."))
    done = run("notes", "merge", *files)
    assert done.status == 1
    assert (
        done.err == "briefing: Both sides changed the text of note aaaaaa; choose where the file is marked.\n"
    )
    assert "<<<<<<< ours\nMine.\n=======\nTheirs.\n>>>>>>> theirs\n" in files[1].read_text()


def test_what_is_settled_is_told(run, files):
    files[2].write_text("")
    done = run("notes", "merge", *files)
    assert (done.status, files[1].read_text()) == (0, OURS)
    assert "Note aaaaaa was deleted on one side and changed on the other, and is kept." in done.err


def test_there_need_be_no_base(run, files):
    files[0].unlink()
    files[2].write_text(BASE.replace("aaaaaa", "bbbbbb"))
    assert run("notes", "merge", *files).status == 0
    assert re.findall(r"\^n-(\w+)", files[1].read_text()) == ["aaaaaa", "bbbbbb"]


@pytest.mark.parametrize("missing", [1, 2])
def test_no_merge_is_another_status_than_a_conflict(run, files, missing):
    files[missing].unlink()
    done = run("notes", "merge", *files)
    assert done.status == FAILED > 128
    assert "cannot be opened" in done.err
    assert files[1].exists() == (missing == 2) and (missing == 1 or files[1].read_text() == OURS)


def test_three_files_are_needed(run, files):
    assert run("notes", "merge", *files[:2]).status == 2


@pytest.fixture
def git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., subprocess.CompletedProcess[str]]:
    """A repository that knows the driver, set up as the README says."""
    if not shutil.which("git"):
        pytest.skip("no git")
    folder, programs = tmp_path / "repository", tmp_path / "programs"
    for path in (folder, programs):
        path.mkdir()
    program = programs / "briefing"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m briefing "$@"\n')
    program.chmod(0o755)
    settings = {
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        **{f"GIT_{who}_NAME": "Reader" for who in ("AUTHOR", "COMMITTER")},
        **{f"GIT_{who}_EMAIL": "reader@example.org" for who in ("AUTHOR", "COMMITTER")},
    }
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    for variable in [name for name in os.environ if name.startswith("GIT_") and name not in settings]:
        monkeypatch.delenv(variable)

    def call(*words: str, status: int = 0) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(["git", *words], cwd=folder, capture_output=True, text=True, check=False)
        assert done.returncode == status, done.stdout + done.stderr
        return done

    call("init", "--quiet", "--initial-branch=main")
    return call


@pytest.fixture
def driver(git, tmp_path: Path) -> None:
    readme = (ROOT / "README.md").read_text()
    lines = re.findall(r"^\$ (git config merge\..*|echo '.*\.gitattributes)$", readme, re.MULTILINE)
    assert len(lines) == 2
    for line in lines:
        subprocess.run(["/bin/sh", "-c", line], cwd=tmp_path / "repository", check=True)


@pytest.fixture
def store(tmp_path: Path) -> NotesStore:
    return NotesStore(tmp_path / "repository", tmp_path / "state")


def commit(git, words: str) -> None:
    git("add", "--all")
    git("commit", "--quiet", "--message", words)


def two_branches(git, store: NotesStore, ours: Callable[[], object], theirs: Callable[[], object]) -> None:
    commit(git, "Base")
    git("checkout", "--quiet", "-b", "theirs")
    theirs()
    commit(git, "Theirs")
    git("checkout", "--quiet", "main")
    ours()
    commit(git, "Ours")


@pytest.mark.parametrize("known", [True, False], ids=["with the driver", "without it"])
def test_notes_in_the_same_gap(git, store, request, known):
    if known:
        request.getfixturevalue("driver")
    store.add(BRIEFING, note(0, 20, "Before."))
    store.add(BRIEFING, note(80, 90, "After."))
    two_branches(
        git,
        store,
        lambda: store.add(BRIEFING, note(50, 60, "Ours.")),
        lambda: store.add(BRIEFING, note(40, 45, "Theirs.")),
    )
    git("merge", "--quiet", "theirs", status=0 if known else 1)
    notebook = store.load(BRIEFING)
    assert notebook.writable == known
    if known:
        assert [found.text for found in notebook.notes] == ["Before.", "Theirs.", "Ours.", "After."]
        assert notebook.problems == ()
        assert git("status", "--porcelain").stdout == ""


def test_files_that_both_branches_began(git, driver, store, tmp_path):
    (tmp_path / "repository" / "other").write_text("")
    two_branches(
        git,
        store,
        lambda: store.add(BRIEFING, note(210, 220, "Ours.")),
        lambda: store.add(BRIEFING, note(40, 45, "Theirs.")),
    )
    git("merge", "--quiet", "theirs")
    notebook = store.load(BRIEFING)
    assert ([found.text for found in notebook.notes], notebook.problems) == (["Theirs.", "Ours."], ())


@pytest.mark.parametrize("pick", ["ours", "theirs"])
def test_one_text_that_both_branches_changed(git, driver, store, pick):
    (old,) = store.add(BRIEFING, note(0, 20, "Old.", ("kept",))).notes
    two_branches(
        git,
        store,
        lambda: store.edit(BRIEFING, old, replace(old, text="Ours.", tags=("kept", "mine"))),
        lambda: store.edit(BRIEFING, old, replace(old, text="Theirs.", tags=("kept", "yours"))),
    )
    done = git("merge", "theirs", status=1)
    assert f"Both sides changed the text of note {old.id}" in done.stderr + done.stdout
    marked = store.load(BRIEFING)
    assert not marked.writable
    assert "merge conflict" in marked.problems[0]
    assert "Ours." in marked.notes[0].text and "Theirs." in marked.notes[0].text
    path = store.path(BRIEFING.id)
    path.write_bytes(chosen(path.read_bytes(), pick))
    commit(git, "Chosen")
    solved = store.load(BRIEFING)
    assert (solved.writable, solved.problems) == (True, ())
    (found,) = solved.notes
    assert (found.id, found.text, found.tags) == (old.id, f"{pick.title()}.", ("kept", "mine", "yours"))
    store.edit(BRIEFING, found, replace(found, text="Both."))
