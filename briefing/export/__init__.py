"""Briefings and notes for other programs, and for eyes and ears without the reader.

    from briefing import export

    for name, format in export.FORMATS.items():      # markdown, html, json, csv
        text = export.render(name, noted)            # noted: pairs of a briefing and its notebook

``templates.as_template(noted, source, name)`` is the same in a form of the user's own.
"""

from __future__ import annotations

from briefing.export.formats import FORMATS, render

__all__ = ["FORMATS", "render"]
