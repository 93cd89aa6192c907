"""The notes on the disk: read leniently, changed note by note, never overwriting what another program wrote.

Every change reads the file anew, changes one note's block and writes the rest back as it was; so whatever
an editor or a second reader did meanwhile stays. What a change takes away is kept first.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from briefing import files
from briefing.errors import FileChanged, FileError, NotesError
from briefing.notes import anchoring, body, changes, names, page
from briefing.notes.history import Change, History
from briefing.notes.notebook import Notebook, NotesFile
from briefing.notes.texts import Texts

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from briefing.model import Briefing, Note
    from briefing.notes.page import NoteBlock, Page

SUFFIX = ".notes.md"

_ATTEMPTS = 50
_MINUTE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}")
_EMPTY = page.parse(b"")


class NotesStore:
    """A folder of notes files, one a briefing. ``state`` holds what undoes a change, apart from the notes."""

    def __init__(self, folder: Path, state: Path) -> None:
        self._folder = folder
        self._texts = Texts(folder)
        self._history = History(state)
        self._swept = False

    def path(self, briefing_id: str) -> Path:
        return self._folder / f"{names.file_name(briefing_id)}{SUFFIX}"

    def load(self, briefing: Briefing) -> Notebook:
        """The notes of a briefing and where they stand. Creates nothing, and tells what cannot be read."""
        path = self.path(briefing.id)
        try:
            data = files.read_if_there(path)
        except FileError as error:
            return self._unreadable(briefing, error)
        notebook = self._notebook(briefing, data)
        if kept := files.interrupted(path):
            told = f"{files.shown(path)} was being written when the program was killed"
            problem = f"{told}; what it held before is in {files.shown(kept)}."
            return replace(notebook, problems=(problem, *notebook.problems))
        return notebook

    def changed(self, notebook: Notebook) -> bool:
        """Whether the file is another than the one that was read."""
        try:
            data = files.read_if_there(notebook.path)
        except FileError:
            return notebook.writable
        return (None if data is None else files.digest(data)) != notebook.digest

    def line(self, briefing: Briefing, note_id: str = "") -> int:
        """The line of the file where a note begins, from 1; the first one for a note that is not there.

        Raises NotesError where there is no file yet.
        """
        data = self._read(briefing)
        if data is None:
            raise NotesError(f"There are no notes on {briefing.id} yet: a writes the first.")
        line = 1
        for block in page.parse(data).blocks:
            if isinstance(block, page.NoteBlock) and block.note.id == note_id:
                return line
            line += block.raw.count("\n")
        return 1

    def add(self, briefing: Briefing, note: Note) -> Notebook:
        """Write a new note. One without an id or a time of its own is given them.

        A note that comes with an id can safely be added again after a failure: it is written once.
        """
        added = _canonical(note)

        def change(old: Page) -> tuple[bytes, str]:
            taken = {known.id: known for known in old.notes}
            present = taken.get(added.id)
            if present and (present.text, present.tags) == (added.text, added.tags):
                return old.data, added.id
            name = added.id if added.id and not present else names.new_id(taken)
            return changes.added(old, replace(added, id=name), briefing), name

        self._texts.keep(briefing.text)
        return self._write(briefing, change)

    def edit(self, briefing: Briefing, old: Note, new: Note) -> Notebook:
        """Change the text, the tags or the anchor of a note. ``old`` is the note as the user last saw it.

        Where another program changed the same note meanwhile, both texts are kept and a problem says so; a
        note that another program deleted comes back. Quote and time of a note never change.
        """
        conflicts: list[str] = []
        words = body.canonical_text(new.text)

        def change(old_page: Page) -> tuple[bytes, str]:
            conflicts.clear()
            known = next((note for note in old_page.notes if note.id == old.id), None)
            if known is None:
                conflicts.append(f"Note {old.id} had been deleted by another program and was written again.")
                return changes.added(old_page, _canonical(replace(new, id=old.id)), briefing), old.id
            text = _merged_text(known.text, old.text, words)
            if text is None:
                conflicts.append(
                    f"Note {old.id} was changed by another program too; it now holds both texts."
                )
                text = f"{known.text}\n\n{words}"
            tags = body.merged_tags(known.tags, old.tags, body.canonical_tags(new.tags))
            place = None if new.anchor == old.anchor else new.anchor
            return changes.edited(old_page, old.id, text=text, tags=tags, anchor=place), old.id

        if new.anchor != old.anchor:
            self._texts.keep(briefing.text)
        notebook = self._write(briefing, change)
        return replace(notebook, problems=(*conflicts, *notebook.problems))

    def delete(self, briefing: Briefing, note: Note) -> Notebook:
        """Take a note out of the file and into the trash. ``note`` is as the user last saw it."""

        def change(old: Page) -> tuple[bytes, str]:
            known = changes.found(old, note.id)
            if (known.note.text, known.note.tags) != (note.text, note.tags):
                raise NotesError(
                    f"Note {note.id} was changed by another program meanwhile; look at it before deleting it."
                )
            self._history.throw_away(briefing.id, note.id, known.raw)
            return changes.deleted(old, note.id), note.id

        return self._write(briefing, change)

    def undo(self, briefing: Briefing) -> Notebook:
        """Take back the last change of the file that this program made, and leave those of others.

        Raises NotesError when there is none, or when the note was changed again by another program.
        """
        for _ in range(_ATTEMPTS):
            with files.exclusive(self._folder), suppress(FileChanged):
                data = self._read(briefing)
                found = _writable_page(data, self.path(briefing.id))
                if data is None and next(self._history.changes(briefing.id), None):
                    path, kept = self.path(briefing.id), self._history.folders(briefing.id)[0]
                    raise NotesError(
                        f"{files.shown(path)} is gone; earlier states of it are kept in {files.shown(kept)}."
                    )
                for entry in self._history.changes(briefing.id):
                    before = self._before(briefing, data, found, entry)
                    if before is not None and before != data:
                        files.save(
                            self.path(briefing.id), before, None if data is None else files.digest(data)
                        )
                        self._history.forget(briefing.id, entry.number)
                        return self._notebook(briefing, before, entry.note_id)
                    # Announced and never made, or taken back already.
                    self._history.forget(briefing.id, entry.number)
                raise NotesError("There is no change of these notes to take back.")
        raise self._busy(briefing)

    def all_notes(self) -> tuple[NotesFile, ...]:
        """Every notes file of the folder, by name."""
        try:
            entries = sorted(name for name in os.listdir(self._folder) if name.endswith(SUFFIX))
        except OSError:
            return ()
        return tuple(self._notes_file(self._folder / name) for name in entries if not name.startswith("."))

    def _notes_file(self, path: Path) -> NotesFile:
        stem = path.name.removesuffix(SUFFIX)
        try:
            found = page.parse(files.read(path))
        except FileError as error:
            return NotesFile(path, stem, (), (str(error),))
        return NotesFile(path, found.briefing or stem, found.notes, found.problems)

    def _read(self, briefing: Briefing) -> bytes | None:
        return files.read_if_there(self.path(briefing.id))

    def _unreadable(self, briefing: Briefing, error: FileError) -> Notebook:
        revision = anchoring.revision_of(briefing.text)
        return Notebook(
            briefing.id, self.path(briefing.id), problems=(str(error),), writable=False, revision=revision
        )

    def _notebook(self, briefing: Briefing, data: bytes | None, touched: str = "") -> Notebook:
        found = _EMPTY if data is None else page.parse(data)
        return Notebook(
            briefing.id,
            self.path(briefing.id),
            found.notes,
            anchoring.place_all(found.notes, briefing, self._texts.find),
            found.problems,
            None if data is None else files.digest(data),
            not found.locked,
            touched,
            anchoring.revision_of(briefing.text),
        )

    def _write(self, briefing: Briefing, change: Callable[[Page], tuple[bytes, str]]) -> Notebook:
        """Make a change on the file as it is now; again, when another program wrote it in between."""
        files.create_folder(self._folder)
        for _ in range(_ATTEMPTS):
            with files.exclusive(self._folder), suppress(FileChanged):
                data = self._read(briefing)
                new, touched = change(_writable_page(data, self.path(briefing.id)))
                if new != data:
                    self._replace(briefing, data, new, touched)
                return self._notebook(briefing, new, touched)
        raise self._busy(briefing)

    def _replace(self, briefing: Briefing, old: bytes | None, new: bytes, touched: str) -> None:
        """Write the file, its old bytes being kept first."""
        if not self._swept:
            for folder in (self._folder, self._texts.folder, *self._history.folders(briefing.id)):
                files.sweep(folder)
            self._swept = True
        block = _block(page.parse(new), touched)
        number = self._history.remember(briefing.id, old, new, touched, block.raw if block else "")
        try:
            files.save(self.path(briefing.id), new, None if old is None else files.digest(old))
        except FileError:
            # What was not done must not take the place of something that can be taken back.
            with suppress(FileError):
                if self._read(briefing) != new:
                    self._history.forget(briefing.id, number)
            raise

    def _before(self, briefing: Briefing, data: bytes | None, found: Page, entry: Change) -> bytes | None:
        """The file without a change of ours; the same bytes, or None, where there is nothing to take back.

        What goes is put into the trash first.
        """
        if data is None:
            return None
        old, present = page.parse(entry.old or b""), _block(found, entry.note_id)
        earlier = _block(old, entry.note_id)
        if _words(present) == _words(earlier):
            return None
        if _words(present) != entry.block.strip():
            raise NotesError(
                f"Note {entry.note_id} was changed again since, so the change is not taken back; "
                "change it by hand."
            )
        if present:
            self._history.throw_away(briefing.id, entry.note_id, present.raw)
        if entry.old is not None and files.digest(data) == entry.new:
            return entry.old
        if present and earlier:
            return changes.restored(found, entry.note_id, earlier.raw)
        if present:
            return changes.deleted(found, entry.note_id)
        return changes.returned(found, earlier.raw, earlier.note, briefing) if earlier else None

    def _busy(self, briefing: Briefing) -> NotesError:
        path = files.shown(self.path(briefing.id))
        return NotesError(f"{path} is being written by another program all the time; try again.")


def _block(found: Page, note_id: str) -> NoteBlock | None:
    return next(
        (block for block in found.blocks if isinstance(block, page.NoteBlock) and block.note.id == note_id),
        None,
    )


def _words(block: NoteBlock | None) -> str:
    return block.raw.strip() if block else ""


def _writable_page(data: bytes | None, path: Path) -> Page:
    found = _EMPTY if data is None else page.parse(data)
    if found.locked:
        raise NotesError(f"{files.shown(path)}: {found.problems[0]}")
    return found


def _canonical(note: Note) -> Note:
    from datetime import datetime

    written = _MINUTE.match(note.created)
    return replace(
        note,
        id=note.id if names.is_id(note.id) else "",
        text=body.canonical_text(note.text),
        tags=body.canonical_tags(note.tags),
        created=written[0] if written else datetime.now().astimezone().strftime("%Y-%m-%dT%H:%M"),
    )


def _merged_text(known: str, old: str, new: str) -> str | None:
    """The text of a note of which both sides may have made a new one; None when both did."""
    if known in (old, new):
        return new
    return known if new == old else None
