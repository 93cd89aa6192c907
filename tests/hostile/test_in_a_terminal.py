"""The real program in a terminal, on texts, notes and names that were made to do harm.

Nothing of them reaches the terminal as anything but words, nothing makes the program fail, and it leaves the
terminal as it was.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.hostile import inputs
from tests.hostile.terminal import Terminal, foreign

Begin = Callable[..., Terminal]

ESCAPE, ENTER, DOWN = "\x1b", "\r", "\x1b[B"


@pytest.fixture
def begin(library: list[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Begin]:
    """One home for all, so that the library is read once."""
    begun: list[Terminal] = []
    home = Path(library[1]).parent
    monkeypatch.chdir(ROOT)

    def run(*arguments: str, program: tuple[str, ...] = ("-m", "briefing")) -> Terminal:
        begun.append(Terminal([*program, *arguments], home))
        return begun[-1]

    yield run
    for terminal in begun:
        terminal.close()


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The options that name a library of them and the notes on it."""
    folder = tmp_path_factory.mktemp("hostile")
    inputs.library(folder / "library", folder / "notes")
    return ["--library", str(folder / "library"), "--notes", str(folder / "notes")]


def assert_harmless(terminal: Terminal, status: int = 0) -> None:
    assert terminal.ended() == status, terminal.said[-3000:].decode("utf-8", "replace")
    assert terminal.is_in_order
    assert not foreign(terminal.said)[:5]
    assert b"Traceback" not in terminal.said and b"MarkupError" not in terminal.said


COMMANDS = [
    ["list"],
    ["search", "trade OR security"],
    ["show", "together-a", "--plain", "--statements"],
    ["show", "together-b"],
    ["show", "one-06-a", "--json"],
    ["notes", "list"],
    ["notes", "verify"],
    ["export", "--format", "markdown"],
    ["export", "--format", "csv", "together-a"],
    ["entity", "Iven Tarr"],
    ["issue", "Afghanistan"],
    ["wording", "cooperate on security"],
    ["compare", "together-a", "together-b"],
    ["positions", "together-a", "together-b"],
    ["redline", "one-00-a", "one-01-a"],
    ["check"],
    ["show", "\x1b]0;Q7750\x07"],
    ["entity", "[red]\u202ex"],
]
ALL_COMMANDS = """
import json, sys
from briefing.cli import main
for arguments in json.loads(sys.argv[1]):
    assert main(arguments) in (0, 1), arguments
"""


def test_commands(begin: Begin, library: list[str], tmp_path: Path) -> None:
    found = inputs.files(tmp_path / "found")
    one = str(Path(library[1]) / "together-a.md")
    commands = [[*command, *library] for command in COMMANDS]
    commands += [["analyse", one], ["import", str(found), "--jobs", "1", "--into", str(tmp_path / "into")]]
    terminal = begin(json.dumps(commands), program=("-c", ALL_COMMANDS))
    assert_harmless(terminal)


def test_reading_annotating_and_following(begin: Begin, library: list[str]) -> None:
    terminal = begin(*library, "open", "together-a")
    terminal.wait_for("Keys")
    terminal.settle()
    terminal.press("i", DOWN, ENTER, "i", DOWN, "i", ESCAPE)  # entities, notes, statements
    terminal.press("?", ESCAPE, ":", "A", ESCAPE, "X", ESCAPE)  # help, palette, export
    terminal.press("]", "a", "x", ESCAPE, "#", ESCAPE, "f", ESCAPE, "G")
    terminal.press("I", DOWN, "q", "i", DOWN, DOWN, "o", DOWN, "q", ESCAPE, "c")
    terminal.wait_for("as side b tells it")
    terminal.press(";", "G", "P", "l", "q", "q", "\x11")
    assert_harmless(terminal)


def test_names_in_the_library_and_an_import(begin: Begin, library: list[str], tmp_path: Path) -> None:
    found = inputs.files(tmp_path / "found")
    terminal = begin(*library)
    terminal.wait_for("Your library")
    terminal.settle()
    terminal.press(*["\x1b[6~"] * 5, "S", "t", "/")
    terminal.type("trade")
    terminal.press(ESCAPE, "s")
    terminal.type("security")
    terminal.wait_for("hits")
    terminal.press(DOWN, ESCAPE, "M", DOWN, "q")
    terminal.press("I")
    terminal.wait_for("Import from")
    terminal.settle()
    terminal.press("\x15")
    terminal.type(str(found))
    terminal.press(ENTER)
    terminal.wait_for("Imported")
    terminal.settle()
    terminal.press(DOWN, ESCAPE, "\x11")
    assert_harmless(terminal)


def test_what_no_terminal_should_be_told_is_found() -> None:
    """Of all of them but those that are words, so that the tests above cannot but find them."""
    missed = [
        name
        for name, payload in {**inputs.CONTROLS, **inputs.UNSEEN}.items()
        if not foreign(inputs.data(payload))
    ]
    assert missed == ["carriage return"]
    assert foreign(b"\xff\xfe") and not foreign("Grüße \u4f60\u597d\r\n\tx".encode().replace(b"\t", b" "))
