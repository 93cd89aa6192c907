"""Beside the text: its entities, the reader's notes, and who says what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from briefing import printable
from briefing.model import Briefing, Note, Source, Statement
from briefing.notes import filters
from briefing.tui.widgets import in_words
from briefing.tui.widgets.card import Card
from briefing.tui.widgets.divider import Divider
from briefing.tui.widgets.entity_rows import EntityRows, entity_card
from briefing.tui.widgets.listed import VIEWS, Listed, View
from briefing.tui.widgets.marks import SIDES, side_letter
from briefing.tui.widgets.note_filter import NoteFilter
from briefing.tui.widgets.note_rows import note_card, note_row
from briefing.tui.widgets.rows import PanelRows, Row, RowList, heading

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from textual.app import ComposeResult

    from briefing.notes import Draft, Notebook

_STRENGTHS = ("", "said", "agreed", "stressed", "warned", "condemned")


class SidePanel(Vertical):
    """One list with three views, and a card for the row under the cursor."""

    DEFAULT_CSS = """
    SidePanel { background: $background; }
    SidePanel Divider { dock: left; margin: 0 1 0 0; }
    SidePanel #views { height: 1; color: $text-muted; }
    SidePanel #card {
        height: auto; max-height: 40%; padding: 0 1; color: $text-muted;
        border-top: solid $rule;
    }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.view: View = "entities"
        self._briefing = Briefing("", Source("", ""))
        self._notebook: Notebook | None = None
        self._drafts: Mapping[str, Draft] = {}
        self._section = -1
        self._entities = EntityRows(self._briefing)
        self._shown = ""
        """The id of the entity that the reader went to, which is listed however seldom it is named."""

    def compose(self) -> ComposeResult:
        self.divider = Divider(self, "left")
        yield self.divider
        yield Static(id="views", markup=False)
        yield NoteFilter(id="filter")
        yield PanelRows(id="rows")
        yield Card(id="card")

    @property
    def rows(self) -> RowList:
        return self.query_one("#rows", RowList)

    @property
    def kept(self) -> filters.Filter:
        """Which notes the reader narrowed the list to."""
        return self.query_one(NoteFilter).kept

    @property
    def _narrowed(self) -> tuple[Note, ...]:
        """The notes that the reader narrowed the list to."""
        if self._notebook is None:
            return ()
        return filters.filtered(self._notebook, self._briefing, self.kept).notes

    def show_entity(self, entity: str) -> None:
        """Put the cursor on the row of an entity."""
        self.view = "entities"
        self._shown = entity
        self._fill(cursor=0)
        self.rows.point_at(Listed("entities", entity))

    def narrow(self) -> None:
        """Show the notes, and let the reader narrow them."""
        self.view = "notes"
        self._fill(cursor=0)
        narrowing = self.query_one(NoteFilter)
        narrowing.display = True
        narrowing.read()

    @on(NoteFilter.Narrowed)
    def show_narrowed(self) -> None:
        self._fill(cursor=0)

    @on(NoteFilter.Left)
    def go_to_rows(self) -> None:
        self.rows.focus()
        self._fill()

    def show(
        self,
        briefing: Briefing,
        notebook: Notebook | None,
        drafts: Mapping[str, Draft],
        section: int,
    ) -> None:
        if briefing is not self._briefing:
            self._entities = EntityRows(briefing)
        self._briefing, self._notebook, self._section = briefing, notebook, section
        self._drafts = drafts
        self._fill()

    def show_next_view(self) -> None:
        """Entities, then notes, then statements, then entities again."""
        self.view = VIEWS[(VIEWS.index(self.view) + 1) % len(VIEWS)]
        self._fill(cursor=0)

    def show_view(self, view: str) -> None:
        """Show a view by its name; another word changes nothing."""
        if view in VIEWS and view != self.view:
            self.view = view
            self._fill(cursor=0)

    def follow(self, section: int) -> None:
        """Bring what belongs to the section being read to the top, unless the reader is choosing."""
        if section != self._section and not self.rows.has_focus:
            self._section = section
            if self.view != "notes":
                self._fill(cursor=0)

    def on_row_list_pointed(self, event: RowList.Pointed) -> None:
        self._show_card()

    def on_descendant_focus(self) -> None:
        self._show_card()

    def on_descendant_blur(self) -> None:
        self._show_card()

    def _fill(self, cursor: int | None = None) -> None:
        if not self.children:
            return  # notes may come when the reader has left already
        names = [
            (f"{view.capitalize()} ", "bold") if view == self.view else (f"{view} ", "")
            for view in ((self.view,) if in_words.is_plain(self) else VIEWS)
        ]
        self.query_one("#views", Static).update(Content.assemble(*names), layout=False)
        narrowing = self.query_one(NoteFilter)
        narrowing.display = self.view == "notes" and (narrowing.has_focus_within or bool(narrowing.words))
        match self.view:
            case "entities":
                rows = self._entities.of_section(self._section, self._shown)
            case "notes":
                rows = [*_draft_rows(self._drafts), *_note_rows(self._notebook, self._narrowed)]
            case "statements":
                rows = list(_statement_rows(self._briefing, self._section))
        self.rows.show(rows, cursor)
        self._show_card()

    def _show_card(self) -> None:
        # For who reads on, a card that comes and goes with each section would only be unrest.
        listed = self.rows.value if self.has_focus_within else None
        text = _card(self._briefing, self._notebook, listed) if isinstance(listed, Listed) else ""
        self.query_one(Card).show(in_words.card(text) if in_words.is_plain(self) else text)


