"""The reader: a briefing, the notes on it, and the editor for one note at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on, work
from textual.getters import query_one
from textual.screen import Screen

from briefing.model import text_digest
from briefing.tui.screens.note_checking import NoteChecking
from briefing.tui.screens.note_taking import NoteTaking
from briefing.tui.widgets import in_words
from briefing.tui.widgets.foot import Foot
from briefing.tui.widgets.marks import SIDES
from briefing.tui.widgets.panes import Panes
from briefing.tui.widgets.text_pane import TextPane
from briefing.tui.wishes import Corrected, DraftTyped, Undone

if TYPE_CHECKING:
    from collections.abc import Awaitable, Sequence

    from textual import events
    from textual.app import ComposeResult

    from briefing.actions import Scope
    from briefing.corrections import Correction
    from briefing.model import Briefing
    from briefing.notes import Draft, Notebook
    from briefing.tui.widgets.note_editor import NoteEditor
    from briefing.tui.widgets.review_panel import ReviewPanel
    from briefing.tui.widgets.rows import RowList


class ReaderScreen(Screen[None]):
    """One briefing. What has to be written or copied it asks of the app, by message."""

    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - Textual declares it for instances
        (0, "-tiny"),
        (70, "-narrow"),
        (100, "-medium"),
        (120, "-wide"),
    ]

    panes = query_one(Panes)
    foot = query_one(Foot)

    def __init__(self, briefing: Briefing, path: str, width: int, *, over: bool = False) -> None:
        """``path`` is where the briefing was read, and ``width`` the most cells of a line of its text.

        ``over`` tells that another briefing lies below, to which the reader goes back.
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

    def compose(self) -> ComposeResult:
        yield Panes(self._width)
        yield Foot()

    def on_mount(self) -> None:
        self.show_briefing(self.briefing)
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

    def resume(self, offset: int) -> None:
        """Go where the reader left off, unless he has begun to read elsewhere."""
        if offset and self.panes.text.position.sentence == 0:
            self.panes.text.go_to(offset)

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

    def open_draft(self) -> tuple[str, Draft] | None:
        """What stands in the editor and on no disk yet: for the moment when the program must end."""
        return self.editor.draft if self.editor is not None else None

    @on(TextPane.Moved)
    def tell_place(self) -> None:
        """Say in the footer where the reader is."""
        position = self.panes.text.position
        sections = len(self.briefing.sections)
        notes = len(self.notebook.notes) if self.notebook else 0
        parts = [f"§ {position.section + 1}/{sections}" if sections else "", f"● {notes}" if notes else ""]
        if in_words.is_plain(self):
            parts.append(in_words.sentence(self.panes.text))
        self.foot.show_place("  ".join(part for part in parts if part))

    def on_row_list_asked(self, event: RowList.Asked) -> None:
        if event.action == "undo":
            self.post_message(Undone())
        elif not self.note_taking.on_row(event.action, event.value):
            from briefing.tui.screens import asking  # what it needs is not needed for reading

            self.correct(asking.about_row(self._ask, self.briefing, event.action, event.value))

    @work
    async def correct(self, asked: Awaitable[Correction | None]) -> None:
        """Ask, and hand the correction on, unless the reader thinks better of it."""
        correction = await asked
        if correction is not None:
            self.post_message(Corrected(correction))

    @work
    async def choose_side(self) -> None:
        sides = [(side, f"{letter}  {told}") for side, (letter, told) in SIDES.items()]
        side = await self._ask("Show what one side says", "", [*sides, ("", "all")], free=False)
        if side is not None:
            self.panes.text.show_side(side)

    @on(TextPane.Asked)
    def act_on_passage(self, event: TextPane.Asked) -> None:
        span = event.span
        match event.action:
            case "undo":
                self.post_message(Undone())
            case "name_entity" | "new_section" | "set_speaker":
                from briefing.tui.screens import asking

                self.correct(asking.about_passage(self._ask, self.briefing, event.action, span))
            case "review":
                self.checking.begin(self.panes.text.selection)
            case "filter_side":
                self.choose_side()
            case "copy":
                words = self.briefing.surface(span)
                self._copy(words, f"{len(words.split())} words")
            case "copy_cited":
                from briefing.notes import cited  # loads what only notes need

                self._copy(cited(span, self.briefing), "a quotation with its source")
            case action:
                self.note_taking.on_passage(action, span, exact=self.panes.text.selection is not None)

    @on(DraftTyped)
    def remember_draft(self, event: DraftTyped) -> None:
        if event.draft is None:
            self.drafts.pop(event.key, None)
        else:
            self.drafts[event.key] = event.draft
        self.panes.show_drafts(self.drafts)

    @on(Panes.DraftChosen)
    def go_on_with_draft(self, event: Panes.DraftChosen) -> None:
        self.note_taking.go_on_with_draft(event.key)

    def on_note_editor_done(self) -> None:
        self.note_taking.close_editor()

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

    def _copy(self, text: str, what: str) -> None:
        """Hand a text to the terminal, which alone knows whether its clipboard takes it."""
        self.app.copy_to_clipboard(text)
        self.notify(f"Copied to the terminal: {what}.", timeout=2, markup=False)

    async def _ask(
        self, question: str, value: str = "", choices: Sequence[tuple[str, str]] = (), *, free: bool = True
    ) -> str | None:
        from briefing.tui.screens.ask import Ask  # the first frame can do without

        return await self.app.push_screen_wait(Ask(question, value, choices, free=free))
