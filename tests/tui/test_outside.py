"""The reader's own editor at a note, and back."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

import pytest

from briefing.errors import FileError
from briefing.tui.outside import editor
from tests.tui.conftest import Open, press, reader_of

PATH = Path("/notes/a b.notes.md")


@pytest.mark.parametrize(
    ("environment", "command"),
    [
        ({}, ["vi", "+7", str(PATH)]),
        ({"EDITOR": "nano"}, ["nano", "+7", str(PATH)]),
        (
            {"EDITOR": "nano", "VISUAL": "/usr/bin/nvim -u NONE"},
            ["/usr/bin/nvim", "-u", "NONE", "+7", str(PATH)],
        ),
        ({"EDITOR": "hx"}, ["hx", f"{PATH}:7"]),
        ({"EDITOR": "code"}, ["code", "--wait", "--goto", f"{PATH}:7"]),
        ({"EDITOR": "code --wait"}, ["code", "--wait", "--goto", f"{PATH}:7"]),
        ({"EDITOR": "ed"}, ["ed", str(PATH)]),
        ({"EDITOR": "'my editor'"}, ["my editor", str(PATH)]),
    ],
)
def test_the_command(environment: dict[str, str], command: list[str]) -> None:
    assert editor(environment, PATH, 7) == command


@pytest.mark.parametrize("named", ["vim 'x", " "])
def test_what_is_no_command_is_told(named: str) -> None:
    with pytest.raises(FileError):
        editor({"EDITOR": named}, PATH, 1)


@pytest.fixture
def in_editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """An editor that writes its arguments down and replaces words of the file."""
    script = tmp_path / "vim"
    script.write_text(
        f'#!/bin/sh\necho "$@" > "{tmp_path}/called"\nsed -i \'s/mine/written outside/\' "$2"\n'
    )
    script.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(script))
    monkeypatch.setattr("briefing.tui.app.BriefingApp.suspend", lambda self: nullcontext())
    return tmp_path / "called"


async def test_what_is_written_outside_is_shown(reading: Open, in_editor: Path, notes_folder: Path) -> None:
    async with reading() as pilot:
        await press(pilot, "a", *"mine", "ctrl+s", "right_square_bracket", "a", *"other", "ctrl+s")
        await press(pilot, "g", "e")
        assert [note.text for note in reader_of(pilot).notebook.notes] == ["written outside", "other"]
        line, path = in_editor.read_text().split()
        lines = Path(path).read_text().splitlines()
        assert path == str(notes_folder / "holm-tarr.notes.md")
        assert lines[int(line[1:]) - 1].startswith("### ")
        assert "written outside" in "\n".join(lines[int(line[1:]) : int(line[1:]) + 15])
        await press(pilot, "right_square_bracket", "i", "i", "j", "e")
        line = in_editor.read_text().split()[0]
        assert "other" in "\n".join(lines[int(line[1:]) : int(line[1:]) + 15])


async def test_without_notes_there_is_nothing_to_edit(
    reading: Open, in_editor: Path, notes_folder: Path
) -> None:
    async with reading() as pilot:
        await press(pilot, "e")
        assert "no notes" in " ".join(notice.message for notice in pilot.app._notifications)
    assert not in_editor.exists()
    assert not notes_folder.exists()


async def test_an_editor_that_is_not_there_is_told(reading: Open, in_editor: Path, monkeypatch) -> None:
    monkeypatch.setenv("VISUAL", "no-such-editor")
    async with reading() as pilot:
        await press(pilot, "x", "e")
        assert "'no-such-editor' cannot be started" in " ".join(n.message for n in pilot.app._notifications)
