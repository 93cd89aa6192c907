"""The reader's own editor, in the same terminal."""

from __future__ import annotations

import asyncio
import os
import shlex
import signal
import subprocess
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from briefing import files
from briefing.errors import FileError
from briefing.tui import signals

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from briefing.tui.app import BriefingApp

_PLUS_LINE = frozenset(
    ("vi", "vim", "nvim", "view", "gvim", "ex", "nano", "pico", "emacs", "emacsclient", "jed", "joe", "kak")
)
"""Those that take ``+LINE`` before the file."""
_COLON_LINE = frozenset(("hx", "helix", "subl", "zed"))
_GO_TO = frozenset(("code", "codium", "code-insiders"))
_PAUSE = 0.2
"""Seconds after which an interrupt ends the reader again."""

_WAITS = {"code": "--wait", "codium": "--wait", "code-insiders": "--wait", "subl": "--wait", "zed": "--wait"}


def editor(environment: Mapping[str, str], path: Path, line: int) -> list[str]:
    """The command of VISUAL or EDITOR, else vi, that opens a file at a line, from 1.

    Raises FileError for a variable that is no command.
    """
    named = environment.get("VISUAL") or environment.get("EDITOR") or "vi"
    try:
        command = shlex.split(named)
    except ValueError as error:
        raise FileError(
            f"The editor {named!r} is no command: {error}; set VISUAL or EDITOR to one, to vim for example."
        ) from error
    if not command:
        raise FileError("VISUAL and EDITOR name no editor; set one of them, to vim for example.")
    name = os.path.basename(command[0])
    file = os.path.abspath(path)
    if name in _WAITS and _WAITS[name] not in command:
        command.append(_WAITS[name])
    if name in _PLUS_LINE:
        return [*command, f"+{line}", file]
    if name in _COLON_LINE:
        return [*command, f"{file}:{line}"]
    if name in _GO_TO:
        return [*command, "--goto", f"{file}:{line}"]
    return [*command, file]


def edit(app: BriefingApp, path: Path, line: int) -> None:
    """Hand the terminal over until the editor ends. Raises FileError where it cannot be started."""
    command = editor(os.environ, path, line)
    try:
        with app.suspend():
            # An interrupt is the editor's now. A handler, unlike ignoring, is not inherited by it.
            loop = asyncio.get_running_loop()
            loop.remove_signal_handler(signal.SIGINT)
            signal.signal(signal.SIGINT, lambda *_: None)
            try:
                subprocess.run(command, check=False)
            finally:
                # An interrupt from meanwhile waits in the loop, which must first find that nobody listens.
                loop.call_later(_PAUSE, signals.listen, app)
    except SuspendNotSupported as error:
        raise FileError(
            f"This terminal cannot be handed over; open {files.shown(path)} in another one."
        ) from error
    except OSError as error:
        raise FileError(
            f"The editor {command[0]!r} cannot be started: {error.strerror}; set VISUAL or EDITOR to another."
        ) from error
