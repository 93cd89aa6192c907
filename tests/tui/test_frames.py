"""Shortened frames, held against a small terminal of their own."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.color import ColorSystem
from rich.style import Style
from textual.driver import Driver

from briefing.standin import StandIn
from briefing.tui.frames import relieving, shortened, thrifty

COLUMNS, ROWS = 12, 4
SETS = {
    1: "bold",
    2: "dim",
    3: "italic",
    4: "line",
    5: "blink",
    7: "reverse",
    9: "strike",
    21: "double",
    53: "over",
}
UNSETS = {22: ("bold", "dim"), 23: ("italic",), 24: ("line", "double"), 25: ("blink",), 27: ("reverse",)} | {
    29: ("strike",),
    55: ("over",),
}
SEEN_ON_BLANKS = {"line", "blink", "reverse", "strike", "double", "over"}


@dataclass
class Terminal:
    """What a terminal shows: a letter and its looks for each cell."""

    cells: dict[tuple[int, int], tuple[str, Any]] = field(default_factory=dict)
    row: int = 1
    column: int = 1
    attributes: frozenset[str] = frozenset()
    ink: str = "own"
    paper: str = "own"
    passed: list[str] = field(default_factory=list)
    """What is neither words nor looks nor a place, with all that may have a bearing on it."""

    def feed(self, written: str) -> Terminal:
        for code, place, feed, word, other in re.findall(
            r"\x1b\[([0-9;]*m)|\x1b\[(\d+;\d+)H|(\n)|([^\x00-\x1f])|(\x1b\[\?\w+|[\x00-\x1f])", written
        ):
            if code:
                self.look(code[:-1])
            elif place:
                self.row, self.column = map(int, place.split(";"))
            elif feed:
                self.row, self.column = min(self.row + 1, ROWS), 1
            elif word:
                self.cells[self.row, self.column] = (word, self.seen(word))
                self.column += 1
            elif other:
                self.passed.append(f"{other} {self.row} {self.column} {self.looks}")
        return self

    @property
    def looks(self) -> Any:
        return tuple(sorted(self.attributes)), self.ink, self.paper

    def seen(self, word: str) -> Any:
        if word != " " or self.attributes & SEEN_ON_BLANKS:
            return self.looks
        return self.paper

    def look(self, numbers: str) -> None:
        given = [int(number or 0) for number in numbers.split(";")]
        while given:
            match given:
                case [38 | 48 as where, 2, red, green, blue, *given]:
                    colour = f"{red} {green} {blue}"
                case [38 | 48 as where, 5, number, *given]:
                    colour = f"number {number}"
                case [number, *given]:
                    where, colour = number, str(number % 10 + (8 if number > 89 else 0))
                case _:
                    raise AssertionError(numbers)
            if where == 0:
                self.attributes, self.ink, self.paper = frozenset(), "own", "own"
            elif where in SETS:
                self.attributes |= {SETS[where]}
            elif where in UNSETS:
                self.attributes -= set(UNSETS[where])
            elif where == 39:
                self.ink = "own"
            elif where == 49:
                self.paper = "own"
            elif where == 38 or where // 10 in (3, 9):
                self.ink = colour
            else:
                self.paper = colour


def shows(frame: str) -> Any:
    terminal = Terminal().feed(frame)
    return terminal.cells, terminal.row, terminal.column, terminal.looks, terminal.passed


colours = st.sampled_from(["red", "bright_blue", "color(200)", "#102030", "#a0b0c0", "default"])
styles = st.builds(
    Style,
    color=st.none() | colours,
    bgcolor=st.none() | colours,
    bold=st.booleans(),
    dim=st.booleans(),
    italic=st.booleans(),
    underline=st.booleans(),
    underline2=st.booleans(),
    overline=st.booleans(),
    reverse=st.booleans(),
    strike=st.booleans(),
    blink=st.booleans(),
)
pieces = st.builds(
    lambda style, words: style.render(words, color_system=ColorSystem.TRUECOLOR),
    styles,
    st.text("ab é–", min_size=1, max_size=4),
)
places = st.builds(lambda row, column: f"\x1b[{row};{column}H", st.integers(1, ROWS), st.integers(1, COLUMNS))
others = st.sampled_from(["\n", "plain", "", "\x1b[?2026h", "\x1b[?25l", "\t", "\r"])
frames = st.lists(pieces | places | others, max_size=12).map("".join)


@given(frames)
@example("\x1b[3ma\x1b[0m\t")
def test_a_shortened_frame_shows_the_same(frame: str) -> None:
    short = shortened(frame)
    assert shows(short) == shows(frame)
    assert len(short) <= len(frame)
    assert shortened(short) == short


@pytest.mark.parametrize(
    ("frame", "short"),
    [
        ("words", "words"),
        ("\x1b[31ma\x1b[0m\x1b[31mb\x1b[0m", "\x1b[31mab\x1b[0m"),
        ("\x1b[1;31ma\x1b[0m\x1b[31mb\x1b[0m", "\x1b[1;31ma\x1b[22mb\x1b[0m"),
        ("\x1b[1;2ma\x1b[0m\x1b[1mb\x1b[0m", "\x1b[1;2ma\x1b[0;1mb\x1b[0m"),
        ("\x1b[31ma\x1b[0m\x1b[1m \x1b[0mb", "\x1b[31ma \x1b[0mb"),
        ("\x1b[31ma\x1b[0m\x1b[4m \x1b[0m", "\x1b[31ma\x1b[0;4m \x1b[0m"),
        ("\x1b[1;1Hab\x1b[1;3Hc\n\x1b[2;1Hd", "\x1b[1;1Habc\x1b[2;1Hd"),
        ("\x1b[1;1Hé\x1b[1;2Hc\x1b[3;4H", "\x1b[1;1Hé\x1b[1;2Hc\x1b[3;4H"),
        ("\x1b[1;1Ha\n\x1b[1mb\x1b[0m", "\x1b[1;1Ha\n\x1b[1mb\x1b[0m"),
        ("\x1b[31ma\x1b[0m\x1b[77mb", "\x1b[31ma\x1b[0m\x1b[77mb"),
        ("\x1b[38;5ma", "\x1b[38;5ma"),
        ("\x1b[38;7;1ma", "\x1b[38;7;1ma"),
    ],
)
def test_what_is_left_out(frame: str, short: str) -> None:
    assert shortened(frame) == short


class Kept(Driver):
    """A driver that keeps what it is to write."""

    def __init__(self) -> None:
        self.written: list[str] = []

    def write(self, data: str) -> None:
        self.written.append(data)

    def start_application_mode(self) -> None:
        self.write("\x1b[?1049h")

    def disable_input(self) -> None: ...
    def stop_application_mode(self) -> None: ...


FRAME = "\x1b[1;1H\x1b[31ma\x1b[0m\x1b[31mb\x1b[0m"


def test_a_driver_writes_shortened_frames() -> None:
    driver: Any = thrifty(Kept)()
    driver.write(FRAME)
    assert driver.written == ["\x1b[1;1H\x1b[31mab\x1b[0m"]


def test_a_driver_takes_over_from_what_stands_in() -> None:
    given_way: list[str] = []
    stand_in = SimpleNamespace(
        ENTER="\x1b[?1049h", is_up=True, holds=True, give_way=lambda: given_way.append("way")
    )
    driver: Any = relieving(thrifty(Kept), cast("StandIn", stand_in))()
    driver.start_application_mode()
    assert given_way == ["way"]
    assert driver.written == []
    driver.write("\x1b[?1000h")
    driver.write(FRAME)
    assert driver.written == ["\x1b[?1000h"]
    stand_in.holds = False
    driver.write(FRAME)
    driver.start_application_mode()  # after it was stopped and went on
    assert driver.written[1:] == ["\x1b[1;1H\x1b[31mab\x1b[0m", "\x1b[?1049h"]
