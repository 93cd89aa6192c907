"""Which key does what: the table of actions as a preset and the user change it, and what is wrong there."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from briefing import actions
from briefing.actions import Action, Scope, key_name
from briefing.errors import ConfigError
from briefing.keynames import key_of, typed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

TABLE = "vim"
"""The preset that is the table of actions itself; the others change it."""
PRESETS = (TABLE, "newsboat", "arrows")

TOGETHER: tuple[tuple[Scope, ...], ...] = (
    ("text", "reader", "everywhere"),
    ("list", "reader", "everywhere"),
    ("review", "reader", "everywhere"),
    ("editor", "everywhere"),
    ("library", "everywhere"),
    ("notes", "everywhere"),
    ("search", "everywhere"),
    ("answer", "everywhere"),
    ("compare", "everywhere"),
    ("positions", "everywhere"),
)
"""Scopes whose keys act at the same time."""

_WAYS_OUT = {
    "reader.back",
    "reader.close",
    "review.close_review",
    "editor.close_editor",
    "library.quit",
    "notes.close_notes",
    "search.close_search",
    "answer.close_answer",
    "compare.close_compare",
    "positions.close_positions",
}
"""What may share a key across scopes: it leads out of the innermost."""

_REACHABLE = _WAYS_OUT - {"reader.back"} | {
    "everywhere.help",
    "everywhere.palette",
    "everywhere.leave",
    "editor.save_note",
}
"""What must keep a key, or a person may be caught somewhere."""

_EDITING = frozenset(
    (
        *("up", "down", "left", "right", "home", "end", "pageup", "pagedown"),
        *("enter", "backspace", "delete", "f6", "f7"),
        *(f"ctrl+{letter}" for letter in "acdekuvwxyz"),
        *(f"ctrl+{key}" for key in ("left", "right")),
        *(f"shift+{key}" for key in ("up", "down", "left", "right", "home", "end")),
        *(f"ctrl+shift+{key}" for key in ("left", "right")),
    )
)
"""Keys by which a text is edited, which never get past it."""


def full_id(action: Action) -> str:
    """What a keymap calls an action."""
    return f"{action.scope}.{action.id}"


@dataclass(frozen=True, slots=True)
class Keymap:
    """The keys in force."""

    changed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The keys of actions that differ from the table's, by the actions' full ids."""
    problems: tuple[str, ...] = ()
    """What is wrong with the user's own keys, for which they are not in force."""

    def of(self, action: Action) -> tuple[str, ...]:
        return self.changed.get(full_id(action), action.keys)

    def names(self, action: Action) -> list[str]:
        """The keys of an action as people write them."""
        return [key_name(key) for key in self.of(action)]

    def key(self, action: str) -> str:
        """For a sentence: the key that does what an id of the table says, or what it is called."""
        found = actions.BY_ID[action]
        return next(iter(self.names(found)), found.title)

    def help(self, action: Action) -> str:
        """What an action does, with the keys in force for the actions that it names."""
        return actions.told(action.help, self.key)

    @property
    def trouble(self) -> str:
        """The first problem, and where the others are told; empty where there is none."""
        if not self.problems:
            return ""
        more = len(self.problems) - 1
        others = f" and {more} more" if more else ""
        return f"{self.problems[0]} Your own keys are left out; 'briefing config check' tells this{others}."


class Problem(NamedTuple):
    """What is wrong with a key of the settings, by the names that lead to it."""

    where: tuple[str, ...]
    told: str


def read(preset: object, own: object) -> tuple[Keymap, list[Problem]]:
    """The keymap of a preset and the user's own table of keys; the preset's alone where that is wrong."""
    problems = []
    if preset not in PRESETS:
        problems.append(
            Problem(("preset",), f"there is no preset {preset!r}{_nearest(str(preset), PRESETS)}")
        )
        preset = TABLE
    base = _preset(str(preset))
    if not isinstance(own, dict):
        problems.append(
            Problem(("keys",), 'keys must be a table: [keys], and below it rows as "text.copy" = "y"')
        )
        own = {}
    given: dict[str, tuple[str, ...]] = {}
    places: dict[str, tuple[str, ...]] = {}
    for where, name, value in _entries(own):
        try:
            action = _action(name)
            if action in places:
                raise ConfigError(f"{action!r} is given its keys twice; leave one of the two")
            places[action] = where
            given[action] = _keys(value, action)
        except ConfigError as error:
            problems.append(Problem(where, str(error)))
    table = {full_id(action): action.keys for action in actions.ACTIONS}
    keymap = Keymap({name: keys for name, keys in {**base, **given}.items() if keys != table[name]})
    problems += _lost(keymap, places)
    problems += _clashes(keymap, places)
    return (Keymap(base) if problems else keymap), problems


