"""Whether a briefing's file is sound: its front matter, its sections, and its source's very words."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from briefing import document, files
from briefing.errors import BriefingError
from briefing.library import originals
from briefing.library.gathering import kind_of_source
from briefing.library.taking import take
from briefing.sources.markdown import pieces
from briefing.sources.text import source_from_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.schema import Origin
    from briefing.sources.markdown import Piece

_AROUND = 6


def check(path: str | os.PathLike[str]) -> list[str]:
    """The problems of a briefing's file, a sentence each; none when it is sound."""
    try:
        data = files.read(path)
        text = source_from_bytes(data, os.fsdecode(path)).text
    except BriefingError as error:
        return [str(error)]
    head = document.head(text)
    found = document.read(text, os.fsdecode(path))
    problems = [*head.problems, *_of_sections(pieces(text[head.end :]))]
    if head.front is not None:
        problems += _of_source(found.source.text, head.front.source, Path(path))
    return problems


def has_source(path: str | os.PathLike[str]) -> bool:
    """Whether a briefing that can be read names a source that stands where it can be found.

    One that names none, as what was written as a briefing, has nothing to be compared with.
    """
    head = document.head(source_from_bytes(files.read(path), os.fsdecode(path)).text)
    if head.front is None:
        return True
    origin = head.front.source
    if not (origin.path or origin.url or origin.sha256):
        return True
    kept = originals.beside(Path(path), origin.sha256) is not None
    return kept or _at_hand(origin.path, Path(path)) is not None


def _of_sections(parts: list[Piece]) -> Iterator[str]:
    """A section is a heading of the second level with words below it."""
    title_seen = False
    open_heading = ""
    sections = words = 0
    for part in parts:
        if part.kind == "heading" and part.level == 1 and not title_seen:
            title_seen = True
        elif part.kind == "heading" and part.level <= 2:
            if open_heading:
                yield f"The section “{open_heading}” has no words."
            open_heading = part.text
            sections += 1
        else:
            words += 1
            open_heading = ""
    if open_heading:
        yield f"The section “{open_heading}” has no words."
    if not title_seen:
        yield "It has no title, a heading of the first level."
    if not sections:
        yield "It has no sections, headings of the second level."
    if not words:
        yield "It holds no words of a readout."


def _at_hand(told: str, path: Path) -> Path | None:
    """The source, seen from the working directory, from the file's folder or from one above it."""
    parts = PurePosixPath(told)
    if not told or parts.is_absolute() or ".." in parts.parts:
        return None  # a file from elsewhere must not choose what is read here
    here = path.absolute().parent
    for folder in (Path.cwd(), here, *here.parents):
        if (folder / parts).is_file():
            return folder / parts
    return None


def _of_source(words: str, origin: Origin, path: Path) -> Iterator[str]:
    """Whether the words are those that are taken from the source once more: the kept one, or its own file."""
    told = origin.path or origin.url or "the original"
    data = originals.beside(path, origin.sha256)
    if data is None:
        place = _at_hand(origin.path, path)
        if place is None:
            return
        try:
            data = files.read(place)
        except BriefingError as error:
            yield f"The source cannot be compared: {error}"
            return
        present = files.digest(data)
        if origin.sha256 and present != origin.sha256:
            yield (
                f"The source {files.shown(told)} is another file by now: its SHA-256 begins with "
                f"{present[:12]}, not {origin.sha256[:12]}."
            )
    try:
        source = take(data, told, charset=origin.encoding, kind=kind_of_source(told)).source
    except BriefingError as error:
        yield f"The source cannot be compared: {error}"
        return
    difference = first_difference(source.text, words)
    if difference:
        yield f"The words are not those of {files.shown(told)}: {difference}."


def first_difference(source: str, words: str) -> str:
    """Where two texts part, white space folded, with the words around it; empty when they are the same."""
    expected, found = source.replace("\0", "\ufffd").split(), words.split()
    if expected == found:
        return ""
    at = next((n for n, (one, other) in enumerate(zip(expected, found, strict=False)) if one != other), None)
    if at is None:
        at = min(len(expected), len(found))
    return f"the source has “{_around(expected, at)}”, the briefing “{_around(found, at)}” (word {at + 1:,})"


def _around(words: list[str], at: int) -> str:
    before = "… " if at > _AROUND else ""
    after = " …" if at + _AROUND < len(words) else ""
    return before + " ".join(words[max(0, at - _AROUND) : at + _AROUND]) + after
