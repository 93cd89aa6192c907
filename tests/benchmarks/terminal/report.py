"""What was measured, as a page of Markdown: the goals, then the medians beside the program's."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from tests.benchmarks.terminal.goals import GOALS, Measured, figure
from tests.benchmarks.terminal.programs import OURS
from tests.benchmarks.terminal.readouts import TEXTS
from tests.benchmarks.terminal.session import COLUMNS, LINES

ROWS = {
    "start": ("first text on the screen, ms", ("median",)),
    "line": ("one line on, ms", ("median", "p95")),
    "line bytes": ("one line on, bytes", ("median",)),
    "page": ("a page on, ms", ("median", "p95")),
    "page bytes": ("a page on, bytes", ("median",)),
    "end": ("to the end, ms", ("median", "p95")),
    "end bytes": ("to the end, bytes", ("median",)),
    "next hit": ("next hit, ms", ("median", "p95")),
    "next hit bytes": ("next hit, bytes", ("median",)),
    "next mention": ("next mention, ms", ("median", "p95")),
    "next mention bytes": ("next mention, bytes", ("median",)),
    "resize": ("another size, ms", ("median", "p95")),
    "resize bytes": ("another size, bytes", ("median",)),
    "place kept": ("place kept (1 yes)", ("median",)),
    "memory": ("memory at most, MB", ("median",)),
    "idle": ("CPU while idle, ms a second", ("median",)),
    "exit": ("gone after the key, ms", ("median",)),
}

HOW = f"""\
Each program runs in a pseudo-terminal of {COLUMNS} by {LINES} that answers what programs ask of a terminal,
and is looked at as a person would: a key's time ends when the first cell on the screen has changed. Programs
take turns, each round begun by another. Each has a home of its own and has opened the text once before, was
left alone until it had no more to do, and was closed at the top: what is measured is the opening of a text
that was opened before. The seed is the bundled readout; the others are made up, in each program's own form
with the same words."""


def page(measured: Measured, versions: Mapping[str, str], load: float) -> str:
    return "\n".join([*_head(versions, load), "", *_goals(measured), "", *_tables(measured)]) + "\n"


def all_reached(measured: Measured) -> bool:
    """Of the goals that could be measured."""
    return all(reached <= goal.limit for goal in GOALS if (reached := goal.reached(measured)) is not None)


def _head(versions: Mapping[str, str], load: float) -> Iterator[str]:
    yield "# How fast it is"
    yield ""
    yield HOW
    yield ""
    yield f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC; {_machine()}; load when begun {load:.1f}."
    yield "; ".join(f"{name}: {said}" for name, said in versions.items()) + "."


def _machine() -> str:
    names = [line.split(":")[1].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")]
    processor = names[0] if names else platform.processor()
    return (
        f"{os.cpu_count()} cores, {processor}, Linux {platform.release()}, Python {platform.python_version()}"
    )


def _lines(path: str) -> list[str]:
    return Path(path).read_text(encoding="utf-8").splitlines()


def _goals(measured: Measured) -> Iterator[str]:
    yield "| Goal | Reached | At most | |"
    yield "| --- | ---: | ---: | --- |"
    for goal in GOALS:
        reached = goal.reached(measured)
        if reached is not None:
            met = "met" if reached <= goal.limit else "**missed**"
            yield f"| {goal.said} | {_number(reached, bool(goal.beside))} | {goal.limit:g} | {met} |"
    left = sum(goal.reached(measured) is None for goal in GOALS)
    if left:
        yield ""
        yield f"{left} goals were not measured: a text or program that they need was left out or is missing."


def _tables(measured: Measured) -> Iterator[str]:
    yield f"Medians; in brackets, how many times the figure of {OURS}."
    for text in TEXTS:
        programs = list(measured.get(text, {}))
        if not programs:
            continue
        runs = ", ".join(f"{name} {len(measured[text][name].get('start', []))}" for name in programs)
        yield ""
        yield f"| {text} | {' | '.join(programs)} |"
        yield f"| --- |{' ---: |' * len(programs)}"
        for what, (said, shares) in ROWS.items():
            for share in shares:
                cells = [_cell(measured, text, name, what, share) for name in programs]
                if any(cells):
                    yield f"| {said}{'' if share == 'median' else f', {share}'} | {' | '.join(cells)} |"
        yield ""
        yield f"Runs: {runs}."


def _cell(measured: Measured, text: str, program: str, what: str, share: str) -> str:
    own = figure(measured, text, program, what, share)
    if own is None:
        return ""
    ours = figure(measured, text, OURS, what, share)
    beside = f" ({_number(own / ours, True)})" if ours and program != OURS and what != "place kept" else ""
    return _number(own, False) + beside


def _number(value: float, ratio: bool) -> str:
    if ratio:
        return f"{value:.2f}"
    return f"{value:,.0f}" if value >= 100 or value.is_integer() else f"{value:.1f}"
