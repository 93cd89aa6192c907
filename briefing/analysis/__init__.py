"""Source → Briefing: sections, entities and statements, by rules and packaged data. Pure functions."""

from __future__ import annotations

from briefing.analysis.assembly import analyse
from briefing.analysis.facts import Facts
from briefing.analysis.lexicon import Lexicon, bundled, read_tables

__all__ = ["Facts", "Lexicon", "analyse", "bundled", "read_tables"]
