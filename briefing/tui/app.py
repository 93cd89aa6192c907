"""The application: it asks the disk for what the screens need, and tells them what came of it."""

from __future__ import annotations

import gc
import os
import signal
import sys
import warnings
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events, on, work
from textual.app import App

from briefing import paths, printable, state
from briefing.errors import BriefingError
from briefing.library.opening import Opening, beginning, known_briefing
from briefing.tui import signals, themes
from briefing.tui.bindings import app_method, bindings, textual_keymap
from briefing.tui.comparing import Comparer
from briefing.tui.disk import Disk
from briefing.tui.exploring import Explorer
from briefing.tui.frames import relieving, thrifty
from briefing.tui.keeping import Keeper
from briefing.tui.leaving import Leaving
from briefing.tui.pictures import Pictures
from briefing.tui.safety import SAFE
from briefing.tui.screens.reader import ReaderScreen
from briefing.tui.screens.waiting import WaitingScreen
from briefing.tui.terminal import attentive
from briefing.tui.typing_ahead import TypingAhead
from briefing.tui.widgets import in_words
from briefing.tui.widgets.foot import Foot
from briefing.tui.wishes import BriefingChosen, LibraryWish, MeetingWish, Settled, Wish

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from textual.actions import ActionParseResult
    from textual.await_complete import AwaitComplete
    from textual.binding import BindingType
    from textual.command import Provider
    from textual.dom import DOMNode
    from textual.driver import Driver
    from textual.filter import LineFilter
    from textual.notifications import SeverityLevel
    from textual.screen import Screen

    from briefing.actions import Scope
    from briefing.model import Briefing
    from briefing.standin import StandIn


def _commands() -> type[Provider]:
    from briefing.tui.palette import BriefingCommands  # 20 ms that the first frame need not wait for

    return BriefingCommands


PLAIN_CSS = Path(__file__).parent / "screens" / "plain.tcss"

_HEARD = 10.0
"""Seconds that a message stays at least where it is heard and not seen."""

_LONG = 200_000
"""Code points of a text from which on a collection of garbage would be felt at the keys."""


def _collect_garbage() -> None:
    """From the first frame on; what was loaded for it is left out."""
    gc.freeze()
    gc.enable()


