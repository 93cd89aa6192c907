"""What the library tells of an entity, an issue or a wording."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.getters import query_one
from textual.screen import Screen
from textual.widgets import Static

from briefing import printable
from briefing.tui.bindings import bindings
from briefing.tui.widgets.answer_rows import wish
from briefing.tui.widgets.foot import Foot
from briefing.tui.widgets.rows import RowList
from briefing.tui.wishes import AnswerWanted, EntityCorrected, OwnPageWanted, PageWanted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from briefing.actions import Scope
    from briefing.library.index.refreshing import Progress
    from briefing.tui.widgets.rows import Row
    from briefing.tui.wishes import Followed

_METHODS = {
    "open_answer": "select",
    "answers_down": "step(1)",
    "answers_up": "step(-1)",
    "next_answers": "part(1)",
    "previous_answers": "part(-1)",
    "close_answer": "screen.close",
}


class AnswerList(RowList):
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "answer", lambda name: _METHODS.get(name, f"ask('{name}')")
    )

    def action_part(self, direction: int) -> None:
        """Go to the first row below the next heading, or below the one before."""
        at = self.highlighted or 0
        firsts = [
            row
            for row in range(1, len(self.rows))
            if self.rows[row].value is not None and self.rows[row - 1].value is None
        ]
        beyond = [row for row in firsts if (row > at if direction > 0 else row < at)]
        if beyond:
            self.highlighted = beyond[0] if direction > 0 else beyond[-1]


class AnswerScreen(Screen[None]):
    """Rows of quotes, each of which leads to its sentence, and of names that lead to other answers."""

    CSS_PATH = "answer.tcss"

    scope: Scope = "answer"

    answers = query_one(AnswerList)
    foot = query_one(Foot)

    def __init__(self, what: Followed, followed: str) -> None:
        """``followed`` is what was asked for; of an entity its id, once it is known."""
        super().__init__()
        self.what = what
        self.followed = followed
        self.page = ""
        """The answer as Markdown, where it is not made anew when that is wanted."""

    def compose(self) -> ComposeResult:
        yield Static(Content("Looking …"), id="answer-title", markup=False)
        yield Static(id="answer-summary", markup=False)
        yield AnswerList(id="answers")
        yield Foot()

    def on_mount(self) -> None:
        self.answers.focus()
        self.foot.show_keys("answer", "everywhere")

    def take(self, title: str, summary: str, rows: Sequence[Row]) -> None:
        self.query_one("#answer-title", Static).update(Content(printable.line(title)))
        self.query_one("#answer-summary", Static).update(Content(printable.line(summary)))
        self.answers.show(rows, None if self.answers.rows else 0)

    def refuse(self, problem: str) -> None:
        """Say why there is no answer; one that is there stays."""
        self.query_one("#answer-summary", Static).update(Content(printable.line(problem)))
        if not self.answers.rows:
            self.query_one("#answer-title", Static).update(Content(printable.line(self.followed)))

    def show_progress(self, progress: Progress | None) -> None:
        """Say how far the reading of new files has come; None when all are read."""
        self.foot.show_place(progress.told if progress else "")

    def look_again(self) -> None:
        """Ask anew: there may be more to tell."""
        self.post_message(AnswerWanted(self))

    def action_close(self) -> None:
        self.app.pop_screen()

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        wanted = wish(event.value)
        if wanted is not None:
            self.post_message(wanted)

    def on_row_list_asked(self, event: RowList.Asked) -> None:
        match event.action:
            case "copy_page":
                self.post_message(PageWanted())
            case "export_page":
                self.post_message(PageWanted(ask_for_path=True))
            case _ if self.what != "entity":
                self.notify("That is for the dossier of an entity.", timeout=3, markup=False)
            case "own_page":
                self.post_message(OwnPageWanted(self.followed))
            case "undo_followed":
                self.post_message(EntityCorrected("undo", self.followed))
            case action:
                self.post_message(EntityCorrected(action.removesuffix("_followed"), self.followed))
