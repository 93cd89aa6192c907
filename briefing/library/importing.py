"""Readouts as they were found → briefings in a library. Nothing that is there is ever written over.

Reading takes time and may go on in several processes; filing is done by one, in order, so that the same
readouts get the same names.
"""

from __future__ import annotations

import os
import signal
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeVar

from briefing import document, files
from briefing.errors import BriefingError, DocumentError, FileError
from briefing.library.catalogue import briefing_files
from briefing.library.heads import Heads
from briefing.library.opening import is_markdown, read_briefing
from briefing.sources.markdown import folded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from briefing.analysis.facts import Facts
    from briefing.model import Briefing

Status = Literal["new", "same", "changed"]

Given = TypeVar("Given")
Done = TypeVar("Done")

NAME_LENGTH = 80
_ENDINGS = (".txt", ".md", ".markdown")


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one source."""

    source: str
    path: Path
    """Of the briefing in the library."""
    id: str
    status: Status
    """``changed`` when an earlier text of the same source is in the library; that one stays as it is."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A source that was read and can be filed."""

    source: str
    briefing: Briefing
    markdown: bytes | None = None
    """Of a file that is a briefing already, and is taken as it is."""


def import_source(path: str | os.PathLike[str], library_folder: Path, facts: Facts | None = None) -> Imported:
    """Put one source into a library. ``facts`` overrule what its words tell."""
    outcome = next(import_all([os.fsdecode(path)], library_folder, facts))
    if isinstance(outcome, BriefingError):
        raise outcome
    return outcome


def import_all(
    sources: Sequence[str], library_folder: Path, facts: Facts | None = None, jobs: int = 1
) -> Iterator[Imported | BriefingError]:
    """Put sources into a library, one after the other: what became of each, or why it could not be taken."""
    filing = Filing(library_folder)
    known = [_outcome(filing.known, source) for source in sources]
    unknown = [source for source, outcome in zip(sources, known, strict=True) if outcome is None]
    readings = _read_all(unknown, library_folder, facts, jobs)
    for outcome in known:
        if outcome is not None:
            yield outcome
            continue
        reading = next(readings)
        if isinstance(reading, BriefingError):
            yield reading
        else:
            yield _outcome(filing.add, reading)


def sources_in(names: Iterable[str]) -> list[str]:
    """Files as they are named; folders for the texts and Markdown files in them, in order."""
    found: list[str] = []
    for name in names:
        if os.path.isdir(name):
            found += _texts_below(name)
        else:
            found.append(name)
    return list(dict.fromkeys(found))


def read(path: str | os.PathLike[str], library_folder: Path, facts: Facts | None = None) -> Reading:
    """Read a source, and make sure that it can be written without changing a word of it."""
    data = files.read(path)
    name = os.fsdecode(path)
    briefing = read_briefing(data, path, library_folder, facts)
    if facts is None and _is_briefing(data, name):
        return Reading(name, briefing, data)
    source = replace(briefing.source, path=_told(name), sha256=files.digest(data))
    identifier = facts.id if facts and facts.id else _name(briefing, name)
    title = briefing.title or _made_title(briefing)
    briefing = replace(briefing, id=identifier, source=source, title=title)
    shown = document.read(document.write(briefing))
    if folded(shown.source.text) != folded(briefing.text.replace("\0", "\ufffd")):
        raise DocumentError(f"{files.shown(path)} cannot be written as Markdown without changing its words.")
    return Reading(name, briefing)


class Filing:
    """The files of a library while sources are added to it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        heads = Heads()
        self._taken: set[str] = set()
        self._by_digest: dict[str, Imported] = {}
        self._told: set[str] = set()
        for path in briefing_files(folder):
            entry = heads.of(path)
            self._take(path, entry.id, entry.source_path, entry.source_sha256 or _digest_of(path))
        heads.keep()

    def known(self, source: str) -> Imported | None:
        """What an earlier import made of the same bytes, if it is there."""
        earlier = self._by_digest.get(files.digest(files.read(source)))
        return replace(earlier, source=source) if earlier else None

    def add(self, reading: Reading) -> Imported:
        """Write a briefing under a name of its own. Raises FileError when the disk refuses."""
        origin = reading.briefing.source
        if same := self._by_digest.get(origin.sha256):
            return replace(same, source=reading.source)
        name = self._free(reading.briefing.id)
        content = reading.markdown
        if content is None or name != reading.briefing.id:
            content = document.write(replace(reading.briefing, id=name)).encode("utf-8", "replace")
        files.create_folder(self._folder)
        path = self._folder / f"{name}.md"
        files.save(path, content, None)
        status: Status = "changed" if origin.path in self._told else "new"
        self._take(path, name, origin.path, origin.sha256)
        return Imported(reading.source, path, name, status)

    def _take(self, path: Path, name: str, told: str, digest: str) -> None:
        self._taken |= {name, path.stem.lower()}
        self._by_digest.setdefault(digest, Imported("", path, name, "same"))
        if told:
            self._told.add(told)

    def _free(self, wanted: str) -> str:
        name, number = wanted, 1
        while name in self._taken or os.path.lexists(self._folder / f"{name}.md"):
            number += 1
            name = f"{wanted[: NAME_LENGTH - len(str(number)) - 1].rstrip('-')}-{number}"
        return name


def _read_all(
    sources: Sequence[str], library_folder: Path, facts: Facts | None, jobs: int
) -> Iterator[Reading | BriefingError]:
    read_one = partial(_outcome, partial(read, library_folder=library_folder, facts=facts))
    if jobs < 2 or len(sources) < 2:
        yield from filter(None, map(read_one, sources))
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    # Fresh processes: a fork would copy whatever threads and terminal this one has.
    pool = ProcessPoolExecutor(min(jobs, len(sources)), get_context("spawn"))
    try:
        with _interrupts_held_back():
            readings = pool.map(read_one, sources)
        yield from filter(None, readings)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


@contextmanager
def _interrupts_held_back() -> Iterator[None]:
    """Processes begun meanwhile take no ctrl+c: it is for this one, which lets them end what they are at."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _outcome(act: Callable[[Given], Done], given: Given) -> Done | BriefingError:
    try:
        return act(given)
    except BriefingError as error:
        return type(error)(str(error))  # without its cause, which need not go through to another process


def _is_briefing(data: bytes, path: str) -> bool:
    """Whether a file is a briefing with an id of its own, and not a source in Markdown."""
    markdown = data.decode("utf-8", "replace")
    if not is_markdown(path) or not document.is_briefing(markdown):
        return False
    front = document.head(markdown).front
    return front is not None and bool(front.id)


def _digest_of(path: Path) -> str:
    try:
        return files.digest(files.read(path))
    except FileError:
        return ""


def _texts_below(folder: str) -> list[str]:
    found = []
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = os.path.join(place, name)
            hidden = name.startswith(".") or name.lower().endswith(".notes.md")
            if not hidden and name.lower().endswith(_ENDINGS) and os.path.isfile(path):
                found.append(path)
    return found


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
