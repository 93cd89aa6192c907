"""Everyday work with notes: tags, repeating, notes on sections, entities and the whole, narrowing."""

from __future__ import annotations

from tests.tui.conftest import Open, press, press_only, reader_of
from tests.tui.test_notes import NEXT, file_text, marks


def typed(words: str) -> list[str]:
    names = {
        " ": "space",
        "#": "number_sign",
        ":": "colon",
        '"': "quotation_mark",
        "/": "slash",
        "-": "minus",
    }
    return [names.get(letter, letter) for letter in words]


def rows(pilot) -> list[str]:
    shown = reader_of(pilot).panes.side.rows
    return [str(shown.rows[n].label) for n in range(len(shown.rows))]


def told(pilot) -> str:
    return " ".join(notice.message for notice in pilot.app._notifications)


async def test_tags_on_a_passage_without_a_note(reading: Open, notes_folder) -> None:
    async with reading() as pilot:
        await press(pilot, NEXT, "number_sign", *typed("fish trade/#x"), "enter")
        (note,) = reader_of(pilot).notebook.notes
        assert note.tags == ("fish", "trade/#x".replace("#", "-")) or note.tags == ("fish", "trade/-x")
        assert note.text == ""
        assert marks(reader_of(pilot))
    assert "Tags: #fish" in file_text(notes_folder)


async def test_tags_of_a_note_are_changed_and_taken_away(reading: Open) -> None:
    async with reading() as pilot:
        await press(pilot, "a", *typed("words"), "tab", *typed("one two"), "ctrl+s")
        await press(pilot, "number_sign", *["backspace"] * 4, *typed("three"), "enter")
        assert reader_of(pilot).notebook.notes[0].tags == ("one", "three")
        await press(pilot, "number_sign", *["backspace"] * 10, "enter")
        assert reader_of(pilot).notebook.notes[0].tags == ()
        await press(pilot, "number_sign", *typed("four"), "escape")
        assert reader_of(pilot).notebook.notes[0].tags == ()


async def test_a_known_tag_is_completed(reading: Open) -> None:
    async with reading() as pilot:
        await press(pilot, "number_sign", *typed("fisheries"), "enter")
        await press(pilot, NEXT, "a", *typed("words"), "tab", *typed("fi"))
        await pilot.pause(0.1)
        await press(pilot, "tab", "ctrl+s")
        assert [note.tags for note in reader_of(pilot).notebook.notes] == [("fisheries",), ("fisheries",)]


async def test_tab_goes_from_the_text_to_the_tags_and_back(reading: Open) -> None:
    async with reading() as pilot:
        await press(pilot, "a", "tab", *typed("one"), "tab", *typed("words"), "tab", *typed(" two"), "ctrl+s")
        (note,) = reader_of(pilot).notebook.notes
        assert (note.text, note.tags) == ("words", ("one", "two"))


async def test_a_known_tag_is_chosen_from_the_list(reading: Open) -> None:
    async with reading() as pilot:
        await press(pilot, "number_sign", *typed("fisheries"), "enter")
        await press(pilot, NEXT, "number_sign")
        await pilot.pause(0.1)
        await press(pilot, "down", "enter", *typed("new"), "enter")
        assert reader_of(pilot).notebook.notes[1].tags == ("fisheries", "new")


async def test_the_dot_repeats_tags_on_the_next_passage(reading: Open) -> None:
    async with reading() as pilot:
        await press(pilot, "number_sign", *typed("drift"), "enter")
        await press(pilot, NEXT, "full_stop", NEXT, "full_stop")
        assert [note.tags for note in reader_of(pilot).notebook.notes] == [("drift",)] * 3


async def test_the_dot_adds_tags_to_those_of_a_note(reading: Open) -> None:
    async with reading() as pilot:
        await press(pilot, NEXT, "a", *typed("words"), "tab", *typed("mine"), "ctrl+s", "g")
        await press(pilot, "number_sign", *typed("drift"), "enter", NEXT, "full_stop")
        assert {note.tags for note in reader_of(pilot).notebook.notes} == {("drift",), ("mine", "drift")}


async def test_the_dot_repeats_a_highlight_and_never_takes_one_away(reading: Open) -> None:
    async with reading() as pilot:
        await press(pilot, "x", NEXT, "full_stop", "full_stop")
        assert len(marks(reader_of(pilot))) == 2
        assert "marked already" in told(pilot)


async def test_the_dot_repeats_a_note_with_its_tags(reading: Open) -> None:
    async with reading() as pilot:
        await press(pilot, "a", *typed("one"), "tab", *typed("drift"), "ctrl+s")
        await press(pilot, NEXT, "full_stop", *typed("two"), "ctrl+s")
        notes = reader_of(pilot).notebook.notes
        assert [(note.text, note.tags) for note in notes] == [("one", ("drift",)), ("two", ("drift",))]


async def test_the_dot_has_nothing_to_repeat_at_first(reading: Open) -> None:
    async with reading() as pilot:
        await press(pilot, "full_stop")
        assert "nothing to repeat" in told(pilot)


async def test_a_note_on_an_entity(reading: Open, notes_folder) -> None:
    async with reading() as pilot:
        await press(pilot, "i", "a", *typed("ours"), "ctrl+s")
        (note,) = reader_of(pilot).notebook.notes
        assert note.anchor.target == "entity"
        await press(pilot, "i")
        assert "● ours" in str(reader_of(pilot).panes.side.query_one("#card").content)
        await press(pilot, "a")
        assert reader_of(pilot).editor.text == "ours"
    assert "## Entities" in file_text(notes_folder)


