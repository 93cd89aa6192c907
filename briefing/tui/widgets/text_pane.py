"""The readout itself: a pane that draws the rows in view and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from briefing.model import Briefing, Source, Span
from briefing.tui.bindings import bindings
from briefing.tui.widgets import in_words, marks
from briefing.tui.widgets.marks import Look, Mark, Marks
from briefing.tui.widgets.page import BLANK, Page, Row
from briefing.tui.widgets.position import Position
from briefing.tui.widgets.wrapping import shown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.style import Style
    from textual.binding import BindingType


MOTIONS = (
    *("line_down", "line_up", "half_page_down", "half_page_up", "page_down", "page_up", "top", "bottom"),
    *("next_section", "previous_section", "next_paragraph", "previous_paragraph"),
    *("next_sentence", "previous_sentence"),
)

_GUTTER = 4
_EMPTY = Briefing("", Source("", ""))


def method(action: str) -> str:
    """Textual's action for an action of the text, by its id: motions and selecting are the pane's own."""
    if action in MOTIONS:
        return f"move('{action}')"
    return {"select": "select", "select_section": "select(True)"}.get(action, f"ask('{action}')")


class TextPane(ScrollView, can_focus=True):
    """Shows a briefing, follows the reader through it, and marks what is marked.

    The margin at the left holds a bar beside the current sentence, the letter of the side that speaks,
    and a sign where there is a note (●), a highlight (○), or one whose text was changed (?).
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings("text", method)
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "text--title",
        "text--facts",
        "text--heading",
        "text--mention",
        "text--followed",
        "text--verb",
        "text--note",
        "text--highlight",
        "text--selected",
        "text--dim",
        "text--gutter",
        "text--current",
        "text--sign",
    }
    DEFAULT_CSS = """
    TextPane {
        background: $background; color: $foreground; overflow-x: hidden; overflow-y: scroll;
        scrollbar-size-vertical: 1; min-width: 20;
        & .text--title { text-style: bold; color: $text-primary; }
        & .text--facts { color: $foreground 65%; }
        & .text--heading { text-style: bold; color: $text-accent; }
        & .text--mention { text-style: underline; }
        & .text--followed { text-style: bold underline; background: $warning-muted; }
        & .text--verb { text-style: italic; }
        & .text--note { background: $primary-muted; }
        & .text--highlight { background: $success-muted; }
        & .text--selected { text-style: reverse; }
        & .text--dim { text-style: dim; color: $foreground 45%; }
        & .text--gutter { color: $foreground 55%; }
        & .text--current { color: $primary; }
        & .text--sign { color: $text-warning; }
    }
    """

    class Moved(Message):
        """The reader is in another sentence, or the selection is another."""

        def __init__(self, pane: TextPane) -> None:
            super().__init__()
            self.pane = pane

    class Asked(Message):
        """An action on a passage: the selection, or else the current sentence."""

        def __init__(self, action: str, span: Span) -> None:
            super().__init__()
            self.action = action
            self.span = span

    def __init__(self, measure: int, *, id: str | None = None) -> None:
        """``measure`` is the most cells of a line, however wide the screen is."""
        super().__init__(id=id)
        self._measure = measure
        self.position = Position(Page(_EMPTY, measure), 1)
        self.selection: Span | None = None
        self.followed = ""
        self._side = ""
        self._mentions = self._verbs = self._dimmed = Marks()
        self.notes = Marks()
        self._sides: dict[int, str] = {}
        self._rows: list[Row] = []
        self._laid_out = Size(0, 0)
        self._styles: dict[tuple[str, int], Style] = {}
        self._told: tuple[int, Span | None] = (-1, None)
        self._marked = 0
        """Counts the changes of what is marked."""
        self._drawn: tuple[object, ...] = ()
        """What the screen shows: drawing it again would cost a slow line some seconds."""

    @property
    def briefing(self) -> Briefing:
        return self.position.page.briefing

    @property
    def measure(self) -> int:
        """Cells of a line of text at the present width of the pane."""
        return max(8, min(self._measure, self.size.width - in_words.gutter(self, _GUTTER) - 2))

    def show_briefing(self, briefing: Briefing) -> None:
        """Take a briefing, or the same text better understood; the reader stays where he is."""
        self._mentions, self._verbs = marks.mentions(briefing), marks.verbs(briefing)
        self._sides = _side_letters(briefing)
        self._dimmed = marks.other_sides(briefing, self._side)
        self._marked += 1
        self.position.lay_out(Page(briefing, self.measure), self.size.height)
        self._laid_out = self.size
        self._redraw()

    def show_notes(self, noted: Iterable[Mark]) -> None:
        notes = Marks(noted)
        if notes.all != self.notes.all:
            self.notes = notes
            self._marked += 1
            self._redraw()

    def step_note(self, steps: int) -> bool:
        """Go to the next or last note; False when there is none that way."""
        here = self.position.current
        if steps > 0:
            ahead = [mark for mark in self.notes.all if mark.start >= here.end]
        else:
            ahead = [mark for mark in self.notes.all if mark.start < here.start][::-1]
        if ahead:
            self.go_to(ahead[0].start)
        return bool(ahead)

    def follow(self, entity: str) -> None:
        """Show the mentions of an entity apart from all others; an empty id ends it."""
        if entity != self.followed:
            self.followed = entity
            self._marked += 1
            self._redraw()

    def show_side(self, side: str) -> None:
        """Dim what the other sides say; an empty side ends it."""
        self._side = side
        self._dimmed = marks.other_sides(self.briefing, side)
        self._marked += 1
        self._redraw()

    def select(self, span: Span | None) -> None:
        self.selection = span
        self._redraw()

    def go_to(self, offset: int) -> None:
        self.position.go_to(offset)
        self._redraw()

    def go_to_section(self, section: int) -> None:
        self.position.go_to_section(section)
        self._redraw()

    def action_ask(self, action: str) -> None:
        self.post_message(self.Asked(action, self.selection or self.position.current))

    def action_move(self, motion: str) -> None:
        position = self.position
        match motion:
            case "line_down" | "line_up":
                position.scroll(1 if motion == "line_down" else -1)
            case "half_page_down" | "half_page_up":
                position.page_by(0.5 if motion == "half_page_down" else -0.5)
            case "page_down" | "page_up":
                position.page_by(1 if motion == "page_down" else -1)
            case "top":
                position.go_top()
            case "bottom":
                position.go_bottom()
            case "next_section" | "previous_section":
                position.step_section(1 if motion == "next_section" else -1)
            case "next_paragraph" | "previous_paragraph":
                position.step_paragraph(1 if motion == "next_paragraph" else -1)
            case "next_sentence" | "previous_sentence":
                position.step_sentence(1 if motion == "next_sentence" else -1)
        if self.selection is not None and not self.selection.overlaps(position.current):
            self.selection = None  # what is acted on is always where the reader is
        self._redraw()

    def action_select(self, whole: bool = False) -> None:
        """The sentence, then its paragraph, then nothing; or the whole section."""
        position = self.position
        if whole and position.section >= 0:
            section = self.briefing.sections[position.section]
            self.select(Span(section.start, section.end))
        elif self.selection is None:
            self.select(position.current if position.current.end else None)
        elif self.selection == position.current != position.paragraph:
            self.select(position.paragraph)
        else:
            self.select(None)

    def on_resize(self) -> None:
        self._lay_out()
        self._redraw()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._styles.clear()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        # The wheel and the scroll bar move rows, and the position follows. While the size changes it is
        # the other way round.
        position = self.position
        if self.size.height == position.height and round(new_value) != position.page.number(position.top):
            position.scroll_to_row(round(new_value))
            self._redraw()

    def render_lines(self, crop: Region) -> list[Strip]:
        # The first frame is drawn before the pane is told of its size; it need not be an empty one.
        self._lay_out()
        self._drawn = self._to_draw
        return super().render_lines(crop)

    @property
    def _to_draw(self) -> tuple[object, ...]:
        position = self.position
        return self.size, position.page, position.top, position.sentence, self.selection, self._marked

    def render_line(self, y: int) -> Strip:
        row = self._rows[y] if y < len(self._rows) else BLANK
        width = self.size.width
        base = self._style("", Look.PLAIN)
        left = 0 if in_words.is_plain(self) else max(0, (width - _GUTTER - self.position.page.width) // 2 - 1)
        segments = [Segment(" " * left, base)] if left else []
        if row is BLANK:
            return Strip([Segment(" " * width, base)], width)
        segments.extend(self._gutter(row))
        segments.extend(self._words(row))
        return Strip(segments).extend_cell_length(width, base).crop(0, width)

    def _lay_out(self) -> None:
        """Fit the page to the size of the pane, where that has changed."""
        if self._laid_out == self.size:
            return
        self._laid_out = self.size
        page = self.position.page
        if page.width != self.measure:
            page = Page(self.briefing, self.measure)
        self.position.lay_out(page, self.size.height)
        self._rows = page.visible(self.position.top, self.size.height)

    def _redraw(self) -> None:
        """Show the position as it is, and tell who listens."""
        position = self.position
        self._rows = position.page.visible(position.top, self.size.height)
        # Rows were wrapped just now, so the height is known better than before.
        self.virtual_size = Size(self.size.width, max(position.page.height, self.size.height))
        top = position.page.number(position.top)
        self.set_reactive(ScrollView.scroll_y, float(top))
        self.set_reactive(ScrollView.scroll_target_y, float(top))
        if self.show_vertical_scrollbar:
            self.vertical_scrollbar.position = top
        if self._drawn != self._to_draw:
            self._drawn = self._to_draw
            self.refresh()
        in_words.at_sentence(self)
        told = (position.sentence, self.selection)
        if told != self._told:
            self._told = told
            # Said by the pane itself, whoever moved it: a message does not bubble past its sender.
            self.call_next(lambda: self.post_message(self.Moved(self)))

    def _gutter(self, row: Row) -> list[Segment]:
        page = self.position.page
        if not page.is_own(row):
            return [Segment(" " * in_words.gutter(self, _GUTTER), self._style("", Look.PLAIN))]
        here = self.selection or self.position.current
        bar = "▌" if row.start < here.end and row.end > here.start else " "
        side = next((self._sides[at] for at in range(row.start, row.end) if at in self._sides), " ")
        noted = [mark for mark in self.notes.between(row.start, row.end) if mark.start >= row.start]
        sign = _note_sign(noted)
        if in_words.is_plain(self):
            return [Segment(in_words.margin(sign), self._style("text--sign", Look.PLAIN))]
        return [
            Segment(bar, self._style("text--current", Look.PLAIN)),
            Segment(side, self._style("text--gutter", Look.PLAIN)),
            Segment(f"{sign} ", self._style("text--sign", Look.PLAIN)),
        ]

    def _words(self, row: Row) -> list[Segment]:
        item = self.position.page.items[row.item]
        if item.words:
            kind = {"title": "text--title", "heading": "text--heading"}.get(item.kind, "text--facts")
            return [Segment(shown(item.words[row.start : row.end]), self._style(kind, Look.PLAIN))]
        found = [
            mark
            for group in (self._mentions, self._verbs, self.notes, self._dimmed)
            for mark in group.between(row.start, row.end)
        ]
        kind = "text--heading" if item.kind == "own heading" else ""
        text = self.briefing.text
        return [
            Segment(shown(text[a:b]), self._style(kind, look))
            for a, b, look in marks.pieces(row.start, row.end, found, self.followed, self.selection)
        ]

    def _style(self, component: str, look: Look) -> Style:
        """The style of a component in a look; made once for each pair."""
        key = (component, look.value)
        style = self._styles.get(key)
        if style is None:
            style = self.rich_style
            names = [component] if component else []
            names += [name for flag, name in _COMPONENTS.items() if look & flag]
            for name in names:
                style += self.get_component_rich_style(name, partial=True)
            self._styles[key] = style
        return style


_COMPONENTS = {
    Look.NOTE: "text--note",
    Look.HIGHLIGHT: "text--highlight",
    Look.MENTION: "text--mention",
    Look.VERB: "text--verb",
    Look.FOLLOWED: "text--followed",
    Look.DIM: "text--dim",
    Look.SELECTED: "text--selected",
}


def _note_sign(noted: list[Mark]) -> str:
    """For the notes that begin on a row: one to check goes before one that says something, before a mark."""
    if any(mark.look & Look.UNSURE for mark in noted):
        return "?"
    return " " if not noted else "●" if any(mark.look & Look.NOTE for mark in noted) else "○"


def _side_letters(briefing: Briefing) -> dict[int, str]:
    """The letter of a side at the code point where each statement's sentence begins."""
    return {
        statement.start: marks.side_letter(statement)
        for statement in briefing.statements
        if statement.side != "none"
    }
