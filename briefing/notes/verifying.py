"""Whether the quotes of a Markdown document are the very words of the texts that they are from.

A quote below a marker is compared with the marked place of the text that the marker names; one that only
names its source must stand somewhere in a known text.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Literal, Protocol

from briefing.notes import page
from briefing.notes.anchoring import revision_of
from briefing.notes.quoted import find_quotes
from briefing.notes.quotes import web_address
from briefing.notes.verbatim import difference, folded, is_part, stands_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefing.notes.quoted import Quoted

Status = Literal["verified", "altered", "without its text", "not found", "not checked"]

_SHOWN = 60
"""Characters of a quote in a message."""


class KnownText:
    """A text that quotes can be from."""

    def __init__(self, text: str, briefing: str = "", url: str = "") -> None:
        self.text = text
        self.briefing = briefing
        """Its id; empty where only the text was kept."""
        self.address = web_address(url)

    @cached_property
    def revision(self) -> str:
        return revision_of(self.text)

    @cached_property
    def words(self) -> str:
        return folded(self.text)


class KnownTexts(Protocol):
    def find(self, revision: str, briefing: str) -> KnownText | None:
        """The text of a revision; where it is asked of a briefing, that is only where to look first."""
        ...

    def all(self) -> Iterable[KnownText]: ...


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found out about a quote."""

    line: int
    """In the document, from 1."""
    status: Status
    quote: str
    """Its words, white space folded."""
    note: str = ""
    """The id of the note that it is from, where a marker tells it."""
    briefing: str = ""
    problem: str = ""
    """A sentence, unless the quote was verified or not checked."""


def verify(data: bytes, texts: KnownTexts) -> tuple[Verdict, ...]:
    """Each quote of a Markdown document, in its order: an export, a notes file or a report."""
    found = page.parse(data)
    return tuple(_judged(one, texts) for one in find_quotes(found.text, found.is_kept, found.briefing))


def _judged(one: Quoted, texts: KnownTexts) -> Verdict:
    if one.marker is None:
        searched = one.cited and one.words
        return _searched(one, tuple(texts.all())) if searched else _verdict(one, "not checked")
    if not one.marker.revision:
        return _searched(one, tuple(texts.all()))
    known = texts.find(one.marker.revision, one.marker.briefing)
    if known is None:
        return _verdict(
            one,
            "without its text",
            f"{_subject(one)} cannot be checked, because its text (revision {one.marker.revision}) is not "
            "kept here; put the folder .texts of its notes beside this file.",
        )
    if not 0 <= one.marker.start < one.marker.end <= len(known.text):
        return _searched(one, [known])
    passage = folded(known.text[one.marker.start : one.marker.end])
    if is_part(one.words, passage):
        return _verdict(one, "verified")
    return _verdict(one, "altered", f"{_subject(one)} is altered: {difference(one.words, passage)}.")


def _searched(one: Quoted, known: Sequence[KnownText]) -> Verdict:
    """Look for the words of a quote that has no place: in the text that its source names, else in all."""
    named = [text for text in known if one.address and text.address == one.address]
    for text in named or known:
        if stands_in(one.words, text.words):
            return replace(_verdict(one, "verified"), briefing=text.briefing)
    if not one.words:
        return _verdict(one, "not found", f"{_subject(one)} has no words.")
    begins = f"{one.words[:_SHOWN]}…" if len(one.words) > _SHOWN else one.words
    where = "the text that its source names" if named else "any text that is known here"
    return _verdict(one, "not found", f"{_subject(one)} does not stand in {where}: “{begins}”.")


def _subject(one: Quoted) -> str:
    return f"The quote of note {one.marker.note}" if one.marker else "The quote"


def _verdict(one: Quoted, status: Status, problem: str = "") -> Verdict:
    note, briefing = (one.marker.note, one.marker.briefing) if one.marker else ("", "")
    return Verdict(one.line, status, one.words, note, briefing, problem)
