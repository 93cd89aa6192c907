"""Texts made comparable: what typesetting, formatters and publishing systems change is folded away."""

from __future__ import annotations

import re
import unicodedata

CONTEXT = 64
"""Characters of context kept on either side of a passage."""

_UNIFIED = {
    **dict.fromkeys(map(ord, '‘’‚‛′`´“”„‟«»″"'), "'"),
    **dict.fromkeys(map(ord, "‐‑‒–—―−⁃﹘﹣－"), "-"),
    # Soft hyphen, zero-width space and joiners, direction marks, byte-order mark.
    **dict.fromkeys(
        [0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF], ""
    ),
}
_ZERO_WIDTH = dict.fromkeys([0xAD, 0x200B, 0x2060, 0xFEFF], "")
_HYPHENATED = re.compile(r"(?<=\w)-\n(?=\w)")


def folded(text: str) -> str:
    """A text without the differences of case, quotes, dashes, blanks and invisible characters."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return " ".join(text.translate(_UNIFIED).casefold().split())


def same_words(one: str, other: str) -> bool:
    """Whether two passages differ in blanks, hyphenation and invisible characters at most."""
    return one == other or _plain(one) == _plain(other)


def before(text: str, start: int) -> str:
    """The context before an offset, as it is kept in a marker."""
    return _context(text[max(0, start - 4 * CONTEXT) : start])[-CONTEXT:].lstrip()


def after(text: str, end: int) -> str:
    """The context after an offset, as it is kept in a marker."""
    return _context(text[end : end + 4 * CONTEXT])[:CONTEXT].rstrip()


def kept_context(text: str) -> str:
    """A context as a marker can hold it: folded, and without whatever could end a quotation or a comment."""
    return re.sub("-{2,}", "-", _context(text))


def _context(text: str) -> str:
    kept = "".join(
        " " if character in "<>\"'\\" or unicodedata.category(character)[0] == "C" else character
        for character in folded(text)
    )
    return re.sub("-{2,}", "-", " ".join(kept.split()))


def _plain(text: str) -> str:
    text = _HYPHENATED.sub("", text)
    if not text.isascii():
        text = text.translate(_ZERO_WIDTH)
    return " ".join(text.split())
