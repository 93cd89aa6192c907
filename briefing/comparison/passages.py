"""A text cut into passages, each about one subject, and passages gathered into units that go on with it."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from briefing.analysis.page import Page
from briefing.comparison.records import Passage, Sign
from briefing.comparison.signs import PARTING, find_signs
from briefing.comparison.stems import stems
from briefing.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from briefing.analysis.lexicon import Lexicon
    from briefing.model import Briefing, Sentence

_OWN = 1.5
"""What the signs of a subject weigh together at least."""
_LISTED = 2.0
"""What a sign weighs that is an item of a list."""
_NEW = 3.0
"""What a subject weighs that begins after "in this regard"."""
_MAIN = 0.5
_PARTING = 2.0
_FAR = 9
"""Words between the beginning of an item of a list and what it is about."""
_GOES_ON = 0.5
"""How much the passages count for a unit's subject that go on with it."""
_MOST = 6.0
_CLAUSE = frozenset(["that", "which", "who", "whose", "where", "whereby", "because", "since", "when"])
_PLACED = frozenset(["in", "of", "to", "for", "from", "against", "with", "within", "across", "between"])


@dataclass(slots=True)
class Unit:
    """Passages that follow each other and are about one subject."""

    passages: list[Passage]
    weights: Counter[str] = field(default_factory=Counter)
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
        return Span(span.start + len(words) - len(words.lstrip()), span.end - len(words) + len(words.rstrip()))

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
                yield from self._parts(whole, sentence, signs, sorted(told))

    def _is_framed(self, passage: Passage, *, said: bool) -> bool:
        block = self.briefing.blocks[self.briefing.sentences[passage.sentence].block]
        if block.kind in ("heading", "furniture"):
            return True
        if not self.briefing.sections:
            return False
        kind = self.briefing.sections[passage.section].kind
        if kind == "furniture":
            return True
        if kind not in ("opening", "closing"):
            return False
        first = passage.start <= self.briefing.sections[passage.section].start
        return not said or (kind == "opening" and first and not _is_about(passage.signs))

    def _is_parting(self, passage: Passage, *, said: bool) -> bool:
        sections = self.briefing.sections
        closes = bool(sections) and sections[passage.section].kind == "closing"
        return closes and said and not _is_about(passage.signs)

    def _parts(
        self, whole: Passage, sentence: Sentence, signs: Sequence[Sign], cues: list[int]
    ) -> Iterator[Passage]:
        if self._is_announced(sentence):
            yield whole
            return
        cuts = sorted({*self._cuts_at_cues(sentence, cues), *self._cuts_in_list(sentence, signs, cues)})
        parts: list[Passage] = []
        for start, end in pairwise([sentence.start, *cuts, sentence.end]):
            held = tuple(sign for sign in signs if start <= sign.start < end)
            part = replace(whole, start=start, end=end, signs=held)
            if parts and self._belong_together(parts[-1], part):
                before = parts[-1]
                parts[-1] = replace(before, end=end, signs=(*before.signs, *held))
            else:
                parts.append(part)
        yield from parts

    def _belong_together(self, one: Passage, other: Passage) -> bool:
        if not _is_about(one.signs) or not _is_about(other.signs) or _shares(one, other):
            return True
        # "regretted the situation in X and said that war could be avoided": where, and what happens there.
        return self._only_where(one) != self._only_where(other) and self._only_happens(one, other)

    def _only_where(self, passage: Passage) -> bool:
        return all(_is_place(sign) for sign in passage.signs if sign.weight >= _OWN)

    def _only_happens(self, one: Passage, other: Passage) -> bool:
        issues = self.page.lexicon.issues
        return all(
            _is_place(sign) or (sign.key in issues and issues[sign.key].parent == "conflict")
            for sign in (*one.signs, *other.signs)
            if sign.weight >= _OWN
        )

    def _is_announced(self, sentence: Sentence) -> bool:
        """ "On X, he said this and said that" is all about X."""
        at = bisect_left(self.page.words.starts, sentence.start)
        return self.page.word(at) in ("on", "regarding", "concerning") and any(
            "," in self.page.gap(near) for near in range(at + 1, at + 10)
        )

    def _cuts_at_cues(self, sentence: Sentence, cues: list[int]) -> Iterator[int]:
        """Where a second thing is said: "stressed X and called for Y"."""
        page = self.page
        first = page.first_word_from(sentence.start)
        # "Discussing X, the leaders agreed": both of X.
        opened = page.word(first).endswith("ing") and page.word(first) in page.lexicon.verbs
        for cue in cues[1 + opened :]:
            at = bisect_left(page.words.starts, cue)
            for near in range(at, max(at - 4, 0), -1):
                if page.words.starts[near] <= sentence.start:
                    break
                if page.word(near - 1) in ("and", "but", "while") or {",", ";"} & set(page.gap(near)):
                    joined = page.word(near - 1) in ("and", "but", "while")
                    cut = page.words.starts[near - joined]
                    if cut > sentence.start:
                        yield cut
                    break

    def _cuts_in_list(
        self, sentence: Sentence, signs: Sequence[Sign], cues: Sequence[int]
    ) -> Iterator[int]:
        """Where the next subject of a list begins: "discussed X, Y, as well as Z"."""
        page = self.page
        issues = page.lexicon.issues
        strong = [sign for sign in signs if sign.weight >= _OWN]
        verb = self._lists_after(sentence, cues)
        left = strong[0] if strong else None
        for right in strong[1:]:
            if left is None or left.key == right.key or right.start < left.end:
                continue
            if right.weight < _LISTED or (right.key in issues and issues[right.key].weak):
                # "bilateral relations and issues of mutual interest": nothing new.
                continue
            at = self._cut_between(left, right)
            left = right
            if at < 0:
                continue
            besides = page.word(at) == "as"
            if besides or verb <= page.words.starts[at] < self._clause_after(verb, sentence.end):
                yield page.words.starts[at]

    def _cut_between(self, left: Sign, right: Sign) -> int:
        """The word with which a new item begins between two signs; -1 for none."""
        page = self.page
        first, last = bisect_left(page.words.starts, left.end), bisect_left(page.words.starts, right.start)
        if not _CLAUSE.isdisjoint(page.words.folds[first:last]):
            return -1
        if _is_place(right) and not _is_place(left) and page.word(last - 1) in _PLACED:
            # "the crisis and the hunger in X": both are in X.
            return -1
        return self._joint(first, last)

    def _lists_after(self, sentence: Sentence, cues: Sequence[int]) -> int:
        """Where the list of what was discussed may begin; past the end where nothing is discussed."""
        page = self.page
        for cue in cues:
            form = page.lexicon.verbs.get(page.word(bisect_left(page.words.starts, cue)))
            if form is not None and form.verb.act == "discuss":
                return cue
        if not cues:
            # "The topic of the talks was X and Y."
            first, last = page.first_word_from(sentence.start), page.first_word_from(sentence.end)
            for at in range(first, last):
                if page.words.folds[at] in ("was", "were", "included"):
                    return page.words.starts[at]
        return sentence.end

    def _clause_after(self, start: int, end: int) -> int:
        """Where a clause begins in which items are not those of the list: "that X and Y are"."""
        page = self.page
        for at in range(page.first_word_from(start), page.first_word_from(end)):
            if page.words.folds[at] in ("that", "which", "who"):
                return page.words.starts[at]
        return end

    def _joint(self, first: int, last: int) -> int:
        """The "and", or the word after the comma, that parts two items; -1 without one, or where the item is
        but a word: "China and North Korea", "trade, energy and health"."""
        page = self.page
        for at in range(first, last):
            if page.word(at) == "as" and page.word(at + 1) == "well":
                return at
            if last - at > _FAR or last - at <= 1:
                continue
            if page.word(at) == "and" or {",", ";"} & set(page.gap(at)):
                return at
        return -1

    def _units(self) -> list[Unit]:
        units: list[Unit] = []
        for passage in self.passages:
            if passage.framed:
                continue
            if units and self._goes_on(units[-1], passage):
                units[-1].passages.append(passage)
                units[-1].weights.update(_weighed(passage.signs, _GOES_ON))
            else:
                weights = _weighed(passage.signs, 1.0)
                units.append(Unit([passage], Counter(weights), weights))
        for unit in units:
            for key in unit.weights:
                unit.weights[key] = min(unit.weights[key], _MOST)
            unit.total = sum(
                _total(passage.signs) * (1.0 if number == 0 else _GOES_ON)
                for number, passage in enumerate(unit.passages)
            )
            unit.stems = frozenset().union(
                *(
                    stems(self.page, passage.start, passage.end, self.speaking)
                    for passage in unit.passages
                )
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
            or (entity.kind == "person" and entity.role and any(one.start < opening for one in entity.mentions))
            for mention in entity.mentions
            for at in range(self.page.first_word_from(mention.start), self.page.first_word_from(mention.end))
        )

    def _goes_on(self, unit: Unit, passage: Passage) -> bool:
        before = unit.passages[-1]
        if passage.sentence == before.sentence:
            return False
        issues = self.page.lexicon.issues
        weights = _weighed(passage.signs, 1.0)
        own = {key: weight for key, weight in weights.items() if weight >= _OWN}
        strong = {key for key in own if key not in issues or not issues[key].weak}
        near = passage.section == before.section or passage.sentence == before.sentence + 1
        common = [key for key in own if unit.head.get(key, 0) >= _OWN]
        if near and any(_is_main(key, own) and _is_main(key, unit.head) for key in common):
            if any(key in issues and (not issues[key].weak or not strong) for key in common):
                return True
            # Of the same country, but something else of it.
            return not any(key in issues and own[key] >= _NEW for key in strong)
        if passage.sentence != before.sentence + 1:
            return False
        opener, back = self._refers(passage)
        if opener:
            if any(_is_main(key, own) for key in common):
                return True
            return max((own[key] for key in strong), default=0) < _NEW
        same = passage.section == before.section
        if same and self._is_given(passage):
            # Under one heading that stands in the file.
            return not any(own[key] >= _NEW for key in strong)
        if not strong and own and same:
            return True
        if self._is_given(passage):
            return False
        return not own and (back or not self._says(passage) or self._has_pronoun(passage))

    def _is_given(self, passage: Passage) -> bool:
        sections = self.briefing.sections
        return bool(sections) and sections[passage.section].rule == "given"

    def _refers(self, passage: Passage) -> tuple[bool, bool]:
        """Whether a passage begins "in this regard", and whether it points at what was said before."""
        page = self.page
        first = bisect_left(page.words.starts, passage.start)
        last = bisect_left(page.words.starts, passage.end)
        openers = [match for match in page.lexicon.cues.every(page.words, first, min(first + 6, last))]
        opener = any(match.value == "continuation" for match in openers)
        pointing = page.lexicon.words("points-back")
        return opener, not pointing.isdisjoint(page.words.folds[first:last])

    def _has_pronoun(self, passage: Passage) -> bool:
        return self.page.word(self.page.first_word_from(passage.start)) in ("he", "she", "they")

    def _says(self, passage: Passage) -> bool:
        return self.briefing.sentences[passage.sentence].start in self._told


