"""The briefings that have notes, with their notes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefing import files
from briefing.errors import BriefingError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from briefing.library.catalogue import Library
    from briefing.model import Briefing, Note
    from briefing.notes import NotesFile, NotesStore, Placement


@dataclass(frozen=True, slots=True)
class Annotated:
    """The notes in one notes file and, where the library holds it, the briefing that they are on."""

    id: str
    """The briefing's."""
    path: Path
    """Of the notes file."""
    briefing: Briefing | None
    """None where no library holds it; then no place of a note is known."""
    notes: tuple[Note, ...]
    placements: Mapping[str, Placement] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
    """A sentence each."""


def annotated(store: NotesStore, library: Library) -> Iterator[Annotated]:
    """One after another, since each may have to be read and analysed."""
    for file in store.all_notes():
        yield _of_file(file, store, library)


def _of_file(file: NotesFile, store: NotesStore, library: Library) -> Annotated:
    try:
        briefing = library.open(file.briefing)
    except BriefingError as error:
        problem = f"The notes of {files.shown(file.briefing)} stand without their text: {error}"
        return Annotated(file.briefing, file.path, None, file.notes, {}, (*file.problems, problem))
    notebook = store.load(briefing)
    if notebook.path != file.path:
        problem = (
            f"{files.shown(file.path)} says that it holds the notes of {files.shown(file.briefing)}, "
            f"but these stand in {files.shown(notebook.path)}."
        )
        return Annotated(file.briefing, file.path, None, file.notes, {}, (*file.problems, problem))
    return Annotated(
        file.briefing, file.path, briefing, notebook.notes, notebook.placements, notebook.problems
    )
