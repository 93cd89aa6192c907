"""Checking notes whose text was changed, from the keyboard."""

from __future__ import annotations

import pytest

from briefing.model import Note
from briefing.notes import NotesStore, anchor
from tests.tui.conftest import Open, press, reader_of
from tests.tui.samples import LINES, briefing_of, ministers

STRAIT = "The Foreign Minister stressed that the Amber Strait must stay open to both fleets."
PATROL = "Minister Tarr agreed to a joint patrol."
WHEAT = "agreed that wheat should reach the port of Amber before winter"


def corrected():
    """The sample as it was corrected: the strait reads differently, the patrol is gone."""
    old = ministers()
    lines = {
        heading: [
            paragraph.replace("to both fleets", "to the fleets of both").replace(f"{PATROL} ", "")
            for paragraph in paragraphs
        ]
        for heading, paragraphs in LINES.items()
    }
    return briefing_of(lines, id=old.id, title=old.title, issuer=old.issuer)


@pytest.fixture
def noted(notes_folder, tmp_path):
    old = ministers()
    store = NotesStore(notes_folder, tmp_path / "elsewhere")
    for words, text in ((STRAIT, "strait"), (PATROL, "patrol"), (WHEAT, "wheat")):
        start = old.text.index(words)
        store.add(
            old, Note("", anchor(old, start, start + len(words)), words, text, created="2031-04-08T09:00")
        )
    return store


def note(pilot, text: str) -> Note:
    return next(note for note in reader_of(pilot).notebook.notes if note.text.startswith(text))


def shown(pilot) -> str:
    panel = reader_of(pilot).checking.panel
    return " ".join(str(panel.query_one("#review-note").content).split())


def told(pilot) -> str:
    return " ".join(notice.message for notice in pilot.app._notifications)


async def test_what_became_of_the_notes_is_told_at_the_opening(reading: Open, noted) -> None:
    async with reading(corrected()) as pilot:
        assert "3 notes: 1 kept, 1 to check, 1 lost its text. R looks through them." in told(pilot)
        rendered = "".join(strip.text for strip in reader_of(pilot)._compositor.render_strips())
        assert "? " in rendered


async def test_nothing_to_check_is_told(reading: Open, noted) -> None:
    async with reading() as pilot:
        await press(pilot, "R")
        assert reader_of(pilot).checking.panel is None
        assert "3 notes: 3 kept. There is nothing to check." in told(pilot)


async def test_accepting_goes_on_to_the_next(reading: Open, noted) -> None:
    async with reading(corrected()) as pilot:
        screen = reader_of(pilot)
        await press(pilot, "R")
        assert STRAIT in shown(pilot)
        assert screen.briefing.surface(screen.panes.text.selection).startswith(
            "The Foreign Minister stressed"
        )
        await press(pilot, "enter")
        assert note(pilot, "strait").anchor.revision == screen.notebook.revision
        assert PATROL in shown(pilot)
        assert screen.panes.text.selection is None


async def test_an_orphan_is_kept_and_asked_about_no_more(reading: Open, noted) -> None:
    async with reading(corrected()) as pilot:
        await press(pilot, "R", "j")
        await press(pilot, "enter")
        assert "no place to accept" in told(pilot)
        await press(pilot, "o", "enter")
        screen = reader_of(pilot)
        assert screen.checking.panel is None
        assert screen.panes.text.has_focus
        assert "3 notes: 2 kept, 1 lost its text" in told(pilot)
    async with reading(corrected()) as pilot:
        assert reader_of(pilot).notebook.to_check == ()


async def test_other_words_are_chosen(reading: Open, noted) -> None:
    async with reading(corrected()) as pilot:
        screen = reader_of(pilot)
        await press(pilot, "R", "j", "r")
        assert screen.panes.text.has_focus
        await press(pilot, "G", "v", "R")
        found = note(pilot, "patrol")
        place = screen.notebook.placements[found.id]
        assert screen.briefing.text[place.start : place.end].startswith("It was noted")
        assert found.quote == PATROL
        assert screen.checking.panel.has_focus


async def test_r_without_a_selection_goes_back_to_the_checking(reading: Open, noted) -> None:
    async with reading(corrected()) as pilot:
        await press(pilot, "R", "r", "R")
        assert reader_of(pilot).checking.panel.has_focus


async def test_what_it_reads_now_is_quoted(reading: Open, noted, notes_folder) -> None:
    async with reading(corrected()) as pilot:
        await press(pilot, "R", "n")
        assert "Reads now:" in note(pilot, "strait").text
    written = (notes_folder / "holm-tarr.notes.md").read_text()
    assert "to the fleets of both" in " ".join(written.replace("\n>", "").split())


async def test_a_decision_is_taken_back(reading: Open, noted) -> None:
    async with reading(corrected()) as pilot:
        await press(pilot, "R", "enter", "U")
        assert len(reader_of(pilot).notebook.to_check) == 2
        assert STRAIT in shown(pilot)


async def test_leaving_keeps_what_is_not_decided(reading: Open, noted) -> None:
    async with reading(corrected()) as pilot:
        await press(pilot, "R", "escape")
        screen = reader_of(pilot)
        assert screen.checking.panel is None
        assert screen.panes.text.has_focus
        assert len(screen.notebook.to_check) == 2


async def test_it_fits_a_small_screen(reading: Open, noted) -> None:
    async with reading(corrected(), size=(60, 20)) as pilot:
        await press(pilot, "R")
        panel = reader_of(pilot).checking.panel
        assert panel.region.height <= 10
        assert panel.region.width == 60
