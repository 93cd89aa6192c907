"""Notes from the keyboard: three keys, and never a word lost."""

import re

from briefing.notes import Drafts
from tests.tui.conftest import Open, press, reader_of

NEXT = "right_square_bracket"


def file_text(notes_folder) -> str:
    return (notes_folder / "holm-tarr.notes.md").read_text(encoding="utf-8")


def marks(screen) -> list[str]:
    pane = screen.panes.text
    return [screen.briefing.text[m.start : m.end] for m in pane.painter.notes.all]


async def test_a_note_in_three_keys_and_it_is_there_again(reading: Open, notes_folder) -> None:
    before_text, after_text = ["v", "a"], ["ctrl+s"]
    assert len(before_text) + len(after_text) <= 3 + 1
    async with reading() as pilot:
        await press(pilot, NEXT)
        await press(pilot, *before_text, *"Open", "space", *"question", *after_text)
        screen = reader_of(pilot)
        assert screen.editor is None
        assert marks(screen) == [
            "The Foreign Minister stressed that the Amber Strait must stay open to both fleets."
        ]
        assert screen.panes.text.has_focus
    written = file_text(notes_folder)
    assert "Open question" in written
    assert "> The Foreign Minister stressed" in written
    async with reading() as pilot:
        assert len(marks(reader_of(pilot))) == 1
        assert "●1" in str(reader_of(pilot).panes.contents.rows[1].label)


async def test_the_sign_in_the_margin(reading: Open) -> None:
    async with reading() as pilot:
        screen = reader_of(pilot)
        await press(pilot, NEXT, "x")
        assert "○" in "".join(strip.text for strip in screen._compositor.render_strips())
        await press(pilot, "a", *"words", "ctrl+s")
        assert "●" in "".join(strip.text for strip in screen._compositor.render_strips())


async def test_editing_a_note_changes_it(reading: Open, notes_folder) -> None:
    async with reading() as pilot:
        await press(pilot, "a", *"first", "ctrl+s")
        await press(pilot, "a", *"X", "ctrl+s")
    assert "firstX" in file_text(notes_folder)
    assert len(re.findall("<!-- note", file_text(notes_folder))) == 1


async def test_tags(reading: Open, notes_folder) -> None:
    async with reading() as pilot:
        await press(pilot, "a", *"text", "tab", *"trade", "space", *"#fish", "ctrl+s")
        assert reader_of(pilot).notebook.notes[0].tags == ("trade", "fish")
    assert "Tags: #trade #fish" in file_text(notes_folder)


async def test_highlight_and_again(reading: Open) -> None:
    async with reading() as pilot:
        screen = reader_of(pilot)
        await press(pilot, "x")
        assert len(marks(screen)) == 1
        await press(pilot, "x")
        assert marks(screen) == []


async def test_delete_and_undo_even_after_a_restart(reading: Open) -> None:
    async with reading() as pilot:
        await press(pilot, "a", *"keep", "ctrl+s")
        await press(pilot, "D")
        assert marks(reader_of(pilot)) == []
    async with reading() as pilot:
        assert marks(reader_of(pilot)) == []
        await press(pilot, "U")
        assert len(marks(reader_of(pilot))) == 1
        assert reader_of(pilot).notebook.notes[0].text == "keep"


async def test_nothing_typed_is_no_note(reading: Open, notes_folder) -> None:
    async with reading() as pilot:
        await press(pilot, "a", "ctrl+s")
        assert reader_of(pilot).editor is None
    assert not notes_folder.exists()


async def test_escape_keeps_a_draft_that_is_there_again(reading: Open, notes_folder) -> None:
    async with reading() as pilot:
        await press(pilot, NEXT, "a", *"half", "escape")
        assert reader_of(pilot).editor is None
        await press(pilot, "a")
        assert reader_of(pilot).editor.text == "half"
        await press(pilot, "escape")
    async with reading() as pilot:
        screen = reader_of(pilot)
        assert screen.panes.text.position.section == 1
        await press(pilot, "a")
        assert screen.editor.text == "half"
        await press(pilot, "ctrl+s")
    assert "half" in file_text(notes_folder)
    async with reading() as pilot:
        assert reader_of(pilot).drafts == {}


async def test_leaving_while_writing_keeps_a_draft(reading: Open) -> None:
    async with reading() as pilot:
        await press(pilot, "a", *"gone", "ctrl+q")
    async with reading() as pilot:
        assert [draft.text for draft in reader_of(pilot).drafts.values()] == ["gone"]


async def test_a_draft_is_kept_while_typing(reading: Open, sample_app) -> None:
    async with reading() as pilot:
        await press(pilot, "a", *"twentyfive letters typed..".replace(" ", "_"))
        drafts: Drafts = pilot.app.disk.drafts
        assert any(draft.text.startswith("twentyfive") for draft in drafts.find("holm-tarr").values())


async def test_a_save_that_fails_keeps_the_words_in_the_editor(reading: Open, notes_folder) -> None:
    notes_folder.write_text("a file where the folder should be")
    async with reading() as pilot:
        await press(pilot, "a", *"words", "ctrl+s")
        editor = reader_of(pilot).editor
        assert editor is not None
        assert editor.text == "words"
        assert "Not saved." in str(editor.query_one("#about").content)


async def test_a_note_on_a_section(reading: Open, notes_folder) -> None:
    async with reading() as pilot:
        await press(pilot, NEXT, "A", *"whole", "ctrl+s")
        screen = reader_of(pilot)
        assert screen.notebook.notes[0].anchor.target == "section"
        assert "●1" in str(screen.panes.contents.rows[1].label)


