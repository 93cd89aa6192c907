"""What a row of the side panel stands for."""

from __future__ import annotations

from typing import Literal, NamedTuple

View = Literal["entities", "notes", "statements", "drafts"]
VIEWS: tuple[View, ...] = ("entities", "notes", "statements")
"""Those that the panel goes round; drafts stand above the notes."""


class Listed(NamedTuple):
    """An entity's or note's id, a draft's key, or the code point where a statement begins."""

    view: View
    key: str
