"""What a person has put right, laid over what the analysis found."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from briefing.model import Briefing, Entity, Statement

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefing.model import Side


def overridden(
    briefing: Briefing,
    entries: Mapping[str, Mapping[str, Mapping[str, Any]]],
    speakers: Sequence[tuple[str, str]] = (),
) -> Briefing:
    """The briefing with the labels and without the hidden entities of some lexicon entries.

    ``speakers`` are pairs of a sentence's words, white space folded, and the name of who speaks in it.
    """
    hidden = {
        form.casefold()
        for kind in entries.values()
        for fields in kind.values()
        if fields.get("hidden")
        for form in (fields["name"], *fields.get("aliases", ()))
    }
    labels = {
        f"{kind}:{key}": str(fields["label"])
        for kind, tables in entries.items()
        for key, fields in tables.items()
        if "label" in fields
    }
    if not (hidden or labels or speakers):
        return briefing
    renamed = {e.name: labels[e.id] for e in briefing.entities if e.id in labels}
    entities = tuple(
        replace(entity, name=labels.get(entity.id, entity.name))
        for entity in briefing.entities
        if not _is_hidden(entity, hidden)
    )
    statements = tuple(
        replace(statement, speaker=renamed.get(statement.speaker, statement.speaker))
        for statement in briefing.statements
    )
    return _with_speakers(replace(briefing, entities=entities, statements=statements), speakers)


def _is_hidden(entity: Entity, hidden: set[str]) -> bool:
    return bool(entity.aliases) and all(alias.casefold() in hidden for alias in entity.aliases)


def _with_speakers(briefing: Briefing, speakers: Sequence[tuple[str, str]]) -> Briefing:
    if not speakers:
        return briefing
    told = dict(speakers)
    by_start = {statement.start: statement for statement in briefing.statements}
    for sentence in briefing.sentences:
        name = told.get(" ".join(briefing.surface(sentence).split()))
        if name is None:
            continue
        old = by_start.get(sentence.start) or Statement(
            sentence.start, sentence.end, _section_at(briefing, sentence.start), "none"
        )
        by_start[sentence.start] = replace(
            old, speaker=name, side=_side_of(briefing, name, old.side), rule="given", confidence="certain"
        )
    return replace(briefing, statements=tuple(by_start[start] for start in sorted(by_start)))


def _side_of(briefing: Briefing, speaker: str, before: Side) -> Side:
    """The side on which the same speaker speaks elsewhere; a third one for whom nobody has heard yet."""
    for statement in briefing.statements:
        if statement.speaker == speaker and statement.side in ("issuer", "counterpart", "third"):
            return statement.side
    return before if before in ("issuer", "counterpart") else "third"


def _section_at(briefing: Briefing, offset: int) -> int:
    return next((n for n, section in enumerate(briefing.sections) if offset < section.end), 0)
