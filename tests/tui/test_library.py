"""The library in the reader: lists, searches, dossiers, issues, wordings, imports."""

from __future__ import annotations

from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.widgets import Input

from briefing import paths, state
from briefing.library.opening import Opening
from briefing.model import Left
from briefing.tui.app import BriefingApp
from briefing.tui.screens.answer import AnswerScreen
from briefing.tui.screens.ask import Ask
from briefing.tui.screens.library import LibraryScreen
from briefing.tui.screens.reader import ReaderScreen
from briefing.tui.screens.search import SearchScreen
from briefing.tui.taking_in import imported, pace
from briefing.tui.widgets.volumes import VolumeList
from briefing.tui.wishes import Follow
from tests.tui.conftest import press

READOUTS = (
    ("2031-03-01", "Nordland", "Sudria", "Fishing limits", "Foreign Minister Ada Holm stressed that the "
     "Amber Strait must stay open to both fleets. She thanked Minister Iven Tarr."),
    ("2031-05-09", "Nordland", "Ostmark", "Grain corridor", "Foreign Minister Ada Holm welcomed that wheat "
     "reached the port. She warned that the Amber Strait must stay open to all fleets."),
    ("2031-07-02", "Sudria", "Nordland", "Fishing limits", "Minister Iven Tarr told Ada Holm of Nordland "
     "that Sudria would publish its catch figures."),
)  # fmt: skip


def write(folder: Path, number: int, date: str, issuer: str, other: str, heading: str, words: str) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / f"r{number:03}.md"
    path.write_text(
        f"---\nid: r{number:03}\ndate: {date}\nissuer: {issuer}\nparties: [{issuer}, {other}]\n---\n\n"
        f"# Talks {number}: {issuer} and {other}\n\n## Opening\n\nThe ministers met in Port Amber.\n\n"
        f"## {heading}\n\n{words}\n"
    )
    return path


@pytest.fixture
def library(tmp_path: Path) -> Path:
    for number, readout in enumerate(READOUTS):
        write(tmp_path / "library", number, *readout)
    return tmp_path / "library"


@pytest.fixture
def exploring(tmp_path: Path, library: Path, monkeypatch: pytest.MonkeyPatch):
    """``async with exploring() as pilot``: the library's screen, everything in it read."""
    monkeypatch.setattr(Input, "cursor_blink", False)

    @asynccontextmanager
    async def begin(size: tuple[int, int] = (120, 36)):
        app = BriefingApp(Opening(None, None, library, tmp_path / "notes", bundled=False))
        async with app.run_test(size=size) as pilot:
            await until(pilot, lambda: any(volumes.rows for volumes in app.screen.query(VolumeList)))
            yield pilot

    return begin


async def until(pilot, holds) -> None:
    for _ in range(400):
        if holds():
            break
        await pilot.pause(0.02)
    await press(pilot)
    assert holds()


def listed(pilot) -> list[str]:
    volumes = pilot.app.screen.volumes
    return [str(volumes.label_of(row)) for row in range(len(volumes.rows))]


def rows(screen) -> list[str]:
    shown = screen.hits if isinstance(screen, SearchScreen) else screen.answers
    return [str(row.label) for row in shown.rows]


def preview(pilot) -> str:
    return str(pilot.app.screen.query_one("#library-preview").content)


def told(pilot) -> str:
    return " ".join(notice.message for notice in pilot.app._notifications)


async def opened(pilot, kind: type) -> None:
    await until(pilot, lambda: isinstance(pilot.app.screen, kind))


def here(pilot) -> str:
    text = pilot.app.screen.panes.text
    return text.briefing.surface(text.position.current)


async def test_the_newest_come_first_and_what_was_read_is_told_apart(exploring) -> None:
    state.remember("r001", Left())
    async with exploring() as pilot:
        shown = listed(pilot)
        assert [row.split()[-0:][0] for row in shown] == ["•", "2031-05-09", "•"]
        assert ["Talks 2" in shown[0], "Talks 1" in shown[1], "Talks 0" in shown[2]] == [True] * 3
        await until(pilot, lambda: pilot.app.screen.volumes.highlighted == 1)
        assert pilot.app.screen.volumes.highlighted == 1, "the cursor is at what was read last"
        assert "§ Grain corridor" in preview(pilot)
        assert "Never read." not in preview(pilot)
        await press(pilot, "j")
        assert "§ Fishing limits" in preview(pilot)
        assert "Never read." in preview(pilot)


