"""What of a text may reach a terminal.

Sources and notes are kept exactly as they are; only what is shown goes through here. Controls become
visible marks, invisible characters are left out, and floods of combining marks are cut: a terminal
obeys the first, a reader is deceived by the second, and a layout is stopped by the third.
"""

from __future__ import annotations

import re
import unicodedata

_BIDI = [0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
_C1 = range(0x80, 0xA0)
_SURROGATES = range(0xD800, 0xE000)

# ZWNJ, ZWJ and the variation selectors are no part of this list: Persian, Urdu, the Indic scripts and
# emoji are wrong without them.
_INVISIBLE = [
    0x00AD,
    0x034F,
    0x115F,
    0x1160,
    0x17B4,
    0x17B5,
    *range(0x180B, 0x1810),
    0x200B,
    *range(0x2060, 0x2066),
    *range(0x206A, 0x2070),
    0x3164,
    0xFEFF,
    0xFFA0,
    *range(0xFFF0, 0xFFFC),
    *range(0x1D173, 0x1D17B),
    *range(0xE0000, 0xE1000),
]

_VISIBLE: dict[int, str] = {
    **{code: chr(0x2400 + code) for code in range(32)},
    0x7F: "\u2421",
    **dict.fromkeys([*_C1, *_BIDI, *_SURROGATES, 0x2028, 0x2029], "\ufffd"),
    **dict.fromkeys(_INVISIBLE, ""),
}

_LINE: dict[int, str] = {**_VISIBLE, 0x09: "    ", 0x0A: " "}
_LINES: dict[int, str] = {**_VISIBLE, 0x09: "    ", 0x0A: "\n"}

DROPPED: dict[int, None] = dict.fromkeys(
    [*range(32), 0x7F, *_C1, *_BIDI, *_SURROGATES, 0x2028, 0x2029, *_INVISIBLE]
)
"""A table for ``str.translate`` that takes away whatever ``line`` would not let through."""

_JOINERS = re.compile("([\u200c\u200d\ufe00-\ufe0f]{8})[\u200c\u200d\ufe00-\ufe0f]+")
_MARKS_KEPT = 4


def line(text: str) -> str:
    """A text as it may stand within one line of the screen: no control, no invisible character."""
    if text.isascii() and text.isprintable():
        return text
    return _capped(text.translate(_LINE))


def lines(text: str) -> str:
    """The same for text of several lines: line feeds stay."""
    return _capped(text.translate(_LINES))


def faults(text: str) -> str:
    """A sentence on what of the text is not shown as it stands, or nothing."""
    if text.isascii() and "\x1b" not in text and text.isprintable():
        return ""
    controls = sum(1 for code in map(ord, text) if (code < 32 and code not in (9, 10, 13)) or code == 0x7F)
    odd = sum(1 for code in map(ord, text) if code in _VISIBLE and code >= 0x80)
    if not controls + odd:
        return ""
    return (
        f"The text holds {controls + odd:,} control or invisible characters, "
        "which are shown as marks or left out."
    )


def _capped(text: str) -> str:
    """At most four combining marks on a character, at most eight joiners in a row."""
    if text.isascii():
        return text
    text = _JOINERS.sub(r"\1", text)
    if not any(unicodedata.combining(character) for character in text):
        return text
    kept: list[str] = []
    run = 0
    for character in text:
        run = run + 1 if unicodedata.category(character) in ("Mn", "Me") else 0
        if run <= _MARKS_KEPT:
            kept.append(character)
    return "".join(kept)
