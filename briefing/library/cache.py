"""Analysed briefings on disk, so that one that was opened before opens at once.

A cache file is believed only when it is whole: it holds the digest of what it holds. It may be deleted,
damaged or unwritable at any time, and costs no more than the analysis it would have spared.
"""

from __future__ import annotations

import json
import os
from dataclasses import fields, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import briefing
from briefing import files, paths
from briefing.errors import FileError
from briefing.library import lexicons
from briefing.model import (
    Block,
    Briefing,
    Cue,
    Entity,
    Mention,
    Section,
    Sentence,
    Source,
    Statement,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

KEPT = 500
"""Files; the oldest beyond that number go."""

_PACKAGE = Path(briefing.__file__).parent
_DIGEST = 64
"""Characters of a digest, which is the first line of a file; then come the records, and then the words."""
_LISTS = {"blocks": Block, "sentences": Sentence, "sections": Section}


def key(path: str | os.PathLike[str], data: bytes, lexicon_files: lexicons.Found) -> str:
    """The name of everything that a reading depends on: the file and its place, the lexicons, the program."""
    name = sha256()
    parts = [os.fsencode(path), os.fsencode(os.path.abspath(path)), data, *program()]
    for called, content in lexicon_files:
        parts += [called.encode(), b"" if content is None else content]
    for part in parts:
        name.update(b"%d\n" % len(part))
        name.update(part)
    return name.hexdigest()


def load(name: str) -> Briefing | None:
    """The briefing kept under a name, if there is one and it is whole."""
    try:
        data = files.read(path_of(name), 10 * files.LIMIT)
    except FileError:
        return None
    content = memoryview(data)[_DIGEST + 1 :]
    if data[:_DIGEST] != sha256(content).hexdigest().encode():
        return None
    # Of a long text each of the forms that it passes through is some ten megabytes: none stays longer than
    # it must.
    end = data.index(b"\n", _DIGEST + 1)
    text = str(content[end - _DIGEST :], "utf-8", "surrogatepass")
    values = str(content[: end - _DIGEST - 1], "ascii")
    del data, content
    found = json.loads(values)
    del values
    return _read(found, text)


def keep(name: str, briefing: Briefing) -> None:
    """Keep a briefing under a name; a disk that refuses is no error."""
    # The words stand by themselves, and the rest is ASCII, which takes a fourth of the memory.
    values = json.dumps(
        _written(replace(briefing, source=replace(briefing.source, text=""))), separators=(",", ":")
    )
    content = b"\n".join((values.encode(), briefing.text.encode("utf-8", "surrogatepass")))
    path = path_of(name)
    try:
        files.create_folder(path.parent)
        present = files.read_if_there(path, 10 * files.LIMIT)
        base = None if present is None else files.digest(present)
        files.save(path, b"\n".join((sha256(content).hexdigest().encode(), content)), base)
        thin_out(path.parent, path.suffix, KEPT)
    except (FileError, OSError):
        return


def path_of(name: str) -> Path:
    return paths.cache() / "briefings" / f"{name}.kept"


def program() -> Iterable[bytes]:
    """The version, the lexicon that ships, and the modules that read: an edited checkout reads anew."""
    yield briefing.__version__.encode()
    yield from lexicons.bundled_contents()
    for folder in (_PACKAGE, _PACKAGE / "analysis", _PACKAGE / "sources"):
        for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
            if entry.name.endswith(".py"):
                found = entry.stat()
                yield f"{entry.name} {found.st_size} {found.st_mtime_ns}".encode()


def thin_out(folder: Path, ending: str, count: int) -> None:
    """Delete all but the newest files of an ending, and what interrupted writing left."""
    kept = [entry for entry in os.scandir(folder) if entry.name.endswith(ending)]
    if len(kept) <= count:
        return
    files.sweep(folder)
    kept.sort(key=lambda entry: entry.stat().st_mtime_ns, reverse=True)
    for entry in kept[count:]:
        os.unlink(entry.path)


def _written(record: Any) -> Any:  # noqa: ANN401 - any record of the model, or a part of one
    """A record as the list of its fields, and so on for the records in it."""
    if isinstance(record, tuple):
        return [_written(item) for item in record]
    if isinstance(record, (str, int)):
        return record
    return [_written(getattr(record, field.name)) for field in fields(record)]


def _read(values: Sequence[Any], text: str) -> Briefing:
    found = dict(zip((field.name for field in fields(Briefing)), values, strict=True))
    found["source"] = Source(text, *found["source"][1:])
    for name, record in _LISTS.items():
        found[name] = tuple(record(*row) for row in _emptied(found[name]))
    same: dict[str, str] = {}
    found["entities"] = tuple(_entity(row, same) for row in _emptied(found["entities"]))
    found["statements"] = tuple(_statement(row, same) for row in _emptied(found["statements"]))
    for name in ("parties", "notices"):
        found[name] = tuple(found[name])
    return Briefing(**found)


def _emptied(rows: list[Any]) -> Iterator[Any]:
    """Rows in their order, each given up when it is handed on."""
    rows.reverse()
    while rows:
        yield rows.pop()


def _entity(row: Sequence[Any], same: dict[str, str]) -> Entity:
    id_, name, kind, role, aliases, mentions, confidence = row
    found = tuple(Mention(*_shared(mention, same)) for mention in _emptied(mentions))
    return Entity(id_, name, kind, role, tuple(aliases), found, confidence)


def _statement(row: Sequence[Any], same: dict[str, str]) -> Statement:
    start, end, section, side, speaker, cues, *rest = _shared(row, same)
    return Statement(
        start, end, section, side, speaker, tuple(Cue(*_shared(cue, same)) for cue in cues), *rest
    )


def _shared(row: Sequence[Any], same: dict[str, str]) -> list[Any]:
    """A row in which equal words are one: a text names few things, and those often."""
    return [same.setdefault(value, value) if type(value) is str else value for value in row]