async def test_it_narrows_while_one_types_and_says_what_means_nothing(exploring) -> None:
    async with exploring() as pilot:
        await press(pilot, "slash", *"party:ost")
        await until(pilot, lambda: len(listed(pilot)) == 1)
        await press(pilot, "space", *"after:20xx")
        problem = pilot.app.screen.query_one(".problem")
        await until(pilot, lambda: "after" in str(problem.content))
        assert len(listed(pilot)) == 1, "the list stays as it was"
        await press(pilot, "escape")
        await until(pilot, lambda: len(listed(pilot)) == 3)
        assert pilot.app.screen.volumes.has_focus
        await press(pilot, "slash", *"is:unread corridor", "enter", "enter")
        await opened(pilot, ReaderScreen)
        assert pilot.app.screen.briefing.id == "r001"


async def test_it_is_sorted_turned_round_and_grouped_by_key(exploring) -> None:
    async with exploring() as pilot:
        await press(pilot, "r")
        await until(pilot, lambda: "Talks 0" in listed(pilot)[0])
        await press(pilot, "r", "S")
        await until(
            pilot, lambda: ["Talks 0" in listed(pilot)[0], "Talks 2" in listed(pilot)[2]] == [True] * 2
        )
        assert "by title" in pilot.app.screen.foot.place.plain
        await press(pilot, "t", "t")
        await until(pilot, lambda: len(listed(pilot)) == 6)
        assert [row.split()[0] for row in listed(pilot)] == [
            *["Nordland"] * 3, *["Ostmark"], *["Sudria"] * 2
        ]  # fmt: skip
        assert "each party" in pilot.app.screen.foot.place.plain


async def test_only_the_pages_that_are_looked_at_are_asked_for(exploring, library) -> None:
    for number in range(3, 450):
        write(library, number, f"2029-01-{number % 28 + 1:02}", "Nordland", "Sudria", "Trade", "They met.")
    async with exploring() as pilot:
        await until(pilot, lambda: len(pilot.app.screen.volumes.rows) == 450)
        asked = pilot.app.screen.volumes.volumes._pages
        assert set(asked) == {0}
        shelf, queries = pilot.app.explorer.shelf, []
        listed_by = shelf.listed
        shelf.listed = lambda listing, first, count: (
            queries.append(first),
            listed_by(listing, first, count),
        )[1]
        await press(pilot, "end")
        await until(pilot, lambda: 400 in asked)
        assert "Talks" in listed(pilot)[449]
        assert 200 not in asked or set(asked) == {0, 100, 200, 300, 400}
        assert queries.count(400) == 1, "a page is asked for once, and not by every row of it"


async def test_a_file_that_is_new_is_shown_within_two_seconds(exploring, library) -> None:
    async with exploring() as pilot:
        write(library, 7, "2031-09-01", "Ostmark", "Nordland", "Trade", "They spoke of trade.")
        for _ in range(300):  # the machine may have other work
            if "Talks 7" in listed(pilot)[0]:
                break
            await pilot.pause(0.1)
        assert "Talks 7" in listed(pilot)[0]
        assert len(pilot.app.screen.volumes.rows) == 4


async def test_search_from_the_reader_by_the_slash_twice_lands_on_the_sentence(exploring) -> None:
    async with exploring() as pilot:
        await press(pilot, "enter")
        await opened(pilot, ReaderScreen)
        await press(pilot, "slash", "slash")
        await opened(pilot, SearchScreen)
        await pilot.press(*'"strait must')
        screen = pilot.app.screen
        await until(pilot, lambda: len(rows(screen)) == 4)
        at = rows(screen).index("2031-05-09  Talks 1: Nordland and Ostmark") + 1
        assert rows(screen)[at].endswith("She warned that the Amber Strait must stay open to all fleets.")
        await press(pilot, "enter")
        screen.hits.highlighted = at
        await press(pilot, "enter")
        await opened(pilot, ReaderScreen)
        assert here(pilot).startswith("She warned that the Amber Strait")
        await press(pilot, "q")
        assert pilot.app.screen is screen, "q leads back to what was found"
        await press(pilot, "slash")
        await press(pilot, *" nowhere")
        await until(pilot, lambda: rows(screen) == ["Nothing in the library is so."])
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, ReaderScreen)


