"""What a row of the side panel stands for."""

from __future__ import annotations

from typing import Literal, NamedTuple

View = Literal["entities", "notes", "statements"]
VIEWS: tuple[View, ...] = ("entities", "notes", "statements")


class Listed(NamedTuple):
    """An entity's or note's id, or the code point where a statement begins."""

    view: View
    key: str
