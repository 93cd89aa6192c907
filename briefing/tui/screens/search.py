"""Searching the words of all briefings and notes, as one types."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.content import Content
from textual.getters import query_one
from textual.screen import Screen
from textual.widgets import Static

from briefing.tui.bindings import bindings
from briefing.tui.widgets.answer_rows import hit_rows, wish
from briefing.tui.widgets.filter_line import FilterLine
from briefing.tui.widgets.foot import Foot
from briefing.tui.widgets.rows import Row, RowList
from briefing.tui.wishes import HitsWanted

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from briefing.actions import Scope
    from briefing.library.index.refreshing import Progress
    from briefing.library.index.searching import Hit

_PLACEHOLDER = 'words  "in this order"  begi*  -without  party:  issue:  entity:  tag:  after:  before:'
_METHODS = {
    "open_hit": "select",
    "hits_down": "step(1)",
    "hits_up": "step(-1)",
    "change_words": "screen.read_words",
    "close_search": "screen.close",
}


class HitList(RowList):
    BINDINGS: ClassVar[list[BindingType]] = bindings("search", _METHODS.__getitem__)


class SearchScreen(Screen[None]):
    """Asks for the hits at every key, and shows them when they come."""

    CSS_PATH = "search.tcss"

    scope: Scope = "search"

    hits = query_one(HitList)
    line = query_one(FilterLine)
    foot = query_one(Foot)

    def __init__(self, words: str = "") -> None:
        super().__init__()
        self.words = words
        self._progress: Progress | None = None
        self._told = ""

    def compose(self) -> ComposeResult:
        yield Static(Content("Search in all briefings and notes"), id="search-title", markup=False)
        yield FilterLine(_PLACEHOLDER, self.words, id="search-line")
        yield HitList(id="hits")
        yield Foot()

    def on_mount(self) -> None:
        self.line.read()
        self.foot.show_keys("search", "everywhere")

    def take(self, words: str, hits: list[Hit], limit: int) -> None:
        """Show what was found; the cursor goes to the first hit."""
        if words != self.words:
            return  # the reader has typed on
        self.line.tell("")
        rows = list(hit_rows(hits))
        if not rows and words.strip():
            rows = [Row(Content("Nothing in the library is so."))]
        self.hits.show(rows, 0)
        many = f"{len(hits):,} hit{'' if len(hits) == 1 else 's'}"
        self._told = f"the first {limit:,} hits" if len(hits) >= limit else many
        self._tell_place()

    def refuse(self, problem: str) -> None:
        """Say why the words mean nothing; what was found before stays."""
        self.line.tell(problem)

    def show_progress(self, progress: Progress | None) -> None:
        """Say how far the reading of new files has come; None when all are read."""
        self._progress = progress
        self._tell_place()

    def look_again(self) -> None:
        """Search anew: there may be more to be found."""
        if self.words.strip():
            self.post_message(HitsWanted(self.words))

    def action_read_words(self) -> None:
        self.line.read()

    def action_close(self) -> None:
        self.app.pop_screen()

    @on(FilterLine.Changed)
    def search(self, event: FilterLine.Changed) -> None:
        self.words = event.words
        self.post_message(HitsWanted(event.words))

    @on(FilterLine.Left)
    def go_to_hits(self) -> None:
        if any(row.value is not None for row in self.hits.rows):
            self.hits.focus()
        elif not self.line.words:
            self.action_close()

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        wanted = wish(event.value)
        if wanted is not None:
            self.post_message(wanted)

    def _tell_place(self) -> None:
        reading = self._progress.told if self._progress else ""
        self.foot.show_place("  ".join(part for part in (reading, self._told) if part))
