"""export: notes for reports and for other programs."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from briefing.cli import output, places
from briefing.cli.filtering import add_filter, filter_of
from briefing.export.formats import FORMATS

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable, Iterable, Iterator

    from briefing.model import Briefing
    from briefing.notes import Notebook, NotesStore

    Noted = Iterable[tuple[Briefing, Notebook]]


def add_commands(commands: Any, common: ArgumentParser) -> None:  # noqa: ANN401 - a private class of argparse
    one = commands.add_parser(
        "export",
        parents=[common],
        help="put notes with their quotations into documents",
        description="Put the notes of some briefings, or of all that have any, into one document, or into\n"
        "one for each briefing: Markdown, a web page, W3C Web Annotations (json), a table for\n"
        "spreadsheets (csv), or what a Jinja2 template of yours makes.",
        example="briefing export --format html --tag drift -o drift.html",
    )
    one.add_argument(
        "briefings", metavar="BRIEFING", nargs="*", help="an id, the beginning of one, or a file"
    )
    form = one.add_mutually_exclusive_group(required=True)
    form.add_argument("--format", choices=tuple(FORMATS), help="the kind of document")
    form.add_argument("--template", metavar="FILE", help="a Jinja2 template, in place of a format")
    add_filter(one)
    one.add_argument(
        "-o",
        "--output",
        metavar="OUT",
        help="a new file, instead of standard output; a folder, or a name that ends with /, takes a file "
        "for each briefing",
    )
    one.add_argument("--force", action="store_true", help="replace the files that are there already")
    one.set_defaults(run=export)


def export(arguments: Namespace) -> int:
    problems: list[str] = []
    rendered, extension = _form(arguments)
    noted = [(briefing, notebook) for briefing, notebook in _noted(arguments, problems) if notebook.notes]
    # An empty document in the place of notes that could not be read would tell a falsehood.
    if noted or not problems:
        _write_out(arguments, extension, rendered, noted)
    if not noted and not problems:
        output.tell("There are no notes to export.")
    for problem in problems:
        output.tell(problem)
    return 1 if problems else 0


def _write_out(arguments: Namespace, extension: str, rendered: Callable[[Noted], str], noted: Noted) -> None:
    """Into a file, a file for each briefing, or standard output."""
    from briefing.export import saving

    if not arguments.output:
        output.write(rendered(noted))
    elif arguments.output.endswith(os.sep) or os.path.isdir(arguments.output):
        _save_each(arguments, extension, rendered, noted)
    else:
        base = _replaceable(arguments.output, arguments)
        saving.save(arguments.output, rendered(noted), base)


def _form(arguments: Namespace) -> tuple[Callable[[Noted], str], str]:
    """What makes the document, and the extension of its files."""
    if arguments.format:
        chosen = FORMATS[arguments.format]
        return chosen.render, chosen.extension
    from functools import partial

    from briefing import files
    from briefing.errors import TemplateError
    from briefing.export.templates import as_template, extension

    name = files.shown(arguments.template)
    try:
        source = files.read(arguments.template).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise TemplateError(f"{name} is not in UTF-8, as a template must be; save it as UTF-8.") from error
    return partial(as_template, template_source=source, name=name), extension(name)


def _save_each(arguments: Namespace, extension: str, rendered: Callable[[Noted], str], noted: Noted) -> None:
    """A file for each briefing, of the same name each time; none before all are made and can be written."""
    from pathlib import Path

    from briefing import files
    from briefing.export import saving
    from briefing.notes.names import file_name

    made = []
    for briefing, notebook in noted:
        path = os.path.join(arguments.output, file_name(briefing.id) + extension)
        base = _replaceable(path, arguments)
        made.append((path, rendered([(briefing, notebook)]), base))
    if made:
        files.create_folder(Path(arguments.output))
    for path, text, base in made:
        saving.save(path, text, base)


def _replaceable(path: str, arguments: Namespace) -> str | None:
    from briefing.errors import FileTaken
    from briefing.export import saving

    stores = (places.library_folder(arguments), places.notes_folder(arguments))
    try:
        return saving.replaceable(path, force=arguments.force, stores=stores)
    except FileTaken as error:
        raise FileTaken(f"{error} Name another file, or replace it with --force.") from error


def _noted(arguments: Namespace, problems: list[str]) -> Iterator[tuple[Briefing, Notebook]]:
    from briefing.notes import filters

    kept = filter_of(arguments)
    store = places.notes(arguments)
    seen: set[str] = set()
    for briefing in _chosen(arguments, store, problems):
        if briefing.id not in seen:
            seen.add(briefing.id)
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
