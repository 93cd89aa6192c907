"""The briefings there are, to choose one: narrowed, sorted, grouped, and looked into beforehand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from textual import on
from textual.containers import Horizontal
from textual.content import Content
from textual.getters import query_one
from textual.screen import Screen
from textual.widgets import Static

from briefing import printable
from briefing.library.index.listing import Listing
from briefing.tui.bindings import keys_in_force
from briefing.tui.widgets.filter_line import FilterLine
from briefing.tui.widgets.foot import Foot
from briefing.tui.widgets.volumes import VolumeList
from briefing.tui.wishes import (
    BriefingChosen,
    ImportStopped,
    ImportWanted,
    LibraryWanted,
    ListWanted,
    SearchBegun,
)

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from briefing.actions import Scope
    from briefing.library.index.listing import Group, Page, Sort
    from briefing.library.index.listing import Row as Volume
    from briefing.library.index.refreshing import Progress
    from briefing.tui.widgets.rows import RowList

Value = TypeVar("Value")

_SORTS: tuple[Sort, ...] = ("date", "title", "issuer", "notes")
_GROUPS: tuple[Group, ...] = ("", "meeting", "party", "month")
_PLACEHOLDER = "words  party:  issue:  entity:  tag:  after:  before:  is:unread"


class LibraryScreen(Screen[None]):
    """Asks for the pages of the list that are looked at, and shows them when they come."""

    CSS_PATH = "library.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012 - Textual declares it for instances

    scope: Scope = "library"

    volumes = query_one(VolumeList)
    filter = query_one(FilterLine)
    foot = query_one(Foot)

    def __init__(self, folder: str, problem: str = "", recent: tuple[str, ...] = ()) -> None:
        """``problem`` is why the library is shown and not what was asked for.

        ``recent`` are the ids of what was read, the last one first: there the reader begins to choose.
        """
        super().__init__()
        self.to_find = recent
        """The briefings at whose row the cursor is to stand, when it is known which that is."""
        self.listing = Listing()
        self._problem = problem
        self._folder = folder
        self._total = -1
        self._progress: Progress | None = None
        self._importing = ""

    def compose(self) -> ComposeResult:
        yield Static(Content("Briefings"), id="library-title", markup=False)
        if self._problem:
            yield Static(Content(printable.line(self._problem)), id="library-problem", markup=False)
        yield FilterLine(_PLACEHOLDER, id="library-filter")
        with Horizontal():
            yield VolumeList(id="volumes")
            yield Static(id="library-preview", markup=False)
        yield Static(_told_folder(self._folder), id="library-folder", markup=False)
        yield Foot()

    def on_mount(self) -> None:
        self.volumes.focus()
        self.foot.show_keys("library", "everywhere")
        self._tell_place()
        self.call_after_refresh(self.look_again)

    def take(self, listing: Listing, first: int, page: Page, position: int) -> None:
        """Take a page of the list. With a ``position`` that is not negative the cursor goes to that row."""
        if listing != self.listing:
            return  # the reader wants another one by now
        self.filter.tell("")
        if first == 0 and (page.total != self._total or not self.volumes.rows):
            self._total = page.total
            self.volumes.begin(page.total)
        self.volumes.put(first, page)
        if position >= 0:
            self.to_find = ()
            self.volumes.highlighted = position
        self._tell_place()
        self._preview()

    def refuse(self, problem: str) -> None:
        """Say why what is typed narrows nothing; the list stays as it was."""
        self.filter.tell(problem)

    def show_progress(self, progress: Progress | None) -> None:
        """Say how far the reading of new files has come; None when all are read."""
        self._progress = progress
        self._tell_place()

    def show_importing(self, told: str) -> None:
        """Say how far an import has come; nothing when there is none."""
        self._importing = told
        self._tell_place()

    def change_over(self, folder: str) -> None:
        """List another library."""
        self._folder = folder
        self.query_one("#library-folder", Static).update(_told_folder(folder))
        self._list(Listing())

    def look_again(self) -> None:
        """Ask for the list anew: something in it may be another."""
        self.post_message(ListWanted(self.listing))

    @on(FilterLine.Changed)
    def narrow(self, event: FilterLine.Changed) -> None:
        self._list(replace(self.listing, filter=event.words))

    @on(FilterLine.Left)
    def go_to_list(self) -> None:
        self.volumes.focus()

    @on(VolumeList.PageWanted)
    def want_page(self, event: VolumeList.PageWanted) -> None:
        self.post_message(ListWanted(self.listing, event.first))

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        volume = self.volumes.volume
        if volume is not None:
            self.post_message(BriefingChosen(volume.path))

    def on_row_list_pointed(self, event: RowList.Pointed) -> None:
        if self.volumes.highlighted:
            self.to_find = ()  # the reader has begun to choose by himself
        self._preview()

    def on_row_list_asked(self, event: RowList.Asked) -> None:
        match event.action:
            case "filter_library":
                self.filter.read()
            case "sort_library":
                self._list(replace(self.listing, sort=_next(_SORTS, self.listing.sort)))
            case "reverse_library":
                self._list(replace(self.listing, reverse=not self.listing.reverse))
            case "group_library":
                self._list(replace(self.listing, group=_next(_GROUPS, self.listing.group)))
            case "preview":
                self.toggle_class("-without-preview")
            case "import_here":
                self.post_message(ImportWanted())
            case "other_library":
                self.post_message(LibraryWanted())
            case "stop_import":
                self.post_message(ImportStopped())
            case "search_library":
                self.post_message(SearchBegun())

    def _list(self, listing: Listing) -> None:
        self.listing = listing
        self._total = -1
        self.volumes.highlighted = None
        self.post_message(ListWanted(listing))

    def _tell_place(self) -> None:
        listing, progress = self.listing, self._progress
        told = [self._importing] if self._importing else []
        if progress is not None and progress.told:
            told.append(progress.told)
        if listing.sort != "date" or listing.reverse:
            told.append(f"by {listing.sort}{', the other way round' if listing.reverse else ''}")
        if listing.group:
            told.append(f"each {listing.group}")
        if self._total >= 0:
            told.append(f"{self._total:,} briefing{'' if self._total == 1 else 's'}")
        self.foot.show_place("  ".join(told))

    def _preview(self) -> None:
        volume = self.volumes.volume
        key = keys_in_force(self).key("open_briefing")
        told = "" if volume is None else f"{preview(volume)}\n\n{key} reads it."
        self.query_one("#library-preview", Static).update(Content(told), layout=False)


def _told_folder(folder: str) -> Content:
    return Content(f"Your library: {printable.line(folder)}")


def preview(volume: Volume) -> str:
    """What is known of a briefing before it is opened, as lines for the terminal."""
    facts = (volume.format if volume.format != "other" else "", volume.place, volume.issuer)
    lines = [
        volume.title,
        "  ".join(part for part in (volume.date, *facts) if part),
        " – ".join(volume.parties),
        volume.problem,
        "",
        *(f"§ {heading}" for heading in volume.issues),
        "",
        f"● {volume.notes:,} note{'' if volume.notes == 1 else 's'}" if volume.notes else "",
        "Never read." if volume.unread else "",
        "It comes with the program." if volume.bundled else "",
    ]
    kept = [line for at, line in enumerate(lines) if line or at in (4,)]
    return printable.lines("\n".join(kept))


def _next(values: tuple[Value, ...], value: Value) -> Value:
    return values[(values.index(value) + 1) % len(values)]
