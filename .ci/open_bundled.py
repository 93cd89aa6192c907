"""Open every bundled briefing with an installed program: by its commands, and in a pseudo-terminal.

usage: open_bundled.py PROGRAM
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
import termios
import time

SECONDS = 30.0


def main(program: str) -> int:
    listed = subprocess.run([program, "list", "--json"], check=True, capture_output=True, text=True)
    briefings = json.loads(listed.stdout)
    assert briefings, "no briefing is bundled"
    for briefing in briefings:
        name = briefing["id"]
        plain = subprocess.run([program, "show", name, "--plain"], check=True, capture_output=True, text=True)
        words = briefing["title"].split()[0]
        assert words in plain.stdout, f"{name} prints no title"
        open_in_terminal(program, name, words)
        print(f"opened {name}: {len(plain.stdout.split())} words")
    print(f"{len(briefings)} passed, 0 failed")
    return 0


def open_in_terminal(program: str, name: str, words: str) -> None:
    """Start the reader, wait until it shows the words, press q, and wait until it ends."""
    process, terminal = pty.fork()
    if process == 0:
        os.environ["TERM"] = "xterm-256color"
        os.execv(program, [program, name])
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    shown = b""
    deadline = time.monotonic() + SECONDS
    while words.encode() not in shown:
        assert time.monotonic() < deadline, f"the reader does not show {name}: {shown[-500:]!r}"
        if select.select([terminal], [], [], 0.2)[0]:
            shown += os.read(terminal, 65536)
    os.write(terminal, b"q")
    while time.monotonic() < deadline:
        ready = select.select([terminal], [], [], 0.05)[0]
        try:
            if ready and not os.read(terminal, 65536):
                break
        except OSError:
            break
    ended, status = os.waitpid(process, 0)
    assert ended and os.waitstatus_to_exitcode(status) == 0, f"the reader left with {status}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
