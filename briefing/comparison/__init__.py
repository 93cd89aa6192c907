"""Two readouts of one meeting side by side, positions by issue and party, and versions of one text. Pure.

found = compare(a, b, lexicon)            # issues of both, silences, rows for two columns, differences
table = find_positions([a, b], lexicon)   # issues by parties, every cell its statements
changes = redline(old_text, new_text)     # put together again they are the two texts
"""

from __future__ import annotations

from briefing.comparison.comparing import compare
from briefing.comparison.positions import Cell, Positions, Told, find_positions
from briefing.comparison.records import (
    Comparison,
    Difference,
    Elsewhere,
    Row,
    Share,
    SharedIssue,
    Silence,
    Wording,
)
from briefing.comparison.redline import Piece, Redline, redline

__all__ = [
    "Cell",
    "Comparison",
    "Difference",
    "Elsewhere",
    "Piece",
    "Positions",
    "Redline",
    "Row",
    "Share",
    "SharedIssue",
    "Silence",
    "Told",
    "Wording",
    "compare",
    "find_positions",
    "redline",
]
