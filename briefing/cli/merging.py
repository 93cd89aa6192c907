"""notes merge: what git calls to join two branches' notes."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from briefing.cli import output

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

FAILED = 129
"""To git, up to 128 is a file with conflicts marked in it, and anything above is no merge."""

_DESCRIPTION = f"""\
Join two sides' changes of a notes file, note by note, and write the result into OURS. Notes that
either side added are kept, and so is what only one side changed. Where both changed the same field
of a note, both are put between the marks of a conflict, for you to choose. Exit status: 0 joined,
1 with conflicts, {FAILED} not done.

To let git do so:

  git config merge.briefing-notes.driver "briefing notes merge %O %A %B"
  echo '*.notes.md merge=briefing-notes' >> .gitattributes
"""


def add_act(acts: Any, common: ArgumentParser) -> None:  # noqa: ANN401 - a private class of argparse
    one = acts.add_parser(
        "merge",
        parents=[common],
        help="join two branches' notes, for git",
        description=_DESCRIPTION,
        example="briefing notes merge --stdout old.notes.md mine.notes.md theirs.notes.md",
    )
    one.add_argument("base", metavar="BASE", help="the file as both sides had it; may be empty or missing")
    one.add_argument("ours", metavar="OURS", help="the file of this side, which is given the result")
    one.add_argument("theirs", metavar="THEIRS", help="the file of the other side")
    one.add_argument("-p", "--stdout", action="store_true", help="print the result, and leave OURS as it is")
    one.set_defaults(run=merge)


def merge(arguments: Namespace) -> int:
    from briefing import files
    from briefing.errors import FileError
    from briefing.notes.merging import merged

    try:
        base = files.read_if_there(arguments.base) or b""
        ours, theirs = files.read(arguments.ours), files.read(arguments.theirs)
        found = merged(base, ours, theirs)
        if arguments.stdout:
            _print(found.data)
        elif found.data != ours:
            files.save(arguments.ours, found.data, files.digest(ours))
    except FileError as error:
        output.tell(str(error))
        return FAILED
    for sentence in (*found.conflicts, *found.remarks):
        output.tell(sentence)
    return 1 if found.conflicts else 0


def _print(data: bytes) -> None:
    """To a program byte for byte, whatever the bytes are."""
    if sys.stdout.isatty():
        output.write(data.decode("utf-8", "replace"))
    else:
        sys.stdout.buffer.write(data)
