"""The clipboard of the desktop, where a terminal's own may not be had."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_SECONDS = 2.0
_TOOLS = (
    ("TMUX", ("tmux", "load-buffer", "-w", "-")),
    ("WAYLAND_DISPLAY", ("wl-copy",)),
    ("DISPLAY", ("xclip", "-selection", "clipboard")),
    ("DISPLAY", ("xsel", "--clipboard", "--input")),
    ("", ("pbcopy",)),
)
"""Tools and the variable without which they have no clipboard to write to."""


def tool(environment: Mapping[str, str], which: Callable[[str], str | None]) -> tuple[str, ...] | None:
    """The command that takes a text for the clipboard from its standard input; None where there is none.

    Over SSH only tmux is asked, since another tool would write to the clipboard of the wrong machine.
    """
    remote = "SSH_CONNECTION" in environment or "SSH_TTY" in environment
    for variable, command in _TOOLS:
        if (not variable or environment.get(variable)) and which(command[0]):
            if remote and command[0] != "tmux":
                continue
            return command
    return None


def hand_over(text: str, command: tuple[str, ...]) -> bool:
    """Give a text to a tool; whether it took it. The tool may live on to serve the clipboard."""
    try:
        done = subprocess.run(
            command,
            input=text.encode("utf-8", "replace"),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
