"""Leaving a briefing, and the program: what was asked for and what was typed is on the disk first."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from briefing.errors import BriefingError
from briefing.tui.errands import begin, until_quiet
from briefing.tui.screens.reader import ReaderScreen

if TYPE_CHECKING:
    from textual.screen import Screen

    from briefing.tui.app import BriefingApp

_PATIENCE = 0.8
"""Seconds for which the end waits until what waits for the disk has had its turn."""


class Leaving:
    """One step back, or out. The key before may still be on its way to what it changes."""

    def __init__(self, app: BriefingApp) -> None:
        self._app = app
        self.unkept = ""
        """What was typed and the disk did not take, and why."""
        self._has_left = False

    def back(self) -> None:
        """Leave the briefing; from what lies over one, go back to it."""
        begin(self._app, self._back, "leaving")

    def end(self, return_code: int = 0) -> None:
        """Leave; what is typed and not saved is on the disk first, and the place after it.

        Where the disk refuses it, the reader stays; a signal is obeyed all the same.
        """
        begin(self._app, partial(self._end, return_code), "leaving")

    def keep(self, screen: Screen[object]) -> bool:
        """Keep how a briefing is left; False, and why is told, where the disk refuses what was typed."""
        if not isinstance(screen, ReaderScreen):
            return True
        draft = screen.note_taking.open_draft
        try:
            self._app.disk.leave(screen.briefing, screen.returning.left, draft)
        except BriefingError as error:
            self._app.keeper.refuse(error)
            self.unkept = f"{error} What was typed:\n{draft[1].text if draft else ''}"
            return False
        return True

    async def _back(self) -> None:
        app = self._app
        await until_quiet(app, app.focused)
        reader = app.screen if isinstance(app.screen, ReaderScreen) else None
        below = any(isinstance(screen, ReaderScreen) for screen in app.screen_stack[:-1])
        if not (reader.over if reader is not None else below):
            await self._end(0)
        elif self.keep(app.screen):
            app.pop_screen()

    async def _end(self, return_code: int) -> None:
        app = self._app
        if app.screen_stack:  # a signal may come before there is one
            await until_quiet(app, app.focused)
        if self._has_left:
            return  # by the key before
        with suppress(asyncio.TimeoutError):
            await asyncio.wait_for(app.disk.settled(), _PATIENCE)
        kept = [self.keep(screen) for screen in app.screen_stack]
        if (all(kept) or return_code) and not self._has_left:
            self._has_left = True
            app.pictures.keep()
            app.exit(return_code=return_code)
