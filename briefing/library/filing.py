"""The files of a library while readouts are added to it: new ones, known ones, new versions of known ones.

Nothing of the user's is written over: a new version takes the place of the old text only where everything
that was done to the file can be kept, and is filed beside it otherwise.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from briefing import document, files
from briefing.errors import BriefingError, DocumentError, FileError
from briefing.library import versions
from briefing.library.catalogue import briefing_files
from briefing.library.gathering import kind_of_source
from briefing.library.heads import Entry, Heads
from briefing.library.originals import Originals, packed
from briefing.library.taking import take

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from briefing.model import Briefing, Source

Status = Literal["new", "same", "renewed", "changed"]

NAME_LENGTH = 80
_LIKE_ITS_FILE = 0.4
"""How like the old words the new ones of the same file or address must be, to be a version of them."""
_LIKE_ITS_FACTS = 0.7
"""The same for a readout of the same title, day, issuer and parties that comes from elsewhere."""
_SOURCE_KEY = re.compile(r"^source:", re.MULTILINE)
_ID_LINE = re.compile(r"^id:.*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one source."""

    source: str
    path: Path
    """Of the briefing in the library."""
    id: str
    status: Status
    """``renewed``: a new version took the place of the old text; ``changed``: it was filed beside it."""
    facts: Briefing | None = None
    """What was found out about it, without its words; None when it was there already."""
    told: tuple[str, ...] = ()
    """What the user should know of it, a sentence each."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A source that was read and can be filed."""

    source: str
    facts: Briefing
    """What was found out about it, without the words and what is in them."""
    markdown: bytes
    original: bytes | None = None
    """As it was found; None of a file that is a briefing already, and is taken as it is."""
    has_title: bool = False
    """Whether its title is its own, and not made of what was found out about it."""
    told: tuple[str, ...] = ()

    @property
    def is_as_found(self) -> bool:
        return self.original is None


