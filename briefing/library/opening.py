"""One briefing, from a file or from standard input, read with the user's lexicons.

A file that was opened before comes from the cache, and nothing that parses or analyses is loaded.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING

from briefing import files, paths, printable
from briefing.config import Settings
from briefing.errors import SourceError
from briefing.library import cache, identity, lexicons

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from briefing.analysis.facts import Facts
    from briefing.document import Document
    from briefing.model import Briefing, Source

STANDARD_INPUT = "-"
_MARKDOWN = (".md", ".markdown")


@dataclass(frozen=True, slots=True)
class Opening:
    """What the reader is opened on: a file, a text from standard input, or else the library."""

    path: str | None
    standard_input: Source | None
    library: Path
    notes: Path
    bundled: bool = True
    settings: Settings = field(default_factory=Settings)


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


def open_source(source: Source, library: Path | None = None) -> Briefing:
    """The briefing in a text that stands in no file: a readout, or a briefing's Markdown."""
    from briefing import document

    name = identity.id_of_words(source)
    if document.is_briefing(source.text):
        found = document.read(source.text, source.path, source.sha256)
        return _analysed(found.source, found, name, library or paths.library())
    return _analysed(source, None, name, library or paths.library())


def analyse_text(text: str) -> Briefing:
    """The briefing in a text: its sections, entities and statements, with offsets into ``briefing.text``."""
    from briefing.sources import source_from_text

    return open_source(source_from_text(text))


def read_standard_input() -> Source:
    """Raises SourceError when there is too much of it, or no text."""
    from briefing.sources import source_from_bytes

    data = sys.stdin.buffer.read(files.LIMIT + 1)
    if len(data) > files.LIMIT:
        raise SourceError(f"Standard input holds more than the {files.LIMIT:,} bytes that are read.")
    return source_from_bytes(data)


def is_markdown(path: str | os.PathLike[str]) -> bool:
    return os.fsdecode(path).lower().endswith(_MARKDOWN)


def read_briefing(
    data: bytes, path: str | os.PathLike[str], library: Path, known: Facts | None = None
) -> Briefing:
    """The briefing in the bytes of a file, past the cache; what is known overrules what the file tells."""
    from briefing.sources import source_from_bytes  # a briefing opened before needs none of it

    source = source_from_bytes(data, os.fsdecode(path))
    name = identity.id_of_path(path)
    if not is_markdown(path):
        return _analysed(source, None, name, library, known)
    from briefing import document

    found = document.read(source.text, source.path, source.sha256)
    words = replace(found.source, encoding=source.encoding, guessed=source.guessed)
    return _analysed(words, found, name, library, known)


def _analysed(
    source: Source, document: Document | None, name: str, library: Path, known: Facts | None = None
) -> Briefing:
    from briefing.analysis import analyse
    from briefing.analysis.facts import Facts
    from briefing.analysis.overrides import overridden

    lexicon, notices = lexicons.merged(lexicons.find(library))
    facts = Facts(id=name)
    if document is not None:
        lexicon = lexicons.corrected(lexicon, document.entities)
        facts = replace(document.facts, id=document.facts.id or name)
        notices = (*document.notices, *notices)
    if known is not None:
        told = {field.name: getattr(known, field.name) for field in fields(Facts)}
        facts = replace(facts, **{key: value for key, value in told.items() if value})
    speakers = document.speakers if document is not None else ()
    briefing = overridden(analyse(source, lexicon, facts), lexicon.entries, speakers)
    return replace(briefing, notices=_once((*briefing.notices, *_of_source(source), *notices)))


def _of_source(source: Source) -> list[str]:
    told = []
    if source.guessed:
        told.append(f"The encoding is a guess: the file was read as {source.encoding}.")
    if faults := printable.faults(source.text):
        told.append(faults)
    return told


def _once(notices: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(notices))
