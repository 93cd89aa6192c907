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

_PATIENCE = 0.4
"""Seconds for which the end waits for keys that wait, and for what is on its way to the disk."""


class Leaving:
    """One step back, or out. The key before may still be on its way to what it changes."""

    def __init__(self, app: BriefingApp) -> None:
        self._app = app
        self.unkept = ""
        """What was typed and the disk did not take, and why."""
        self._has_left = False

    def back(self) -> None:
        """Leave the briefing; from what lies over one, go back to it, to which later keys belong."""
        self._app.typing_ahead.behind(partial(self._back, self._app.screen))

    def end(self, return_code: int = 0) -> None:
        """Leave; what is typed and not saved is on the disk first, and the place after it.

        Where the disk refuses it, the reader stays; a signal is obeyed all the same.
        """
        if return_code:
            begin(self._app, partial(self._obey, return_code), "leaving")
        else:
            self._app.typing_ahead.behind(partial(self._end, 0))

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

    async def _back(self, screen: Screen[object]) -> None:
        app = self._app
        await until_quiet(app, app.focused)
        if app.screen is not screen:
            return
        reader = screen if isinstance(screen, ReaderScreen) else None
        below = any(isinstance(one, ReaderScreen) for one in app.screen_stack[:-1])
        if not (reader.over if reader is not None else below):
            await self._end(0)
        elif self.keep(screen):
            app.pop_screen()

    async def _obey(self, return_code: int) -> None:
        """What was typed before a signal came counts."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._app.typing_ahead.idle(), _PATIENCE)
        await self._end(return_code)

    async def _end(self, return_code: int) -> None:
        app = self._app
        if app.screen_stack:  # a signal may come before there is one
            await until_quiet(app, app.focused)
        with suppress(TimeoutError):
            await asyncio.wait_for(app.keeper.settled(), _PATIENCE)
        if self._has_left:
            return
        kept = [self.keep(screen) for screen in app.screen_stack]
        if all(kept) or return_code:
            self._has_left = True
            app.pictures.keep()
            app.exit(return_code=return_code)
