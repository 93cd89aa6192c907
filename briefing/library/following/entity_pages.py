"""What the user keeps on an entity: a page of Markdown of their own, in a folder below their notes.

``entities/person-imran-khan.md`` is such a page. The notes on briefings stand beside that folder, not in it,
so that neither is taken for the other. A page is the user's alone: it is read, and never written.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing import files
from briefing.errors import FileError
from briefing.notes import names

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = "entities"


@dataclass(frozen=True, slots=True)
class EntityPage:
    path: Path
    """Where it is, or where it would be."""
    text: str = ""
    """Empty where there is none."""
    problem: str = ""
    """Why it cannot be read, a sentence."""


def path_of(notes_folder: Path, entity_id: str) -> Path:
    """The place of an entity's page. Two entities never share one, whatever is in their ids."""
    kind, _, key = entity_id.partition(":")
    plain = f"{kind}-{key}".lower() if kind.isalpha() and key else entity_id
    name = names.file_name(plain)
    # A name that had to be changed carries a digest, which must be that of the id itself.
    return notes_folder / FOLDER / f"{name if name == plain else names.file_name(entity_id)}.md"


def read(notes_folder: Path, entity_id: str) -> EntityPage:
    """Creates nothing, and tells what cannot be read."""
    path = path_of(notes_folder, entity_id)
    try:
        data = files.read_if_there(path)
    except FileError as error:
        return EntityPage(path, problem=str(error))
    if data is None:
        return EntityPage(path)
    return EntityPage(path, data.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n"))
