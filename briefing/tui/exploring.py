"""What the reader asks of the whole library: its list, searches, and what is followed or taken in."""

from __future__ import annotations

import os
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar, runtime_checkable

from briefing import files, paths
from briefing.errors import BriefingError
from briefing.tui.errands import begin
from briefing.tui.following import Follower
from briefing.tui.shelf import Shelf
from briefing.tui.taking_in import Importer
from briefing.tui.wishes import (
    AnswerWanted,
    AnswerWish,
    HitsWanted,
    ImportStopped,
    ImportWanted,
    LibraryWanted,
    LibraryWish,
    ListWanted,
    SearchBegun,
    SentenceChosen,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.screen import Screen

    from briefing.library.index import Progress
    from briefing.tui.app import BriefingApp
    from briefing.tui.errands import Errand

_LOOK = 2.0
"""Seconds between two looks at whether files of the library were changed."""
_REST = 8
"""How many times longer than such a look takes nothing is looked at."""
_RECENT = 20
"""Briefings read last that the cursor of the library may begin at."""
_HITS = 200
"""Hits that are shown; who wants others says more."""


Shown = TypeVar("Shown", bound="Screen[None]")


@runtime_checkable
class LooksAgain(Protocol):
    """A screen that shows something of the library and can show it anew."""

    def look_again(self) -> None: ...

    def show_progress(self, progress: Progress | None) -> None: ...


class Explorer:
    """Grants the wishes that concern the library; each in a worker, so that no key waits."""

    def __init__(self, app: BriefingApp) -> None:
        self._app = app
        self.shelf = Shelf(app.opening)
        self._follower = Follower(app, self)
        self._importer = Importer(app, self)
        self.complete = False
        """Whether all files were read once."""
        self._keeping_up = False

    def grant(self, wish: LibraryWish) -> None:
        match wish:
            case ListWanted():
                self._run(partial(self._list, wish), "listing")
            case SearchBegun():
                self._run(partial(self._begin_search, wish.words), "searching")
            case HitsWanted():
                self._run(partial(self._search, wish.words), "searching")
            case SentenceChosen():
                self._run(partial(self._open, wish), "opening")
            case AnswerWish():
                group = "answering" if isinstance(wish, AnswerWanted) else "following"
                self._run(self._follower.granting(wish), group)
            case LibraryWanted():
                self._run(self._change_over, "listing another")
            case ImportWanted():
                self._run(self._importer.take_in, "importing")
            case ImportStopped():
                self._importer.stop()

    async def show_library(self, problem: str = "") -> None:
        from briefing.tui.screens.library import LibraryScreen

        if not isinstance(self._app.screen, LibraryScreen):
            recent = await self._app.disk.recent()
            if self._app.reader is not None:
                recent = (self._app.reader.briefing.id, *recent)
            self._app.push_screen(LibraryScreen(str(self._app.opening.library), problem, recent[:_RECENT]))
            self.keep_up()

    def keep_up(self) -> None:
        """Read what is new or changed in the library, and again as long as a screen shows something of it."""
        if not self._keeping_up:
            self._keeping_up = True
            self._run(self._keep_up, "keeping up")

    def shown(self, kind: type[Shown]) -> Shown | None:
        """The screen of a kind that lies on top of the others of it."""
        found = (screen for screen in reversed(self._app.screen_stack) if isinstance(screen, kind))
        return next(found, None)

    def _run(self, errand: Errand, group: str) -> None:
        begin(self._app, errand, group, exclusive=group not in ("listing", "answering"))

    async def _list(self, wish: ListWanted) -> None:
        from briefing.tui.screens.library import LibraryScreen
        from briefing.tui.widgets.volumes import PAGE

        screen = self.shown(LibraryScreen)
        if screen is None:
            return
        try:
            page = await self.shelf.listed(wish.listing, wish.first, PAGE)
            position = -1
            if screen.to_find:
                position = await self.shelf.position(wish.listing, screen.to_find)
        except BriefingError as error:
            screen.refuse(str(error))
        else:
            screen.take(wish.listing, wish.first, page, position)

    async def _begin_search(self, words: str) -> None:
        from briefing.tui.screens.search import SearchScreen

        await self._app.push_screen(SearchScreen(words))
        self.keep_up()

    async def _search(self, words: str) -> None:
        from briefing.tui.screens.search import SearchScreen

        screen = self.shown(SearchScreen)
        if screen is None:
            return
        try:
            hits = await self.shelf.search(words, _HITS) if words.strip() else []
        except BriefingError as error:
            screen.refuse(str(error))
        else:
            screen.take(words, hits, _HITS)

    async def _open(self, wish: SentenceChosen) -> None:
        path = await self.shelf.path_of(wish.briefing)
        if path:
            self._app.open_path(path, over=True, note_id=wish.note_id, offset=wish.offset)
        else:
            self._app.notify(
                "Its briefing is no longer in the library.", severity="warning", timeout=5, markup=False
            )

    async def _change_over(self) -> None:
        """Ask for another library, and show that."""
        from briefing.tui.screens.library import LibraryScreen

        opening = self._app.opening
        named = (os.path.expanduser(one) for one in (opening.settings.library, *opening.settings.libraries))
        others = dict.fromkeys([*filter(None, named), str(paths.library())])
        choices = [(one, one) for one in others if one != str(opening.library)]
        folder = await self.ask("Which library? One of these, or a folder", "", choices)
        screen = self.shown(LibraryScreen)
        if not folder or not folder.strip() or screen is None:
            return
        place = Path(os.path.expanduser(folder.strip()))
        if not place.is_dir():
            self._app.notify(
                f"There is no folder {files.shown(place)}.", severity="error", timeout=5, markup=False
            )
            return
        self._app.opening = self._app.disk.opening = replace(opening, library=place)
        self.shelf.change_over(self._app.opening)
        self.complete = False
        screen.change_over(str(place))
        await self.refresh()

    async def ask(
        self, question: str, value: str = "", choices: Sequence[tuple[str, str]] = (), *, free: bool = True
    ) -> str | None:
        from briefing.tui.screens.ask import Ask

        return await self._app.push_screen_wait(Ask(question, value, choices, free=free))

    async def _keep_up(self) -> None:
        seconds = await self.refresh()
        self._app.set_timer(max(_LOOK, seconds * _REST), self._look)

    def _look(self) -> None:
        self._keeping_up = False
        if self._showing():
            self.keep_up()

    async def refresh(self) -> float:
        """Read what is new or changed, and let the screens show it; the seconds that this took."""
        done, seconds = await self.shelf.refresh(self._each(lambda screen, told: screen.show_progress(told)))
        if done.read or done.dropped or done.notes or not self.complete:
            self.complete = True
            for screen in self._drawn():
                screen.show_progress(None)
                screen.look_again()
        return seconds

    def _each(self, act: Callable[[LooksAgain, Progress], None]) -> Callable[[Progress], None]:
        def tell(progress: Progress) -> None:
            for screen in self._drawn():
                act(screen, progress)

        return tell

    def _showing(self) -> list[LooksAgain]:
        return [screen for screen in self._app.screen_stack if isinstance(screen, LooksAgain)]

    def _drawn(self) -> list[LooksAgain]:
        """Those of them that have their widgets: the last ones lose them before the program ends."""
        drawn = self._app.screen_stack if self._app.is_running else []
        return [screen for screen in drawn if screen.is_mounted and isinstance(screen, LooksAgain)]
