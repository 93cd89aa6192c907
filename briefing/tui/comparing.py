"""What the reader asks of two accounts of one meeting: comparing, positions, notes on both."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from briefing.errors import BriefingError
from briefing.model import Span
from briefing.tui.aside import aside
from briefing.tui.errands import begin
from briefing.tui.wishes import (
    BothNoted,
    CompareWanted,
    MeetingConfirmed,
    MeetingWish,
    PassageChosen,
    PositionsWanted,
    RedlineWanted,
    StatementsChosen,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.comparison import Comparison, Positions, Told
    from briefing.comparison.records import Letter
    from briefing.library.index import Row as Volume
    from briefing.model import Briefing
    from briefing.tui.app import BriefingApp
    from briefing.tui.errands import Errand
    from briefing.tui.screens.comparing import CompareScreen
    from briefing.tui.screens.reader import ReaderScreen
    from briefing.tui.shelf import Changes

_WAIT = 0.02
"""Seconds between two looks whether a reader has its notes."""


class Comparer:
    """Grants the wishes that concern a meeting; each in a worker, so that no key waits."""

    def __init__(self, app: BriefingApp) -> None:
        self._app = app
        self._paths: dict[str, str] = {}
        """Where the briefings that are compared were read, by their ids."""

    def grant(self, wish: MeetingWish) -> None:
        errand: Errand
        match wish:
            case CompareWanted():
                errand = self._compare
            case PassageChosen():
                errand = partial(self._open, self._briefing(wish.side), wish.offset)
            case BothNoted():
                errand = partial(self._note_both, wish.a, wish.b)
            case MeetingConfirmed():
                errand = partial(self._confirm, wish.confirmed)
            case PositionsWanted():
                errand = self._show_positions
            case RedlineWanted():
                errand = self._show_changes
            case StatementsChosen():
                errand = partial(self._choose_statement, wish)
            case _:
                return
        begin(self._app, errand, "comparing", exclusive=True)

    @property
    def _screen(self) -> CompareScreen | None:
        from briefing.tui.screens.comparing import CompareScreen

        return self._app.explorer.shown(CompareScreen)

    def _briefing(self, side: Letter) -> Briefing | None:
        screen = self._screen
        return None if screen is None else getattr(screen.sides, side)

    async def _compare(self) -> None:
        """Find the other accounts of the meeting; of several the reader chooses one."""
        reader = self._app.reader
        if reader is None:
            return
        try:
            found = await self.others(reader.briefing)
            issuer = reader.briefing.issuer
            # Versions of one side's account are set beside each other by another key.
            found = [one for one in found if one.issuer != issuer] or found
            other = found[0] if found else None
            if len(found) > 1:
                rows = [(one.path, f"{one.issuer or one.id}  {one.date}  {one.title}") for one in found]
                path = await self._app.explorer.ask("Compare with which account?", "", rows, free=False)
                other = next((one for one in found if one.path == path), None)
            if other is not None:
                await self._show(reader, other)
            elif not found:
                self._app.notify("The library has no other readout of this meeting.", timeout=5, markup=False)
        except BriefingError as error:
            self._app.keeper.refuse(error)

    async def others(self, briefing: Briefing) -> list[Volume]:
        """The other accounts of a meeting; the library is read first where it was not yet."""
        explorer = self._app.explorer
        found = await explorer.shelf.others(briefing)
        if not found and not explorer.complete:
            await explorer.refresh()
            found = await explorer.shelf.others(briefing)
        return found

    async def _show(self, reader: ReaderScreen, other: Volume) -> None:
        from briefing.tui.screens.comparing import CompareScreen

        a, b = reader.briefing, await self._app.disk.briefing(other.path)
        library = self._app.opening.library

        def find() -> tuple[Comparison, bool]:
            from briefing.comparison import compare
            from briefing.library import lexicons, meetings

            return compare(a, b, lexicons.of_library(library)), meetings.is_confirmed(a, b)

        self._paths = {a.id: reader.path, b.id: other.path}
        found, confirmed = await aside(find)
        self._app.push_screen(CompareScreen(found, a, b, confirmed))

    async def _open(self, briefing: Briefing | None, offset: int) -> None:
        if briefing is not None:
            self._app.show_briefing(briefing, self._paths.get(briefing.id, ""), over=True, offset=offset)

    async def _note_both(self, a: Span | None, b: Span | None) -> None:
        """Write a note on the words of one side that quotes those of the other."""
        screen = self._screen
        if screen is None:
            return
        first: tuple[Briefing, Span | None] = (screen.sides.a, a)
        second: tuple[Briefing, Span | None] = (screen.sides.b, b)
        (here, span), (there, other) = (first, second) if a is not None else (second, first)
        if span is None:
            return
        text = ""
        if other is not None:
            from briefing.notes import cited

            text = "\n\n" + cited(other, there)
        await self._open(here, span.start)
        reader = self._app.reader
        while reader in self._app.screen_stack and (reader.notebook is None or reader.panes.side is None):
            await asyncio.sleep(_WAIT)
        if reader in self._app.screen_stack:
            reader.note_taking.annotate_with(span, text)

    async def _confirm(self, confirmed: bool) -> None:
        """Write into both files that they are of one meeting, or take that away again."""
        screen = self._screen
        if screen is None:
            return
        a, b = screen.sides.a, screen.sides.b
        paths = (self._paths[a.id], self._paths[b.id])
        try:
            await self._app.explorer.shelf.tell_meeting(a, b, paths, confirmed=confirmed)
        except BriefingError as error:
            self._app.keeper.refuse(error)
            return
        screen.meeting_told(confirmed)
        told = "Both say now that they are of one meeting." if confirmed else "Neither says so any more."
        self._app.notify(f"{told} The same key takes it back.", timeout=5, markup=False)

    async def _show_positions(self) -> None:
        """Of the two that are compared, or else of the readout and the others of its meeting."""
        screen, reader = self._screen, self._app.reader
        try:
            if screen is not None and self._app.screen is screen:
                briefings: Sequence[Briefing] = (screen.sides.a, screen.sides.b)
            elif reader is not None:
                briefings = await self._accounts(reader)
            else:
                return
        except BriefingError as error:
            self._app.keeper.refuse(error)
            return
        library = self._app.opening.library

        def find() -> Positions:
            from briefing.comparison import find_positions
            from briefing.library import lexicons

            return find_positions(briefings, lexicons.of_library(library))

        from briefing.tui.screens.positions import PositionsScreen

        self._app.push_screen(PositionsScreen(await aside(find), briefings))

    async def _show_changes(self) -> None:
        """Set the text beside an earlier version: the only one, the one chosen, or a file that is named."""
        reader = self._app.reader
        if reader is None:
            return
        new, path, shelf = reader.briefing, reader.path, self._app.explorer.shelf
        try:
            found = await shelf.versions(new, path, await self.others(new))
            chosen = found[0] if found else None
            if len(found) != 1:
                choices = [(str(number), one.told) for number, one in enumerate(found)]
                question = (
                    "Which earlier version? One of these, or a file"
                    if found
                    else "An earlier version: which file?"
                )
                answer = await self._app.explorer.ask(question, "", choices)
                if answer is None or not answer.strip():
                    return
                by_number = answer.isdecimal() and int(answer) < len(found)
                chosen = found[int(answer)] if by_number else shelf.version_in(answer.strip())
            if chosen is not None:
                await self._show_redline(await shelf.changes(new, chosen), new)
        except BriefingError as error:
            self._app.keeper.refuse(error)

    async def _show_redline(self, changes: Changes, new: Briefing) -> None:
        from briefing.tui.screens.answer import AnswerScreen
        from briefing.tui.widgets.answer_rows import redline_rows

        screen = AnswerScreen("redline", new.id)
        screen.page = changes.page
        await self._app.push_screen(screen)
        rows = list(redline_rows(changes.redline, changes.old, new, changes.touched))
        count = len(changes.redline.changes)
        notes = f"{len(changes.touched)} notes on changed words"
        screen.take(
            f"What changed: {new.title or new.id}", f"{count:,} pieces that went or came, {notes}", rows
        )

    async def _accounts(self, reader: ReaderScreen) -> list[Briefing]:
        """The readout and the other accounts of its meeting."""
        self._paths = {reader.briefing.id: reader.path}
        found = [reader.briefing]
        for one in await self.others(reader.briefing):
            self._paths[one.id] = one.path
            found.append(await self._app.disk.briefing(one.path))
        return found

    async def _choose_statement(self, wish: StatementsChosen) -> None:
        """Go to the only statement of a cell, or to the one that is chosen."""
        from briefing.tui.screens.positions import PositionsScreen

        screen = self._app.screen
        if not isinstance(screen, PositionsScreen):
            return
        chosen = 0
        if len(wish.told) > 1:
            rows = [(str(number), _in_a_row(one, screen.briefings)) for number, one in enumerate(wish.told)]
            answer = await self._app.explorer.ask("Which statement?", "", rows, free=False)
            if answer is None:
                return
            chosen = int(answer)
        told = wish.told[chosen]
        await self._open(screen.briefings[told.briefing], told.start)


def _in_a_row(told: Told, briefings: Sequence[Briefing]) -> str:
    words = briefings[told.briefing].surface(Span(told.start, told.end))
    return " ".join(f"{told.verb}: {words}".split())
