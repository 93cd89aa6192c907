"""What a subject is called: by the lexicon's names and issues, by the text's words where they tell more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.analysis.view import fold
from briefing.comparison.signs import FOLLOW_UP
from briefing.comparison.stems import is_telling, stem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from briefing.analysis.lexicon import Issue
    from briefing.comparison.passages import Side, Unit
    from briefing.comparison.records import Passage

_FOLLOW_UP = "Follow-up"
_OTHER = "Other matters"
_SECOND = 0.5
_MOST_WORDS = 5
_BOOST = {"country": 1.5, "dispute": 1.5, "project": 1.5, "place": 1.2, "event": 1.2, "document": 1.2}
_HAPPENING = 0.4
_TELLING = 2.0
_IN_GENERAL = ("region", "relations")
"""Families whose weak issues say less than the text's own words for them."""
_QUOTED = 2


class Naming:
    """Names subjects that one side mentions, or both."""

    def __init__(self, sides: Sequence[tuple[Side, Sequence[Unit]]]) -> None:
        self._sides = sides
        self._issues: Mapping[str, Issue] = sides[0][0].page.lexicon.issues

    def name(self, keys: Mapping[str, float]) -> str:
        """By what weighs most, and by what weighs nearly as much."""
        weights = self._weighed(keys)
        ranked = sorted(weights, key=lambda key: (-weights[key], key))
        if not ranked:
            return self._words()
        chosen = [ranked[0]]
        for key in ranked[1:]:
            if weights[key] >= _SECOND * weights[ranked[0]] and self._adds(key, chosen):
                chosen.append(key)
                break
        labels: dict[str, None] = {}
        for key in sorted(chosen, key=self._first_place):
            for label in self._labels(key, alone=len(chosen) == 1):
                labels.setdefault(label)
        return _joined([self._small(label) if n else label for n, label in enumerate(labels)])

    def _weighed(self, keys: Mapping[str, float]) -> dict[str, float]:
        weights = {
            key: weight * (1.0 if key in self._issues else _BOOST.get(key.partition(":")[0], 1.0))
            for key, weight in keys.items()
            if not key.startswith("acronym:")
        }
        if any(key.startswith(("country:", "dispute:")) for key in weights):
            # "Ukraine", not "Armed conflict": what happens there the text tells.
            for key in weights:
                if key in self._issues and self._issues[key].parent == "conflict":
                    weights[key] *= _HAPPENING
        return weights

    def _adds(self, key: str, chosen: Sequence[str]) -> bool:
        """Whether a second name says what the first does not."""
        first = {*" ".join(self._label(one) for one in chosen).casefold().split()}
        return first.isdisjoint(self._label(key).casefold().split())

    def _first_place(self, key: str) -> int:
        return min(
            (
                sign.start
                for _, units in self._sides[:1]
                for unit in units
                for passage in unit.passages
                for sign in passage.signs
                if sign.key == key
            ),
            default=0,
        )

    def _labels(self, key: str, *, alone: bool) -> list[str]:
        """Of a subject that one side alone mentions, the issue in its words beside the issue's own label."""
        label = self._label(key)
        issue = self._issues.get(key)
        if issue is None or len(self._sides) > 1:
            return [label]
        if issue.weak:
            return [self._own_words(key) or label] if issue.parent in _IN_GENERAL else [label]
        words = self._own_words(key) if alone else ""
        told = not words or not {*words.casefold().split()}.isdisjoint(label.casefold().split())
        return [label] if told else [words, label]

    def _own_words(self, key: str) -> str:
        """The weightiest words of the first text for an issue; empty for a word alone."""
        side, units = self._sides[0]
        signs = [sign for unit in units for passage in unit.passages for sign in passage.signs]
        best = max(
            (sign for sign in signs if sign.key == key and sign.weight >= _TELLING),
            key=lambda sign: sign.weight,
            default=None,
        )
        if best is None:
            return ""
        words = side.page.text[best.start : best.end].split()
        return " ".join([words[0][0].upper() + words[0][1:], *words[1:]]) if len(words) > 1 else ""

    def _label(self, key: str) -> str:
        if key == FOLLOW_UP:
            return _FOLLOW_UP
        if key in self._issues:
            return self._issues[key].label
        if key.startswith("country:") and (name := self._sides[0][0].page.lexicon.country(key)):
            return name
        for side, _ in self._sides:
            for entity in side.briefing.entities:
                if entity.id == key:
                    return " ".join(min(self._forms(entity.aliases) or (entity.name,), key=len).split())
        return key.partition(":")[2].replace("-", " ").capitalize()

    @staticmethod
    def _forms(aliases: Sequence[str]) -> list[str]:
        """The forms of a name that can stand alone in a heading: none with an article, or a single letter."""
        return [form for form in aliases if len(form) > 1 and not form[0].islower()]

    def _small(self, label: str) -> str:
        """A label within a heading: "Sanctions and armed conflict", but "Sanctions and Middle East"."""
        words = label.split()
        known = self._sides[0][0].page.lexicon.names.single(fold(words[0]))
        common = known is None and "-" not in words[0] and all(word.islower() for word in words[1:])
        is_issue = any(issue.label == label for issue in self._issues.values())
        return label[0].lower() + label[1:] if common and is_issue and words[0][1:].islower() else label

    def _words(self) -> str:
        """The telling words of a subject that no lexicon knows, as the text has them: those that both sides
        have, a quotation, or the first."""
        side, units = self._sides[0]
        shared = None
        if len(self._sides) > 1:
            shared = frozenset().union(*(unit.stems for unit in units)) & frozenset().union(
                *(unit.stems for unit in self._sides[1][1])
            )
        if shared is None and (heading := self._heading()):
            return heading
        runs = [
            run for unit in units for passage in unit.passages for run in self._runs(side, passage, shared)
        ]
        if not runs:
            return _OTHER
        best = max(runs, key=len) if shared is not None else runs[0]
        page = side.page
        phrase = " ".join(page.text[page.words.starts[best.start] : page.words.ends[best.stop - 1]].split())
        return phrase[0].upper() + phrase[1:]

    def _heading(self) -> str:
        """Of the section that a subject begins; empty where it is within one."""
        side, units = self._sides[0]
        first = units[0].passages[0]
        if not side.briefing.sections:
            return ""
        section = side.briefing.sections[first.section]
        alone = section.kind in ("issue", "outcome") and section.start <= first.start
        words = side.page.text[section.start : first.start]
        return " ".join(section.heading.split()) if alone and not words.strip() else ""

    def _runs(self, side: Side, passage: Passage, shared: frozenset[str] | None) -> Iterator[range]:
        """Words of a passage that follow each other and begin and end with a telling one."""
        page = side.page
        first, last = page.first_word_from(passage.start), page.first_word_from(passage.end)
        quoted = [at for at in range(first, last) if '"' in page.gap(at)]
        if shared is None and len(quoted) > 1 and quoted[1] - quoted[0] > _QUOTED:
            yield range(quoted[0], min(quoted[1], quoted[0] + _MOST_WORDS + 1))
        start = -1
        end = -1
        for at in range(first, last + 1):
            fits = at < last and at not in side.speaking and (start < 0 or page.gap(at) == " ")
            telling = fits and self._tells(side, at, shared)
            if start >= 0 and (not fits or at - start >= _MOST_WORDS or (shared is not None and not telling)):
                yield range(start, end + 1)
                start = -1
            if telling:
                start = at if start < 0 else start
                end = at

    @staticmethod
    def _tells(side: Side, at: int, shared: frozenset[str] | None) -> bool:
        page = side.page
        if shared is None:
            return is_telling(page, at)
        here = stem(page.words.folds[at])
        pairs = (f"{stem(page.word(at - 1))} {here}", f"{here} {stem(page.word(at + 1))}")
        return here in shared or any(pair in shared for pair in pairs)


def _joined(labels: Sequence[str]) -> str:
    """ "A and B", or "A and B, C" where an "and" stands in one of them."""
    return (", " if any(" and " in label for label in labels) else " and ").join(labels)
