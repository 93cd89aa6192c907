"""What the reader writes, kept: notes, drafts and corrections go to the disk, and what came of it is told."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, ParamSpec

from briefing import files
from briefing.errors import BriefingError, FileTaken
from briefing.tui.addresses import real
from briefing.tui.errands import begin
from briefing.tui.watching import Watch
from briefing.tui.widgets import noted
from briefing.tui.wishes import (
    AddressChosen,
    CopyWanted,
    Corrected,
    DraftTyped,
    EditorWanted,
    ExportWanted,
    NoteChanged,
    OtherWanted,
    TagsWanted,
    Undone,
    Wish,
)

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine
    from pathlib import Path

    from briefing.corrections import Correction
    from briefing.model import Briefing
    from briefing.notes import Notebook
    from briefing.tui.app import BriefingApp
    from briefing.tui.screens.reader import ReaderScreen


Given = ParamSpec("Given")

_STEP = 0.005

REPLACE = (("replace", "Replace it"), ("keep", "Keep it as it is"))


class Keeper:
    """Grants the wishes of the reader that is looked at; each in a worker, so that no key waits."""

    def __init__(self, app: BriefingApp) -> None:
        self._app = app
        self._disk = app.disk
        self._corrected: list[str] = []
        """Where the briefing was read before each correction that can be taken back here."""
        self.watch = Watch(self._watched, self.look)
        self._changes = 0
        """Those that are on their way."""
        self._outside = False
        """Whether the reader writes in an editor of his own just now."""

    def grant(self, wish: Wish) -> None:
        reader = self._app.reader
        if reader is None:
            return
        match wish:
            case NoteChanged():
                self._run(self._changing, self._change_note, reader, wish)
            case DraftTyped():
                self._run(self._keep_draft, reader, wish)
            case Corrected():
                self._run(self._changing, self._correct, reader, wish.correction)
            case Undone():
                self._run(self._changing, self._undo, reader)
            case TagsWanted():
                self._run(self._offer_tags, reader)
            case OtherWanted():
                self._run(self._open_other, reader)
            case CopyWanted():
                self._run(self.copy, wish.text, wish.what)
            case AddressChosen():
                self._run(self._open_address, wish.address)
            case ExportWanted():
                self._run(self._export, reader, wish)
            case EditorWanted():
                self._run(self._edit_outside, reader, wish.note_id)

    def _run(
        self,
        work: Callable[Given, Coroutine[None, None, None]],
        *given: Given.args,
        **named: Given.kwargs,
    ) -> None:
        begin(self._app, partial(work, *given, **named))

    async def settled(self) -> None:
        """When no change of notes or briefings is on its way to the disk."""
        while self._changes:
            await asyncio.sleep(_STEP)

    async def _changing(
        self,
        change: Callable[Given, Coroutine[None, None, None]],
        *given: Given.args,
        **named: Given.kwargs,
    ) -> None:
        self._changes += 1
        try:
            await change(*given, **named)
        finally:
            self._changes -= 1

    def read_notes(self, note_id: str = "", offset: int = -1) -> None:
        """Read the notes on the briefing that is shown; then go to one of them, or to an offset."""
        reader = self._app.reader
        if reader is not None:
            self._run(self.show_notes, reader, note_id, offset)

    def look(self) -> None:
        """Look at the notes again: their file may be another."""
        if self._app.is_running:
            begin(self._app, self.look_at_notes, "looking", exclusive=True)

    def _watched(self) -> Path | None:
        """The file of the notes that are shown."""
        reader = self._app.reader
        return reader.notebook.path if reader is not None and reader.notebook is not None else None

    async def show_notes(self, reader: ReaderScreen, note_id: str = "", offset: int = -1) -> None:
        """Find the notes on the briefing, where it was left, and what was typed and never saved.

        With the id of a note, or an offset that is not negative, go there.
        """
        if not reader.returning.is_known:
            reader.returning.resume(await self._disk.left(reader.briefing))
        reader.show_notebook(await self._disk.notebook(reader.briefing))
        reader.checking.tell()
        reader.show_drafts(await self._disk.kept_drafts(reader.briefing))
        if note_id:
            reader.panes.go_to_note(note_id)
        elif offset >= 0:
            reader.panes.text.go_to(offset)
        reader.returning.dress()

    async def look_at_notes(self) -> None:
        """Take what another program wrote into the notes, unless a note is being typed."""
        reader = self._app.reader
        if reader is None or reader.notebook is None or reader.editor is not None or self._outside:
            return
        notebook = await self._disk.notebook_if_changed(reader.briefing, reader.notebook)
        if notebook is not None and reader.editor is None:
            reader.show_notebook(notebook)
            self._tell("The notes were changed by another program; they are shown as they are now.")

    async def _change_note(self, reader: ReaderScreen, wish: NoteChanged) -> None:
        await self._change_notes(
            reader,
            lambda briefing: self._disk.change_note(briefing, wish.old, wish.new, wish.draft_key),
            wish.told or noted.changed(wish.old, wish.new, self._app.keymap.key("undo")),
            wish.draft_key,
        )

    async def _change_notes(
        self,
        reader: ReaderScreen,
        change: Callable[[Briefing], Awaitable[Notebook]],
        told: str = "",
        draft_key: str = "",
    ) -> None:
        """Change the notes, and say that it is done only when the disk has it.

        For nothing to tell, what was taken back is told.
        """
        try:
            notebook = await change(reader.briefing)
        except BriefingError as error:
            reader.note_taking.refused(draft_key, str(error))
            self.refuse(error)
        else:
            self._corrected.clear()  # what is done last is taken back first
            told = told or noted.taken_back(reader.notebook, notebook)
            reader.show_notebook(notebook)
            reader.note_taking.saved(draft_key)
            self._tell(told)

    async def _keep_draft(self, reader: ReaderScreen, wish: DraftTyped) -> None:
        try:
            await self._disk.keep_draft(reader.briefing, wish.key, wish.draft)
        except BriefingError as error:
            self.refuse(error)

    async def _correct(self, reader: ReaderScreen, correction: Correction) -> None:
        """Write a correction where it belongs, and read the briefing anew."""
        before = reader.path
        try:
            written = await self._disk.correct(correction, reader.briefing, before)
            await self._read_again(reader, written.briefing)
        except BriefingError as error:
            self.refuse(error)
            return
        self._corrected.append(before)
        copied = " A copy in your library holds it." if written.briefing != before else ""
        self._tell(f"Put right; {self._app.keymap.key('undo')} takes it back.{copied}")

    async def _undo(self, reader: ReaderScreen) -> None:
        """Take back the last thing done here, or else the last change of the notes on an earlier day."""
        if not self._corrected:
            await self._change_notes(reader, self._disk.undo_note)
            return
        try:
            await self._disk.undo_correction()
            await self._read_again(reader, self._corrected.pop())
        except BriefingError as error:
            self.refuse(error)
        else:
            self._tell("Taken back.")

    async def _read_again(self, reader: ReaderScreen, path: str) -> None:
        briefing = await self._disk.briefing(path)
        reader.path = path
        reader.show_again(briefing)
        reader.show_notebook(await self._disk.notebook(briefing))

    async def _export(self, reader: ReaderScreen, wish: ExportWanted, *, force: bool = False) -> None:
        """Write the notes out; ask before a file is replaced."""
        try:
            text = await self._disk.export(reader.briefing, wish.format, wish.kept, wish.path, force=force)
        except FileTaken as error:
            if await reader.ask(f"{error} Replace it?", "", REPLACE, free=False) == "replace":
                await self._export(reader, wish, force=True)
        except BriefingError as error:
            self.refuse(error)
        else:
            if wish.path:
                self._tell(f"Exported to {files.shown(wish.path)}.")
            else:
                await self.copy(text, "the notes as Markdown")

    async def _open_other(self, reader: ReaderScreen) -> None:
        found = await self._app.comparer.others(reader.briefing)
        if found:
            self._app.open_path(found[0].path)
        else:
            self._tell("The library has no other readout of this meeting.")

    async def copy(self, text: str, what: str) -> None:
        """Hand a text to the terminal, which alone knows whether it took it, and to the desktop."""
        self._app.copy_to_clipboard(text)
        taken = await self._disk.hand_to_desktop(text)
        where = f"the terminal and {taken}" if taken else "the terminal"
        self._tell(f"Copied to {where}: {what}.")

    async def _open_address(self, address: str) -> None:
        """Only what a browser is for is opened, and only as it was shown, whatever the text holds."""
        there = real(address)
        if there is None or there.address != address:
            self._tell("Only http and https addresses are opened; “Copy it” gives you this one.")
        elif await self._disk.open_address(address):
            self._tell("Handed to the browser.")
        else:
            self._tell("No browser was found; O and “Copy it” gives you the address.")

    async def _offer_tags(self, reader: ReaderScreen) -> None:
        reader.note_taking.tagging.offer(await self._disk.tags())

    async def _edit_outside(self, reader: ReaderScreen, note_id: str) -> None:
        """Give the terminal to the reader's editor, and take up what was written there."""
        from briefing.tui.outside import edit

        self._outside = True
        try:
            place = await self._disk.place_of_note(reader.briefing, note_id)
            edit(self._app, *place)
            reader.show_notebook(await self._disk.notebook(reader.briefing))
        except BriefingError as error:
            self.refuse(error)
        finally:
            self._outside = False

    def refuse(self, error: BriefingError) -> None:
        """Say what could not be done, and why."""
        self._app.notify(str(error), severity="error", timeout=30, markup=False)

    def _tell(self, told: str) -> None:
        self._app.notify(told, timeout=3, markup=False)
