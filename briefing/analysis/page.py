"""What every stage works on: the text, its view, words, blocks and sentences, and the lexicon."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from briefing.analysis.blocks import find_blocks
from briefing.analysis.sentences import find_sentences
from briefing.analysis.view import same_length_view, words_of

if TYPE_CHECKING:
    from briefing.analysis.lexicon import Lexicon, Name, Title
    from briefing.analysis.phrases import Match
    from briefing.model import Block


class Page:
    """A text laid open. Words are known by their index; ``sentence_of`` gives -1 for a word between
    sentences."""

    def __init__(self, text: str, lexicon: Lexicon, blocks: tuple[Block, ...] = ()) -> None:
        self.text = text
        self.lexicon = lexicon
        self.view = same_length_view(text)
        self.blocks = blocks or find_blocks(text, self.view)
        self.sentences = find_sentences(self.view, self.blocks)
        self.words = words_of(self.view)
        # Asked for hundreds of times a word.
        self.count = len(self.words)
        self._folds, self._gaps = self.words.folds, self.words.gaps
        self._capitals = [word[0].isupper() for word in self.words.words]
        self.capitals = [at for at, is_capital in enumerate(self._capitals) if is_capital]
        self.ranges = [
            (bisect_left(self.words.starts, one.start), bisect_left(self.words.starts, one.end))
            for one in self.sentences
        ]
        self.sentence_of = [-1] * len(self.words)
        for number, (first, last) in enumerate(self.ranges):
            self.sentence_of[first:last] = [number] * (last - first)
        self.names: list[Match[Name]] = lexicon.names.every(self.words)
        self.name_from: dict[int, Match[Name]] = {match.first: match for match in self.names}
        self.name_to: dict[int, Match[Name]] = {match.last: match for match in self.names}
        self.name_at = {at: match for match in self.names for at in range(match.first, match.last)}
        demonyms = [one for one in lexicon.demonyms.every(self.words) if one.first not in self.name_at]
        self.demonym_from: dict[int, Match[Name]] = {match.first: match for match in demonyms}
        self.demonym_to: dict[int, Match[Name]] = {match.last: match for match in demonyms}
        self.titles: list[Match[Title]] = lexicon.titles.every(self.words)
        self.title_from: dict[int, Match[Title]] = {match.first: match for match in self.titles}

    def word(self, position: int) -> str:
        """The folded word at a position; empty outside the text."""
        return self._folds[position] if 0 <= position < self.count else ""

    def gap(self, position: int) -> str:
        """What stands before a word, folded; a full stop outside the text."""
        return self._gaps[position] if 0 <= position < self.count else "."

    def is_capital(self, position: int) -> bool:
        return 0 <= position < self.count and self._capitals[position]

    def opens_sentence(self, position: int) -> bool:
        sentence = self.sentence_of[position]
        return sentence < 0 or self.ranges[sentence][0] == position

    def first_word_from(self, offset: int) -> int:
        """The index of the first word that starts at or after an offset."""
        return bisect_left(self.words.starts, offset)
