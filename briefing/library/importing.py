"""Readouts as they were found → briefings in a library.

Reading takes time and goes on in several processes; filing is done by one, in order, so that the same
readouts get the same names. Whenever it is ended, what was filed is whole, and doing it again skips that.
"""

from __future__ import annotations

import os
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from briefing import document, files
from briefing.errors import BriefingError, DocumentError
from briefing.library.filing import NAME_LENGTH, Filing, Imported, Reading, words_digest
from briefing.library.gathering import Given, bytes_of, gather
from briefing.library.identity import id_of_path
from briefing.library.opening import is_markdown, read_taken
from briefing.library.taking import take
from briefing.sources.dates import day_in_name
from briefing.sources.markdown import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from briefing.analysis.facts import Facts
    from briefing.model import Briefing

_TOGETHER = 100
"""Briefings that wait for the disk at once."""
_PATIENCE = 0.3
"""Seconds after which what was done is told, and put on the disk."""

Outcome = Imported | BriefingError

__all__ = ["Given", "Import", "Imported", "Outcome", "gather", "import_all", "import_source", "read"]


def import_source(path: str | os.PathLike[str], library_folder: Path, facts: Facts | None = None) -> Imported:
    """Put one source into a library. ``facts`` overrule what its words tell."""
    outcome = next(import_all([os.fsdecode(path)], library_folder, facts))
    if isinstance(outcome, BriefingError):
        raise outcome
    return outcome


def import_all(
    sources: Sequence[str], library_folder: Path, facts: Facts | None = None, jobs: int = 1
) -> Iterator[Outcome]:
    """Put sources into a library, one after the other: what became of each, or why it could not be taken."""
    return iter(Import(sources, library_folder, facts, jobs))


class Import:
    """Sources on their way into a library: an iterable of what became of each, in order.

    ``total`` is known at once, and ``cancel`` ends it before the next one. An outcome that is a
    BriefingError says in a sentence which source was refused, and why.
    """

    def __init__(
        self,
        names: Iterable[str],
        library_folder: Path,
        facts: Facts | None = None,
        jobs: int = 0,
        *,
        fetch: bool = False,
    ) -> None:
        """``jobs`` is how many processes read at the same time, 0 as many as there are processors."""
        self._given = list(gather(names, fetch=fetch))
        self._folder = library_folder
        self._facts = facts
        self._jobs = jobs or _processors()
        self._cancelled = False
        self.total = len(self._given)

    def cancel(self) -> None:
        """End it before the next outcome. What was filed stays; importing again goes on from there."""
        self._cancelled = True

    def __iter__(self) -> Iterator[Outcome]:
        from briefing.library.reading_ahead import Readings

        filing = Filing(self._folder)
        readings = Readings(self._folder, self._facts, self._jobs)
        done: list[Outcome] = []
        since = time.monotonic()
        try:
            for step in readings.each(self._unknown(filing)):
                if self._cancelled:
                    break
                done.append(_filed(filing, step) if isinstance(step, Reading) else step)
                if filing.waiting >= _TOGETHER or time.monotonic() - since > _PATIENCE:
                    yield from _settled(filing, done)
                    since = time.monotonic()
            yield from _settled(filing, done)
        finally:
            filing.settle()
            readings.close()
            filing.close()

    def _unknown(self, filing: Filing) -> Iterator[Given | Outcome]:
        """What has to be read, with its bytes if they came through the network; the others' outcomes."""
        for given in self._given:
            if isinstance(given, BriefingError):
                yield given
                continue
            try:
                if given.url and given.data is None:
                    given = _fetched(given)
                yield filing.known(given.name, bytes_of(given)) or given
            except BriefingError as error:
                yield error


def read(given: Given, library_folder: Path, facts: Facts | None = None) -> Reading:
    """Read a source, and make sure that it can be written without changing a word of it."""
    data = bytes_of(given)
    taken = take(data, given.name, charset=given.charset, kind=given.kind)
    briefing = read_taken(taken, id_of_path(given.name), library_folder, facts)
    if facts is None and is_markdown(given.name) and _is_briefing(data):
        return Reading(given.name, _facts_of(briefing), data)
    told = list(taken.notices)
    if not briefing.date and (day := day_in_name(os.path.basename(given.name))):
        briefing = replace(briefing, date=day)
        told.append("The day is the one in the name of the file.")
    if taken.source.guessed:
        told.append(f"The encoding is a guess: it was read as {taken.source.encoding}.")
    has_title = bool(briefing.title)
    title = briefing.title or _made_title(briefing)
    source = replace(
        briefing.source,
        path=_told(given.name) if given.path else "",
        sha256=files.digest(data),
        url=given.url or briefing.source.url,
        retrieved=given.retrieved,
        words=words_digest(briefing.source, title),
    )
    name = facts.id if facts and facts.id else _name(briefing, given.name)
    briefing = replace(briefing, id=name, source=source, title=title)
    markdown = document.write(briefing)
    if document.words(markdown) != folded(briefing.text.replace("\0", "\ufffd")):
        raise DocumentError(
            f"{files.shown(given.name)} cannot be written as Markdown without changing its words; "
            "save its text in another form and import that."
        )
    made = markdown.encode("utf-8", "replace")
    return Reading(given.name, _facts_of(briefing), made, data, has_title, tuple(told))


def _facts_of(briefing: Briefing) -> Briefing:
    """A briefing without its words and what is in them."""
    source = replace(briefing.source, text="")
    return replace(briefing, source=source, blocks=(), sentences=(), sections=(), entities=(), statements=())


def _filed(filing: Filing, reading: Reading) -> Outcome:
    try:
        return filing.add(reading)
    except BriefingError as error:
        return error


def _processors() -> int:
    """Those that this process may use, where the system tells."""
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed else os.cpu_count() or 1


def _settled(filing: Filing, done: list[Outcome]) -> Iterator[Outcome]:
    """The outcomes, now that they are on the disk."""
    filing.settle()
    outcomes = done[:]
    done.clear()
    for outcome in outcomes:
        failure = filing.failure(outcome) if isinstance(outcome, Imported) else None
        yield failure or outcome


def _fetched(given: Given) -> Given:
    from briefing.sources.fetching import fetch

    page = fetch(given.url)
    return replace(given, data=page.data, url=page.url, retrieved=page.retrieved, charset=page.charset)


def _is_briefing(data: bytes) -> bool:
    """Whether Markdown is a briefing with an id of its own, and not a source."""
    markdown = data.decode("utf-8", "replace")
    if not document.is_briefing(markdown):
        return False
    front = document.head(markdown).front
    return front is not None and bool(front.id)


def _told(path: str) -> str:
    """A source's path as it may be told to others: nothing of the machine beyond the working directory."""
    here, place = os.getcwd(), os.path.abspath(path)
    inside = place.startswith(os.path.join(here, ""))
    kept = os.path.relpath(place, here) if inside else os.path.basename(place)
    return os.fsencode(kept).decode("utf-8", "replace").replace(os.sep, "/")


def _name(briefing: Briefing, path: str) -> str:
    """The date and the parties, or else the title, or else the name of the file."""
    about = " ".join(briefing.parties) if len(briefing.parties) > 1 else briefing.title or Path(path).stem
    return document.slug(f"{briefing.date} {about}", NAME_LENGTH)


def _made_title(briefing: Briefing) -> str:
    """For a text without a title: who met and how, else the first thing it is about."""
    if 1 < len(briefing.parties) < 4:
        return f"{'–'.join(briefing.parties)} {'' if briefing.format == 'other' else briefing.format}".strip()
    return next((section.heading for section in briefing.sections if section.heading), "")
