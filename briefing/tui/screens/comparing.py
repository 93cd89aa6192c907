"""Two readouts of one meeting, compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.content import Content
from textual.getters import query_one
from textual.screen import Screen
from textual.widgets import Static

from briefing import printable
from briefing.tui.widgets.foot import Foot
from briefing.tui.widgets.side_by_side import SideBySide
from briefing.tui.widgets.side_rows import Sides
from briefing.tui.wishes import (
    BothNoted,
    MeetingConfirmed,
    PassageChosen,
    PositionsWanted,
)

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from briefing.actions import Scope
    from briefing.comparison import Comparison
    from briefing.comparison.records import Letter
    from briefing.model import Briefing, Span


class CompareScreen(Screen[None]):
    """Is given two readouts and what comparing them found."""

    CSS_PATH = "comparing.tcss"

    scope: Scope = "compare"

    view = query_one(SideBySide)
    foot = query_one(Foot)

    def __init__(self, comparison: Comparison, a: Briefing, b: Briefing, confirmed: bool) -> None:
        """``confirmed`` tells whether both say themselves that they are of one meeting."""
        super().__init__()
        self.sides = Sides(comparison, a, b, *_names(a, b))
        self.confirmed = confirmed

    def compose(self) -> ComposeResult:
        yield Static(id="compare-a", markup=False)
        yield Static(id="compare-b", markup=False)
        yield SideBySide(self.sides)
        yield Foot()

    def on_mount(self) -> None:
        for side, briefing, name in (
            ("a", self.sides.a, self.sides.name_a),
            ("b", self.sides.b, self.sides.name_b),
        ):
            told = "  ".join(part for part in (name, briefing.date, briefing.title) if part)
            self.query_one(f"#compare-{side}", Static).update(
                Content(printable.line(f"{side.upper()}  {told}"))
            )
        self.view.focus()
        self.foot.show_keys("compare", "everywhere")
        self.tell_place()

    def action_close(self) -> None:
        self.app.pop_screen()

    def meeting_told(self, confirmed: bool) -> None:
        """Whether both say now that they are of one meeting."""
        self.confirmed = confirmed
        self.tell_place()

    @on(SideBySide.Moved)
    def tell_place(self) -> None:
        count = len(self.sides.comparison.differences)
        parts = [
            "" if self.confirmed else "perhaps one meeting",
            f"difference {self.view.at + 1}/{count}" if self.view.at >= 0 else f"{count} differences",
        ]
        self.foot.show_place("  ".join(part for part in parts if part))

    @on(SideBySide.Asked)
    def act(self, event: SideBySide.Asked) -> None:
        match event.action:
            case "open_a" | "open_b":
                side: Letter = "a" if event.action == "open_a" else "b"
                passage = self._passage(side)
                if passage is None:
                    self.notify("That side says nothing of this subject.", timeout=3, markup=False)
                else:
                    self.post_message(PassageChosen(side, passage.start))
            case "note_both":
                self.post_message(BothNoted(*self._answering()))
            case "positions":
                self.post_message(PositionsWanted())
            case "confirm_meeting":
                self.post_message(MeetingConfirmed(not self.confirmed))

    def _answering(self) -> tuple[Span | None, Span | None]:
        """The whole passages that the words of the difference stand in; without one what either side has."""
        difference, row = self.view.difference, self.view.row
        if difference is not None and difference.row == row and difference.kind == "wording":
            issue = self.sides.comparison.rows[row].issue
            for one in self.sides.comparison.wordings[issue]:
                if _inside(difference.a, one.a) or _inside(difference.b, one.b):
                    return one.a, one.b
        return self._passage("a"), self._passage("b")

    def _passage(self, side: Letter) -> Span | None:
        """What a side has of the difference that is looked at, or else of the subject."""
        difference, row = self.view.difference, self.view.row
        if difference is not None and difference.row == row:
            found: Span | None = getattr(difference, side)
            if found is not None:
                return found
        spans = getattr(self.sides.comparison.rows[row], side)
        return spans[0] if spans else None


def _inside(words: Span | None, passage: Span) -> bool:
    return words is not None and passage.start <= words.start and words.end <= passage.end


def _names(a: Briefing, b: Briefing) -> tuple[str, str]:
    """What the sides are called: their issuers, where these tell them apart."""
    if a.issuer and b.issuer and a.issuer != b.issuer:
        return a.issuer, b.issuer
    return a.issuer or a.id, b.id if a.issuer == b.issuer else b.issuer or b.id
