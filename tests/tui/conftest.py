"""The reader on an invented briefing, in folders of its own, with a cursor that does not blink."""

from __future__ import annotations

from asyncio import sleep, wait_for
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from time import monotonic

import pytest
from textual import _wait, screen
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from briefing.config import Settings
from briefing.library.opening import Opening
from briefing.model import Briefing
from briefing.tui.app import BriefingApp
from briefing.tui.screens.reader import ReaderScreen
from tests.tui.samples import ministers

_PATIENCE = 60.0
"""Seconds."""

# A frame takes a sixtieth of a second, and each look at whether anything is still being done a fiftieth: half
# of the time of these tests would be spent asleep. There are as many frames and looks, and each as strict.
screen.UPDATE_PERIOD = 1 / 100  # type: ignore[misc]
_wait.SLEEP_GRANULARITY = 1 / 100
_wait.SLEEP_IDLE = _wait.SLEEP_GRANULARITY / 20
BEGUN = 0.1
"""Seconds that what a key began may take before the next key; a question waits for that one."""

Open = Callable[..., AbstractAsyncContextManager[Pilot[None]]]


class SampleApp(BriefingApp):
    """The application, begun on a briefing that stands in no file."""

    def __init__(self, opening: Opening, briefing: Briefing) -> None:
        super().__init__(opening)
        self._sample = briefing

    def action_library(self) -> None:  # type: ignore[override]
        self.show_briefing(self._sample)


@pytest.fixture
def notes_folder(tmp_path: Path) -> Path:
    return tmp_path / "notes"


@pytest.fixture
def sample_app(
    tmp_path: Path, notes_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., SampleApp]:
    monkeypatch.setattr(TextArea, "cursor_blink", False)
    monkeypatch.setattr(Input, "cursor_blink", False)

    def make(briefing: Briefing | None = None, settings: Settings | None = None) -> SampleApp:
        opening = Opening(None, None, tmp_path / "library", notes_folder, settings=settings or Settings())
        return SampleApp(opening, briefing or ministers())

    return make


@pytest.fixture
def reading(sample_app: Callable[..., SampleApp]) -> Open:
    """``async with reading() as pilot``: the reader on a briefing, its notes loaded."""

    @asynccontextmanager
    async def begin(
        briefing: Briefing | None = None,
        size: tuple[int, int] = (120, 40),
        settings: Settings | None = None,
    ) -> AsyncIterator[Pilot[None]]:
        app = sample_app(briefing, settings)
        async with app.run_test(size=size) as pilot:
            await settle(pilot)
            yield pilot

    return begin


async def settle(pilot: Pilot[None]) -> None:
    """Wait until nothing is being read or written any more."""
    await pilot.pause()
    # What waits for an answer that no test gives would wait for ever.
    await wait_for(pilot.app.workers.wait_for_complete(), _PATIENCE)
    screen = pilot.app.screen
    while isinstance(screen, ReaderScreen) and screen.panes.side is None:
        await pilot.pause()
    await pilot.pause()


def reader_of(pilot: Pilot[None]) -> ReaderScreen:
    screen = pilot.app.screen
    assert isinstance(screen, ReaderScreen)
    return screen


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        until = monotonic() + BEGUN
        while not all(worker.is_finished for worker in pilot.app.workers) and monotonic() < until:
            await sleep(_wait.SLEEP_GRANULARITY)
    await settle(pilot)


async def press_only(pilot: Pilot[None], *keys: str) -> None:
    """Press keys and wait for nothing that is read, written or asked."""
    await pilot.press(*keys)
    await wait_for(pilot.app.typing_ahead.idle(), _PATIENCE)  # type: ignore[attr-defined]
    await pilot.pause()
