"""What a file of some kind tells: its words, and what stands beside them."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Found:
    """The words of a readout as text, paragraphs parted by blank lines, without the furniture around them.

    What the file does not tell is empty; nothing here is inferred from the sense of the words.
    """

    text: str
    headings: tuple[tuple[int, int, int], ...] = ()
    """Start, end and level (1 to 6) of the headings that the file itself calls so."""
    title: str = ""
    date: str = ""
    """``YYYY-MM-DD``."""
    issuer: str = ""
    url: str = ""
    encoding: str = "utf-8"
    guessed: bool = False
    notices: tuple[str, ...] = ()
    """What a reader must know about how the words were taken, a sentence each."""


def packed(found: Found) -> dict[str, Any]:
    """A record as JSON takes it."""
    return asdict(found)


def unpacked(values: Mapping[str, Any]) -> Found:
    """The record that was packed. Raises TypeError or ValueError when these are no such values."""
    told = dict(values)
    told["headings"] = tuple((int(start), int(end), int(level)) for start, end, level in told["headings"])
    told["notices"] = tuple(map(str, told["notices"]))
    found = Found(**told)
    if not all(isinstance(value, str) for value in (found.text, found.title, found.date, found.issuer)):
        raise ValueError("not the record of a text")
    return found
