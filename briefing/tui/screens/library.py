"""The briefings there are, to choose one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.getters import query_one
from textual.screen import Screen
from textual.widgets import Static

from briefing import printable
from briefing.tui.bindings import bindings
from briefing.tui.widgets.foot import Foot
from briefing.tui.widgets.rows import Row, RowList
from briefing.tui.wishes import BriefingChosen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from briefing.actions import Scope


@dataclass(frozen=True, slots=True)
class Volume:
    """A briefing as the library lists it."""

    path: str
    title: str
    date: str = ""
    issuer: str = ""
    parties: tuple[str, ...] = ()
    problem: str = ""
    """Why it cannot be read, where it cannot."""
    id: str = ""


_METHODS = {
    "open_briefing": "select",
    "library_down": "step(1)",
    "library_up": "step(-1)",
    "quit": "app.back_or_quit",
}


class VolumeList(RowList):
    """A row a briefing; its value is the briefing's path."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("library", _METHODS.__getitem__)


class LibraryScreen(Screen[None]):
    """Lists what the app found in the library."""

    CSS_PATH = "library.tcss"

    scope: Scope = "library"

    volumes = query_one(VolumeList)
    foot = query_one(Foot)

    def __init__(
        self, volumes: list[Volume], folder: str, problem: str = "", recent: Sequence[str] = ()
    ) -> None:
        """``problem`` is why the library is shown and not what was asked for.

        ``recent`` are the ids of what was read, the last one first: there the reader begins to choose.
        """
        super().__init__()
        self._problem = problem
        self._volumes = volumes
        self._folder = folder
        self._recent = recent

    def compose(self) -> ComposeResult:
        yield Static(Content("Briefings"), id="library-title", markup=False)
        if self._problem:
            yield Static(Content(printable.line(self._problem)), id="library-problem", markup=False)
        yield VolumeList(id="volumes")
        yield Static(
            Content(f"Your library: {printable.line(self._folder)}"), id="library-folder", markup=False
        )
        yield Foot()

    def on_mount(self) -> None:
        rows = [Row(_label(volume), volume.path, indent=11) for volume in self._volumes]
        names = [volume.id for volume in self._volumes]
        self.volumes.show(rows, next((names.index(one) for one in self._recent if one in names), 0))
        self.volumes.focus()
        self.foot.show_keys("library", "everywhere")
        count = len(self._volumes)
        self.foot.show_place(f"{count} briefing{'' if count == 1 else 's'}")

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        self.post_message(BriefingChosen(str(event.value)))


def _label(volume: Volume) -> Content:
    about = " – ".join(volume.parties) or volume.issuer
    told = volume.problem or about
    return Content.assemble(
        (f"{printable.line(volume.date) or '–':<11}", "$text-muted"),
        (printable.line(volume.title), "bold"),
        (f"  {printable.line(told)}", "$text-error" if volume.problem else "$text-muted"),
    )
