"""The structure of a briefing as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from briefing.model import Briefing, Entity, Statement

SCHEMA = 1


def as_json(briefing: Briefing) -> dict[str, Any]:
    """Offsets are code points into the text, whose line ends are ``\\n``; ends are exclusive."""
    return {
        "schema": SCHEMA,
        "id": briefing.id,
        "source": {
            "path": briefing.source.path,
            "sha256": briefing.source.sha256,
            "characters": len(briefing.text),
        },
        "title": briefing.title,
        "date": briefing.date,
        "place": briefing.place,
        "issuer": briefing.issuer,
        "format": briefing.format,
        "parties": list(briefing.parties),
        "meeting": briefing.meeting,
        "sections": [
            {"heading": section.heading, "kind": section.kind, "start": section.start, "end": section.end}
            for section in briefing.sections
        ],
        "entities": [_entity(entity) for entity in briefing.entities],
        "statements": [_statement(statement) for statement in briefing.statements],
        "notices": list(briefing.notices),
    }


def _entity(entity: Entity) -> dict[str, Any]:
    return {
        "id": entity.id,
        "name": entity.name,
        "kind": entity.kind,
        "role": entity.role,
        "aliases": list(entity.aliases),
        "mentions": [
            {"start": mention.start, "end": mention.end, "form": mention.form} for mention in entity.mentions
        ],
    }


def _statement(statement: Statement) -> dict[str, Any]:
    return {
        "start": statement.start,
        "end": statement.end,
        "section": statement.section,
        "side": statement.side,
        "speaker": statement.speaker,
        "verbs": list(statement.verbs),
        "strength": statement.strength,
        "addressee": statement.addressee,
    }
