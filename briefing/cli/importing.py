"""import: readouts into the library."""

from __future__ import annotations

import sys
from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from briefing.cli import output, places

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable, Iterator

    from briefing.analysis.facts import Facts
    from briefing.library.filing import Imported
    from briefing.library.importing import Import

_WORTH_A_BAR = 3
_SHOWN_IN_FULL = 10
"""Briefings whose facts are shown to whoever sits at a terminal."""
_LISTED = 60
_INTERRUPTED = 130
_FACTS = {
    "date": "the day, as in 2022-02-24",
    "issuer": "whose text it is",
    "parties": "who met, with commas between: Pakistan, Russia",
    "id": "the briefing's id: letters, digits and hyphens",
    "title": "its title",
    "place": "where it happened",
    "format": "meeting, call, video call, visit, joint statement, transcript, notice or other",
    "meeting": "a name that the readouts of one meeting share",
}


def add_commands(commands: Any, common: ArgumentParser) -> None:  # noqa: ANN401 - a private class of argparse
    one = commands.add_parser(
        "import",
        parents=[common],
        help="make briefings of readouts and put them into the library",
        description="Make briefings of readouts and put them into the library: text, Markdown, saved web\n"
        "pages, PDF, Word, e-mails, XML; folders and .zip archives of those; JSON Lines with a field\n"
        "for the text. What is there already is left alone; a new version of a text takes its place,\n"
        "with your headings, and your notes are found again. The originals are kept.",
        example="briefing import downloads/ statement.pdf",
    )
    one.add_argument(
        "sources", metavar="SOURCE", nargs="+", help="files, folders, - for standard input, web addresses"
    )
    one.add_argument("--into", metavar="DIR", help="a folder other than your library")
    one.add_argument(
        "--jobs",
        metavar="N",
        type=int,
        default=0,
        help="processes that read at once; else all",
    )
    one.add_argument(
        "--fetch", action="store_true", help="get web addresses from the network, as nothing else does"
    )
    given = one.add_argument_group("what the text does not tell, or tells wrong", "For one source at a time.")
    for name, what in _FACTS.items():
        given.add_argument(f"--{name}", metavar=name.upper(), default="", help=what)
    one.set_defaults(run=import_sources)


def import_sources(arguments: Namespace) -> int:
    from pathlib import Path

    from briefing.library.importing import Import

    facts = _given(arguments)
    folder = Path(arguments.into) if arguments.into else places.library_folder(arguments)
    work = Import(arguments.sources, folder, facts, max(0, arguments.jobs), fetch=arguments.fetch)
    if facts is not None and work.total > 1:
        output.tell(f"What the options tell is of one source, and there are {work.total:,}.")
        return 2
    if not work.total:
        output.tell("There is no file there that could be a readout.")
        return 1
    return _take_in(work)


def _take_in(work: Import) -> int:
    from briefing.errors import BriefingError

    report = _Report(work.total)
    try:
        with _progress(work.total) as advance:
            for outcome in work:
                if isinstance(outcome, BriefingError):
                    report.refuse(outcome)
                else:
                    report.add(outcome)
                advance()
    except KeyboardInterrupt:
        work.cancel()
        report.end()
        output.tell(
            f"Stopped after {report.done:,} of {work.total:,}; what was taken in stays, and the same command "
            "goes on from there."
        )
        return _INTERRUPTED
    report.end()
    return 1 if report.refused else 0


class _Report:
    """What became of the sources: rows at once for programs, in the end and in brief for eyes."""

    def __init__(self, total: int) -> None:
        self.done = 0
        self.refused = 0
        self._total = total
        self._counts: Counter[str] = Counter()
        self._kept: list[Imported] = []
        self._at_terminal = sys.stdout.isatty()

    def add(self, outcome: Imported) -> None:
        self.done += 1
        self._counts[outcome.status] += 1
        if not self._at_terminal:
            output.write_rows([_row(outcome)])
        elif len(self._kept) <= _LISTED and (outcome.status != "same" or self._total <= _LISTED):
            self._kept.append(outcome)

    def refuse(self, error: Exception) -> None:
        self.done += 1
        self.refused += 1
        output.tell(str(error))

    def end(self) -> None:
        if self._total <= _SHOWN_IN_FULL:
            for outcome in self._kept:
                output.write(_in_full(outcome))
        elif self._kept and len(self._kept) <= _LISTED:
            output.write_rows([_row(outcome)[:5] for outcome in self._kept])
        if self._total > 1:
            output.tell(f"{_counted(self._counts, self.refused)}.")


def _row(outcome: Imported) -> tuple[str, ...]:
    facts = outcome.facts
    row = (outcome.status, outcome.id, str(outcome.path))
    if facts is None:
        return (*row, *[""] * 7, " ".join(outcome.told))
    found = (facts.date, facts.title, facts.issuer, ", ".join(facts.parties), facts.place, facts.format)
    return (*row, *found, facts.meeting, " ".join(outcome.told))


def _in_full(outcome: Imported) -> str:
    """What was found out about a briefing, a line a fact, for who can put it right."""
    lines = [f"{outcome.status}  {outcome.id}"]
    facts = outcome.facts
    if facts is not None:
        found = {
            "title": facts.title,
            "date": facts.date,
            "issuer": facts.issuer,
            "parties": ", ".join(facts.parties),
            "place": facts.place,
            "format": "" if facts.format == "other" else facts.format,
            "meeting": facts.meeting,
            "address": facts.source.url,
        }
        unknown = [name for name, value in found.items() if not value and name not in ("meeting", "address")]
        lines += [f"  {name:<8} {' '.join(value.split())}" for name, value in found.items() if value]
        if unknown:
            lines.append(f"  unknown  {', '.join(unknown)}")
    lines += [f"  {sentence}" for sentence in outcome.told]
    return "\n".join([*lines, f"  {outcome.path}"]) + "\n"


def _counted(counts: Counter[str], refused: int) -> str:
    parts = (
        (counts["new"], "new"),
        (counts["renewed"], "new versions put in place"),
        (counts["changed"], "new versions filed beside the old ones"),
        (counts["same"], "there already"),
        (refused, "refused"),
    )
    return ", ".join(f"{count:,} {what}" for count, what in parts if count) or "Nothing was done"


def _given(arguments: Namespace) -> Facts | None:
    """What the options tell of the source; None when they tell nothing."""
    told: dict[str, Any] = {name: getattr(arguments, name).strip() for name in _FACTS}
    if not any(told.values()):
        return None
    from dataclasses import fields

    from pydantic import ValidationError

    from briefing.analysis.facts import Facts
    from briefing.errors import DocumentError
    from briefing.schema import FrontMatter, complaints

    told["parties"] = [party.strip() for party in told["parties"].split(",") if party.strip()]
    told = {key: value for key, value in told.items() if value}
    try:
        FrontMatter.model_validate({key: value for key, value in told.items() if key != "title"})
    except ValidationError as error:
        raise DocumentError(f"That cannot be used: {'; '.join(complaints(error))}.") from error
    if "parties" in told:
        told["parties"] = tuple(told["parties"])
    return Facts(**{field.name: told[field.name] for field in fields(Facts) if field.name in told})


@contextmanager
def _progress(total: int) -> Iterator[Callable[[], None]]:
    """What to call after each source: it moves a bar, with rate and time left, for who waits."""
    if not sys.stderr.isatty() or total < _WORTH_A_BAR:
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("Importing"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(compact=True),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total, rate="")

        def advance() -> None:
            speed = bar.tasks[0].speed
            bar.update(task, advance=1, rate=f"{speed:,.0f}/s" if speed else "")

        yield advance
