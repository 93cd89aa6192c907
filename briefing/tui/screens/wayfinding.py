"""Finding one's way in the text of one reader: marks, the trail, hints, links, the width of lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefing import printable
from briefing.tui.addresses import real
from briefing.tui.widgets.listed import Listed
from briefing.tui.wishes import AddressChosen, CopyWanted, Follow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.tui.screens.reader import ReaderScreen
    from briefing.tui.wishes import Wish

_ADDRESS = re.compile(r"https?://[^\s<>\"“”‘’«»]+", re.IGNORECASE)
_TRAILING = ".,;:!?)]}'"
_LETTERS = "asdfghjklqwertyuiopzxcvbnm"
_STEP = 4
"""Cells by which lines and the side panel get wider."""
_NARROWEST, _WIDEST = 20, 200


class Wayfinding:
    """Where the reader may want to go, and how he comes back."""

    def __init__(self, reader: ReaderScreen, width: int) -> None:
        self._reader = reader
        self._usual = self.width = width
        """Cells of a line."""
        self.marks: dict[str, int] = {}
        """Code points by the letter of their mark."""
        self._hints: dict[str, int] = {}

    def act(self, action: str) -> None:
        match action:
            case "trail_back" | "trail_forward":
                self._follow_trail(back=action == "trail_back")
            case "wider" | "narrower":
                self.set_width(self.width + (_STEP if action == "wider" else -_STEP))
            case "usual_width":
                self.set_width(self._usual)
            case "panel_wider" | "panel_narrower" if self._reader.panes.side is not None:
                self._reader.panes.side.divider.step(_STEP if action == "panel_wider" else -_STEP)

    def follow(self, row: object) -> None:
        """Follow the entity or the section of a row through the library."""
        match row:
            case Listed("entities", entity):
                self._reader.post_message(Follow("entity", entity))
            case int(section):
                self._reader.post_message(Follow("issue", self._reader.briefing.sections[section].heading))

    def set_width(self, cells: int) -> None:
        self.width = max(_NARROWEST, min(_WIDEST, cells))
        self._reader.panes.text.measure = self.width

    def take_key(self, action: str, key: str) -> None:
        """Take the key that an action waited for; with none, begin to wait."""
        text, pending = self._reader.panes.text, self._reader.panes.keys.pending
        waiting = pending.prefix == action
        match action:
            case _ if not waiting:
                if action != "hint" or self._show_hints():
                    pending.begin(action, {"set_mark": "m", "go_to_mark": "'", "hint": "f"}[action])
                return
            case "set_mark" if key.isalnum():
                self.marks[key] = text.position.current.start
                self._say(f"Mark {key} is set.")
            case "go_to_mark" if key == "'":
                self._go(text.trail.last, "You have not jumped yet.")
            case "go_to_mark" if key:
                self._go(self.marks.get(key), f"There is no mark {key}.")
            case "hint" if key and any(letters.startswith(self._typed(key)) for letters in self._hints):
                typed = self._typed(key)
                if typed not in self._hints:
                    pending.begin(action, f"f{typed}")
                    return
                self._open(self._hints[typed])
        pending.end()
        self._hints = {}
        text.painter.hint({})

    def addresses(self) -> list[str]:
        """Those in the text in its order, then that of its source; each once."""
        briefing = self._reader.briefing
        found = [one.rstrip(_TRAILING) for one in _ADDRESS.findall(briefing.text)]
        source = [briefing.source.url] if _ADDRESS.match(briefing.source.url) else []
        return list(dict.fromkeys((*found, *source)))

    async def choose_address(self, addresses: Sequence[str]) -> Wish | None:
        """Show one of some addresses as it is; to open or to copy it, when the reader says so."""
        if not addresses:
            self._say("The text names no address, and its source has none.")
            return None
        address: str | None = addresses[0]
        if len(addresses) > 1:
            rows = [(one, plain_address(one)) for one in addresses]
            address = await self._reader.ask("Which address?", "", rows, free=False)
        if address is not None:
            there = real(address)
            opening = [("open", f"Open {there.host} in the browser")] if there else []
            choices = (*opening, ("copy", "Copy it"))
            done = await self._reader.ask(plain_address(address), "", choices, free=False)
            if done == "open" and there:
                return AddressChosen(there.address)
            if done == "copy":
                return CopyWanted(address, "the address")
        return None

    def _open(self, offset: int) -> None:
        """Show the name at a code point, or else ask for the address there."""
        address = _ADDRESS.match(self._reader.briefing.text, offset)
        if not self._reader.panes.open_at(offset) and address:
            self._reader.carry_out(self.choose_address([address[0].rstrip(_TRAILING)]))

    def _typed(self, key: str) -> str:
        return f"{self._reader.panes.keys.pending.typed.removeprefix('f')}{key}"

    def _show_hints(self) -> bool:
        """Put letters over the names and addresses in view; False where there are none."""
        text = self._reader.panes.text
        view = text.in_view
        starts = {mark.start for mark in text.painter.mentions.between(view.start, view.end)}
        starts |= {
            match.start() for match in _ADDRESS.finditer(self._reader.briefing.text, view.start, view.end)
        }
        places = sorted(start for start in starts if view.start <= start < view.end)
        if not places:
            self._say("There is no name and no link in view.")
            return False
        self._hints = dict(zip(labels(len(places)), places, strict=True))
        text.painter.hint({place: letters for letters, place in self._hints.items()})
        return True

    def _follow_trail(self, *, back: bool) -> None:
        text = self._reader.panes.text
        here = text.position.current.start
        target = text.trail.back(here) if back else text.trail.forward(here)
        if target is None:
            self._say("There is no place further back." if back else "There is no place further on.")
            return
        text.position.go_to(target)
        text.redraw()

    def _go(self, offset: int | None, otherwise: str) -> None:
        if offset is None:
            self._say(otherwise)
        else:
            self._reader.panes.text.go_to(offset)

    def _say(self, words: str) -> None:
        self._reader.notify(words, timeout=3, markup=False)


def labels(count: int) -> list[str]:
    """So many labels of one letter each, or of two where one will not do; none begins another."""
    if count <= len(_LETTERS):
        return list(_LETTERS[:count])
    return [one + other for one in _LETTERS for other in _LETTERS][:count]


def plain_address(address: str) -> str:
    """An address as it may be shown before it is opened: as the browser is given it, where it can be."""
    there = real(address)
    return there.address if there else printable.line(address)
