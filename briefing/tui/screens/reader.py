"""The reader: a briefing, the notes on it, and the editor for one note at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on, work
from textual.getters import query_one
from textual.screen import Screen

from briefing import printable
from briefing.model import text_digest
from briefing.tui.screens.note_checking import NoteChecking
from briefing.tui.screens.note_taking import NoteTaking
from briefing.tui.screens.returning import Returning
from briefing.tui.screens.searching import Searching
from briefing.tui.screens.wayfinding import Wayfinding
from briefing.tui.widgets import in_words
from briefing.tui.widgets.foot import Foot
from briefing.tui.widgets.marks import SIDES
from briefing.tui.widgets.panes import Panes
from briefing.tui.widgets.search_prompt import SearchPrompt
from briefing.tui.widgets.text_pane import TextPane
from briefing.tui.widgets.text_view import TextView
from briefing.tui.wishes import (
    CompareWanted,
    CopyWanted,
    DraftTyped,
    Follow,
    OtherWanted,
    PositionsWanted,
    RedlineWanted,
    Undone,
)

if TYPE_CHECKING:
    from collections.abc import Awaitable, Sequence

    from textual import events
    from textual.app import ComposeResult

    from briefing.actions import Scope
    from briefing.model import Briefing, Left
    from briefing.notes import Draft, Notebook
    from briefing.tui.widgets.note_editor import NoteEditor
    from briefing.tui.widgets.review_panel import ReviewPanel
    from briefing.tui.widgets.rows import RowList
    from briefing.tui.wishes import Wish


_RECOGNISED = 40
"""Characters by which a text that was copied is recognised."""


class ReaderScreen(Screen[None]):
    """One briefing. What has to be written or copied it asks of the app, by message."""

    BLANK = True
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - Textual declares it for instances
        (0, "-tiny"),
        (70, "-narrow"),
        (100, "-medium"),
        (120, "-wide"),
        (140, "-roomy"),
    ]

    panes = query_one(Panes)
    foot = query_one(Foot)

    def __init__(
        self, briefing: Briefing, path: str, width: int, *, over: bool = False, how: Left | None = None
    ) -> None:
        """``path`` is where the briefing was read, and ``width`` the most cells of a line of its text.

        ``over`` tells that another briefing lies below, to which the reader goes back, and ``how`` in what
        way this one was left, where that is known already.
        """
        super().__init__()
        self.over = over
        self.briefing = briefing
        self.path = path
        self._width = width
        self.notebook: Notebook | None = None
        self.drafts: dict[str, Draft] = {}
        self.note_taking = NoteTaking(self)
        self.checking = NoteChecking(self)
        self.searching = Searching(self)
        self.wayfinding = Wayfinding(self, width)
        self.returning = Returning(self, how)

    def compose(self) -> ComposeResult:
        yield Panes(self._width)
        yield Foot()

    def on_mount(self) -> None:
        self.show_briefing(self.briefing)
        self.returning.begin()
        self.panes.text.focus()
        self.call_after_refresh(self.panes.furnish)

    @property
    def scope(self) -> Scope:
        """Where the keys go."""
        if self.panes.text.has_focus:
            return "text"
        panel = self.checking.panel
        if panel is not None and panel.has_focus:
            return "review"
        return "editor" if self.editor is not None and self.editor.has_focus_within else "list"

    @property
    def editor(self) -> NoteEditor | None:
        return self.note_taking.editor

    def show_briefing(self, briefing: Briefing) -> None:
        """Take a briefing, or the same one better understood."""
        self.briefing = briefing
        self.panes.show_briefing(briefing)
        self.tell_place()

    def show_again(self, briefing: Briefing) -> None:
        """Take the briefing as it was put right; the reader stays at his sentence."""
        here = self.panes.text.position.current
        words = self.briefing.surface(here)
        # A new heading parts two lines and moves all that stands after it.
        same = (one.start for one in briefing.sentences if briefing.surface(one) == words)
        self.show_briefing(briefing)
        self.panes.text.go_to(min(same, key=lambda start: abs(start - here.start), default=here.start))

    def show_notebook(self, notebook: Notebook) -> None:
        """Take the notes as they stand on the disk, and say what is wrong with them."""
        self.notebook = notebook
        self.panes.show_notebook(notebook)
        self.checking.go_on()
        self.tell_place()
        for problem in notebook.problems:
            self.notify(problem, severity="warning", markup=False)

    def show_drafts(self, drafts: dict[str, Draft]) -> None:
        """Take what was typed and never saved, and lead the reader to it."""
        self.drafts = dict(drafts)
        self.panes.show_drafts(self.drafts)
        if not drafts:
            return
        spot = next(iter(drafts.values())).anchor
        if spot.target == "passage" and spot.revision == text_digest(self.briefing.text)[:12]:
            self.panes.text.go_to(spot.start)
        count = "A note was" if len(drafts) == 1 else f"{len(drafts)} notes were"
        self.notify(f"{count} never saved: see the notes in the side panel.", markup=False)

    @on(TextView.Moved)
    def tell_place(self) -> None:
        """Say in the footer where the reader is."""
        position = self.panes.text.position
        sections = len(self.briefing.sections)
        notes = len(self.notebook.notes) if self.notebook else 0
        hits = self.searching.place
        parts = [
            f"/ {hits}" if hits else "",
            f"§ {position.section + 1}/{sections}" if sections else "",
            f"● {notes}" if notes else "",
        ]
        if in_words.is_plain(self):
            parts.append(in_words.sentence(self.panes.text))
        self.foot.show_place("  ".join(part for part in parts if part))

    def on_row_list_asked(self, event: RowList.Asked) -> None:
        if event.action == "undo":
            self.post_message(Undone())
        elif event.action == "follow":
            self.wayfinding.follow(event.value)
        elif not self.note_taking.on_row(event.action, event.value):
            from briefing.tui.screens import asking  # what it needs is not needed for reading

            self.carry_out(asking.about_row(self.ask, self.briefing, event.action, event.value))

    @work
    async def carry_out(self, asked: Awaitable[Wish | None]) -> None:
        """Ask, and wish for what comes of it, unless the reader thinks better of it."""
        wish = await asked
        if wish is not None:
            self.post_message(wish)

    @work
    async def choose_side(self) -> None:
        sides = [(side, f"{letter}  {told}") for side, (letter, told) in SIDES.items()]
        side = await self.ask("Show what one side says", "", [*sides, ("", "all")], free=False)
        if side is not None:
            self.panes.text.painter.dim(side)

    @on(TextPane.Asked)
    def act_on_passage(self, event: TextPane.Asked) -> None:
        span = event.span
        match event.action:
            case "undo":
                self.post_message(Undone())
            case "name_entity" | "new_section" | "set_speaker":
                from briefing.tui.screens import asking

                self.carry_out(asking.about_passage(self.ask, self.briefing, event.action, span))
            case "review":
                self.checking.begin(self.panes.text.selection)
            case "compare":
                self.post_message(CompareWanted())
            case "redline":
                self.post_message(RedlineWanted())
            case "positions_of_meeting":
                self.post_message(PositionsWanted())
            case "other_readout":
                self.post_message(OtherWanted())
            case "follow_wording":
                self.post_message(Follow("wording", self.briefing.surface(span)))
            case "follow_issue" if self.briefing.sections:
                section = self.briefing.sections[max(0, self.panes.text.position.section)]
                self.post_message(Follow("issue", section.heading))
            case "export":
                from briefing.tui.screens import asking

                kept = self.panes.side.kept if self.panes.side is not None else None
                self.carry_out(asking.about_export(self.ask, self.briefing, self.notebook, kept))
            case "filter_side":
                self.choose_side()
            case "copy":
                words = self.briefing.surface(span)
                count = len(words.split())
                what = f"{count} word{'' if count == 1 else 's'}, “{_beginning(words)}”"
                self.post_message(CopyWanted(words, what))
            case "copy_cited":
                from briefing.notes import cited  # loads what only notes need

                self.post_message(CopyWanted(cited(span, self.briefing), "a quotation with its source"))
            case "search" | "only_hits" | "next_hit" | "previous_hit" | "end_search":
                self.searching.act(event.action)
            case "source":
                url = self.briefing.source.url
                self.carry_out(self.wayfinding.choose_address([url] if url else []))
            case "links":
                self.carry_out(self.wayfinding.choose_address(self.wayfinding.addresses()))
            case (
                "trail_back"
                | "trail_forward"
                | "wider"
                | "narrower"
                | "usual_width"
                | "panel_wider"
                | "panel_narrower"
            ):
                self.wayfinding.act(event.action)
            case action:
                self.note_taking.on_passage(action, span, exact=self.panes.text.selection is not None)

    @on(DraftTyped)
    def remember_draft(self, event: DraftTyped) -> None:
        if event.draft is None:
            self.drafts.pop(event.key, None)
        else:
            self.drafts[event.key] = event.draft
        self.panes.show_drafts(self.drafts)

    def on_note_editor_done(self) -> None:
        self.note_taking.close_editor()

    @on(SearchPrompt.Changed)
    def search(self, event: SearchPrompt.Changed) -> None:
        self.searching.hear(event)

    @on(TextPane.Typed)
    def take_key(self, event: TextPane.Typed) -> None:
        self.wayfinding.take_key(event.action, event.key)

    @on(TextPane.Pended)
    def show_pending(self, event: TextPane.Pended) -> None:
        self.foot.show_pending(event.typed)

    def on_review_panel_decided(self, event: ReviewPanel.Decided) -> None:
        self.checking.decide(event.action, event.note)

    def on_screen_resume(self) -> None:
        self.panes.show_cursor()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        self.panes.show_cursor()
        scope = self.scope
        if scope in ("editor", "review"):
            self.foot.show_keys(scope)
        else:
            self.foot.show_keys(scope, "reader", "everywhere")

    async def ask(
        self, question: str, value: str = "", choices: Sequence[tuple[str, str]] = (), *, free: bool = True
    ) -> str | None:
        from briefing.tui.screens.ask import Ask  # the first frame can do without

        return await self.app.push_screen_wait(Ask(question, value, choices, free=free))


def _beginning(words: str) -> str:
    """The first words, to be recognised by."""
    plain = printable.line(" ".join(words.split()))
    return plain if len(plain) <= _RECOGNISED else f"{plain[:_RECOGNISED].rstrip()}…"
