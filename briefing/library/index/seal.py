"""A seal on the file of an index: what it was when it was last closed well.

A damaged index often still answers, and wrongly. So its digest stands in a file beside it, with what shows at
a glance that nobody wrote into it since. While somebody writes the seal is broken.
"""

from __future__ import annotations

import json
import os
import time
from dataclasses import asdict, dataclass, fields, replace
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

if TYPE_CHECKING:
    from pathlib import Path

_CHUNK = 1 << 20
_DAY = 24 * 3600
_LIMIT = 4096


class Look(NamedTuple):
    """What changes when anybody writes into a file, or puts another in its place."""

    size: int
    written: int
    changed: int
    inode: int


@dataclass(frozen=True, slots=True)
class Seal:
    schema: int
    look: Look | None
    """None while somebody writes."""
    digest: str = ""
    verified: int = 0
    """When all of the file was last read, in seconds."""

    @property
    def broken(self) -> bool:
        return self.look is None

    @property
    def old(self) -> bool:
        """Whether it is time to read all of the file again: disks decay without anybody writing."""
        return not 0 <= time.time() - self.verified < _DAY


def look_at(path: Path) -> Look | None:
    """None where there is no such file."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return Look(found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)


def sealed(path: Path, schema: int) -> Seal:
    """A seal on a file as it is now, all of which is read."""
    return Seal(schema, look_at(path), _digest(path), int(time.time()))


def holds(seal: Seal, path: Path) -> bool:
    """Whether the file is the sealed one, by reading all of it."""
    return not seal.broken and _digest(path) == seal.digest


def renewed(seal: Seal, path: Path) -> Seal:
    """The seal of a file that was found to be the sealed one."""
    return replace(seal, look=look_at(path), verified=int(time.time()))


def read(path: Path) -> Seal | None:
    """The seal of an index; None where there is none that can be trusted."""
    try:
        with open(_place(path), "rb") as file:
            digest, _, content = file.read(_LIMIT).partition(b"\n")
        if digest.decode() != sha256(content).hexdigest():
            return None
        values = json.loads(content)
        known = {field.name: values[field.name] for field in fields(Seal)}
        look = known["look"]
        return Seal(**{**known, "look": Look(*look) if look else None})
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write(path: Path, seal: Seal) -> None:
    """Raises OSError where that is not possible."""
    content = json.dumps(asdict(seal)).encode()
    place = _place(path)
    new = f"{place}.{os.getpid()}.tmp"
    with open(new, "wb") as file:
        file.write(sha256(content).hexdigest().encode() + b"\n" + content)
        file.flush()
        os.fsync(file.fileno())
    os.replace(new, place)


def _place(path: Path) -> str:
    return f"{path}.seal"


def _digest(path: Path) -> str:
    """Of the checksums of all chunks: no forger is to be feared, and half a second would be."""
    digest = sha256()
    try:
        with open(path, "rb", buffering=0) as file:
            while chunk := file.read(_CHUNK):
                digest.update(crc32(chunk).to_bytes(4, "big"))
    except OSError:
        return ""
    return digest.hexdigest()
