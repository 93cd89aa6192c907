"""Words found in a text as a reader means them, however the text was set and the screen breaks it."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from briefing.errors import PatternError
from briefing.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST = 10_000
"""Hits; no reader steps through more."""
SECONDS = 0.5
"""For a regular expression, which may otherwise take for ever."""


def find(text: str, words: str, *, pattern: bool = False) -> list[Span]:
    """Where words stand: white space of any kind between them, quotes, dashes and accents of any kind.

    Small letters find capitals too; a capital finds only capitals. With ``pattern``, ``words`` are a regular
    expression, of which an empty hit is none. Raises PatternError.
    """
    if not words.strip():
        return []
    exact = any(letter.isupper() for letter in words)
    found: list[Span] = []
    for start, end in _matches(folded(text, exact), words, exact, pattern):
        if start < end:
            found.append(Span(start, end))
            if len(found) == MOST:
                break
    return found


@lru_cache(maxsize=4)
def folded(text: str, exact: bool) -> str:
    """A text of the same length without accents and kinds of signs, and without case unless it is exact."""
    return text.translate(_SIGNS if exact else _PLAIN)


def _matches(text: str, words: str, exact: bool, pattern: bool) -> Iterator[tuple[int, int]]:
    if not pattern:
        parts = [re.escape(part) for part in folded(words, exact).split()]
        yield from (match.span() for match in re.finditer(r"\s+".join(parts), text))
        return
    import regex

    try:
        compiled = regex.compile(words, 0 if exact else regex.IGNORECASE)
        for match in compiled.finditer(text, timeout=SECONDS):
            yield match.span()
    except regex.error as error:
        raise PatternError(
            f"This is no regular expression: {error}; put a \\ before a sign that is meant itself."
        ) from error
    except TimeoutError as error:
        raise PatternError("This regular expression takes too long; make it simpler.") from error


class _Folding(dict[int, int]):
    """A table for ``str.translate``, from one character to one character, that learns those it meets."""

    def __init__(self, exact: bool) -> None:
        super().__init__()
        self._exact = exact
        for kind, sign in (("‘’‚‛′`´", "'"), ("“”„‟″«»", '"'), ("‐‑‒–—―−", "-")):
            self.update((ord(letter), ord(sign)) for letter in kind)

    def __missing__(self, code: int) -> int:
        letter = chr(code)
        base = unicodedata.normalize("NFKD", letter)[0]
        kept = base if base.isalnum() or base == " " else letter
        if not self._exact:
            lower = kept.lower()
            kept = lower if len(lower) == 1 else kept
        self[code] = ord(kept)
        return self[code]


_SIGNS, _PLAIN = _Folding(exact=True), _Folding(exact=False)
