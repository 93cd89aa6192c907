"""What a reader is asked before something is put right, or put into a file."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Protocol

from briefing.corrections import Change, Correction
from briefing.export import FORMATS
from briefing.tui.widgets.listed import Listed
from briefing.tui.wishes import Corrected, ExportWanted

if TYPE_CHECKING:
    from collections.abc import Awaitable, Sequence

    from briefing.model import Briefing, Entity, Span
    from briefing.notes import Notebook
    from briefing.notes.filters import Filter

KINDS = ("person", "country", "place", "organisation", "document", "project", "event", "dispute", "group")


_EXPORTS = (
    ("markdown", "Markdown"),
    ("clipboard", "Markdown, to the clipboard"),
    ("html", "a web page, to send or print"),
    ("json", "Web Annotations, for other programs (json)"),
    ("csv", "a table for spreadsheets (csv)"),
)


class Questioner(Protocol):
    """Asks one question, as ``Ask`` does."""

    def __call__(
        self, question: str, value: str = "", choices: Sequence[tuple[str, str]] = (), *, free: bool = True
    ) -> Awaitable[str | None]: ...


async def about_row(ask: Questioner, briefing: Briefing, action: str, row: object) -> Corrected | None:
    """The correction that an action on a row of the contents or the side panel leads to."""
    match row, action:
        case int(section), "rename":
            heading = briefing.sections[section].heading
            return _of("rename section", "", await ask("Heading of this section", heading), section)
        case int(section), "merge":
            return Corrected(Correction("merge section", at=section))
        case Listed("statements", start), "set_speaker":
            return await about_speaker(ask, briefing, int(start))
        case Listed("entities", key), _:
            entity = next((one for one in briefing.entities if one.id == key), None)
            return await _about_entity(ask, briefing, action, entity) if entity else None
    return None


async def about_passage(ask: Questioner, briefing: Briefing, action: str, span: Span) -> Corrected | None:
    """The correction that an action on a passage of the text leads to."""
    match action:
        case "new_section":
            return _of("new section", "", await ask("Heading of the section that begins here"), span.start)
        case "set_speaker":
            return await about_speaker(ask, briefing, span.start)
        case "name_entity":
            marked = briefing.surface(span)
            words = await ask("Which words are an entity?", marked if len(marked.split()) <= 8 else "")
            if words is None:
                return None
            kind = await ask(f"“{words}” is a", "", [(kind, kind) for kind in KINDS], free=False)
            return _of("name", words, kind)
    return None


async def about_speaker(ask: Questioner, briefing: Briefing, start: int) -> Corrected | None:
    told = next((one.speaker for one in briefing.statements if one.start == start), "")
    able = [
        one.name for one in briefing.entities if one.kind in ("person", "organisation", "country", "group")
    ]
    names = sorted(able, key=lambda name: name != told)
    return _of("speaker", "", await ask("Who speaks here?", "", [(name, name) for name in names]), start)


async def _about_entity(ask: Questioner, briefing: Briefing, action: str, entity: Entity) -> Corrected | None:
    match action:
        case "rename":
            return _of("rename", entity.id, await ask(f"Show “{entity.name}” as", entity.name))
        case "retype":
            kinds = [(kind, kind) for kind in KINDS if kind != entity.kind]
            return _of("retype", entity.id, await ask(f"“{entity.name}” is a", "", kinds, free=False))
        case "merge":
            others = [
                (one.id, f"{one.name} ({one.kind})") for one in briefing.entities if one.id != entity.id
            ]
            return _of(
                "same as", entity.id, await ask(f"“{entity.name}” is the same as", "", others, free=False)
            )
        case "part":
            names = [(alias, alias) for alias in entity.aliases]
            return _of(
                "part", entity.id, await ask(f"Not “{entity.name}” but something else", "", names, free=False)
            )
        case "hide":
            return Corrected(Correction("hide", entity.id))
    return None


async def about_export(
    ask: Questioner, briefing: Briefing, notebook: Notebook | None, kept: Filter | None
) -> ExportWanted | None:
    """Into what the notes that are shown are to be put."""
    from briefing.notes import filters
    from briefing.notes.names import file_name

    kept = kept or filters.Filter()
    count = len(filters.filtered(notebook, briefing, kept).notes) if notebook is not None else 0
    notes = "note" if count == 1 else "notes"
    chosen = await ask(f"Export {count} {notes} as", "", _EXPORTS, free=False)
    if chosen is None:
        return None
    if chosen == "clipboard":
        return ExportWanted("markdown", "", kept)
    path = await ask("Into which file?", f"{file_name(briefing.id)}{FORMATS[chosen].extension}")
    return ExportWanted(chosen, os.path.expanduser(path.strip()), kept) if path and path.strip() else None


def _of(change: Change, target: str, value: str | None, at: int = 0) -> Corrected | None:
    return None if value is None else Corrected(Correction(change, target, value, at))
