"""Each correction by its key: shown at once, in the file it belongs to, and taken back by U."""

from __future__ import annotations

import tomllib
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from briefing import document, paths
from briefing.library.opening import Opening
from briefing.tui.app import BriefingApp
from briefing.tui.screens.ask import Ask
from tests.tui.conftest import press, reader_of, settle

MARKDOWN = """---
briefing: 1
id: holm-tarr
issuer: Estonia
mine: kept
---

# Holm and Tarr

## Opening

President Ada Holm of Estonia met Prime Minister Iven Tarr of Latvia in Riga.

## Corridor

President Holm stressed that the Amber Corridor must open. It was noted that winter is near.

## Grain

Prime Minister Tarr welcomed the Amber Corridor and thanked Estonia.
"""
NEXT = "right_square_bracket"


@pytest.fixture
def readout(tmp_path: Path) -> Path:
    path = tmp_path / "library" / "holm-tarr.md"
    path.parent.mkdir()
    path.write_text(MARKDOWN, encoding="utf-8")
    return path


@pytest.fixture
def opened(tmp_path: Path):
    @asynccontextmanager
    async def begin(path: Path, size=(120, 40)):
        app = BriefingApp(Opening(str(path), None, tmp_path / "library", tmp_path / "notes"))
        async with app.run_test(size=size) as pilot:
            while app.reader is None:
                await pilot.pause(0.02)
            await settle(pilot)
            yield pilot

    return begin


def lexicon() -> dict:
    return tomllib.loads((paths.lexicons() / "corrections.toml").read_text(encoding="utf-8"))


def entity(pilot, name: str):
    found = pilot.app.reader.briefing.entities
    return next((one for one in found if name == one.name or name in one.aliases), None)


def headings(path: Path) -> list[str]:
    return [s.heading for s in document.read(path.read_text(encoding="utf-8")).facts.given_sections]


async def answer(pilot, text: str) -> None:
    """Type an answer over what stands there, and take it."""
    await asked(pilot)
    await pilot.press("ctrl+u", "end", "ctrl+u")
    await pilot.press(*["space" if letter == " " else letter for letter in text], "enter")
    await pilot.pause(0.05)
    await done(pilot)


async def asked(pilot) -> None:
    for _ in range(100):
        if isinstance(pilot.app.screen, Ask):
            return
        await pilot.pause(0.02)
    raise AssertionError("nothing was asked")


async def done(pilot) -> None:
    """Wait until what was answered is written and shown; another question may be asked."""
    await pilot.pause(0.05)
    if not isinstance(pilot.app.screen, Ask):
        await settle(pilot)


async def point_at(pilot, name: str) -> None:
    """Put the cursor of the side panel on an entity."""
    await press(pilot, "escape", "i")
    rows = reader_of(pilot).panes.side.rows
    key = entity(pilot, name).id
    for row, one in enumerate(rows.rows):
        if one.value is not None and one.value.key == key:
            rows.highlighted = row
    await pilot.pause()


async def test_rename_an_entity(opened, readout: Path) -> None:
    async with opened(readout) as pilot:
        await point_at(pilot, "Ada Holm")
        await pilot.press("r")
        await answer(pilot, "Ada Maria Holm")
        assert entity(pilot, "Ada Holm").name == "Ada Maria Holm"
        assert lexicon()["person"]["ada-holm"]["label"] == "Ada Maria Holm"
        await press(pilot, "U")
        assert entity(pilot, "Ada Holm").name == "Ada Holm"
        assert not (paths.lexicons() / "corrections.toml").exists()


async def test_an_entity_of_another_kind(opened, readout: Path) -> None:
    async with opened(readout) as pilot:
        await point_at(pilot, "Amber Corridor")
        await pilot.press("T")
        await answer(pilot, "event")
        assert entity(pilot, "Amber Corridor").kind == "event"
        assert "amber-corridor" in lexicon()["event"]
        await press(pilot, "U")
        assert entity(pilot, "Amber Corridor").kind != "event"


async def test_two_entities_are_one_and_split_again(opened, readout: Path) -> None:
    async with opened(readout) as pilot:
        await point_at(pilot, "Riga")
        await pilot.press("m")
        await answer(pilot, "latvia")
        assert entity(pilot, "Riga").id == entity(pilot, "Latvia").id == "country:LV"
        assert "Riga" in lexicon()["country"]["LV"]["aliases"]
        await point_at(pilot, "Riga")
        await pilot.press("s")
        await answer(pilot, "riga")
        assert entity(pilot, "Riga").id != "country:LV"
        await press(pilot, "U", "U")
        assert entity(pilot, "Riga").id == "place:riga"


async def test_hide_an_entity(opened, readout: Path) -> None:
    async with opened(readout) as pilot:
        await point_at(pilot, "Amber Corridor")
        await pilot.press("H")
        await done(pilot)
        await done(pilot)
        assert entity(pilot, "Amber Corridor") is None
        await press(pilot, "U")
        assert entity(pilot, "Amber Corridor") is not None


