"""A text read with the bundled lexicon, for tests."""

from __future__ import annotations

from briefing.analysis import Facts, Lexicon, analyse, bundled
from briefing.model import Briefing, Entity, Source, text_digest


def read(text: str, facts: Facts | None = None, lexicon: Lexicon | None = None) -> Briefing:
    return analyse(Source(text, text_digest(text)), lexicon or bundled(), facts)


def entity(briefing: Briefing, name: str) -> Entity:
    return next(one for one in briefing.entities if name in (one.name, *one.aliases))


def said(briefing: Briefing) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(one.side, one.speaker, one.verbs) for one in briefing.statements]
