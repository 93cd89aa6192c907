"""A text cut into passages, each about one subject, and passages gathered into units that go on with it."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from briefing.analysis.page import Page
from briefing.comparison.cutting import Cutter
from briefing.comparison.records import Passage, Sign
from briefing.comparison.signs import PARTING, find_signs
from briefing.comparison.stems import stems
from briefing.comparison.weighing import OWN, is_about, is_main, total, weighed
from briefing.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from briefing.analysis.lexicon import Lexicon
    from briefing.model import Briefing

_NEW = 3.0
"""What a subject weighs that begins after "in this regard"."""
_PARTING = 2.0
_GOES_ON = 0.5
"""How much the passages count for a unit's subject that go on with it."""
_MOST = 6.0


@dataclass(slots=True)
class Unit:
    """Passages that follow each other and are about one subject."""

    passages: list[Passage]
    weights: dict[str, float] = field(default_factory=dict)
    """Of the keys of its signs."""
    head: dict[str, float] = field(default_factory=dict)
    """The same of its first passage alone."""
    total: float = 0.0
    """What its signs weigh together, a word that has several keys counted once."""
    stems: frozenset[str] = frozenset()

    @property
    def main(self) -> str:
        """The weightiest key; empty without one."""
        return max(self.weights, key=lambda key: (self.weights[key], key), default="")

    @property
    def length(self) -> int:
        return sum(passage.end - passage.start for passage in self.passages)


