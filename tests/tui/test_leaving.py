"""Screens that are left before what they asked for has come."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.widgets import Input

from briefing.library.index import Progress
from briefing.tui.exploring import Explorer
from briefing.tui.screens.library import LibraryScreen
from briefing.tui.screens.reader import ReaderScreen
from briefing.tui.shelf import Shelf
from briefing.tui.wishes import Follow, SearchBegun
from tests.tui.conftest import Open, press_only
from tests.tui.test_library import exploring, library, opened, told, until, until_asked  # noqa: F401 - fixtures


class Held:
    """Questions to the library that are answered when the test says so."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *questions: str) -> None:
        self.asked = asyncio.Event()
        self._answered = asyncio.Event()
        for question in questions:
            monkeypatch.setattr(Shelf, question, self._held(getattr(Shelf, question)))

    def _held(self, ask: Callable[..., Awaitable[object]]) -> Callable[..., Awaitable[object]]:
        async def asked(*arguments: object) -> object:
            self.asked.set()
            await self._answered.wait()
            return await ask(*arguments)

        return asked

    def answer(self) -> None:
        self._answered.set()


WISHES = {
    "wording": Follow("wording", "the Amber Strait must stay open"),
    "issue": Follow("issue", "Fishing limits"),
    "dossier": Follow("entity", "Ada Holm"),
    "search": SearchBegun("strait"),
    "listed": None,
}


@pytest.mark.parametrize("question", WISHES)
async def test_an_answer_may_come_when_its_screen_was_left(
    exploring,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
    question: str,
) -> None:
    async with exploring() as pilot:
        app = pilot.app
        await pilot.press("enter")
        await opened(pilot, ReaderScreen)
        held = Held(monkeypatch, question)
        if (wish := WISHES[question]) is not None:
            app.explorer.grant(wish)
        else:
            app.action_library()
        await held.asked.wait()
        assert not isinstance(app.screen, ReaderScreen)
        app.pop_screen()
        await pilot.pause()
        held.answer()
        await app.workers.wait_for_complete()
        assert isinstance(app.screen, ReaderScreen)


async def test_an_import_goes_on_when_the_library_is_left(
    exploring,  # noqa: F811
    library: Path,  # noqa: F811
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    held = Held(monkeypatch, "take_in")
    found = tmp_path / "found"
    found.mkdir()
    for number in range(3):
        (found / f"{number}.txt").write_text(
            f"Ostmark and Nordland held talks in Oslo on {number + 1} May 2031.\n"
        )
    (found / "odd.pdf").write_bytes(b"%PDF-1.7 nothing")
    async with exploring() as pilot:
        app = pilot.app
        await pilot.press("enter")
        await opened(pilot, ReaderScreen)
        await pilot.press("B")
        await opened(pilot, LibraryScreen)
        await pilot.press("I")
        await until_asked(pilot)
        app.screen.query_one("#answer", Input).value = str(found)
        await pilot.press("enter")
        while not isinstance(app.screen, LibraryScreen):
            await pilot.pause()  # the dialog takes keys as long as it is there
        await pilot.press("q")
        while not isinstance(app.screen, ReaderScreen):
            await pilot.pause()
        held.answer()
        await until(pilot, lambda: "Imported" in told(pilot))
        assert isinstance(app.screen, ReaderScreen), "no list of what was refused takes the keys"
        assert "3 new, 1 refused" in told(pilot) and "odd.pdf" in told(pilot)
        assert len(list(library.glob("*.md"))) == 6


async def test_progress_is_told_to_nobody_while_the_program_ends(exploring) -> None:  # noqa: F811
    async with exploring() as pilot:
        explorer: Explorer = pilot.app.explorer
        shown: list[Progress] = []
        tell = explorer._each(lambda screen, progress: shown.append(progress))
        tell(Progress(1, 2))
        pilot.app.leaving.end()
        await pilot.pause()
        tell(Progress(2, 2))
        assert shown == [Progress(1, 2)]


@pytest.mark.parametrize(
    "keys",
    [
        ["question_mark"],
        ["colon"],
        ["X"],
        ["right_square_bracket", "number_sign"],
        ["a", *"abc"],
        ["slash", "a"],
    ],
    ids=["help", "palette", "asking", "tags", "note", "search"],
)
async def test_ctrl_q_leaves_from_anywhere(reading: Open, keys: list[str]) -> None:
    async with reading() as pilot:
        await press_only(pilot, *keys)
        assert pilot.app.return_code is None
        await press_only(pilot, "ctrl+q")
        for _ in range(100):  # it waits for what the key before it may have opened
            if pilot.app.return_code is not None:
                break
            await pilot.pause(0.01)
        assert pilot.app.return_code == 0