def _draft_rows(drafts: Mapping[str, Draft]) -> Iterator[Row]:
    if drafts:
        yield heading("Never saved")
    for key, draft in drafts.items():
        words = printable.line(" ".join(draft.text.split())[:200])
        yield Row(Content.assemble(("✎ ", "$text-warning"), words), Listed("drafts", key), indent=2)


def _note_rows(notebook: Notebook | None, notes: tuple[Note, ...]) -> Iterator[Row]:
    """The notes that the reader narrowed the list to."""
    if notebook is None or not notebook.notes:
        yield heading("No notes yet: a writes one")
        return
    count = len(notebook.notes)
    yield heading(f"Notes {count}" if len(notes) == count else f"Notes {len(notes)} of {count}")
    for note in notes:
        yield note_row(note, notebook.placements[note.id], Listed("notes", note.id))


def _statement_rows(briefing: Briefing, section: int) -> Iterator[Row]:
    found = [s for s in briefing.statements if s.section == section and s.side != "none"]
    if not found:
        yield heading("Nobody says anything here")
        return
    yield heading("In this section")
    for statement in found:
        yield Row(_statement_label(briefing, statement), Listed("statements", str(statement.start)), indent=2)


def _statement_label(briefing: Briefing, statement: Statement) -> Content:
    speaker = statement.speaker or {"joint": "both", "agentless": "–"}.get(statement.side, "?")
    words = ", ".join(briefing.surface(cue) for cue in statement.cues)
    strength = f" {statement.strength}/5" if statement.strength else ""
    return Content.assemble(
        (f"{side_letter(statement)} ", "$text-accent"),
        printable.line(speaker),
        (f" {printable.line(words)}{strength}", "$text-muted"),
    )


def _card(briefing: Briefing, notebook: Notebook | None, listed: Listed) -> str:
    match listed.view:
        case "entities":
            entity = next((e for e in briefing.entities if e.id == listed.key), None)
            return entity_card(entity, notebook) if entity else ""
        case "notes":
            note = notebook.note(listed.key) if notebook else None
            return note_card(note, notebook.placements[note.id]) if note and notebook else ""
        case "statements":
            return _statement_card(briefing, int(listed.key))
        case "drafts":
            return "Enter goes on with it."


def _statement_card(briefing: Briefing, start: int) -> str:
    statement = next((s for s in briefing.statements if s.start == start), None)
    if statement is None:
        return ""
    verbs = ", ".join(
        f"{briefing.surface(cue)} (as strong as “{_STRENGTHS[cue.strength]}”)" for cue in statement.cues
    )
    unsure = "Not sure who speaks." if statement.confidence == "unsure" else ""
    side = SIDES[statement.side][1] if statement.side in SIDES else ""
    parts = (statement.speaker, side, verbs, unsure)
    return printable.lines("\n".join(part for part in parts if part))
