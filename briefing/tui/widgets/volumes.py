"""The briefings of a library as a list that may be of any length: a row is made when it is seen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, overload

from textual.content import Content
from textual.message import Message

from briefing import printable
from briefing.tui.bindings import bindings
from briefing.tui.widgets import in_words
from briefing.tui.widgets.rows import Row, RowList
from briefing.tui.widgets.wrapping import width_of

if TYPE_CHECKING:
    from textual.binding import BindingType

    from briefing.library.index.listing import Page
    from briefing.library.index.listing import Row as Volume

PAGE = 100
"""Rows that are asked for together."""

_DATE = 11
_NOTES = 6
_GROUP = 18
_SIDES = 80
"""Cells from which on the parties stand beside the title."""

_METHODS = {
    "open_briefing": "select",
    "library_down": "step(1)",
    "library_up": "step(-1)",
    "quit": "app.back_or_quit",
}


class Volumes(Sequence[Row]):
    """The rows of a list of which some pages have come."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._pages: dict[int, tuple[Volume, ...]] = {}

    def __len__(self) -> int:
        return self._total

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> list[Row]: ...
    def __getitem__(self, at: int | slice) -> Row | list[Row]:
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(self._total))]
        volume = self.volume(at)
        return Row(Content("" if volume is None else printable.line(volume.title)), volume or at)

    def volume(self, at: int) -> Volume | None:
        """The briefing of a row; None while its page has not come."""
        first = at - at % PAGE
        page = self._pages.get(first)
        if page is None:
            return None
        return page[at - first] if at - first < len(page) else None

    def put(self, first: int, page: Page) -> None:
        self._pages[first] = page.rows


class VolumeList(RowList):
    """A row a briefing: unread or not, its day, its title, its parties, how many notes it has."""

    ONE_LINE = True
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "library", lambda name: _METHODS.get(name, f"ask('{name}')")
    )

    class PageWanted(Message):
        """A page that is looked at has not come."""

        def __init__(self, first: int) -> None:
            super().__init__()
            self.first = first

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.volumes = Volumes(0)
        self._asked: set[int] = set()
        """The first rows of pages that were asked for: each is, once, and not by every row of it."""

    def begin(self, total: int) -> None:
        """Show a list of so many briefings, whose pages are yet to come."""
        before = self.highlighted
        self.volumes = Volumes(total)
        self._asked.clear()
        self.show(self.volumes)
        if total:
            self.highlighted = min(before or 0, total - 1)

    def put(self, first: int, page: Page) -> None:
        """Take a page of the list."""
        self.volumes.put(first, page)
        self._drawn.clear()
        self.refresh()
        at = self.highlighted
        if at is not None and first <= at < first + PAGE and self.has_focus:
            self.post_message(self.Pointed(self.value))

    @property
    def volume(self) -> Volume | None:
        """The briefing under the cursor."""
        return None if self.highlighted is None else self.volumes.volume(self.highlighted)

    def label_of(self, row: int) -> Content:
        first = row - row % PAGE
        volume = self.volumes.volume(row)
        if volume is None:
            if first not in self._asked:
                self._asked.add(first)
                self.call_next(lambda: self.post_message(self.PageWanted(first)))
            return Content.styled("…", "$text-muted")
        if in_words.is_plain(self):
            return Content(_in_words(volume))
        before = self.volumes.volume(row - 1) if row % PAGE else None
        repeated = before is not None and before.group == volume.group
        return label(volume, self.scrollable_content_region.width, repeated=repeated)


def label(volume: Volume, width: int, *, repeated: bool = False) -> Content:
    """The row of a briefing in so many cells; ``repeated`` is its group where the row above has it too."""
    parts: list[tuple[str, str]] = []
    if volume.group:
        style = "$text-muted" if repeated else "$text-accent"
        parts.append((_fitted(printable.line(volume.group), _GROUP - 2) + "  ", style))
    mark = "! " if volume.problem else "• " if volume.unread else "  "
    parts.append((mark, "$text-error" if volume.problem else "$text-accent"))
    parts.append((_fitted(printable.line(volume.date) or "–", _DATE), "$text-muted"))
    left = width - sum(width_of(words) for words, _ in parts) - _NOTES
    told = printable.line(volume.problem or " – ".join(volume.parties) or volume.issuer)
    beside = left // 3 if width >= _SIDES else 0
    title = printable.line(volume.title)
    parts.append((_fitted(title, left - beside), "bold" if volume.unread else ""))
    if beside:
        parts.append((_fitted("  " + told, beside), "$text-error" if volume.problem else "$text-muted"))
    if volume.notes:
        parts.append((f"  ●{volume.notes:,}", "$text-warning"))
    return Content.assemble(*parts)


def _fitted(words: str, width: int) -> str:
    """Words cut or filled up to so many cells."""
    return Content(words).truncate(max(0, width), ellipsis=True, pad=True).plain


def _in_words(volume: Volume) -> str:
    told = (
        volume.group,
        volume.date or "no date",
        volume.title,
        " and ".join(volume.parties) or volume.issuer,
        "never read" if volume.unread else "",
        f"{volume.notes} note{'' if volume.notes == 1 else 's'}" if volume.notes else "",
        volume.problem,
    )
    return printable.line(", ".join(part for part in told if part))
