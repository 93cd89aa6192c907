"""What a person would see: a terminal's cells, and which bytes changed them."""

from __future__ import annotations

import codecs
import re

import pyte

APART = re.compile(
    r"\x1b(?:[P_^X](?:[^\x1b]|\x1b(?!\\))*\x1b\\"  # strings for the terminal itself
    r"|\[\?2026(?P<synchronised>[hl])"
    r"|\[(?P<count>\d*)(?P<of_lines>[STb])"
    r"|\[[<=>][0-?]*[ -/]*[@-~]"  # private: keyboards and the like
    r"|\[\?[0-?]*[ -/]*[@-HL-gi-km-~]"  # modes that are asked for or kept, for one
    r"|\[[0-?]+[ -/]+[@-~]"
    r"|\[[0-9;]*:[0-9;:]*m)"
)
"""What pyte does not know, or would take for something else."""

UNFINISHED = re.compile(r"\x1b(?:\[[0-?]*[ -/]*|[P_^X](?:[^\x1b]|\x1b(?!\\))*|)\Z")


class Cells(pyte.Screen):
    def scroll(self, lines: int) -> None:
        """Up by so many lines, or down if negative, within the margins, the cursor staying."""
        top, bottom = self.margins or (0, self.lines - 1)
        place = self.cursor.y
        for _ in range(min(abs(lines), bottom - top + 1)):
            self.cursor.y = bottom if lines > 0 else top
            (self.index if lines > 0 else self.reverse_index)()
        self.cursor.y = place


class Picture:
    """A terminal's screen. Of an update that is announced as one, nothing is seen before its end."""

    def __init__(self, columns: int, lines: int) -> None:
        self._cells = Cells(columns, lines)
        self._stream = pyte.Stream(self._cells)
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._rest = ""
        self._last = " "
        self._announced = False
        self._seen: list[tuple[pyte.screens.Char, ...]] = []
        self._look()

    @property
    def lines(self) -> list[str]:
        return ["".join(cell.data for cell in line) for line in self._seen]

    @property
    def cursor(self) -> tuple[int, int]:
        """Row and column, from 1."""
        return self._cells.cursor.y + 1, min(self._cells.cursor.x + 1, self._cells.columns)

    def resize(self, columns: int, lines: int) -> None:
        self._cells.resize(lines, columns)
        self._look()

    def feed(self, written: bytes) -> bool:
        """Whether a cell has changed for who looks at it."""
        text = self._rest + self._decode(written)
        unfinished = UNFINISHED.search(text)
        end = unfinished.start() if unfinished else len(text)
        text, self._rest = text[:end], text[end:]
        changed, begin = False, 0
        for apart in APART.finditer(text):
            self._draw(text[begin : apart.start()])
            begin = apart.end()
            if apart["synchronised"]:
                self._announced = apart["synchronised"] == "h"
                changed |= not self._announced and self._look()
            elif apart["of_lines"]:
                self._count(apart["of_lines"], int(apart["count"] or 1))
        self._draw(text[begin:])
        return (not self._announced and self._look()) or changed

    def _draw(self, text: str) -> None:
        if text:
            self._stream.feed(text)
            self._last = text[-1]

    def _count(self, what: str, count: int) -> None:
        if what == "b":  # the last letter so many times more
            self._draw(self._last * min(count, self._cells.columns))
        else:
            self._cells.scroll(count if what == "S" else -count)

    def _look(self) -> bool:
        columns, lines = self._cells.columns, self._cells.lines
        if len(self._seen) != lines or len(self._seen[0]) != columns:
            rows = set(range(lines))
            self._seen = [()] * lines
        else:
            rows = {row for row in self._cells.dirty if row < lines}
        self._cells.dirty.clear()
        changed = False
        for row in rows:
            line = self._cells.buffer[row]
            cells = tuple(line[column] for column in range(columns))
            if cells != self._seen[row]:
                self._seen[row] = cells
                changed = True
        return changed
