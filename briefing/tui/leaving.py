"""How screens and the program are left, whether the reader wants that or a fault of the program does."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from textual.app import App

if TYPE_CHECKING:
    from textual.await_complete import AwaitComplete
    from textual.screen import Screen


class LeavingApp(App[None]):
    """Counts the screens that were left, and keeps what is typed when it fails."""

    screens_left = 0
    """How many screens were left so far, dialogs not counted."""

    def pop_screen(self) -> AwaitComplete:
        self.screens_left += not self.screen.is_modal
        return super().pop_screen()

    def action_command_palette(self) -> None:
        from briefing.tui.palette import Palette

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette(id="--command-palette"))

    def _keep_what_is_typed(self, screen: Screen[object]) -> bool:
        """Whether what is typed on a screen and not saved is safe now."""
        raise NotImplementedError

    def _handle_exception(self, error: Exception) -> None:
        """A fault of the program must not cost what is typed."""
        if self._exception is None:
            for screen in self._screen_stack:
                # Whatever else is broken, the other screens have their turn and the fault is told.
                with suppress(Exception):
                    self._keep_what_is_typed(screen)
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """Textual's own tells the values of variables too: what was typed, and what other people wrote."""
        from rich.segment import Segments
        from rich.traceback import Traceback

        told = Traceback(show_locals=False, width=None)
        self._exit_renderables.append(Segments(self.console.render(told, self.console.options)))
        self._close_messages_no_wait()
