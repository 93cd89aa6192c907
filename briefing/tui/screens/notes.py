"""The notes on all briefings in one list."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import on
from textual.content import Content
from textual.getters import query_one
from textual.screen import Screen
from textual.widgets import Static

from briefing import printable
from briefing.tui.bindings import bindings, keys_in_force
from briefing.tui.widgets.card import Card
from briefing.tui.widgets.foot import Foot
from briefing.tui.widgets.note_filter import NoteFilter
from briefing.tui.widgets.note_rows import note_card, note_row
from briefing.tui.widgets.rows import Row, RowList, heading
from briefing.tui.wishes import BriefingChosen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from briefing.actions import Scope
    from briefing.notes.notebook import Annotated

_SHOWN = 500
"""Rows; who has more notes narrows them."""
_PAUSE = 0.1
"""Seconds between two looks at what has come in."""


class _Listed(NamedTuple):
    """A note by the number of its briefing among those that came in, and its id."""

    number: int
    note_id: str


_METHODS = {
    "open_note": "select",
    "notes_down": "step(1)",
    "notes_up": "step(-1)",
    "filter_notes": "ask('filter')",
    "close_notes": "screen.close",
}


class NoteList(RowList):
    BINDINGS: ClassVar[list[BindingType]] = bindings("notes", _METHODS.__getitem__)


class NotesScreen(Screen[None]):
    """Is given the notes of one briefing after another, and shows those that the reader narrows them to."""

    AUTO_FOCUS = "NoteList"
    CSS_PATH = "notes.tcss"

    scope: Scope = "notes"

    notes = query_one(NoteList)
    narrowing = query_one(NoteFilter)
    foot = query_one(Foot)

    def __init__(self) -> None:
        super().__init__()
        self._annotated: list[Annotated] = []
        self._complete = False
        self._stale = False

    def compose(self) -> ComposeResult:
        yield Static(Content("Notes on all briefings"), id="notes-title", markup=False)
        yield NoteFilter(id="notes-filter")
        yield NoteList(id="notes")
        yield Card(id="notes-card")
        yield Foot()

    def on_mount(self) -> None:
        self.notes.focus()
        self.foot.show_keys("notes", "everywhere")
        self._show()
        self.set_interval(_PAUSE, self._show_what_came)

    def take(self, annotated: Annotated) -> None:
        """Take the notes of one more briefing."""
        self._annotated.append(annotated)
        self._stale = True

    def finish(self) -> None:
        """There are no more."""
        self._complete = True
        self._stale = True

    def action_close(self) -> None:
        self.app.pop_screen()

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        if isinstance(event.value, _Listed):
            one = self._annotated[event.value.number]
            if one.briefing is None:
                self.notify(one.problems[-1], severity="warning", markup=False)
            else:
                self.post_message(BriefingChosen(str(one.text_path), event.value.note_id))

    def on_row_list_asked(self, event: RowList.Asked) -> None:
        self.narrowing.read()

    def on_row_list_pointed(self, event: RowList.Pointed) -> None:
        self._show_card()

    @on(NoteFilter.Narrowed)
    def narrow(self) -> None:
        self._show(cursor=0)

    @on(NoteFilter.Left)
    def go_to_list(self) -> None:
        self.notes.focus()

    def _show_what_came(self) -> None:
        if self._stale:
            self._stale = False
            self._show()

    def _show(self, cursor: int | None = None) -> None:
        rows = list(self._rows())
        count = sum(row.value is not None for row in rows)
        if count > _SHOWN:
            rows = [*rows[:_SHOWN], Row(Content(f"{count:,} notes; narrow them to see the rest"))]
        elif not rows and self._complete:
            key = keys_in_force(self).key("annotate")
            none = (
                "No notes are so" if self.narrowing.words else f"No notes yet: {key} writes one on a sentence"
            )
            rows = [Row(Content(none))]
        before = self.notes.highlighted
        self.notes.show(rows, cursor if before is not None else 0)
        waiting = "" if self._complete else "  reading …"
        self.foot.show_place(f"● {count:,}{waiting}")
        self._show_card()

    def _rows(self) -> Iterator[Row]:
        kept = self.narrowing.kept
        for number, one in enumerate(self._annotated):
            found = [
                note for note in one.notes if kept.keeps(note, one.placements.get(note.id), one.briefing)
            ]
            if found:
                yield heading(_title(one))
            for note in found:
                yield note_row(note, one.placements.get(note.id), _Listed(number, note.id))

    def _show_card(self) -> None:
        listed = self.notes.value
        told = ""
        if isinstance(listed, _Listed):
            one = self._annotated[listed.number]
            note = next(note for note in one.notes if note.id == listed.note_id)
            told = note_card(note, one.placements.get(note.id))
        self.query_one(Card).show(told)


def _title(annotated: Annotated) -> str:
    briefing = annotated.briefing
    if briefing is None:
        return f"{printable.line(annotated.id)} (its text is not in the library)"
    return printable.line("  ".join(filter(None, (briefing.date, briefing.title or briefing.id))))
