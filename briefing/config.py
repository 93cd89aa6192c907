"""The user's settings: one TOML file, all of it optional."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from briefing import files, keymap, paths
from briefing.errors import ConfigError
from briefing.keymap import Keymap, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

KEYS: dict[str, str] = {
    "library": "The folder of your briefings.",
    "libraries": "Other folders of briefings, to change over to in the library.",
    "notes": "The folder of your notes.",
    "theme": "The colours of the reader, by the name of a theme.",
    "bundled": "Whether the library that comes with the program is shown: true or false.",
    "plain": "Whether the reader is for a screen reader, without lines and signs: true or false.",
    "width": "The most characters on a line of text, from 20 to 200.",
    "preset": "The keys to begin with: vim, newsboat or arrows.",
    "keys": "Keys of your own: an action, and its key or a list of keys; none takes its keys away.",
}


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user chose; an empty text where nothing was chosen."""

    library: str = ""
    libraries: tuple[str, ...] = ()
    notes: str = ""
    theme: str = ""
    bundled: bool = True
    plain: bool = False
    width: int = 74
    preset: str = keymap.TABLE
    keys: Keymap = field(default_factory=Keymap)


class _Reading(NamedTuple):
    """What a file sets, as far as it can be used, and what is wrong with it."""

    settings: Settings
    problems: list[str]


def load(path: Path | None = None) -> Settings:
    """The settings of a file, or the plain ones where there is none. Raises ConfigError and FileError.

    Wrong keys are no error: the keys of the preset are in force then, and the keymap tells what is wrong.
    """
    found = _load(path)
    if found.problems:
        more = len(found.problems) - 1
        others = f" 'briefing config check' tells {more} more." if more else ""
        raise ConfigError(found.problems[0] + others)
    return found.settings


def check(path: Path | None = None) -> list[str]:
    """All that is wrong with a file, its keys among it. Raises FileError."""
    found = _load(path)
    return [*found.problems, *found.settings.keys.problems]


def _load(path: Path | None) -> _Reading:
    path = path or paths.config()
    data = files.read_if_there(path)
    return _Reading(Settings(), []) if data is None else _read(data, files.shown(path))


def _read(data: bytes, name: str) -> _Reading:
    import tomllib

    from pydantic import ValidationError

    from briefing.schema import Configuration, complaints

    try:
        text = data.decode("utf-8-sig")
        values = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        return _Reading(Settings(), [f"{name} is not valid TOML: {error}."])
    own, preset = values.pop("keys", {}), values.pop("preset", keymap.TABLE)
    keys, wrong_keys = keymap.read(preset, own)
    wrong = [
        Problem((key,), f"there is no setting {key!r}{_nearest(key)}") for key in values if key not in KEYS
    ]
    settings = Settings(preset=preset if preset in keymap.PRESETS else keymap.TABLE)
    try:
        found = Configuration.model_validate({key: values[key] for key in values if key in KEYS})
        settings = replace(settings, **dict(found))
    except ValidationError as error:
        places = [str(one["loc"][0]) for one in error.errors(include_url=False)]
        wrong += [Problem((key,), told) for key, told in zip(places, complaints(error), strict=True)]
    if not wrong and not wrong_keys:
        return _Reading(replace(settings, keys=keys), [])
    at = _lines(text)
    settings = replace(
        settings, keys=replace(keys, problems=tuple(_told(one, name, at) for one in wrong_keys))
    )
    return _Reading(settings, [_told(one, name, at) for one in wrong])


def _told(problem: Problem, name: str, lines: Mapping[tuple[str, ...], int]) -> str:
    line = lines.get(problem.where)
    place = name if line is None else f"{name}, line {line}"
    return f"{place}: {problem.told}{'' if problem.told.endswith('?') else '.'}"


def _lines(text: str) -> dict[tuple[str, ...], int]:
    """Where each key of a TOML text stands, which tomllib does not tell: the first line of its statement.

    A statement ends with the first line by which it, below the header of its table, is TOML.
    """
    import tomllib

    found: dict[tuple[str, ...], int] = {}
    header = statement = ""
    begun = 1
    for number, line in enumerate(text.split("\n"), 1):
        statement += line + "\n"
        try:
            values = tomllib.loads(header + statement)
        except tomllib.TOMLDecodeError:
            continue
        if statement.lstrip().startswith("["):
            header = statement
        for path in _paths(values):
            found.setdefault(path, begun)
        statement, begun = "", number + 1
    return found


def _paths(values: Mapping[str, object]) -> Iterator[tuple[str, ...]]:
    for key, value in values.items():
        yield (key,)
        if isinstance(value, dict):
            yield from ((key, *path) for path in _paths(value))


def _nearest(key: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(key, KEYS, n=1)
    return f"; did you mean {near[0]!r}?" if near else f"; there are {', '.join(KEYS)}"
