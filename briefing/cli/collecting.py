"""list, check: the library."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefing.cli import output, places

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator
    from pathlib import Path

    from briefing.library.catalogue import Entry

COMMANDS = ("list", "check")


def add_commands(commands: Any, common: ArgumentParser) -> None:  # noqa: ANN401 - a private class of argparse
    one = commands.add_parser(
        "list",
        parents=[common],
        help="print what is in the library",
        description="Print the briefings of the library, newest first: day, id, title, parties.",
        example="briefing list --json | jq -r '.[].id'",
    )
    one.add_argument("--json", action="store_true", help="as JSON")
    one.set_defaults(run=list_library)

    one = commands.add_parser(
        "check",
        parents=[common],
        help="prove that briefings hold their sources' words",
        description="Check briefings: front matter, sections, and that the words are the source's where the\n"
        "source is at hand. Without a path, the whole library.",
        example="briefing check content/",
    )
    one.add_argument("paths", metavar="PATH", nargs="*", help="files, folders, or ids of briefings")
    one.set_defaults(run=check_briefings)


def list_library(arguments: Namespace) -> int:
    library = places.library(arguments)
    if arguments.json:
        output.write_json([_as_json(entry) for entry in library])
        return 0
    if not len(library):
        from briefing.files import shown

        output.tell(f"There are no briefings in {shown(library.folder)}; 'briefing import' puts them there.")
    output.write_rows(
        (entry.date or "–", entry.id or "–", entry.title, entry.problem or ", ".join(entry.parties))
        for entry in library
    )
    return 0


def check_briefings(arguments: Namespace) -> int:
    from briefing.files import shown
    from briefing.library.checking import check, has_source

    paths = list(_to_check(arguments))
    unsound = alone = 0
    for path in paths:
        problems = check(path)
        unsound += bool(problems)
        for problem in problems:
            output.write(f"{shown(path)}: {problem}\n")
        if not problems and not has_source(path):
            alone += 1
            output.write(f"{shown(path)}: not compared, since its source is not at hand.\n")
    compared = f"; {alone:,} of them could not be compared with a source" if alone else ""
    output.tell(f"{len(paths):,} checked, {unsound:,} with problems{compared}.")
    return 1 if unsound else 0


def _to_check(arguments: Namespace) -> Iterator[Path]:
    from pathlib import Path

    from briefing.library.catalogue import briefing_files

    if not arguments.paths:
        yield from (entry.path for entry in places.library(arguments))
    for name in arguments.paths:
        path = Path(name)
        if path.is_dir():
            yield from briefing_files(path)
        elif places.looks_like_path(name):
            yield path
        else:
            yield places.library(arguments).find(name).path


def _as_json(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "title": entry.title,
        "date": entry.date,
        "issuer": entry.issuer,
        "parties": list(entry.parties),
        "path": str(entry.path),
        "bundled": entry.bundled,
        "problem": entry.problem,
    }
