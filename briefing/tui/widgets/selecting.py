"""What is selected in the text, by words, sentences, paragraphs and sections, or with the mouse."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefing.model import Span

if TYPE_CHECKING:
    from briefing.tui.widgets.position import Position

_WORD = re.compile(r"\S+")
_NEAR = 400
"""Characters in which the next word is looked for first."""


class Selecting:
    """A stretch of the text with a fixed and a free end; the free one moves."""

    def __init__(self) -> None:
        self._fixed = self._free = 0
        self._on = False

    @property
    def span(self) -> Span | None:
        """What is selected, never empty; None without a selection."""
        return Span(*sorted((self._fixed, self._free))) if self._on and self._fixed != self._free else None

    @property
    def free(self) -> int:
        """The code point at the end that moves, as one that is within the selection."""
        return self._free - 1 if self._free > self._fixed else self._free

    def take(self, span: Span | None) -> None:
        """Select a stretch; its end is free."""
        self._on = span is not None
        if span is not None:
            self._fixed, self._free = span.start, span.end

    def drag(self, start: int, end: int) -> None:
        """Select from one code point to another, which may stand before it."""
        self._fixed, self._free, self._on = start, end, True

    def swap(self) -> None:
        """Let the other end move."""
        self._fixed, self._free = self._free, self._fixed

    def widen(self, position: Position) -> None:
        """The sentence, then its paragraph, then nothing."""
        sentence, paragraph = position.current, position.paragraph
        if self.span is None:
            self.take(sentence if sentence.end else None)
        else:
            self.take(paragraph if self.span == sentence != paragraph else None)

    def move_by_word(self, words: int, text: str) -> None:
        """Move the free end over words; it never leaves the text, and stays a word from the fixed end."""
        for _ in range(abs(words)):
            free = _next_end(text, self._free) if words > 0 else _last_start(text, self._free)
            if free is None:
                return
            self._free = free
        self._settle(text)

    def move_by_sentence(self, sentences: int, position: Position) -> None:
        """Move the free end over sentences."""
        for _ in range(abs(sentences)):
            self._free = position.edge_of_sentence(self._free, 1 if sentences > 0 else -1)
        self._settle(position.page.briefing.text)

    def _settle(self, text: str) -> None:
        """Put the free end at the outer edge of a word, as the selection now lies."""
        if self._free < self._fixed:
            match = _WORD.search(text, self._free)
            self._free = match.start() if match else self._free
        elif self._free > self._fixed:
            while self._free > self._fixed and text[self._free - 1].isspace():
                self._free -= 1


def _next_end(text: str, at: int) -> int | None:
    match = _WORD.search(text, at)
    return match.end() if match else None


def _last_start(text: str, at: int) -> int | None:
    low = max(0, at - _NEAR)
    starts = [match.start() for match in _WORD.finditer(text, low, at)]
    return starts[-1] if starts else None
