"""Keys as people write them, and which of them can be relied on in a terminal."""

from __future__ import annotations

from briefing.actions import KEY_NAMES, key_name
from briefing.errors import ConfigError

_CHARACTERS = {" ": "space"} | {name: key for key, name in KEY_NAMES.items() if len(name) == 1}
_WORDS = {name.casefold(): key for key, name in KEY_NAMES.items() if len(name) > 1} | {
    "escape": "escape",
    "return": "enter",
    "pagedown": "pagedown",
    "pageup": "pageup",
    "delete": "delete",
    "insert": "insert",
    "up": "up",
    "down": "down",
    "left": "left",
    "right": "right",
}
_STEPS = {"up", "down", "left", "right", "home", "end"}
"""The keys that terminals send with ctrl and shift too."""
_FUNCTION_KEYS = {f"f{number}" for number in range(1, 13)}
_SILENT = _STEPS | _FUNCTION_KEYS | set(_WORDS.values()) - {"space"}
_LETTERS = set("abcdefghijklmnopqrstuvwxyz")
_AS_LETTERS = {"backslash", "right_square_bracket"}
"""Characters that terminals send with ctrl as they do letters."""

_TAKEN = {
    "ctrl+i": "cannot be told from Tab",
    "ctrl+m": "cannot be told from Enter",
    "ctrl+j": "is sent for Enter by some terminals",
    "ctrl+h": "is sent for Backspace by some terminals",
    "ctrl+left_square_bracket": "cannot be told from Esc",
    "ctrl+c": "copies what is selected, or tells how to leave",
}
_FOREIGN = {
    **dict.fromkeys(("alt", "option", "meta"), "reaches the reader as Esc and another key, if at all"),
    **dict.fromkeys(("cmd", "command", "super", "win", "hyper"), "is kept by the terminal or the system"),
}


def key_of(written: str) -> str:
    """Textual's name of a key as people write it: ``]``, ``Esc``, ``ctrl+s``; undoes ``actions.key_name``.

    Raises ConfigError for what is no key, and for a key that does not reach the reader or is not to be
    told from another.
    """
    *held, own = _parts(written)
    if not held:
        return own
    for modifier in held:
        if modifier in _FOREIGN:
            raise ConfigError(f"{written!r} {_FOREIGN[modifier]}; take another")
        if modifier not in ("ctrl", "shift"):
            raise ConfigError(f"{written!r} is no key: only ctrl and shift can be held, not {modifier!r}")
    if held == ["shift"] and len(own) == 1 and own.isascii() and own.isalpha():
        return own.upper()
    key = "+".join([*sorted(set(held)), own.lower() if len(own) == 1 else own])
    if key in _TAKEN:
        raise ConfigError(f"{written!r} {_TAKEN[key]}; take another")
    if not _is_sent(set(held), own):
        raise ConfigError(
            f"{written!r} is kept by some terminals, and others send another key for it; take another"
        )
    return key


def typed(key: str) -> bool:
    """Whether a key, by Textual's name, puts a character into a text."""
    return "+" not in key and key not in _SILENT


def _is_sent(held: set[str], own: str) -> bool:
    if own in _STEPS:
        return True
    if held == {"shift"}:
        return own == "tab"
    return held == {"ctrl"} and (own.lower() in _LETTERS or own in _AS_LETTERS)


def _parts(written: str) -> list[str]:
    """What is held, in small letters, and the key itself by Textual's name."""
    head, plus, tail = written.rpartition("+")
    if not plus or written == "+":
        return [_own(written, written)]
    if head.endswith("+"):  # ctrl++
        head, tail = head.removesuffix("+"), "+"
    return [*(part.strip().casefold() for part in head.split("+")), _own(tail, written)]


def _own(name: str, written: str) -> str:
    """Textual's name of a key with nothing held."""
    import unicodedata

    name = unicodedata.normalize("NFC", name if name == " " else name.strip())
    word = name.casefold()
    if word in _FUNCTION_KEYS:
        return word
    if word in _WORDS:
        return _WORDS[word]
    # Textual's own names of characters are taken too.
    character = name if len(name) == 1 else key_name(word)
    if len(character) == 1 and character.isprintable():
        key = _CHARACTERS.get(character) or _of_character(character)
        # Textual's name of a few characters does not lead back to them, so that no help could show them.
        if name in (character, key) and key_name(key) in (character, "space"):
            return key
    raise ConfigError(f"{written!r} is no key{_nearest(word)}")


def _of_character(character: str) -> str:
    import unicodedata

    if character.isalnum():
        return character
    return unicodedata.name(character, "").lower().replace("-", "_").replace(" ", "_")


def _nearest(word: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(word, _WORDS, n=1)
    if near:
        return f"; did you mean {key_name(_WORDS[near[0]])!r}?"
    return "; write a character, as ], or a name, as ctrl+s, space, Esc, PgDn, F2"
