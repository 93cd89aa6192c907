"""The passage or section of a briefing that words on the command line mean."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefing.cli import output

if TYPE_CHECKING:
    from briefing.model import Anchor, Briefing


def quoted(briefing: Briefing, words: str) -> Anchor:
    """The anchor of the only place where some words stand."""
    from briefing.errors import NotesError
    from briefing.notes import anchor

    if not words.split():
        raise NotesError("A quote needs words; give some with --quote.")
    found = [match.span() for match in re.finditer(_pattern(words), briefing.text)]
    if not found:
        raise NotesError(
            f"These words do not stand in {briefing.id}, as 'briefing show' prints it; "
            "quote them as they stand there: "
            f"{' '.join(words.split())}"
        )
    if len(found) > 1:
        for start, end in found:
            output.tell(f"… {' '.join(briefing.text[max(0, start - 40) : end + 40].split())} …")
        raise NotesError(f"These words stand in {briefing.id} {len(found):,} times; quote some more of them.")
    return anchor(briefing, *found[0])


def _pattern(words: str) -> str:
    """White space of any kind; straight quotes and hyphens, as they are typed, for printed ones."""
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    for typed, printed in (("'", "['‘’]"), ('"', '["“”„]'), (r"\-", "[-‐‑–—]")):
        pattern = pattern.replace(typed, printed)
    return pattern


def section(briefing: Briefing, heading: str) -> Anchor:
    """The anchor of the only section with a heading, or with one that begins so."""
    from briefing.errors import NotesError
    from briefing.notes import anchor

    wanted = " ".join(heading.split()).casefold()
    named = [one for one in briefing.sections if one.heading.casefold() == wanted]
    named = named or [one for one in briefing.sections if one.heading.casefold().startswith(wanted)]
    if len(named) != 1:
        headings = "; ".join(one.heading for one in briefing.sections)
        raise NotesError(
            f"{len(named) or 'No'} sections of {briefing.id} are called so; there are: {headings}."
        )
    return anchor(briefing, named[0].start, named[0].end, target="section")
