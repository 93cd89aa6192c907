"""The last line of defence between content and the terminal.

Everything shown goes through ``briefing.printable`` first. This filter sits behind all widgets and takes
away what a forgotten call would let through, and every link that is not to be followed from a terminal.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.filter import LineFilter

from briefing.printable import DROPPED

if TYPE_CHECKING:
    from rich.style import Style
    from textual.color import Color

_SCHEMES = ("http://", "https://", "mailto:")


class Safe(LineFilter):
    """Drops characters that ``printable.line`` would not let through; they take no cell in a layout."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        return [
            segment
            if segment.text.isascii() and segment.text.isprintable() and not _has_link(segment.style)
            else Segment(segment.text.translate(DROPPED), _safe_style(segment.style), segment.control)
            for segment in segments
        ]


SAFE = Safe()


def _has_link(style: Style | None) -> bool:
    return style is not None and style.link is not None


@lru_cache(1024)
def _safe_style(style: Style | None) -> Style | None:
    if style is None or style.link is None:
        return style
    link = style.link
    safe = link.isascii() and link.isprintable() and link.lower().startswith(_SCHEMES)
    return style if safe else style.update_link(None)
