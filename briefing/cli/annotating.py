"""notes: what the reader wrote, without the reader."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Any

from briefing.cli import output, places

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from briefing.model import Anchor, Briefing
    from briefing.notes import NotesStore

COMMANDS = ("notes",)


def add_commands(commands: Any, common: ArgumentParser) -> None:  # noqa: ANN401 - a private class of argparse
    group = commands.add_parser(
        "notes",
        parents=[common],
        help="list and write notes",
        description="Notes are Markdown files of yours, one for each briefing.",
        example='briefing notes add manual --quote "The text is sacred" --text "Why?" --tag method',
    )
    acts = group.add_subparsers(title="what", metavar="{list,add,path}", required=True)

    one = acts.add_parser(
        "list",
        parents=[common],
        help="print notes",
        description="Print the notes of all briefings, or of one: briefing, id, words, text, tags.",
        example="briefing notes list --tag taiwan --json",
    )
    one.add_argument("briefing", metavar="BRIEFING", nargs="?", help="an id, the beginning of one, or a file")
    one.add_argument("--tag", metavar="T", help="only notes with this tag")
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


def list_notes(arguments: Namespace) -> int:
    store = _store(arguments)
    if arguments.briefing:
        notebook = store.load(places.briefing_named(arguments, arguments.briefing))
        found = [(notebook.briefing, note) for note in notebook.notes]
        problems = list(notebook.problems)
    else:
        read = store.all_notes()
        found = [(file.briefing, note) for file in read for note in file.notes]
        problems = [problem for file in read for problem in file.problems]
    if arguments.tag:
        found = [(name, note) for name, note in found if arguments.tag.lstrip("#") in note.tags]
    if arguments.json:
        from dataclasses import asdict

        output.write_json([{"briefing": name, **asdict(note)} for name, note in found])
    else:
        tagged = [(name, note, " ".join(f"#{tag}" for tag in note.tags)) for name, note in found]
        output.write_rows((name, note.id, note.quote, note.text, tags) for name, note, tags in tagged)
    for problem in problems:
        output.tell(problem)
    return 1 if problems else 0


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
