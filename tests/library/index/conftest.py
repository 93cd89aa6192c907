"""A library of made-up readouts with a few notes, and its index."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pytest

from briefing.library import Library
from briefing.library.index import Index
from briefing.library.opening import read_briefing
from briefing.model import Anchor, Briefing, Note
from briefing.notes import NotesStore
from tests.benchmarks.libraries import write

COUNT = 24


@dataclass
class Shelf:
    """Folders of a library and its notes, and the briefings as they are when they are opened."""

    folder: Path
    notes: Path
    state: Path

    @property
    def library(self) -> Library:
        return Library(self.folder, bundled=False)

    @property
    def briefings(self) -> list[Briefing]:
        return [self.opened(path) for path in sorted(self.folder.rglob("*.md"))]

    def opened(self, path: str | Path) -> Briefing:
        return _read(Path(path).read_bytes(), Path(path), self.folder)

    def index(self) -> Index:
        return Index(self.library, self.notes)

    def note(self, briefing: Briefing, words: str, text: str, tags: tuple[str, ...] = ()) -> str:
        at = briefing.text.index(words)
        anchor = Anchor(start=at, end=at + len(words))
        store = NotesStore(self.notes, self.state)
        return store.add(briefing, Note("", anchor, words, text, tags)).touched


@lru_cache(maxsize=200)
def _read(data: bytes, path: Path, folder: Path) -> Briefing:
    return read_briefing(data, path, folder)


def made(folder: Path, count: int) -> Shelf:
    shelf = Shelf(folder / "library", folder / "notes", folder / "state")
    write(shelf.folder, count)
    return shelf


@pytest.fixture
def shelf(tmp_path: Path, home: Path) -> Shelf:
    """A small one, to do with as one likes."""
    return made(tmp_path, 4)


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Shelf, Index]]:
    """A larger one with its index up to date, to be read only."""
    folder = tmp_path_factory.mktemp("full")
    with pytest.MonkeyPatch.context() as patch:
        for kind in ("CONFIG", "DATA", "STATE", "CACHE"):
            patch.setenv(f"XDG_{kind}_HOME", str(folder / kind.lower()))
        shelf = made(folder, COUNT)
        for number, briefing in enumerate(shelf.briefings[:3]):
            section = briefing.sections[1]
            words = briefing.surface(section).split(".")[0]
            shelf.note(briefing, words, f"Remark {number} on the lake.", ("water", f"desk/{number}"))
        index = shelf.index()
        assert index.refresh().read == COUNT
        yield shelf, index
        index.close()
