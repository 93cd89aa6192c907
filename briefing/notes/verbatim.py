"""Whether words stand verbatim in a text.

Only what writing a quote itself changes is no difference: white space, and half characters, which no file
can hold. Case, the kind of a quotation mark or a dash and an invisible character are differences.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from briefing.notes.quotes import HALVES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_GAPS = " —…"
"""Between these and a word is a border; other dashes join words."""
_OPENING, _CLOSING = frozenset("([{«“‘„‚\"'¿¡"), frozenset(",;:.!?…)]}»”’\"'")
_ENDING = frozenset(".!?…;:)]»”’\"'")
_MARKS = 8
"""The most of those that are looked past on either side of a word."""
# Scripts that put no blanks between words: Thai to Myanmar, Khmer, Chinese and Japanese.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uff0f]"
)
_COMPARED = 250_000
"""Pairs of words. Longer passages are compared from their beginning only."""
_SHOWN = 30
"""Characters on either side of a difference."""


def folded(text: str) -> str:
    """The words of a text, in the form in which they are compared."""
    return " ".join(text.translate(HALVES).split())


def stands_in(words: str, text: str) -> bool:
    """Whether folded words stand in a folded text, without a part of another word before or after them."""
    return any(True for _ in _places(words, text))


def is_part(words: str, passage: str) -> bool:
    """Whether folded words are a folded passage, or what is left when its ends were cut off.

    Whole words can be cut, never a single character: words that differ from a passage in one character are
    no part of it.
    """
    if words == passage:
        return True
    least, most = _least_cut(passage), len(passage) - _least_cut(passage[::-1])
    return any(
        (start == 0 or start >= least) and (start + len(words) == len(passage) or start + len(words) <= most)
        for start in _places(words, passage)
    )


def difference(words: str, passage: str) -> str:
    """Where folded words first differ from a folded passage, as half a sentence."""
    ours, theirs = _first_differing(words.split(), passage.split())
    at = next((n for n, (one, other) in enumerate(zip(ours, theirs, strict=False)) if one != other), None)
    if at is None:
        at = min(len(ours), len(theirs))
    told = f"the file has {_excerpt(ours, at)} where the text has {_excerpt(theirs, at)}"
    one, other = ours[at : at + 1], theirs[at : at + 1]
    if one and other and not (one + other).isascii():
        told += f" (U+{ord(one):04X}, not U+{ord(other):04X})"
    return told


def _places(words: str, text: str) -> Iterator[int]:
    at = text.find(words) if words else -1
    while at >= 0:
        if _begins_word(text, at) and _ends_word(text, at + len(words)):
            yield at
        at = text.find(words, at + 1)


def _least_cut(passage: str) -> int:
    """How many characters a cut at the beginning takes at the least: two besides blanks, one of a word."""
    black, of_word = 0, False
    for at, character in enumerate(passage, 1):
        black += character != " "
        of_word = of_word or character.isalnum()
        if black > 1 and of_word:
            return at
    return len(passage) + 1


def _begins_word(text: str, at: int) -> bool:
    """Whether a word can begin here; opening marks before it may be left out with what stands before them."""
    first = at
    while first > max(0, at - _MARKS) and text[first - 1] in _OPENING:
        first -= 1
    return first == 0 or text[first - 1] in _GAPS or text[at] in _GAPS or _touch(text, at)


def _ends_word(text: str, at: int) -> bool:
    last = at
    while last < min(len(text), at + _MARKS) and text[last] in _CLOSING:
        last += 1
    return last == len(text) or text[last] in _GAPS or text[at - 1] in _GAPS or _touch(text, at)


def _touch(text: str, at: int) -> bool:
    """Whether words end and begin here with nothing between them."""
    if not 0 < at < len(text) or unicodedata.category(text[at])[0] == "M":
        return False
    left, right = text[at - 1], text[at]
    lost_blank = left in _ENDING and (right.isupper() or right in _OPENING)
    return lost_blank or any(map(_UNSPACED.match, (left, right)))


def _first_differing(words: Sequence[str], passage: Sequence[str]) -> tuple[str, str]:
    """The first words that differ, with one on either side; not those that were only cut off."""
    if len(words) * len(passage) > _COMPARED:
        same = 0
        while same < min(len(words), len(passage)) and words[same] == passage[same]:
            same += 1
        edges = [(same, len(words), same, len(passage))]
    else:
        from difflib import SequenceMatcher

        found = SequenceMatcher(None, words, passage, autojunk=False).get_opcodes()
        edges = [(i, j, k, end) for kind, i, j, k, end in found if kind != "equal"]
        inner = [place for place in edges if place[0] < place[1] or 0 < place[0] < len(words)]
        edges = inner or edges
    first, last, start, end = edges[0]
    return (
        " ".join(words[max(0, first - 1) : last + 1]),
        " ".join(passage[max(0, start - 1) : end + 1]),
    )


def _excerpt(text: str, at: int) -> str:
    if not text:
        return "nothing"
    start, end = max(0, at - _SHOWN), at + _SHOWN
    return f"“{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}”"