async def test_a_note_on_a_section_from_the_contents(reading: Open) -> None:
    async with reading() as pilot:
        await press(pilot, "t", "j", "a", *typed("all of it"), "ctrl+s")
        (note,) = reader_of(pilot).notebook.notes
        assert (note.anchor.target, note.anchor.heading) == ("section", "Fisheries")


async def test_a_note_on_the_whole_briefing(reading: Open, notes_folder) -> None:
    async with reading() as pilot:
        await press(pilot, "t", "asterisk", *typed("in short"), "ctrl+s", "asterisk")
        assert reader_of(pilot).editor.text == "in short"
    assert "## The whole briefing" in file_text(notes_folder)


async def test_a_note_from_a_statement(reading: Open) -> None:
    async with reading() as pilot:
        await press(pilot, NEXT, "i", "i", "i", "a", *typed("strong"), "ctrl+s")
        (note,) = reader_of(pilot).notebook.notes
        assert note.quote.startswith("The Foreign Minister stressed")


async def test_a_note_of_the_list_is_opened_for_writing(reading: Open) -> None:
    async with reading() as pilot:
        await press(pilot, "a", *typed("first"), "ctrl+s", "i", "i", "a")
        assert reader_of(pilot).editor.text == "first"


async def test_the_list_of_notes_is_narrowed(reading: Open) -> None:
    async with reading() as pilot:
        await press(pilot, "number_sign", *typed("drift"), "enter")
        await press(pilot, NEXT, "a", *typed("open strait"), "ctrl+s", NEXT, "x")
        await press(pilot, "i", "slash", *typed("tag:drift"))
        assert rows(pilot)[0] == "Notes 1 of 3"
        await press(pilot, *["backspace"] * 9, *typed("side:issuer"))
        assert [row for row in rows(pilot) if "open strait" in row] and len(rows(pilot)) == 2
        await press(pilot, *["backspace"] * 11, *typed("section:grain is:high"), "enter")
        assert len(rows(pilot)) == 2
        assert reader_of(pilot).panes.side.rows.has_focus
        await press(pilot, "enter")
        assert reader_of(pilot).panes.text.position.section == 2
        await press(pilot, "i", "slash", "escape")
        assert rows(pilot)[0] == "Notes 3"


async def test_a_filter_that_there_is_not_is_told_and_changes_nothing(reading: Open) -> None:
    async with reading() as pilot:
        await press(pilot, "x", "i", "slash", *typed("is:zzz"))
        assert "and not" in str(reader_of(pilot).panes.side.query_one(".problem").content)
        assert rows(pilot)[0] == "Notes 1"


async def test_another_change_leaves_the_open_editor_alone(reading: Open) -> None:
    async with reading() as pilot:
        screen = reader_of(pilot)
        await press(pilot, "x", "a", *typed("half"))
        screen.panes.text.focus()
        await press(pilot, NEXT, "x")
        assert len(screen.notebook.notes) == 2
        assert screen.editor is not None and screen.editor.text == "half"
        await press(pilot, "U")
        assert screen.editor is not None and screen.editor.text == "half"


async def test_what_is_typed_while_a_note_is_saved_stays(reading: Open) -> None:
    async with reading() as pilot:
        screen = reader_of(pilot)
        await press(pilot, "a", *typed("one"))
        screen.editor.action_save_note()
        screen.editor.query_one("TextArea").insert(" and two")
        await press(pilot)
        assert screen.editor is not None
        assert screen.editor.text == "one and two"
        await press(pilot, "ctrl+s")
        assert screen.editor is None
        assert [note.text for note in screen.notebook.notes] == ["one and two"]


async def test_keys_pressed_while_the_disk_is_waited_for_go_to_the_text(reading: Open, monkeypatch) -> None:
    import asyncio

    async with reading() as pilot:
        screen, disk = reader_of(pilot), pilot.app.disk
        gate, write = asyncio.Event(), disk.change_note

        async def slowly(*wanted):
            await gate.wait()
            return await write(*wanted)

        monkeypatch.setattr(disk, "change_note", slowly)
        await press_only(pilot, "a", *typed("one"), "ctrl+s", NEXT, NEXT)
        assert screen.editor is not None
        assert screen.panes.text.position.section == 0
        gate.set()
        await press(pilot)
        await press(pilot)
        assert screen.editor is None
        assert screen.notebook.notes[0].text == "one"
        assert screen.panes.text.position.section == 2


async def test_keys_pressed_before_a_refusal_go_on_in_the_note(reading: Open, monkeypatch) -> None:
    import asyncio

    from briefing.errors import FileError

    async with reading() as pilot:
        screen, disk = reader_of(pilot), pilot.app.disk
        gate = asyncio.Event()

        async def refuse(*wanted):
            await gate.wait()
            raise FileError("The disk is full.")

        monkeypatch.setattr(disk, "change_note", refuse)
        await press_only(pilot, "a", *typed("one"), "ctrl+s", *typed(" two"))
        gate.set()
        await press(pilot)
        await press(pilot)
        assert screen.editor.text == "one two"
        assert "The disk is full." in str(screen.editor.query_one("#about").content)
