"""Two accounts of one meeting in the reader: side by side, positions, notes on both."""

from __future__ import annotations

import shutil
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.widgets import TextArea

from briefing import paths
from briefing.analysis import bundled
from briefing.comparison import compare, redline
from briefing.library.opening import Opening, open_briefing
from briefing.model import Note
from briefing.notes import NotesStore, anchor
from briefing.tui.app import BriefingApp
from briefing.tui.screens.answer import AnswerScreen
from briefing.tui.screens.ask import Ask
from briefing.tui.screens.comparing import CompareScreen
from briefing.tui.screens.positions import PositionsScreen
from briefing.tui.screens.reader import ReaderScreen
from briefing.tui.widgets.side_rows import BESIDE, Line, Sides, column, lines
from briefing.tui.widgets.wrapping import width_of
from tests.tui.conftest import press
from tests.tui.test_library import rows, told, until, until_asked

OURS, THEIRS = "example-vesmark-talora", "example-talora-vesmark"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    folder.mkdir()
    for name in (OURS, THEIRS):
        shutil.copy(paths.bundled_content() / f"{name}.md", folder / f"{name}.md")
    return folder


@pytest.fixture
def comparing(tmp_path: Path, library: Path, monkeypatch: pytest.MonkeyPatch):
    """``async with comparing() as pilot``: the two accounts side by side."""
    monkeypatch.setattr(TextArea, "cursor_blink", False)

    @asynccontextmanager
    async def begin(size: tuple[int, int] = (140, 40), first: str = OURS):
        opening = Opening(str(library / f"{first}.md"), None, library, tmp_path / "notes", bundled=False)
        app = BriefingApp(opening)
        async with app.run_test(size=size) as pilot:
            await until(pilot, lambda: isinstance(app.screen, ReaderScreen))
            await press(pilot, "c")
            await until(pilot, lambda: isinstance(app.screen, CompareScreen))
            yield pilot

    return begin


@pytest.fixture(scope="module")
def sides() -> Sides:
    a, b = (open_briefing(paths.bundled_content() / f"{name}.md") for name in (OURS, THEIRS))
    return Sides(compare(a, b, bundled()), a, b, "Vesmark", "Talora")


def words(found: list[Line], side: str, sides: Sides) -> list[str]:
    text = getattr(sides, side).text
    return [word for line in found for word in text[slice(*getattr(line, side))].split()]


@pytest.mark.parametrize("width", [20, 60, 95, 96, 140, 200])
def test_both_texts_stand_there_whole(sides: Sides, width: int) -> None:
    found = lines(sides, width)
    for side in ("a", "b"):
        text = getattr(sides, side).text
        assert sorted("".join(words(found, side, sides))) == sorted("".join(text.split()))
        assert sorted(set(words(found, side, sides)) - set(text.split())) == [] or width < 40
    for line in found:
        assert width_of(line.words) <= width
        for side in ("a", "b"):
            assert width_of(getattr(sides, side).text[slice(*getattr(line, side))]) <= column(width)


def test_what_is_not_the_readouts_own_is_as_wide_as_it_is_counted(sides: Sides) -> None:
    for width in range(30, 180):
        assert max(cell_len(line.words) for line in lines(sides, width)) <= width


def test_beside_one_another_or_one_above_the_other(sides: Sides) -> None:
    wide, narrow = lines(sides, BESIDE), lines(sides, BESIDE - 1)
    assert any(line.a[1] and line.b[1] for line in wide)
    assert not any(line.a[1] and line.b[1] for line in narrow)
    assert {line.side for line in narrow} == {"", "a", "b"}


def test_what_both_mention_and_what_only_one_does_stands_at_the_top(sides: Sides) -> None:
    top = " ".join(line.words for line in lines(sides, 140) if line.kind == "overview")
    for issue in sides.comparison.issues:
        assert issue.name in top
    for silence in sides.comparison.silences:
        assert silence.name in top
    sought = [line.words for line in lines(sides, 140) if line.kind == "silence"]
    for silence in sides.comparison.silences:
        assert all(
            any(f"“{word}”" in line for line in sought) for word in silence.looked_for if " " not in word
        )


async def test_it_steps_from_one_difference_to_the_next(comparing) -> None:
    async with comparing() as pilot:
        screen = pilot.app.screen
        count = len(screen.sides.comparison.differences)
        assert f"{count} differences" in screen.foot.place.plain
        seen = []
        for _ in range(count + 2):
            await press(pilot, "semicolon")
            seen.append(screen.view.at)
            difference = screen.view.difference
            top, height = round(screen.view.scroll_y), screen.view.size.height
            shown = screen.view._lines[top : top + height]
            spans = [(side, getattr(difference, side)) for side in ("a", "b") if getattr(difference, side)]
            assert any(
                getattr(line, side)[0] <= span.start < getattr(line, side)[1]
                for line in shown
                for side, span in spans
            )
        assert seen == [*range(count), count - 1, count - 1]
        assert f"difference {count}/{count}" in screen.foot.place.plain
        await press(pilot, "comma")
        assert screen.view.at == count - 2


