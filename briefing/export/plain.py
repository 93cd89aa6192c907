"""A briefing as plain text: what it is, then its words below their headings, exactly as they stand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.model import Briefing, Section

_BLANK_LINES = re.compile(r"\n(?:[^\S\n]*\n)+")


def as_text(briefing: Briefing) -> str:
    """Made to be read aloud and to go through a pipe: no colours, no rules, paragraphs apart."""
    parts = [briefing.title or briefing.id, facts(briefing)]
    parts += [f"Notice: {notice}" for notice in briefing.notices]
    for section in briefing.sections:
        if section.heading:
            # Two signs tell a screen reader, and a search, that these are no words of the source.
            parts.append(f"## {section.heading}")
        parts.append(_words(briefing, section))
    if not briefing.sections:
        parts.append(_without_blank_lines(briefing.text))
    return "\n\n".join(part for part in parts if part) + "\n"


def facts(briefing: Briefing) -> str:
    """Date, place, kind, issuer and parties on one line, as far as they are known."""
    kind = "" if briefing.format == "other" else briefing.format
    known = (briefing.date, briefing.place, kind, briefing.issuer, " and ".join(briefing.parties))
    return " · ".join(" ".join(fact.split()) for fact in known if fact.strip())


def _words(briefing: Briefing, section: Section) -> str:
    return _without_blank_lines(briefing.text[section.start : section.end])


def _without_blank_lines(text: str) -> str:
    """At most one blank line between paragraphs; nothing else is touched."""
    return _BLANK_LINES.sub("\n\n", text).strip("\n")
