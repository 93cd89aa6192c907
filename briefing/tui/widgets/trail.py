"""Where the reader was: back and forward, as in a browser."""

from __future__ import annotations

_KEPT = 100


class Trail:
    """Places in the order in which they were left."""

    def __init__(self) -> None:
        self._back: list[int] = []
        self._forward: list[int] = []

    def leave(self, place: int) -> None:
        """Remember a place from which the reader jumps elsewhere."""
        if not self._back or self._back[-1] != place:
            self._back = [*self._back, place][-_KEPT:]
        self._forward = []

    def back(self, place: int) -> int | None:
        """The place that was left last, when the reader is at ``place``; None where there is none."""
        return _step(self._back, self._forward, place)

    def forward(self, place: int) -> int | None:
        """The place from which the reader came back last."""
        return _step(self._forward, self._back, place)

    @property
    def last(self) -> int | None:
        return self._back[-1] if self._back else None


def _step(taken: list[int], given: list[int], place: int) -> int | None:
    while taken:
        target = taken.pop()
        if target != place:
            given.append(place)
            return target
    return None
