"""Every file operation of every change is refused, cut in half, or the last one: the walk over all of them.

After each the notes file holds what it held before or what it should hold, to the byte; what was told as
saved is there; a refusal is told in a sentence; and the next try succeeds. ``-m long`` walks every step.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from briefing.model import Note, text_digest
from briefing.notes import Draft, Drafts, NotesStore, anchor
from briefing.notes.texts import Texts
from tests.faults import SOME_OR_EVERY, TROUBLES, Trouble, happened, steps, unconfirmed
from tests.notes.samples import BRIEFING, note

OWN = "\n## Mine\n\nWhat I know myself.\n"
FIRST = replace(note(10, 40, "First."), id="first1", created="2024-04-03T09:14")
ADDED = replace(note(300, 330, "Added.", ("lake",)), id="added1", created="2024-04-03T09:15")


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", unconfirmed)


def _store(folder: Path) -> NotesStore:
    return NotesStore(folder / "notes", folder / "state")


def _first(folder: Path) -> Note:
    found = _store(folder).load(BRIEFING).note("first1")
    assert found
    return found


def _add(folder: Path) -> None:
    _store(folder).add(BRIEFING, ADDED)


def _edit(folder: Path) -> None:
    known = replace(FIRST, text="First.")
    _store(folder).edit(BRIEFING, known, replace(known, text="Edited.", tags=("new",)))


def _confirm(folder: Path) -> None:
    _store(folder).edit(BRIEFING, FIRST, replace(FIRST, anchor=anchor(BRIEFING, 12, 40)))


def _delete(folder: Path) -> None:
    _store(folder).delete(BRIEFING, FIRST)


def _undo(folder: Path) -> None:
    _store(folder).undo(BRIEFING)


def _data(folder: Path) -> bytes:
    path = _store(folder).path(BRIEFING.id)
    return path.read_bytes() if path.exists() else b""


def _nothing(folder: Path) -> None:
    folder.mkdir()


def _one_note(folder: Path) -> None:
    store = _store(folder)
    store.add(BRIEFING, FIRST)
    path = store.path(BRIEFING.id)
    path.write_text(path.read_text() + OWN)


def _two_notes(folder: Path) -> None:
    _one_note(folder)
    _add(folder)


def _two_names(folder: Path) -> None:
    _one_note(folder)
    os.link(_store(folder).path(BRIEFING.id), folder / "twin.md")


def _a_link(folder: Path) -> None:
    """The notes file is a link to one that is kept elsewhere, as by who keeps notes in a repository."""
    _one_note(folder)
    path = _store(folder).path(BRIEFING.id)
    path.rename(folder / "elsewhere.md")
    path.symlink_to("../elsewhere.md")


CHANGES: dict[str, tuple[Callable[[Path], None], Callable[[Path], None]]] = {
    "the first note": (_nothing, _add),
    "add": (_one_note, _add),
    "edit": (_one_note, _edit),
    "confirm": (_one_note, _confirm),
    "delete": (_one_note, _delete),
    "undo": (_two_notes, _undo),
    "through a link": (_a_link, _add),
}


def _walk(
    folder: Path, trouble: Trouble, step: int, prepare: Callable[[Path], None], act: Callable[[Path], object]
) -> Iterator[tuple[Path, bool]]:
    """For every operation in its turn: the folder after the trouble, and whether it went well."""
    prepare(folder / "first")
    work = folder / "work"
    for at in steps(trouble, step):
        shutil.rmtree(work, ignore_errors=True)
        shutil.copytree(folder / "first", work, symlinks=True)
        if (work / "twin.md").exists():
            (work / "twin.md").unlink()
            os.link(_store(work).path(BRIEFING.id), work / "twin.md")
        reached, told = happened(trouble, at, work, lambda: act(work))
        if not reached:
            return
        yield work, told


@SOME_OR_EVERY
@pytest.mark.parametrize("trouble", TROUBLES, ids=str)
@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_made_or_not_made(tmp_path: Path, name: str, trouble: Trouble, step: int) -> None:
    prepare, act = CHANGES[name]
    prepare(tmp_path / "before")
    old = _data(tmp_path / "before")
    act(tmp_path / "before")
    new = _data(tmp_path / "before")
    assert old != new
    for folder, told in _walk(tmp_path, trouble, step, prepare, act):
        found = _data(folder)
        assert found in ((new,) if told else (old, new))
        if found == new:
            _everything_is_kept(folder, name)
        if found == old or name not in ("delete", "undo"):
            act(folder)
        assert _data(folder) == new
        _everything_is_kept(folder, name)
        if name != "undo":
            _store(folder).undo(BRIEFING)
            assert _data(folder) == (old or _data(folder))
        assert not _store(folder).load(BRIEFING).problems


@SOME_OR_EVERY
@pytest.mark.parametrize("trouble", TROUBLES, ids=str)
def test_what_a_file_with_two_names_held_is_kept_beside_it(
    tmp_path: Path, trouble: Trouble, step: int
) -> None:
    """It is written into, for its other name; what a kill tears is told, and where its old bytes are."""
    _two_names(tmp_path / "before")
    old = _data(tmp_path / "before")
    _add(tmp_path / "before")
    new = _data(tmp_path / "before")
    for folder, told in _walk(tmp_path, trouble, step, _two_names, _add):
        found, notebook = _data(folder), _store(folder).load(BRIEFING)
        if not told and found not in (old, new):
            (kept,) = (folder / "notes").glob("*.kept-by-briefing-*")
            assert kept.read_bytes() == old
            assert str(kept) in notebook.problems[0]
            continue
        assert found in ((new,) if told else (old, new))
        assert notebook.problems == ()
        _add(folder)
        assert _data(folder) == (folder / "twin.md").read_bytes() == new
        assert _store(folder).load(BRIEFING).problems == ()


@SOME_OR_EVERY
@pytest.mark.parametrize("trouble", TROUBLES, ids=str)
def test_a_draft_is_the_old_one_or_the_new(tmp_path: Path, trouble: Trouble, step: int) -> None:
    old, new = (Draft(anchor(BRIEFING, 10, 40), text=text) for text in ("Some words", "Some words and more"))

    def keep(folder: Path, draft: Draft) -> None:
        Drafts(folder / "drafts").keep(BRIEFING.id, "key", draft)

    for folder, told in _walk(tmp_path, trouble, step, lambda at: keep(at, old), lambda at: keep(at, new)):
        assert Drafts(folder / "drafts").find(BRIEFING.id)["key"] in ((new,) if told else (old, new))
        keep(folder, new)
        assert Drafts(folder / "drafts").find(BRIEFING.id) == {"key": new}


def _everything_is_kept(folder: Path, name: str) -> None:
    assert name != "through a link" or _store(folder).path(BRIEFING.id).is_symlink()
    assert Texts(folder / "notes").find(text_digest(BRIEFING.text)) == BRIEFING.text
    trash = b"".join(path.read_bytes() for path in (folder / "state").glob("notes-trash/*"))
    if name == "delete":
        assert b"First." in trash
    if name == "undo":
        assert b"Added." in trash