async def test_it_scrolls_and_goes_from_subject_to_subject(comparing) -> None:
    async with comparing(size=(120, 20)) as pilot:
        view = pilot.app.screen.view
        at = []
        for key in (
            "right_square_bracket",
            "right_square_bracket",
            "left_square_bracket",
            "G",
            "g",
            "space",
            "b",
        ):
            await press(pilot, key)
            at.append(round(view.scroll_y))
        first, second, back, end, top, page, again = at
        assert 0 < first < second
        assert back == first
        assert end == view.max_scroll_y
        assert (top, again) == (0, 0)
        assert page == view.size.height - 2
        row = view.row
        await press(pilot, *["right_square_bracket"] * 3)
        row = view.row
        await pilot.resize_terminal(70, 20)
        await press(pilot)
        assert view.row == row, "the subject that is looked at stays"


async def test_either_side_is_read_where_it_speaks_of_the_issue(comparing) -> None:
    async with comparing() as pilot:
        screen = pilot.app.screen
        wording = next(at for at, one in enumerate(screen.sides.comparison.differences) if one.a and one.b)
        await press(pilot, *["semicolon"] * (wording + 1))
        difference = screen.view.difference
        for key, side in (("enter", "a"), ("l", "b")):
            await press(pilot, key)
            await until(pilot, lambda: isinstance(pilot.app.screen, ReaderScreen))
            reader = pilot.app.screen
            assert reader.briefing is getattr(screen.sides, side)
            here = reader.panes.text.position.current
            assert here.start <= getattr(difference, side).start < here.end
            await press(pilot, "q")
            assert pilot.app.screen is screen


async def test_a_note_quotes_both_sides(comparing, tmp_path: Path) -> None:
    async with comparing() as pilot:
        screen = pilot.app.screen
        wording = next(at for at, one in enumerate(screen.sides.comparison.differences) if one.a and one.b)
        await press(pilot, *["semicolon"] * (wording + 1))
        difference = screen.view.difference
        await pilot.press("a")
        await until(pilot, lambda: getattr(pilot.app.screen, "editor", None) is not None)
        await pilot.press("ctrl+home")
        await press(pilot, *"Compare these.", "ctrl+s")
        await until(pilot, lambda: (tmp_path / "notes" / f"{OURS}.notes.md").exists())
        kept = (tmp_path / "notes" / f"{OURS}.notes.md").read_text()
        for side in ("a", "b"):
            quoted = getattr(screen.sides, side).surface(getattr(difference, side))
            assert " ".join(quoted.split()) in " ".join(kept.replace("\n> ", " ").replace("\\", "").split())
        assert "Compare these." in kept


async def test_that_it_is_one_meeting_is_written_and_taken_back(comparing, library: Path) -> None:
    for name in (OURS, THEIRS):
        path = library / f"{name}.md"
        path.write_text(
            "".join(line for line in path.read_text().splitlines(True) if not line.startswith("meeting:"))
        )
    async with comparing() as pilot:
        screen = pilot.app.screen
        assert "perhaps one meeting" in screen.foot.place.plain
        await press(pilot, "m")
        await until(pilot, lambda: screen.confirmed)
        assert all("meeting:" in (library / f"{name}.md").read_text() for name in (OURS, THEIRS))
        assert "perhaps" not in screen.foot.place.plain
        await press(pilot, "m")
        await until(pilot, lambda: not screen.confirmed)
        assert not any("meeting:" in (library / f"{name}.md").read_text() for name in (OURS, THEIRS))


async def test_every_cell_of_the_positions_leads_to_its_sentences(comparing) -> None:
    async with comparing() as pilot:
        await press(pilot, "P")
        await until(pilot, lambda: isinstance(pilot.app.screen, PositionsScreen))
        screen = pilot.app.screen
        cells = screen.positions.cells
        assert sum(cell.count for cell in cells) == sum(len(one.statements) for one in screen.briefings)
        for cell in cells:
            assert screen.cell_at(cell.issue, cell.party + 1) == cell
            for number, one in enumerate(cell.told):
                screen.table.move_cursor(row=cell.issue, column=cell.party + 1)
                await pilot.press("enter")
                if cell.count > 1:
                    await until_asked(pilot, "Which statement?")
                    pilot.app.screen.query_one("#choices").highlighted = number
                    await pilot.press("enter")
                await until(pilot, lambda: isinstance(pilot.app.screen, ReaderScreen))
                reader = pilot.app.screen
                here = reader.panes.text.position.current
                assert reader.briefing is screen.briefings[one.briefing]
                assert here.start <= one.start < here.end
                await press(pilot, "q")
                assert pilot.app.screen is screen


