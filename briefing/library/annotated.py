"""The briefings that have notes, with their notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing import files
from briefing.errors import BriefingError
from briefing.notes.notebook import Annotated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.library.catalogue import Library
    from briefing.notes import NotesFile, NotesStore


def annotated(store: NotesStore, library: Library) -> Iterator[Annotated]:
    """One after another, since each may have to be read and analysed."""
    for file in store.all_notes():
        yield _of_file(file, store, library)


def _of_file(file: NotesFile, store: NotesStore, library: Library) -> Annotated:
    try:
        entry = library.find(file.briefing)
        briefing = library.open(file.briefing)
    except BriefingError as error:
        problem = f"The notes of {files.shown(file.briefing)} stand without their text: {error}"
        return Annotated(file.briefing, file.path, None, None, file.notes, None, (*file.problems, problem))
    notebook = store.load(briefing)
    if notebook.path != file.path:
        problem = (
            f"{files.shown(file.path)} says that it holds the notes of {files.shown(file.briefing)}, "
            f"but these stand in {files.shown(notebook.path)}."
        )
        return Annotated(file.briefing, file.path, None, None, file.notes, None, (*file.problems, problem))
    return Annotated(
        briefing.id,
        file.path,
        briefing,
        entry.path,
        notebook.notes,
        notebook,
        notebook.problems,
    )
