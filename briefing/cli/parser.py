"""The grammar of the command line."""

from __future__ import annotations

import argparse
from typing import NoReturn

from briefing import __version__
from briefing.cli import (
    annotating,
    asking,
    checking,
    comparing,
    completion,
    doctor,
    exporting,
    finding,
    importing,
    manpage,
    reading,
    settings,
)
from briefing.cli.commands import COMMANDS

GROUPS = (
    reading,
    importing,
    checking,
    finding,
    asking,
    comparing,
    annotating,
    exporting,
    settings,
    doctor,
    completion,
    manpage,
)

_DESCRIPTION = """\
Reads diplomatic readouts: a section per issue, the entities beside the text, notes in Markdown.

  briefing                  the library
  briefing FILE             read a file, a briefing of the library by its id, or a folder of briefings
  command | briefing -      read standard input
  briefing --plain ...      the same for a screen reader
"""
_EXAMPLE = "example: briefing seeds/000_f5e5350cde04a689.txt"
_PLACES = ("--library", "--notes")


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence, and is not led by abbreviations."""

    def __init__(self, *, example: str = "", **settings: object) -> None:
        super().__init__(
            allow_abbrev=False,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            epilog=f"example: {example}" if example else None,
            **settings,  # type: ignore[arg-type]  # whatever the base class takes
        )

    def error(self, message: str) -> NoReturn:
        from briefing import printable

        self.exit(2, f"{self.prog}: {printable.line(message)}; see '{self.prog} --help'.\n")


def parse(argv: list[str]) -> argparse.Namespace:
    """Arguments whose ``run`` is the command."""
    parser = grammar()
    return parser.parse_args(_text_named(_command_named(argv)))


def grammar() -> Parser:
    """All commands with their options."""
    places = argparse.ArgumentParser(add_help=False)
    places.add_argument(
        "--library", metavar="DIR", default=argparse.SUPPRESS, help="the folder of your briefings"
    )
    places.add_argument("--notes", metavar="DIR", default=argparse.SUPPRESS, help="the folder of your notes")
    parser = Parser(
        prog="briefing", description=_DESCRIPTION, parents=[places], usage="briefing [PATH | - | COMMAND ...]"
    )
    parser.epilog = _EXAMPLE
    parser.add_argument("--version", action="version", version=f"briefing {__version__}")
    found = parser.add_subparsers(title="commands", metavar="COMMAND", prog="briefing", parser_class=Parser)
    for group in GROUPS:
        group.add_commands(found, places)
    return parser


def _command_named(argv: list[str]) -> list[str]:
    """``briefing PATH`` as ``briefing open PATH``; a word that is a command is one."""
    at = 0
    while at < len(argv):
        word = argv[at]
        if word in ("-h", "--help", "--version"):
            return argv
        if word in _PLACES:
            at += 2
        elif word.startswith(tuple(f"{place}=" for place in _PLACES)):
            at += 1
        else:
            break
    if argv[at : at + 1] and argv[at] in COMMANDS:
        return argv
    return [*argv[:at], "open", *argv[at:]]


def _text_named(argv: list[str]) -> list[str]:
    """``notes add … -`` as ``notes add … --text -``: argparse cannot take the two apart."""
    takes_value = (*_PLACES, "--quote", "--section", "--tag", "--text", "add")
    if "notes" in argv and "add" in argv and argv[-1] == "-" and argv[-2] not in takes_value:
        return [*argv[:-1], "--text", "-"]
    return argv