async def test_an_empty_cell_says_so(comparing) -> None:
    async with comparing() as pilot:
        await press(pilot, "P")
        await until(pilot, lambda: isinstance(pilot.app.screen, PositionsScreen))
        screen = pilot.app.screen
        taken = {(cell.issue, cell.party) for cell in screen.positions.cells}
        issues, parties = len(screen.positions.issues), len(screen.positions.parties)
        empty = next((row, at) for row in range(issues) for at in range(parties) if (row, at) not in taken)
        screen.table.move_cursor(row=empty[0], column=empty[1] + 1)
        await press(pilot, "enter")
        assert pilot.app.screen is screen
        assert "Nothing is said there" in told(pilot)


async def test_of_several_accounts_one_is_chosen(comparing, library: Path) -> None:
    third = (library / f"{THEIRS}.md").read_text().replace(f"id: {THEIRS}", "id: third")
    (library / "third.md").write_text(third)
    opening = Opening(str(library / f"{OURS}.md"), None, library, library.parent / "notes", bundled=False)
    app = BriefingApp(opening)
    async with app.run_test(size=(140, 40)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, ReaderScreen))
        await pilot.press("c")
        asked = await until_asked(pilot, "Compare with which account?")
        assert len(asked.query_one("#choices").rows) == 2
        await pilot.press("down", "enter")
        await until(pilot, lambda: isinstance(app.screen, CompareScreen))
        assert app.screen.sides.b.id in ("third", THEIRS)


async def test_without_another_account_that_is_told(comparing, library: Path) -> None:
    (library / f"{THEIRS}.md").unlink()
    opening = Opening(str(library / f"{OURS}.md"), None, library, library.parent / "notes", bundled=False)
    app = BriefingApp(opening)
    async with app.run_test(size=(140, 40)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, ReaderScreen))
        await press(pilot, "c")
        await until(pilot, lambda: "no other readout of this meeting" in told(pilot))
        assert isinstance(app.screen, ReaderScreen)
        assert not isinstance(app.screen, Ask)


@pytest.mark.parametrize("size", [(60, 20), (40, 12), (200, 60)])
async def test_at_every_size(comparing, size: tuple[int, int]) -> None:
    async with comparing(size=size) as pilot:
        await press(pilot, "semicolon", "G", "g", "P")
        await until(pilot, lambda: isinstance(pilot.app.screen, PositionsScreen))


CORRECTED = "example-vesmark-talora-corrected"


async def test_what_changed_in_a_corrected_text_and_which_notes_it_touches(
    comparing, library: Path, tmp_path: Path
) -> None:
    shutil.copy(paths.bundled_content() / f"{CORRECTED}.md", library / f"{CORRECTED}.md")
    opening = Opening(str(library / f"{CORRECTED}.md"), None, library, tmp_path / "notes", bundled=False)
    old, new = (open_briefing(library / f"{name}.md") for name in (OURS, CORRECTED))
    changes = redline(old.text, new.text).changes
    spot = changes[0].old
    store = NotesStore(tmp_path / "notes", paths.state())
    store.add(old, Note("first", anchor(old, spot.start - 3, spot.end + 3), text="Look at this"))
    app = BriefingApp(opening)
    async with app.run_test(size=(140, 40)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, ReaderScreen))
        await press(pilot, "r")
        await until(pilot, lambda: isinstance(app.screen, AnswerScreen) and bool(rows(app.screen)))
        screen = app.screen
        shown = rows(screen)
        for piece in changes:
            words = old.surface(piece.old) if piece.kind == "gone" else new.surface(piece.new)
            assert any(" ".join(words.split()) in " ".join(row.split()) for row in shown)
        assert shown[-2:] == ["Notes on changed words", "● Look at this"]
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, ReaderScreen))
        here = app.screen.panes.text.position.current
        assert here.start <= changes[0].new.start <= here.end
        await press(pilot, "q")
        assert app.screen is screen


async def test_an_earlier_version_in_a_file_that_is_named(comparing, library: Path, tmp_path: Path) -> None:
    (library / f"{THEIRS}.md").unlink()
    before = tmp_path / "before.txt"
    before.write_text("Another text altogether.\n")
    opening = Opening(str(library / f"{OURS}.md"), None, library, tmp_path / "notes", bundled=False)
    app = BriefingApp(opening)
    async with app.run_test(size=(140, 40)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, ReaderScreen))
        await pilot.press("r")
        asked = await until_asked(pilot, "An earlier version")
        asked.query_one("#answer").value = str(before)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, AnswerScreen) and bool(rows(app.screen)))
        assert any("Another text altogether" in row for row in rows(app.screen))
