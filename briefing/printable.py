"""What of a text may reach a terminal.

Sources and notes are kept exactly as they are; only what is shown goes through here. Controls become
visible marks, invisible characters are left out, and floods of combining marks are cut: a terminal
obeys the first, a reader is deceived by the second, and a layout is stopped by the third.
"""

from __future__ import annotations

import re
import unicodedata

_BIDI = (range(0x061C, 0x061D), range(0x200E, 0x2010), range(0x202A, 0x202F), range(0x2066, 0x206A))
_C1 = range(0x7F + 1, 0xA0)
_SURROGATES = range(0xD800, 0xE000)
_SEPARATORS = range(0x2028, 0x202A)
_REPLACED = (_C1, *_BIDI, _SURROGATES, _SEPARATORS)

# ZWNJ, ZWJ and the variation selectors are no part of this list: Persian, Urdu, the Indic scripts and
# emoji are wrong without them.
_INVISIBLE = (
    *(range(code, code + 1) for code in (0x00AD, 0x034F, 0x200B, 0x3164, 0xFEFF, 0xFFA0)),
    range(0x115F, 0x1161),
    range(0x17B4, 0x17B6),
    range(0x180B, 0x1810),
    range(0x2060, 0x2066),
    range(0x206A, 0x2070),
    range(0xFFF0, 0xFFFC),
    range(0x1D173, 0x1D17B),
    range(0xE0000, 0xE1000),
)


class _Table(dict[int, str]):
    """A table for ``str.translate`` that learns the characters it meets."""

    def __init__(self, replacement: str, known: dict[int, str]) -> None:
        super().__init__(known)
        self._replacement = replacement

    def __missing__(self, code: int) -> str:
        if any(code in part for part in _REPLACED):
            shown = self._replacement
        elif any(code in part for part in _INVISIBLE):
            shown = ""
        else:
            shown = chr(code)
        self[code] = shown
        return shown


_CONTROLS = {**{code: chr(0x2400 + code) for code in range(32)}, 0x7F: "\u2421"}
_LINE = _Table("\ufffd", {**_CONTROLS, 0x09: "    ", 0x0A: " "})
_LINES = _Table("\ufffd", {**_CONTROLS, 0x09: "    ", 0x0A: "\n"})
DROPPED = _Table("", dict.fromkeys(_CONTROLS, ""))
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
    if text.isascii() and text.isprintable():
        return ""
    # Of a long text a few dozen, and seldom one among them that has to be counted.
    odd = {letter for letter in set(text) if _is_odd(ord(letter))}
    if not odd:
        return ""
    return (
        f"The text holds {sum(letter in odd for letter in text):,} control or invisible characters, "
        "which are shown as marks or left out."
    )


def _is_odd(code: int) -> bool:
    if code < 0x80:
        return (code < 32 and code not in (9, 10, 13)) or code == 0x7F
    return _LINE[code] != chr(code)


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
