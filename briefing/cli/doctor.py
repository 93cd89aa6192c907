"""doctor: whether everything that the program stands on is well, and what to do where it is not."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from briefing.cli import output, places

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator

    from briefing.library.examining import Folders, Part


def add_commands(commands: Any, common: ArgumentParser) -> None:  # noqa: ANN401 - a private class of argparse
    one = commands.add_parser(
        "doctor",
        parents=[common],
        help="tell what is wrong, and what to do",
        description="Look at the installation, the terminal, the folders, the index, the settings and the\n"
        "notes, and print what is so and what is wrong. Nothing is changed by looking.",
        example="briefing doctor",
    )
    one.add_argument("--json", action="store_true", help="as JSON")
    one.set_defaults(run=examine)


def examine(arguments: Namespace) -> int:
    parts = list(_parts(arguments))
    problems = [problem for part in parts for problem in part.problems]
    if arguments.json:
        output.write_json(
            {"schema": 1, "problems": problems, **{part.name: dict(part.facts) for part in parts}}
        )
    else:
        _print(parts, problems)
    return 1 if problems else 0


def _parts(arguments: Namespace) -> Iterator[Part]:
    from briefing import config
    from briefing.cli import surroundings
    from briefing.errors import BriefingError
    from briefing.library import examining

    yield surroundings.versions()
    yield surroundings.extras()
    yield surroundings.terminal()
    try:
        wrong = config.check()
        settings = config.Settings() if wrong else config.load()
    except BriefingError as error:
        wrong, settings = [str(error)], config.Settings()
    yield from examining.examine(_folders(arguments, settings), settings, tuple(wrong))


def _folders(arguments: Namespace, settings: Any) -> Folders:  # noqa: ANN401 - Settings, not loaded yet
    from briefing.library.examining import Folders

    chosen = {
        name
        for name in ("library", "notes")
        if getattr(arguments, name, None)
        or os.environ.get(f"BRIEFING_{name.upper()}")
        or getattr(settings, name)
    }
    return Folders(
        places.library_folder(arguments, settings),
        places.notes_folder(arguments, settings),
        frozenset(chosen),
    )


def _print(parts: list[Part], problems: list[str]) -> None:
    from briefing import printable

    for part in parts:
        output.write(f"{part.name.capitalize()}\n")
        width = max(map(len, part.facts))
        for name, value in part.facts.items():
            output.write(f"  {name:<{width}}  {printable.line(told(value))}\n")
        output.write("\n")
    if not problems:
        output.write("Nothing is wrong.\n")
        return
    output.write(f"What is wrong ({len(problems):,})\n")
    for problem in problems:
        output.write(f"  - {printable.line(problem)}\n")


def told(value: object) -> str:
    """A fact in words."""
    match value:
        case bool():
            return "yes" if value else "no"
        case int():
            return f"{value:,}"
        case list():
            return ", ".join(map(told, value)) or "none"
        case {"path": path, **rest}:
            return f"{path} ({', '.join(_clause(str(name), one) for name, one in rest.items())})"
        case _:
            return str(value) or "not set"


def _clause(name: str, value: object) -> str:
    if isinstance(value, bool):
        return name if value else f"not {name}"
    return f"{value:,} {name}"
