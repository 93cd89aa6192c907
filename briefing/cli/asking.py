"""entity, issue, wording: what is asked of the whole library."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from briefing.cli import output, places
from briefing.cli.finding import answered

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable, Iterator

    from briefing.library.following.dossiers import Dossier, Tally
    from briefing.library.following.issues import IssueView
    from briefing.library.following.questions import Questions
    from briefing.library.following.wording import Against, Occurrence, Wordings

Answer = TypeVar("Answer")

_NEWEST = 200
_TALLIED = 10
_TOLD = 5


def add_commands(commands: Any, common: ArgumentParser) -> None:  # noqa: ANN401 - a private class of argparse
    one = commands.add_parser(
        "entity",
        parents=[common],
        help="print what the library has on a person, a country or any other name",
        description="Print the dossier of an entity: the readouts that name it, oldest first, whom it met,\n"
        "on which issues, what it said and what was said to it and about it, your notes. Every line is a\n"
        "quote with its source. A page of your own on it is shown too; where it is kept is told.",
        example='briefing entity "Imran Khan" --markdown > khan.md',
    )
    one.add_argument("name", metavar="NAME", help="a name, an alias, or an id such as country:PK")
    _add_forms(one, "the newest readouts only")
    one.set_defaults(run=print_entity)

    one = commands.add_parser(
        "issue",
        parents=[common],
        help="print what the library has on an issue, by date",
        description="Print the sections on an issue, oldest first, with who says what there and the\n"
        "strongest verb. An issue goes by its name, by a word for it, by the name of a country, a place,\n"
        "a dispute and so on, or by the heading of its sections.",
        example="briefing issue Afghanistan",
    )
    one.add_argument(
        "name", metavar="NAME", help="an issue, a name, a heading, or an id such as issue:energy"
    )
    _add_forms(one, "the newest sections only")
    one.set_defaults(run=print_issue)

    one = commands.add_parser(
        "wording",
        parents=[common],
        help="print how a formula was worded in each readout, and what changed",
        description="Print the nearest wording of a formula in each readout that has one, oldest first,\n"
        "with what changed since the readout before of the same issuer: [-words that went-]{+words\n"
        "that came+}; then who has not said it since.",
        example='briefing wording "nothing about Ukraine without Ukraine"',
    )
    one.add_argument("phrase", metavar="PHRASE", help="the formula, in one of its wordings")
    one.add_argument("--to-phrase", action="store_true", help="compare each wording with PHRASE instead")
    one.add_argument("--json", action="store_true", help="as JSON, with offsets into the texts")
    _add_limit(one, "the first and the newest readouts only")
    one.set_defaults(run=print_wording)


def _add_forms(parser: Any, limited: str) -> None:  # noqa: ANN401 - a private class of argparse
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="as JSON, with offsets into the texts")
    form.add_argument("--markdown", action="store_true", help="as one page of Markdown")
    _add_limit(parser, limited)


def _add_limit(parser: Any, limited: str) -> None:  # noqa: ANN401 - a private class of argparse
    parser.add_argument(
        "--limit",
        metavar="N",
        type=_count,
        default=_NEWEST,
        help=f"{limited}; {_NEWEST} unless told, 0 for all",
    )


def print_entity(arguments: Namespace) -> int:
    dossier = _answer(
        arguments,
        lambda asked: asked.dossier(arguments.name, arguments.limit),
        addresses=arguments.json or arguments.markdown,
    )
    if arguments.json:
        from briefing.library.following.outlines import dossier_json

        output.write_json(dossier_json(dossier))
    elif arguments.markdown:
        from briefing.library.following.sheets import dossier_page

        output.write(dossier_page(dossier))
    else:
        output.write("\n".join(_entity_lines(dossier)) + "\n")
    if dossier.page and dossier.page.problem:
        output.tell(dossier.page.problem)
        return 1
    return 0


def print_issue(arguments: Namespace) -> int:
    view = _answer(
        arguments,
        lambda asked: asked.issue(arguments.name, arguments.limit),
        addresses=arguments.json or arguments.markdown,
    )
    if arguments.json:
        from briefing.library.following.outlines import issue_json

        output.write_json(issue_json(view))
    elif arguments.markdown:
        from briefing.library.following.sheets import issue_page

        output.write(issue_page(view))
    else:
        output.write("\n".join(_issue_lines(view)) + "\n")
    return 0


def print_wording(arguments: Namespace) -> int:
    against: Against = "phrase" if arguments.to_phrase else "before"
    found = _answer(
        arguments,
        lambda asked: asked.wording(arguments.phrase, against, arguments.limit),
        addresses=arguments.json,
    )
    if arguments.json:
        from briefing.library.following.outlines import wordings_json

        output.write_json(wordings_json(found))
    elif found.occurrences:
        output.write("\n".join(_wording_lines(found)) + "\n")
    if not found.occurrences:
        more = "" if found.complete else " among those looked through; --limit 0 looks through all"
        output.tell(f"No readout has a wording that is like this one{more}.")
        return 1
    return 0


def _answer(arguments: Namespace, ask: Callable[[Questions], Answer], *, addresses: bool) -> Answer:
    """What the library says, every file being known as it is now."""
    from briefing.library.following.questions import Questions

    library, notes = places.library(arguments), places.notes_folder(arguments)
    return answered(arguments, lambda index: ask(Questions(library, notes, index, addresses)))


def _entity_lines(dossier: Dossier) -> Iterator[str]:
    from briefing.files import shown
    from briefing.library.following import tellings

    yield f"{tellings.one_line(dossier.name)} ({dossier.id})"
    yield tellings.summary(dossier)
    yield f"Names: {tellings.names(dossier)}"
    if namesakes := tellings.namesakes(dossier):
        yield namesakes
    if dossier.page is not None:
        empty = "" if dossier.page.text else " (there is none yet)"
        yield f"Your page: {shown(dossier.page.path)}{empty}"
    if dossier.earlier:
        yield tellings.earlier(dossier)
    yield from _tallied("Counterparts", dossier.counterparts)
    yield from _tallied("Issues", dossier.issues)
    yield from ("", "Readouts")
    for row in dossier.meetings:
        yield f"  {tellings.dated(row.origin)}"
        yield f"      {tellings.facts(row.origin)}"
    if dossier.statements:
        yield from ("", "Statements")
    for said in dossier.statements:
        yield f"  {said.origin.date or '–'} {said.origin.briefing}: {tellings.lead(said)}"
        yield f"      {tellings.one_line(said.quoted.words)}"
    if dossier.notes:
        yield from ("", "Your notes")
    for note in dossier.notes:
        tags = " ".join(f"#{tag}" for tag in note.tags)
        told = " ".join(part for part in (tellings.one_line(note.text or note.quote), tags) if part)
        yield f"  {note.origin.briefing} {note.id}, {tellings.noted(note)}: {told}"

    if dossier.page is not None and dossier.page.text.strip():
        yield from ("", "Your page")
        yield from (f"  {line}".rstrip() for line in dossier.page.text.strip("\n").split("\n"))


def _tallied(title: str, rows: tuple[Tally, ...]) -> Iterator[str]:
    from briefing.library.following import tellings

    if rows:
        yield from ("", title)
    yield from (f"  {tellings.tally(row)}" for row in rows[:_TALLIED])
    if len(rows) > _TALLIED:
        yield f"  and {len(rows) - _TALLIED:,} more"


def _issue_lines(view: IssueView) -> Iterator[str]:
    from briefing.library.following import tellings

    yield tellings.one_line(view.name)
    yield tellings.issue_summary(view)
    for row in view.treatments:
        origin = row.quoted.origin
        yield from ("", tellings.dated(origin), f"  {tellings.facts(origin)}")
        yield f"  § {tellings.one_line(row.quoted.heading)}"
        if row.strongest is not None and row.strongest.strength:
            yield f"  {tellings.strongest(row.strongest)}"
        for one in row.statements:
            yield f"  {tellings.speaking(one)}"
            yield f"      {tellings.one_line(one.quoted.words)}"
        if not row.statements:
            yield f"      {tellings.one_line(row.quoted.words)}"


def _wording_lines(found: Wordings) -> Iterator[str]:
    from briefing.library.following import tellings

    for number, one in enumerate(found.occurrences):
        yield from _occurrence_lines(one)
        if not number and not found.complete:
            yield from ("… perhaps others, which --limit 0 shows …", "")
    first, last = found.occurrences[0].quoted.origin, found.occurrences[-1].quoted.origin
    yield f"First: {tellings.dated(first)} ({first.briefing})"
    yield f"Last: {tellings.dated(last)} ({last.briefing})"
    if found.lapses:
        yield "Not said since:"
    for lapse in found.lapses:
        yield f"  {tellings.lapse(lapse)}"
        ids = [origin.briefing for origin in lapse.without[:_TOLD]]
        more = f" and {len(lapse.without) - _TOLD:,} more" if len(lapse.without) > _TOLD else ""
        yield f"      {', '.join(ids)}{more}"


def _occurrence_lines(one: Occurrence) -> Iterator[str]:
    from briefing.library.following import tellings

    origin = one.quoted.origin
    yield tellings.dated(origin)
    yield f"  {tellings.facts(origin)}"
    yield f"  {tellings.compared(one)}: {tellings.change(one)}"
    yield f"      {tellings.one_line(one.sentence.words)}"
    yield ""


def _count(word: str) -> int:
    from argparse import ArgumentTypeError

    if not word.isascii() or not word.isdigit():
        raise ArgumentTypeError(f"{word!r} is no whole number from 0 on")
    return int(word[:9])
