"""Notes as a table: comma-separated values after RFC 4180, a note a row.

Made for spreadsheets, as JSON is for programs. So it begins with a byte-order mark, without which Excel
reads the typographic quotes and dashes of a readout as another encoding's letters; and no cell is taken
for a formula, whoever wrote the words in it.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from typing import TYPE_CHECKING

from briefing.export.arrangement import entries, writable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefing.model import Briefing
    from briefing.notes import Notebook

COLUMNS = (
    "briefing",
    "date",
    "issuer",
    "parties",
    "section",
    "note id",
    "status",
    "quote",
    "text",
    "tags",
    "created",
    "source link",
)

_MARK = "\ufeff"
_FORMULA = "=+-@"
_SKIPPED = ("Z", "C")
"""Categories of white space, controls and invisible characters: a spreadsheet may pass over them."""


def as_csv(noted: Iterable[tuple[Briefing, Notebook]]) -> str:
    """The notes of some briefings, in the order of their texts, below a row of names."""
    table = io.StringIO(newline="")
    rows = csv.writer(table, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    for briefing, notebook in noted:
        rows.writerows([guarded(writable(cell)) for cell in row] for row in _rows(briefing, notebook))
    return _MARK + table.getvalue()


def guarded(cell: str) -> str:
    """A cell that is text for every spreadsheet: one that could begin a formula gets an apostrophe.

    One that has the apostrophe already gets another, so that all words can be told from their guard.
    """
    return f"'{cell}" if _is_dangerous(cell.lstrip("'")) else cell


def _is_dangerous(cell: str) -> bool:
    for character in cell:
        if character in "\t\r\n":
            return True
        if unicodedata.category(character)[0] not in _SKIPPED:
            # Full-width and small forms are folded into the plain ones, as spreadsheets do.
            return unicodedata.normalize("NFKC", character)[0] in _FORMULA
    return False


def _rows(briefing: Briefing, notebook: Notebook) -> Iterator[tuple[str, ...]]:
    for entry in entries(briefing, notebook):
        note = entry.note
        yield (
            briefing.id,
            briefing.date,
            briefing.issuer,
            "; ".join(briefing.parties),
            entry.heading,
            note.id,
            entry.status,
            note.quote,
            note.text,
            " ".join(note.tags),
            # Without the T, which spreadsheets do not take for a time.
            re.sub(r"^(\S{10})T", r"\1 ", note.created),
            entry.link,
        )
