"""The issues of a briefing, the one being read marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from briefing import printable
from briefing.tui.widgets.rows import Row, RowList

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefing.model import Briefing


class Contents(RowList):
    """A row for each section; its value is the section's number."""

    def show_briefing(self, briefing: Briefing, notes: Mapping[int, int]) -> None:
        """``notes`` counts the notes of each section."""
        self.show(
            [
                Row(_label(briefing, number, notes.get(number, 0)), number, indent=3)
                for number in range(len(briefing.sections))
            ]
        )

    def follow(self, section: int) -> None:
        """Mark the section being read, unless the reader is choosing one."""
        if not self.has_focus and 0 <= section < self.option_count:
            self.highlighted = section


def _label(briefing: Briefing, number: int, notes: int) -> Content:
    section = briefing.sections[number]
    heading = printable.line(section.heading) or section.kind
    unsure = "?" if section.confidence == "unsure" else ""
    count = f" ●{notes}" if notes else ""
    style = "$text-muted italic" if section.kind == "furniture" else ""
    return Content.assemble(
        (f"{number + 1:>2} ", "$text-muted"), (heading + unsure, style), (count, "$text-warning")
    )
