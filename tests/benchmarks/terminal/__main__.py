"""The command."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

from tests.benchmarks.terminal.measures import Samples, measure
from tests.benchmarks.terminal.programs import OURS, Program, found
from tests.benchmarks.terminal.readouts import TEXTS, readout
from tests.benchmarks.terminal.report import all_reached, page


def main() -> int:
    given = _arguments()
    every = found(given.installed.absolute(), [folder.absolute() for folder in given.peers])
    programs = [one for one in every if not given.only or one.name in given.only]
    samples: dict[str, dict[str, Samples]] = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
    if given.samples and given.samples.exists():
        for text, by_program in json.loads(given.samples.read_text(encoding="utf-8")).items():
            for name, taken in by_program.items():
                _add(samples[text][name], taken)
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="briefing-bench-") as own:
        folder = (given.folder or Path(own)).absolute()
        for text in given.texts:

            def add(program: Program, taken: Samples, text: str = text) -> None:
                _add(samples[text][program.name], taken)
                if given.samples:  # at once: who measures may lose patience
                    given.samples.write_text(json.dumps(samples), encoding="utf-8")

            measure(programs, readout(text, folder / "texts"), folder, given.rounds, given.keys, add)
    print("\r\x1b[K", end="", file=sys.stderr, flush=True)
    told = page(samples, {program.name: program.version for program in programs}, load)
    print(told)
    if given.page:
        given.page.write_text(told, encoding="utf-8")
    return 0 if all_reached(samples) else 1


def _add(all_of_them: Samples, more: Samples) -> None:
    for what, values in more.items():
        all_of_them[what] += values


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.terminal",
        description="Measure the installed program in a terminal, beside a bare Textual application,"
        " Textual's viewer of Markdown and what else is installed; exit status 1 if a goal is missed.",
    )
    parser.add_argument(
        "--installed", type=Path, metavar="FOLDER", default=Path(sys.executable).parent,
        help=f"where the commands {OURS} and python of one installation are; else beside this Python",
    )  # fmt: skip
    parser.add_argument(
        "--peers", type=Path, metavar="FOLDER", action="append", default=[],
        help="a folder with commands of other programs, beside PATH; may be given again",
    )  # fmt: skip
    parser.add_argument(
        "--texts", nargs="+", choices=TEXTS, default=TEXTS, metavar="TEXT", help=", ".join(TEXTS)
    )
    parser.add_argument("--only", nargs="+", metavar="PROGRAM", help="of the programs, these")
    parser.add_argument("--rounds", type=int, default=7, help="runs of each program on each text")
    parser.add_argument("--keys", type=int, default=2, help="in how many of them keys are pressed too")
    parser.add_argument(
        "--folder", type=Path, help="for texts and homes, kept for the next time; else they are thrown away"
    )
    parser.add_argument("--samples", type=Path, help="a file to which what was measured is added")
    parser.add_argument("--page", type=Path, help="a file for what is printed")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
