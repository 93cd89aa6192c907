"""One run of a program on a text, and many of them in turn."""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from tests.benchmarks.terminal.programs import Program, environment
from tests.benchmarks.terminal.readouts import Readout
from tests.benchmarks.terminal.session import COLUMNS, LINES, Reaction, Session

PRESSES = {"line": 20, "page": 10, "end": 5, "next hit": 10, "next mention": 10}
RESIZED = ((90, 40), (COLUMNS, LINES), (120, 30), (COLUMNS, LINES))
A_FEW_WORDS = re.compile(r"(?:\w+ ){4}\w+")
IDLE_SECONDS = 4.0
START_PATIENCE, WARM_UP_PATIENCE = 60.0, 600.0

Samples = dict[str, list[float]]
"""By what was measured: milliseconds, ``bytes``, megabytes of ``memory``, ``idle`` milliseconds a second."""


def warm_up(program: Program, readout: Readout, home: Path) -> None:
    """The first opening, in which things are read and kept; left alone until there is no more to do."""
    with Session(program.opening(readout), environment(home)) as session:
        session.wait_for(readout.begins, WARM_UP_PATIENCE)
        session.rest(WARM_UP_PATIENCE)
        _leave(session, program)


def run(program: Program, readout: Readout, home: Path, keys: bool) -> Samples:
    samples: Samples = defaultdict(list)
    with Session(program.opening(readout), environment(home)) as session:
        samples["start"].append(session.wait_for(readout.begins, START_PATIENCE) * 1000)
        samples["start CPU"].append(session.cpu_seconds * 1000)
        if "line" in program.keys:
            with suppress(TimeoutError):  # the text is too short to be scrolled
                answered = session.wait_for_answer(program.keys["line"], readout.begins, START_PATIENCE / 6)
                samples["answer"].append(answered * 1000)
        if not keys:
            _leave(session, program)
            return samples
        session.rest(10.0)
        samples["idle"].append(session.idle(IDLE_SECONDS))
        for what in PRESSES:
            if what in program.keys:
                _press(session, program, what, samples)
        if program.keys:
            _resize(session, program, samples)
        samples["exit"].append(_leave(session, program) * 1000)
        samples["memory"].append(session.memory)
    return samples


def _press(session: Session, program: Program, what: str, samples: Samples) -> None:
    _go_to_top(session, program)
    for keys in program.before.get(what, ()):
        session.press(keys, quiet=0.5)
    for _ in range(PRESSES[what]):
        reaction = session.press(program.keys[what])
        if reaction.seconds is None:
            break  # the text has ended
        _take(reaction, what, samples)
        if what == "end":
            _go_to_top(session, program)
    if what in program.after:
        session.press(program.after[what], quiet=0.5)


def _resize(session: Session, program: Program, samples: Samples) -> None:
    """In the midst of the text: back at its size, its words are to stand where they did, or a line beside."""
    for _ in range(3):
        session.press(program.keys["page"])
    words = {row: found[0] for row, line in enumerate(session.lines) if (found := A_FEW_WORDS.search(line))}
    for columns, lines in RESIZED:
        reaction = session.resize(columns, lines)
        if reaction.seconds is not None:
            _take(reaction, "resize", samples)
    lines = session.lines
    kept = [any(few in line for line in lines[max(0, row - 1) : row + 2]) for row, few in words.items()]
    samples["place kept"].append(float(sum(kept) > len(kept) / 2))


def _take(reaction: Reaction, what: str, samples: Samples) -> None:
    samples[what].append((reaction.seconds or 0) * 1000)
    samples[f"{what} CPU"].append(reaction.cpu * 1000)
    samples[f"{what} bytes"].append(reaction.size)


def _go_to_top(session: Session, program: Program) -> None:
    if "top" in program.keys:
        session.press(program.keys["top"])


def _leave(session: Session, program: Program) -> float:
    """From the top, where the next run begins: many programs open where they were left."""
    _go_to_top(session, program)
    return session.leave(program.leave)


def measure(
    programs: Sequence[Program],
    readout: Readout,
    folder: Path,
    rounds: int,
    with_keys: int,
    add: Callable[[Program, Samples], None],
) -> None:
    """Rounds of all programs, each round begun by another; keys are measured in the first rounds only.

    Each program has a home of its own, in which it has opened the text before.
    """
    chosen = [program for program in programs if readout.size <= program.most]
    homes = {program.name: folder / "homes" / program.name.replace(" ", "-") for program in chosen}
    for program in chosen:
        homes[program.name].mkdir(parents=True, exist_ok=True)
        _tell(f"{readout.name}: {program.name}, warm-up")
        warm_up(program, readout, homes[program.name])
    for number in range(rounds):
        turn = number % len(chosen)
        for program in [*chosen[turn:], *chosen[:turn]]:
            _tell(f"{readout.name}: {program.name}, {number + 1} of {rounds}")
            add(program, run(program, readout, homes[program.name], number < with_keys))


def _tell(what: str) -> None:
    print(f"\r\x1b[K{what}", end="", file=sys.stderr, flush=True)
