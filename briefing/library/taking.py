"""What a file of any kind holds of a readout: its words, and what is told of them beside."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from briefing.errors import SourceError
from briefing.files import digest, shown
from briefing.model import Source
from briefing.sources.kinds import CONFINED, kind_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefing.analysis.facts import Facts
    from briefing.model import Block
    from briefing.sources.found import Found
    from briefing.sources.kinds import Kind

_HALVES = re.compile("[\ud800-\udfff]")
"""Of characters, which no file can hold."""
_TITLES = ("title", "headline")
_DATES = ("date", "published", "published_time", "pubdate", "date_published", "publishdate")
_ISSUERS = ("publisher", "organisation", "organization", "site", "site_name")
_URLS = ("url", "source_url", "source", "link", "canonical_url", "canonical")


@dataclass(frozen=True, slots=True)
class Taken:
    source: Source
    facts: Facts
    """What the file tells beside its words; nothing that is inferred from them."""
    entities: Mapping[str, Mapping[str, Mapping[str, object]]]
    """Corrections that a briefing's Markdown brings along, as in ``Document``."""
    speakers: tuple[tuple[str, str], ...] = ()
    notices: tuple[str, ...] = ()


def take(data: bytes, path: str | os.PathLike[str], *, charset: str = "", kind: Kind | None = None) -> Taken:
    """Raises SourceError, which names the file, where no words of a readout can be had from it."""
    name = os.fsdecode(path)
    kind = kind or kind_of(data, name)
    match kind:
        case "text":
            return _of_text(data, name, charset)
        case "markdown":
            return _of_markdown(data, name)
        case "lines":
            return of_line(data, name)
        case "zip":
            raise SourceError(f"{_named(name)} is a zip archive; 'briefing import' takes in what it holds.")
        case _:
            return _of_found(_read_confined(data, name, charset, kind), data, name)


def of_line(line: bytes, name: str) -> Taken:
    """What one line of JSON Lines holds. Raises SourceError where it holds none, or there are several."""
    from briefing.sources import confined, lines

    if b"\n" in line.strip():
        raise SourceError(f"{_named(name)} holds many readouts; 'briefing import' takes them in.")
    try:
        found, markup = lines.read(line)
        if markup:
            words = confined.read(markup.encode("utf-8", "replace"), "html", fragment=True)
            found = replace(found, text=words.text, headings=words.headings, notices=words.notices)
    except SourceError as error:
        raise SourceError(f"{_named(name)}: {error}") from error
    return _of_found(found, line, name)


def _read_confined(data: bytes, name: str, charset: str, kind: Kind) -> Found:
    from briefing.sources import confined

    assert kind in CONFINED
    try:
        return confined.read(data, kind, charset=charset)
    except SourceError as error:
        raise SourceError(f"{_named(name)}: {error}") from error


def _of_text(data: bytes, name: str, charset: str) -> Taken:
    from briefing.analysis.facts import Facts
    from briefing.sources import source_from_bytes

    return Taken(source_from_bytes(data, name, charset), Facts(), {})


def _of_markdown(data: bytes, name: str) -> Taken:
    from briefing import document
    from briefing.sources import source_from_bytes
    from briefing.sources.dates import day_of

    source = source_from_bytes(data, name)
    found = document.read(source.text, source.path, source.sha256)
    words = replace(found.source, encoding=source.encoding, guessed=source.guessed)
    facts = found.facts
    if not document.is_briefing(source.text):
        beside = document.told(source.text)
        url = _first(beside, _URLS)
        if not words.url and url.startswith(("http://", "https://")):
            words = replace(words, url=url)
        facts = replace(
            facts,
            title=facts.title or _first(beside, _TITLES),
            date=facts.date or day_of(_first(beside, _DATES), words.text),
            issuer=facts.issuer or _first(beside, _ISSUERS),
        )
    return Taken(words, facts, found.entities, found.speakers, found.notices)


def _of_found(found: Found, data: bytes, name: str) -> Taken:
    from briefing.analysis.facts import Facts

    text = _HALVES.sub("\ufffd", found.text)
    source = Source(
        text=text,
        sha256=digest(data),
        path=name,
        url=found.url,
        encoding=found.encoding,
        guessed=found.guessed,
    )
    facts = Facts(
        title=_HALVES.sub("\ufffd", found.title),
        date=found.date,
        issuer=_HALVES.sub("\ufffd", found.issuer),
        given_blocks=_blocks(text, found.headings),
    )
    return Taken(source, facts, {}, notices=found.notices)


def _blocks(text: str, headings: tuple[tuple[int, int, int], ...]) -> tuple[Block, ...]:
    """The blocks of a text of which some are known to be headings; none where nothing is known."""
    if not headings:
        return ()
    from briefing.analysis.blocks import find_blocks
    from briefing.analysis.view import same_length_view

    levels = {(start, end): level for start, end, level in headings}
    return tuple(
        replace(block, kind="heading", level=levels[block.start, block.end])
        if (block.start, block.end) in levels
        else block
        for block in find_blocks(text, same_length_view(text))
    )


def _first(fields: Mapping[str, str], names: tuple[str, ...]) -> str:
    return next((fields[name] for name in names if name in fields), "")


def _named(name: str) -> str:
    return shown(name) if name else "The input"
