"""Corrections on the disk: written into the file they belong to, and taken back again."""

from __future__ import annotations

import json
import os
from base64 import b64decode, b64encode
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

from briefing import corrections, document, files, paths
from briefing.errors import BriefingError, DocumentError, FileError, reason
from briefing.library.opening import is_markdown

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefing.corrections import Correction
    from briefing.model import Briefing

LEXICON = "corrections.toml"
KEPT = 100
"""Corrections that can be taken back; older ones stay for good."""


class _Entry(TypedDict):
    """A correction as its file was before it and after it."""

    path: str
    before: str | None
    """Base64; None for a file that was made by it."""
    after: str
    """The digest of the bytes."""


@dataclass(frozen=True, slots=True)
class Written:
    """A correction on the disk."""

    path: Path
    """The file that was changed."""
    briefing: str
    """Where the briefing is read from now on: a copy in the user's library where it could not be changed."""


def correct(correction: Correction, briefing: Briefing, path: str, library: Path) -> Written:
    """Write a correction of the briefing in the file ``path``.

    A text that is no briefing of the user's own is first copied into the library as one. Raises a
    BriefingError when nothing was written.
    """
    if correction.change in corrections.IN_LEXICON:
        lexicon = paths.lexicons() / LEXICON
        _change(lexicon, lambda old: corrections.in_lexicon(old, briefing, correction))
        return Written(lexicon, path)
    place = _own(briefing, path, library)
    _change(place, lambda old: corrections.in_document(old or document.write(briefing), briefing, correction))
    return Written(place, str(place))


def undo() -> Path:
    """Take back the last correction; the file that was put right again. Raises BriefingError."""
    history = _history()
    if not history:
        raise BriefingError("There is no correction to take back.")
    last = history[-1]
    path = Path(last["path"])
    present = files.read_if_there(path)
    if present is None or files.digest(present) != last["after"]:
        raise BriefingError(
            f"{files.shown(path)} was changed by another program since, so its corrections stay; "
            "change it by hand."
        )
    before = None if last["before"] is None else b64decode(last["before"])
    if before is None:
        _remove(path)
    else:
        files.save(path, before, last["after"])
    _keep(history[:-1])
    return path


def _own(briefing: Briefing, path: str, library: Path) -> Path:
    """The file in which a briefing may be changed: its own, or its place in the user's library."""
    bundled = paths.bundled_content().resolve()
    if path and is_markdown(path) and bundled not in Path(path).resolve().parents:
        return Path(path)
    if not briefing.id:
        raise DocumentError("This text has no name to be kept under; import it first.")
    return library / f"{briefing.id}.md"


def _change(path: Path, change: Callable[[str], str]) -> None:
    before = files.read_if_there(path)
    text = "" if before is None else before.decode("utf-8")
    after = change(text).encode()
    if after == before:
        return
    files.create_folder(path.parent)
    files.save(path, after, None if before is None else files.digest(before))
    entry: _Entry = {
        "path": os.fspath(path),
        "before": None if before is None else b64encode(before).decode(),
        "after": files.digest(after),
    }
    _keep([*_history(), entry])


def _history_path() -> Path:
    return paths.state() / "corrections.json"


def _history() -> list[_Entry]:
    try:
        data = files.read_if_there(_history_path(), 10 * files.LIMIT)
        found = json.loads(data or b"[]")
    except (FileError, ValueError, RecursionError):
        return []
    return found if isinstance(found, list) else []


def _keep(history: list[_Entry]) -> None:
    path = _history_path()
    present = files.read_if_there(path, 10 * files.LIMIT)
    files.create_folder(path.parent)
    data = json.dumps(history[-KEPT:]).encode()
    files.save(path, data, None if present is None else files.digest(present))


def _remove(path: Path) -> None:
    try:
        path.unlink()
    except OSError as error:
        raise FileError(f"{files.shown(path)} cannot be removed: {reason(error)}.") from error
