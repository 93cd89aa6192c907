"""How many faults put into the code that loses or deceives most are noticed by its tests.

    pip install mutmut
    python -m tests.benchmarks.mutants                      sixty faults a module, drawn by lot
    python -m tests.benchmarks.mutants --each 1000000       every one
    python -m tests.benchmarks.mutants printable matching   of these modules alone

The modules and the tests are named in pyproject.toml. Works in a copy, in which mutmut's own commands
(``show``, ``browse``) go on afterwards; a second call with ``--into`` the same folder takes over what was
changed since.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from random import Random

import pytest

ROOT = Path(__file__).parents[2]
NOTICED = ("killed", "timeout", "segfault")
LEAST = 85.0
"""Per cent, of each module."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The quick tests first: most faults are noticed by many tests, and one of them is enough.

    What was learnt before the fault was put in is forgotten.
    """
    for name, module in sys.modules.copy().items():
        if name.startswith("briefing.notes"):
            for value in vars(module).values():
                if hasattr(value, "cache_clear"):
                    value.cache_clear()
    known = Path("mutmut-stats.json")
    if known.exists():
        seconds = json.loads(known.read_text(encoding="utf-8"))["duration_by_test"]
        items.sort(key=lambda item: seconds.get(item.nodeid, 0.0))


def main() -> int:
    parser = argparse.ArgumentParser(description="Put faults into the code and see which the tests notice.")
    parser.add_argument("modules", nargs="*", help="the last part of their names; without any: all")
    parser.add_argument("--each", type=int, default=60, help="how many faults a module")
    parser.add_argument("--seed", type=int, default=20261127, help="of the lot by which they are drawn")
    parser.add_argument("--into", type=Path, help="the folder to work in")
    given = parser.parse_args()
    folder = given.into or Path(tempfile.mkdtemp(prefix="mutants-"))
    copy_into(folder)
    if not (folder / "mutants").is_dir():
        # Makes them all, and learns which tests go through which function.
        mutmut(folder, "run", "--max-children", "1", "briefing.printable.x_lines__mutmut_1")
    drawn: list[str] = []
    for module, names in made(folder).items():
        if not given.modules or module.rpartition(".")[2] in given.modules:
            drawn += Random(given.seed).sample(sorted(names), min(given.each, len(names)))
    mutmut(folder, "run", "--max-children", "1", *drawn)
    return told(folder, drawn)


def copy_into(folder: Path) -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, check=True, capture_output=True, text=True)
    for name in listed.stdout.splitlines():
        new, old = folder / name, ROOT / name
        if old.is_file() and (not new.exists() or new.read_bytes() != old.read_bytes()):
            new.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(old, new)


def mutmut(folder: Path, *words: str) -> None:
    program = Path(sys.executable).with_name("mutmut")
    subprocess.run([program, *words], cwd=folder, check=True, stdout=sys.stderr)


def statuses(folder: Path) -> dict[str, str]:
    words = [Path(sys.executable).with_name("mutmut"), "results", "--all", "True"]
    listed = subprocess.run(words, cwd=folder, check=True, capture_output=True, text=True)
    return dict(line.strip().split(": ", 1) for line in listed.stdout.splitlines() if ": " in line)


def made(folder: Path) -> dict[str, list[str]]:
    """The faults of each module, by its full name."""
    found: dict[str, list[str]] = {}
    for name in statuses(folder):
        found.setdefault(name.rpartition(".")[0], []).append(name)
    return found


def told(folder: Path, drawn: list[str]) -> int:
    """Print the figures, and what no test noticed; whether some module has too many of those."""
    became = statuses(folder)
    worst = 100.0
    for module, names in made(folder).items():
        counts = Counter(became[name] for name in names if name in drawn)
        if not counts:
            continue
        share = 100 * sum(counts[status] for status in NOTICED) / counts.total()
        worst = min(worst, share)
        rest = ", ".join(f"{count} {status}" for status, count in counts.items() if status not in NOTICED)
        print(f"{share:5.1f} % of {counts.total():3} {module}{rest and f': {rest}'}")
    for name in sorted(drawn):
        if became[name] not in NOTICED:
            print(f"  {became[name]}: {name}")
    print(f"They are in {folder}: 'mutmut show NAME' there shows one.")
    return int(worst < LEAST)


if __name__ == "__main__":
    sys.exit(main())
