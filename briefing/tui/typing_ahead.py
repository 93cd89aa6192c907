"""Keys that are typed before what they are meant for is there.

Over a slow line, or from somebody who knows the keys, "/grain" comes in one piece, and the line that the
word is for opens only after the "/" was understood. Until then its letters wait: as keys of the text they
would write, mark and delete notes.
"""

from __future__ import annotations

import asyncio
import re
from collections import deque
from typing import TYPE_CHECKING

from textual.events import Key

if TYPE_CHECKING:
    from textual.app import App
    from textual.screen import Screen
    from textual.widget import Widget

_PATIENCE = 2.0
"""Seconds after which nothing more is expected to open."""
_STEP = 0.005
_ALONE = 60
"""Steps after which a screen on which nothing can have the focus is not going to show anything that can."""
_STEADY = 4
"""Steps after which the focus stays where it is."""
_QUIET = 4
"""Turns of the loop without a message under way, after which a key has done what it does at once."""
_ACTION = re.compile(r"(?:\w+\.)?(?:ask\('(\w+)'\)|(\w+))")
_OPENING = frozenset([
    "command_palette", "help", "library", "all_notes", "compare", "positions_of_meeting", "review", "export",
    "search", "only_hits", "links", "annotate", "annotate_section", "annotate_briefing", "tag", "redline",
    "follow_wording", "follow_issue", "filter_side", "name_entity", "new_section", "set_speaker", "filter",
    "rename", "retype", "merge", "part", "follow", "filter_library", "search_library", "import_here",
    "other_library", "read_words", "rename_followed", "retype_followed", "merge_followed", "part_followed",
    "export_page",
])  # fmt: skip
"""The actions after which one types, or chooses from a list that was not there."""


class TypingAhead:
    """Lets keys wait for what an action opens, and hands them on in their order."""

    def __init__(self, app: App[None]) -> None:
        self._app = app
        self._aimed: deque[tuple[Key, Widget | None]] = deque(maxlen=256)
        """The last keys, and what had the focus when they came."""
        self._held: list[Key] = []
        self._is_expecting = self._is_handing_on = False

    def hear(self, action: str) -> None:
        """An action is about to be done."""
        found = _ACTION.fullmatch(action)
        if found and (found[1] or found[2]) in _OPENING:
            self._expect()

    def takes(self, key: Key) -> bool:
        """Whether a key is seen to here: it waits, or goes to what has the focus by now."""
        if not key.is_forwarded:
            if self._is_handing_on:
                self._held.append(key)
                return True
            self._aimed.append((key, self._app.focused))
            return False
        # It has come back, since the widget that it was for had no use for it: as a rule it is a command.
        aimed = next((widget for known, widget in self._aimed if known is key), None)
        if self._is_expecting:
            self._held.append(key)
            return True
        focused = self._app.focused
        if aimed is None or focused is None or focused is aimed:
            return False
        focused._forward_event(Key(key.key, key.character))
        return True

    def _expect(self) -> None:
        if self._is_expecting:
            return
        self._is_expecting = True
        if not self._is_handing_on:
            here = self._app.screen, self._app.focused
            self._app.run_worker(self._wait(*here), group="typing ahead", exit_on_error=True)

    async def _wait(self, screen: Screen[object], focused: Widget | None) -> None:
        await self._until_focus_leaves(screen, focused)
        self._is_expecting, self._is_handing_on = False, True
        try:
            while self._held:
                await self._hand_on(self._held.pop(0))
        finally:
            self._is_handing_on = False

    async def _hand_on(self, key: Key) -> None:
        """Hand a key on, and wait until all has come of it that comes at once."""
        before = self._app.screen, self._app.focused
        target = self._app.focused or self._app.screen
        target._forward_event(Key(key.key, key.character))
        quiet = 0
        while quiet < _QUIET:
            await asyncio.sleep(0)
            busy = any(node.message_queue_size for node in (target, *target.ancestors, self._app))
            quiet = 0 if busy else quiet + 1
        if not key.is_printable:
            await asyncio.sleep(_STEP)  # what was typed into may close
        if self._is_expecting:
            await self._until_focus_leaves(*before)
            self._is_expecting = False

    async def _until_focus_leaves(self, screen: Screen[object], focused: Widget | None) -> None:
        """Until something else has the focus, or another screen is there on which nothing has it."""
        alone = steady = 0
        last: Widget | None = None
        for _ in range(round(_PATIENCE / _STEP)):
            await asyncio.sleep(_STEP)
            now = self._app.screen, self._app.focused
            bare = now[0] is not screen and now[0].is_mounted and not now[0].focus_chain
            alone = alone + 1 if bare else 0
            # A screen may give the focus to its first widget before it gives it to the right one.
            steady = steady + 1 if now[1] is last and now[1] is not None and now != (screen, focused) else 0
            last = now[1]
            if steady > _STEADY or alone > _ALONE:
                return
