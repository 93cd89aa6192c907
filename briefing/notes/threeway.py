"""Three states of some lines, or of an order, made one: what one side changed is taken from that side.

Lines are whole, each with its line end. Where both sides changed the same lines differently, a
``Conflict`` holds both.
"""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    Pick = Literal["ours", "theirs"]

Key = TypeVar("Key", bound="int | str")

_MOST_PAIRS = 1_000_000_000
"""Of lines to compare, a bit of memory each. Beyond, two texts are taken to have nothing in common."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """What each side made of the same lines; one of the two may be nothing."""

    ours: str
    theirs: str

    def marked(self, end: str) -> str:
        """Both between the marks that git writes, for a person to choose."""
        return f"<<<<<<< ours{end}{self.ours}======={end}{self.theirs}>>>>>>> theirs{end}"


def lines_of(text: str) -> list[str]:
    """The lines of a text that has whole ones, ended by line feeds alone."""
    return [f"{line}\n" for line in text.split("\n")[:-1]]


def resolved(pieces: Iterable[str | Conflict], pick: Pick) -> str:
    """The text after a person has kept one side of every conflict."""
    return "".join(piece if isinstance(piece, str) else getattr(piece, pick) for piece in pieces)


def merged_lines(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> list[str | Conflict]:
    """The lines of both sides. Lines that stand side by side in the base count as the same."""
    in_theirs = dict(_matches(base, theirs))
    stays = [(at, one, in_theirs[at]) for at, one in _matches(base, ours) if at in in_theirs]
    pieces: list[str | Conflict] = []
    before = (-1, -1, -1)
    for here in (*stays, (len(base), len(ours), len(theirs))):
        chunks = (
            list(lines[last + 1 : at])
            for lines, last, at in zip((base, ours, theirs), before, here, strict=True)
        )
        pieces += _joined(*chunks)
        pieces += base[here[0] : here[0] + 1]
        before = here
    return pieces


def common_lines(one: Sequence[str], other: Sequence[str]) -> list[str]:
    """A base for two texts that have none."""
    return [one[at] for at, _ in _matches(one, other)]


def merged_order(states: Iterable[Sequence[Key]], stays: Callable[[Key, Key], bool]) -> list[Key]:
    """The keys of both sides, each once, in the order of the side that changed it; ours when both did.

    What only the other side has comes after what it followed there. ``stays`` tells of two additions in
    the same place whether the first, of the side that gives the order, comes before the second.
    """
    base, ours, theirs = states
    shared = set(base) & set(ours) & set(theirs)
    old, mine, yours = ([key for key in keys if key in shared] for keys in (base, ours, theirs))
    moved = old == mine != yours
    leading, following = (theirs, ours) if moved else (ours, theirs)
    known, followed = set(leading), set(following)
    additions: dict[Key | None, deque[Key]] = defaultdict(deque)
    last = None
    for key in following:
        if key in known:
            last = key
        else:
            additions[last].append(key)
    result: list[Key] = []
    waiting = additions[None]
    for key in leading:
        while waiting and (key in followed or not stays(key, waiting[0])):
            result.append(waiting.popleft())
        result.append(key)
        if key in followed:
            waiting = additions[key]
    return [*result, *waiting]


def _joined(base: list[str], ours: list[str], theirs: list[str]) -> list[str | Conflict]:
    """One chunk of which no line is in all three."""
    if ours == theirs or base == theirs:
        return [*ours]
    if base == ours:
        return [*theirs]
    first, last = _same_ends(ours, theirs)
    conflict = Conflict("".join(ours[first : len(ours) - last]), "".join(theirs[first : len(theirs) - last]))
    return [*ours[:first], conflict, *ours[len(ours) - last :]]


def _matches(one: Sequence[str], other: Sequence[str]) -> list[tuple[int, int]]:
    """The places of the lines that two texts have in common, in order."""
    first, last = _same_ends(one, other)
    found = [(at, at) for at in range(first)]
    middle, rest = one[first : len(one) - last], other[first : len(other) - last]
    if middle and rest and len(middle) * len(rest) <= _MOST_PAIRS:
        from rapidfuzz.distance import LCSseq

        numbers: dict[str, int] = {}
        numbered = [[numbers.setdefault(line, len(numbers)) for line in lines] for lines in (middle, rest)]
        for step in LCSseq.opcodes(*numbered):
            if step.tag == "equal":
                found += [
                    (first + at, first + step.dest_start + at - step.src_start)
                    for at in range(step.src_start, step.src_end)
                ]
    return found + [(len(one) - at, len(other) - at) for at in range(last, 0, -1)]


def _same_ends(one: Sequence[str], other: Sequence[str]) -> tuple[int, int]:
    """How many lines two texts have in common at their beginning, and of the rest at their end."""
    shorter = min(len(one), len(other))
    first = next((at for at in range(shorter) if one[at] != other[at]), shorter)
    rest = range(1, shorter - first + 1)
    return first, next((at - 1 for at in rest if one[-at] != other[-at]), len(rest))
