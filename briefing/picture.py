"""Pictures of the screen as a reader left it, to be shown at once when he comes back.

Loading the application takes many times as long as drawing a page. A picture is what was on the screen, as
the terminal was told of it. It is believed only when it is whole, on a terminal like the one that it was
taken of, and as long as the files that it shows are as they were. It may be deleted at any time.
"""

from __future__ import annotations

import os
from hashlib import sha256
from typing import TYPE_CHECKING

from briefing import __version__, files, paths
from briefing.errors import FileError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

KEPT = 200
"""Files; the oldest beyond that number go."""
LIMIT = 1_000_000
"""Bytes of a picture; some ten thousand are usual."""

_END = "end"
"""The line after the signs of the files."""
_SIGNS = ("TERM", "COLORTERM", "TERM_PROGRAM", "NO_COLOR", "FORCE_COLOR", "LANG")
_PREFIXES = ("BRIEFING_", "TEXTUAL", "LC_")


def name_of(path: str, size: tuple[int, int], options: Iterable[str]) -> str:
    """The name of the picture of a file on a terminal of so many columns and rows, with these options."""
    signs = sorted(
        f"{name}={value}"
        for name, value in os.environ.items()
        if name in _SIGNS or name.startswith(_PREFIXES)
    )
    parts = [__version__, os.path.abspath(path), *map(str, size), *options, "", *signs]
    return sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()


def find(name: str) -> str:
    """What the terminal is to be told; nothing where no picture can be believed."""
    try:
        data = files.read(_path_of(name), LIMIT)
    except FileError:
        return ""
    digest, _, content = data.partition(b"\n")
    if digest != sha256(content).hexdigest().encode():
        return ""
    signs, _, frame = content.decode("utf-8", "replace").partition(f"{_END}\n")
    for line in signs.splitlines():
        sign, _, path = line.partition(" ")
        if sign != _sign_of(os.fsdecode(bytes.fromhex(path))):
            return ""
    return frame


def keep(name: str, frame: str, shown: Iterable[str | os.PathLike[str]]) -> None:
    """Keep a picture of what is shown of some files; a disk that refuses is no error."""
    from briefing.library.cache import thin_out

    signs = [f"{_sign_of(path)} {os.fsencode(path).hex()}" for path in shown]
    content = "\n".join([*signs, _END, frame]).encode("utf-8", "replace")
    path = _path_of(name)
    try:
        files.create_folder(path.parent)
        # Nobody waits for the disk: half a picture is not believed, and none costs nothing.
        temporary = files.temporary_name(os.fspath(path))
        with open(temporary, "wb") as file:
            file.write(sha256(content).hexdigest().encode() + b"\n" + content)
        os.replace(temporary, path)
        thin_out(path.parent, path.suffix, KEPT)
    except (FileError, OSError):
        return


def _path_of(name: str) -> Path:
    return paths.cache() / "pictures" / f"{name}.picture"


def _sign_of(path: str | os.PathLike[str]) -> str:
    """What changes when a file does; a file that is not there has a sign too."""
    try:
        found = os.stat(path)
    except OSError:
        return "-"
    return f"{found.st_size}.{found.st_mtime_ns}.{found.st_ino}"
