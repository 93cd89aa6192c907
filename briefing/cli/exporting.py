"""export: notes for reports and for other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefing.cli import output, places
from briefing.cli.filtering import add_filter, filter_of

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator

    from briefing.model import Briefing
    from briefing.notes import Notebook, NotesStore

COMMANDS = ("export",)


def add_commands(commands: Any, common: ArgumentParser) -> None:  # noqa: ANN401 - a private class of argparse
    one = commands.add_parser(
        "export",
        parents=[common],
        help="put notes with their quotations into one document",
        description="Put the notes of some briefings, or of all that have any, into one document.",
        example="briefing export --format markdown --tag drift -o drift.md",
    )
    one.add_argument(
        "briefings", metavar="BRIEFING", nargs="*", help="an id, the beginning of one, or a file"
    )
    one.add_argument("--format", choices=("markdown",), required=True, help="the kind of document")
    add_filter(one)
    one.add_argument("-o", "--output", metavar="OUT", help="a new file, instead of standard output")
    one.set_defaults(run=export)


def export(arguments: Namespace) -> int:
    from briefing.export.markdown import as_markdown

    problems: list[str] = []
    text = as_markdown(_noted(arguments, problems))
    if arguments.output:
        from briefing import files
        from briefing.errors import FileChanged, FileError

        try:
            files.save(arguments.output, text.encode("utf-8", "replace"), None)
        except FileChanged as error:
            name = files.shown(arguments.output)
            raise FileError(
                f"{name} is there already, and nothing is written over; name another file."
            ) from error
    else:
        output.write(text)
    for problem in problems:
        output.tell(problem)
    return 1 if problems else 0


def _noted(arguments: Namespace, problems: list[str]) -> Iterator[tuple[Briefing, Notebook]]:
    from briefing.notes import filters

    kept = filter_of(arguments)
    store = places.notes(arguments)
    for briefing in _chosen(arguments, store, problems):
        notebook = store.load(briefing)
        problems += notebook.problems
        yield briefing, filters.filtered(notebook, briefing, kept)


def _chosen(arguments: Namespace, store: NotesStore, problems: list[str]) -> Iterator[Briefing]:
    """The briefings that are named, else those that have notes."""
    from briefing.errors import BriefingError

    if arguments.briefings:
        yield from (places.briefing_named(arguments, name) for name in arguments.briefings)
        return
    library = places.library(arguments)
    for file in store.all_notes():
        try:
            yield library.open(file.briefing)
        except BriefingError as error:
            problems.append(f"The notes of {file.briefing} are left out: {error}")
