"""What a wish begins: done in a worker, so that no key waits, and to no harm where the reader left first."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.app import ScreenStackError
from textual.css.query import NoMatches

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from textual.worker import WorkType

    from briefing.tui.app import BriefingApp

    Errand = Callable[[], Coroutine[None, None, None]]
    """Called when its turn comes: one that is stopped before leaves nothing that waits to go on."""


def begin(app: BriefingApp, errand: Errand, group: str = "default", *, exclusive: bool = False) -> None:
    """Do something that ends in showing what came of it, unless the reader has left meanwhile.

    Left the program, or a screen: what it was to be shown on has no widgets any more. An ``exclusive`` one
    stops those of its group.
    """

    async def begun() -> None:
        left = app.screens_left
        try:
            await errand()
        except (NoMatches, ScreenStackError):
            if app.is_running and app.screens_left == left:
                raise

    app.run_worker(cast("WorkType[None]", begun), group=group, exclusive=exclusive)
