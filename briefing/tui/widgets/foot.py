"""The last row of the screen: the keys that matter here, and where the reader is."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget

from briefing import actions, printable


class Foot(Widget):
    """Keys at the left, the place at the right."""

    DEFAULT_CSS = "Foot { height: 1; dock: bottom; background: $surface; }"

    def __init__(self) -> None:
        super().__init__()
        self.keys = Content("")
        self.place = Content("")
        self.pending = Content("")

    def show_keys(self, *scopes: actions.Scope) -> None:
        """The most useful keys of the scopes that the focus is in."""
        parts: list[tuple[str, str]] = []
        for action in actions.footer(*scopes):
            parts += [
                (f" {actions.key_name(action.keys[0])} ", "bold $text-accent"),
                (f"{action.footer_title or action.title} ", ""),
            ]
        self.keys = Content.assemble(*parts)
        self.refresh()

    def show_pending(self, typed: str) -> None:
        """What is typed and waits for a key."""
        self.pending = Content.styled(f" {printable.line(typed)} ", "bold reverse") if typed else Content("")
        self.refresh()

    def show_place(self, place: str) -> None:
        self.place = Content.styled(f" {printable.line(place)} ", "$text-muted")
        self.refresh()

    def render(self) -> Content:
        room = max(0, self.size.width - self.place.cell_length - self.pending.cell_length)
        return Content.assemble(self.pending, self.keys.truncate(room, ellipsis=True, pad=True), self.place)
