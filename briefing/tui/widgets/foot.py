"""The last row of the screen: the keys that matter here, and where the reader is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from briefing import actions, printable

if TYPE_CHECKING:
    from textual.app import ComposeResult


class Foot(Horizontal):
    """Keys at the left, the place at the right."""

    DEFAULT_CSS = """
    Foot { height: 1; dock: bottom; background: $surface; }
    Foot #keys { width: 1fr; height: 1; text-wrap: nowrap; text-overflow: ellipsis; }
    Foot #where { width: auto; height: 1; padding: 0 1; color: $text-muted; }
    """

    def compose(self) -> ComposeResult:
        yield Static(id="keys", markup=False)
        yield Static(id="where", markup=False)

    def show_keys(self, *scopes: actions.Scope) -> None:
        """The most useful keys of the scopes that the focus is in."""
        parts: list[tuple[str, str]] = []
        for action in actions.footer(*scopes):
            parts += [
                (f" {actions.key_name(action.keys[0])} ", "bold $text-accent"),
                (f"{action.footer_title or action.title} ", ""),
            ]
        self.query_one("#keys", Static).update(Content.assemble(*parts))

    def show_place(self, place: str) -> None:
        self.query_one("#where", Static).update(Content(printable.line(place)))
