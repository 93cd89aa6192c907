"""One briefing, from a file or from standard input, read with the user's lexicons.

A file that was opened before comes from the cache, and nothing that parses or analyses is loaded.
"""

from __future__ import annotations

import os
import re
import sys
from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING

from briefing import files, paths, printable
from briefing.config import Settings
from briefing.errors import BriefingError, SourceError
from briefing.library import cache, identity, lexicons

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from briefing.analysis.facts import Facts
    from briefing.library.catalogue import Library
    from briefing.library.taking import Taken
    from briefing.model import Briefing, Source

STANDARD_INPUT = "-"
_MARKDOWN = (".md", ".markdown")
# That of a document is not asked: it comes with all that reads one, for which the first frame would wait.
_FRONT_MATTER = re.compile(r"---\r?\n.*?^(?:---|\.\.\.)\s*$", re.DOTALL | re.MULTILINE)
_LOST = "\N{REPLACEMENT CHARACTER}"
_BEGINNING = 8192
"""Bytes that fill any screen."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What the reader is opened on: a file, a text from standard input, or else the library."""

    path: str | None
    standard_input: Source | Taken | None
    library: Path
    notes: Path
    bundled: bool = True
    settings: Settings = field(default_factory=Settings)

    def briefings(self) -> Library:
        """Those of the library that it names."""
        from briefing.library.catalogue import Library

        return Library(self.library, bundled=self.bundled)


def open_briefing(path: str | os.PathLike[str], library: Path | None = None) -> Briefing:
    """The briefing in a file, or in standard input when the path is ``-``.

    ``library`` is the folder whose own lexicon counts. Raises FileError when the file cannot be read and
    SourceError when it holds no text; anything else that is wrong with it is told in the notices.
    """
    if os.fspath(path) == STANDARD_INPUT:
        return open_source(read_standard_input(), library)
    library = library or paths.library()
    data = files.read(path)
    key = cache.key(path, data, lexicons.find(library))
    known = cache.load(key)
    if known is not None:
        return known
    briefing = read_briefing(data, path, library)
    cache.keep(key, briefing)
    return briefing


def known_briefing(path: str | os.PathLike[str], library: Path | None = None) -> Briefing | None:
    """The briefing in a file that was opened before, None for one that has to be read first.

    Raises FileError when the file cannot be read.
    """
    return cache.load(cache.key(path, files.read(path), lexicons.find(library or paths.library())))


def beginning(path: str | os.PathLike[str]) -> str:
    """The first lines of a text as its file has them, to be looked at until it has been read.

    None of a file that holds no text or is in no order; what is wrong with it is told when it is read.
    """
    from briefing.sources.kinds import kind_of

    try:
        with files.reading(path) as stream:
            data = stream.read(_BEGINNING)
        kind = kind_of(data, os.fsdecode(path))
    except (BriefingError, OSError):
        return ""
    if len(data) == _BEGINNING:
        data = data[: max(data.rfind(b"\n"), data.rfind(b" "))]
    try:
        words = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return ""
    if kind not in ("text", "markdown") or "\0" in words:
        return ""
    return words[found.end() :].lstrip() if (found := _FRONT_MATTER.match(words)) else words.lstrip()


def open_source(source: Source | Taken, library: Path | None = None) -> Briefing:
    """The briefing in a text that stands in no file: a readout, or a briefing's Markdown."""
    from briefing import document
    from briefing.analysis.facts import Facts
    from briefing.library.taking import Taken

    if isinstance(source, Taken):
        return read_taken(source, identity.id_of_words(source.source), library or paths.library())
    name = identity.id_of_words(source)
    taken = Taken(source, Facts(), {})
    if document.is_briefing(source.text):
        found = document.read(source.text, source.path, source.sha256)
        taken = Taken(found.source, found.facts, found.entities, found.speakers, found.notices)
    return read_taken(taken, name, library or paths.library())


def analyse_text(text: str) -> Briefing:
    """The briefing in a text: its sections, entities and statements, with offsets into ``briefing.text``."""
    from briefing.sources import source_from_text

    return open_source(source_from_text(text))


def read_standard_input() -> Source | Taken:
    """Raises SourceError when there is too much of it, or no text."""
    from briefing.library.taking import take
    from briefing.sources import source_from_bytes
    from briefing.sources.kinds import kind_of

    data = standard_input()
    kind = kind_of(data)
    return source_from_bytes(data) if kind == "text" else take(data, "", kind=kind)


def standard_input() -> bytes:
    """Raises SourceError when there is too much of it."""
    data = sys.stdin.buffer.read(files.LIMIT + 1)
    if len(data) > files.LIMIT:
        raise SourceError(
            f"Standard input holds more than the {files.LIMIT:,} bytes that are read; cut it into parts."
        )
    return data


def is_markdown(path: str | os.PathLike[str]) -> bool:
    return os.fsdecode(path).lower().endswith(_MARKDOWN)


def read_briefing(
    data: bytes, path: str | os.PathLike[str], library: Path, known: Facts | None = None
) -> Briefing:
    """The briefing in the bytes of a file, past the cache; what is known overrules what the file tells."""
    from briefing.library.taking import take  # a briefing opened before needs none of it

    return read_taken(take(data, path), identity.id_of_path(path), library, known)


def read_taken(taken: Taken, name: str, library: Path, known: Facts | None = None) -> Briefing:
    """The briefing in what was taken from a file; ``name`` is its id where the file gives none."""
    from briefing.analysis import analyse
    from briefing.analysis.facts import Facts
    from briefing.analysis.overrides import overridden

    lexicon, notices = lexicons.merged(lexicons.find(library))
    if taken.entities:
        lexicon = lexicons.corrected(lexicon, taken.entities)
    facts = replace(taken.facts, id=taken.facts.id or name)
    if known is not None:
        told = {field.name: getattr(known, field.name) for field in fields(Facts)}
        facts = replace(facts, **{key: value for key, value in told.items() if value})
    briefing = overridden(analyse(taken.source, lexicon, facts), lexicon.entries, taken.speakers)
    told_of_it = (*briefing.notices, *_of_source(taken.source), *taken.notices, *notices)
    return replace(briefing, notices=_once(told_of_it))


def _of_source(source: Source) -> list[str]:
    told = []
    if source.guessed:
        told.append(f"The encoding is a guess: the file was read as {source.encoding}.")
    if lost := source.text.count(_LOST):
        told.append(
            f"Characters of the file that could not be read: {lost:,}; {_LOST} stands in their place."
        )
    if faults := printable.faults(source.text):
        told.append(faults)
    return told


def _once(notices: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(notices))
