"""The notes on all briefings in one list."""

from __future__ import annotations

import pytest

from briefing.library.catalogue import Library
from briefing.library.opening import Opening
from briefing.model import Note
from briefing.notes import NotesStore, anchor
from briefing.tui.app import BriefingApp
from briefing.tui.screens.notes import NotesScreen
from tests.tui.conftest import press, reader_of

TEXTS = {
    "holm": "# Holm and Tarr\n\n## Fisheries\n\n"
    "Ada Holm stressed that the strait must stay open to both fleets.\n",
    "lind": "# Lind and Wren\n\n## Grain\n\nThe ministers agreed on wheat.\n\n"
    "## Rail\n\nMinister Wren spoke of the railway.\n",
}


@pytest.fixture
def app(tmp_path, monkeypatch):
    from textual.widgets import Input

    monkeypatch.setattr(Input, "cursor_blink", False)
    folder = tmp_path / "library"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / f"{name}.md").write_text(f"---\nid: {name}\ndate: 2031-04-0{len(name)}\n---\n\n{text}")
    library = Library(folder, bundled=False)
    store = NotesStore(tmp_path / "notes", tmp_path / "elsewhere")
    for name, words, text, tags in (
        ("holm", "strait must stay open", "as in May", ("drift",)),
        ("lind", "agreed on wheat", "new", ("grain",)),
        ("lind", "spoke of the railway", "", ()),
    ):
        briefing = library.open(name)
        start = briefing.text.index(words)
        spot = anchor(briefing, start, start + len(words))
        store.add(briefing, Note("", spot, words, text, tags))
    return BriefingApp(Opening(None, None, folder, tmp_path / "notes", bundled=False))


async def open_list(pilot) -> None:
    await press(pilot)  # the library comes first
    await press(pilot, "M")


async def listed(pilot) -> list[str]:
    await pilot.app.workers.wait_for_complete()
    await pilot.pause(0.15)
    notes = pilot.app.screen.notes
    return [str(notes.rows[n].label) for n in range(len(notes.rows))]


async def test_all_notes_by_briefing(app) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await open_list(pilot)
        rows = await listed(pilot)
        assert rows == [
            "2031-04-04  Holm and Tarr",
            "● as in May #drift",
            "2031-04-04  Lind and Wren",
            "● new #grain",
            "○ spoke of the railway",
        ]
        assert "● 3" in str(app.screen.foot.place)
        assert "strait must stay open" in str(app.screen.query_one("#notes-card").content)


async def test_enter_goes_to_the_passage(app) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await open_list(pilot)
        await listed(pilot)
        await press(pilot, "j", "j", "enter")
        await pilot.pause(0.1)
        await press(pilot)
        reader = reader_of(pilot)
        assert reader.briefing.id == "lind"
        assert reader.briefing.surface(reader.panes.text.position.current).startswith("Minister Wren")


async def test_they_are_narrowed_as_one_types(app) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await open_list(pilot)
        await listed(pilot)
        await press(pilot, "slash", *"section", "colon", *"grain")
        assert (await listed(pilot))[1:] == ["● new #grain"]
        await press(pilot, *["backspace"] * 13, *"nothing")
        assert await listed(pilot) == ["No notes are so"]
        await press(pilot, "escape")
        assert len(await listed(pilot)) == 5
        assert app.screen.notes.has_focus


async def test_a_note_whose_text_is_gone_is_listed_and_says_so(app, tmp_path) -> None:
    (tmp_path / "library" / "lind.md").unlink()
    async with app.run_test(size=(100, 30)) as pilot:
        await open_list(pilot)
        rows = await listed(pilot)
        assert "lind (its text is not in the library)" in rows
        await press(pilot, "j", "enter")
        assert isinstance(app.screen, NotesScreen)
        assert "without their text" in " ".join(notice.message for notice in app._notifications)


async def test_it_leads_back_to_where_one_came_from(app) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await press(pilot)
        before = app.screen
        await press(pilot, "M", "M", "q")
        await pilot.pause()
        assert app.screen is before


async def test_none_yet(app, tmp_path) -> None:
    for path in (tmp_path / "notes").glob("*.md"):
        path.unlink()
    async with app.run_test(size=(100, 30)) as pilot:
        await open_list(pilot)
        assert (await listed(pilot))[0].startswith("No notes yet")


async def test_one_key_to_the_other_account_of_a_meeting(app, tmp_path) -> None:
    for name, issuer in (("a-ours", "Nordland"), ("b-theirs", "Sudria")):
        (tmp_path / "library" / f"{name}.md").write_text(
            f"---\nid: {name}\ndate: 2031-05-01\nissuer: {issuer}\nparties: [Nordland, Sudria]\n---\n\n"
            f"# Talks\n\n## Fish\n\n{issuer} spoke of fish.\n"
        )
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot)
        app.open_path(str(tmp_path / "library" / "a-ours.md"))
        await press(pilot)
        await pilot.pause(0.1)
        for expected in ("b-theirs", "a-ours"):
            await press(pilot, "C")
            await pilot.pause(0.2)
            await press(pilot)
            assert reader_of(pilot).briefing.id == expected
        app.open_path(str(tmp_path / "library" / "lind.md"))
        await press(pilot)
        await pilot.pause(0.1)
        await press(pilot, "C")
        assert "no other readout" in " ".join(notice.message for notice in app._notifications)
