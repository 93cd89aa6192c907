"""Memory and CPU time of a process and its descendants, as Linux counts them."""

from __future__ import annotations

import re
import time
from contextlib import suppress
from pathlib import Path

MEGABYTE = 1 << 20


def tree(process: int) -> list[int]:
    """The process and all that descend from it."""
    found = [process]
    for one in found:
        with suppress(OSError):
            for thread in Path(f"/proc/{one}/task").iterdir():
                found += [int(child) for child in (thread / "children").read_text().split()]
    return found


def memory(process: int) -> float:
    """Megabytes resident now, of all together; of a process alone the most that it ever had."""
    sizes = [_sizes(one) for one in tree(process)]
    together = sum(now for now, _ in sizes)
    return max(together, sizes[0][1]) * 1024 / MEGABYTE


def _sizes(process: int) -> tuple[int, int]:
    """Kilobytes resident now, and at most."""
    with suppress(OSError):
        status = Path(f"/proc/{process}/status").read_text()
        found = dict(re.findall(r"^(VmRSS|VmHWM):\s+(\d+)", status, re.MULTILINE))
        return int(found.get("VmRSS", 0)), int(found.get("VmHWM", 0))
    return 0, 0


def at_work(process: int) -> bool:
    """Whether one of them computes, or waits for its turn to, or for the disk."""
    return any(_state(one) in "RD" for one in _threads(process))


def _threads(process: int) -> list[Path]:
    found: list[Path] = []
    for one in tree(process):
        with suppress(OSError):
            found += Path(f"/proc/{one}/task").iterdir()
    return found


def _state(thread: Path) -> str:
    """As the letter of proc(5); of one that has ended, the letter of that."""
    with suppress(OSError):
        return (thread / "stat").read_text().rpartition(")")[2].split()[0]
    return "X"


def cpu_seconds(process: int) -> float:
    """Of those that live, to the nanosecond: an idle program uses less than a tick of the clock."""
    return sum(cpu_seconds_alone(one) for one in tree(process))


def cpu_seconds_alone(process: int) -> float:
    """Without its descendants; quick to ask."""
    with suppress(OSError):
        # The number of another process's CPU clock, as clock_getcpuclockid(3) makes it.
        return time.clock_gettime((~process << 3) | 2)
    return 0.0
