"""What the program is to reach."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from statistics import median, quantiles

from tests.benchmarks.terminal.measures import Samples
from tests.benchmarks.terminal.programs import BARE, EPY, FROGMOUTH, OURS, STOCK

Measured = Mapping[str, Mapping[str, Samples]]
"""By text, then by program."""


@dataclass(frozen=True, slots=True)
class Goal:
    """Of the program on a text; ``beside`` is a program or a text whose figure it may be so many times."""

    text: str
    what: str
    limit: float
    beside: str = ""
    share: str = "median"

    @property
    def said(self) -> str:
        of = f", times that of {self.beside}" if self.beside else ""
        return f"{self.text}: {self.what}{'' if self.share == 'median' else f', {self.share}'}{of}"

    def reached(self, measured: Measured) -> float | None:
        """The figure that the goal is about, if what it needs was measured."""
        own = figure(measured, self.text, OURS, self.what, self.share)
        if not self.beside or own is None:
            return own
        if self.beside in measured:
            other = figure(measured, self.beside, OURS, self.what, self.share)
        else:
            other = figure(measured, self.text, self.beside, self.what, self.share)
        return own / other if other else None


def figure(measured: Measured, text: str, program: str, what: str, share: str = "median") -> float | None:
    samples = measured.get(text, {}).get(program, {}).get(what)
    if not samples:
        return None
    return (
        median(samples)
        if share == "median" or len(samples) < 2
        else quantiles(samples, n=20, method="inclusive")[-1]
    )


def _goals() -> Iterator[Goal]:
    yield Goal("seed", "start", 1.15, BARE)
    yield Goal("seed", "start", 0.6, STOCK)
    yield Goal("seed", "start", 0.4, FROGMOUTH)
    yield Goal("1 MB", "start", 1.3, "seed")
    yield Goal("10 MB", "start", 2.0, "seed")
    for text in ("100 KB", "1 MB", "10 MB"):
        yield Goal(text, "start", 1.0, EPY)
    for text in ("40 KB", "1 MB", "10 MB"):
        yield Goal(text, "line", 8)
        yield Goal(text, "line", 25, share="p95")
        yield Goal(text, "page", 15)
        yield Goal(text, "end", 100 if text == "10 MB" else 30)
        yield Goal(text, "next hit", 30)
        yield Goal(text, "next mention", 30)
        yield Goal(text, "resize", 50)
        yield Goal(text, "line bytes", 6 * 1024)
    yield Goal("seed", "memory", 45)
    yield Goal("1 MB", "memory", 70)
    yield Goal("10 MB", "memory", 250)
    for text in ("seed", "40 KB", "1 MB", "10 MB"):
        yield Goal(text, "idle", 2)
        yield Goal(text, "exit", 300)


GOALS = tuple(_goals())
