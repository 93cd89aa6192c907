"""The programs that are measured: how each is called, and which of its keys does what."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from tests.benchmarks.terminal.readouts import SOUGHT, Readout

OURS, BARE, STOCK, EPY, FROGMOUTH = "briefing", "bare Textual", "stock viewer", "epy", "frogmouth"
BESIDE = Path(__file__).parent
DOWN, PAGE_DOWN, HOME, END = "\x1b[B", "\x1b[6~", "\x1b[H", "\x1b[F"
SEARCH = ("/", SOUGHT, "\r")


@dataclass(frozen=True, slots=True)
class Program:
    """``keys`` are by what they do; those that need others first have them in ``before``, one by one.

    ``opened`` is the form of the text that it reads, or ``bundled``. ``most`` is the size in bytes from which
    on it would not come to an end.
    """

    name: str
    command: tuple[str, ...]
    opened: str
    keys: Mapping[str, str]
    leave: str = "q"
    most: int = 1 << 30
    before: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    after: Mapping[str, str] = field(default_factory=dict)

    def opening(self, readout: Readout) -> list[str]:
        what = readout.bundled if self.opened == "bundled" else str(readout.forms[self.opened])
        return [*self.command, what]

    @property
    def version(self) -> str:
        """What it says of itself, where it says something."""
        if self.name in (BARE, STOCK):
            asked = [self.command[0], "-c", "import textual; print(textual.__version__)"]
        else:
            asked = [*self.command[:1], "--version"]
        said = subprocess.run(
            asked, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=20, check=False
        )
        return next(iter(said.stdout.strip().splitlines()), "?")


VI = {"line": "j", "page": " ", "end": "G", "top": "g", "next hit": "n"}


def found(installed: Path, peers: Sequence[Path]) -> list[Program]:
    """The program in a folder of commands and what is held against it; peers where there are any."""
    python = str(installed / "python")
    textual = {"line": DOWN, "page": PAGE_DOWN, "end": END, "top": HOME}
    programs = [
        Program(
            OURS,
            (str(installed / "briefing"),),
            "bundled",
            {**VI, "next mention": "\r"},
            before={"next hit": SEARCH, "next mention": ("i", DOWN)},
            after={"next hit": "\x1b", "next mention": "\x1b"},
        ),
        Program(BARE, (python, "-P", str(BESIDE / "bare.py")), "txt", {}),
        Program(STOCK, (python, "-P", str(BESIDE / "stock.py")), "md", textual, most=200_000),
    ]
    search = {"next hit": SEARCH}
    others = [
        Program("less", ("less",), "txt", VI, before=search),
        Program(
            "vim",
            ("vim", "-n"),
            "txt",
            {**VI, "line": "\x05", "page": "\x06", "top": "gg"},
            ":q!\r",
            before=search,
        ),
        Program("bat", ("bat", "--paging=always"), "md", VI, before=search),
        Program(EPY, ("epy",), "fb2", {"line": "j", "page": " ", "top": "g", "end": "G"}),
        Program(FROGMOUTH, ("frogmouth",), "md", textual, "\x11", most=200_000),
    ]
    path = os.pathsep.join([*map(str, peers), os.environ.get("PATH", os.defpath)])
    for program in others:
        name, *options = program.command
        if place := shutil.which(name, path=path):
            programs.append(replace(program, command=(place, *options)))
    return programs


def environment(home: Path) -> dict[str, str]:
    """Of a reader with a home of his own: nothing of who measures leaks in."""
    folders = {f"XDG_{kind}_HOME": str(home / kind.lower()) for kind in ("CONFIG", "DATA", "STATE", "CACHE")}
    given = {"HOME": str(home), "TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
    return {"PATH": os.environ.get("PATH", os.defpath), "USER": "reader", **given, **folders}
