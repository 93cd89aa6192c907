"""What the head of a briefing's file tells, kept until the file changes."""

from __future__ import annotations

import json
import os
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import briefing
from briefing import files, paths
from briefing.errors import BriefingError, FileError, reason

if TYPE_CHECKING:
    from briefing.document import Head

_READ = 128 * 1024
"""Bytes: room for a front matter at its limit and for a title after it."""
_MOST = 500_000_000
"""Bytes of all heads, unpacked."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A briefing as a list shows it."""

    id: str
    title: str
    path: Path
    date: str = ""
    issuer: str = ""
    parties: tuple[str, ...] = ()
    bundled: bool = False
    problem: str = ""
    """What is wrong with the file, a sentence; empty when nothing is."""
    source_path: str = ""
    """Of the file that the words came from, as the front matter names it."""
    source_sha256: str = ""
    source_url: str = ""
    source_words: str = ""
    """The digest of the words alone, where the import told it."""
    earlier: tuple[str, ...] = ()
    """The digests of the originals of earlier versions."""
    meeting: str = ""
    """What its front matter says; empty where it says nothing."""


class Heads:
    """Reads heads, and remembers them by the name, size and time of their files."""

    def __init__(self) -> None:
        self._known = _load()
        self._asked: dict[str, list[Any]] = {}

    def of(self, path: Path) -> Entry:
        """Never raises: what keeps a file from being read is the entry's problem."""
        place = os.path.abspath(path)
        try:
            stamp = _stamp(place)
            row = self._known.get(place)
            if row is None or row[0] != stamp:
                row = [stamp, *_read(place)]
        except BriefingError as error:
            return Entry("", path.stem, path, problem=str(error))
        self._asked[place] = row
        _, name, title, date, issuer, parties, problem, source_path, sha256, url, words, meeting, earlier = (
            row
        )
        return Entry(
            name,
            title,
            path,
            date,
            issuer,
            tuple(parties),
            problem=problem,
            source_path=source_path,
            source_sha256=sha256,
            source_url=url,
            source_words=words,
            earlier=tuple(earlier),
            meeting=meeting,
        )

    def learn(self, entry: Entry) -> None:
        """Remember the head of a file that was just written, without reading it."""
        place = os.path.abspath(entry.path)
        try:
            stamp = _stamp(place)
        except FileError:
            return
        told = (entry.id, entry.title, entry.date, entry.issuer, list(entry.parties), entry.problem)
        source = (entry.source_path, entry.source_sha256, entry.source_url, entry.source_words)
        self._asked[place] = [stamp, *told, *source, entry.meeting, list(entry.earlier)]

    def keep(self) -> None:
        """Write down what was learnt; a disk that refuses is no error."""
        known = {
            place: row
            for place, row in self._known.items()
            if place not in self._asked and os.path.exists(place)
        }
        known |= self._asked
        if known == self._known:
            return
        text = json.dumps({"version": briefing.__version__, "heads": known}, ensure_ascii=False)
        # Of a hundred thousand files it would be larger than what is read at once.
        data = zlib.compress(text.encode("utf-8", "surrogatepass"), 1)
        path = _path()
        try:
            files.create_folder(path.parent)
            present = files.read_if_there(path)
            files.save(path, data, None if present is None else files.digest(present))
        except FileError:
            return


def _path() -> Path:
    return paths.cache() / "heads.json.z"


def _load() -> dict[str, list[Any]]:
    try:
        data = files.read_if_there(_path())
        text = zlib.decompressobj().decompress(data, _MOST) if data else b"{}"
        found = json.loads(text.decode("utf-8", "surrogatepass"))
    except (FileError, ValueError, RecursionError, zlib.error):
        return {}
    if not isinstance(found, dict) or found.get("version") != briefing.__version__:
        return {}
    heads = found.get("heads")
    if not isinstance(heads, dict):
        return {}
    return {place: row for place, row in heads.items() if _is_row(row)}


def _is_row(row: object) -> bool:
    match row:
        case [list(), str(), str(), str(), str(), list(parties), *source, list(earlier)] if len(source) == 6:
            return all(isinstance(told, str) for told in (*parties, *source, *earlier))
        case _:
            return False


def _stamp(place: str) -> list[int]:
    try:
        found = os.stat(place)
    except (OSError, ValueError) as error:
        told = reason(error) if isinstance(error, OSError) else "that is no name of a file; name another"
        raise FileError(f"{files.shown(place)} cannot be opened: {told}.") from error
    return [found.st_size, found.st_mtime_ns, found.st_ino]


def _read(place: str) -> list[Any]:
    """The fields of an entry, as a row holds them."""
    from briefing.document import head
    from briefing.library.identity import id_of_path
    from briefing.sources.text import source_from_bytes

    data = files.read(place)
    if len(data) > _READ:
        data = data[:_READ].rpartition(b"\n")[0]  # never through a letter
    text = source_from_bytes(data, place).text
    found = head(text)
    front = found.front
    name = (front.id if front else "") or id_of_path(place)
    title = _title(text, found) or Path(place).stem
    problem = found.problems[0] if found.problems else ""
    if front is None:
        return [name, title, "", "", [], problem, "", "", "", "", "", []]
    origin = front.source
    source = (origin.path, origin.sha256, origin.url, origin.words)
    facts = (name, title, front.date, front.issuer, list(front.parties), problem)
    return [*facts, *source, front.meeting, list(front.earlier)]


def _title(text: str, found: Head) -> str:
    """The first heading of the first level, as it is shown."""
    from briefing.sources.markdown import folded, pieces

    for line in text[found.end :].split("\n"):
        if line.startswith("# "):
            return folded(" ".join(piece.text for piece in pieces(line)))
    return ""