class Side:
    """One text of a comparison: its page, its passages, and its units."""

    def __init__(self, briefing: Briefing, lexicon: Lexicon, own: frozenset[str]) -> None:
        self.briefing = briefing
        self.own = own
        self.page = Page(briefing.text, lexicon, briefing.blocks)
        self._cutter = Cutter(self.page)
        self.signs = find_signs(self.page, briefing, own)
        self._told: frozenset[int] = frozenset()
        self.passages = tuple(self._passages())
        self.units = self._units()

    def find(self, folds: tuple[str, ...]) -> Span | None:
        """Where some words stand first, whatever their case."""
        words = self.page.words
        for at in self._places.get(folds[0], ()):
            if tuple(words.folds[at : at + len(folds)]) == folds:
                return Span(words.starts[at], words.ends[at + len(folds) - 1])
        return None

    def units_at(self, start: int, end: int) -> list[tuple[int, Unit]]:
        """The units that have words of a stretch of text, with their numbers."""
        return [
            (number, unit)
            for number, unit in enumerate(self.units)
            if unit.passages[0].start < end and start < unit.passages[-1].end
        ]

    def trimmed(self, span: Span) -> Span:
        """A span without the white space at its ends."""
        words = self.page.text[span.start : span.end]
        return Span(
            span.start + len(words) - len(words.lstrip()), span.end - len(words) + len(words.rstrip())
        )

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        places: dict[str, list[int]] = {}
        for at, word in enumerate(self.page.words.folds):
            places.setdefault(word, []).append(at)
        return places

    def _passages(self) -> Iterator[Passage]:
        starts = [sign.start for sign in self.signs]
        cues: dict[int, list[int]] = {}
        for statement in self.briefing.statements:
            cues.setdefault(statement.start, []).extend(cue.start for cue in statement.cues)
        self._told = frozenset(start for start, found in cues.items() if found)
        section = 0
        for number, sentence in enumerate(self.briefing.sentences):
            while (
                section + 1 < len(self.briefing.sections)
                and self.briefing.sections[section + 1].start <= sentence.start
            ):
                section += 1
            low, high = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
            signs = self.signs[low:high]
            told = cues.get(sentence.start, [])
            whole = Passage(sentence.start, sentence.end, number, section, tuple(signs))
            if self._is_parting(whole, said=bool(told)):
                # "agreed to meet again", whatever the words.
                parting = Sign(sentence.start, sentence.start, PARTING, _PARTING)
                yield replace(whole, signs=(parting, *signs))
            elif self._is_framed(whole, said=sentence.start in cues):
                yield replace(whole, framed=True)
            else:
                yield from self._cutter.parts(whole, sentence, signs, sorted(told))

    def _is_framed(self, passage: Passage, *, said: bool) -> bool:
        block = self.briefing.blocks[self.briefing.sentences[passage.sentence].block]
        if block.kind in ("heading", "furniture"):
            return True
        if not self.briefing.sections:
            return False
        section = self.briefing.sections[passage.section]
        kind = section.kind
        if kind == "furniture":
            return True
        if kind not in ("opening", "closing") or section.rule == "layout":
            # Where nothing is understood, the first paragraph is no more of an opening than another.
            return False
        first = passage.start <= section.start
        return not said or (kind == "opening" and first and not is_about(passage.signs))

    def _is_parting(self, passage: Passage, *, said: bool) -> bool:
        sections = self.briefing.sections
        closes = bool(sections) and sections[passage.section].kind == "closing"
        return closes and said and not is_about(passage.signs)

    def _units(self) -> list[Unit]:
        units: list[Unit] = []
        for passage in self.passages:
            if passage.framed:
                continue
            if units and self._goes_on(units[-1], passage):
                units[-1].passages.append(passage)
                for key, weight in weighed(passage.signs, _GOES_ON).items():
                    units[-1].weights[key] = units[-1].weights.get(key, 0.0) + weight
            else:
                weights = weighed(passage.signs)
                units.append(Unit([passage], dict(weights), weights))
        for unit in units:
            for key in unit.weights:
                unit.weights[key] = min(unit.weights[key], _MOST)
            unit.total = sum(
                total(passage.signs) * (1.0 if number == 0 else _GOES_ON)
                for number, passage in enumerate(unit.passages)
            )
            unit.stems = frozenset().union(
                *(stems(self.page, passage.start, passage.end, self.speaking) for passage in unit.passages)
            )
        return units

    @cached_property
    def speaking(self) -> frozenset[int]:
        """The words that name who meets and who speaks, and say nothing of what about."""
        speakers = {name for told in self.briefing.statements for name in told.speaker.split("; ")}
        opening = self.briefing.sections[0].end if self.briefing.sections else 0
        return frozenset(
            at
            for entity in self.briefing.entities
            if entity.id in self.own
            or entity.name in speakers
            or (
                entity.kind == "person"
                and entity.role
                and any(one.start < opening for one in entity.mentions)
            )
            for mention in entity.mentions
            for at in range(self.page.first_word_from(mention.start), self.page.first_word_from(mention.end))
        )

    def _goes_on(self, unit: Unit, passage: Passage) -> bool:
        before = unit.passages[-1]
        if passage.sentence == before.sentence:
            return False
        issues = self.page.lexicon.issues
        weights = weighed(passage.signs)
        own = {key: weight for key, weight in weights.items() if weight >= OWN}
        strong = {key for key in own if key not in issues or not issues[key].weak}
        near = passage.section == before.section or passage.sentence == before.sentence + 1
        common = [key for key in own if unit.head.get(key, 0) >= OWN]
        if near and any(is_main(key, own) and is_main(key, unit.head) for key in common):
            if any(key in issues and (not issues[key].weak or not strong) for key in common):
                return True
            # Of the same country, but something else of it.
            return not any(key in issues and own[key] >= _NEW for key in strong)
        if passage.sentence != before.sentence + 1:
            return False
        if self._is_kin(own, unit.head) and not self._answers(before, passage):
            return True
        opener, back = self._refers(passage)
        if opener:
            if any(is_main(key, own) for key in common):
                return True
            return max((own[key] for key in strong), default=0) < _NEW
        same = passage.section == before.section
        if same and self._is_given(passage):
            # Under one heading that stands in the file.
            return not any(own[key] >= _NEW for key in strong)
        if own and same and all(key in issues and issues[key].parent == "region" for key in own):
            return True
        if self._is_given(passage):
            return False
        return not own and (back or not self._says(passage) or self._has_pronoun(passage))

    def _is_kin(self, ours: Mapping[str, float], theirs: Mapping[str, float]) -> bool:
        """Whether a subject is what another one is at bottom: the situation in X and the war there."""
        table = self.page.lexicon.entries.get("issue", {})
        return any(
            table[one].get("kin") == other and is_main(one, weights) and is_main(other, more)
            for weights, more in ((ours, theirs), (theirs, ours))
            for one in weights
            if one in table
            for other in more
        )

    def _answers(self, before: Passage, passage: Passage) -> bool:
        """Whether the other side speaks than in the passage before."""
        sides = {self._side_at(before), self._side_at(passage)}
        return sides == {"issuer", "counterpart"}

    def _side_at(self, passage: Passage) -> str:
        start = self.briefing.sentences[passage.sentence].start
        return self._sides.get(start, "none")

    @cached_property
    def _sides(self) -> dict[int, str]:
        return {statement.start: statement.side for statement in self.briefing.statements}

    def _is_given(self, passage: Passage) -> bool:
        sections = self.briefing.sections
        return bool(sections) and sections[passage.section].rule == "given"

    def _refers(self, passage: Passage) -> tuple[bool, bool]:
        """Whether a passage begins "in this regard", and whether it points at what was said before."""
        page = self.page
        first = bisect_left(page.words.starts, passage.start)
        last = bisect_left(page.words.starts, passage.end)
        openers = page.lexicon.cues.every(page.words, first, min(first + 6, last))
        opener = any(match.value == "continuation" for match in openers)
        pointing = page.lexicon.words("points-back")
        return opener, not pointing.isdisjoint(page.words.folds[first:last])

    def _has_pronoun(self, passage: Passage) -> bool:
        return self.page.word(self.page.first_word_from(passage.start)) in ("he", "she", "they")

    def _says(self, passage: Passage) -> bool:
        return self.briefing.sentences[passage.sentence].start in self._told
