"""The application: it alone reads and writes, off the event loop, and tells the screens what came of it."""

from __future__ import annotations

import asyncio
import gc
import signal
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property, partial
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import on, work
from textual.app import App

from briefing import paths
from briefing.errors import BriefingError
from briefing.library.opening import Opening, known_briefing, open_briefing, open_source
from briefing.tui.bindings import app_method, bindings
from briefing.tui.safety import SAFE
from briefing.tui.screens.reader import ReaderScreen
from briefing.tui.themes import THEMES
from briefing.tui.wishes import BriefingChosen, Copied, DraftTyped, NoteDeleted, NotesUndone, NoteWritten

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.binding import BindingType
    from textual.command import Provider
    from textual.filter import LineFilter
    from textual.screen import Screen

    from briefing.actions import Scope
    from briefing.model import Briefing
    from briefing.notes import Drafts, Notebook, NotesStore
    from briefing.tui.screens.library import Volume

Answer = TypeVar("Answer")


def _commands() -> type[Provider]:
    from briefing.tui.palette import BriefingCommands  # 20 ms that the first frame need not wait for

    return BriefingCommands


def _collect_garbage() -> None:
    """From the first frame on; what was loaded for it is left out for good."""
    gc.freeze()
    gc.enable()


class BriefingApp(App[None]):
    """Opens briefings, keeps notes and drafts, and ends without losing what was typed."""

    TITLE = "briefing"
    COMMANDS: ClassVar[set[Callable[[], type[Provider]]]] = {_commands}  # type: ignore[assignment]
    BINDINGS: ClassVar[list[BindingType]] = bindings("everywhere", app_method)

    def __init__(self, opening: Opening) -> None:
        super().__init__()
        self.opening = opening
        # One hand writes, so that what was asked for first is done first.
        self._hand = ThreadPoolExecutor(max_workers=1, thread_name_prefix="disk")
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = opening.settings.theme or THEMES[0].name

    @cached_property
    def store(self) -> NotesStore:
        from briefing.notes import NotesStore

        return NotesStore(self.opening.notes, paths.state())

    @cached_property
    def drafts(self) -> Drafts:
        from briefing.notes import Drafts

        return Drafts(paths.state() / "drafts")

    @property
    def reader(self) -> ReaderScreen | None:
        """The reader, looked at or below a dialog."""
        found = (screen for screen in reversed(self.screen_stack) if isinstance(screen, ReaderScreen))
        return next(found, None)

    def get_line_filters(self) -> Sequence[LineFilter]:
        return [*super().get_line_filters(), SAFE]

    def get_default_screen(self) -> Screen[None]:
        """The reader at once, when the briefing was opened before: one screen less to draw."""
        if self.opening.path is not None:
            try:
                known = known_briefing(self.opening.path, self.opening.library)
            except BriefingError:
                known = None  # told when the file is opened in earnest
            if known is not None:
                return ReaderScreen(known)
        return super().get_default_screen()

    def on_mount(self) -> None:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(number, self.end, 128 + number)
        self.call_after_refresh(_collect_garbage)
        path, source = self.opening.path, self.opening.standard_input
        if self.reader is not None:
            self.call_after_refresh(self.read_notes)
        elif source is not None:
            self.read_briefing(partial(open_source, source, self.opening.library), first=True)
        elif path is None:
            self.action_library()
        else:
            self.read_briefing(partial(open_briefing, path, self.opening.library), first=True)

    def on_unmount(self) -> None:
        self._hand.shutdown()

    def end(self, return_code: int = 0) -> None:
        """Leave; what is typed and not saved is on the disk first."""
        draft = self.reader.open_draft() if self.reader is not None else None
        if self.reader is not None and draft is not None:
            self.drafts.keep(self.reader.briefing.id, *draft)
        self.exit(return_code=return_code)

    async def action_quit(self) -> None:
        self.end()

    @work(exclusive=True, group="opening")
    async def action_library(self) -> None:
        from briefing.tui.screens.library import LibraryScreen

        self._show_screen(LibraryScreen(await self._on_disk(self._volumes), str(self.opening.library)))

    def action_help(self) -> None:
        from briefing.tui.screens.help import HelpScreen

        def open_manual(wanted: bool | None) -> None:
            if wanted:
                self.open_path(str(paths.bundled_content() / "manual.md"))

        scopes: tuple[Scope, ...] = ("library", "everywhere")
        if self.reader is not None:
            scopes = ("text", "list", "editor", "reader", "everywhere")
        self.push_screen(HelpScreen(scopes), open_manual)

    def open_path(self, path: str) -> None:
        """Show the briefing in a file as soon as it is read."""
        self.read_briefing(partial(open_briefing, path, self.opening.library), first=False)

    @work(exclusive=True, group="opening")
    async def read_briefing(self, read: Callable[[], Briefing], *, first: bool) -> None:
        """Read a briefing and show it."""
        try:
            briefing = await self._on_disk(read)
        except BriefingError as error:
            self._cannot_open(error, first=first)
        else:
            self.show_briefing(briefing)

    def show_briefing(self, briefing: Briefing) -> None:
        self._show_screen(ReaderScreen(briefing))
        self.call_after_refresh(self.read_notes)

    @work
    async def read_notes(self) -> None:
        """Find the notes on the briefing, and what was typed and never saved."""
        reader = self.reader
        if reader is None:
            return
        # Called by name, so that loading the store itself happens where it keeps no key waiting.
        notebook = await self._on_disk(lambda: self.store.load(reader.briefing))
        reader.show_notebook(notebook)
        reader.show_drafts(await self._on_disk(lambda: self.drafts.find(reader.briefing.id)))
        for problem in notebook.problems:
            self.notify(problem, severity="warning", markup=False)

    @on(BriefingChosen)
    def open_chosen(self, event: BriefingChosen) -> None:
        self.open_path(event.path)

    @on(NoteWritten)
    def write_note(self, event: NoteWritten) -> None:
        def write(briefing: Briefing) -> Notebook:
            if event.old is None:
                notebook = self.store.add(briefing, event.note)
            else:
                notebook = self.store.edit(briefing, event.old, event.note)
            self.drafts.discard(briefing.id, event.draft_key)
            return notebook

        self.change_notes(write, "Highlighted." if event.note.is_highlight else "Note saved.")

    @on(NoteDeleted)
    def delete_note(self, event: NoteDeleted) -> None:
        told = "Highlight taken away." if event.note.is_highlight else "Note deleted; U brings it back."
        self.change_notes(lambda briefing: self.store.delete(briefing, event.note), told)

    @on(NotesUndone)
    def undo_notes(self) -> None:
        self.change_notes(lambda briefing: self.store.undo(briefing), "Taken back.")

    @work
    async def change_notes(self, change: Callable[[Briefing], Notebook], told: str) -> None:
        """Change the notes of the briefing, and say that it is done only when the disk has it."""
        reader = self.reader
        if reader is None:
            return
        try:
            notebook = await self._on_disk(change, reader.briefing)
        except BriefingError as error:
            reader.note_refused(str(error))
            self._refuse(error)
        else:
            reader.note_saved(notebook)
            self.notify(told, timeout=2, markup=False)
            for problem in notebook.problems:
                self.notify(problem, severity="warning", markup=False)

    @work
    async def keep_draft(self, event: DraftTyped) -> None:
        if self.reader is None:
            return
        name = self.reader.briefing.id
        try:
            if event.draft is None:
                await self._on_disk(self.drafts.discard, name, event.key)
            else:
                await self._on_disk(self.drafts.keep, name, event.key, event.draft)
        except BriefingError as error:
            self._refuse(error)

    @on(DraftTyped)
    def draft_typed(self, event: DraftTyped) -> None:
        self.keep_draft(event)

    @on(Copied)
    def copy(self, event: Copied) -> None:
        self.copy_to_clipboard(event.text)
        self.notify(f"Copied: {event.what}.", timeout=2, markup=False)

    def _volumes(self) -> list[Volume]:
        from briefing.library.catalogue import Library
        from briefing.tui.screens.library import Volume

        library = Library(self.opening.library, bundled=self.opening.bundled)
        return [
            Volume(
                str(entry.path),
                entry.title or entry.id,
                entry.date,
                entry.issuer,
                entry.parties,
                entry.problem,
            )
            for entry in library.entries
        ]

    async def _on_disk(self, act: Callable[..., Answer], *arguments: object) -> Answer:
        """Do something slow where it keeps no key waiting."""
        return await asyncio.get_running_loop().run_in_executor(self._hand, act, *arguments)

    def _show_screen(self, screen: Screen[None]) -> None:
        """Put a screen in the place of the one that is looked at."""
        if len(self.screen_stack) > 1:
            self.switch_screen(screen)
        else:
            self.push_screen(screen)

    def _cannot_open(self, error: BriefingError, *, first: bool) -> None:
        """Say why, and offer the library where there is nothing else to look at."""
        if first:
            self.action_library()
        self._refuse(error)

    def _refuse(self, error: BriefingError) -> None:
        self.notify(str(error), severity="error", timeout=30, markup=False)


def run(opening: Opening) -> int:
    """Read until the reader leaves; what the process should return."""
    app = BriefingApp(opening)
    app.run()
    return app.return_code or 0
