"""The last row of the screen: the keys that matter here, and where the reader is."""

from __future__ import annotations

from functools import partial

from textual.content import Content
from textual.widget import Widget

from briefing import actions, printable
from briefing.tui.bindings import keys_in_force
from briefing.tui.widgets import in_words


class Foot(Widget):
    """Keys at the left, behind what is being typed of a command; the place at the right."""

    DEFAULT_CSS = "Foot { height: 1; dock: bottom; background: $surface; }"

    def __init__(self) -> None:
        super().__init__()
        self.keys = Content("")
        self.pending = Content("")
        self.place = Content("")
        self._said: list[str] = []

    def show_keys(self, *scopes: actions.Scope) -> None:
        """The most useful keys of the scopes that the focus is in."""
        keymap = keys_in_force(self)
        parts: list[tuple[str, str]] = []
        for action in actions.footer(*scopes):
            for name in keymap.names(action)[:1]:  # none for what is only in the palette
                parts += [
                    (f" {name} ", "bold $text-accent"),
                    (f"{action.footer_title or action.title} ", ""),
                ]
        self.keys = Content.assemble(*parts)
        self._show()

    def show_pending(self, text: str) -> None:
        """The keys pressed so far of a command that takes more than one; an empty text for none."""
        self.pending = Content.styled(f" {printable.line(text)} ", "bold reverse") if text else Content("")
        self._show()

    def show_place(self, place: str) -> None:
        self.place = Content.styled(f" {printable.line(place)} ", "$text-muted")
        if in_words.is_plain(self):
            self.place = Content(in_words.place(printable.line(place)))
        self._show()

    def say(self, words: str, seconds: float) -> None:
        """Show a message for a while, above the place and the keys: where nothing may lie over the text."""
        self._said.append(printable.line(words))
        self.set_timer(seconds, partial(self._fall_silent, self._said[-1]))
        self._show()

    def _fall_silent(self, words: str) -> None:
        self._said.remove(words)
        self._show()

    def _show(self) -> None:
        self.refresh(layout=in_words.is_plain(self))  # as many lines as the words take

    def render(self) -> Content:
        if in_words.is_plain(self):
            keys = self.keys.truncate(self.size.width, ellipsis=True)
            lines = (*map(Content, self._said), self.pending, self.place, keys)
            return Content("\n").join(line for line in lines if line.plain.strip())
        room = max(0, self.size.width - self.place.cell_length)
        left = Content.assemble(self.pending, self.keys)
        return Content.assemble(left.truncate(room, ellipsis=True, pad=True), self.place)
