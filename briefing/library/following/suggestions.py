"""What was perhaps meant by a name that nothing has."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_NEAR = 70
"""Of 100, from which a name is near enough to be proposed; one letter in six may be wrong."""
_MOST = 3


def nearest(name: str, known: Sequence[str]) -> list[str]:
    """The names that are spelt most like a name, the nearest first; quick over hundreds of thousands."""
    from rapidfuzz import fuzz, process

    from briefing.library.index.shelved import key

    folded = [key(one) for one in known]
    found = process.extract(key(name), folded, scorer=fuzz.ratio, limit=4 * _MOST, score_cutoff=_NEAR)
    return list(dict.fromkeys(known[at] for _, _, at in found))[:_MOST]


def meant(names: Sequence[str]) -> str:
    """The end of a sentence that says that there is no such name."""
    if not names:
        return "."
    told = " or ".join(f"'{name}'" for name in names)
    return f"; did you mean {told}?"
