"""What the commands print: data on standard output, sentences on standard error.

Neither harms a terminal."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable


def make_tolerant() -> None:
    """Half characters and narrow encodings must not stop a command in the middle of its output."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def write(text: str) -> None:
    """Data, exactly, into a pipe or a file; into a terminal without what a terminal would obey."""
    if sys.stdout.isatty():
        from briefing import printable

        text = printable.lines(text)
    sys.stdout.write(text)


def write_json(value: Any) -> None:  # noqa: ANN401 - whatever JSON can hold
    import json

    write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def write_rows(rows: Iterable[tuple[str, ...]]) -> None:
    """A row a line: in columns for eyes, parted by tabs for programs."""
    from briefing import printable

    cells = [[printable.line(" ".join(cell.split())) for cell in row] for row in rows]
    if not sys.stdout.isatty():
        write("".join("\t".join(row) + "\n" for row in cells))
        return
    from rich.cells import cell_len

    widths = [max(map(cell_len, column)) for column in zip(*cells, strict=True)]
    for row in cells:
        padded = [cell + " " * (width - cell_len(cell)) for cell, width in zip(row, widths, strict=True)]
        write("  ".join(padded).rstrip() + "\n")


def tell(message: str) -> None:
    """A sentence for the person at the terminal."""
    from briefing import printable

    print(f"briefing: {printable.line(message)}", file=sys.stderr)
