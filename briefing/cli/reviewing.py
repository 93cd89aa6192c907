"""notes review: what became of the notes when their texts were changed, and what the reader decides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefing.cli import output, passages, places

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator

    from briefing.model import Briefing, Note
    from briefing.notes import Notebook, NotesStore

_TOLD = {
    "moved": "found in another place",
    "changed": "reads differently now",
    "uncertain": "may be another passage",
    "orphan": "no longer in the text",
}


def add_act(acts: Any, common: ArgumentParser) -> None:  # noqa: ANN401 - a private class of argparse
    one = acts.add_parser(
        "review",
        parents=[common],
        help="look through notes whose text was changed",
        description="Tell what became of the notes of one briefing, or of all, when their texts were "
        "changed, and take decisions on them. The exit status is 1 while there are notes to check.",
        example="briefing notes review 2022-02-24 --accept k3f9q2 --orphan x81m0d",
    )
    one.add_argument("briefing", metavar="BRIEFING", nargs="?", help="an id, the beginning of one, or a file")
    one.add_argument(
        "--accept", metavar="ID", action="append", default=[], help="this note was found rightly"
    )
    one.add_argument("--orphan", metavar="ID", action="append", default=[], help="its words are gone")
    one.add_argument("--retarget", metavar="ID", help="this note belongs to the words of --quote")
    one.add_argument("--quote", metavar="WORDS", help="words as they stand in the text now")
    one.add_argument("--json", action="store_true", help="as JSON")
    one.set_defaults(run=review_notes)


def review_notes(arguments: Namespace) -> int:
    from briefing.errors import NotesError

    decided = bool(arguments.accept or arguments.orphan or arguments.retarget)
    if decided and not arguments.briefing:
        raise NotesError("Name the briefing of the notes that are decided on.")
    if bool(arguments.retarget) != bool(arguments.quote):
        raise NotesError("--retarget and --quote go together: a note, and the words that it belongs to.")
    problems: list[str] = []
    found = list(_notebooks(arguments, problems))
    if decided:
        store = places.notes(arguments)
        found = [(briefing, _decide(arguments, store, briefing, book)) for briefing, book in found]
    if arguments.json:
        output.write_json([_as_json(briefing, book) for briefing, book in found])
    else:
        for briefing, book in found:
            _tell(briefing, book)
    for problem in problems:
        output.tell(problem)
    return 1 if problems or any(book.to_check for _, book in found) else 0


def _notebooks(arguments: Namespace, problems: list[str]) -> Iterator[tuple[Briefing, Notebook]]:
    store = places.notes(arguments)
    if arguments.briefing:
        briefing = places.briefing_named(arguments, arguments.briefing)
        book = store.load(briefing)
        problems += book.problems
        yield briefing, book
        return
    from briefing.library.annotated import annotated

    for one in annotated(store, places.library(arguments)):
        problems += one.problems
        if one.briefing is not None and one.notebook is not None:
            yield one.briefing, one.notebook


def _decide(arguments: Namespace, store: NotesStore, briefing: Briefing, book: Notebook) -> Notebook:
    """Write what was decided; all ids are looked at before the first is written."""
    from briefing.notes import review

    wanted = [*arguments.accept, *arguments.orphan, *([arguments.retarget] if arguments.retarget else [])]
    known = {name: _note(book, name) for name in wanted}
    decisions = [_accepted(known[name], briefing, book) for name in arguments.accept]
    decisions += [(known[name], review.kept_as_orphan(known[name])) for name in arguments.orphan]
    if arguments.retarget:
        spot = passages.quoted(briefing, arguments.quote)
        note = known[arguments.retarget]
        decisions.append((note, review.retargeted(note, briefing, spot.start, spot.end)))
    for old, new in decisions:
        book = store.edit(briefing, old, new)
    return book


def _accepted(note: Note, briefing: Briefing, book: Notebook) -> tuple[Note, Note]:
    from briefing.errors import NotesError
    from briefing.notes import review

    placement = book.placements[note.id]
    if placement.status == "orphan":
        raise NotesError(f"Note {note.id} has no place to accept; use --retarget or --orphan.")
    return note, review.accepted(note, placement, briefing)


def _note(book: Notebook, name: str) -> Note:
    from briefing.errors import NotesError

    note = book.note(name)
    if note is None:
        to_check = ", ".join(one.id for one in book.to_check) or "none"
        raise NotesError(f"There is no note {name} on {book.briefing}; to check are: {to_check}.")
    return note


def _tell(briefing: Briefing, book: Notebook) -> None:
    """The summary, and for each note to check what it was and what it is now."""
    lines = [f"{briefing.id}: {book.summary}"]
    for note in book.to_check:
        placement = book.placements[note.id]
        lines.append(f"{note.id}: {_TOLD[placement.status]}")
        lines.append(f"  was: {' '.join((note.quote or note.anchor.heading).split())}")
        if placement.status != "orphan":
            lines.append(f"  now: {' '.join(briefing.text[placement.start : placement.end].split())}")
        if note.text:
            lines.append(f"  note: {' '.join(note.text.split())}")
    output.write("".join(f"{line}\n" for line in lines))


def _as_json(briefing: Briefing, book: Notebook) -> dict[str, object]:
    return {
        "briefing": briefing.id,
        "summary": book.summary,
        "to_check": [
            {
                "id": note.id,
                "status": (place := book.placements[note.id]).status,
                "start": place.start,
                "end": place.end,
                "was": note.quote or note.anchor.heading,
                "now": briefing.text[place.start : place.end] if place.status != "orphan" else "",
                "text": note.text,
                "tags": note.tags,
            }
            for note in book.to_check
        ],
    }
