"""notes: what the reader wrote, without the reader."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from briefing.cli import merging, output, passages, places, reviewing, verifying
from briefing.cli.filtering import add_filter, filter_of

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator

    from briefing.notes.filters import Filter
    from briefing.notes.notebook import Annotated


def add_commands(commands: Any, common: ArgumentParser) -> None:  # noqa: ANN401 - a private class of argparse
    group = commands.add_parser(
        "notes",
        parents=[common],
        help="list, write, verify and merge notes",
        description="Notes are Markdown files of yours, one for each briefing.",
        example='briefing notes add manual --quote "The text is sacred" --text "Why?" --tag method',
    )
    acts = group.add_subparsers(title="what", metavar="{list,add,path,review,verify,merge}", required=True)

    one = acts.add_parser(
        "list",
        parents=[common],
        help="print notes",
        description="Print the notes of all briefings, or of one: briefing, id, words, text, tags.",
        example="briefing notes list --tag taiwan --json",
    )
    one.add_argument("briefing", metavar="BRIEFING", nargs="?", help="an id, the beginning of one, or a file")
    add_filter(one)
    one.add_argument("--json", action="store_true", help="as JSON")
    one.set_defaults(run=list_notes)

    one = acts.add_parser(
        "add",
        parents=[common],
        help="write a note",
        description="Write a note on words of a briefing or on a section, and print its id once it is saved.",
        example='briefing notes add 2022-02-24 --section Afghanistan --text "Compare with 2021." --tag drift',
    )
    one.add_argument("briefing", metavar="BRIEFING", help="an id, the beginning of one, or a file")
    place = one.add_mutually_exclusive_group(required=True)
    place.add_argument("--quote", metavar="WORDS", help="the words, as they stand in the text")
    place.add_argument("--section", metavar="HEADING", help="a heading, or the beginning of one")
    one.add_argument("--tag", metavar="T", action="append", default=[], help="a tag; may be given again")
    one.add_argument("--text", metavar="TEXT", required=True, help="the note; - reads it from standard input")
    one.set_defaults(run=add_note)

    one = acts.add_parser(
        "path",
        parents=[common],
        help="print where the notes are",
        description="Print the folder of the notes, or the file of one briefing's notes.",
        example='"$EDITOR" "$(briefing notes path manual)"',
    )
    one.add_argument("briefing", metavar="BRIEFING", nargs="?", help="an id, the beginning of one, or a file")
    one.set_defaults(run=show_path)

    reviewing.add_act(acts, common)
    verifying.add_act(acts, common)
    merging.add_act(acts, common)


def list_notes(arguments: Namespace) -> int:
    kept = filter_of(arguments)
    found = list(_annotated(arguments, kept))
    rows = [
        (one.id, note, place)
        for one in found
        for note in one.notes
        if kept.keeps(note, place := one.placements.get(note.id), one.briefing)
    ]
    if arguments.json:
        from dataclasses import asdict

        output.write_json(
            [
                {"briefing": name, **asdict(note), **({"status": place.status} if place else {})}
                for name, note, place in rows
            ]
        )
    else:
        tagged = [(name, note, " ".join(f"#{tag}" for tag in note.tags)) for name, note, _ in rows]
        output.write_rows((name, note.id, note.quote, note.text, tags) for name, note, tags in tagged)
    problems = [problem for one in found for problem in one.problems]
    for problem in problems:
        output.tell(problem)
    return 1 if problems else 0


def _annotated(arguments: Namespace, kept: Filter) -> Iterator[Annotated]:
    """The notes of the briefing that is named, or all; read with their briefings only where that is asked."""
    from briefing.library.annotated import annotated
    from briefing.notes.notebook import Annotated

    store = places.notes(arguments)
    if arguments.briefing:
        briefing = places.briefing_named(arguments, arguments.briefing)
        book = store.load(briefing)
        yield Annotated(briefing.id, book.path, briefing, None, book.notes, book, book.problems)
    elif kept.needs_briefing:
        yield from annotated(store, places.library(arguments))
    else:
        for file in store.all_notes():
            yield Annotated(file.briefing, file.path, None, None, file.notes, None, file.problems)


def add_note(arguments: Namespace) -> int:
    from briefing.model import Note

    briefing = places.briefing_named(arguments, arguments.briefing)
    spot = (
        passages.section(briefing, arguments.section)
        if arguments.quote is None
        else passages.quoted(briefing, arguments.quote)
    )
    text = sys.stdin.read() if arguments.text == "-" else arguments.text
    quote = briefing.text[spot.start : spot.end] if arguments.quote is not None else ""
    note = Note("", spot, quote=quote, text=text, tags=tuple(arguments.tag))
    notebook = places.notes(arguments).add(briefing, note)
    output.write(f"{notebook.touched}\n")
    for problem in notebook.problems:
        output.tell(problem)
    return 0


def show_path(arguments: Namespace) -> int:
    from briefing.files import shown

    folder = places.notes_folder(arguments)
    path = folder
    if arguments.briefing:
        path = places.notes(arguments).path(places.briefing_named(arguments, arguments.briefing).id)
    output.write(f"{shown(path) if sys.stdout.isatty() else path}\n")
    return 0
