from __future__ import annotations

import gzip
import os
from dataclasses import replace
from pathlib import Path

import pytest

from briefing import files
from briefing.errors import FileChanged, FileError, NotesError
from briefing.model import Note, text_digest
from briefing.notes import NotesStore, anchor
from tests.notes.samples import BRIEFING, PARAGRAPHS, briefing, note


@pytest.fixture
def store(tmp_path: Path) -> NotesStore:
    return _store(tmp_path)


def _store(folder: Path) -> NotesStore:
    return NotesStore(folder / "notes", folder / "state")


def _everything(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_reading_creates_nothing(store: NotesStore, tmp_path: Path) -> None:
    notebook = store.load(BRIEFING)
    assert (notebook.notes, notebook.problems, notebook.digest, notebook.writable) == ((), (), None, True)
    assert store.all_notes() == ()
    with pytest.raises(NotesError, match="no change"):
        store.undo(BRIEFING)
    assert list(tmp_path.iterdir()) == []


def test_a_note_is_there_after_a_restart(store: NotesStore, tmp_path: Path) -> None:
    notebook = store.add(BRIEFING, note(10, 40, "Words.", ("lake",)))
    again = _store(tmp_path).load(BRIEFING)
    (found,) = again.notes
    assert found.id == notebook.touched
    assert (found.text, found.tags, found.quote) == ("Words.", ("lake",), BRIEFING.text[10:40])
    assert found.created
    assert again.placements[found.id].status == "same"
    assert (again.placements[found.id].start, again.placements[found.id].end) == (10, 40)
    assert again.to_check == ()


def test_the_annotated_text_is_kept_before_the_note(store: NotesStore) -> None:
    store.add(BRIEFING, note(10, 40))
    kept = store.path(BRIEFING.id).parent / ".texts" / f"{text_digest(BRIEFING.text)}.gz"
    assert gzip.decompress(kept.read_bytes()).decode() == BRIEFING.text


def test_a_damaged_kept_text_is_written_anew(store: NotesStore, tmp_path: Path) -> None:
    store.add(BRIEFING, note(10, 40))
    kept = store.path(BRIEFING.id).parent / ".texts" / f"{text_digest(BRIEFING.text)}.gz"
    kept.write_bytes(kept.read_bytes()[:20])
    _store(tmp_path).add(BRIEFING, note(10, 40))
    assert gzip.decompress(kept.read_bytes()).decode() == BRIEFING.text


def test_every_kind_of_note(store: NotesStore) -> None:
    for spot in (anchor(BRIEFING, target="briefing"), anchor(BRIEFING, 250, target="section")):
        store.add(BRIEFING, Note("", spot, text="About it."))
    store.add(BRIEFING, Note("", anchor(BRIEFING, 24, 33, target="entity"), text="About it."))
    notebook = store.load(BRIEFING)
    assert [found.anchor.target for found in notebook.notes] == ["briefing", "section", "entity"]
    assert notebook.notes[2].anchor.heading == "country:RU-X"
    assert {place.status for place in notebook.placements.values()} == {"same"}
    lake = notebook.placements[notebook.notes[1].id]
    assert BRIEFING.text[lake.start :].startswith("They discussed the lake.")


def test_what_the_user_wrote_by_hand_stays(store: NotesStore) -> None:
    store.add(BRIEFING, note(10, 40, "First."))
    path = store.path(BRIEFING.id)
    by_hand = path.read_text().replace("First.", "First, by hand.") + "\n## Mine\n\nMy own words.\n"
    path.write_text(by_hand)
    notebook = store.add(BRIEFING, note(300, 320, "Second."))
    text = path.read_text()
    assert "First, by hand." in text
    assert "## Mine\n\nMy own words.\n" in text
    assert [found.text for found in notebook.notes] == ["First, by hand.", "Second."]


def test_a_file_changed_outside_is_noticed(store: NotesStore) -> None:
    notebook = store.load(BRIEFING)
    assert not store.changed(notebook)
    notebook = store.add(BRIEFING, note(10, 40, "First."))
    assert not store.changed(notebook)
    notebook.path.write_text(notebook.path.read_text() + "\n")
    assert store.changed(notebook)


def test_both_texts_are_kept_where_both_sides_changed_a_note(store: NotesStore) -> None:
    old = store.add(BRIEFING, note(10, 40, "Old.", ("a", "b"))).notes[0]
    path = store.path(BRIEFING.id)
    path.write_text(path.read_text().replace("Old.", "Theirs.").replace("#a", "#a #theirs"))
    notebook = store.edit(BRIEFING, old, replace(old, text="Ours.", tags=("b", "ours")))
    assert notebook.notes[0].text == "Theirs.\n\nOurs."
    assert notebook.notes[0].tags == ("theirs", "b", "ours")
    assert "both texts" in notebook.problems[0]


def test_one_side_alone_is_taken_over(store: NotesStore) -> None:
    old = store.add(BRIEFING, note(10, 40, "Old.", ("a",))).notes[0]
    path = store.path(BRIEFING.id)
    path.write_text(path.read_text().replace("Old.", "Theirs."))
    notebook = store.edit(BRIEFING, old, replace(old, tags=("a", "ours")))
    assert (notebook.notes[0].text, notebook.notes[0].tags) == ("Theirs.", ("a", "ours"))
    assert notebook.problems == ()


def test_an_edited_note_that_was_deleted_outside_comes_back(store: NotesStore) -> None:
    old = store.add(BRIEFING, note(10, 40, "Old.")).notes[0]
    store.path(BRIEFING.id).unlink()
    notebook = store.edit(BRIEFING, old, replace(old, text="New."))
    assert [(found.id, found.text) for found in notebook.notes] == [(old.id, "New.")]
    assert "written again" in notebook.problems[0]


def test_a_save_that_is_tried_again_is_made_once(store: NotesStore) -> None:
    known = store.add(BRIEFING, note(10, 40, "Words.\n", name="abcdef")).notes[0]
    assert len(store.add(BRIEFING, note(10, 40, "Words.\n", name="abcdef")).notes) == 1
    assert len(store.add(BRIEFING, note(10, 40, "Other.", name="abcdef")).notes) == 2
    for _ in range(2):
        notebook = store.edit(BRIEFING, known, replace(known, text="Longer words.\n", tags=("#a b",)))
        assert notebook.note("abcdef").text == "Longer words."
        assert notebook.problems == ()


@pytest.mark.parametrize("created", ["", "yesterday", "x\n# y", "2024-04-03T09:14:59+02:00"])
def test_times_are_kept_to_the_minute(store: NotesStore, created: str) -> None:
    (found,) = store.add(BRIEFING, replace(note(10, 40), created=created)).notes
    assert len(found.created) == 16
    assert not created.startswith("2024") or found.created == "2024-04-03T09:14"


def test_a_note_of_another_maker_keeps_its_id(store: NotesStore) -> None:
    path = store.path(BRIEFING.id)
    path.parent.mkdir()
    path.write_text("### A\n\n<!-- note x1 the-lake/3 10-20 -->\n\n> Words.\n\n^n-x1\n")
    (known,) = store.load(BRIEFING).notes
    path.write_text("")
    assert [found.id for found in store.edit(BRIEFING, known, replace(known, text="New.")).notes] == ["x1"]


def test_a_note_changed_outside_is_not_deleted(store: NotesStore) -> None:
    old = store.add(BRIEFING, note(10, 40, "Old.")).notes[0]
    path = store.path(BRIEFING.id)
    path.write_text(path.read_text().replace("Old.", "Theirs."))
    with pytest.raises(NotesError, match="look at it"):
        store.delete(BRIEFING, old)
    assert "Theirs." in path.read_text()


def test_undo_takes_back_change_after_change_after_a_restart(store: NotesStore, tmp_path: Path) -> None:
    states = [store.add(BRIEFING, note(10, 40, "First."))]
    states.append(store.add(BRIEFING, note(300, 320, "Second.")))
    second = states[-1].note(states[-1].touched)
    assert second
    states.append(store.edit(BRIEFING, second, replace(second, text="Edited.")))
    first = states[0].notes[0]
    store.delete(BRIEFING, first)
    for state in reversed(states):
        undone = _store(tmp_path).undo(BRIEFING)
        assert undone.digest == state.digest
        assert undone.notes == state.notes
    assert _store(tmp_path).undo(BRIEFING).notes == ()
    with pytest.raises(NotesError, match="no change"):
        store.undo(BRIEFING)


def test_undo_leaves_what_others_did(store: NotesStore) -> None:
    store.add(BRIEFING, note(10, 40, "First."))
    first = store.load(BRIEFING).notes[0]
    path = store.path(BRIEFING.id)
    store.delete(BRIEFING, first)
    path.write_text(path.read_text() + "\n## Mine\n\nMy own words.\n")
    assert [found.text for found in store.undo(BRIEFING).notes] == ["First."]
    assert "My own words." in path.read_text()
    assert store.undo(BRIEFING).notes == ()
    assert "My own words." in path.read_text()


def test_undo_refuses_where_the_note_was_changed_since(store: NotesStore) -> None:
    store.add(BRIEFING, note(10, 40, "First."))
    path = store.path(BRIEFING.id)
    path.write_text(path.read_text().replace("First.", "Theirs."))
    with pytest.raises(NotesError, match="changed again"):
        store.undo(BRIEFING)
    assert "Theirs." in path.read_text()


def test_undo_does_not_spend_the_history_of_a_file_that_is_gone(store: NotesStore, tmp_path: Path) -> None:
    store.add(BRIEFING, note(10, 40, "First."))
    store.add(BRIEFING, note(10, 40, "Second."))
    data = store.path(BRIEFING.id).read_bytes()
    store.path(BRIEFING.id).unlink()
    with pytest.raises(NotesError, match="is gone"):
        store.undo(BRIEFING)
    store.path(BRIEFING.id).write_bytes(data)
    assert [found.text for found in store.undo(BRIEFING).notes] == ["First."]


def test_nothing_that_leaves_the_file_is_lost(store: NotesStore, tmp_path: Path) -> None:
    first = store.add(BRIEFING, note(10, 40, "Deleted.")).notes[0]
    store.delete(BRIEFING, first)
    notebook = store.add(BRIEFING, note(10, 40, "Taken back."))
    store.undo(BRIEFING)
    thrown = b"".join(path.read_bytes() for path in (tmp_path / "state" / "notes-trash").iterdir())
    assert b"Deleted." in thrown
    assert b"Taken back." in thrown
    assert notebook.touched.encode() in thrown


def test_the_history_is_bounded(store: NotesStore, tmp_path: Path) -> None:
    for number in range(30):
        store.add(BRIEFING, note(10, 40, str(number)))
    assert len(list((tmp_path / "state" / "notes-history" / BRIEFING.id).iterdir())) == 20
    for _ in range(20):
        store.undo(BRIEFING)
    assert len(store.load(BRIEFING).notes) == 10


def test_a_corrected_text_keeps_its_notes(store: NotesStore) -> None:
    spots = [
        (BRIEFING.text.index(words), words)
        for words in ("the bridge at Zenda", "Access to the lake", "in spring")
    ]
    for start, words in spots:
        store.add(BRIEFING, note(start, start + len(words)))
    corrected = briefing(
        (
            *PARAGRAPHS[:2],
            "A new paragraph.",
            PARAGRAPHS[2].replace("Access", "Entry"),
            PARAGRAPHS[3],
            "They parted.",
        )
    )
    notebook = store.load(corrected)
    found = {known.quote: notebook.placements[known.id] for known in notebook.notes}
    assert found["the bridge at Zenda"].status == "same"
    lake = found["Access to the lake"]
    assert lake.status == "changed"
    assert corrected.text[lake.start : lake.end] == "Entry to the lake"
    assert found["in spring"].status == "orphan"
    assert [known.quote for known in notebook.to_check] == ["Access to the lake", "in spring"]


def test_a_confirmed_place_is_no_question_any_more(store: NotesStore) -> None:
    start = BRIEFING.text.index("Access to the lake")
    store.add(BRIEFING, note(start, start + 18))
    corrected = briefing((*PARAGRAPHS[:2], PARAGRAPHS[2].replace("Access", "Entry"), *PARAGRAPHS[3:]))
    notebook = store.load(corrected)
    (known,) = notebook.to_check
    place = notebook.placements[known.id]
    spot = anchor(corrected, place.start, place.end)
    notebook = store.edit(corrected, known, replace(known, anchor=spot))
    assert notebook.to_check == ()
    assert notebook.notes[0].quote == "Access to the lake"
    assert (notebook.placements[known.id].start, notebook.placements[known.id].end) == (
        place.start,
        place.end,
    )


@pytest.mark.parametrize(
    "name", ["../../etc/x", "A B", "ümlaut", "a/b", "", ".hidden", "x" * 300, "nul\0", "a--b"]
)
def test_names_stay_in_the_folder(store: NotesStore, tmp_path: Path, name: str) -> None:
    path = store.path(name)
    assert path.parent == tmp_path / "notes"
    assert set(path.name.removesuffix(".notes.md")) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert len(path.name) < 120


def test_all_notes_lists_every_file(store: NotesStore) -> None:
    store.add(BRIEFING, note(10, 40, "First."))
    store.add(briefing(name="A strange name"), note(10, 40, "Second."))
    store.path("broken").mkdir()
    found = {file.briefing: file for file in store.all_notes()}
    assert set(found) == {BRIEFING.id, "A strange name", "broken"}
    assert found["A strange name"].notes[0].text == "Second."
    assert "folder" in found["broken"].problems[0]


def _folder(path: Path) -> None:
    path.mkdir(parents=True)


def _conflict(path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.write_text("<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n")


def _latin(path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.write_bytes("Zürich".encode("latin-1"))


def _pipe(path: Path) -> None:
    path.parent.mkdir(parents=True)
    os.mkfifo(path)


def _loop(path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.symlink_to(path)


def _file_for_folder(path: Path) -> None:
    path.parent.write_text("no folder")


@pytest.mark.parametrize("damage", [_folder, _conflict, _latin, _pipe, _loop, _file_for_folder])
def test_what_cannot_be_written_is_told_and_left_alone(store: NotesStore, tmp_path: Path, damage) -> None:
    damage(store.path(BRIEFING.id))
    before = _everything(tmp_path / "notes")
    notebook = store.load(BRIEFING)
    assert not notebook.writable
    assert len(notebook.problems) == 1
    known = Note("abcdef", anchor(BRIEFING, 0, 5), "x", "old")
    for write in (
        lambda: store.add(BRIEFING, known),
        lambda: store.edit(BRIEFING, known, replace(known, text="new")),
        lambda: store.delete(BRIEFING, known),
        lambda: store.undo(BRIEFING),
    ):
        with pytest.raises((NotesError, FileError)):
            write()
    after = _everything(tmp_path / "notes")
    assert {name: data for name, data in after.items() if ".texts" not in name} == before


def test_a_briefing_that_was_read_from_a_hostile_text_can_be_annotated(store: NotesStore) -> None:
    text = "\ud800 \x1b]0;x\x07 <!-- note abc --> \u202e\n\n# --> ```\n\n> x"
    odd = replace(BRIEFING, id="odd", title="\n# x\ud800", issuer="*\n", parties=("\x00", "no: [", "\ud800"))
    odd = replace(
        odd,
        source=replace(BRIEFING.source, text=text, url="https://e.org/\ud800)\n#"),
        sections=(),
        blocks=(),
    )
    notebook = store.add(odd, Note("", anchor(odd, 0, len(text)), text, text, (text,)))
    (found,) = notebook.notes
    assert notebook.placements[found.id].start == 0
    assert found.text == text.replace("\ud800", "\ufffd")
    assert notebook.problems == ()


def test_a_save_that_loses_the_race_is_made_again(store: NotesStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """An editor that writes between our reading and our writing keeps its words."""
    path = store.path(BRIEFING.id)
    store.add(BRIEFING, note(10, 40, "First."))
    save, races = files.save, [1, 2, 3]

    def racing(target: Path, data: bytes, base: str | None) -> None:
        if target == path and races:
            path.write_text(path.read_text() + f"\nOutside {races.pop()}.\n")
        save(target, data, base)

    monkeypatch.setattr(files, "save", racing)
    notebook = store.add(BRIEFING, note(300, 320, "Second."))
    text = path.read_text()
    assert all(f"Outside {number}." in text for number in (1, 2, 3))
    assert len(notebook.notes) == 2


def test_what_a_kill_left_half_written_is_told(store: NotesStore, tmp_path: Path) -> None:
    store.add(BRIEFING, note(10, 40, "First."))
    path = store.path(BRIEFING.id)
    old = path.read_bytes()
    os.link(path, tmp_path / "twin.md")
    kept = path.with_name(f"{path.name}.kept-by-briefing-{'0' * 12}-0a1b")
    kept.write_bytes(old)
    path.write_bytes(old[:50])
    problems = store.load(BRIEFING).problems
    assert problems[0] == (
        f"{path} was being written when the program was killed; what it held before is in {kept}."
    )


def test_the_line_of_a_note(store: NotesStore) -> None:
    with pytest.raises(NotesError, match=r"^There are no notes on .* yet: a writes the first\.$"):
        store.line(BRIEFING, "abcdef")
    store.add(BRIEFING, note(10, 40, "First."))
    second = store.add(BRIEFING, note(300, 320, "Second.")).touched
    lines = store.path(BRIEFING.id).read_text().split("\n")
    at = store.line(BRIEFING, second)
    assert lines[at - 1].startswith("### ")
    assert lines[at + 1].startswith(f"<!-- note {second} ")
    assert store.line(BRIEFING, "nobody") == 1


def test_a_file_that_cannot_be_read_any_more_is_another(store: NotesStore) -> None:
    notebook = store.add(BRIEFING, note(10, 40, "First."))
    notebook.path.unlink()
    notebook.path.mkdir()
    assert store.changed(notebook)
    assert not store.changed(store.load(BRIEFING))


def test_a_file_that_another_program_writes_all_the_time(
    store: NotesStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = store.add(BRIEFING, note(10, 40, "First.")).notes[0]

    save = files.save

    def late(path: Path, data: bytes, base: str | None) -> None:
        if path == store.path(BRIEFING.id):
            raise FileChanged("It was changed.")
        save(path, data, base)

    monkeypatch.setattr(files, "save", late)
    told = f"{store.path(BRIEFING.id)} is being written by another program all the time; try again."
    for write in (
        lambda: store.edit(BRIEFING, known, replace(known, text="New.")),
        lambda: store.undo(BRIEFING),
    ):
        with pytest.raises(NotesError) as caught:
            write()
        assert str(caught.value) == told


def test_an_edit_is_taken_back_where_others_wrote_beside_it(store: NotesStore) -> None:
    known = store.add(BRIEFING, note(10, 40, "First.")).notes[0]
    store.edit(BRIEFING, known, replace(known, text="Edited."))
    path = store.path(BRIEFING.id)
    path.write_text(path.read_text() + "\n## Mine\n\nMy own words.\n")
    assert [found.text for found in store.undo(BRIEFING).notes] == ["First."]
    assert "My own words." in path.read_text()
