"""Keys that come in one piece, as over a slow line: each goes to what it was typed for."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from typing import Any

import pytest
from textual.events import Key, Paste

from briefing.notes import page
from briefing.tui import typing_ahead
from briefing.tui.screens.notes import NotesScreen
from briefing.tui.widgets.search_prompt import SearchPrompt
from tests.tui.conftest import Open, reader_of, settle

NAMES = {
    "/": "slash",
    ":": "colon",
    "#": "number_sign",
    " ": "space",
    "\r": "enter",
    "\x1b": "escape",
    "\x13": "ctrl+s",
    "\x7f": "backspace",
    "\x11": "ctrl+q",
    ")": "right_parenthesis",
    "(": "left_parenthesis",
    "?": "question_mark",
}


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """However slow the machine is, what is to open opens."""
    monkeypatch.setattr(typing_ahead, "_PATIENCE", 30.0)


async def burst(pilot: Any, typed: str) -> None:
    """Give the application all keys at once, as its driver does with what it reads at once.

    What stands between « and » is pasted.
    """
    for letter in re.findall("«.*?»|.", typed, re.DOTALL):
        if letter[0] == "«":
            pilot.app.post_message(Paste(letter[1:-1]))
            continue
        name = NAMES.get(letter, letter)
        pilot.app.post_message(Key(name, letter if letter.isprintable() or letter == "\r" else None))
    for _ in range(40):
        await asyncio.sleep(0.01)
        await pilot.pause()
    await settle(pilot)


async def test_words_to_search_for_are_no_commands(reading: Open) -> None:
    async with reading() as pilot:
        await burst(pilot, "/max strait")
        reader = reader_of(pilot)
        assert reader.query_one("SearchPrompt Input").value == "max strait"
        assert reader.notebook.notes == ()
        assert reader.editor is None


async def test_what_follows_the_words_is_a_command_again(reading: Open) -> None:
    async with reading() as pilot:
        await burst(pilot, "/strait\rx")
        reader = reader_of(pilot)
        assert not reader.query(SearchPrompt)
        assert reader.searching.words == "strait"
        assert [note.is_highlight for note in reader.notebook.notes] == [True]
        assert "Strait" in reader.notebook.notes[0].quote


async def test_a_note_is_written_with_all_its_letters(reading: Open) -> None:
    async with reading() as pilot:
        await burst(pilot, "ajokes and xylophones\x13")
        (note,) = reader_of(pilot).notebook.notes
        assert note.text == "jokes and xylophones"


async def test_tags_are_typed(reading: Open) -> None:
    async with reading() as pilot:
        await burst(pilot, "#drift\r")
        (note,) = reader_of(pilot).notebook.notes
        assert note.tags == ("drift",)


async def test_the_name_of_an_action_goes_to_the_palette(reading: Open) -> None:
    async with reading() as pilot:
        await burst(pilot, ":all notes")
        assert pilot.app.screen.query_one("Input").value == "all notes"
        assert pilot.app.reader.notebook.notes == ()


async def test_keys_for_a_list_that_opens_go_to_it(reading: Open) -> None:
    async with reading() as pilot:
        await burst(pilot, "Mq")
        for _ in range(600):
            if not pilot.app.typing_ahead._held and not isinstance(pilot.app.screen, NotesScreen):
                break
            await pilot.pause(0.02)
        assert not isinstance(pilot.app.screen, NotesScreen)
        assert pilot.app.is_running


@pytest.mark.parametrize(
    ("opens", "typed", "text", "tags"),
    [
        ("a", "abc\x13jj", "abc", ()),
        ("a", "abd\x7fc\x13jj", "abc", ()),
        ("a", "ab\rc\x13x", "ab\nc", ()),
        ("#", "drift\rjj", "", ("drift",)),
        ("#", "draft\x7f\x7f\x7fift\rq", "", ("drift",)),
    ],
)
async def test_what_follows_the_end_of_what_is_typed_is_not_typed(
    reading: Open, opens: str, typed: str, text: str, tags: tuple[str, ...]
) -> None:
    """The field is open already: its last key is understood only after it came back from there."""
    async with reading() as pilot:
        await burst(pilot, opens)
        await burst(pilot, typed)
        notes = [note for note in pilot.app.reader.notebook.notes if not note.is_highlight]
        assert [(note.text, note.tags) for note in notes] == [(text, tags)]
        assert not pilot.app.typing_ahead._held and not pilot.app.typing_ahead._is_handing_on


HIGHLIGHT: tuple[str, tuple[str, ...]] = ("", ())


@pytest.mark.parametrize(
    ("bursts", "kept"),
    [
        (["xq"], [HIGHLIGHT]),
        (["x\x11"], [HIGHLIGHT]),
        (["\x11x"], []),
        (["qx"], []),
        (["xxq"], []),
        (["xDq"], []),
        (["x", "Dx", "q"], [HIGHLIGHT]),
        (["x)x(D)q"], [HIGHLIGHT]),
        (["xUq"], []),
        (["ix", "q", "q"], []),
        (["aab\r\rc«PASTE»d\x13q"], [("ab\n\ncPASTEd", ())]),
        (["a", "ab\x7f«PASTE»d\x13q"], [("aPASTEd", ())]),
        (["a«pasted»\x13q"], [("pasted", ())]),
        (["#foo\r)#bar\rq"], [("", ("foo",)), ("", ("bar",))]),
        (["aabc\x13)aX\x13q"], [("abc", ()), ("X", ())]),
        (["a", "a long line\rand another\x7f\x7f\x7f\x13q"], [("a long line\nand anot", ())]),
    ],
)
async def test_in_one_piece_keys_do_what_they_do_one_by_one(
    reading: Open, notes_folder: Path, bursts: list[str], kept: list[tuple[str, tuple[str, ...]]]
) -> None:
    async with reading() as pilot:
        for typed in bursts:
            await burst(pilot, typed)
        for _ in range(200):
            if bursts[-1][-1] not in "q\x11x" or pilot.app.return_code is not None:
                break
            await pilot.pause(0.01)
        assert pilot.app.return_code == 0
    files = list(notes_folder.glob("*.notes.md"))
    notes = [note for file in files for note in page.parse(file.read_bytes()).notes]
    assert [(note.text, note.tags) for note in notes] == kept


async def test_what_was_typed_before_a_signal_is_in_the_draft(reading: Open) -> None:
    async with reading() as pilot:
        await burst(pilot, "a")
        for letter in "abc\x7fdef\x7fghi":
            pilot.app.post_message(Key(NAMES.get(letter, letter), letter if letter.isalpha() else None))
        await asyncio.sleep(0)
        pilot.app.leaving.end(143)
        for _ in range(300):
            if pilot.app.return_code is not None:
                break
            await asyncio.sleep(0.01)
        assert pilot.app.return_code == 143
        drafts = pilot.app.disk.drafts.find("holm-tarr")
    assert [draft.text for draft in dict(drafts).values()] == ["abdeghi"]


async def test_many_letters_behind_a_key_do_not_wait_for_one_another(
    reading: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[object] = []
    outcome = typing_ahead.TypingAhead._outcome

    async def counted(self: Any, *given: Any) -> None:
        waited.append(given)
        await outcome(self, *given)

    monkeypatch.setattr(typing_ahead.TypingAhead, "_outcome", counted)
    async with reading() as pilot:
        await burst(pilot, "a")
        waited.clear()
        letters = "x\x7f" + "a line of words" * 100
        for letter in letters:
            pilot.app.post_message(Key(NAMES.get(letter, letter), letter if letter.isprintable() else None))
        editor = reader_of(pilot).editor
        for _ in range(3000):
            if len(editor.text) >= 1500:
                break
            await asyncio.sleep(0.01)
        assert editor.text == letters[2:]
        assert len(waited) < 150  # they come in some pieces


async def test_a_draft_ends_where_the_editor_was_closed(reading: Open) -> None:
    async with reading() as pilot:
        await burst(pilot, "a")
        await burst(pilot, "abc\x1bjj")
        reader = reader_of(pilot)
        assert reader.editor is None
        assert [draft.text for draft in reader.drafts.values()] == ["abc"]


@pytest.mark.parametrize("typed", ["jjj", ")))", "x", "jx)x"])
async def test_other_keys_do_not_wait(reading: Open, typed: str) -> None:
    async with reading() as pilot:
        for letter in typed:
            pilot.app.post_message(Key(letter if letter.isalpha() else "right_parenthesis", letter))
        await pilot.pause()
        assert not pilot.app.typing_ahead._held or "x" in typed
        await settle(pilot)
        await pilot.app.typing_ahead.idle()
        await settle(pilot)
        assert len(reader_of(pilot).notebook.notes) == typed.count("x")