async def test_what_means_nothing_is_told_and_what_was_found_stays(exploring) -> None:
    async with exploring() as pilot:
        await press(pilot, "s")
        await opened(pilot, SearchScreen)
        screen = pilot.app.screen
        await pilot.press(*"wheat")
        await until(pilot, lambda: len(rows(screen)) == 2)
        await pilot.press(*" before:soon")
        await until(pilot, lambda: "before" in str(screen.query_one(".problem").content))
        assert len(rows(screen)) == 2


async def open_dossier(pilot) -> AnswerScreen:
    """That of Ada Holm, from the side panel of the newest readout that names her."""
    await press(pilot, "enter")
    await opened(pilot, ReaderScreen)
    await press(pilot, "i")
    panel = pilot.app.screen.panes.side.rows
    panel.highlighted = next(at for at, row in enumerate(panel.rows) if "Ada Holm" in str(row.label))
    await press(pilot, "o")
    await opened(pilot, AnswerScreen)
    await until(pilot, lambda: rows(pilot.app.screen))
    return pilot.app.screen


async def test_a_dossier_tells_where_a_name_occurs_and_leads_there(exploring) -> None:
    async with exploring() as pilot:
        screen = await open_dossier(pilot)
        assert "3 readouts" in str(screen.query_one("#answer-summary").content)
        shown = rows(screen)
        assert "Counterparts" in shown
        dates = [row[:10] for row in shown if row[:4] == "2031"]
        assert dates == ["2031-07-02", "2031-05-09", "2031-03-01"]
        screen.answers.highlighted = next(at for at, row in enumerate(shown) if "warned that" in row)
        await press(pilot, "enter")
        await opened(pilot, ReaderScreen)
        assert here(pilot).startswith("She warned that")
        await press(pilot, "q")
        assert pilot.app.screen is screen
        await press(pilot, "q")
        assert isinstance(pilot.app.screen, ReaderScreen)


async def test_an_issue_in_a_dossier_leads_to_its_own_readouts(exploring) -> None:
    async with exploring() as pilot:
        screen = await open_dossier(pilot)
        screen.answers.highlighted = next(
            at for at, row in enumerate(rows(screen)) if row.startswith("  Fishing limits: 2 readouts")
        )
        await press(pilot, "enter")
        await until(pilot, lambda: pilot.app.screen is not screen and rows(pilot.app.screen))
        assert str(pilot.app.screen.query_one("#answer-title").content).startswith("Fish")


async def test_a_name_that_no_readout_has_is_told(exploring) -> None:
    async with exploring() as pilot:
        pilot.app.screen.post_message(Follow("entity", "Iven Tar"))
        await opened(pilot, AnswerScreen)
        summary = pilot.app.screen.query_one("#answer-summary")
        await until(pilot, lambda: "Iven Tarr" in str(summary.content))
        assert rows(pilot.app.screen) == []


async def test_a_name_put_right_in_its_dossier_is_right_everywhere_and_taken_back(exploring) -> None:
    async with exploring() as pilot:
        screen = await open_dossier(pilot)
        title = screen.query_one("#answer-title")
        assert str(title.content) == "Ada Holm"
        await pilot.press("r")
        await until_asked(pilot)
        pilot.app.screen.query_one("#answer", Input).value = "Ada M. Holm"
        await pilot.press("enter")
        await until(pilot, lambda: str(title.content) == "Ada M. Holm")
        assert "3 readouts" in str(screen.query_one("#answer-summary").content)
        await press(pilot, "U")
        await until(pilot, lambda: str(title.content) == "Ada Holm")


async def until_asked(pilot, question: str = "") -> Ask:
    """The dialog, its rows in place. What asks is a worker, and does not end before it is answered."""
    for _ in range(600):
        screen = pilot.app.screen
        if isinstance(screen, Ask) and screen.question.startswith(question) and screen.query("#ask-foot"):
            break
        await pilot.pause(0.02)
    await pilot.pause()
    assert isinstance(pilot.app.screen, Ask)
    return pilot.app.screen


async def test_the_issue_of_a_section_in_all_readouts(exploring) -> None:
    async with exploring() as pilot:
        await press(pilot, "enter")
        await opened(pilot, ReaderScreen)
        await press(pilot, "right_square_bracket", "I")
        await opened(pilot, AnswerScreen)
        screen = pilot.app.screen
        await until(pilot, lambda: rows(screen))
        assert str(screen.query_one("#answer-title").content).startswith("Fish")
        assert [row[:10] for row in rows(screen) if row[:4] == "2031"] == ["2031-07-02", "2031-03-01"]
        await press(pilot, "right_square_bracket")
        assert rows(screen)[screen.answers.highlighted - 1].startswith("2031-03-01")


