"""Readouts put into the library from within the reader."""

from __future__ import annotations

import os
from collections import Counter
from typing import TYPE_CHECKING

from briefing.errors import BriefingError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefing.tui.app import BriefingApp
    from briefing.tui.exploring import Explorer
    from briefing.tui.screens.library import LibraryScreen

_TOLD = 2
"""Refusals that are told where there is no room for all."""


class Importer:
    """Asks what is to be imported, shows how far it has come, and reports on it."""

    def __init__(self, app: BriefingApp, explorer: Explorer) -> None:
        self._app = app
        self._explorer = explorer

    def stop(self) -> None:
        if not self._explorer.shelf.stop_taking_in():
            self._app.notify("Nothing is being imported.", timeout=3, markup=False)

    async def take_in(self) -> None:
        """Ask what is to be put into the library, put it there, and report on it."""
        path = await self._explorer.ask("Import from which file, folder or archive?", "~/")
        if not path or not path.strip() or self._library is not self._app.screen:
            return

        self._tell("importing …")  # the first one may take its time
        try:
            outcomes = await self._explorer.shelf.take_in(os.path.expanduser(path.strip()), self._tell_pace)
        except BriefingError as error:
            self._app.keeper.refuse(error)
            return
        finally:
            self._tell("")
        await self._explorer.refresh()
        refused = [str(outcome) for outcome in outcomes if isinstance(outcome, BriefingError)]
        counts = Counter[str](
            outcome.status for outcome in outcomes if not isinstance(outcome, BriefingError)
        )
        report = imported(counts, len(refused))
        if refused and self._library is self._app.screen:
            await self._explorer.ask(report, "", [(one, one) for one in refused], free=False)
        else:
            # Who reads or writes meanwhile is told without a list that would take the keys.
            self._app.notify(" ".join([report, *refused[:_TOLD]]), timeout=10, markup=False)

    @property
    def _library(self) -> LibraryScreen | None:
        """The library's screen, if it has its widgets: it may have been left, and opened anew."""
        from briefing.tui.screens.library import LibraryScreen

        screen = self._explorer.shown(LibraryScreen) if self._app.is_running else None
        return screen if screen is not None and screen.is_mounted else None

    def _tell_pace(self, done: int, total: int, seconds: float) -> None:
        self._tell(pace(done, total, seconds))

    def _tell(self, told: str) -> None:
        if self._library is not None:
            self._library.show_importing(told)


def pace(done: int, total: int, seconds: float) -> str:
    """How far an import has come, how fast it goes, and how long it will take."""
    rate = done / seconds if seconds else 0.0
    left = round((total - done) / rate) if rate else 0
    return f"importing {done:,} of {total:,}, {rate:,.0f} a second, {left // 60}:{left % 60:02} left"


def imported(counts: Mapping[str, int], refused: int) -> str:
    """What became of the sources of an import, in a sentence."""
    parts = (
        (counts.get("new", 0), "new"),
        (counts.get("renewed", 0), "new versions in place of the old"),
        (counts.get("changed", 0), "new versions beside the old"),
        (counts.get("same", 0), "there already"),
        (refused, "refused"),
    )
    told = ", ".join(f"{count:,} {what}" for count, what in parts if count)
    return f"Imported: {told}." if told else "There is nothing there that could be a readout."
