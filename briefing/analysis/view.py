"""A same-length view of a text, and its words.

Searching is done in the view, never in a lower-cased copy: folding case changes the length of some letters
("İ"),
and every offset of the analysis has to be an offset of the text itself.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_ALIKE = (
    dict.fromkeys("‘’‚‛ʼ′`´", "'")
    | dict.fromkeys("“”„‟«»″", '"')
    | dict.fromkeys("‐‑‒–—―−", "-")
    | dict.fromkeys("\u00a0\u2002\u2003\u2007\u2008\u2009\u200a\u202f\u3000\t\r\u2028\u2029\x0b\x0c", " ")
)
_MAPPED = re.compile(f"[{''.join(map(re.escape, _ALIKE))}]")
"""A few in a text: looking for them takes a tenth of what a table takes that is asked for each letter."""

_WORD = re.compile(r"(?:[A-Z]\.){2,6}|[^\W_](?:\w|[\u0300-\u036f])*\+?")

_LONGEST_GAP = 12


def same_length_view(text: str) -> str:
    """Quotation marks, dashes and spaces mapped one code point to one code point."""
    return _MAPPED.sub(_alike, text)


def _alike(found: re.Match[str]) -> str:
    return _ALIKE[found[0]]


@lru_cache(maxsize=16384)
def fold(word: str) -> str:
    """A word without case and accents: a key to compare with, not a text with offsets."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


@lru_cache(maxsize=4096)
def fold_gap(gap: str) -> str:
    """What stands between two words: white space and hyphens count alike, an empty line is ``¶``, a dash is
    ``-``."""
    if not gap.strip(" \n-"):
        if gap.count("\n") > 1:
            return "¶"
        return "-" if "-" in gap and (" " in gap or "--" in gap) else " " if gap else ""
    return "".join(gap.split())


class Words:
    """The words of a text, as parallel lists: offsets, the word, its folded form, and the folded gap before
    it."""

    __slots__ = ("ends", "folds", "gaps", "starts", "view", "words")

    def __init__(self, view: str) -> None:
        self.view = view
        spans = [match.span() for match in _WORD.finditer(view)]
        self.starts = [start for start, _ in spans]
        self.ends = [end for _, end in spans]
        self.words = [view[start:end] for start, end in spans]
        self.folds = [fold(word) for word in self.words]
        self.gaps = [
            fold_gap(view[end:start] if start - end <= _LONGEST_GAP else view[end : end + _LONGEST_GAP])
            for end, start in zip((0, *self.ends), self.starts, strict=False)
        ]

    def __len__(self) -> int:
        return len(self.words)


_SHORT = 100_000


def words_of(view: str) -> Words:
    """The words of a view; those of the last one are kept, unless it was very long."""
    return _words_of_short(view) if len(view) <= _SHORT else Words(view)


@lru_cache(maxsize=1)
def _words_of_short(view: str) -> Words:
    return Words(view)
