"""man: the manual page, made from the grammar of the command line and the table of actions."""

from __future__ import annotations

import argparse
import re
from typing import TYPE_CHECKING, Any

from briefing.cli import output

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator

_COMMON = ("--help", "--library", "--notes")
_TAKEN_BY_ALL = re.compile(r"\s\[(?:-h|--library\s+DIR|--notes\s+DIR)\]")

_ENVIRONMENT = {
    "BRIEFING_LIBRARY": "The folder of your briefings, where --library does not name another.",
    "BRIEFING_NOTES": "The folder of your notes, where --notes does not name another.",
    "VISUAL, EDITOR": "The editor that e opens in the reader.",
    "NO_COLOR": "Where it is set, nothing is coloured.",
}
_STATUS = {
    "0": "Done.",
    "1": "The work found problems, and told them.",
    "2": "Wrong use.",
}


def add_commands(commands: Any, common: ArgumentParser) -> None:  # noqa: ANN401 - a private class of argparse
    one = commands.add_parser(
        "man",
        parents=[common],
        help="print the manual page",
        description="Print the manual page: all commands, options, settings and keys.",
        example="briefing man | man -l -",
    )
    one.set_defaults(run=print_page)


def print_page(arguments: Namespace) -> int:
    output.write(page())
    return 0


def page() -> str:
    """The page in the language of ``man``, in ASCII, the same for the same version."""
    lines: list[str] = []
    for line in _page():
        if line != ".PP" or not lines[-1].startswith((".SH", ".SS")):  # a heading begins a paragraph itself
            lines.append(line)
    return "\n".join(lines) + "\n"


def _page() -> Iterator[str]:
    from briefing import __version__, actions, config
    from briefing.cli.parser import grammar

    parser = grammar()
    yield f'.TH BRIEFING 1 "" "briefing {__version__}" "User Commands"'
    yield from _section("NAME")
    yield f"briefing {_escaped('-')} read diplomatic readouts in a terminal"
    yield from _section("SYNOPSIS")
    yield from _usage(parser)
    yield from _section("DESCRIPTION")
    yield from _prose(parser.description or "")
    yield from _section("OPTIONS")
    yield from _options(parser)
    yield from _section("COMMANDS")
    for command in _commands(parser):
        yield from _command(command)
    yield from _section("SETTINGS")
    yield from _prose("One file of TOML, which 'briefing config path' names and which need not be there.")
    yield from _terms(config.KEYS)
    yield from _section("KEYS")
    for scope, title in actions.SCOPES.items():
        yield f'.SS "{_escaped(title)}"'
        yield from _terms(
            {
                "  ".join(
                    actions.key_name(key) for key in action.keys
                ): f"{action.title}. {action.help}".strip()
                for action in actions.in_scope(scope)
            }
        )
    yield from _section("ENVIRONMENT")
    yield from _terms(_ENVIRONMENT)
    yield from _section("FILES")
    yield from _prose("'briefing paths' prints where the library, the notes and everything else are kept.")
    yield from _section("EXIT STATUS")
    yield from _terms(_STATUS)


def _command(parser: ArgumentParser) -> Iterator[str]:
    yield f'.SS "{_escaped(parser.prog)}"'
    yield from _usage(parser)
    yield from _prose(parser.description or "")
    yield from _options(parser, *_COMMON)
    if parser.epilog:
        yield from _prose(f"Example:\n\n  {parser.epilog.removeprefix('example: ')}")


def _commands(parser: ArgumentParser) -> Iterator[ArgumentParser]:
    """All that do something, with their parts after them."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for command in action.choices.values():
                yield command
                yield from _commands(command)


def _usage(parser: ArgumentParser) -> Iterator[str]:
    """As ``--help`` has it, without the options that all commands take."""
    usage = parser.format_usage().removeprefix("usage: ")
    yield ".PP"
    yield f".B {_escaped(' '.join(_TAKEN_BY_ALL.sub(' ', usage).split()))}"


def _options(parser: ArgumentParser, *without: str) -> Iterator[str]:
    told = {}
    for action in parser._actions:
        if not isinstance(action, argparse._SubParsersAction) and not set(without) & set(
            action.option_strings
        ):
            told[_invocation(action)] = action.help or ""
    yield from _terms(told)


def _invocation(action: argparse.Action) -> str:
    """``-o, --output OUT``, or the name of what has no option."""
    value = action.metavar if isinstance(action.metavar, str) else ""
    if not value and action.choices is not None:
        value = "{" + ",".join(str(choice) for choice in action.choices) + "}"
    if not action.option_strings:
        return value or action.dest
    takes = f" {value or action.dest.upper()}" if action.nargs != 0 else ""
    return f"{', '.join(action.option_strings)}{takes}"


def _section(title: str) -> Iterator[str]:
    yield f".SH {title}"


def _terms(told: dict[str, str]) -> Iterator[str]:
    for term, meaning in told.items():
        yield ".TP"
        yield f".B {_escaped(term)}"
        yield _escaped(meaning)


def _prose(text: str) -> Iterator[str]:
    """Paragraphs; one that is indented stands as it is."""
    for paragraph in text.strip("\n").split("\n\n"):
        lines = [line for line in paragraph.split("\n") if line.strip()]
        yield ".PP"
        if all(line.startswith("  ") for line in lines):
            yield from (".RS 4", ".nf", *(_escaped(line[2:]) for line in lines), ".fi", ".RE")
        else:
            yield _escaped(" ".join(line.strip() for line in lines))


_SIGNS = {"\\": "\\e", "-": "\\-", "'": "\\(aq", '"': "\\(dq", "`": "\\(ga", "^": "\\(ha", "~": "\\(ti"}


def _escaped(text: str) -> str:
    """Text on one line that the formatter shows as it is."""
    shown = "".join(
        _SIGNS.get(sign, sign if sign.isascii() else f"\\[u{ord(sign):04X}]")
        for sign in text.replace("\n", " ")
    )
    return f"\\&{shown}" if shown.startswith(".") else shown
