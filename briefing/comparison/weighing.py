"""What signs weigh together."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefing.comparison.records import Passage, Sign

OWN = 1.5
"""What the signs of a subject weigh together at least."""
_MAIN = 0.5


def weighed(signs: Sequence[Sign], factor: float = 1.0) -> dict[str, float]:
    weights: dict[str, float] = {}
    for sign in signs:
        weights[sign.key] = weights.get(sign.key, 0.0) + sign.weight * factor
    return weights


def total(signs: Sequence[Sign]) -> float:
    by_place: dict[int, float] = {}
    for sign in signs:
        by_place[sign.end] = max(by_place.get(sign.end, 0.0), sign.weight)
    return sum(by_place.values())


def is_main(key: str, weights: Mapping[str, float]) -> bool:
    """Whether a subject is the weightiest, or nearly."""
    return weights.get(key, 0.0) >= _MAIN * max(weights.values())


def is_about(signs: Sequence[Sign]) -> bool:
    return max(weighed(signs).values(), default=0.0) >= OWN


def shares(one: Passage, other: Passage) -> bool:
    """Whether two passages have a subject that is the weightiest of both, or nearly."""
    ours, theirs = weighed(one.signs), weighed(other.signs)
    return any(
        min(ours[key], theirs[key]) >= OWN and is_main(key, ours) and is_main(key, theirs)
        for key in ours.keys() & theirs.keys()
    )


def is_place(sign: Sign) -> bool:
    return sign.key.startswith(("country:", "place:"))


def is_body(sign: Sign) -> bool:
    """Whether a sign stands for an organisation or for a group of states."""
    return sign.key.startswith("organisation:") or sign.key in ("groupings", "quad", "united-nations")
