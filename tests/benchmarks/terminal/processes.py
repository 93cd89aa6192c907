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


def cpu_seconds(process: int) -> float:
    """Of those that live, to the nanosecond: an idle program uses less than a tick of the clock."""
    taken = 0.0
    for one in tree(process):
        with suppress(OSError):
            # The number of another process's CPU clock, as clock_getcpuclockid(3) makes it.
            taken += time.clock_gettime((~one << 3) | 2)
    return taken
