"""Where things are kept. Computes, never creates."""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import PlatformDirs

_DIRS = PlatformDirs("briefing", appauthor=False)


def bundled_content() -> Path:
    """The library that ships: inside the package when installed, beside it in a checkout."""
    inside = Path(__file__).parent / "content"
    return inside if inside.is_dir() else Path(__file__).parent.parent / "content"


def library(chosen: str | None = None) -> Path:
    """The user's library: as chosen, else ``BRIEFING_LIBRARY``, else a folder of the user's data."""
    return _chosen(chosen, "BRIEFING_LIBRARY") or Path(_DIRS.user_data_dir) / "library"


def notes(chosen: str | None = None) -> Path:
    """The folder of notes: as chosen, else ``BRIEFING_NOTES``, else a folder of the user's data."""
    return _chosen(chosen, "BRIEFING_NOTES") or Path(_DIRS.user_data_dir) / "notes"


def lexicons() -> Path:
    """The user's lexicon files."""
    return Path(_DIRS.user_config_dir) / "lexicon"


def config() -> Path:
    return Path(_DIRS.user_config_dir) / "config.toml"


def state() -> Path:
    """Reading positions, drafts, undo and trash."""
    return Path(_DIRS.user_state_dir)


def cache() -> Path:
    """May be deleted at any time."""
    return Path(_DIRS.user_cache_dir)


def _chosen(option: str | None, variable: str) -> Path | None:
    value = option or os.environ.get(variable)
    return Path(value).expanduser() if value else None
