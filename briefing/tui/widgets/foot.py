"""The last row of the screen: the keys that matter here, and where the reader is."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget

from briefing import actions, printable
from briefing.tui.bindings import keys_in_force


class Foot(Widget):
    """Keys at the left, behind what is being typed of a command; the place at the right."""

    DEFAULT_CSS = "Foot { height: 1; dock: bottom; background: $surface; }"

    def __init__(self) -> None:
        super().__init__()
        self.keys = Content("")
        self.pending = Content("")
        self.place = Content("")

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
        self.refresh()

    def show_pending(self, text: str) -> None:
        """The keys pressed so far of a command that takes more than one; an empty text for none."""
        self.pending = Content.styled(f" {printable.line(text)} ", "bold reverse") if text else Content("")
        self.refresh()

    def show_place(self, place: str) -> None:
        self.place = Content.styled(f" {printable.line(place)} ", "$text-muted")
        self.refresh()

    def render(self) -> Content:
        room = max(0, self.size.width - self.place.cell_length)
        left = Content.assemble(self.pending, self.keys)
        return Content.assemble(left.truncate(room, ellipsis=True, pad=True), self.place)