def _leave_out_of_collections() -> None:
    """Look through what is in memory once more and then no longer: a long text takes 50 ms each time."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def _terminal(driver: type[Driver], stand_in: StandIn | None, lost: Callable[[], object]) -> type[Driver]:
    """The driver, with what is ours between it and the terminal; on Windows as it is.

    ``lost`` is called when a terminal is gone; a browser that is served is none.
    """
    if sys.platform == "win32":  # there Textual cuts its frames into pieces
        return driver
    from textual.drivers.linux_driver import LinuxDriver

    if issubclass(driver, LinuxDriver):
        driver = attentive(driver, lost)
    driver = thrifty(driver)
    return driver if stand_in is None else relieving(driver, stand_in)


class BriefingApp(App[None]):
    """Opens briefings, keeps notes and drafts, and ends without losing what was typed."""

    TITLE = "briefing"
    # The reader's looks belong to the application: Textual reads no style sheet of a default screen.
    CSS_PATH = Path(__file__).parent / "screens" / "reader.tcss"
    COMMANDS: ClassVar[set[Callable[[], type[Provider]]]] = {_commands}  # type: ignore[assignment]
    BINDINGS: ClassVar[list[BindingType]] = bindings("everywhere", app_method)

    def __init__(self, opening: Opening, stand_in: StandIn | None = None) -> None:
        """With a ``stand_in`` on the terminal nothing is drawn before the reader is complete."""
        plain = opening.settings.plain
        super().__init__(
            css_path=[self.CSS_PATH, PLAIN_CSS] if plain else None,
            # Without colour nothing is turned into shades of grey: the terminal's own ink and paper stay.
            ansi_color=True if "NO_COLOR" in os.environ else None,
        )
        self.leaving = Leaving(self)
        lost = partial(self.leaving.end, 128 + signal.SIGHUP)
        self.driver_class = _terminal(self.driver_class, stand_in, lost)
        self.set_class(plain, in_words.PLAIN)
        if plain:
            self.animation_level = "none"
        self.opening = opening
        self.disk = Disk(opening)
        self.keeper = Keeper(self)
        self.explorer = Explorer(self)
        self.comparer = Comparer(self)
        self.pictures = Pictures(self, stand_in)
        self.typing_ahead = TypingAhead(self)
        self.screens_left = 0
        """How many screens were left so far, dialogs not counted."""
        for theme in themes.THEMES:
            self.register_theme(theme)
        colours = None if self.no_color else self.console.color_system
        self.theme = themes.chosen(opening.settings.theme, self.available_themes, colours)
        self.keymap = opening.settings.keys
        self.set_keymap(textual_keymap(self.keymap))

    @property
    def reader(self) -> ReaderScreen | None:
        """The reader, looked at or below a dialog."""
        found = (screen for screen in reversed(self.screen_stack) if isinstance(screen, ReaderScreen))
        return next(found, None)

    def get_css_variables(self) -> dict[str, str]:
        self.theme_variables = themes.complete(super().get_css_variables(), self.current_theme.variables)
        return self.theme_variables

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
                return ReaderScreen(known, path, self.opening.settings.width, how=state.left(known.id))
        if path is None:
            return WaitingScreen("", "", self.opening.settings.width)
        told = f"Reading {printable.line(os.fsdecode(os.fsencode(path)))} …"
        return WaitingScreen(told, printable.lines(beginning(path)), self.opening.settings.width)

    def on_load(self) -> None:
        signals.listen(self)  # before the terminal is another's

    def on_mount(self) -> None:
        self.call_after_refresh(_collect_garbage)
        self.keeper.watch.begin()
        self.pictures.begin()
        if self.keymap.trouble:
            self.notify(self.keymap.trouble, severity="warning", timeout=30, markup=False)
        if self.reader is not None:
            self.call_after_refresh(self.keeper.read_notes)
        elif self.opening.path is None and self.opening.standard_input is None:
            self.action_library()
        else:
            # The reading would keep the first frame from coming.
            self.call_after_refresh(self.open_path, self.opening.path or "", first=True)

    def on_unmount(self) -> None:
        self.keeper.watch.end()
        self.disk.close()
        self.explorer.shelf.close()

    def pop_screen(self) -> AwaitComplete:
        self.screens_left += not self.screen.is_modal
        return super().pop_screen()

    def _handle_exception(self, error: Exception) -> None:
        """A fault of the program must not cost what is typed."""
        if self._exception is None:
            for screen in self._screen_stack:
                # Whatever else is broken, the other screens have their turn and the fault is told.
                with suppress(Exception):
                    self.leaving.keep(screen)
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """Textual's own tells the values of variables too: what was typed, and what other people wrote."""
        from rich.segment import Segments
        from rich.traceback import Traceback

        told = Traceback(show_locals=False, width=None)
        self._exit_renderables.append(Segments(self.console.render(told, self.console.options)))
        self._close_messages_no_wait()

    async def on_event(self, event: events.Event) -> None:
        if not (isinstance(event, (events.Key, events.Paste)) and self.typing_ahead.takes(event)):
            await super().on_event(event)

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        self.typing_ahead.hear(action if isinstance(action, str) else action[1])
        return await super().run_action(action, default_namespace, namespaces)

    async def action_quit(self) -> None:
        self.leaving.end()

    def action_back_or_quit(self) -> None:
        self.leaving.back()

    def action_help_quit(self) -> None:
        """What ctrl+c does where nothing is selected."""
        close, leave = self.keymap.key("close"), self.keymap.key("leave")
        self.notify(f"{close} leaves, and {leave} from anywhere.", timeout=3, markup=False)

    @work(exclusive=True, group="opening")
    async def action_library(self, problem: str = "") -> None:
        await self.explorer.show_library(problem)

    @work(exclusive=True, group="all notes")
    async def action_all_notes(self) -> None:
        """List the notes on all briefings as they are read, until the reader leaves the list."""
        from briefing.tui.screens.notes import NotesScreen

        if isinstance(self.screen, NotesScreen):
            return
        screen = NotesScreen()
        await self.push_screen(screen)
        async for annotated in self.disk.annotated():
            if not screen.is_attached:
                return
            screen.take(annotated)
        screen.finish()

    def action_command_palette(self) -> None:
        from briefing.tui.palette import Palette

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette(id="--command-palette"))

    def action_help(self) -> None:
        from briefing.tui.screens.help import HelpScreen

        def open_manual(wanted: bool | None) -> None:
            if wanted:
                self.open_path(str(paths.bundled_content() / "manual.md"), over=True)

        here: Scope = getattr(self.screen, "scope", "everywhere")
        scopes: tuple[Scope, ...] = (here, "everywhere")
        if isinstance(self.screen, ReaderScreen):
            others: tuple[Scope, ...] = ("text", "list", "editor", "review", "reader", "everywhere")
            scopes = (here, *(scope for scope in others if scope != here))
        self.push_screen(HelpScreen(scopes), open_manual)

    @work(exclusive=True, group="opening")
    async def open_path(
        self, path: str, *, first: bool = False, over: bool = False, note_id: str = "", offset: int = -1
    ) -> None:
        """Read a briefing and show it; say why where that cannot be, and offer the library at the start."""
        try:
            briefing = await self.disk.briefing(path)
        except BriefingError as error:
            if first:
                self.action_library(str(error))
            else:
                self.keeper.refuse(error)
        else:
            self.show_briefing(briefing, path, over=over, note_id=note_id, offset=offset)

    def show_briefing(
        self, briefing: Briefing, path: str = "", *, over: bool = False, note_id: str = "", offset: int = -1
    ) -> None:
        """Show a briefing in the place of all that is shown, or over it so that q leads back.

        With a note or an ``offset`` that is not negative, go there.
        """
        while not over and len(self.screen_stack) > 1:
            if not self.leaving.keep(self.screen):
                return
            self.pop_screen()
        self.push_screen(ReaderScreen(briefing, path, self.opening.settings.width, over=over))
        if len(briefing.text) > _LONG:
            self.call_after_refresh(_leave_out_of_collections)
        self.call_after_refresh(self.keeper.read_notes, note_id, offset)

    @on(Wish)
    def grant(self, wish: Wish) -> None:
        if isinstance(wish, BriefingChosen):
            self.open_path(wish.path, note_id=wish.note_id)
        elif isinstance(wish, Settled):
            self.pictures.settle()
        elif isinstance(wish, LibraryWish):
            self.explorer.grant(wish)
        elif isinstance(wish, MeetingWish):
            self.comparer.grant(wish)
        else:
            self.keeper.grant(wish)

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """Say something, over the text or, in plain words, at its foot. It is never read as markup."""
        feet = [foot for screen in reversed(self.screen_stack) for foot in screen.query(Foot)]
        if feet and self.has_class(in_words.PLAIN):
            feet[0].say(message, max(timeout or 0, _HEARD))
        else:
            super().notify(message, title=title, severity=severity, timeout=timeout, markup=False)


def run(opening: Opening, stand_in: StandIn | None = None) -> int:
    """Read until the reader leaves; what the process should return."""
    if not sys.warnoptions:
        warnings.simplefilter("ignore")  # they are for who writes programs, and would stand on the terminal
    app = BriefingApp(opening, stand_in)
    app.run()
    if app._exception is not None and not app.leaving.unkept:
        sys.stderr.write("briefing: This is a fault of the program; what was typed is kept as a draft.\n")
    if app.leaving.unkept and app.return_code:
        with suppress(OSError):  # the terminal may be gone
            sys.stderr.write(f"briefing: {printable.lines(app.leaving.unkept)}\n")
    # One that was interrupted before it could hear signals has none.
    return 128 + signal.SIGINT if app.return_code is None else app.return_code
