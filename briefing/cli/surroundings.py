"""What the program runs on: its parts with their versions, and the terminal."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefing.library.examining import Part

TEXTUAL = "8.2.8"
"""The release that the reader is made for."""
NEEDED = (
    *("textual", "rich", "markdown-it-py", "pydantic", "platformdirs", "PyYAML", "rapidfuzz", "regex"),
    *("tomlkit", "charset-normalizer", "shtab"),
)
EXTRAS = {
    "html": ("lxml",),
    "pdf": ("pypdf",),
    "docx": ("lxml", "mammoth"),
    "web": ("textual-serve",),
    "templates": ("jinja2",),
}
"""What is installed when it is asked for, by the packages it needs."""
_LEAST_COLUMNS, _LEAST_LINES = 60, 20


def versions() -> Part:
    """Of the program and of what it needs."""
    import platform

    from briefing import __version__
    from briefing.library.examining import Part

    facts: dict[str, object] = {
        "briefing": __version__,
        "Python": f"{platform.python_version()} ({sys.executable})",
        "system": f"{platform.system()} {platform.release()}",
    }
    found = {package: _version(package) for package in NEEDED}
    problems = [
        f"{package} is not installed, which the program cannot do without; run: pip install briefing"
        for package, version in found.items()
        if not version
    ]
    if found["textual"] not in (TEXTUAL, ""):
        problems.append(
            f"Textual {found['textual']} is installed, and the reader is made for {TEXTUAL}; run: "
            f"pip install 'textual=={TEXTUAL}'"
        )
    facts |= {package: version or "missing" for package, version in found.items()}
    facts["SQLite"], trouble = _sqlite()
    return Part("versions", facts, (*problems, *trouble))


def extras() -> Part:
    """What reads other kinds of files; that one is missing is no fault."""
    from briefing.library.examining import Part

    facts: dict[str, object] = {}
    for extra, packages in EXTRAS.items():
        missing = [package for package in packages if not _version(package)]
        facts[extra] = f"missing: pip install 'briefing[{extra}]'" if missing else "installed"
    return Part("extras", facts)


def terminal(environment: Mapping[str, str] = os.environ) -> Part:
    """What the terminal can do, and what stands between it and the program."""
    from briefing.library.examining import Part
    from briefing.tui import clipboard

    columns, lines = shutil.get_terminal_size()
    encoding = sys.stdout.encoding or "unknown"
    is_terminal = sys.stdout.isatty()
    name = environment.get("TERM", "")
    editor = environment.get("VISUAL") or environment.get("EDITOR") or "vi"
    tool = clipboard.tool(environment, shutil.which)
    between = [
        called
        for called, variables in (
            ("SSH", ("SSH_CONNECTION", "SSH_TTY")),
            ("tmux", ("TMUX",)),
            ("screen", ("STY",)),
        )
        if any(environment.get(variable) for variable in variables)
    ]
    facts: dict[str, object] = {
        "standard output is a terminal": is_terminal,
        "TERM": name,
        "COLORTERM": environment.get("COLORTERM", ""),
        "NO_COLOR": "NO_COLOR" in environment,
        "size": f"{columns}×{lines}",
        "encoding": encoding,
        "colours": _colours(environment),
        "between": between,
        "clipboard": " ".join(tool) if tool else "the terminal's own (OSC 52)",
        "editor": editor,
    }
    problems = []
    if is_terminal and name in ("", "dumb"):
        problems.append(
            f"TERM is {name or 'not set'}, so that the reader cannot be drawn; set it to what your terminal"
            " is, as xterm-256color."
        )
    if encoding.lower().replace("-", "") != "utf8":
        problems.append(
            f"Standard output is written as {encoding}, in which many names cannot be; set LANG to a UTF-8"
            " locale, as C.UTF-8."
        )
    if is_terminal and (columns < _LEAST_COLUMNS or lines < _LEAST_LINES):
        problems.append(
            f"The terminal has {columns} columns and {lines} lines; the reader needs {_LEAST_COLUMNS} and"
            f" {_LEAST_LINES}: make it larger, or its letters smaller."
        )
    if not _is_command(editor):
        problems.append(
            f"The editor {editor!r} is not to be found, so that notes cannot be edited by it; set VISUAL or"
            " EDITOR to one that is installed."
        )
    return Part("terminal", facts, tuple(problems))


def _version(package: str) -> str:
    """Of an installed package; empty where it is not there."""
    from importlib import metadata

    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return ""


def _sqlite() -> tuple[str, tuple[str, ...]]:
    """The version, and what of it is missing."""
    import sqlite3
    from contextlib import closing

    try:
        with closing(sqlite3.connect(":memory:")) as base:
            base.execute("CREATE VIRTUAL TABLE words USING fts5 (word)")
    except sqlite3.Error:
        trouble = (
            "Python's SQLite has no full-text search (FTS5), without which there is no library; take a Python"
            " that has it, as that of python.org."
        )
        return f"{sqlite3.sqlite_version}, without FTS5", (trouble,)
    return f"{sqlite3.sqlite_version}, with FTS5", ()


def _colours(environment: Mapping[str, str]) -> str:
    """How many colours the reader will use, found out as Textual does."""
    if "NO_COLOR" in environment:
        return "none"
    from rich.console import Console

    system = environment.get("TEXTUAL_COLOR_SYSTEM", "auto")
    known = ("auto", "standard", "256", "truecolor")
    console = Console(
        color_system=system if system in known else "auto",  # type: ignore[arg-type]  # one of these
        force_terminal=True,
        legacy_windows=False,
        _environ=environment,
    )
    return {"standard": "16", "256": "256", "truecolor": "16 million"}.get(console.color_system or "", "none")


def _is_command(editor: str) -> bool:
    try:
        words = shlex.split(editor)
    except ValueError:
        return False
    return bool(words) and shutil.which(words[0]) is not None
