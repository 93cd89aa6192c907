"""How the reader left each briefing. Losing it costs nothing, so nothing here ever fails."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from briefing import files, paths
from briefing.errors import FileError
from briefing.model import Left

if TYPE_CHECKING:
    from pathlib import Path

KEPT = 1000
"""Briefings; the ones read longest ago go first."""


def left(briefing: str) -> Left:
    """How a briefing was left; the plain beginning where nothing is known."""
    return _load(_data(_path())).get(briefing, Left())


def recent() -> tuple[str, ...]:
    """The ids of the briefings that were read, the last one first."""
    return tuple(reversed(_load(_data(_path()))))


def remember(briefing: str, how: Left) -> None:
    """Keep how a briefing is left."""
    path = _path()
    data = _data(path)
    known = _load(data)
    known.pop(briefing, None)
    known[briefing] = how
    kept = {name: {**one._asdict(), "marks": dict(one.marks)} for name, one in list(known.items())[-KEPT:]}
    try:
        files.create_folder(path.parent)
        files.save(path, json.dumps(kept).encode(), None if data is None else files.digest(data))
    except FileError:
        return


def _data(path: Path) -> bytes | None:
    try:
        return files.read_if_there(path)
    except FileError:
        return None


def _path() -> Path:
    return paths.state() / "positions.json"


def _load(data: bytes | None) -> dict[str, Left]:
    try:
        found = json.loads(data or b"{}")
    except (ValueError, RecursionError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {name: one for name, record in found.items() if (one := _left(record)) is not None}


def _left(record: Any) -> Left | None:  # noqa: ANN401 - whatever JSON can hold
    if type(record) is int and record >= 0:
        return Left(record)  # as earlier versions kept it
    if not isinstance(record, dict):
        return None
    known = {name: record[name] for name in Left._fields if name in record}
    plain = Left(marks={})._asdict()
    if any(type(value) is not type(plain[name]) for name, value in known.items()):
        return None
    marks = known.get("marks", {})
    if not all(type(at) is int and at >= 0 and len(letter) == 1 for letter, at in marks.items()):
        return None
    found = Left(**known)
    counts = (found.offset, found.width, found.panel, found.contents, found.top, found.above)
    return found if min(counts) >= 0 else None
