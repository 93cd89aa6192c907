"""What the application reads and writes, one thing after another and off the event loop."""

from __future__ import annotations

import asyncio
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from briefing import paths, state
from briefing.library.opening import Opening, open_briefing, open_source
from briefing.tui.aside import aside

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from briefing.corrections import Correction
    from briefing.library.correcting import Written
    from briefing.model import Briefing, Left, Note
    from briefing.notes import Draft, Drafts, Notebook, NotesStore
    from briefing.notes.filters import Filter
    from briefing.notes.notebook import Annotated

Answer = TypeVar("Answer")


class Disk:
    """Every coroutine raises a BriefingError that says what could not be read or written."""

    def __init__(self, opening: Opening) -> None:
        self.opening = opening
        # One hand, so that what was asked for first is done first.
        self._hand = ThreadPoolExecutor(max_workers=1, thread_name_prefix="disk")

    @cached_property
    def store(self) -> NotesStore:
        from briefing.notes import NotesStore  # loaded by the hand, where it keeps no key waiting

        return NotesStore(self.opening.notes, paths.state())

    @cached_property
    def drafts(self) -> Drafts:
        from briefing.notes import Drafts

        return Drafts(paths.state() / "drafts")

    def close(self) -> None:
        self._hand.shutdown()

    def leave(self, briefing: Briefing, how: Left, draft: tuple[str, Draft] | None) -> None:
        """Keep, at once, what must not be lost when the program ends."""
        if draft is not None:
            self.drafts.keep(briefing.id, *draft)
        state.remember(briefing.id, how)

    async def briefing(self, path: str) -> Briefing:
        """The briefing in a file, or for an empty path the one that came by standard input."""
        source, library = self.opening.standard_input, self.opening.library
        if not path and source is not None:
            return await aside(lambda: open_source(source, library))
        return await aside(lambda: open_briefing(path, library))

    async def notebook(self, briefing: Briefing) -> Notebook:
        return await self._done(lambda: self.store.load(briefing))

    async def notebook_if_changed(self, briefing: Briefing, known: Notebook) -> Notebook | None:
        """The notes as they stand now, or None when nobody has changed them."""
        return await self._done(lambda: self.store.load(briefing) if self.store.changed(known) else None)

    async def left(self, briefing: Briefing) -> Left:
        """How the reader left a briefing."""
        return await self._done(lambda: state.left(briefing.id))

    async def recent(self) -> tuple[str, ...]:
        """The ids of the briefings that were read, the last one first."""
        return await self._done(state.recent)

    async def kept_drafts(self, briefing: Briefing) -> dict[str, Draft]:
        return await self._done(lambda: dict(self.drafts.find(briefing.id)))

    async def keep_draft(self, briefing: Briefing, key: str, draft: Draft | None) -> None:
        """Keep a draft, or with None forget it."""
        if draft is None:
            await self._done(lambda: self.drafts.discard(briefing.id, key))
        else:
            await self._done(lambda: self.drafts.keep(briefing.id, key, draft))

    async def tags(self) -> tuple[str, ...]:
        """The tags of all notes, the commonest first."""

        def count() -> tuple[str, ...]:
            counts = Counter(
                tag for file in self.store.all_notes() for note in file.notes for tag in note.tags
            )
            return tuple(sorted(counts, key=lambda tag: (-counts[tag], tag)))

        return await aside(count)

    async def annotated(self) -> AsyncIterator[Annotated]:
        """The notes on one briefing after another."""
        from briefing.library.annotated import annotated

        found = annotated(self.store, self.opening.briefings())
        while one := await aside(lambda: next(found, None)):
            yield one

    async def export(
        self, briefing: Briefing, format: str, kept: Filter, path: str, *, force: bool = False
    ) -> str:
        """The notes that a filter keeps as a document, written into a file where there is a path."""

        def make() -> str:
            from briefing import export
            from briefing.export import saving
            from briefing.notes import filters

            stores = (self.opening.library, self.opening.notes)
            base = saving.replaceable(path, force=force, stores=stores) if path else None
            notebook = filters.filtered(self.store.load(briefing), briefing, kept)
            text = export.render(format, [(briefing, notebook)])
            if path:
                saving.save(path, text, base)
            return text

        return await self._done(make)

    async def hand_to_desktop(self, text: str) -> str:
        """Put a text into the clipboard of the desktop; the tool that took it, or nothing."""

        def hand_over() -> str:
            import os
            import shutil

            from briefing.tui import clipboard

            command = clipboard.tool(os.environ, shutil.which)
            return command[0] if command and clipboard.hand_over(text, command) else ""

        return await aside(hand_over)

    async def open_address(self, address: str) -> bool:
        """Open a web address in the browser; whether one was found."""
        import webbrowser

        return await aside(lambda: webbrowser.open(address))

    async def place_of_note(self, briefing: Briefing, note_id: str) -> tuple[Path, int]:
        """The notes file of a briefing and the line where a note begins, from 1."""
        return await self._done(lambda: (self.store.path(briefing.id), self.store.line(briefing, note_id)))

    async def change_note(
        self, briefing: Briefing, old: Note | None, new: Note | None, draft_key: str
    ) -> Notebook:
        """Write a note or take it out, and only then forget its draft."""

        def change() -> Notebook:
            store = self.store
            if new is None:
                if old is None:
                    return store.load(briefing)
                notebook = store.delete(briefing, old)
            else:
                notebook = store.add(briefing, new) if old is None else store.edit(briefing, old, new)
            if draft_key:
                self.drafts.discard(briefing.id, draft_key)
            return notebook

        return await self._done(change)

    async def undo_note(self, briefing: Briefing) -> Notebook:
        return await self._done(lambda: self.store.undo(briefing))

    async def correct(self, correction: Correction, briefing: Briefing, path: str) -> Written:
        from briefing.library.correcting import correct

        return await self._done(lambda: correct(correction, briefing, path, self.opening.library))

    async def undo_correction(self) -> None:
        from briefing.library.correcting import undo

        await self._done(undo)

    async def _done(self, act: Callable[[], Answer]) -> Answer:
        return await asyncio.get_running_loop().run_in_executor(self._hand, act)
