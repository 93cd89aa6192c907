"""Who holds what on which issue: issues by parties, each cell the strongest verb and how much is said."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.content import Content
from textual.getters import query_one
from textual.screen import Screen
from textual.widgets import DataTable, Static

from briefing import printable
from briefing.tui.bindings import bindings
from briefing.tui.widgets.foot import Foot
from briefing.tui.wishes import StatementsChosen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from briefing.actions import Scope
    from briefing.comparison import Cell, Positions
    from briefing.model import Briefing

_WIDEST = 34
"""Cells of the column of issues."""
_STANDINGS = {"agreed": "=", "said": "", "claimed": "?"}
_LEGEND = "The strongest verb, its strength of 5, how many statements; = both tell it, ? one side alone does"
_METHODS = {
    "open_statement": "select_cursor",
    "positions_down": "cursor_down",
    "positions_up": "cursor_up",
    "positions_left": "cursor_left",
    "positions_right": "cursor_right",
    "close_positions": "screen.close",
}


class PositionsTable(DataTable[Text]):
    BINDINGS: ClassVar[list[BindingType]] = bindings("positions", _METHODS.__getitem__)


class PositionsScreen(Screen[None]):
    """Every cell leads to the sentences it counts."""

    CSS_PATH = "positions.tcss"

    scope: Scope = "positions"

    table = query_one(PositionsTable)
    foot = query_one(Foot)

    def __init__(self, positions: Positions, briefings: Sequence[Briefing]) -> None:
        super().__init__()
        self.positions = positions
        self.briefings = briefings

    def compose(self) -> ComposeResult:
        yield Static(Content("Positions"), id="positions-title", markup=False)
        yield Static(Content(_LEGEND), id="positions-legend", markup=False)
        yield PositionsTable(cursor_foreground_priority="css")
        yield Foot()

    def on_mount(self) -> None:
        table = self.table
        table.fixed_columns = 1
        table.add_column(Text(""), width=_WIDEST)
        for party in self.positions.parties:
            table.add_column(Text(printable.line(party)))
        for number, issue in enumerate(self.positions.issues):
            cells = (self.positions.at(number, party) for party in range(len(self.positions.parties)))
            table.add_row(Text(printable.line(issue), overflow="ellipsis"), *map(_told, cells))
        table.move_cursor(row=0, column=1)
        table.focus()
        self.foot.show_keys("positions", "everywhere")
        count = sum(cell.count for cell in self.positions.cells)
        self.foot.show_place(f"{count:,} statements")

    def cell_at(self, row: int, column: int) -> Cell | None:
        return self.positions.at(row, column - 1) if column else None

    def action_close(self) -> None:
        self.app.pop_screen()

    def on_data_table_cell_selected(self, event: DataTable.CellSelected) -> None:
        event.stop()
        cell = self.cell_at(event.coordinate.row, event.coordinate.column)
        if cell is None:
            self.notify("Nothing is said there.", timeout=3, markup=False)
        else:
            self.post_message(StatementsChosen(cell.told))


def _told(cell: Cell | None) -> Text:
    """``= stress 3/5 ×2``; a dot where nothing is said."""
    if cell is None:
        return Text("·", style="dim")
    strongest = cell.strongest
    signs = "".join(dict.fromkeys(_STANDINGS.get(one.standing, "") for one in cell.told))
    strength = f"{strongest.strength}/5" if strongest.strength else ""
    count = f"×{cell.count}" if cell.count > 1 else ""
    return Text(" ".join(part for part in (signs, strongest.verb, strength, count) if part))
