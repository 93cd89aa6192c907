"""The last row of the screen: the keys that matter here, and where the reader is."""

from __future__ import annotations

from functools import partial

from textual.content import Content
from textual.widget import Widget

from briefing import actions, printable
from briefing.tui.widgets import in_words


class Foot(Widget):
    """Keys at the left, the place at the right."""

    DEFAULT_CSS = "Foot { height: 1; dock: bottom; background: $surface; }"

    def __init__(self) -> None:
        super().__init__()
        self.keys = Content("")
        self.place = Content("")
        self._said: list[str] = []

    def show_keys(self, *scopes: actions.Scope) -> None:
        """The most useful keys of the scopes that the focus is in."""
        parts: list[tuple[str, str]] = []
        for action in actions.footer(*scopes):
            parts += [
                (f" {actions.key_name(action.keys[0])} ", "bold $text-accent"),
                (f"{action.footer_title or action.title} ", ""),
            ]
        self.keys = Content.assemble(*parts)
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
            lines = (*map(Content, self._said), self.place, keys)
            return Content("\n").join(line for line in lines if line.plain.strip())
        room = max(0, self.size.width - self.place.cell_length)
        return Content.assemble(self.keys.truncate(room, ellipsis=True, pad=True), self.place)
