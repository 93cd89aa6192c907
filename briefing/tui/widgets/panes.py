"""Contents, text and side panel, kept in step with one another."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Horizontal
from textual.getters import query_one

from briefing.model import Briefing, Source
from briefing.tui.bindings import bindings
from briefing.tui.widgets import in_words, noted
from briefing.tui.widgets.listed import Listed
from briefing.tui.widgets.rows import RowList
from briefing.tui.widgets.text_pane import TextPane
from briefing.tui.widgets.text_view import TextView

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.widget import Widget

    from briefing.notes import Draft, Notebook
    from briefing.tui.widgets.contents import Contents
    from briefing.tui.widgets.divider import Divider
    from briefing.tui.widgets.side_panel import SidePanel


_METHODS = {
    action: f"ask('{action}')"
    for action in (
        "annotate_briefing",
        "export",
        "compare",
        "other_readout",
        "positions_of_meeting",
        "review",
        "panel_wider",
        "panel_narrower",
    )
}


class Panes(Horizontal):
    """The reader moves in one of the panes, and the others follow.

    The text comes first, alone and in its place; contents and side panel are loaded when it is on the
    screen.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings("reader", _METHODS.get)
    BLANK = True

    text = query_one("#text", TextView)
    keys = query_one(TextPane)

    def __init__(self, width: int) -> None:
        super().__init__()
        self._width = width
        self.contents: Contents | None = None
        self.divider: Divider | None = None
        self.side: SidePanel | None = None
        self._briefing = Briefing("", Source("", ""))
        self._notebook: Notebook | None = None
        self._drafts: dict[str, Draft] = {}
        self._last_mention = -1

    def compose(self) -> ComposeResult:
        yield TextPane(self._width)

    async def furnish(self) -> None:
        """Put the contents and the side panel beside the text."""
        from briefing.tui.widgets.contents import Contents
        from briefing.tui.widgets.divider import Divider
        from briefing.tui.widgets.side_panel import SidePanel

        if not self.is_attached:
            return  # the reader has left already
        contents, side = Contents(id="contents"), SidePanel(id="side")
        with self.app.batch_update():
            self.divider = Divider(contents, "right")
            await self.mount(contents, self.divider, before=self.keys)
            await self.mount(side, after=self.keys)
            self.add_class("-furnished")
            self.contents, self.side = contents, side
            self._fill()

    def show_briefing(self, briefing: Briefing) -> None:
        self._briefing = briefing
        self.text.show_briefing(briefing)
        self._fill()

    def show_notebook(self, notebook: Notebook) -> None:
        self._notebook = notebook
        self.text.painter.mark_notes(noted.marks(notebook))
        self._fill()

    def show_drafts(self, drafts: dict[str, Draft]) -> None:
        if drafts != self._drafts:
            self._drafts = dict(drafts)  # the reader goes on with the other
            self._fill()

    def read(self) -> None:
        """Go back to the text and close what lay over it."""
        self.query("#contents, #side").remove_class("-open")
        self.text.focus()

    def go_to_entity(self, entity: str) -> None:
        """Go to the next mention of an entity after the last one gone to, and show all of them."""
        mentions = next((found.mentions for found in self._briefing.entities if found.id == entity), ())
        if not mentions:
            return
        after = (
            self._last_mention
            if self.text.painter.followed == entity
            else self.text.position.current.start - 1
        )
        target = next((mention for mention in mentions if mention.start > after), mentions[0])
        self._last_mention = target.start
        self.text.painter.follow(entity)
        self.text.go_to(target.start)

    def go_to_note(self, note: str) -> None:
        place = self._notebook.placements.get(note) if self._notebook else None
        if place is None or place.status == "orphan":
            self.notify("The words of this note are no longer in the text.", markup=False)
            return
        self.text.go_to(place.start)
        self.read()

    def show_cursor(self) -> None:
        """Put the terminal's cursor where the reader is, for who hears or feels it."""
        in_words.at_sentence(self.text)
        for rows in (self.contents, self.side.rows if self.side is not None else None):
            if rows is not None:
                in_words.at_row(rows)

    def action_contents(self) -> None:
        if self.contents is None or self.contents.has_focus:
            self.read()
        else:
            self._enter(self.contents, self.contents)

    def action_panel(self) -> None:
        if self.side is None:
            return
        if self.side.rows.has_focus:
            self.side.show_next_view()
        else:
            self.side.remove_class("-closed")
            self._enter(self.side, self.side.rows)

    def action_toggle_panel(self) -> None:
        self.query("#side").toggle_class("-closed")
        self.read()

    def action_reading_only(self) -> None:
        self.toggle_class("-reading-only")
        self.read()

    def action_back(self) -> None:
        if not self.text.has_focus:
            self.read()
        elif self.keys.pending:
            self.keys.pending.end()
        elif self.text.selection is not None:
            self.text.select(None)
        elif self.text.painter.followed:
            self.text.painter.follow("")
        else:
            self.action_ask("end_search")

    def open_at(self, offset: int) -> bool:
        """Show the entity that is named at a code point in the side panel; False where none is."""
        for entity in self._briefing.entities:
            if any(mention.start <= offset < mention.end for mention in entity.mentions):
                self._last_mention = offset
                self.text.painter.follow(entity.id)
                if self.side is not None:
                    self.side.remove_class("-closed")
                    self.side.show_entity(entity.id)
                    self._enter(self.side, self.side.rows)
                return True
        return False

    @on(TextView.Clicked)
    def open_clicked(self, event: TextView.Clicked) -> None:
        self.open_at(event.offset)

    def action_ask(self, action: str) -> None:
        """Ask for what concerns the text, from whichever pane."""
        self.keys.action_ask(action)

    @on(RowList.Asked)
    def narrow_notes(self, event: RowList.Asked) -> None:
        if event.action == "filter" and self.side is not None:
            event.stop()
            self.side.remove_class("-closed")
            self._enter(self.side, self.side.rows)
            self.side.narrow()

    async def action_close(self) -> None:
        if self.text.has_focus:
            await self.app.run_action("back_or_quit")
        else:
            self.read()

    def on_descendant_focus(self) -> None:
        """What lies over the text goes with the focus."""
        if self.text.has_focus:
            self.query("#contents, #side").remove_class("-open")

    @on(TextView.Moved)
    def follow_reader(self) -> None:
        section = self.text.position.section
        if self.contents is not None and self.side is not None:
            self.contents.follow(section)
            self.side.follow(section)

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        event.stop()
        match event.value:
            case int(section):
                self.text.go_to_section(section)
                self.read()
            case Listed("entities", entity):
                self.go_to_entity(entity)
                if in_words.is_plain(self):
                    self.read()  # the text is under the panel
            case Listed("notes", note):
                self.go_to_note(note)
            case Listed("drafts", _):
                self.post_message(RowList.Asked("annotate", event.value))
            case Listed("statements", start):
                self.text.go_to(int(start))
                self.read()

    def _enter(self, panel: Widget, target: Widget) -> None:
        self.remove_class("-reading-only")
        self.query("#contents, #side").remove_class("-open")
        panel.add_class("-open")
        target.focus()
        if isinstance(target, RowList) and target.value is None:
            target.point(0)

    def _fill(self) -> None:
        """Bring contents and side panel up to the briefing and its notes."""
        if self.contents is None or self.side is None:
            return
        section = self.text.position.section
        counts = noted.per_section(self._briefing, self._notebook) if self._notebook else {}
        self.contents.show_briefing(self._briefing, counts)
        self.contents.follow(section)
        self.side.show(self._briefing, self._notebook, self._drafts, section)
