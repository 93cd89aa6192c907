"""Words that are only begun, as all those of the library that begin so.

SQLite's own search for beginnings gathers every place of all of them before it gives the first. The words
themselves are few, and with them it gives one place after the other.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefing.library.index.shelved import WORD, key

if TYPE_CHECKING:
    import sqlite3

_PHRASE = re.compile(r'NEAR\([^()]*\)|"(?:[^"]|"")*"\*?')
_KEPT_BY_SQLITE = 2
"""Letters: of beginnings of that length the index has a list of places."""
_MOST = 500
_LAST = "\U0010ffff"


def spelt_out(base: sqlite3.Connection, match: str) -> str:
    """An expression of FTS5 with other words in the place of begun ones, where these are few."""
    return _PHRASE.sub(lambda found: _choices(base, found[0]), match)


def _choices(base: sqlite3.Connection, phrase: str) -> str:
    """A phrase whose last word is begun as one of the phrases that it can be; any other as it is."""
    if phrase.startswith("NEAR") or not phrase.endswith('"*'):
        return phrase
    words = WORD.findall(phrase)
    begun = key(words[-1]) if words else ""
    head = phrase[: -2 - len(words[-1])] if words else ""
    if not begun or len(begun) == _KEPT_BY_SQLITE or f'{head}{words[-1]}"*' != phrase:
        return phrase
    ends = _one_letter_more(base, begun) if len(begun) < _KEPT_BY_SQLITE else _words(base, begun)
    if not 0 < len(ends) <= _MOST:
        return phrase
    return f"({' OR '.join(head + end for end in ends)})"


def _words(base: sqlite3.Connection, begun: str) -> list[str]:
    rows = base.execute(
        "SELECT word FROM vocabulary WHERE key >= ? AND key < ? LIMIT ?", (begun, begun + _LAST, _MOST + 1)
    )
    return [f'{word}"' for (word,) in rows]


def _one_letter_more(base: sqlite3.Connection, begun: str) -> list[str]:
    """The letter as a word of its own, and the beginnings of two letters of which there are lists."""
    found, after = [f'{begun}"'], f"{begun}\x01"
    while len(found) <= _MOST:
        row = base.execute(
            "SELECT substr(key, 1, 2) FROM vocabulary WHERE key >= ? AND key < ? ORDER BY key LIMIT 1",
            (after, begun + _LAST),
        ).fetchone()
        if row is None:
            break
        found.append(f'{row[0]}"*')
        after = row[0] + _LAST
    return found
