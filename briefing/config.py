"""The user's settings: one TOML file, all of it optional."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from briefing import files, paths
from briefing.errors import ConfigError

if TYPE_CHECKING:
    from pathlib import Path

KEYS: dict[str, str] = {
    "library": "The folder of your briefings.",
    "notes": "The folder of your notes.",
    "theme": "The colours of the reader, by the name of a theme.",
    "bundled": "Whether the library that comes with the program is shown: true or false.",
    "plain": "Whether the reader is for a screen reader, without lines and signs: true or false.",
    "width": "The most characters on a line of text, from 20 to 200.",
}


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user chose; an empty text where nothing was chosen."""

    library: str = ""
    notes: str = ""
    theme: str = ""
    bundled: bool = True
    plain: bool = False
    width: int = 74


def load(path: Path | None = None) -> Settings:
    """The settings of a file, or the plain ones where there is none. Raises ConfigError and FileError."""
    path = path or paths.config()
    data = files.read_if_there(path)
    return Settings() if data is None else _read(data, files.shown(path))


def _read(data: bytes, name: str) -> Settings:
    import tomllib

    from pydantic import ValidationError

    from briefing.schema import Configuration, complaints

    try:
        values = tomllib.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise ConfigError(f"{name} is not valid TOML: {error}.") from error
    for key in values:
        if key not in KEYS:
            raise ConfigError(f"{name}: there is no setting {key!r}{_nearest(key)}.")
    try:
        found = Configuration.model_validate(values)
    except ValidationError as error:
        raise ConfigError(f"{name}: {'; '.join(complaints(error))}.") from error
    return Settings(**{field.name: getattr(found, field.name) for field in fields(Settings)})


def _nearest(key: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(key, KEYS, n=1)
    return f"; did you mean {near[0]!r}?" if near else f"; there are {', '.join(KEYS)}"
