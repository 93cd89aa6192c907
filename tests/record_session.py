"""Records a short session with the reader as an asciinema cast: ``python -m tests.record_session``.

The real program runs in a pseudo-terminal with a home of its own; keys are typed as the script below says.
``asciinema play tests/session.cast`` shows it.
"""

from __future__ import annotations

import fcntl
import json
import os
import pty
import select
import struct
import subprocess
import sys
import tempfile
import termios
import time
from pathlib import Path

CAST = Path(__file__).parent / "session.cast"
COLUMNS, LINES = 100, 26
READOUT = "pm-khan-president-putin-kremlin"

SCRIPT: tuple[tuple[str, float], ...] = (
    ("", 2.5),
    *(("]", 0.9),) * 2,
    ("/", 0.6),
    *((letter, 0.12) for letter in "afghan"),
    ("\r", 1.2),
    ("n", 1.2),
    ("v", 0.9),
    ("h", 0.4),
    ("a", 0.9),
    *((letter, 0.06) for letter in "As in May?"),
    ("\t", 0.5),
    *((letter, 0.1) for letter in "wording"),
    ("\x13", 1.5),
    ("]", 0.8),
    (".", 0.9),
    *((letter, 0.06) for letter in "Here too."),
    ("\x13", 1.4),
    ("i", 0.9),
    ("j", 0.5),
    ("\r", 1.2),
    ("M", 1.8),
    ("q", 0.8),
    ("\x1b", 0.6),
    ("q", 0.8),
)
"""Keys, and the seconds for which what they do is looked at."""


def main() -> int:
    with tempfile.TemporaryDirectory() as home:
        events = record(home)
    head = {"version": 2, "width": COLUMNS, "height": LINES, "env": {"TERM": "xterm-256color"}}
    lines = [
        json.dumps(head),
        *(json.dumps([round(at, 3), "o", text], ensure_ascii=False) for at, text in events),
    ]
    CAST.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{CAST.name}: {len(events)} events, {CAST.stat().st_size:,} bytes")
    return 0


def record(home: str) -> list[tuple[float, str]]:
    """What the terminal was sent, and when, in seconds from the first."""
    folders = {f"XDG_{kind}_HOME": f"{home}/{kind.lower()}" for kind in ("CONFIG", "DATA", "STATE", "CACHE")}
    environment = {**os.environ, **folders, "HOME": home, "TERM": "xterm-256color"}
    environment.pop("COLORTERM", None)
    program = [sys.executable, "-m", "briefing"]
    # Read before, so that the session does not begin with waiting for the analysis.
    subprocess.run([*program, "show", READOUT], env=environment, stdout=subprocess.DEVNULL, check=True)
    process, terminal = pty.fork()
    if process == 0:
        os.execve(sys.executable, [*program, READOUT], environment)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
    events: list[tuple[float, str]] = []
    begun = time.monotonic()
    for key, seconds in SCRIPT:
        os.write(terminal, key.encode())
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            if not select.select([terminal], [], [], left)[0]:
                break
            try:
                sent = os.read(terminal, 1 << 16)
            except OSError:  # the program has ended
                break
            events.append((time.monotonic() - begun, sent.decode("utf-8", "replace")))
    os.waitpid(process, 0)
    return events


if __name__ == "__main__":
    sys.exit(main())
