"""The commands. Each imports what it needs when it runs, so that ``--help`` comes at once."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from briefing.errors import BriefingError

if TYPE_CHECKING:
    from collections.abc import Sequence

INTERRUPTED = 130
PIPE_CLOSED = 141


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit status is 0 done, 1 the work found problems, 2 wrong use."""
    from briefing.cli import output
    from briefing.cli.parser import parse

    output.make_tolerant()
    try:
        arguments = parse(sys.argv[1:] if argv is None else list(argv))
        status: int = arguments.run(arguments)
        sys.stdout.flush()
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
