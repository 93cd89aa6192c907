"""Names that are safe in a path, a marker and a link."""

from __future__ import annotations

import re
import unicodedata
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container

UNTITLED = "untitled"

_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
_ID_LENGTH = 6
_LONGEST_ID = 32
_FILE_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_FILE_NAME_LENGTH = 80
_SLUG_LENGTH = 60


def slug(heading: str) -> str:
    """A heading as one word: letters and digits of any script, joined by single hyphens."""
    text = unicodedata.normalize("NFKC", heading[: 4 * _SLUG_LENGTH]).casefold()
    kept = "".join(c if unicodedata.category(c)[0] in "LMN" else "-" for c in text)
    return "-".join(part for part in kept.split("-") if part)[:_SLUG_LENGTH].strip("-") or UNTITLED


def file_name(identifier: str) -> str:
    """An identifier as a file name: itself where it is safe, otherwise its safe part and a digest."""
    if len(identifier) <= _FILE_NAME_LENGTH and _FILE_NAME.match(identifier):
        return identifier
    plain = re.sub("[^a-z0-9]+", "-", identifier[:200].casefold()).strip("-")[:60].strip("-")
    mark = sha256(identifier.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{plain}-{mark}" if plain else mark


def new_id(taken: Container[str] = ()) -> str:
    """A note id that is not taken; never one in a row, so that files joined by git keep them apart."""
    import secrets

    while True:
        name = "".join(secrets.choice(_LETTERS) for _ in range(_ID_LENGTH))
        if name not in taken:
            return name


def is_id(name: str) -> bool:
    """Whether a note can go by a name; those of other makers may be longer than ours."""
    return 0 < len(name) <= _LONGEST_ID and all(letter in _LETTERS for letter in name)


def derived_id(raw: str, taken: Container[str]) -> str:
    """The id of a note that has none of its own: the same for the same words, at every reading."""
    turn = 0
    while True:
        number = int(sha256(f"{turn}\n{raw}".encode("utf-8", "surrogatepass")).hexdigest(), 16)
        name = ""
        for _ in range(_ID_LENGTH):
            number, rest = divmod(number, len(_LETTERS))
            name += _LETTERS[rest]
        if name not in taken:
            return name
        turn += 1
