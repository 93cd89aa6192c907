"""The application: it asks the disk for what the screens need, and tells them what came of it."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import App
from textual.content import Content
from textual.widgets import Static

from briefing import paths, printable
from briefing.errors import BriefingError
from briefing.library.opening import Opening, known_briefing
from briefing.tui.bindings import app_method, bindings
from briefing.tui.disk import Disk
from briefing.tui.safety import SAFE
from briefing.tui.screens.reader import ReaderScreen
from briefing.tui.themes import THEMES
from briefing.tui.widgets import noted
from briefing.tui.wishes import BriefingChosen, Corrected, DraftTyped, NoteChanged, Undone

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.command import Provider
    from textual.filter import LineFilter
    from textual.screen import Screen

    from briefing.actions import Scope
    from briefing.model import Briefing
    from briefing.notes import Notebook


def _commands() -> type[Provider]:
    from briefing.tui.palette import BriefingCommands  # 20 ms that the first frame need not wait for

    return BriefingCommands


_LOOK = 2.0
"""Seconds between two looks at whether another program wrote into the notes."""


def _collect_garbage() -> None:
    """From the first frame on; what was loaded for it is left out for good."""
    gc.freeze()
    gc.enable()


def _keep_what_is_typed(disk: Disk, screen: Screen[object]) -> None:
    if isinstance(screen, ReaderScreen):
        disk.leave(screen.briefing, screen.panes.text.position.current.start, screen.open_draft())


class BriefingApp(App[None]):
    """Opens briefings, keeps notes and drafts, and ends without losing what was typed."""

    TITLE = "briefing"
    # The reader's looks belong to the application: Textual reads no style sheet of a default screen.
    CSS_PATH = Path(__file__).parent / "screens" / "reader.tcss"
    COMMANDS: ClassVar[set[Callable[[], type[Provider]]]] = {_commands}  # type: ignore[assignment]
    BINDINGS: ClassVar[list[BindingType]] = bindings("everywhere", app_method)

    def __init__(self, opening: Opening) -> None:
        super().__init__()
        self.opening = opening
        self.disk = Disk(opening)
        self._corrected: list[str] = []
        """Where the briefing was read before each correction that can be taken back here."""
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = opening.settings.theme or THEMES[0].name

    @property
    def reader(self) -> ReaderScreen | None:
        """The reader, looked at or below a dialog."""
        found = (screen for screen in reversed(self.screen_stack) if isinstance(screen, ReaderScreen))
        return next(found, None)

    def get_line_filters(self) -> Sequence[LineFilter]:
        return [*super().get_line_filters(), SAFE]

    def get_default_screen(self) -> Screen[None]:
        """The reader at once, when the briefing was opened before: one screen less to draw."""
        path = self.opening.path
        if path is not None:
            try:
                known = known_briefing(path, self.opening.library)
            except BriefingError:
                known = None  # told when the file is opened in earnest
            if known is not None:
                return ReaderScreen(known, path, self.opening.settings.width)
        return super().get_default_screen()

    def on_mount(self) -> None:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            loop.add_signal_handler(number, self.end, 128 + number)
        self.call_after_refresh(_collect_garbage)
        self.set_interval(_LOOK, self.look_at_notes)
        if self.reader is not None:
            self.call_after_refresh(self.read_notes)
        elif self.opening.path is None and self.opening.standard_input is None:
            self.action_library()
        else:
            self.open_path(self.opening.path or "", first=True)

    def compose(self) -> ComposeResult:
        if self.opening.path is not None and not isinstance(self.screen, ReaderScreen):
            name = printable.line(os.fsdecode(os.fsencode(self.opening.path)))
            yield Static(Content(f"Reading {name} …"), markup=False)

    def on_unmount(self) -> None:
        self.disk.close()

    def end(self, return_code: int = 0) -> None:
        """Leave; what is typed and not saved is on the disk first, and the place after it."""
        for screen in self.screen_stack:
            _keep_what_is_typed(self.disk, screen)
        self.exit(return_code=return_code)

    async def action_quit(self) -> None:
        self.end()

    async def action_back_or_quit(self) -> None:
        """Leave the briefing; from what lies over one, go back to it."""
        below = any(isinstance(screen, ReaderScreen) for screen in self.screen_stack[:-1])
        if below and (self.screen is not self.reader or self.reader.over):
            _keep_what_is_typed(self.disk, self.screen)
            self.pop_screen()
        else:
            self.end()

    def action_help_quit(self) -> None:
        """What ctrl+c does where nothing is selected."""
        self.notify("q leaves, and ctrl+q from anywhere.", timeout=3, markup=False)

    @work(exclusive=True, group="opening")
    async def action_library(self, problem: str = "") -> None:
        from briefing.tui.screens.library import LibraryScreen

        if not isinstance(self.screen, LibraryScreen):
            volumes = await self.disk.volumes()
            self.push_screen(LibraryScreen(volumes, str(self.opening.library), problem))

    def action_help(self) -> None:
        from briefing.tui.screens.help import HelpScreen

        def open_manual(wanted: bool | None) -> None:
            if wanted:
                self.open_path(str(paths.bundled_content() / "manual.md"), over=True)

        scopes: tuple[Scope, ...] = ("library", "everywhere")
        if self.reader is not None and self.screen is self.reader:
            here = self.reader.scope
            others: tuple[Scope, ...] = ("text", "list", "editor", "reader", "everywhere")
            scopes = (here, *(scope for scope in others if scope != here))
        self.push_screen(HelpScreen(scopes), open_manual)

    @work(exclusive=True, group="opening")
    async def open_path(self, path: str, *, first: bool = False, over: bool = False) -> None:
        """Read a briefing and show it; say why where that cannot be, and offer the library at the start."""
        try:
            briefing = await self.disk.briefing(path)
        except BriefingError as error:
            if first:
                self.action_library(str(error))
            else:
                self._refuse(error)
        else:
            self.show_briefing(briefing, path, over=over)

    def show_briefing(self, briefing: Briefing, path: str = "", *, over: bool = False) -> None:
        """Show a briefing in the place of the one before, or over it so that q leads back."""
        while not over and len(self.screen_stack) > 1:
            _keep_what_is_typed(self.disk, self.screen)
            self.pop_screen()
        self.push_screen(ReaderScreen(briefing, path, self.opening.settings.width, over=over))
        self.call_after_refresh(self.read_notes)

    @work
    async def read_notes(self) -> None:
        """Find the notes on the briefing, where it was left, and what was typed and never saved."""
        reader = self.reader
        if reader is None:
            return
        reader.resume(await self.disk.position(reader.briefing))
        notebook = await self.disk.notebook(reader.briefing)
        reader.show_notebook(notebook)
        reader.show_drafts(await self.disk.kept_drafts(reader.briefing))

    @work(exclusive=True, group="looking")
    async def look_at_notes(self) -> None:
        """Take what another program wrote into the notes, unless a note is being typed."""
        reader = self.reader
        if reader is None or reader.notebook is None or reader.editor is not None:
            return
        notebook = await self.disk.notebook_if_changed(reader.briefing, reader.notebook)
        if notebook is not None and reader.editor is None:
            reader.show_notebook(notebook)
            self.notify(
                "The notes were changed by another program; they are shown as they are now.", markup=False
            )

    @on(BriefingChosen)
    def open_chosen(self, event: BriefingChosen) -> None:
        self.open_path(event.path)

    @on(NoteChanged)
    def change_note(self, event: NoteChanged) -> None:
        told = noted.changed(event.old, event.new)
        self.change_notes(
            lambda briefing: self.disk.change_note(briefing, event.old, event.new, event.draft_key), told
        )

    @work
    async def change_notes(self, change: Callable[[Briefing], Awaitable[Notebook]], told: str) -> None:
        """Change the notes of the briefing, and say that it is done only when the disk has it.

        For nothing to tell, what was taken back is told.
        """
        reader = self.reader
        if reader is None:
            return
        try:
            notebook = await change(reader.briefing)
        except BriefingError as error:
            if reader.editor is not None:
                reader.editor.refuse(str(error))
            self._refuse(error)
        else:
            self._corrected.clear()  # what is done last is taken back first
            told = told or noted.taken_back(reader.notebook, notebook)
            reader.note_saved(notebook)
            self.notify(told, timeout=3, markup=False)

    @on(DraftTyped)
    @work
    async def keep_draft(self, event: DraftTyped) -> None:
        if self.reader is None:
            return
        try:
            await self.disk.keep_draft(self.reader.briefing, event.key, event.draft)
        except BriefingError as error:
            self._refuse(error)

    @on(Corrected)
    @work
    async def correct(self, event: Corrected) -> None:
        """Write a correction where it belongs, and read the briefing anew."""
        reader = self.reader
        if reader is None:
            return
        before = reader.path
        try:
            written = await self.disk.correct(event.correction, reader.briefing, before)
            await self._read_again(reader, written.briefing)
        except BriefingError as error:
            self._refuse(error)
            return
        self._corrected.append(before)
        copied = " A copy in your library holds it." if written.briefing != before else ""
        self.notify(f"Put right; U takes it back.{copied}", timeout=3, markup=False)

    @on(Undone)
    @work
    async def undo(self) -> None:
        """Take back the last thing done here, or else the last change of the notes on an earlier day."""
        reader = self.reader
        if reader is None:
            return
        if not self._corrected:
            self.change_notes(self.disk.undo_note, "")
            return
        try:
            await self.disk.undo_correction()
            await self._read_again(reader, self._corrected.pop())
        except BriefingError as error:
            self._refuse(error)
        else:
            self.notify("Taken back.", timeout=2, markup=False)

    async def _read_again(self, reader: ReaderScreen, path: str) -> None:
        briefing = await self.disk.briefing(path)
        reader.path = path
        reader.show_again(briefing)
        reader.show_notebook(await self.disk.notebook(briefing))

    def _refuse(self, error: BriefingError) -> None:
        self.notify(str(error), severity="error", timeout=30, markup=False)


def run(opening: Opening) -> int:
    """Read until the reader leaves; what the process should return."""
    app = BriefingApp(opening)
    app.run()
    return app.return_code or 0
