"""Notes that are being typed: on the disk within a second, offered again after a crash."""

from __future__ import annotations

import os
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any

from briefing import files
from briefing.errors import FileChanged, FileError, reason
from briefing.model import Anchor
from briefing.notes import names

if TYPE_CHECKING:
    from pathlib import Path

_SUFFIX = ".draft.json"


@dataclass(frozen=True, slots=True)
class Draft:
    anchor: Anchor
    quote: str = ""
    text: str = ""
    tags: tuple[str, ...] = ()
    note_id: str = ""
    """Of the note that is being edited; empty for a new one."""
    written: str = ""
    """ISO 8601, local time."""


class Drafts:
    """A folder of drafts. A key tells several drafts of one briefing apart; any text will do."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._swept = False

    def keep(self, briefing_id: str, key: str, draft: Draft) -> None:
        """When this returns, the draft is on the disk. FileError says why it is not."""
        import json

        record = {"briefing": briefing_id, "key": key, **asdict(draft)}
        data = json.dumps(record, indent=1).encode()
        files.create_folder(self._folder)
        if not self._swept:
            files.sweep(self._folder)
            self._swept = True
        path = self._path(briefing_id, key)
        for _ in range(5):
            old = files.read_if_there(path)
            if old == data:
                return
            try:
                files.save(path, data, None if old is None else files.digest(old))
            except FileChanged:
                continue
            return
        raise FileError(
            f"The draft {files.shown(path)} is being written by another program; close that, or wait."
        )

    def find(self, briefing_id: str) -> dict[str, Draft]:
        """The drafts of a briefing by key. One that cannot be read is passed over and stays where it is."""
        return {key: draft for owner, key, draft in self._all() if owner == briefing_id}

    def briefings(self) -> tuple[str, ...]:
        """The ids of the briefings that have drafts."""
        return tuple(dict.fromkeys(owner for owner, _, _ in self._all()))

    def unreadable(self) -> list[Path]:
        """The drafts that are passed over."""
        return [self._folder / name for name in self._names() if self._record(name) is None]

    def discard(self, briefing_id: str, key: str) -> None:
        """Remove a draft, if there is one."""
        try:
            os.unlink(self._path(briefing_id, key))
        except FileNotFoundError:
            return
        except OSError as error:
            raise FileError(
                f"The draft {files.shown(self._path(briefing_id, key))} cannot be removed: {reason(error)}."
            ) from error

    def _path(self, briefing_id: str, key: str) -> Path:
        return self._folder / f"{names.file_name(briefing_id)}--{names.file_name(key)}{_SUFFIX}"

    def _all(self) -> list[tuple[str, str, Draft]]:
        return [record for name in self._names() if (record := self._record(name)) is not None]

    def _names(self) -> list[str]:
        try:
            return sorted(name for name in os.listdir(self._folder) if name.endswith(_SUFFIX))
        except OSError:
            return []

    def _record(self, name: str) -> tuple[str, str, Draft] | None:
        try:
            return _read(files.read(self._folder / name))
        except FileError:
            return None


def _read(data: bytes) -> tuple[str, str, Draft] | None:
    import json

    try:
        record: dict[str, Any] = json.loads(data)
        kept = {"orphan": False, "quoted": "", **record["anchor"]}  # earlier versions did not know of these
        place = {field.name: kept[field.name] for field in fields(Anchor)}
        if any(type(place[field.name]) is not type(field.default) for field in fields(Anchor)):
            return None
        draft = Draft(
            Anchor(**place),
            str(record["quote"]),
            str(record["text"]),
            tuple(map(str, record["tags"])),
            str(record["note_id"]),
            str(record["written"]),
        )
        return str(record["briefing"]), str(record["key"]), draft
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
