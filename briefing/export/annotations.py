"""Notes as annotations of the W3C's Web Annotation Data Model, which other programs read.

Names are IRIs in ``urn:briefing:``, the same for the same note at every export. A quotation is found by
its words; by its position too, which counts code points in the text as it was read here, not in the web
page that it came from. So a position always stands with the ``state`` that names that text.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from briefing.export.arrangement import entries, title
from briefing.notes import quotes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing.export.arrangement import Entry
    from briefing.model import Briefing, Note
    from briefing.notes import Notebook

CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"briefing": "urn:briefing:term:"}]
AROUND = 32
"""Characters of the text before and after a quotation, which tell it from others of the same words."""

_HALVES = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")


def as_annotations(noted: Iterable[tuple[Briefing, Notebook]]) -> str:
    """The notes of some briefings as one collection, in the order of their texts, as JSON."""
    briefings: list[Briefing] = []
    items: list[dict[str, Any]] = []
    for briefing, notebook in noted:
        if notebook.notes:
            briefings.append(briefing)
            items += [_annotation(briefing, notebook, entry) for entry in entries(briefing, notebook)]
    digest = sha256(json.dumps(items).encode()).hexdigest()
    name = f"urn:briefing:collection:{digest[:12]}"
    collection: dict[str, Any] = {
        "@context": CONTEXT,
        "id": name,
        "type": "AnnotationCollection",
        "label": title(briefings),
        "total": len(items),
    }
    if items:  # a page without any is no page
        page = f"{name}:1"
        collection["first"] = {
            "id": page,
            "type": "AnnotationPage",
            "partOf": name,
            "startIndex": 0,
            "items": items,
        }
        collection["last"] = page
    return json.dumps(collection, ensure_ascii=False, indent=2).translate(_HALVES) + "\n"


def _annotation(briefing: Briefing, notebook: Notebook, entry: Entry) -> dict[str, Any]:
    note = entry.note
    found: dict[str, Any] = {"id": f"{_iri(briefing.id)}:note:{note.id}", "type": "Annotation"}
    if created := _moment(note.created):
        found["created"] = created
    found["motivation"] = "commenting" if note.text else "tagging" if note.tags else "highlighting"
    if body := _body(note):
        found["body"] = body
    found["target"] = _target(briefing, notebook, entry)
    found["briefing:target"] = note.anchor.target
    found["briefing:status"] = entry.status
    found["briefing:section"] = entry.heading
    return found


def _body(note: Note) -> list[dict[str, str]]:
    text = {"type": "TextualBody", "value": note.text, "format": "text/markdown", "purpose": "commenting"}
    tags = [
        {"type": "TextualBody", "value": tag, "format": "text/plain", "purpose": "tagging"}
        for tag in note.tags
    ]
    return [text, *tags] if note.text else tags


def _target(briefing: Briefing, notebook: Notebook, entry: Entry) -> dict[str, Any]:
    note, source = entry.note, quotes.link(briefing, 0, 0) or _iri(briefing.id)
    if note.anchor.target == "entity":
        return {"type": "SpecificResource", "source": _iri("entity", note.anchor.heading), "scope": source}
    target: dict[str, Any] = {"type": "SpecificResource", "source": source}
    selectors = _selectors(briefing, entry)
    if any(selector["type"] == "TextPositionSelector" for selector in selectors):
        target["state"] = {
            "type": "TimeState",
            "cached": f"{_iri(briefing.id)}:text:{notebook.revision}",
        }
    if selectors:
        target["selector"] = selectors
    return target


def _selectors(briefing: Briefing, entry: Entry) -> list[dict[str, Any]]:
    """The ways to find the passage. What the text no longer says is found by nothing but the quotation."""
    note, text = entry.note, briefing.text
    if note.anchor.target == "briefing":
        return []
    if entry.start is None or entry.end is None or not entry.is_placed:
        return [{"type": "TextQuoteSelector", "exact": note.quote}] if note.quote else []
    position = {"type": "TextPositionSelector", "start": entry.start, "end": entry.end}
    if note.anchor.target == "section":
        return [position]
    words = {
        "type": "TextQuoteSelector",
        "exact": text[entry.start : entry.end],
        "prefix": text[max(0, entry.start - AROUND) : entry.start],
        "suffix": text[entry.end : entry.end + AROUND],
    }
    return [words, position]


def _iri(*names: str) -> str:
    return ":".join(("urn:briefing", *(quote(name.translate(_HALVES), safe="") for name in names)))


def _moment(created: str) -> str:
    """A note's time, which is local, in the model's only time zone; nothing for what is no time."""
    try:
        moment = datetime.fromisoformat(created).astimezone(UTC)
    except (ValueError, OverflowError):
        return ""
    return moment.replace(tzinfo=None).isoformat(timespec="seconds") + "Z"