def _weighed(signs: Sequence[Sign], factor: float) -> dict[str, float]:
    weights: dict[str, float] = {}
    for sign in signs:
        weights[sign.key] = weights.get(sign.key, 0.0) + sign.weight * factor
    return weights


def _total(signs: Sequence[Sign]) -> float:
    by_place: dict[int, float] = {}
    for sign in signs:
        by_place[sign.end] = max(by_place.get(sign.end, 0.0), sign.weight)
    return sum(by_place.values())


def _is_main(key: str, weights: Mapping[str, float]) -> bool:
    """Whether a subject is the weightiest, or nearly."""
    return weights.get(key, 0.0) >= _MAIN * max(weights.values())


def _is_about(signs: Sequence[Sign]) -> bool:
    return max(_weighed(signs, 1.0).values(), default=0.0) >= _OWN


def _shares(one: Passage, other: Passage) -> bool:
    """Whether two passages have a subject that is the weightiest of both, or nearly."""
    ours, theirs = _weighed(one.signs, 1.0), _weighed(other.signs, 1.0)
    return any(
        min(ours[key], theirs[key]) >= _OWN and _is_main(key, ours) and _is_main(key, theirs)
        for key in ours.keys() & theirs.keys()
    )


def _is_place(sign: Sign) -> bool:
    return sign.key.startswith(("country:", "place:"))