async def test_the_list_of_notes_leads_to_the_passage(reading: Open) -> None:
    async with reading() as pilot:
        screen = reader_of(pilot)
        await press(pilot, "G", "a", *"last", "ctrl+s")
        await press(pilot, "g", "a", *"first", "ctrl+s")
        await press(pilot, "i", "i", "j", "enter")
        words = screen.briefing.surface(screen.panes.text.position.current)
        assert words.startswith("It was noted")


async def test_next_and_previous_note(reading: Open) -> None:
    async with reading() as pilot:
        screen = reader_of(pilot)
        await press(pilot, "G", "x")
        await press(pilot, "g", NEXT, "x")
        await press(pilot, "g", "J")
        assert screen.panes.text.position.section == 1
        await press(pilot, "J")
        assert screen.panes.text.position.section == 3
        await press(pilot, "K")
        assert screen.panes.text.position.section == 1


async def test_delete_from_the_list(reading: Open) -> None:
    async with reading() as pilot:
        await press(pilot, "a", *"one", "ctrl+s")
        await press(pilot, "i", "i", "D")
        assert reader_of(pilot).notebook.notes == ()
        await press(pilot, "U")
        assert len(reader_of(pilot).notebook.notes) == 1


async def test_a_paragraph_is_quoted_whole(reading: Open, notes_folder) -> None:
    async with reading() as pilot:
        await press(pilot, NEXT, "v", "v", "a", *"both", "ctrl+s")
        quote = reader_of(pilot).notebook.notes[0].quote
        assert quote.endswith("publish its catch figures.")


async def test_a_selection_is_annotated_exactly_though_a_mark_lies_in_it(reading: Open) -> None:
    async with reading() as pilot:
        screen = reader_of(pilot)
        await press(pilot, NEXT, "x")
        await press(pilot, "v", "v", "a", *"whole", "ctrl+s")
        notes = screen.notebook.notes
        assert sorted(note.is_highlight for note in notes) == [False, True]
        assert any(note.quote.endswith("publish its catch figures.") for note in notes)
        await press(pilot, "v", "a")
        assert screen.editor.note.is_highlight


async def test_a_motion_out_of_the_selection_drops_it(reading: Open) -> None:
    async with reading() as pilot:
        text = reader_of(pilot).panes.text
        await press(pilot, "v", "right_parenthesis")
        assert text.selection is None
        await press(pilot, "v", "v", "left_parenthesis")
        assert text.selection is not None


async def test_two_windows_keep_two_drafts(reading: Open) -> None:
    async with reading() as one:
        await press(one, "a", *"first", "escape")
        key = next(iter(reader_of(one).drafts))
        async with reading() as other:
            reader_of(other).drafts.clear()
            await press(other, "a", *"second", "escape")
            assert next(iter(reader_of(other).drafts)) != key
    async with reading() as pilot:
        texts = {draft.text for draft in reader_of(pilot).drafts.values()}
        assert texts == {"first", "second"}
        await press(pilot, "i", "i")
        rows = reader_of(pilot).panes.side.rows
        labels = [str(rows.rows[n].label) for n in range(len(rows.rows))]
        assert labels[0] == "Never saved"
        await press(pilot, "enter")
        assert reader_of(pilot).editor.text in texts


async def test_the_panel_shows_the_drafts_as_they_are(reading: Open) -> None:
    async with reading() as pilot:
        await press(pilot, "i", "i", "escape")
        for keys in (
            ["a", *"first", "escape"],
            ["a", *"more", "escape"],
            [")", ")", "a", *"other", "escape"],
        ):
            await press(pilot, *keys)
        rows = reader_of(pilot).panes.side.rows.rows
        labels = " ".join(str(row.label) for row in rows)
        assert "firstmore" in labels and "other" in labels


async def test_the_note_on_a_section_is_opened_again(reading: Open) -> None:
    async with reading() as pilot:
        await press(pilot, NEXT, "A", *"one", "ctrl+s")
        await press(pilot, "A")
        assert reader_of(pilot).editor.text == "one"


async def test_what_another_program_writes_is_shown(reading: Open, notes_folder) -> None:
    async with reading() as pilot:
        await press(pilot, "a", *"mine", "ctrl+s")
        path = notes_folder / "holm-tarr.notes.md"
        path.write_text(path.read_text(encoding="utf-8").replace("mine", "theirs"), encoding="utf-8")
        pilot.app.keeper.look()
        await press(pilot)
        assert [note.text for note in reader_of(pilot).notebook.notes] == ["theirs"]
        await press(pilot, "a")
        assert reader_of(pilot).editor.text == "theirs"


async def test_undoing_says_what_it_did(reading: Open) -> None:
    async with reading() as pilot:
        await press(pilot, "a", *"words", "ctrl+s")
        await press(pilot, "U")
        told = [notice.message for notice in pilot.app._notifications]
        assert any("words" in message and "gone" in message for message in told)


async def test_what_the_disk_refuses_to_keep_is_not_left(reading: Open) -> None:
    from briefing import paths

    async with reading() as pilot:
        await press(pilot, "a", *"words")
        drafts = paths.state() / "drafts"
        drafts.parent.mkdir(parents=True, exist_ok=True)
        for path in drafts.glob("*"):
            path.unlink()
        if drafts.is_dir():
            drafts.rmdir()
        drafts.write_text("a file where the folder should be")
        await press(pilot, "ctrl+q")
        assert pilot.app.is_running and pilot.app.return_code is None
        assert reader_of(pilot).editor.text == "words"
        assert any(notice.severity == "error" for notice in pilot.app._notifications)
        drafts.unlink()
        await pilot.press("ctrl+q")
        assert pilot.app.return_code == 0
    async with reading() as pilot:
        assert [draft.text for draft in reader_of(pilot).drafts.values()] == ["words"]
