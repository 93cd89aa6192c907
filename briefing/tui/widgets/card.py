"""What the row under the cursor stands for, in full."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.content import Content
from textual.widgets import Static

if TYPE_CHECKING:
    from textual.css.styles import RulesMap


class Card(Static):
    """Lies below a list, and is as high as what it tells."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)
        self.told = ""

    def show(self, told: str) -> None:
        """Tell something; nothing is drawn anew where it was told already, and nothing hides the card."""
        if told == self.told:
            return
        before, self.told = self._lines(self.told), told
        # The screen is laid out, and all of it drawn, for another height alone.
        self.update(Content(told), layout=self._lines(told) != before)
        self.display = bool(told)

    def on_mount(self) -> None:
        self.display = bool(self.told)

    def _lines(self, told: str) -> int:
        width = self.content_size.width
        return Content(told).get_height(cast("RulesMap", self.styles), width) if told and width else 0
