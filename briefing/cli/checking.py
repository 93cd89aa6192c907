"""check: whether briefings are what they are said to be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefing.cli import output, places

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator
    from pathlib import Path


def add_commands(commands: Any, common: ArgumentParser) -> None:  # noqa: ANN401 - a private class of argparse
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
