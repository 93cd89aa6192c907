from __future__ import annotations

from pathlib import Path

import pytest

from briefing import files
from briefing.errors import FileChanged, FileError
from briefing.notes.history import History


@pytest.fixture
def history(tmp_path: Path) -> History:
    return History(tmp_path)


def _trash(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in (folder / "notes-trash").iterdir()}


def test_every_version_of_a_note_is_kept_once(history: History, tmp_path: Path) -> None:
    for words in ("one", "two", "one", "three"):
        history.throw_away("a", "abcdef", words)
    assert _trash(tmp_path) == {"a-abcdef.md": "one", "a-abcdef-2.md": "two", "a-abcdef-3.md": "three"}


def test_a_place_in_the_trash_that_is_taken_at_the_last_moment(
    history: History, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save, theirs = files.save, ["theirs"]

    def late(path: Path, data: bytes, base: str | None) -> None:
        if theirs:
            path.write_text(theirs.pop())
        save(path, data, base)

    monkeypatch.setattr(files, "save", late)
    history.throw_away("a", "abcdef", "mine")
    assert _trash(tmp_path) == {"a-abcdef.md": "theirs", "a-abcdef-2.md": "mine"}


def test_a_trash_that_is_full_is_told(
    history: History, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, data: bytes, base: str | None) -> None:
        raise FileChanged("There is one.")

    monkeypatch.setattr(files, "save", full)
    monkeypatch.setattr(files, "read_if_there", lambda path: b"other")
    with pytest.raises(FileError) as caught:
        history.throw_away("a", "abcdef", "mine")
    assert str(caught.value) == (
        f"The trash {tmp_path}/notes-trash is full of versions of note abcdef; empty it."
    )


def test_changes_come_back_the_latest_first_and_a_damaged_one_is_passed_over(
    history: History, tmp_path: Path
) -> None:
    numbers = [
        history.remember("a", b"old", b"new", "abcdef", "block"),
        history.remember("a", None, b"newer", "bcdefg", "other"),
        history.remember("a", b"newer", b"newest", "cdefgh", "third"),
    ]
    assert numbers == [1, 2, 3]
    assert [(one.number, one.note_id, one.block, one.old) for one in history.changes("a")] == [
        (3, "cdefgh", "third", b"newer"),
        (2, "bcdefg", "other", None),
        (1, "abcdef", "block", b"old"),
    ]
    folder = tmp_path / "notes-history" / "a"
    for damage in (
        b"",
        b"no archive",
        (folder / sorted(path.name for path in folder.iterdir())[0]).read_bytes()[:30],
    ):
        sorted(folder.iterdir())[1].write_bytes(damage)
        assert [one.number for one in history.changes("a")] == [3, 1]
    sorted(folder.iterdir())[2].unlink()
    assert [one.number for one in history.changes("a")] == [1]
    history.forget("a", 1)
    history.forget("a", 1)
    assert list(history.changes("a")) == []


def test_an_entry_that_goes_while_it_is_read_is_none(
    history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    history.remember("a", b"old", b"new", "abcdef", "block")
    monkeypatch.setattr(files, "read_if_there", lambda path: None)
    assert list(history.changes("a")) == []


def test_a_number_that_is_taken_at_the_last_moment(
    history: History, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "_numbers", lambda folder: [])
    assert history.remember("a", None, b"new", "abcdef", "block") == 1
    assert history.remember("a", None, b"newer", "abcdef", "block") == 2


def test_a_history_that_cannot_be_listed_is_told(history: History, tmp_path: Path) -> None:
    (tmp_path / "notes-history").mkdir()
    (tmp_path / "notes-history" / "a").write_text("no folder")
    with pytest.raises(FileError) as caught:
        list(history.changes("a"))
    assert str(caught.value) == (
        f"The earlier states in {tmp_path}/notes-history/a cannot be listed, since a file stands in the "
        "place of a folder; move it away."
    )
