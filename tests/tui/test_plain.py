"""The reader for a screen reader: nothing drawn, one thing at a time, the cursor where the reader is."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from textual.content import Content
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from briefing.config import Settings
from briefing.library.opening import Opening
from briefing.model import Briefing, Note
from briefing.notes import NotesStore, anchor
from briefing.tui.widgets import in_words
from briefing.tui.widgets.listed import Listed
from tests.tui.conftest import SampleApp, press, reader_of, settle
from tests.tui.samples import ministers
from tests.tui.test_review import PATROL, STRAIT, WHEAT, corrected

NEXT = "right_square_bracket"
DRAWN = re.compile("[\u2190-\u21ff\u2500-\u27bf\u2200-\u22ff\U0001f000-\U0001faff]|§")


@pytest.fixture
def heard(tmp_path: Path, notes_folder: Path, monkeypatch: pytest.MonkeyPatch):
    """``async with heard() as pilot``: the plain reader on the sample, at a width."""
    monkeypatch.setattr(TextArea, "cursor_blink", False)
    monkeypatch.setattr(Input, "cursor_blink", False)

    @asynccontextmanager
    async def begin(
        briefing: Briefing | None = None, size: tuple[int, int] = (120, 40)
    ) -> AsyncIterator[Pilot[None]]:
        settings = Settings(plain=True)
        opening = Opening(None, None, tmp_path / "library", notes_folder, settings=settings)
        async with SampleApp(opening, briefing or ministers()).run_test(size=size) as pilot:
            await settle(pilot)
            yield pilot

    return begin


@pytest.fixture
def noted(notes_folder: Path, tmp_path: Path) -> NotesStore:
    """A note on the strait, one on the patrol, a highlight on wheat, and notes on all and on a name."""
    old = ministers()
    store = NotesStore(notes_folder, tmp_path / "elsewhere")
    for words, text in ((STRAIT, "as in May"), (PATROL, "patrol"), (WHEAT, "")):
        start = old.text.index(words)
        store.add(old, Note("", anchor(old, start, start + len(words)), words, text))
    store.add(old, Note("", anchor(old, target="briefing"), text="short"))
    store.add(old, Note("", anchor(old, target="entity", entity="person:ada-holm"), text="new"))
    return store


def lines(pilot: Pilot[None]) -> list[str]:
    return [strip.text.rstrip() for strip in pilot.app.screen._compositor.render_strips()]


def shown(pilot: Pilot[None]) -> str:
    return " ".join(" ".join(lines(pilot)).split())


WALK = [
    ("the text", []),
    ("the contents", ["t"]),
    ("the entities", ["i"]),
    ("the notes", ["i", "i"]),
    ("the statements", ["i", "i"]),
    ("a note", ["a", "x", "y"]),
    ("tags", ["number_sign"]),
    ("checking", ["R"]),
    ("a question", ["F"]),
    ("the keys", ["question_mark"]),
    ("all notes", ["M"]),
    ("the actions", ["colon", "n", "e"]),
]


@pytest.mark.parametrize("width", [60, pytest.param(120, marks=pytest.mark.long)])
async def test_nothing_is_drawn_and_one_thing_is_shown(heard, noted, width) -> None:
    async with heard(corrected(), size=(width, 30)) as pilot:
        await press(pilot, NEXT)
        seen = []
        for what, keys in WALK:
            await pilot.press(*keys)  # and wait for nothing: a question is a worker until it is answered
            await pilot.pause(0.05)
            told = "\n".join(lines(pilot))
            # The keys of the help are written as they are labelled, arrows included.
            found = set(DRAWN.findall(told)) - ({*"↑↓←→"} if what in ("the keys", "tags") else set())
            assert found == set(), what
            assert ("She said that Nordland" in " ".join(told.split())) is (what == "the text"), what
            assert told not in seen, what
            seen.append(told)
            if keys:
                await press(pilot, "escape")
        assert "She said that Nordland" in shown(pilot)


async def test_the_text_has_the_whole_width_and_words_for_its_notes(heard, noted) -> None:
    async with heard(replace(corrected(), statements=())) as pilot:
        text = reader_of(pilot).panes.text
        assert text.region.width == 120
        rows = lines(pilot)
        (strait,) = [row for row in rows if "The Foreign Minister stressed" in row]
        (wheat,) = [row for row in rows if "welcomed the reopening" in row]
        assert strait.startswith("check:     The Foreign Minister")
        assert wheat.startswith("highlight: The ministers")
        assert all(row[:11].strip() in ("", "check:", "highlight:") for row in rows[: text.size.height])
        await press(pilot, NEXT)
        assert "section 2 of 4, 5 notes, a note to check" in shown(pilot)


async def test_the_foot_tells_what_the_margin_would(heard, noted) -> None:
    async with heard() as pilot:
        assert any(row.startswith("note:      The Foreign Minister") for row in lines(pilot))
        await press(pilot, NEXT, "v")
        words = "section 2 of 4, 5 notes, said by issuer, Ada Holm; a note; 14 words selected"
        assert words in shown(pilot)
        await press(pilot, "right_parenthesis")
        assert "section 2 of 4, 5 notes ] Next issue" in shown(pilot)


async def test_the_cursor_follows_the_sentence_and_the_rows(heard) -> None:
    async with heard(size=(80, 24)) as pilot:

        def at_cursor() -> str:
            x, y = pilot.app.cursor_position
            return lines(pilot)[y][x:]

        await press(pilot, NEXT)
        assert at_cursor().startswith("The Foreign Minister stressed")
        await press(pilot, "right_curly_bracket")
        assert at_cursor().startswith("Minister Tarr agreed")
        await press(pilot, "i")
        assert at_cursor() == "Nordland 2, country"
        await press(pilot, "j")
        assert at_cursor() == "Ada Holm 1, person"
        await press(pilot, "question_mark")
        await press(pilot, "escape")
        assert at_cursor() == "Ada Holm 1, person"
        await press(pilot, "escape")
        assert at_cursor().startswith("Minister Tarr agreed")
        await press(pilot, "a", "x")
        assert pilot.app.cursor_position.x == 1
        await press(pilot, "ctrl+s")
        assert at_cursor().startswith("Minister Tarr agreed")
        await press(pilot, "number_sign", "y")
        await press(pilot, "escape")
        assert at_cursor().startswith("Minister Tarr agreed")


async def test_messages_stand_in_the_foot(heard) -> None:
    async with heard() as pilot:
        await press(pilot, NEXT, "x")
        assert "Highlighted." in shown(pilot)
        assert not pilot.app.screen.query("Toast")
        assert len(pilot.app._notifications) == 0
        pilot.app.notify("A [red]long\x1b one. " * 30, timeout=60)
        await pilot.pause()
        assert "Highlighted. A [red]long␛ one. A [red]long" in shown(pilot)
        foot = reader_of(pilot).foot
        assert 3 < foot.size.height <= 8
        foot._fall_silent("Highlighted.")
        await pilot.pause()
        assert "Highlighted." not in shown(pilot)
        assert "section 2 of 4" in shown(pilot)


async def test_a_panel_goes_when_the_focus_leaves_it(heard, noted) -> None:
    async with heard() as pilot:
        panes = reader_of(pilot).panes
        await press(pilot, "tab")
        assert panes.text.has_focus, "what is not shown is not walked through"
        await press(pilot, "t")
        assert panes.contents.region.width == 120
        await press(pilot, "tab")
        assert panes.text.has_focus
        assert not panes.contents.display
        await press(pilot, "i", "j")
        assert "person, Foreign Minister" in shown(pilot)
        assert "Note: new" in shown(pilot)
        await press(pilot, "enter")
        assert panes.text.painter.followed
        assert panes.text.has_focus, "a mention is gone to in the text"
        assert not panes.side.display


async def test_words_for_a_note_are_chosen_in_the_text(heard, noted) -> None:
    async with heard(corrected()) as pilot:
        screen = reader_of(pilot)
        await press(pilot, "R")
        assert "Reads now" in shown(pilot)
        assert screen.notebook.summary == "5 notes: 2 kept, 1 to check, 2 lost their text"
        await press(pilot, "r")
        assert "She said that Nordland" in shown(pilot)
        assert "Reads now" not in shown(pilot)
        await press(pilot, NEXT, "right_parenthesis", "v", "R")
        assert screen.notebook.summary == "5 notes: 3 kept, 2 lost their text"
        assert screen.checking.panel.has_focus
        assert "Written on" in shown(pilot)


ROWS = [
    ("P Ada Holm? 3", Listed("entities", "x"), "Ada Holm? 3, person"),
    ("? Ada 1", Listed("entities", "x"), "Ada 1, unknown"),
    ("i Ada Holm stressed 3/5", Listed("statements", "0"), "perhaps issuer: Ada Holm stressed 3/5"),
    ("J both agreed", Listed("statements", "0"), "both together: both agreed"),
    ("● mine #drift", Listed("notes", "x"), "mine #drift"),
    ("○ words", Listed("notes", "x"), "highlight: words"),
    ("→ mine", Listed("notes", "x"), "moved: mine"),
    ("≈ mine", Listed("notes", "x"), "changed: mine"),
    ("? mine", Listed("notes", "x"), "uncertain: mine"),
    ("∅ mine", Listed("notes", "x"), "no longer in the text: mine"),
    ("✎ begun", Listed("drafts", "x"), "draft: begun"),
    (" 3 Grain ● corridor ●12", 2, " 3 Grain ● corridor, 12 notes"),
    (" 3 Grain ●1", 2, " 3 Grain, 1 note"),
    (" 3 Grain", 2, " 3 Grain"),
    ("● a heading", None, "● a heading"),
    ("? a file", "/a/file.md", "? a file"),
]


@pytest.mark.parametrize(("label", "value", "words"), ROWS)
def test_rows_in_words(label: str, value: object, words: str) -> None:
    assert in_words.row(Content(label), value).plain == words


async def test_without_the_setting_all_is_as_it_was(reading, noted) -> None:
    async with reading(corrected()) as pilot:
        assert "▌" in shown(pilot)
        assert "section 1 of" not in shown(pilot)
