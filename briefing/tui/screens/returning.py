"""How the reader leaves a briefing, and finds it so again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.model import Left
from briefing.tui.wishes import Settled

if TYPE_CHECKING:
    from briefing.tui.screens.reader import ReaderScreen

_FURNISHING = 0.02
"""Seconds between two looks whether the panels are there."""


class Returning:
    """Gives one reader back what he left."""

    def __init__(self, reader: ReaderScreen, how: Left | None) -> None:
        """``how`` the briefing was left, where that is known from the first moment."""
        self._reader = reader
        self._how = how

    @property
    def is_known(self) -> bool:
        return self._how is not None

    @property
    def left(self) -> Left:
        """How the reader leaves."""
        reader = self._reader
        side, divider, text = reader.panes.side, reader.panes.divider, reader.panes.text
        return Left(
            text.position.current.start,
            reader.wayfinding.marks,
            reader.searching.words,
            reader.searching.pattern,
            reader.wayfinding.width,
            side.view if side is not None else "",
            side is not None and side.has_class("-closed"),
            side.divider.cells if side is not None else 0,
            divider.cells if divider is not None else 0,
            *text.position.first_own,
        )

    def begin(self) -> None:
        if self._how is not None:
            self.resume(self._how)

    def resume(self, how: Left) -> None:
        """Give the reader what he left, and go there, unless he has begun to read elsewhere."""
        self._how, reader = how, self._reader
        reader.wayfinding.marks = dict(how.marks)
        if how.width:
            reader.wayfinding.set_width(how.width)
        if how.offset and reader.panes.text.position.sentence == 0:
            reader.panes.text.return_to(how.offset, (how.top, how.above))
        if how.words and not reader.searching.words:
            reader.searching.resume(how.words, how.pattern)

    def dress(self) -> None:
        """Arrange the panels as the reader left them, as soon as they are there; then all is there."""
        side, divider, how = self._reader.panes.side, self._reader.panes.divider, self._how
        if side is None or divider is None:
            self._reader.set_timer(_FURNISHING, self.dress)  # the panels come after the text
            return
        if how is not None:
            side.set_class(how.closed, "-closed")
            side.show_view(how.view)
            side.divider.resize(how.panel)
            divider.resize(how.contents)
        self._reader.post_message(Settled())
