"""Keys that are typed before what they are meant for is there.

Over a slow line, or from somebody who knows the keys, "/grain" comes in one piece, and the line that the
word is for opens only after the "/" was understood. Until then its letters wait: as keys of the text they
would write, mark and delete notes. The other way round, a key that ends what is typed is understood only
after the field had no use for it, and what comes behind it must not be typed into the field meanwhile. And a
key that changes notes, or leaves, is done before the next one sees what there is.
"""

from __future__ import annotations

import asyncio
import re
from collections import deque
from contextlib import suppress
from functools import partial
from operator import itemgetter
from typing import TYPE_CHECKING

from textual.events import Key, Paste

from briefing.tui.errands import begin, until_quiet

if TYPE_CHECKING:
    from textual.screen import Screen
    from textual.widget import Widget

    from briefing.tui.app import BriefingApp
    from briefing.tui.errands import Errand

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
_CHANGING = frozenset([
    "highlight", "repeat", "delete_note", "undo", "delete_listed", "undo_listed", "hide",
    "set_speaker_listed", "accept", "accept_with_words", "retarget", "keep_orphan", "delete_checked",
    "undo_review", "save_note", "hide_followed", "undo_followed", "panel", "contents", "tags",
])  # fmt: skip
"""Those that change what the next key is about: the notes, or where it goes."""


class TypingAhead:
    """Lets keys wait for what the one before began, and hands them on in their order."""

    def __init__(self, app: BriefingApp) -> None:
        self._app = app
        self._aimed: deque[tuple[int, Key | Paste, Widget | None]] = deque(maxlen=256)
        """The last keys, numbered, and what had the focus when they came."""
        self._count = 0
        self._held: list[tuple[int, Key | Paste]] = []
        self._under_way = 0
        """What actions have begun and later keys wait for."""
        self._is_handing_on = False
        self._through: Key | None = None
        """The last one that went to a field and comes back."""

    def hear(self, action: str) -> None:
        """An action is about to be done."""
        found = _ACTION.fullmatch(action)
        name = (found[1] or found[2]) if found else ""
        if name in _OPENING:
            self.behind(partial(self._until_focus_leaves, self._app.screen, self._app.focused))
        elif name in _CHANGING:
            self.behind(self._until_changed)

    def behind(self, errand: Errand) -> None:
        """Do something that all later keys wait for."""
        self._under_way += 1

        async def done() -> None:
            try:
                await errand()
            finally:
                self._under_way -= 1
                await self._hand_all_on()

        begin(self._app, done, "typing ahead")

    async def idle(self) -> None:
        """When no key waits any more."""
        while self._held or self._under_way or self._is_handing_on:
            await asyncio.sleep(_STEP)

    def takes(self, event: Key | Paste) -> bool:
        """Whether what was typed is seen to here: it waits, or goes to what has the focus by now."""
        if not event.is_forwarded:
            self._count += 1
            if self._is_handing_on or self._under_way:
                self._held.append((self._count, event))
                return True
            focused = self._app.focused
            self._aimed.append((self._count, event, focused))
            if isinstance(event, Key) and focused is not None and _goes_and_comes_back(event, focused):
                self._is_handing_on = True
                self._app.call_next(self._let_through, event, focused)
            return False
        # It has come back, since the widget that it was for had no use for it: as a rule it is a command.
        number, aimed = next(((at, widget) for at, known, widget in self._aimed if known is event), (0, None))
        if self._under_way and number and event is not self._through:
            self._held.append((number, event))
            self._held.sort(key=_NUMBER)  # it was typed before those that never left
            return True
        focused = self._app.focused
        if aimed is None or focused is None or focused is aimed or isinstance(event, Paste):
            return False
        focused._forward_event(Key(event.key, event.character))
        return True

    def _let_through(self, key: Key, field: Widget) -> None:
        """A key that types nothing is on its way to a field and back; keep the next ones behind it."""
        self._is_handing_on = False
        self._through = key
        self.behind(partial(self._outcome, key, field))

    async def _hand_all_on(self) -> None:
        """Hand on what waits, one after the other, unless somebody does or there is more to wait for."""
        if self._is_handing_on or self._under_way:
            return
        self._is_handing_on = True
        try:
            while self._held and not self._under_way:
                event = self._held.pop(0)[1]
                target = self._app.focused or self._app.screen
                if isinstance(event, Paste):
                    target._forward_event(Paste(event.text))
                else:
                    target._forward_event(Key(event.key, event.character))
                follows = self._held[0][1] if self._held else None
                if not (_is_typed(event, target) and follows is not None and _is_typed(follows, target)):
                    await self._outcome(event, target)
        finally:
            self._is_handing_on = False

    async def _outcome(self, event: Key | Paste, target: Widget) -> None:
        """Wait until all has come of it that comes at once."""
        await until_quiet(self._app, target)
        if isinstance(event, Key) and not event.is_printable and not _is_own(event, target):
            await asyncio.sleep(_STEP)  # what was typed into may close
            await self._until_kept()

    async def _until_changed(self) -> None:
        await until_quiet(self._app, self._app.focused)
        await asyncio.sleep(_STEP)
        await self._until_kept()

    async def _until_kept(self) -> None:
        """Until the changes of notes that were asked for are shown, but no longer than anybody waits."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._app.keeper.settled(), _PATIENCE)

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


_NUMBER = itemgetter(0)


def _is_field(widget: Widget) -> bool:
    return widget.check_consume_key("a", "a")  # one for words says so of any letter


def _is_typed(event: Key | Paste, widget: Widget) -> bool:
    """Whether it becomes words at once, in the order in which it comes."""
    if not _is_field(widget):
        return False
    return isinstance(event, Paste) or event.is_printable or (event.key == "enter" and _takes_lines(widget))


def _takes_lines(widget: Widget) -> bool:
    return "TextArea" in widget._css_type_names  # whose module takes time to load


def _is_own(key: Key, field: Widget) -> bool:
    """Whether a key is for moving and deleting in a field, which does not close it."""
    return key.key in field._bindings.key_to_bindings and key.key != "enter"


def _goes_and_comes_back(key: Key, widget: Widget) -> bool:
    """Whether a field has no use for a key itself, so that it is understood only when it has come back."""
    return _is_field(widget) and not _is_typed(key, widget)
