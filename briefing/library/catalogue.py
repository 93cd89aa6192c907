"""The briefings of a folder, and those that ship, known by their heads.

What was found in a head is kept in the cache until its file changes, so that a large library is listed
without parsing anything.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from briefing import files, paths
from briefing.errors import UnknownBriefing
from briefing.library.heads import Entry, Heads

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefing.library.following.dossiers import Dossier
    from briefing.library.following.issues import IssueView
    from briefing.library.following.questions import Questions
    from briefing.library.following.wording import Wordings
    from briefing.model import Briefing

_NOTES = ".notes.md"
_LEXICON = "lexicon"

__all__ = ["Entry", "Library", "briefing_files"]


class Library:
    """The briefings in a folder, newest first, and after them by id."""

    def __init__(self, folder: str | os.PathLike[str] | None = None, bundled: bool = True) -> None:
        self.folder = Path(folder) if folder else paths.library()
        self._bundled = bundled and not _same_folder(self.folder, paths.bundled_content())

    @property
    def bundled(self) -> bool:
        """Whether the briefings that ship belong to it beside those of its folder."""
        return self._bundled

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """As the folders were when this was first asked for."""
        heads = Heads()
        own = _told_apart(heads.of(path) for path in briefing_files(self.folder))
        taken = {entry.id for entry in own}
        shipped: list[Entry] = []
        if self._bundled:
            found = (heads.of(path) for path in briefing_files(paths.bundled_content()))
            shipped = [replace(entry, bundled=True) for entry in found if entry.id not in taken]
        heads.keep()
        by_id = sorted((*own, *shipped), key=lambda entry: entry.id)
        return tuple(sorted(by_id, key=lambda entry: entry.date, reverse=True))

    def find(self, name: str) -> Entry:
        """The entry with an id, with the only id that begins so, or of a file by its path.

        Raises UnknownBriefing, which names what was perhaps meant.
        """
        for entry in self.entries:
            if entry.id == name:
                return entry
        beginning = [entry for entry in self.entries if name and entry.id.startswith(name)]
        if len(beginning) == 1:
            return beginning[0]
        if os.path.isfile(name):
            return Heads().of(Path(name))
        raise UnknownBriefing(self._unknown(name, beginning))

    def open(self, name: str) -> Briefing:
        """The briefing that ``find`` finds."""
        from briefing.library.opening import open_briefing

        return open_briefing(self.find(name).path, self.folder)

    def dossier(self, name: str, limit: int = 0) -> Dossier:
        """What its readouts have on an entity: all of them, or the newest. Raises UnknownName."""
        with self._asked() as asked:
            return asked.dossier(name, limit)

    def issue(self, name: str, limit: int = 0) -> IssueView:
        """The sections on an issue: all of them, or the newest. Raises UnknownName."""
        with self._asked() as asked:
            return asked.issue(name, limit)

    def wording(self, phrase: str, limit: int = 0) -> Wordings:
        """How a formula was worded in each readout: in all of them, or in the first and the newest."""
        with self._asked() as asked:
            return asked.wording(phrase, limit=limit)

    @contextmanager
    def _asked(self) -> Iterator[Questions]:
        """The index, up to date. One process reads, since a script may not be ready for several."""
        from briefing.library.following.questions import Questions

        asked = Questions(self, addresses=True)
        try:
            asked.refresh(jobs=1)
            yield asked
        finally:
            asked.close()

    def _unknown(self, name: str, beginning: list[Entry]) -> str:
        from difflib import get_close_matches

        shown = files.shown(name)
        if beginning:
            return (
                f"More than one briefing begins with '{shown}': {_listed(entry.id for entry in beginning)}."
            )
        near = get_close_matches(name, [entry.id for entry in self.entries], n=3, cutoff=0.4)
        hint = f"did you mean {_listed(near)}?" if near else "'briefing list' shows what there is."
        return f"There is no briefing and no file '{shown}'; {hint}"


def briefing_files(folder: Path) -> list[Path]:
    """The Markdown files below a folder that can be briefings: no notes, nothing hidden."""
    found: list[Path] = []
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name != _LEXICON)
        for name in sorted(names):
            lower = name.lower()
            if (
                lower.endswith((".md", ".markdown"))
                and not lower.endswith(_NOTES)
                and not name.startswith(".")
            ):
                found.append(Path(place, name))
    return found


def _told_apart(entries: Iterable[Entry]) -> list[Entry]:
    """Of two files with one id the first has it, and the second says so."""
    first: dict[str, Entry] = {}
    found = []
    for entry in entries:
        if entry.id in first and not entry.problem:
            other = files.shown(first[entry.id].path)
            entry = replace(entry, problem=f"Its id is that of {other}; give it another one.")
        first.setdefault(entry.id, entry)
        found.append(entry)
    return found


def _same_folder(one: Path, other: Path) -> bool:
    try:
        return os.path.samefile(one, other)
    except OSError:
        return False


def _listed(names: Iterable[str]) -> str:
    found = list(names)
    shown = ", ".join(found[:5])
    return f"{shown} and {len(found) - 5} more" if len(found) > 5 else shown