async def test_words_become_an_entity(opened, readout: Path) -> None:
    async with opened(readout) as pilot:
        await pilot.press("E")
        await answer(pilot, "winter")
        await answer(pilot, "event")
        assert entity(pilot, "winter").kind == "event"
        assert lexicon()["event"]["winter"]["name"] == "winter"
        await press(pilot, "U")
        assert entity(pilot, "winter") is None


async def test_rename_a_section(opened, readout: Path) -> None:
    async with opened(readout) as pilot:
        await press(pilot, "t", "j")
        await pilot.press("r")
        await answer(pilot, "Transit")
        assert headings(readout) == ["Opening", "Transit", "Grain"]
        assert pilot.app.reader.briefing.sections[1].heading == "Transit"
        assert "mine: kept" in readout.read_text()
        await press(pilot, "U")
        assert readout.read_text(encoding="utf-8") == MARKDOWN


async def test_merge_a_section_with_the_next(opened, readout: Path) -> None:
    async with opened(readout) as pilot:
        await press(pilot, "t", "j", "m")
        await done(pilot)
        assert headings(readout) == ["Opening", "Corridor"]
        await press(pilot, "U")
        assert readout.read_text(encoding="utf-8") == MARKDOWN


async def test_a_new_section_at_the_sentence(opened, readout: Path) -> None:
    async with opened(readout) as pilot:
        await press(pilot, NEXT, "right_parenthesis")
        await pilot.press("S")
        await answer(pilot, "Winter")
        assert headings(readout) == ["Opening", "Corridor", "Winter", "Grain"]
        words = pilot.app.reader.briefing.surface(pilot.app.reader.panes.text.position.current)
        assert words.startswith("It was noted")
        await press(pilot, "U")
        assert readout.read_text(encoding="utf-8") == MARKDOWN


async def test_set_the_speaker(opened, readout: Path) -> None:
    async with opened(readout) as pilot:
        await press(pilot, NEXT, "right_parenthesis")
        await pilot.press("w")
        await answer(pilot, "Ada")
        found = document.read(readout.read_text(encoding="utf-8"))
        assert found.speakers == (("It was noted that winter is near.", "Ada Holm"),)
        told = [s for s in pilot.app.reader.briefing.statements if s.rule == "given"]
        assert [(s.speaker, s.confidence) for s in told] == [("Ada Holm", "certain")]
        await press(pilot, "U")
        assert readout.read_text(encoding="utf-8") == MARKDOWN


async def test_a_text_of_somebody_else_is_copied_into_the_library_first(opened, tmp_path: Path) -> None:
    source = tmp_path / "found.txt"
    source.write_text("President Ada Holm of Estonia met Prime Minister Iven Tarr of Latvia in Riga.")
    async with opened(source) as pilot:
        await press(pilot, "t")
        await pilot.press("r")
        await answer(pilot, "First meeting")
        name = pilot.app.reader.briefing.id
        copy = tmp_path / "library" / f"{name}.md"
        assert headings(copy) == ["First meeting"]
        assert source.read_text().startswith("President")
        assert pilot.app.reader.path == str(copy)


async def test_escape_changes_nothing(opened, readout: Path) -> None:
    async with opened(readout) as pilot:
        await point_at(pilot, "Riga")
        await pilot.press("r")
        await asked(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert not (paths.lexicons() / "corrections.toml").exists()


async def test_one_side_is_shown_and_the_others_dimmed(opened, readout: Path) -> None:
    from briefing.tui.widgets.marks import Look

    async with opened(readout) as pilot:
        await pilot.press("F")
        await answer(pilot, "issuer")
        text = pilot.app.reader.panes.text
        assert all(mark.look & Look.DIM for mark in text.painter.dimmed.all)
        dimmed = {text.briefing.text[mark.start : mark.end].split()[0] for mark in text.painter.dimmed.all}
        assert "Prime" in dimmed
        issuer = [s for s in text.briefing.statements if s.side == "issuer"]
        assert issuer
        assert not any(m.start == s.start for s in issuer for m in text.painter.dimmed.all)
        await pilot.press("F")
        await answer(pilot, "all")
        assert not text.painter.dimmed.all


async def test_notes_and_corrections_are_taken_back_in_their_order(opened, readout: Path) -> None:
    async with opened(readout) as pilot:
        await press(pilot, "x", "t")
        await pilot.press("r")
        await answer(pilot, "Start")
        assert headings(readout)[0] == "Start"
        assert len(reader_of(pilot).notebook.notes) == 1
        await press(pilot, "U")
        assert headings(readout)[0] == "Opening"
        await press(pilot, "U")
        assert reader_of(pilot).notebook.notes == ()
