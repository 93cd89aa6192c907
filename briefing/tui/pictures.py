"""The screen as it is left, kept for the next time, and what stands in for the reader until it is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing import paths, picture
from briefing.tui.aside import aside
from briefing.tui.frames import whole
from briefing.tui.screens.reader import ReaderScreen

if TYPE_CHECKING:
    from briefing.standin import StandIn
    from briefing.tui.app import BriefingApp

_STANDING = 1.0
"""Seconds for which a picture stands in at most."""
_SETTLING = 0.3
"""Seconds after which a reader that is complete has drawn everything."""


class Pictures:
    """Takes pictures of a reader that is complete and of one that is left; neither of what passes."""

    def __init__(self, app: BriefingApp, stand_in: StandIn | None) -> None:
        self._app = app
        self._stand_in = stand_in

    def begin(self) -> None:
        """Nothing is drawn over a picture before the reader is complete, or late, or not coming at all."""
        if self._stand_in is not None and self._app.reader is not None:
            self._app.set_timer(_STANDING, self._relieve)
        else:
            self._relieve()

    def settle(self) -> None:
        """The reader is complete."""
        self._relieve()
        self._app.set_timer(_SETTLING, self._keep_settled)

    def keep(self) -> None:
        """Take a picture of the reader that is being left."""
        taken = self._taken()
        if taken is not None:
            picture.keep(*taken)

    def _relieve(self) -> None:
        if self._stand_in is not None and self._stand_in.holds:
            self._stand_in.holds = False
            self._app.screen.refresh()

    async def _keep_settled(self) -> None:
        taken = self._taken()
        if taken is not None:
            await aside(lambda: picture.keep(*taken))

    def _taken(self) -> tuple[str, str, list[str]] | None:
        """The name, the frame and the files of a picture; None where the screen shows what will not last."""
        app = self._app
        screen, opening = app.screen_stack[-1] if app.screen_stack else None, app.opening
        if app.is_headless or opening.settings.plain or not isinstance(screen, ReaderScreen):
            return None
        text = screen.panes.text
        passing = (
            text.selection or text.painter.followed or screen.panes.keys.pending or screen.query("Toast")
        )
        if screen.over or not screen.path or not text.has_focus or passing or self._is_held:
            return None
        name = picture.name_of(screen.path, app.size, (str(opening.library), str(opening.notes)))
        notes = app.disk.store.path(screen.briefing.id)
        return name, whole(screen), [screen.path, str(notes), str(paths.config())]

    @property
    def _is_held(self) -> bool:
        return self._stand_in is not None and self._stand_in.holds
