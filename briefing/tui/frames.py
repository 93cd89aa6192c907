"""Frames on their way to the terminal, without the bytes that change nothing.

Textual begins every piece of a line with all of its looks and takes them back behind it, and sends the
cursor to where it already is. Over a slow line these bytes are what a reader waits for. What a terminal
shows of a shortened frame is the same, cell by cell, and as much of the screen is drawn as before, so that
a screen that something else wrote on is put right by the next frame as ever.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from textual._compositor import CompositorUpdate

if TYPE_CHECKING:
    from textual.driver import Driver
    from textual.screen import Screen

    from briefing.standin import StandIn

_FRAME = re.compile(r"\x1b\[\d+;\d+H")
_CODE = re.compile(r"(\x1b\[(?:\d+;\d+H|[0-9;]*m))")
_OFF = {1: 22, 2: 22, 3: 23, 4: 24, 5: 25, 6: 25, 7: 27, 8: 28, 9: 29, 21: 24, 51: 54, 52: 54, 53: 55}
"""The attributes of SGR, and what takes each of them back (ECMA-48, 8.3.117)."""
_INK = frozenset(["39", *map(str, (*range(30, 38), *range(90, 98)))])
_PAPER = frozenset(["49", *map(str, (*range(40, 48), *range(100, 108)))])
_NUMBERS = {"5": 2, "2": 4}
"""How many numbers follow 38 and 48: of a palette of 256, or for red, green and blue."""
_SEEN_ON_BLANKS = frozenset([4, 5, 6, 7, 9, 21, 51, 52, 53])


class Looks(NamedTuple):
    """How cells look; the colours as SGR writes them, empty for the terminal's own."""

    attributes: frozenset[int] = frozenset()
    ink: str = ""
    paper: str = ""


PLAIN = Looks()


def thrifty(driver: type[Driver]) -> type[Driver]:
    """The same driver, that writes its frames shortened."""

    class Thrifty(driver):  # type: ignore[misc, valid-type]
        def write(self, data: str) -> None:
            super().write(shortened(data))

    return Thrifty


def relieving(driver: type[Driver], stand_in: StandIn) -> type[Driver]:
    """The same driver, that takes the terminal over from a picture and keeps its frames back for as long."""

    class Relieving(driver):  # type: ignore[misc, valid-type]
        def start_application_mode(self) -> None:
            stand_in.give_way()
            super().start_application_mode()

        def write(self, data: str) -> None:
            if stand_in.is_up and data == stand_in.ENTER:
                stand_in.is_up = False  # a second one would forget where the shell's cursor was
            elif not (stand_in.holds and _FRAME.match(data)):
                super().write(data)

    return Relieving


def whole(screen: Screen[Any]) -> str:
    """A frame of all that a screen shows."""
    update = screen._compositor.render_update(full=True)
    return (
        shortened(update.render_segments(screen.app.console)) if isinstance(update, CompositorUpdate) else ""
    )


def shortened(frame: str) -> str:
    """A frame that shows the same in fewer bytes, and leaves the cursor at the same place.

    The terminal's looks have to be plain before it, and are afterwards what they would have been. Whatever
    is neither words nor looks nor a place goes through as it is.
    """
    parts = _CODE.split(frame)
    if len(parts) == 1:
        return frame
    made: list[str] = []
    wanted = shown = PLAIN
    at = to = _NOWHERE
    way = ""
    """What takes the cursor from ``at`` to ``to``."""
    parts.append("")
    for words, code in zip(parts[::2], parts[1::2], strict=True):
        is_place = code.endswith("H")
        if is_place:
            words = words.rstrip("\n")  # where it leads does not matter any more
        if words:
            if way:
                made.append(way)
                way, at = "", to
            if shown is not wanted and (words.strip(" ") or not _same_on_blanks(shown, wanted)):
                made.append(_change(shown, wanted))
                shown = wanted
            made.append(words)
            is_simple = at is not _NOWHERE and words.isascii() and words.isprintable()
            at = to = (at[0], at[1] + len(words)) if is_simple else _NOWHERE
        if is_place:
            to = _place(code)
            way = "" if to == at else code
        elif code:
            looks = _parsed(wanted, code)
            if looks is None:
                return frame
            wanted = looks
    if shown is not wanted:
        made.append(_change(shown, wanted))
    made.append(way)
    return "".join(made)


_NOWHERE = (-1, -1)
"""A place that is not known."""


@lru_cache(maxsize=8192)
def _place(code: str) -> tuple[int, int]:
    row, column = code[2:-1].split(";")
    return int(row), int(column)


@lru_cache(maxsize=4096)
def _parsed(before: Looks, code: str) -> Looks | None:
    """The looks after a code; None where it says something that is not known here."""
    attributes, ink, paper = before
    numbers = code[2:-1].split(";")
    at = 0
    while at < len(numbers):
        number = numbers[at] or "0"
        at += 1
        if number in ("38", "48"):
            count = _NUMBERS.get(numbers[at] if at < len(numbers) else "", 0)
            colour = ";".join((number, *numbers[at : at + count]))
            if not count or at + count > len(numbers):
                return None
            ink, paper = (colour, paper) if number == "38" else (ink, colour)
            at += count
        elif number in _INK:
            ink = "" if number == "39" else number
        elif number in _PAPER:
            paper = "" if number == "49" else number
        elif int(number) in _OFF:
            attributes |= {int(number)}
        elif number == "0":
            attributes, ink, paper = PLAIN
        else:
            return None
    return Looks(attributes, ink, paper)


@lru_cache(maxsize=4096)
def _change(before: Looks, after: Looks) -> str:
    """The shortest code that makes one of the other; none where they are equal."""
    if before == after:
        return ""
    off = {_OFF[one] for one in before.attributes - after.attributes}
    on = {one for one in after.attributes if one not in before.attributes or _OFF[one] in off}
    steps = [*map(str, sorted(off)), *map(str, sorted(on))]
    if before.ink != after.ink:
        steps.append(after.ink or "39")
    if before.paper != after.paper:
        steps.append(after.paper or "49")
    anew = ["0", *map(str, sorted(after.attributes)), *filter(None, (after.ink, after.paper))]
    return f"\x1b[{min(';'.join(steps), ';'.join(anew), key=len)}m"


@lru_cache(maxsize=4096)
def _same_on_blanks(one: Looks, other: Looks) -> bool:
    """Whether an empty cell shows no difference between them: neither of ink nor of bold or italics."""
    return one.paper == other.paper and not _SEEN_ON_BLANKS & (one.attributes | other.attributes)
