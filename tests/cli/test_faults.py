"""Every file operation of the commands that write for the user is refused, cut in half, or the last one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.cli import main
from briefing.errors import BriefingError
from briefing.notes import page
from tests.faults import SOME_OR_EVERY, TROUBLES, Trouble, happened, steps, unconfirmed

TEXT = (
    "# Talks in Strelsau\n\n## Opening\n\nMinister Berg of Norway met Minister Lund of Sweden.\n\n"
    "## The lake\n\nThey discussed the lake.\n"
)


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which everything lies that the commands read and write."""
    folder = tmp_path / "work"
    for kind in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(folder / kind.lower()))
    folder.mkdir()
    (folder / "talks.md").write_text(TEXT)
    monkeypatch.setattr(os, "fsync", unconfirmed)
    return folder


def _run(capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    """What a command prints; what it refuses is raised."""
    capsys.readouterr()
    status = main([str(argument) for argument in arguments])
    captured = capsys.readouterr()
    if status:
        raise BriefingError(captured.err.removeprefix("briefing: ").rstrip("\n"))
    return captured.out


def _walk(work: Path, trouble: Trouble, step: int, act: Callable[[], object]):
    shutil.copytree(work, work.parent / "first")
    for at in steps(trouble, step):
        shutil.rmtree(work)
        shutil.copytree(work.parent / "first", work)
        reached, told = happened(trouble, at, work, act)
        if not reached:
            return
        yield told


@SOME_OR_EVERY
@pytest.mark.parametrize("trouble", TROUBLES, ids=str)
def test_export(work: Path, trouble: Trouble, step: int, capsys: pytest.CaptureFixture[str]) -> None:
    text, out = work / "talks.md", work / "out.md"
    _run(capsys, "notes", "add", text, "--quote", "the lake", "--text", "Which one?")
    wanted = _run(capsys, "export", "--format", "markdown", text)
    assert "Which one?" in wanted
    notes = {path: path.read_bytes() for path in work.rglob("*.notes.md")}

    def export() -> None:
        _run(capsys, "export", "--format", "markdown", text, "-o", out)

    for told in _walk(work, trouble, step, export):
        assert {path: path.read_bytes() for path in work.rglob("*.notes.md")} == notes
        if told:
            assert out.read_text() == wanted
            continue
        if out.exists():
            # Whole; or, where the notes could not be read, which was told, without them.
            assert out.read_text() in (wanted, "")
            out.unlink()
        export()
        assert out.read_text() == wanted


@SOME_OR_EVERY
@pytest.mark.parametrize("trouble", TROUBLES, ids=str)
def test_notes_add(work: Path, trouble: Trouble, step: int, capsys: pytest.CaptureFixture[str]) -> None:
    text = work / "talks.md"

    def texts() -> list[str]:
        files = list(work.rglob("*.notes.md"))
        return [note.text for file in files for note in page.parse(file.read_bytes()).notes]

    def add(words: str = "Second.") -> None:
        assert _run(capsys, "notes", "add", text, "--section", "The lake", "--text", words).strip()

    add("First.")
    for told in _walk(work, trouble, step, add):
        assert texts() in ([["First.", "Second."]] if told else [["First."], ["First.", "Second."]])
        add("Third.")
        assert {"First.", "Third."} <= set(texts())
