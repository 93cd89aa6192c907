"""What a reader decides on a note whose text was changed: it is here, it is there, it is nowhere any more.

The quote is never touched, since it is the evidence of what was read.
"""

from __future__ import annotations

import re
from dataclasses import replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Literal

from briefing.notes import anchoring, quotes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.model import Briefing, Note
    from briefing.notes.anchoring import Placement

Difference = tuple[Literal["same", "gone", "new"], str]

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")


def accepted(note: Note, placement: Placement, briefing: Briefing) -> Note:
    """The note, fastened where it was found in the text as it is now."""
    return retargeted(note, briefing, placement.start, placement.end)


def retargeted(note: Note, briefing: Briefing, start: int, end: int) -> Note:
    """The note, fastened to other words, or for a note on a section to the section where they stand."""
    target = note.anchor.target
    anchor = anchoring.anchor(briefing, start, end, target="section" if target == "section" else "passage")
    if note.quote and briefing.text[start:end] != note.quote:
        old = note.anchor
        anchor = replace(anchor, quoted=old.quoted or f"{old.start}-{old.end}@{old.revision}")
    return replace(note, anchor=anchor)


def kept_as_orphan(note: Note) -> Note:
    """The note without a place in the text; the offsets of its last one stay."""
    return replace(note, anchor=replace(note.anchor, orphan=True))


def with_present_words(note: Note, placement: Placement, briefing: Briefing) -> Note:
    """The note, fastened where it was found, with what its passage reads now below what the reader wrote."""
    now = quotes.write(briefing.text[placement.start : placement.end])
    text = "\n".join([*([note.text, ""] if note.text else []), "Reads now:", "", *now])
    return replace(accepted(note, placement, briefing), text=text)


def differences(old: str, new: str) -> Iterator[Difference]:
    """Two wordings word by word: what both have, what only the old has and what only the new has."""
    ours, theirs = _words(old), _words(new)
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            yield "same", "".join(theirs[c:d])
            continue
        if a < b:
            yield "gone", "".join(ours[a:b])
        if c < d:
            yield "new", "".join(theirs[c:d])


def _words(text: str) -> list[str]:
    """Words, signs and blanks; every run of white space as one blank."""
    return [" " if word.isspace() else word for word in _WORDS.findall(text.strip())]
