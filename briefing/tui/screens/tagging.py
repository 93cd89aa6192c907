"""The tags of a passage, typed or chosen from those there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from briefing import printable
from briefing.tui.bindings import from_a_dialog
from briefing.tui.widgets.rows import Row, RowList
from briefing.tui.widgets.tag_input import TagInput

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual.app import ComposeResult

_SHOWN = 100


class Tagging(ModalScreen[tuple[str, ...] | None]):
    """Answers all tags that the passage is to have, or None when the reader thinks better of it."""

    CSS_PATH = "ask.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *from_a_dialog(),
        Binding("escape", "dismiss(None)", "Back"),
        Binding("down", "point(1)", "Next"),
        Binding("up", "point(-1)", "Previous"),
    ]

    def __init__(self, tags: tuple[str, ...], known: Callable[[], Iterable[str]]) -> None:
        super().__init__()
        self._tags = tags
        self._known = known

    def compose(self) -> ComposeResult:
        with Vertical(id="ask"):
            yield Static(Content.styled("Tags of this passage", "bold"), markup=False)
            yield TagInput(self._tags, self._known, id="answer")
            yield RowList(id="choices")
            yield Static(
                Content("Tab completes, ↓ chooses, Enter takes them, Esc goes back"),
                id="ask-foot",
                markup=False,
            )

    def on_mount(self) -> None:
        answer = self.query_one(TagInput)
        answer.focus()
        answer.cursor_position = len(answer.value)
        self.offer()

    def offer(self) -> None:
        """Show the known tags that begin as the last word does, and are not given yet."""
        answer = self.query_one(TagInput)
        begun = answer.value.rpartition(" ")[2].lstrip("#").casefold()
        given = answer.tags if not begun else answer.tags[:-1]
        found = [tag for tag in self._known() if tag.casefold().startswith(begun) and tag not in given]
        choices = self.query_one(RowList)
        choices.show([Row(Content(f"#{printable.line(tag)}"), tag) for tag in found[:_SHOWN]])
        choices.highlighted = None

    def on_input_changed(self, event: Input.Changed) -> None:
        self.offer()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        chosen = self.query_one(RowList).value
        if chosen is None:
            self.dismiss(self.query_one(TagInput).tags)
        else:
            self._take(str(chosen))

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        event.stop()
        self._take(str(event.value))

    def action_point(self, rows: int) -> None:
        self.query_one(RowList).action_step(rows)

    def _take(self, tag: str) -> None:
        """Put a known tag in the place of the word that is being typed."""
        answer = self.query_one(TagInput)
        answer.value = f"{answer.value.rpartition(' ')[0]} {tag} ".lstrip()
        answer.cursor_position = len(answer.value)
        answer.focus()
