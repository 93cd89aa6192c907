"""open, manual, analyse, show: one briefing, in the reader or on standard output."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

from briefing.cli import output, places

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from pathlib import Path

    from briefing.library.taking import Taken
    from briefing.model import Briefing, Source
    from briefing.standin import StandIn


def add_commands(commands: Any, common: ArgumentParser) -> None:  # noqa: ANN401 - a private class of argparse
    one = commands.add_parser(
        "open",
        parents=[common],
        help="open the reader (the same as without a command)",
        description="Open the reader on a file, on a briefing of the library, on a folder of briefings, on\n"
        "standard input (-), or on the library; the first time, on the manual. Inside, ? shows the keys.",
        example="pbpaste | briefing open -",
    )
    one.add_argument("path", metavar="PATH", nargs="?", help="a file, a folder, the id of a briefing, or -")
    one.add_argument("--plain", action="store_true", help="for a screen reader: no lines, words for signs")
    one.set_defaults(run=open_reader)

    one = commands.add_parser(
        "manual",
        parents=[common],
        help="open the manual",
        description="Open the manual in the reader.",
        example="briefing manual",
    )
    one.add_argument("--plain", action="store_true", help="for a screen reader: no lines, words for signs")
    one.set_defaults(run=open_manual)

    one = commands.add_parser(
        "analyse",
        parents=[common],
        help="print the structure of a text: sections, entities, statements",
        description="Print what is found in a readout: its sections, entities and statements.",
        example="briefing analyse readout.txt --json | jq '.entities[].name'",
    )
    one.add_argument("source", metavar="SOURCE", help="a file, or - for standard input")
    one.add_argument("--json", action="store_true", help="as JSON, with offsets into the text")
    one.set_defaults(run=analyse)

    one = commands.add_parser(
        "show",
        parents=[common],
        help="print a briefing",
        description="Print a briefing: title, facts, and its words under their headings. With --plain it\n"
        "reads well aloud: one thing after another, every sign in words, your notes among them.",
        example="briefing show manual --plain --statements | less",
    )
    one.add_argument("briefing", metavar="BRIEFING", help="an id, the beginning of one, a file, or -")
    form = one.add_mutually_exclusive_group()
    form.add_argument("--plain", action="store_true", help="to be read aloud, with the notes on it")
    form.add_argument("--json", action="store_true", help="its structure as JSON, with offsets into the text")
    one.add_argument("--statements", action="store_true", help="with --plain: who says what, before each")
    one.add_argument("--no-notes", action="store_true", help="with --plain: without the notes")
    one.set_defaults(run=show)


def open_reader(arguments: Namespace) -> int:
    name: str | None = arguments.path
    if not _has_terminal(from_input=name == "-"):
        return _needs_terminal(name or "BRIEFING")
    if name is None:
        return _start(arguments)
    if name == "-":
        from briefing.library.opening import read_standard_input

        source = read_standard_input()
        if not _take_keys_from_terminal():
            return _needs_terminal(name)
        return _start(arguments, source=source)
    if os.path.isdir(name):
        arguments.library = name
        return _start(arguments)
    if not os.path.lexists(name):
        name = _path_of(arguments, name)
    return _start(arguments, name)


def open_manual(arguments: Namespace) -> int:
    if not _has_terminal():
        return _needs_terminal("manual")
    return _start(arguments, _manual())


def analyse(arguments: Namespace) -> int:
    briefing = _of_source(arguments)
    if arguments.json:
        _write_structure(briefing)
    else:
        output.write(_outline(briefing))
    return 0


def show(arguments: Namespace) -> int:
    if (arguments.statements or arguments.no_notes) and not arguments.plain:
        output.tell("--statements and --no-notes go with --plain.")
        return 2
    briefing = places.briefing_named(arguments, arguments.briefing)
    if arguments.plain:
        return _show_aloud(arguments, briefing)
    if arguments.json:
        _write_structure(briefing)
    else:
        from briefing.export.plain import as_text

        output.write(as_text(briefing))
    return 0


def _show_aloud(arguments: Namespace, briefing: Briefing) -> int:
    """With the notes unless they are not wanted: in the reader they stand in the text too."""
    from briefing.export.aloud import aloud

    notebook = None if arguments.no_notes else places.notes(arguments).load(briefing)
    output.write(aloud(briefing, notebook, statements=arguments.statements))
    problems = notebook.problems if notebook else ()
    for problem in problems:
        output.tell(problem)
    return 1 if problems else 0


def _start(arguments: Namespace, path: str | None = None, source: Source | Taken | None = None) -> int:
    import gc
    from dataclasses import replace

    from briefing import config

    # What is loaded until the first frame stays until the end; looking through it for garbage takes as
    # long as drawing it. The application turns the collector on again.
    gc.disable()
    settings = config.load()
    if getattr(arguments, "plain", False):
        settings = replace(settings, plain=True)
    library = places.library_folder(arguments, settings)
    if path is None and source is None and _is_first_time(arguments, library):
        path = _manual()
    notes = places.notes_folder(arguments, settings)
    stand_in = None if path is None or settings.plain else _stand_in(path, library, notes)
    try:
        # Loading these two takes many times as long as all that was done until here.
        from briefing.library.opening import Opening
        from briefing.tui.app import run

        return run(Opening(path, source, library, notes, settings.bundled, settings), stand_in)
    finally:
        if stand_in is not None:
            stand_in.take_down()


def _stand_in(path: str, library: Path, notes: Path) -> StandIn | None:
    """What the reader left of a briefing, on the screen until the application has been loaded."""
    if sys.platform == "win32":
        return None
    from briefing import picture
    from briefing.standin import StandIn

    try:
        columns, rows = (int(os.environ.get(name) or 0) for name in ("COLUMNS", "LINES"))
        here = os.get_terminal_size(1)
        # The application, too, believes the environment first.
        size = columns or here.columns, rows or here.lines
        drawn = picture.find(picture.name_of(path, size, (str(library), str(notes))))
        return StandIn(drawn) if drawn else None
    except (OSError, ValueError):
        return None


def _manual() -> str:
    from briefing import paths

    return str(paths.bundled_content() / "manual.md")


def _is_first_time(arguments: Namespace, library: Path) -> bool:
    """Whether nothing was ever read here, and nothing is there that somebody asked for by name."""
    from briefing import state

    return not hasattr(arguments, "library") and not os.path.exists(library) and not state.recent()


def _has_terminal(*, from_input: bool = False) -> bool:
    return sys.stdout.isatty() and (from_input or sys.stdin.isatty())


def _needs_terminal(name: str) -> int:
    from briefing.files import shown

    output.tell(f"The reader needs a terminal; 'briefing show {shown(name)}' prints the text instead.")
    return 2


def _take_keys_from_terminal() -> bool:
    """Put the terminal in the place of standard input, which has been read to its end."""
    try:
        terminal = os.open("/dev/tty", os.O_RDWR)
    except OSError:
        return False
    os.dup2(terminal, 0)
    os.close(terminal)
    sys.stdin = open(0, closefd=False)  # noqa: SIM115 - open for as long as the reader is
    return True


def _path_of(arguments: Namespace, name: str) -> str:
    return str(places.library(arguments).find(name).path)


def _of_source(arguments: Namespace) -> Briefing:
    from briefing.library.opening import open_briefing

    return open_briefing(arguments.source, places.library_folder(arguments))


def _write_structure(briefing: Briefing) -> None:
    from briefing.export.structure import as_json

    output.write_json(as_json(briefing))


def _outline(briefing: Briefing) -> str:
    from collections import Counter

    from briefing.export.plain import facts

    lines = [briefing.title or briefing.id, facts(briefing), *briefing.notices, "", "Sections"]
    spoken = Counter(statement.section for statement in briefing.statements if statement.cues)
    for number, section in enumerate(briefing.sections):
        count = spoken[number]
        told = f", {count} statement{'' if count == 1 else 's'}" if count else ""
        lines.append(f"  {section.heading or 'Without a heading'} ({section.kind}{told})")
    kinds: dict[str, list[str]] = {}
    for entity in briefing.entities:
        role = f", {entity.role}" if entity.role else ""
        kinds.setdefault(entity.kind, []).append(f"  {entity.name}{role} ({len(entity.mentions)})")
    for kind, names in kinds.items():
        lines += ["", kind.capitalize(), *names]
    return "\n".join(line for at, line in enumerate(lines) if line or at > 1) + "\n"
