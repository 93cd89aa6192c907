"""The issues of a briefing, the one being read marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from briefing import printable
from briefing.tui.widgets.marks import SIDES
from briefing.tui.widgets.rows import PanelRows, Row

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefing.model import Briefing, Section, Side


class Contents(PanelRows):
    """A row for each section; its value is the section's number."""

    _shown: tuple[Briefing, Mapping[int, int]] | None = None

    def show_briefing(self, briefing: Briefing, notes: Mapping[int, int]) -> None:
        """``notes`` counts the notes of each section."""
        if self._shown is not None and self._shown[0] is briefing and self._shown[1] == notes:
            return  # a long text has thousands of sections
        self._shown = briefing, notes
        spoken: dict[int, set[Side]] = {}
        for statement in briefing.statements:
            spoken.setdefault(statement.section, set()).add(statement.side)
        self.show(
            [
                Row(
                    _label(section, number, notes.get(number, 0), spoken.get(number, set())), number, indent=3
                )
                for number, section in enumerate(briefing.sections)
            ]
        )

    def follow(self, section: int) -> None:
        """Mark the section being read, unless the reader is choosing one."""
        if not self.has_focus and 0 <= section < len(self.rows):
            self.highlighted = section


def _label(section: Section, number: int, notes: int, spoken: set[Side]) -> Content:
    """The heading, the letters of the sides that speak there, and how many notes it has."""
    heading = printable.line(section.heading) or section.kind
    unsure = "?" if section.confidence == "unsure" else ""
    count = f" ●{notes}" if notes else ""
    sides = "".join(letter for side, (letter, _) in SIDES.items() if side in spoken)
    style = "$text-muted italic" if section.kind == "furniture" else ""
    return Content.assemble(
        (f"{number + 1:>2} ", "$text-muted"),
        (heading + unsure, style),
        (f" {sides}" if sides else "", "$text-muted"),
        (count, "$text-warning"),
    )
