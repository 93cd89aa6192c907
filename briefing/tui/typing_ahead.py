"""Keys that are typed before what they are meant for is there.

Over a slow line, or from somebody who knows the keys, "/grain" comes in one piece, and the line that the
word is for opens only after the "/" was understood. Until then its letters wait: as keys of the text they
would write, mark and delete notes. The other way round, a key that ends what is typed is understood only
after the field had no use for it, and what comes behind it must not be typed into the field meanwhile.
"""

from __future__ import annotations

import asyncio
import re
from collections import deque
from functools import partial
from typing import TYPE_CHECKING

from textual.events import Key

from briefing.tui.errands import begin, until_quiet

if TYPE_CHECKING:
    from textual.screen import Screen
    from textual.widget import Widget

    from briefing.tui.app import BriefingApp

_PATIENCE = 2.0
"""Seconds after which nothing more is expected to open."""
_STEP = 0.005
_ALONE = 60
"""Steps after which a screen on which nothing can have the focus is not going to show anything that can."""
_STEADY = 4
"""Steps after which the focus stays where it is."""
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

    def __init__(self, app: BriefingApp) -> None:
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
            focused = self._app.focused
            self._aimed.append((key, focused))
            # A field for words says so of any letter.
            if focused is not None and focused.check_consume_key("a", "a") and not key.is_printable:
                self._is_handing_on = True
                self._app.call_next(self._let_through, focused)
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
            begin(self._app, partial(self._wait, *here), "typing ahead")

    async def _wait(self, screen: Screen[object], focused: Widget | None) -> None:
        await self._until_focus_leaves(screen, focused)
        self._is_expecting, self._is_handing_on = False, True
        await self._hand_all_on()

    def _let_through(self, field: Widget) -> None:
        """A key that types nothing is on its way to a field and back; keep the next ones behind it."""

        async def wait() -> None:
            try:
                await self._outcome(field, (self._app.screen, field), is_command=True)
            finally:
                await self._hand_all_on()

        begin(self._app, wait, "typing ahead")

    async def _hand_all_on(self) -> None:
        try:
            while self._held:
                key = self._held.pop(0)
                before = self._app.screen, self._app.focused
                target = self._app.focused or self._app.screen
                target._forward_event(Key(key.key, key.character))
                await self._outcome(target, before, is_command=not key.is_printable)
        finally:
            self._is_handing_on = False

    async def _outcome(
        self, target: Widget, before: tuple[Screen[object], Widget | None], *, is_command: bool
    ) -> None:
        """Wait until all has come of a key that comes at once."""
        await until_quiet(self._app, target)
        if is_command:
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
