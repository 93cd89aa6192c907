"""The lexicons that a briefing is read with: the package's, then the user's, then the library's own."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from briefing import files, paths, printable
from briefing.errors import FileError, LexiconError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefing.analysis.lexicon import Lexicon

_BUNDLED = Path(__file__).parent.parent / "lexicon"

Found = tuple[tuple[str, bytes | None], ...]
"""Lexicon files in the order in which they count: what to call them, and their bytes if they can be read."""


def find(library: Path) -> Found:
    """The lexicon files of the user and of a library."""
    return tuple(
        (files.shown(file), _content(file))
        for folder in (paths.lexicons(), library / "lexicon")
        for file in _in(folder)
    )


def bundled_contents() -> list[bytes]:
    return [file.read_bytes() for file in _in(_BUNDLED)]


@lru_cache(maxsize=4)
def merged(found: Found) -> tuple[Lexicon, tuple[str, ...]]:
    """The lexicon that the package's and some more files make, and a notice for each that cannot be used."""
    from briefing.analysis.lexicon import Lexicon, bundled

    tables: list[Mapping[str, object]] = [bundled().entries]
    notices = []
    for name, content in found:
        try:
            tables.append(_tables(name, content))
        except LexiconError as error:
            notices.append(f"A lexicon file is left out: {printable.line(str(error))}")
    return (Lexicon.from_tables(tables) if len(tables) > 1 else bundled()), tuple(notices)


def faults(found: Found) -> list[str]:
    """Why lexicon files cannot be used, a sentence each."""
    told = []
    for name, content in found:
        try:
            _tables(name, content)
        except LexiconError as error:
            told.append(str(error))
    return told


def _tables(name: str, content: bytes | None) -> Mapping[str, object]:
    """What stands in a lexicon file. Raises LexiconError."""
    from briefing.analysis.lexicon import read_tables

    if content is None:
        raise LexiconError(f"{name} cannot be read; see whether it is a file that you may read.")
    try:
        return read_tables(content.decode("utf-8-sig"), name)
    except (UnicodeDecodeError, RecursionError) as error:
        raise LexiconError(f"{name} is not valid TOML in UTF-8; save it as UTF-8.") from error


def of_library(library: Path) -> Lexicon:
    """The lexicon that the briefings of a library are read with, the files that cannot be used left out."""
    return merged(find(library))[0]


def corrected(lexicon: Lexicon, tables: Mapping[str, Mapping[str, Mapping[str, object]]]) -> Lexicon:
    """A lexicon with a document's own entities, which replace those of the same name and kind."""
    from briefing.analysis.lexicon import Lexicon

    if not tables:
        return lexicon
    own: dict[str, dict[str, Mapping[str, object]]] = {}
    for kind, entries in tables.items():
        known = {table["name"]: key for key, table in lexicon.entries.get(kind, {}).items()}
        own[kind] = {known.get(fields["name"], key): fields for key, fields in entries.items()}
    return Lexicon.from_tables([lexicon.entries, own])


def _in(folder: Path) -> list[Path]:
    try:
        return sorted(
            file for file in folder.iterdir() if file.suffix == ".toml" and not file.name.startswith(".")
        )
    except OSError:
        return []


def _content(file: Path) -> bytes | None:
    try:
        return files.read(file)
    except FileError:
        return None
