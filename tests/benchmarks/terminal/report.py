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

KEYS = {
    "line": "one line on",
    "page": "a page on",
    "end": "to the end",
    "next hit": "next hit",
    "next mention": "next mention",
    "resize": "another size",
}


def _rows() -> Iterator[tuple[str, str, str]]:
    """What was measured, how it is called, and which share of it is told."""
    yield "start", "first text on the screen, ms", "median"
    yield "start CPU", "CPU until then, ms", "median"
    yield "answer", "first key answered, ms after the start", "median"
    for what, said in KEYS.items():
        yield what, f"{said}, ms", "median"
        yield what, f"{said}, ms, p95", "p95"
        yield f"{what} CPU", f"{said}, CPU until then, ms", "median"
        yield f"{what} bytes", f"{said}, bytes", "median"
    yield "place kept", "place kept (1 yes)", "median"
    yield "memory", "memory at most, MB", "median"
    yield "idle", "CPU while idle, ms a second", "median"
    yield "exit", "gone after the key, ms", "median"


HOW = f"""\
Each program runs in a pseudo-terminal of {COLUMNS} by {LINES} that answers what programs ask of a terminal,
and is looked at as a person would: a key's time ends when the first cell on the screen has changed. Programs
take turns, each round begun by another. Each has a home of its own and has opened the text once before, was
left alone until it had no more to do, and was closed at the top: what is measured is the opening of a text
that was opened before. "CPU until then" is what the program computed before that cell changed: on a machine
with other work it is surer than the time that passed. The seed is the bundled readout; the others are made
up, in each program's own form with the same words."""


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
        for what, said, share in _rows():
            cells = [_cell(measured, text, name, what, share) for name in programs]
            if any(cells):
                yield f"| {said} | {' | '.join(cells)} |"
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
