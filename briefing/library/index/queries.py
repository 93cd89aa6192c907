"""What is searched for: words, "phrases", beg*, NEAR(one two, 5), OR, -without, and the fields of a filter.

Nothing that anybody can type is an error of SQLite: each term goes to it in quotation marks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.library.index import filters
from briefing.library.index.filters import FIELDS, Term, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

KINDS = ("text", "note")
"""What ``is:`` takes besides the states of briefings: whether passages or notes are found."""

_PIECE = re.compile(
    r"""
    (?P<near>NEAR\((?P<inside>[^()]*)\))
    | (?P<either>\bOR\b)
    | (?P<minus>-)?(?:(?P<field>[a-z]+):)?(?:"(?P<marked>[^"]*)"?(?P<star>\*)?|(?P<plain>[^\s"]+))
    """,
    re.VERBOSE,
)
_WITHIN = re.compile(r",\s*(\d{1,4})\s*$")
_NEAR = 10
_LONGEST = 2000
_MOST_TERMS = 60


@dataclass(frozen=True, slots=True)
class Query:
    """A search as it was understood."""

    match: str = ""
    """For FTS5; empty without words."""
    without: str = ""
    """For FTS5: what may not stand in a passage; empty without such words."""
    terms: tuple[Term, ...] = ()
    """The fields: which briefings are searched."""
    kinds: tuple[str, ...] = KINDS


def parse(words: str, begun: bool = False) -> Query:
    """A query as typed. ``begun`` takes its last word for the beginning of one, as while it is typed.

    Raises QueryError for a field or a value that there is not.
    """
    pieces = list(_PIECE.finditer(words[:_LONGEST]))[:_MOST_TERMS]
    wanted: list[list[str]] = []
    without: list[str] = []
    terms: list[Term] = []
    kinds: tuple[str, ...] = KINDS
    either = False
    for piece in pieces:
        if piece["either"]:
            either = bool(wanted)
            continue
        if piece["near"]:
            phrase = _near(piece["inside"])
        elif field := piece["field"]:
            value = piece["marked"] if piece["marked"] is not None else piece["plain"]
            if field == "is" and value in KINDS:
                kinds = tuple(kind for kind in KINDS if (kind == value) != bool(piece["minus"]))
            elif value.strip():
                terms.append(filters.checked(Term(field, " ".join(value.split()), bool(piece["minus"]))))
            continue
        else:
            if piece["plain"] and piece["plain"][:-1] in FIELDS and piece["plain"].endswith(":"):
                continue  # a field that is being typed
            phrase = _phrase(piece, begun and piece is pieces[-1] and words[-1:].isalnum())
        if not phrase:
            continue
        if piece["minus"]:
            without.append(phrase)
        elif either and wanted:
            wanted[-1].append(phrase)
        else:
            wanted.append([phrase])
        either = False
    match = " AND ".join(f"({' OR '.join(choices)})" for choices in wanted)
    return Query(match, " OR ".join(without), tuple(terms), kinds)


def _phrase(piece: re.Match[str], begun: bool) -> str:
    if piece["marked"] is not None:
        words, star = piece["marked"], bool(piece["star"]) or begun
    else:
        words, star = piece["plain"].rstrip("*"), piece["plain"].endswith("*") or begun
    return quoted(words, star) if has_word(words) else ""


def _near(inside: str) -> str:
    found = _WITHIN.search(inside)
    within = int(found[1]) if found else _NEAR
    words = inside[: found.start()] if found else inside
    phrases = [quoted(one, star) for one, star in _words_of(words) if has_word(one)]
    return f"NEAR({' '.join(phrases)}, {within})" if phrases else ""


def _words_of(words: str) -> Iterator[tuple[str, bool]]:
    for match in re.finditer(r'"([^"]*)"?(\*)?|([^\s",]+)', words):
        if match[1] is not None:
            yield match[1], bool(match[2])
        else:
            yield match[3].rstrip("*"), match[3].endswith("*")


def has_word(words: str) -> bool:
    return any(letter.isalnum() for letter in words)
