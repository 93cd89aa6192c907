"""Exports from the reader, in three keys."""

from __future__ import annotations

import json

from briefing.tui.screens.ask import Ask
from tests.tui.conftest import Open, press, press_only, reader_of


def told(pilot) -> str:
    return " ".join(notice.message for notice in pilot.app._notifications)


async def asked(pilot, words: str) -> None:
    """Wait until the reader is asked something."""
    while not (isinstance(pilot.app.screen, Ask) and words in pilot.app.screen.question):
        await pilot.pause(0.02)


async def test_in_three_keys_into_a_file(reading: Open, tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    async with reading() as pilot:
        await press(pilot, "a", *"words", "ctrl+s")
        await press(pilot, "X", "enter", "enter")
        assert "Exported to holm-tarr.md." in told(pilot)
    text = (tmp_path / "holm-tarr.md").read_text()
    assert "words" in text and "> Foreign Minister Ada Holm" in text


async def test_the_notes_that_are_shown(reading: Open, tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    async with reading() as pilot:
        await press(
            pilot, "number_sign", *"one", "enter", "right_square_bracket", "number_sign", *"two", "enter"
        )
        await press(pilot, "i", "slash", *"tag", "colon", *"two", "enter")
        await press_only(pilot, "X", *"json")
        assert "Export 1 note as" in pilot.app.screen.question
        await press(pilot, "enter", "enter")
    found = json.loads((tmp_path / "holm-tarr.json").read_text())
    assert len(found["first"]["items"]) == 1


async def test_a_file_that_is_there_is_replaced_only_when_asked(reading: Open, tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "holm-tarr.md").write_text("mine")
    async with reading() as pilot:
        await press(pilot, "a", *"words", "ctrl+s")
        for answer in (["escape"], ["down", "enter"]):
            await press_only(pilot, "X", "enter", "enter")
            await asked(pilot, "Replace it?")
            await press(pilot, *answer)
            assert (tmp_path / "holm-tarr.md").read_text() == "mine"
        await press_only(pilot, "X", "enter", "enter")
        await asked(pilot, "Replace it?")
        await press(pilot, "enter")
        assert "words" in (tmp_path / "holm-tarr.md").read_text()


async def test_to_the_clipboard(reading: Open) -> None:
    async with reading() as pilot:
        await press(pilot, "a", *"words", "ctrl+s", "X", "down", "enter")
        assert "words" in pilot.app.clipboard
        assert "Copied" in told(pilot)


async def test_what_cannot_be_written_is_told(reading: Open, tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    async with reading() as pilot:
        await press(pilot, "x")
        await press_only(pilot, "X", "enter")
        pilot.app.screen.query_one("#answer").value = "no-such-folder/x.md"
        await press(pilot, "enter")
        assert "cannot be written" in told(pilot)
        assert reader_of(pilot).briefing.id == "holm-tarr"
