"""Rows of the table of actions as Textual's bindings, and the keys that are in force instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.binding import Binding, BindingType

from briefing import actions
from briefing.keymap import Keymap, full_id

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.message_pump import MessagePump

_NO_KEY = "no-key"
"""What no terminal sends, for an action without keys: Textual takes an empty list for no change."""


def bindings(scope: actions.Scope, method: Callable[[str], str | None] = str) -> list[BindingType]:
    """A binding for each action of a scope, under the id that a keymap names.

    ``method`` gives Textual's action for an action's id, where that is another word.
    """
    return [_binding(action, method(action.id) or action.id) for action in actions.in_scope(scope)]


def also(action: str, method: str) -> Binding:
    """A binding for the keys of an action, by its id, where they do what is like it: they change with it."""
    return _binding(actions.BY_ID[action], method)


def from_a_dialog() -> list[BindingType]:
    """What has to be possible from everywhere; the application's own bindings end at a dialog."""
    return [also("leave", "app.quit"), also("suspend", "app.suspend_process")]


def textual_keymap(keymap: Keymap) -> dict[str, str]:
    """A keymap as Textual wants it.

    While something is typed, Textual heeds it for those actions alone of which a key of the table types
    nothing; the others act then by no key, as they did by none of the table's.
    """
    return {name: _listed(keys) for name, keys in keymap.changed.items()}


def keys_in_force(node: MessagePump) -> Keymap:
    """The keymap of the application that a widget is in, or the table's keys where that has none."""
    keymap = getattr(node.app, "keymap", None)
    return keymap if isinstance(keymap, Keymap) else Keymap()


def _binding(action: actions.Action, method: str) -> Binding:
    return Binding(_listed(action.keys), method, action.title, show=False, id=full_id(action))


def _listed(keys: tuple[str, ...]) -> str:
    return ",".join(keys) or _NO_KEY


def app_method(action: str) -> str:
    """Textual's action for what can be done everywhere, by its id."""
    return {"palette": "command_palette", "leave": "quit", "suspend": "suspend_process"}.get(action, action)
