"""The keys of the readout: motions, counts, selecting, and what is asked about a passage."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Container
from textual.getters import query_one
from textual.message import Message

from briefing.model import Span
from briefing.tui.bindings import bindings
from briefing.tui.widgets.pending import Pending
from briefing.tui.widgets.text_view import TextView

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from briefing.tui.widgets.position import Position

_MOTIONS: Mapping[str, Callable[[Position, int], object]] = {
    "line_down": lambda position, count: position.scroll(count),
    "line_up": lambda position, count: position.scroll(-count),
    "half_page_down": lambda position, count: position.page_by(0.5 * count),
    "half_page_up": lambda position, count: position.page_by(-0.5 * count),
    "page_down": lambda position, count: position.page_by(count),
    "page_up": lambda position, count: position.page_by(-count),
    "next_section": lambda position, count: position.step_section(count),
    "previous_section": lambda position, count: position.step_section(-count),
    "word_more": lambda position, count: position.step_section(count),
    "word_less": lambda position, count: position.step_section(-count),
    "next_paragraph": lambda position, count: position.step_paragraph(count),
    "previous_paragraph": lambda position, count: position.step_paragraph(-count),
    "next_sentence": lambda position, count: position.step_sentence(count),
    "previous_sentence": lambda position, count: position.step_sentence(-count),
}
_JUMPS = ("top", "bottom", "percent")
_SELECTING = {"word_more": 1, "word_less": -1, "line_down": 1, "line_up": -1}
"""Motions that move the end of a selection while there is one."""
_PREFIXES = ("set_mark", "go_to_mark", "hint")


def method(action: str) -> str:
    """Textual's action for an action of the text, by its id: motions and selecting are the pane's own."""
    if action in _MOTIONS:
        return f"move('{action}')"
    if action in _JUMPS:
        return f"jump('{action}')"
    if action in _PREFIXES:
        return f"wait('{action}')"
    return {
        "select": "select",
        "select_section": "select(True)",
        "count": "count",
        "swap_ends": "other_end",
    }.get(action, f"ask('{action}')")


class TextPane(Container):
    """Moves the view of the readout by keys, and hands on what they ask for."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("text", method)
    BLANK = True
    DEFAULT_CSS = "TextPane { min-width: 20; }"

    view = query_one(TextView)

    class Asked(Message):
        """An action on a passage: the selection, or else the current sentence."""

        def __init__(self, action: str, span: Span) -> None:
            super().__init__()
            self.action = action
            self.span = span

    class Typed(Message):
        """A key that an action waited for; an empty one when the reader thought better of it."""

        def __init__(self, action: str, key: str) -> None:
            super().__init__()
            self.action = action
            self.key = key

    class Pended(Message):
        """What is typed and waits for a key is another."""

        def __init__(self, typed: str) -> None:
            super().__init__()
            self.typed = typed

    def __init__(self, measure: int) -> None:
        """``measure`` is the most cells of a line, however wide the screen is."""
        super().__init__()
        self._measure = measure
        self.pending = Pending(lambda typed: self.post_message(self.Pended(typed)))
        self._key = ""

    def compose(self) -> ComposeResult:
        yield TextView(self._measure, id="text")

    def on_key(self, event: events.Key) -> None:
        self._key = event.character or event.key
        if self.pending.prefix:
            event.stop()
            event.prevent_default()
            self.post_message(self.Typed(self.pending.prefix, "" if event.key == "escape" else self._key))

    def action_count(self) -> None:
        """Add the digit just typed to the count."""
        self.pending.add_digit(self._key)

    def action_wait(self, action: str) -> None:
        self.post_message(self.Typed(action, ""))

    def action_ask(self, action: str) -> None:
        self.pending.take_count()
        self.post_message(self.Asked(action, self.view.selection or self.view.position.current))

    def action_move(self, motion: str) -> None:
        count = self.pending.take_count() or 1
        if self.view.selection is not None and motion in _SELECTING:
            self._move_selection(motion, _SELECTING[motion] * count)
        else:
            _MOTIONS[motion](self.view.position, count)
            self._end_motion()

    def action_jump(self, where: str) -> None:
        """Go to an end of the text; with a count, so far into it or to a section."""
        count, position = self.pending.take_count(), self.view.position
        self.view.trail.leave(position.current.start)
        match where:
            case "top":
                position.go_top()
            case "percent" if count is not None:
                length = len(self.view.briefing.text)
                position.go_to(max(0, min(length - 1, length * count // 100)))
            case "bottom" if count is not None:
                position.step_section(count - 1 - position.section)
            case "bottom":
                position.go_bottom()
        self._end_motion()

    def action_select(self, whole: bool = False) -> None:
        """The sentence, then its paragraph, then nothing; or the whole section."""
        view = self.view
        if whole and view.position.section >= 0:
            section = view.briefing.sections[view.position.section]
            view.selecting.take(Span(section.start, section.end))
        else:
            view.selecting.widen(view.position)
        view.redraw()

    def action_other_end(self) -> None:
        """Let the other end of the selection move; without a selection, ask for the source."""
        if self.view.selection is None:
            self.action_ask("source")
            return
        self.view.selecting.swap()
        self.view.position.go_to(self.view.selecting.free)
        self.view.redraw()

    def _move_selection(self, motion: str, steps: int) -> None:
        view = self.view
        if motion.startswith("word"):
            view.selecting.move_by_word(steps, view.briefing.text)
        else:
            view.selecting.move_by_sentence(steps, view.position)
        view.position.go_to(view.selecting.free)
        view.redraw()

    def _end_motion(self) -> None:
        view = self.view
        if view.selection is not None and not view.selection.overlaps(view.position.current):
            view.selecting.take(None)  # what is acted on is always where the reader is
        view.redraw()
