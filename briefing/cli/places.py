"""Where a command looks: where its options, else the environment, else the settings tell it to."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import Namespace
    from pathlib import Path

    from briefing.config import Settings
    from briefing.library.catalogue import Library
    from briefing.model import Briefing
    from briefing.notes import NotesStore


def library_folder(arguments: Namespace, settings: Settings | None = None) -> Path:
    from briefing import config, paths

    option = getattr(arguments, "library", None)
    return paths.library(option or _setting("BRIEFING_LIBRARY", (settings or config.load()).library))


def notes_folder(arguments: Namespace, settings: Settings | None = None) -> Path:
    from briefing import config, paths

    option = getattr(arguments, "notes", None)
    return paths.notes(option or _setting("BRIEFING_NOTES", (settings or config.load()).notes))


def library(arguments: Namespace) -> Library:
    from briefing import config
    from briefing.library.catalogue import Library

    settings = config.load()
    return Library(library_folder(arguments, settings), bundled=settings.bundled)


def notes(arguments: Namespace) -> NotesStore:
    from briefing import paths
    from briefing.notes import NotesStore

    return NotesStore(notes_folder(arguments), paths.state())


def briefing_named(arguments: Namespace, name: str) -> Briefing:
    """The briefing of a library, of a file, or in standard input."""
    from briefing.library.opening import STANDARD_INPUT, open_briefing

    if name == STANDARD_INPUT or looks_like_path(name):
        return open_briefing(name, library_folder(arguments))
    return library(arguments).open(name)


def looks_like_path(name: str) -> bool:
    """Whether a name is meant for a file; an id has neither slashes nor dots."""
    return os.sep in name or "." in name


def _setting(variable: str, value: str) -> str | None:
    """A folder of the settings, seen from the folder of their file; None where the environment rules."""
    if not value or os.environ.get(variable):
        return None
    from briefing import paths

    return str(paths.config().parent / os.path.expanduser(value))
