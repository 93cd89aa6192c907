"""Two readouts of one meeting side by side, positions by issue and party, and versions of one text. Pure."""

from __future__ import annotations

from briefing.comparison.comparing import compare
from briefing.comparison.records import Comparison, Difference, Row, SharedIssue, Silence, Wording

__all__ = ["Comparison", "Difference", "Row", "SharedIssue", "Silence", "Wording", "compare"]
