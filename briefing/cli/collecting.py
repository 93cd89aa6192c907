"""import, check: the library."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, TypeVar

from briefing.cli import output, places

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from briefing.analysis.facts import Facts

Outcome = TypeVar("Outcome")

COMMANDS = ("import", "check")

_WORTH_A_BAR = 3
_FACTS = {
    "date": "the day, as in 2022-02-24",
    "issuer": "whose text it is",
    "id": "the briefing's id: letters, digits and hyphens",
    "title": "its title",
    "place": "where it happened",
    "meeting": "a name that the readouts of one meeting share",
}


def add_commands(commands: Any, common: ArgumentParser) -> None:  # noqa: ANN401 - a private class of argparse
    one = commands.add_parser(
        "import",
        parents=[common],
        help="make briefings of readouts and put them into the library",
        description="Make briefings of texts and Markdown files and put them into the library. A briefing\n"
        "that is there is never written over.",
        example="briefing import downloads/ --jobs 2",
    )
    one.add_argument("sources", metavar="SOURCE", nargs="+", help="files, or folders of .txt and .md files")
    one.add_argument("--into", metavar="DIR", help="a folder other than your library")
    one.add_argument("--jobs", metavar="N", type=int, default=1, help="processes that read at the same time")
    given = one.add_argument_group("what the text does not tell", "For one source at a time.")
    for name, what in _FACTS.items():
        given.add_argument(f"--{name}", metavar=name.upper(), default="", help=what)
    one.set_defaults(run=import_sources)

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


def import_sources(arguments: Namespace) -> int:
    from pathlib import Path

    from briefing.errors import BriefingError
    from briefing.library.importing import import_all, sources_in

    facts = _given(arguments)
    folder = Path(arguments.into) if arguments.into else places.library_folder(arguments)
    sources = sources_in(arguments.sources)
    if facts is not None and len(sources) > 1:
        output.tell(f"What the options tell is of one source, and there are {len(sources):,}.")
        return 2
    if not sources:
        output.tell("There is no .txt or .md file there.")
        return 1
    rows, failed = [], 0
    for outcome in _with_progress(import_all(sources, folder, facts, arguments.jobs), len(sources)):
        if isinstance(outcome, BriefingError):
            failed += 1
            output.tell(str(outcome))
        else:
            rows.append((outcome.status, outcome.id, str(outcome.path)))
    output.write_rows(rows)
    return 1 if failed else 0


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


def _given(arguments: Namespace) -> Facts | None:
    """What the options tell of the source; None when they tell nothing."""
    told = {name: getattr(arguments, name).strip() for name in _FACTS}
    if not any(told.values()):
        return None
    from pydantic import ValidationError

    from briefing.analysis.facts import Facts
    from briefing.errors import DocumentError
    from briefing.schema import FrontMatter, complaints

    try:
        FrontMatter.model_validate({key: value for key, value in told.items() if key != "title"})
    except ValidationError as error:
        raise DocumentError(f"That cannot be used: {'; '.join(complaints(error))}.") from error
    return Facts(**told)


def _with_progress(outcomes: Iterable[Outcome], total: int) -> Iterator[Outcome]:
    """The outcomes as they come, with a bar for whoever waits at a terminal."""
    if not sys.stderr.isatty() or total < _WORTH_A_BAR:
        yield from outcomes
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(outcomes, "Importing", total, console=Console(stderr=True), transient=True)