async def test_the_wording_of_a_sentence_in_all_readouts(exploring) -> None:
    async with exploring() as pilot:
        await press(pilot, "j", "enter")
        await opened(pilot, ReaderScreen)
        await press(pilot, "right_square_bracket", "right_parenthesis", "W")
        await opened(pilot, AnswerScreen)
        screen = pilot.app.screen
        await until(pilot, lambda: rows(screen))
        assert [row[:10] for row in rows(screen) if row[:4] == "2031"] == ["2031-03-01", "2031-05-09"]
        changed = rows(screen)[3]
        assert changed.startswith("  since 2031-03-01: ")
        assert "[-both-]{+all+}" in changed


async def test_a_page_goes_to_the_clipboard_and_into_a_file(exploring, tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    copied: list[str] = []
    monkeypatch.setattr(BriefingApp, "copy_to_clipboard", lambda app, text: copied.append(text))
    async with exploring() as pilot:
        await open_dossier(pilot)
        await press(pilot, "Y")
        await until(pilot, lambda: bool(copied))
        assert copied[0].startswith("# Ada Holm\n")
        assert "> She warned that the Amber Strait must stay open to all fleets." in copied[0]
        await pilot.press("X")
        await until_asked(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: "Exported to" in told(pilot))
        (path,) = tmp_path.glob("*.md")
        assert path.read_text() == copied[0]


async def test_an_import_from_the_screen_reports_what_was_refused(exploring, library, tmp_path) -> None:
    found = tmp_path / "found"
    found.mkdir()
    (found / "one.txt").write_text(
        "Ostmark and Nordland held talks in Oslo on 3 May 2031.\n\nThey spoke of tin.\n"
    )
    (found / "two.pdf").write_bytes(b"%PDF-1.7 nothing")
    async with exploring() as pilot:
        await pilot.press("I")
        await until_asked(pilot)
        pilot.app.screen.query_one("#answer", Input).value = str(found)
        await pilot.press("enter")
        report = await until_asked(pilot, "Imported")
        assert report.question == "Imported: 1 new, 1 refused."
        assert "two.pdf" in str(report.query_one("#choices").rows[0].label)
        await pilot.press("escape")
        await until(pilot, lambda: len(listed(pilot)) == 4)
        assert not paths.library().exists(), "it went into the library that is shown"


async def test_another_library_is_listed_and_searched(exploring, tmp_path) -> None:
    write(tmp_path / "another", 9, "2030-02-02", "Ostmark", "Sudria", "Timber", "They spoke of timber.")
    async with exploring() as pilot:
        await pilot.press("l")
        asked = await until_asked(pilot, "Which library?")
        asked.query_one("#answer", Input).value = str(tmp_path / "another")
        await pilot.press("enter")
        await until(pilot, lambda: len(listed(pilot)) == 1)
        assert "Talks 9" in listed(pilot)[0]
        await press(pilot, "s")
        await opened(pilot, SearchScreen)
        screen = pilot.app.screen
        await pilot.press(*"timber")
        await until(pilot, lambda: any("They spoke of timber" in row for row in rows(screen)))
        await press(pilot, "escape", "escape")
        await opened(pilot, LibraryScreen)
        await pilot.press("l")
        asked = await until_asked(pilot, "Which library?")
        asked.query_one("#answer", Input).value = str(tmp_path / "nowhere")
        await pilot.press("enter")
        await until(pilot, lambda: "There is no folder" in told(pilot))
        assert len(listed(pilot)) == 1


async def test_it_works_where_there_is_little_room(exploring) -> None:
    async with exploring(size=(40, 12)) as pilot:
        assert "Talks 2" in listed(pilot)[0]
        assert not pilot.app.screen.query_one("#library-preview").display
        await open_dossier(pilot)


def test_the_pace_of_an_import() -> None:
    assert pace(300, 1500, 2.0) == "importing 300 of 1,500, 150 a second, 0:08 left"
    assert pace(0, 5, 0.0) == "importing 0 of 5, 0 a second, 0:00 left"
    assert imported({"new": 2, "renewed": 1, "same": 1200}, 3) == (
        "Imported: 2 new, 1 new versions in place of the old, 1,200 there already, 3 refused."
    )
