"""The line between a pane and the text: the mouse drags it, and keys move it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

if TYPE_CHECKING:
    from textual import events

_NARROWEST, _WIDEST = 12, 100
"""Cells of a pane."""


class Divider(Widget):
    """Makes a pane wider or narrower; the pane's style sheet says what is too wide for the screen."""

    DEFAULT_CSS = """
    Divider { width: 1; height: 100%; color: $rule; background: $background; }
    Divider:hover, Divider.-dragged { color: $primary; }
    """

    def __init__(self, pane: Widget, at: Literal["left", "right"]) -> None:
        """``at`` is the side of the pane at which the line stands."""
        super().__init__()
        self.cells = 0
        """The width that the reader gave to the pane; 0 for its usual one."""
        self._pane = pane
        self._grows = 1 if at == "right" else -1
        self._grasped: tuple[int, int] | None = None
        """The column of the screen where the line was taken, and the width of the pane then."""

    def resize(self, cells: int) -> None:
        """Give the pane a width; its usual one for 0."""
        self.cells = max(_NARROWEST, min(_WIDEST, cells)) if cells else 0
        self._pane.styles.width = self.cells or None

    def step(self, cells: int) -> None:
        """Make the pane so much wider."""
        self.resize(self._pane.outer_size.width + cells)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        event.stop()
        self._grasped = event.screen_x, self._pane.outer_size.width
        self.add_class("-dragged")
        self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self._grasped is not None:
            column, width = self._grasped
            self.resize(width + self._grows * (event.screen_x - column))

    def on_mouse_up(self) -> None:
        self._grasped = None
        self.remove_class("-dragged")
        self.release_mouse()

    def render_line(self, y: int) -> Strip:
        return Strip([Segment("│", self.rich_style)], 1)
