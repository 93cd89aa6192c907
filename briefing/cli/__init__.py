"""The commands. Each imports what it needs when it runs, so that ``--help`` comes at once."""

from __future__ import annotations

import os
import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING

from briefing.errors import BriefingError, UnknownBriefing

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

INTERRUPTED = 130
PIPE_CLOSED = 141


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit status is 0 done, 1 the work found problems, 2 wrong use."""
    from briefing.cli import output

    output.make_tolerant()
    try:
        arguments = _arguments(sys.argv[1:] if argv is None else list(argv))
        status: int = arguments.run(arguments)
        sys.stdout.flush()
    except UnknownBriefing as error:
        output.tell(f"{error}{_meant(arguments)}")
        return 1
    except BriefingError as error:
        output.tell(str(error))
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Python flushes once more at its end, which must not complain either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    return status


def _arguments(argv: list[str]) -> Namespace | SimpleNamespace:
    """Arguments whose ``run`` is the command."""
    from briefing.cli import reading
    from briefing.cli.commands import COMMANDS

    if not argv or (len(argv) == 1 and not argv[0].startswith("-") and argv[0] not in COMMANDS):
        # The two commonest calls say nothing that has to be parsed, and the parser takes as long to load
        # as the text takes to be drawn.
        return SimpleNamespace(run=reading.open_reader, path=argv[0] if argv else None)
    from briefing.cli.parser import parse

    return parse(argv)


def _meant(arguments: Namespace | SimpleNamespace) -> str:
    """A hint for who asked for a briefing by what is nearly a command."""
    from difflib import get_close_matches

    from briefing.cli.commands import COMMANDS

    near = get_close_matches(str(getattr(arguments, "path", "")), COMMANDS, n=1, cutoff=0.7)
    return f" The command that is spelt most like it is '{near[0]}'." if near else ""