def _entries(own: dict[str, object]) -> Iterator[tuple[tuple[str, ...], str, object]]:
    """The rows of a table of keys: where they stand, the action they name, its keys.

    ``text.copy`` without quotation marks is TOML for a table in a table, and as good.
    """
    for name, value in own.items():
        if isinstance(value, dict):
            for rest, keys in value.items():
                yield ("keys", name, rest), f"{name}.{rest}", keys
        else:
            yield ("keys", name), name, value


def _action(name: str) -> str:
    """The full id of an action by that or, where there is one such, by the part after the dot."""
    known = tuple(map(full_id, actions.ACTIONS))
    if name in known:
        return name
    short = [full for full in known if full.partition(".")[2] == name]
    if len(short) == 1:
        return short[0]
    if short:
        raise ConfigError(f"{name!r} may be {' or '.join(map(repr, short))}")
    raise ConfigError(f"there is no action {name!r}{_nearest(name, known)}")


def _keys(value: object, action: str) -> tuple[str, ...]:
    """Textual's names of the keys that a person gave an action."""
    written = [] if value == "" else [value] if isinstance(value, str) else value
    if not isinstance(written, list) or not all(isinstance(key, str) for key in written):
        raise ConfigError(f'{action!r} takes a key or a list of keys, as "y" or ["]", "ctrl+n"]')
    keys = tuple(dict.fromkeys(key_of(key) for key in written))
    for key in keys if action.startswith("editor.") else ():
        if typed(key):
            raise ConfigError(
                f"{action!r} cannot have {key_name(key)!r}, which is typed into the note; "
                "take one with ctrl, or F2 and the like"
            )
        if key in _EDITING:
            raise ConfigError(
                f"{action!r} cannot have {key_name(key)!r}, by which the note is edited; take another"
            )
    return keys


def _lost(keymap: Keymap, places: Mapping[str, tuple[str, ...]]) -> Iterator[Problem]:
    for action, where in places.items():
        if action in _REACHABLE and not keymap.changed.get(action, ("kept",)):
            yield Problem(where, f"{action!r} must keep a key, or there is no way to it")


def _clashes(keymap: Keymap, places: Mapping[str, tuple[str, ...]]) -> list[Problem]:
    """Pairs of actions that one key would do at the same time, told where the user gave the later of them."""
    order = list(places)
    found = {}
    for scopes in TOGETHER:
        for one, other in combinations([one for one in actions.ACTIONS if one.scope in scopes], 2):
            shared = set(keymap.of(one)) & set(keymap.of(other))
            pair = full_id(one), full_id(other)
            if not shared or (one.scope != other.scope and _WAYS_OUT.issuperset(pair)):
                continue
            mine = [name for name in pair if name in places]
            where = places[max(mine, key=order.index)] if mine else ("preset",)
            keys = " and ".join(repr(key_name(key)) for key in sorted(shared))
            told = f"{keys} would do both {pair[0]!r} and {pair[1]!r}; give one of them another key"
            found[pair] = Problem(where, told)
    return list(found.values())


@lru_cache
def _preset(name: str) -> dict[str, tuple[str, ...]]:
    """What a preset changes in the table of actions."""
    if name == TABLE:
        return {}
    import tomllib

    tables = tomllib.loads((Path(__file__).parent / "presets.toml").read_text(encoding="utf-8"))
    return {action: tuple(map(key_of, keys)) for action, keys in tables[name].items()}


def _nearest(name: str, known: tuple[str, ...]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, known, n=1)
    if not near:  # by the part after the dot, where the scope alone is wrong
        parts = {full.rpartition(".")[2]: full for full in known}
        near = [parts[part] for part in get_close_matches(name.rpartition(".")[2], parts, n=1)]
    if near:
        return f"; did you mean {near[0]!r}?"
    return f"; there are {', '.join(known)}" if len(known) < 10 else "; 'briefing config show' lists them"
