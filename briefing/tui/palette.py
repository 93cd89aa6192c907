"""The command palette: every action, section and entity by a part of its name."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from briefing import actions, printable
from briefing.tui.bindings import app_method, from_a_dialog, keys_in_force
from briefing.tui.screens.reader import ReaderScreen
from briefing.tui.widgets.text_pane import method as text_method

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual.binding import BindingType

    from briefing.tui.widgets.panes import Panes

_IN_READER: tuple[actions.Scope, ...] = ("text", "reader", "everywhere")


class Palette(CommandPalette):
    BINDINGS: ClassVar[list[BindingType]] = from_a_dialog()


class BriefingCommands(Provider):
    """What is offered is ``Content``: the names of sections and entities are other people's words."""

    async def discover(self) -> Hits:
        for name, told, run in self._offers():
            yield DiscoveryHit(Content(name), run, text=name, help=told)

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for name, told, run in self._offers():
            score = matcher.match(name)
            if score > 0:
                yield Hit(score, Content(name), run, text=name, help=told)

    def _offers(self) -> Iterator[tuple[str, str, Callable[[], object]]]:
        """Names, explanations, and what to do."""
        screen = self.screen
        if not isinstance(screen, ReaderScreen):
            for action in actions.in_scope("everywhere"):
                run = partial(self.app.run_action, app_method(action.id))
                yield *self._told(action), run
            return
        panes = screen.panes
        for scope in _IN_READER:
            for action in actions.in_scope(scope):
                yield *self._told(action), partial(_run, panes, action)
        for number, section in enumerate(screen.briefing.sections):
            name = f"Section {number + 1}: {printable.line(section.heading)}"
            yield name, "Go to this section.", partial(panes.text.go_to_section, number)
        for entity in screen.briefing.entities:
            name = f"{entity.kind.capitalize()}: {printable.line(entity.name)}"
            yield name, "Go to its next mention.", partial(panes.go_to_entity, entity.id)

    def _told(self, action: actions.Action) -> tuple[str, str]:
        keymap = keys_in_force(self.app)
        key = "".join(f" ({name})" for name in keymap.names(action)[:1])
        return f"{action.title}{key}", keymap.help(action)


async def _run(panes: Panes, action: actions.Action) -> None:
    """Do what the action's key does, where that key is bound."""
    match action.scope:
        case "text":
            panes.read()
            await panes.keys.run_action(text_method(action.id))
        case "reader":
            await panes.run_action(action.id)
        case _:
            await panes.app.run_action(app_method(action.id))
