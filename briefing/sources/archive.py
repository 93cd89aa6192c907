"""Zip archives and what is packed as one: never unpacked, read member by member and within limits."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING

from briefing.errors import SourceError
from briefing.files import LIMIT, shown
from briefing.sources.kinds import by_name

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

MEMBERS = 2_000
TOTAL = 50_000_000
"""Bytes, unpacked."""
RATIO = 100
_DIRECTORY = 4_000_000
_END = b"PK\x05\x06"
_TELL_LITTLE = 1_000_000
"""Bytes of a member that may be packed as tightly as it likes, as a long table is."""


def opened(data: bytes, name: str) -> ZipFile:
    """An archive whose members can be read. Raises SourceError for one that is damaged or a trap."""
    _check_size(data, name)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, struct.error) as error:
        raise SourceError(
            f"{shown(name)} is a damaged archive and cannot be opened; fetch it again."
        ) from error
    entries = archive.infolist()
    total = sum(entry.file_size for entry in entries)
    if total > TOTAL:
        raise SourceError(
            f"{shown(name)} holds {total:,} bytes, more than the {TOTAL:,} that are unpacked; "
            "unpack it and import the folder."
        )
    if any(_is_bomb(entry) for entry in entries):
        raise SourceError(
            f"{shown(name)} is packed more than {RATIO} times over, as no text is, so it is not opened; "
            "see what it is."
        )
    if len({entry.filename for entry in entries}) < len(entries):
        raise SourceError(f"{shown(name)} holds two members of one name; unpack it and import the folder.")
    return archive


def readable(archive: ZipFile) -> list[str]:
    """The names of the members that can be readouts, in order."""
    # A damaged list may have a member without a name, of which zipfile cannot tell whether it is a folder.
    named = [entry for entry in archive.infolist() if entry.filename and entry.file_size]
    return sorted(entry.filename for entry in named if not entry.is_dir() and _is_readable(entry.filename))


def read(archive: ZipFile, member: str) -> bytes:
    """The bytes of a member. Raises SourceError where they cannot be had."""
    try:
        with archive.open(member) as file:
            data = file.read(LIMIT + 1)
    except KeyError as error:
        raise SourceError(
            f"There is no {shown(member)} in the archive any more; import the archive again."
        ) from error
    except RuntimeError as error:
        raise SourceError(f"{shown(member)} is locked with a password; unpack it first.") from error
    except (
        zipfile.BadZipFile,
        zlib.error,
        struct.error,
        NotImplementedError,
        ValueError,
        OSError,
        EOFError,
    ) as error:
        raise SourceError(f"{shown(member)} in the archive is damaged; fetch the archive again.") from error
    if len(data) > LIMIT:
        raise SourceError(
            f"{shown(member)} has more than the {LIMIT:,} bytes that are read; cut it into parts."
        )
    return data


def _is_readable(name: str) -> bool:
    parts = name.split("/")
    hidden = any(part.startswith((".", "__MACOSX")) for part in parts)
    return (
        not hidden and by_name(name) not in (None, "zip", "lines") and not name.lower().endswith(".notes.md")
    )


def _is_bomb(entry: ZipInfo) -> bool:
    return entry.file_size > _TELL_LITTLE and entry.file_size > RATIO * max(1, entry.compress_size)


def _check_size(data: bytes, name: str) -> None:
    """The number of members and the size of their list, before anything reads that list."""
    at = data.rfind(_END, max(0, len(data) - 70_000))
    if at < 0 or len(data) < at + 22:
        raise SourceError(f"{shown(name)} is a damaged archive and cannot be opened; fetch it again.")
    members, size = struct.unpack_from("<HI", data, at + 10)
    if members > MEMBERS or size > _DIRECTORY:
        raise SourceError(
            f"{shown(name)} holds more than {MEMBERS:,} members; unpack it and import the folder."
        )
