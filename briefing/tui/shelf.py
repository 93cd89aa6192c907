"""What the screens ask of the library, off the event loop and one question after another."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
import time
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from briefing import files
from briefing.library import processes
from briefing.tui.aside import Hand, aside

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from briefing.comparison import Redline
    from briefing.corrections import Correction
    from briefing.library.earlier import Version
    from briefing.library.following.dossiers import Dossier
    from briefing.library.following.issues import IssueView
    from briefing.library.following.questions import Questions
    from briefing.library.following.wording import Wordings
    from briefing.library.importing import Import, Outcome
    from briefing.library.index import Hit, Index, Listing, Page, Progress, Refreshed
    from briefing.library.index import Row as Volume
    from briefing.library.opening import Opening
    from briefing.model import Briefing, Note
    from briefing.tui.wishes import Followed

Answer = TypeVar("Answer")


_PATIENCE = 0.3
"""Seconds that a question has to be answered when the program ends."""


def _let_processes_begin() -> None:
    """Start what Python keeps beside worker processes with the terminal's own standard error.

    Textual's has no file behind it, which that program would have to inherit.
    """
    from multiprocessing import resource_tracker

    with contextlib.redirect_stderr(sys.__stderr__):
        resource_tracker.ensure_running()


class Changes(NamedTuple):
    """What became of an earlier version of a text."""

    redline: Redline
    old: Briefing
    touched: list[Note]
    """The notes on words that were changed."""
    page: str
    """All of it as Markdown."""


class Shelf:
    """Every coroutine raises a BriefingError that says what could not be found or read."""

    def __init__(self, opening: Opening) -> None:
        self._opening = opening
        # One hand, so that of two questions the later is answered later.
        self._hand = Hand("library")
        self._cancelled = False
        self._taking: Import | None = None

    @cached_property
    def index(self) -> Index:
        from briefing.library.index import Index

        return Index(self._opening.briefings(), self._opening.notes)

    @cached_property
    def questions(self) -> Questions:
        from briefing.library.following.questions import Questions

        return Questions(self._opening.briefings(), self._opening.notes, self.index, addresses=True)

    def change_over(self, opening: Opening) -> None:
        """Answer of another library from now on."""
        self._opening = opening
        for made in ("index", "questions"):
            self.__dict__.pop(made, None)

    def close(self) -> None:
        """Ask nothing more, and wait for nothing that takes long: what is being written does not."""
        self._cancelled = True
        self.stop_taking_in()
        processes.end_all()
        self._hand.rest(_PATIENCE)

    async def listed(self, listing: Listing, first: int, count: int) -> Page:
        return await self._asked(lambda: self.index.listed(listing, first, count))

    async def position(self, listing: Listing, briefings: tuple[str, ...]) -> int:
        """The row of the first of some briefings that stands in a list; -1 for none."""
        found = (self.index.position(listing, one) for one in briefings)
        return await self._asked(lambda: next((row for row in found if row >= 0), -1))

    async def path_of(self, briefing: str) -> str:
        return await self._asked(lambda: self.questions.path_of(briefing))

    async def others(self, briefing: Briefing) -> list[Volume]:
        """The other readouts of a briefing's meeting, as one comes round to them."""

        def find() -> list[Volume]:
            from briefing.library import meetings

            return meetings.others(briefing, self.index.around(briefing.date, briefing.meeting))

        return await self._asked(find)

    async def versions(self, briefing: Briefing, path: str, others: list[Volume]) -> list[Version]:
        """The earlier versions of a text that are at hand."""
        from briefing.library import earlier

        return await self._asked(lambda: earlier.versions(briefing, path, self._opening.library, others))

    def version_in(self, path: str) -> Version:
        """A version in a file that the reader names."""
        from briefing.library.earlier import Version

        return Version("", os.path.expanduser(path), path)

    async def changes(self, new: Briefing, version: Version) -> Changes:
        """What changed between an earlier version and a text, and which notes that touches."""

        def find() -> Changes:
            from briefing import paths
            from briefing.comparison import redline
            from briefing.export import redline as page
            from briefing.library.earlier import open_version
            from briefing.notes import NotesStore
            from briefing.notes.versions import notes_on_versions

            old = open_version(version, new, self._opening.library)
            found = redline(old.text, new.text)
            notes, _ = notes_on_versions(NotesStore(self._opening.notes, paths.state()), old, new)
            touched = found.touched(notes)
            return Changes(found, old, touched, page.as_markdown(found, old, new, touched))

        return await self._asked(find)

    async def search(self, words: str, limit: int) -> list[Hit]:
        return await self._asked(lambda: list(self.index.search(words, limit, begun=True)))

    async def dossier(self, name: str) -> Dossier:
        return await self._asked(lambda: self.questions.dossier(name))

    async def issue(self, name: str) -> IssueView:
        return await self._asked(lambda: self.questions.issue(name))

    async def wording(self, phrase: str) -> Wordings:
        return await self._asked(lambda: self.questions.wording(phrase))

    async def put_right(self, correction: Correction) -> str:
        """Put an entity right in all briefings; the id that it has then."""

        def put() -> str:
            entity = self.questions.entity(correction.target)
            if correction.change == "same as":
                entity = self.questions.entity(correction.value)
            self.questions.put_right(correction)
            if correction.change == "retype":
                return f"{correction.value}:{entity.id.partition(':')[2]}"
            return entity.id

        return await self._asked(put)

    async def page(self, what: Followed, name: str) -> str:
        """What the library tells of an entity, an issue or a wording as a page of Markdown."""

        def make() -> str:
            from briefing.library.following import sheets

            if what == "entity":
                return sheets.dossier_page(self.questions.dossier(name))
            if what == "issue":
                return sheets.issue_page(self.questions.issue(name))
            return sheets.wording_page(self.questions.wording(name))

        return await self._asked(make)

    async def tell_meeting(
        self, a: Briefing, b: Briefing, paths: tuple[str, str], *, confirmed: bool
    ) -> None:
        """Write into two files that they are of one meeting, or take away what they say of it."""

        def tell() -> None:
            from briefing.library import meetings

            if confirmed:
                meetings.confirm(a, paths[0], b, paths[1], self._opening.library)
            else:
                meetings.forget(a, paths[0], self._opening.library)
                meetings.forget(b, paths[1], self._opening.library)

        await self._asked(tell)

    async def save_page(self, path: str, text: str, *, force: bool = False) -> None:
        """Write a page of Markdown; over a file that is there only when forced."""

        def save() -> None:
            from briefing.export import saving

            stores = (self._opening.library, self._opening.notes)
            saving.save(path, text, saving.replaceable(path, force=force, stores=stores))

        await self._asked(save)

    async def make_folder(self, folder: Path) -> None:
        await self._asked(lambda: files.create_folder(folder))

    async def refresh(self, on_progress: Callable[[Progress], None]) -> tuple[Refreshed, float]:
        """Read what is new or changed; what that did, and the seconds it took.

        ``on_progress`` is called on the event loop. The other questions are answered meanwhile.
        """
        loop = asyncio.get_running_loop()
        begun = time.monotonic()

        def tell(progress: Progress) -> None:
            loop.call_soon_threadsafe(on_progress, progress)

        # One processor stays free for the keys.
        jobs = max(1, len(os.sched_getaffinity(0)) - 1)
        _let_processes_begin()
        done = await aside(lambda: self.index.refresh(tell, lambda: self._cancelled, jobs))
        return done, time.monotonic() - begun

    async def take_in(self, path: str, on_outcome: Callable[[int, int, float], None]) -> list[Outcome]:
        """Put what is in a file or a folder into the library; what became of each readout.

        ``on_outcome`` is called on the event loop with how many are done, of how many, and the seconds that
        this took. ``stop_taking_in`` ends it before the next one.
        """
        loop = asyncio.get_running_loop()

        def take() -> list[Outcome]:
            from briefing.library.importing import Import

            self._taking = Import([path], self._opening.library)
            begun = time.monotonic()
            outcomes = []
            for outcome in self._taking:
                outcomes.append(outcome)
                seconds = time.monotonic() - begun
                loop.call_soon_threadsafe(on_outcome, len(outcomes), self._taking.total, seconds)
            return outcomes

        _let_processes_begin()
        try:
            return await aside(take)
        finally:
            self._taking = None

    def stop_taking_in(self) -> bool:
        """End an import before its next readout; whether there was one."""
        if self._taking is None:
            return False
        self._taking.cancel()
        return True

    async def _asked(self, ask: Callable[[], Answer]) -> Answer:
        return await self._hand.do(ask)
