"""Where the reader left off in each briefing. Losing it costs nothing, so nothing here ever fails."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from briefing import files, paths
from briefing.errors import FileError

if TYPE_CHECKING:
    from pathlib import Path

KEPT = 1000
"""Briefings; the ones read longest ago go first."""


def position(briefing: str) -> int:
    """The offset of the sentence where a briefing was left; 0 where nothing is known."""
    return _load(_data(_path())).get(briefing, 0)


def recent() -> tuple[str, ...]:
    """The ids of the briefings that were read, the last one first."""
    return tuple(reversed(_load(_data(_path()))))


def remember(briefing: str, offset: int) -> None:
    """Keep the offset of the sentence where a briefing is left."""
    path = _path()
    data = _data(path)
    known = _load(data)
    known.pop(briefing, None)
    known[briefing] = offset
    kept = dict(list(known.items())[-KEPT:])
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


def _load(data: bytes | None) -> dict[str, int]:
    try:
        found = json.loads(data or b"{}")
    except (ValueError, RecursionError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {name: offset for name, offset in found.items() if type(offset) is int and offset >= 0}
