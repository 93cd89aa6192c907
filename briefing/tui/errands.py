"""What a wish begins: done in a worker, so that no key waits, and to no harm where the reader left first."""

from __future__ import annotations

import asyncio
from time import monotonic
from typing import TYPE_CHECKING, cast

from textual.app import ScreenStackError
from textual.css.query import NoMatches

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from textual.widget import Widget
    from textual.worker import WorkType

    from briefing.tui.app import BriefingApp

    Errand = Callable[[], Coroutine[None, None, None]]
    """Called when its turn comes: one that is stopped before leaves nothing that waits to go on."""


_QUIET = 4
"""Turns of the loop without a message under way, after which a key has done what it does at once."""
_BUSY = 0.5
"""Seconds after which something else must be going on all the time."""


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


async def until_quiet(app: BriefingApp, widget: Widget | None) -> None:
    """Wait until all has come that comes at once of the keys that were for a widget."""
    nodes = {app, app.screen, *([widget, *widget.ancestors] if widget is not None else ())}
    until, quiet = monotonic() + _BUSY, 0
    while quiet < _QUIET and monotonic() < until:
        await asyncio.sleep(0)
        quiet = 0 if any(node.message_queue_size for node in nodes) else quiet + 1
