"""The signals that end the program."""

from __future__ import annotations

import asyncio
import signal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.tui.app import BriefingApp


def listen(app: BriefingApp) -> None:
    """Let the application end as it does by itself, with what was typed on the disk first."""
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        loop.add_signal_handler(number, app.leaving.end, 128 + number)
