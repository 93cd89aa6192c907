"""The manual does what it says: a new reader's first three minutes, key by key."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from briefing import paths
from briefing.library.catalogue import Library
from briefing.library.opening import Opening, open_briefing
from briefing.notes import NotesStore
from briefing.tui.app import BriefingApp
from briefing.tui.screens.library import LibraryScreen
from tests.tui.conftest import press, reader_of, settle
from tests.tui.test_opening import until

MANUAL = paths.bundled_content() / "manual.md"


@pytest.fixture
def first_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(TextArea, "cursor_blink", False)
    monkeypatch.setattr(Input, "cursor_blink", False)

    @asynccontextmanager
    async def begin(size: tuple[int, int] = (120, 40)) -> AsyncIterator[Pilot[None]]:
        app = BriefingApp(Opening(str(MANUAL), None, tmp_path / "library", tmp_path / "notes"))
        async with app.run_test(size=size) as pilot:
            while app.reader is None:
                await pilot.pause(0.02)
            await settle(pilot)
            yield pilot

    return begin


def here(pilot: Pilot[None]) -> str:
    screen = reader_of(pilot)
    return screen.briefing.surface(screen.panes.text.position.current)


@pytest.mark.parametrize("size", [(120, 40), (60, 20)])
async def test_the_three_things_to_try(first_time, tmp_path: Path, size: tuple[int, int]) -> None:
    async with first_time(size) as pilot:
        screen = reader_of(pilot)
        text = screen.panes.text
        assert here(pilot).startswith("Press ] now.")
        await press(pilot, "right_square_bracket")
        assert here(pilot).startswith("This is the sentence to write on: press v")
        await press(pilot, "left_square_bracket")
        assert here(pilot).startswith("Press ] now.")

        await press(pilot, "right_square_bracket", "v")
        sentence = screen.briefing.surface(text.selection)
        assert sentence.startswith("This is the sentence") and sentence.endswith("ctrl+s.")
        await press(pilot, "a", *"Done", "ctrl+s")
        (note,) = NotesStore(tmp_path / "notes", tmp_path).load(screen.briefing).notes
        assert (note.quote, note.text) == (sentence, "Done")

        await press(pilot, "right_square_bracket")
        assert here(pilot).startswith("Ada Holm, the Foreign Minister of Nordland, received")
        await press(pilot, "i")
        names = [row.value for row in screen.panes.side.rows.rows[:6]]
        assert names[0] is None and None not in names[1:], "five names are found in this section"
        before = text.position.current
        await press(pilot, "j", "enter")
        assert text.painter.followed
        places = [mark.start for mark in text.painter.mentions.all if mark.id == text.painter.followed]
        assert len(places) > 1
        await press(pilot, "enter")
        assert text.position.current != before
        assert text.position.current.start <= places[1] < text.position.current.end
        await press(pilot, "escape")
        assert text.has_focus and text.painter.followed
        await press(pilot, "escape")
        assert not text.painter.followed


async def test_the_names_give_their_place_to_notes_and_statements(first_time) -> None:
    async with first_time() as pilot:
        side = reader_of(pilot).panes.side
        await press(pilot, "right_square_bracket", "right_square_bracket", "i", "i")
        assert side.view == "notes"
        await press(pilot, "i")
        assert side.view == "statements"
        assert len(side.rows.rows) == 4, "a heading and three statements"


async def test_b_leads_to_the_readout_that_ships(first_time) -> None:
    async with first_time() as pilot:
        await pilot.press("B")
        await until(pilot, LibraryScreen)
        assert len(pilot.app.screen.volumes.rows) >= 2


def test_the_manual_has_no_notices_and_can_be_quoted() -> None:
    briefing = open_briefing(MANUAL)
    assert briefing.notices == ()
    assert Library().find("manual").problem == ""
    assert "The text is sacred" in briefing.text, "which the help of 'notes add' quotes"
