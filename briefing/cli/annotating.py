"""notes: what the reader wrote, without the reader."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Any

from briefing.cli import merging, output, places
from briefing.cli.filtering import add_filter, filter_of

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator

    from briefing.library.annotated import Annotated
    from briefing.model import Anchor, Briefing
    from briefing.notes import NotesStore
    from briefing.notes.filters import Filter

COMMANDS = ("notes",)


def add_commands(commands: Any, common: ArgumentParser) -> None:  # noqa: ANN401 - a private class of argparse
    group = commands.add_parser(
        "notes",
        parents=[common],
        help="list, write and merge notes",
        description="Notes are Markdown files of yours, one for each briefing.",
        example='briefing notes add manual --quote "The text is sacred" --text "Why?" --tag method',
    )
    acts = group.add_subparsers(title="what", metavar="{list,add,path,merge}", required=True)

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
    from briefing.library.annotated import Annotated, annotated

    store = _store(arguments)
    if arguments.briefing:
        briefing = places.briefing_named(arguments, arguments.briefing)
        book = store.load(briefing)
        yield Annotated(briefing.id, book.path, briefing, book.notes, book.placements, book.problems)
    elif kept.needs_briefing:
        yield from annotated(store, places.library(arguments))
    else:
        for file in store.all_notes():
            yield Annotated(file.briefing, file.path, None, file.notes, {}, file.problems)


def add_note(arguments: Namespace) -> int:
    from briefing.model import Note

    briefing = places.briefing_named(arguments, arguments.briefing)
    spot = (
        _section(briefing, arguments.section)
        if arguments.quote is None
        else _quote(briefing, arguments.quote)
    )
    text = sys.stdin.read() if arguments.text == "-" else arguments.text
    quote = briefing.text[spot.start : spot.end] if arguments.quote is not None else ""
    note = Note("", spot, quote=quote, text=text, tags=tuple(arguments.tag))
    notebook = _store(arguments).add(briefing, note)
    output.write(f"{notebook.touched}\n")
    for problem in notebook.problems:
        output.tell(problem)
    return 0


def show_path(arguments: Namespace) -> int:
    from briefing.files import shown

    folder = places.notes_folder(arguments)
    path = folder
    if arguments.briefing:
        path = _store(arguments).path(places.briefing_named(arguments, arguments.briefing).id)
    output.write(f"{shown(path) if sys.stdout.isatty() else path}\n")
    return 0


def _store(arguments: Namespace) -> NotesStore:
    from briefing import paths
    from briefing.notes import NotesStore

    return NotesStore(places.notes_folder(arguments), paths.state())


def _quote(briefing: Briefing, words: str) -> Anchor:
    """The anchor of the only place where some words stand."""
    from briefing.errors import NotesError
    from briefing.notes import anchor

    if not words.split():
        raise NotesError("A quote needs words.")
    found = [match.span() for match in re.finditer(_pattern(words), briefing.text)]
    if not found:
        raise NotesError(f"These words do not stand in {briefing.id}: {' '.join(words.split())}")
    if len(found) > 1:
        for start, end in found:
            output.tell(f"… {' '.join(briefing.text[max(0, start - 40) : end + 40].split())} …")
        raise NotesError(f"These words stand in {briefing.id} {len(found):,} times; quote some more of them.")
    return anchor(briefing, *found[0])


def _pattern(words: str) -> str:
    """White space of any kind; straight quotes and hyphens, as they are typed, for printed ones."""
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    for typed, printed in (("'", "['‘’]"), ('"', '["“”„]'), (r"\-", "[-‐‑–—]")):
        pattern = pattern.replace(typed, printed)
    return pattern


def _section(briefing: Briefing, heading: str) -> Anchor:
    from briefing.errors import NotesError
    from briefing.notes import anchor

    wanted = " ".join(heading.split()).casefold()
    named = [section for section in briefing.sections if section.heading.casefold() == wanted]
    named = named or [
        section for section in briefing.sections if section.heading.casefold().startswith(wanted)
    ]
    if len(named) != 1:
        headings = "; ".join(section.heading for section in briefing.sections)
        raise NotesError(
            f"{len(named) or 'No'} sections of {briefing.id} are called so; there are: {headings}."
        )
    return anchor(briefing, named[0].start, named[0].end, target="section")
