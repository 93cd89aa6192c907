"""The entities of a briefing as rows of a list, and the card of one."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from heapq import nlargest
from typing import TYPE_CHECKING

from textual.content import Content

from briefing import printable
from briefing.tui.widgets import noted
from briefing.tui.widgets.listed import Listed
from briefing.tui.widgets.rows import Row, heading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.model import Briefing, Entity, EntityKind
    from briefing.notes import Notebook

KINDS: dict[EntityKind, tuple[str, str]] = {
    "person": ("P", "People"),
    "country": ("C", "Countries"),
    "organisation": ("O", "Organisations"),
    "place": ("L", "Places"),
    "document": ("D", "Documents"),
    "project": ("J", "Projects"),
    "event": ("E", "Events"),
    "dispute": ("X", "Disputes"),
    "group": ("G", "Groups"),
    "unknown": ("?", "Unknown names"),
}
"""The letter and the heading of each kind of entity, in the order in which they are shown."""

_OF_A_KIND = 60
"""Entities of a kind that are listed: no more can be looked through."""


class EntityRows:
    """Those of a section by how often it names them, then all by kind."""

    def __init__(self, briefing: Briefing) -> None:
        self._briefing = briefing

    def of_section(self, section: int, shown: str = "") -> list[Row]:
        """``shown`` is the id of an entity that is listed however seldom it is named."""
        rows = [*self._in_section(section), *self._by_kind]
        entity = next((one for one in self._briefing.entities if one.id == shown), None)
        if entity is not None and all(row.value != Listed("entities", shown) for row in rows):
            return [heading("Gone to"), _row(entity, len(entity.mentions)), *rows]
        return rows

    def _in_section(self, section: int) -> Iterator[Row]:
        if not 0 <= section < len(self._briefing.sections):
            return
        here = self._briefing.sections[section]
        counted = [
            (bisect_left(starts, here.end) - bisect_left(starts, here.start), entity)
            for entity, starts in self._starts
        ]
        present = sorted((one for one in counted if one[0]), key=lambda one: -one[0])
        if present:
            yield heading("In this section")
        for count, entity in present:
            yield _row(entity, count)

    @cached_property
    def _starts(self) -> list[tuple[Entity, list[int]]]:
        """Where each entity is mentioned."""
        return [
            (entity, [mention.start for mention in entity.mentions]) for entity in self._briefing.entities
        ]

    @cached_property
    def _by_kind(self) -> list[Row]:
        by_kind: dict[EntityKind, list[Entity]] = {}
        for entity in self._briefing.entities:
            by_kind.setdefault(entity.kind, []).append(entity)
        rows = []
        for kind, (_, title) in KINDS.items():
            found = by_kind.get(kind, [])
            if len(found) > _OF_A_KIND:
                rows.append(heading(f"{title} {len(found):,}, the {_OF_A_KIND} most named"))
                found = nlargest(_OF_A_KIND, found, key=lambda entity: len(entity.mentions))
            elif found:
                rows.append(heading(f"{title} {len(found)}"))
            rows += [_row(entity, len(entity.mentions)) for entity in found]
        return rows


def entity_card(entity: Entity, notebook: Notebook | None) -> str:
    """All that is known of an entity, as lines for the terminal."""
    others = [alias for alias in entity.aliases if alias != entity.name]
    lines = [
        entity.name,
        f"{entity.kind}{f', {entity.role}' if entity.role else ''}",
        f"also: {', '.join(others)}" if others else "",
        _counted(entity),
        "Not sure of this one." if entity.confidence == "unsure" else "",
        *(f"● {note.text}" for note in noted.notes_on_entity(notebook, entity.id)),
    ]
    return printable.lines("\n".join(line for line in lines if line))


def _row(entity: Entity, count: int) -> Row:
    unsure = "?" if entity.confidence == "unsure" else ""
    label = Content.assemble(
        (f"{KINDS[entity.kind][0]} ", "$text-accent"),
        printable.line(entity.name) + unsure,
        (f" {count}", "$text-muted"),
    )
    return Row(label, Listed("entities", entity.id), indent=2)


def _counted(entity: Entity) -> str:
    """``named 6 times, by role once``."""
    names = sum(mention.form == "name" for mention in entity.mentions)
    roles = len(entity.mentions) - names
    told = [f"named {_times(names)}" if names else "", f"by role {_times(roles)}" if roles else ""]
    return ", ".join(part for part in told if part)


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"
