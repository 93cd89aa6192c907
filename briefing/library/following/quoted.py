"""Words of a readout with where they come from: what every line of a dossier, an issue or a wording is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.notes.anchoring import revision_of

if TYPE_CHECKING:
    from briefing.model import Briefing, Format


@dataclass(frozen=True, slots=True)
class Origin:
    """A briefing, as a source is named."""

    briefing: str
    """Its id."""
    title: str = ""
    date: str = ""
    format: Format = "other"
    issuer: str = ""
    parties: tuple[str, ...] = ()
    url: str = ""
    revision: str = ""
    """Of the text that offsets count in, as in a note's anchor."""

    @property
    def order(self) -> tuple[str, str]:
        """Oldest first; what has no date comes before all."""
        return self.date, self.briefing


@dataclass(frozen=True, slots=True)
class Quoted:
    """A passage, to the letter."""

    origin: Origin
    heading: str
    """Of the section it stands in."""
    start: int
    end: int
    """In the briefing's text."""
    words: str


def origin_of(briefing: Briefing) -> Origin:
    return Origin(
        briefing.id,
        briefing.title,
        briefing.date,
        briefing.format,
        briefing.issuer,
        briefing.parties,
        briefing.source.url,
        revision_of(briefing.text),
    )
