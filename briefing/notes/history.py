"""Earlier states of the notes files: what undo takes back, and what was taken out of them.

An entry is written before the change it belongs to. Its first line gives the digests of the new and the old
bytes, the note's id and the length of its new block; the block and the old bytes follow.
"""

from __future__ import annotations

import os
import re
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing import files
from briefing.errors import FileChanged, FileError, reason
from briefing.notes import names

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KEPT = 20

_ENTRY = re.compile(r"(\d{1,12})\.gz\Z")
_LIMIT = 4 * files.LIMIT
_NO_FILE = "-"


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a notes file, as it can be taken back."""

    number: int
    new: str
    """The digest of the bytes that were written."""
    note_id: str
    block: str
    """Of the note, as it was written; empty where it was deleted."""
    old: bytes | None
    """The bytes before; None where there was no file."""


class History:
    def __init__(self, state: Path) -> None:
        self._changes = state / "notes-history"
        self._trash = state / "notes-trash"

    def folders(self, briefing_id: str) -> tuple[Path, Path]:
        """Where the changes of a briefing's notes are kept, and the trash."""
        return self._changes / names.file_name(briefing_id), self._trash

    def remember(self, briefing_id: str, old: bytes | None, new: bytes, note_id: str, block: str) -> int:
        """Keep the old bytes of a file that is about to be changed; the number of the entry."""
        import gzip

        folder = self._changes / names.file_name(briefing_id)
        files.create_folder(folder)
        written = block.encode("utf-8", "surrogateescape")
        before = _NO_FILE if old is None else files.digest(old)
        head = f"{files.digest(new)} {before} {note_id} {len(written)}\n".encode()
        data = gzip.compress(head + written + (old or b""), 1, mtime=0)
        numbers = self._numbers(folder)
        number = max(numbers, default=0)
        while True:
            number += 1
            try:
                files.save(self._entry(folder, number), data, None)
            except FileChanged:
                continue
            break
        for stale in sorted(numbers)[: max(0, len(numbers) + 1 - KEPT)]:
            self._remove(folder, stale)
        return number

    def forget(self, briefing_id: str, number: int) -> None:
        """Drop the entry of a change that did not take place, or was taken back."""
        self._remove(self._changes / names.file_name(briefing_id), number)

    def changes(self, briefing_id: str) -> Iterator[Change]:
        """The changes of a file, the latest first. A damaged one is passed over; FileError says what a disk
        does not give, so that no earlier change is taken for the last."""
        folder = self._changes / names.file_name(briefing_id)
        for number in sorted(self._numbers(folder), reverse=True):
            if change := self._read(folder, number):
                yield change

    def throw_away(self, briefing_id: str, note_id: str, raw: str) -> None:
        """Keep a note that is about to leave its file. Nothing but the user empties the trash."""
        files.create_folder(self._trash)
        stem = f"{names.file_name(briefing_id)}-{names.file_name(note_id)}"
        data = raw.encode("utf-8", "surrogateescape")
        for turn in range(1, 10_000):
            path = self._trash / (f"{stem}.md" if turn == 1 else f"{stem}-{turn}.md")
            try:
                present = files.read_if_there(path)
                if present == data:
                    return
                if present is None:
                    files.save(path, data, None)
                    return
            except FileChanged:
                continue
        raise FileError(
            f"The trash {files.shown(self._trash)} is full of versions of note {note_id}; empty it."
        )

    def _numbers(self, folder: Path) -> list[int]:
        try:
            return [int(match[1]) for name in os.listdir(folder) if (match := _ENTRY.match(name))]
        except FileNotFoundError:
            return []
        except NotADirectoryError as error:
            raise FileError(
                f"The earlier states in {files.shown(folder)} cannot be listed, since a file stands in the "
                "place of a folder; move it away."
            ) from error
        except OSError as error:
            raise FileError(
                f"The earlier states in {files.shown(folder)} cannot be listed: {reason(error)}."
            ) from error

    def _read(self, folder: Path, number: int) -> Change | None:
        packed = files.read_if_there(self._entry(folder, number))
        if packed is None:
            return None
        try:
            unpacking = zlib.decompressobj(zlib.MAX_WBITS | 16)
            data = unpacking.decompress(packed, _LIMIT)
            head, _, rest = data.partition(b"\n")
            new, before, note_id, length = head.decode("ascii").split(" ")
            block, old = rest[: int(length)].decode("utf-8", "surrogateescape"), rest[int(length) :]
        except (zlib.error, ValueError):
            return None
        if before == _NO_FILE:
            return Change(number, new, note_id, block, None)
        return Change(number, new, note_id, block, old) if files.digest(old) == before else None

    def _remove(self, folder: Path, number: int) -> None:
        try:
            os.unlink(self._entry(folder, number))
        except OSError:
            return  # an entry too many does no harm

    def _entry(self, folder: Path, number: int) -> Path:
        return folder / f"{number:06}.gz"
