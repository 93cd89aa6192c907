"""Exports as files: nothing is written over unasked, and what the user keeps is never."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from briefing import files
from briefing.errors import FileError, FileTaken

if TYPE_CHECKING:
    from collections.abc import Iterable


def replaceable(path: str, *, force: bool, stores: Iterable[Path]) -> str | None:
    """The digest of what may be replaced under a name; None where there is nothing.

    Raises FileTaken where there is something and ``force`` is not set, and FileError for Markdown within the
    ``stores``, the folders of briefings and notes.
    """
    if not force:
        if os.path.lexists(path):
            raise FileTaken(f"{files.shown(path)} is there already, and nothing is written over unasked.")
        return None
    present = files.read_if_there(path)
    if present is None:
        return None
    if _is_kept(path, stores):
        raise FileError(
            f"{files.shown(path)} is one of your briefings or notes, which no export replaces; "
            "name another folder."
        )
    return files.digest(present)


def save(path: str, text: str, base: str | None) -> None:
    """Write an export where ``replaceable`` gave ``base``. Raises FileError."""
    files.save(path, text.encode("utf-8", "replace"), base)


def _is_kept(path: str, stores: Iterable[Path]) -> bool:
    place = Path(os.path.realpath(path))
    return place.suffix.lower() in (".md", ".markdown") and any(
        place.is_relative_to(os.path.realpath(folder)) for folder in stores
    )
