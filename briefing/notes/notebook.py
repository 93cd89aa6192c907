"""What a notes file holds, as the reader is shown it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefing.notes.anchoring import text_is

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from briefing.model import Briefing, Note
    from briefing.notes.anchoring import Placement


@dataclass(frozen=True, slots=True)
class Notebook:
    """The notes of one briefing at one moment."""

    briefing: str
    path: Path
    notes: tuple[Note, ...] = ()
    """In the order of the file, which the user may have rearranged."""
    placements: Mapping[str, Placement] = field(default_factory=dict)
    """By note id; every note has one."""
    problems: tuple[str, ...] = ()
    """A sentence each, for the user."""
    digest: str | None = None
    """Of the bytes that were read; None where there is no file."""
    writable: bool = True
    touched: str = ""
    """The id of the note that the last change concerned."""
    revision: str = ""
    """Of the text that the placements point into."""

    def note(self, note_id: str) -> Note | None:
        return next((note for note in self.notes if note.id == note_id), None)

    @property
    def to_check(self) -> tuple[Note, ...]:
        """The notes whose place in this text the reader has not confirmed, in the order of the file."""
        return tuple(note for note in self.notes if self._is_to_check(note))

    @property
    def summary(self) -> str:
        """``31 notes: 28 kept, 2 to check, 1 lost its text``."""
        lost = sum(self.placements[note.id].status == "orphan" for note in self.notes)
        check = sum(self.placements[note.id].status != "orphan" for note in self.to_check)
        kept = len(self.notes) - lost - check
        parts = [
            f"{kept} kept" if kept else "",
            f"{check} to check" if check else "",
            f"{lost} lost {'its' if lost == 1 else 'their'} text" if lost else "",
        ]
        told = ", ".join(part for part in parts if part)
        return f"{len(self.notes)} note{'' if len(self.notes) == 1 else 's'}{f': {told}' if told else ''}"

    def _is_to_check(self, note: Note) -> bool:
        match self.placements[note.id].status:
            case "same":
                return False
            case "uncertain":
                return True
            case "orphan":
                return not note.anchor.orphan
            case "moved" | "changed":
                return not text_is(note.anchor.revision, self.revision)


@dataclass(frozen=True, slots=True)
class NotesFile:
    """A notes file read without its briefing."""

    path: Path
    briefing: str
    """The id that its front matter gives, otherwise the one in its name."""
    notes: tuple[Note, ...] = ()
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Annotated:
    """The notes in one notes file and, where the library holds it, the briefing that they are on."""

    id: str
    """The briefing's."""
    path: Path
    """Of the notes file."""
    briefing: Briefing | None
    """None where no library holds it; then no place of a note is known."""
    text_path: Path | None
    """Of the briefing's file; None without a briefing."""
    notes: tuple[Note, ...]
    notebook: Notebook | None = None
    """The same notes with their places; None without a briefing."""
    problems: tuple[str, ...] = ()
    """A sentence each."""

    @property
    def placements(self) -> Mapping[str, Placement]:
        """By note id; empty without a briefing."""
        return self.notebook.placements if self.notebook else {}
