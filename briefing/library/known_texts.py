"""The texts that quotes can be checked against: those kept beside notes, and those of a library.

A briefing's file is only read when no kept text will do, and never analysed.
"""

from __future__ import annotations

import os
from functools import cached_property
from typing import TYPE_CHECKING

from briefing import files
from briefing.errors import BriefingError
from briefing.notes.anchoring import text_is
from briefing.notes.texts import Texts
from briefing.notes.verifying import KnownText

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from briefing.library.catalogue import Entry, Library


class KnownTexts:
    def __init__(self, folders: Iterable[Path], library: Library) -> None:
        """``folders`` hold notes, and the texts that these were made on."""
        self._kept = [Texts(folder) for folder in dict.fromkeys(folders)]
        self._library = library
        self._found: dict[str, KnownText | None] = {}
        self._read: dict[Path, KnownText | None] = {}

    def find(self, revision: str, briefing: str) -> KnownText | None:
        """The text of a revision. ``briefing`` is where to look first, and may be wrong."""
        if revision not in self._found:
            self._found[revision] = self._kept_text(revision) or self._library_text(revision, briefing)
        return self._found[revision]

    def all(self) -> tuple[KnownText, ...]:
        """Every text once; those of the library first, which have names."""
        return self._all

    @cached_property
    def _all(self) -> tuple[KnownText, ...]:
        found: dict[str, KnownText] = {}
        for text in (*self._of_library(self._library.entries), *self._of_folders()):
            found.setdefault(text.revision, text)
        return tuple(found.values())

    def _of_folders(self) -> Iterator[KnownText]:
        for kept in self._kept:
            yield from map(KnownText, kept.all())

    def _of_library(self, entries: Iterable[Entry]) -> Iterator[KnownText]:
        for entry in entries:
            if entry.path not in self._read:
                self._read[entry.path] = _read(entry)
            text = self._read[entry.path]
            if text is not None:
                yield text

    def _kept_text(self, revision: str) -> KnownText | None:
        found = (kept.find(revision) for kept in self._kept)
        return next((KnownText(text) for text in found if text is not None), None)

    def _library_text(self, revision: str, briefing: str) -> KnownText | None:
        likely_first = sorted(self._library.entries, key=lambda entry: entry.id != briefing)
        texts = self._of_library(likely_first)
        return next((text for text in texts if text_is(revision, text.revision)), None)


def _read(entry: Entry) -> KnownText | None:
    """The words of a briefing's file; None where it cannot be read, which ``briefing check`` tells."""
    from briefing import document
    from briefing.sources.text import source_from_bytes

    try:
        path = os.fsdecode(entry.path)
        found = document.read(source_from_bytes(files.read(path), path).text, path).source
    except BriefingError:
        return None
    return KnownText(found.text, entry.id, found.url)