class Filing:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._heads = Heads()
        self._originals = Originals(folder)
        self._waiting: list[tuple[Entry, list[tuple[Path, bytes]]]] = []
        self._failed: dict[Path, FileError] = {}
        self._taken: set[str] = set()
        self._by_digest: dict[str, Entry] = {}
        self._by_words: dict[str, Entry] = {}
        self._by_origin: dict[str, list[Entry]] = {}
        self._by_facts: dict[tuple[str, ...], list[Entry]] = {}
        for path in briefing_files(folder):
            entry = self._heads.of(path)
            self._take(entry, entry.source_sha256 or _digest_of(path))

    @property
    def waiting(self) -> int:
        """How many briefings are not on the disk yet."""
        return len(self._waiting)

    def settle(self) -> None:
        """Put everything on the disk that was added since the last time. ``failure`` tells what was not."""
        from briefing.library import together

        waiting, self._waiting = self._waiting, []
        groups = [files for _, files in waiting]
        for (entry, _), error in zip(waiting, together.put(groups) if groups else (), strict=True):
            if error is None:
                self._heads.learn(entry)
            else:
                self._failed[entry.path] = error
                self._forget(entry)

    def failure(self, outcome: Imported) -> FileError | None:
        """What kept a briefing that was added from the disk."""
        return self._failed.pop(outcome.path, None) if outcome.status in ("new", "changed") else None

    def known(self, source: str, data: bytes) -> Imported | None:
        """What an earlier import made of the same bytes, if it is there."""
        entry = self._by_digest.get(files.digest(data))
        return self._same(source, entry) if entry else None

    def add(self, reading: Reading) -> Imported:
        """Put a briefing into the library; a new file is only there when it is settled.

        Raises FileError when the disk refuses.
        """
        origin = reading.facts.source
        if same := self._by_digest.get(origin.sha256):
            return self._same(reading.source, same)
        if twin := self._by_words.get(origin.words):
            told = f"These are the words of {twin.id}, which came from another file."
            return replace(self._same(reading.source, twin), told=(told,))
        told_of_it: tuple[str, ...] = reading.told
        earlier = self._earlier_version(reading)
        if earlier is not None:
            try:
                return self._renew(earlier, reading)
            except DocumentError as reason:
                told_of_it = (
                    *told_of_it,
                    f"It is a new version of {earlier.id}, and filed beside it because {reason}.",
                )
        return self._file(reading, earlier, told_of_it)

    def close(self) -> None:
        """Keep what was learnt of the files; it is found again without, only later."""
        self._heads.keep()

    def _file(self, reading: Reading, earlier: Entry | None, told: tuple[str, ...]) -> Imported:
        name = self._free(reading.facts.id)
        meeting = "" if reading.is_as_found or earlier is None else _meeting_of(earlier.path)
        content = _named(reading.markdown, reading.facts.id, name, meeting)
        path = self._folder / f"{name}.md"
        group = [(path, content)]
        files.create_folder(self._folder)
        kept = reading.facts.source.sha256
        if reading.original is not None and not self._originals.has(kept):
            files.create_folder(self._originals.folder)
            group.insert(0, (self._originals.path(kept), packed(reading.original)))
        self._waiting.append((self._learn(reading.facts, path, name, reading.facts.title), group))
        facts = replace(reading.facts, id=name, meeting=reading.facts.meeting or meeting)
        return Imported(reading.source, path, name, "changed" if earlier else "new", facts, told)

    def _renew(self, entry: Entry, reading: Reading) -> Imported:
        """Raises DocumentError where the user's work on the old file could not be kept."""
        data = files.read(entry.path)
        old = self._originals.find(entry.source_sha256)
        if old is None:
            raise DocumentError("the original of the old one is not at hand")
        if reading.is_as_found:
            raise DocumentError("it is a briefing already")
        try:
            markdown = data.decode("utf-8")
            told = entry.source_path or entry.source_url
            charset = document.read(markdown).source.encoding
            words = take(old, told, charset=charset, kind=kind_of_source(told)).source.text
        except (BriefingError, UnicodeDecodeError) as error:
            raise DocumentError("the old one cannot be read again") from error
        new = document.read(reading.markdown.decode("utf-8"))
        before = (entry.source_sha256, files.digest(data))
        made = versions.renewed(markdown, words, new, reading.facts.source, before)
        self._originals.keep(data, before[1])
        self._originals.keep(reading.original or b"", reading.facts.source.sha256)
        files.save(entry.path, made.encode("utf-8"), before[1])
        self._heads.learn(
            self._learn(reading.facts, entry.path, entry.id, entry.title, (*entry.earlier, *before))
        )
        told = f"A new version took the place of the old text of {entry.id}; the old one is kept."
        facts = replace(reading.facts, id=entry.id)
        return Imported(reading.source, entry.path, entry.id, "renewed", facts, (*reading.told, told))

    def _earlier_version(self, reading: Reading) -> Entry | None:
        """The briefing whose text this is another version of: the one that is most like it."""
        text = ""
        best: tuple[float, Entry] | None = None
        perhaps = list(self._perhaps_earlier(reading))
        if perhaps and self._waiting:
            self.settle()
        for least, entry in perhaps:
            text = text or document.read(reading.markdown.decode("utf-8", "replace")).source.text
            likeness = versions.likeness(_words_of(entry.path), text)
            if likeness >= least and (best is None or likeness > best[0]):
                best = likeness, entry
        return best[1] if best else None

    def _perhaps_earlier(self, reading: Reading) -> Iterator[tuple[float, Entry]]:
        facts = reading.facts
        origin = facts.source
        for place in filter(None, (origin.url, origin.path)):
            yield from ((_LIKE_ITS_FILE, entry) for entry in self._by_origin.get(place, ()))
        if reading.has_title and facts.date:
            same = self._by_facts.get((facts.title, facts.date, facts.issuer, *facts.parties), ())
            yield from ((_LIKE_ITS_FACTS, entry) for entry in same)

    def _learn(
        self, facts: Briefing, path: Path, name: str, title: str, earlier: tuple[str, ...] = ()
    ) -> Entry:
        origin = facts.source
        entry = Entry(
            name,
            title,
            path,
            facts.date,
            facts.issuer,
            facts.parties,
            source_path=origin.path,
            source_sha256=origin.sha256,
            source_url=origin.url,
            source_words=origin.words,
            earlier=earlier,
        )
        self._take(entry, origin.sha256)
        return entry

    def _take(self, entry: Entry, digest: str) -> None:
        self._taken |= {entry.id, entry.path.stem.lower()}
        for known in (digest, *entry.earlier):
            self._by_digest.setdefault(known, entry)
        if entry.source_words:
            self._by_words[entry.source_words] = entry
        for place in filter(None, (entry.source_url, entry.source_path)):
            _put(self._by_origin.setdefault(place, []), entry)
        if entry.title and entry.date:
            key = (entry.title, entry.date, entry.issuer, *entry.parties)
            _put(self._by_facts.setdefault(key, []), entry)

    def _forget(self, entry: Entry) -> None:
        for known in (self._by_digest, self._by_words):
            for key in [key for key, value in known.items() if value is entry]:
                del known[key]

    def _same(self, source: str, entry: Entry) -> Imported:
        return Imported(source, entry.path, entry.id, "same")

    def _free(self, wanted: str) -> str:
        name, number = wanted, 1
        while name in self._taken or os.path.lexists(self._folder / f"{name}.md"):
            number += 1
            name = f"{wanted[: NAME_LENGTH - len(str(number)) - 1].rstrip('-')}-{number}"
        return name


def words_digest(source: Source, title: str) -> str:
    """The digest of a readout's words: the same from a page, a PDF and a text, with the title or without."""
    words = source.text.split()
    heading = title.split()
    if heading and words[: len(heading)] == heading:
        words = words[len(heading) :]
    return files.digest(" ".join(words).encode("utf-8", "surrogatepass"))[:32]


def _named(markdown: bytes, old: str, name: str, meeting: str) -> bytes:
    """Briefing Markdown under a name that is free, and perhaps of a meeting."""
    if name == old and not meeting:
        return markdown
    text = markdown.decode("utf-8", "replace")
    end = document.head(text).end
    front = _ID_LINE.sub(lambda _: f"id: {document.scalar(name)}", text[:end], count=1)
    if meeting and not re.search(r"^meeting:", front, re.MULTILINE):
        front = _SOURCE_KEY.sub(lambda _: f"meeting: {document.scalar(meeting)}\nsource:", front, count=1)
    return (front + text[end:]).encode("utf-8")


def _meeting_of(path: Path) -> str:
    head = document.head(files.read(path).decode("utf-8", "replace"))
    return head.front.meeting if head.front else ""


def _words_of(path: Path) -> str:
    try:
        return document.read(files.read(path).decode("utf-8", "replace")).source.text
    except FileError:
        return ""


def _put(entries: list[Entry], entry: Entry) -> None:
    """Add an entry, in the place of an older one of the same file."""
    entries[:] = [*(one for one in entries if one.path != entry.path), entry]


def _digest_of(path: Path) -> str:
    try:
        return files.digest(files.read(path))
    except FileError:
        return ""
