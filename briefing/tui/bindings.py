"""Rows of the table of actions as Textual's bindings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.binding import Binding, BindingType

from briefing import actions

if TYPE_CHECKING:
    from collections.abc import Callable


def bindings(scope: actions.Scope, method: Callable[[str], str | None] = str) -> list[BindingType]:
    """A binding for each action of a scope, under the id that a keymap names.

    ``method`` gives Textual's action for an action's id, where that is another word.
    """
    return [
        Binding(
            ",".join(action.keys),
            method(action.id) or action.id,
            action.title,
            show=False,
            id=f"{scope}.{action.id}",
            tooltip=action.help,
        )
        for action in actions.in_scope(scope)
    ]


def app_method(action: str) -> str:
    """Textual's action for what can be done everywhere, by its id."""
    return {"palette": "command_palette", "leave": "quit", "suspend": "suspend_process"}.get(action, action)
