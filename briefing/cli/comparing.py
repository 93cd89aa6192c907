"""compare, positions, redline: briefings beside each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefing.cli import output, places

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from briefing.analysis.lexicon import Lexicon

_BRIEFING = "an id, the beginning of one, or a file"


def add_commands(commands: Any, common: ArgumentParser) -> None:  # noqa: ANN401 - a private class of argparse
    one = commands.add_parser(
        "compare",
        parents=[common],
        help="put two sides' accounts of one meeting beside each other",
        description="Compare two readouts of one meeting issue by issue: what both mention and in which\n"
        "words, and what only one does, with the words that were looked for in the other and not found.",
        example="briefing compare ours.md theirs.md --markdown > cable.md",
    )
    one.add_argument("a", metavar="A", help=_BRIEFING)
    one.add_argument("b", metavar="B", help=_BRIEFING)
    _add_forms(one)
    one.set_defaults(run=compare)

    one = commands.add_parser(
        "positions",
        parents=[common],
        help="print who says what of which issue, with which verb",
        description="Print a table of issues by parties: the strongest verb and the number of statements.\n"
        "The page and the JSON hold every statement, and of two accounts what is agreed, said and claimed.",
        example="briefing positions ours.md theirs.md --markdown",
    )
    one.add_argument("briefings", metavar="BRIEFING", nargs="+", help=_BRIEFING)
    _add_forms(one)
    one.set_defaults(run=positions)

    one = commands.add_parser(
        "redline",
        parents=[common],
        help="print what changed between two versions of a text",
        description="Compare two versions of one text word by word, and name the notes on changed words.",
        example="briefing redline release.txt release-corrected.txt",
    )
    one.add_argument("old", metavar="OLD", help=_BRIEFING)
    one.add_argument("new", metavar="NEW", help=_BRIEFING)
    _add_forms(one)
    one.set_defaults(run=redline)


def _add_forms(parser: ArgumentParser) -> None:
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="as JSON, with offsets into the texts")
    form.add_argument("--markdown", action="store_true", help="as a page of quotes with their sources")


def compare(arguments: Namespace) -> int:
    from briefing.comparison import compare
    from briefing.export import compared

    a, b = (places.briefing_named(arguments, name) for name in (arguments.a, arguments.b))
    found = compare(a, b, _lexicon(arguments))
    if arguments.json:
        output.write_json(compared.as_json(found, a, b))
    elif arguments.markdown:
        output.write(compared.as_markdown(found, a, b))
    else:
        output.write(compared.as_text(found, a, b))
    return 0


def positions(arguments: Namespace) -> int:
    from briefing.comparison import find_positions
    from briefing.export import positions as page

    briefings = [places.briefing_named(arguments, name) for name in arguments.briefings]
    found = find_positions(briefings, _lexicon(arguments))
    if arguments.json:
        output.write_json(page.as_json(found, briefings))
    elif arguments.markdown:
        output.write(page.as_markdown(found, briefings))
    elif found.cells:
        rows = [("", *found.parties)]
        for number, issue in enumerate(found.issues):
            cells = (page.in_cell(found.at(number, party)) for party in range(len(found.parties)))
            rows.append((issue, *cells))
        output.write_rows(rows)
    else:
        output.tell("Nobody says anything in these texts, as far as they are understood.")
    return 0


def redline(arguments: Namespace) -> int:
    from briefing.comparison import redline
    from briefing.export import redline as page
    from briefing.notes.versions import notes_on_versions

    old, new = (places.briefing_named(arguments, name) for name in (arguments.old, arguments.new))
    found = redline(old.text, new.text)
    notes, problems = notes_on_versions(places.notes(arguments), old, new)
    touched = found.touched(notes)
    if arguments.json:
        output.write_json(page.as_json(found, old, new, touched))
    elif arguments.markdown:
        output.write(page.as_markdown(found, old, new, touched))
    else:
        output.write(page.as_text(found, old, new, touched))
    for problem in problems:
        output.tell(problem)
    return 1 if problems else 0


def _lexicon(arguments: Namespace) -> Lexicon:
    """The one that the briefings are read with."""
    from briefing.library import lexicons

    return lexicons.of_library(places.library_folder(arguments))
