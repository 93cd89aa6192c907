"""Which units of one side are about what units of the other are about."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from briefing.comparison.signs import FOLLOW_UP

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from briefing.analysis.lexicon import Lexicon
    from briefing.comparison.passages import Unit

_ENOUGH = 0.27
"""The share of the lighter unit's signs that the other unit must have."""
_LEAST = 1.1
"""What the common signs must weigh, whatever the share."""
_NEAR = 0.8
"""Beside the best answer to a unit, one so good is an answer too."""
_WORD = 0.2
"""What a rare word tells that both have."""
_MOST_WORDS = 0.75
_ENOUGH_WORDS = 0.4
"""So much two units that have no subject of the lexicon in common must share in words."""
_RARE = 2
"""Units of a side that have a word for it to tell anything."""
_MOST_ALIKE = 100
"""Units with one key, or one word, that are asked."""
_SAME = 0.7
"""Of the words of two units, so many in common that it is the same sentence."""
_LIGHTEST = 2.0
_OF_ISSUES, _OF_NAMES = -0.25, -0.5
"""How quickly a subject tells less, the more units have it."""
_MAIN = 0.6
_STRONG = 3.0
"""What an issue weighs for a unit to be about it, and not only of the country."""
_APART = 0.2
"""How much a country counts where two units are about different issues in it."""
_WHERE = ("country:", "place:")
_PASSING = 0.5
"""How much relations in general count where one of two has a subject of its own."""


class Matching:
    """The subjects of two sides: groups of units, each with those of a and those of b."""

    def __init__(self, a: Sequence[Unit], b: Sequence[Unit], lexicon: Lexicon) -> None:
        self.a, self.b = a, b
        self._issues = lexicon.issues
        self._in_a, self._in_b = _counted(a), _counted(b)
        self._stems_a = Counter(stem for unit in a for stem in unit.stems)
        self._stems_b = Counter(stem for unit in b for stem in unit.stems)
        self._special = {id(unit): bool(unit.main) and not self._is_weak(unit.main) for unit in (*a, *b)}
        self._by_key = _indexed(b, lambda unit: unit.weights)
        self._by_stem = _indexed(b, lambda unit: unit.stems)
        self._strong = {id(unit): self._strong_issues(unit) for unit in (*a, *b)}
        self.groups = self._groups()

    def common(self, one: Unit, other: Unit) -> dict[str, float]:
        """The keys that two units share, with what each weighs for their being about the same."""
        shared = one.weights.keys() & other.weights.keys()
        passing = self._special[id(one)] != self._special[id(other)]
        apart = (
            bool(self._strong[id(one)]) and bool(self._strong[id(other)]) and shared.isdisjoint(self._issues)
        )
        return {
            key: min(one.weights[key], other.weights[key])
            * self._specific(key)
            * (_PASSING if passing and self._is_weak(key) else 1.0)
            # Two things of one country.
            * (_APART if apart and key.startswith(_WHERE) else 1.0)
            for key in sorted(shared)  # sums must not depend on the order of a set
        }

    def _strong_issues(self, unit: Unit) -> frozenset[str]:
        return frozenset(
            key for key, weight in unit.weights.items() if weight >= _STRONG and key in self._issues
        )

    def _is_weak(self, key: str) -> bool:
        return key in self._issues and self._issues[key].weak

    def score(self, one: Unit, other: Unit) -> float:
        common = sum(self.common(one, other).values())
        lighter = max(_LIGHTEST, min(one.total, other.total))
        words = self._words(one, other)
        if common < _LEAST and words < _ENOUGH_WORDS:
            return 0.0
        return common / lighter + words

    def _words(self, one: Unit, other: Unit) -> float:
        common = one.stems & other.stems
        if len(common) > _RARE and len(common) >= _SAME * max(len(one.stems), len(other.stems)):
            # The same sentence, however common its words.
            return _MOST_WORDS
        return min(_MOST_WORDS, sum(sorted(map(self._telling, common))))

    def _telling(self, stem: str) -> float:
        """What a word that both have tells: nothing when it stands everywhere."""
        units = self._stems_a[stem] * self._stems_b[stem]
        return _WORD / units if units <= _RARE * _RARE else 0.0

    def _specific(self, key: str) -> float:
        """Less for what many units have: a country that is spoken of everywhere tells little."""
        units = max(1, self._in_a[key]) * max(1, self._in_b[key])
        power = _OF_ISSUES if key in self._issues or key == FOLLOW_UP else _OF_NAMES
        return float(units**power)

    def _groups(self) -> list[tuple[list[int], list[int]]]:
        scores = {
            (i, j): score
            for i, one in enumerate(self.a)
            for j, other in self._candidates(one)
            if (score := self.score(one, other)) >= _ENOUGH
        }
        best_a: dict[int, float] = {}
        best_b: dict[int, float] = {}
        for (i, j), score in scores.items():
            best_a[i] = max(best_a.get(i, 0.0), score)
            best_b[j] = max(best_b.get(j, 0.0), score)
        links = [
            (i, j)
            for (i, j), score in scores.items()
            if score >= _NEAR * best_a[i] and score >= _NEAR * best_b[j]
        ]
        linked_a, linked_b = {i for i, _ in links}, {j for _, j in links}
        for (i, j), score in sorted(scores.items(), key=lambda one: -one[1]):
            # One more passage on what is already spoken of.
            alone = (i in linked_a) != (j in linked_b)
            if alone and score == (best_b[j] if i in linked_a else best_a[i]) and self._answers(i, j):
                links.append((i, j))
        return self._with_the_rest(_components(links))

    def _with_the_rest(self, groups: list[tuple[list[int], list[int]]]) -> list[tuple[list[int], list[int]]]:
        """Groups of one subject as one, with what else either side says of it: nobody is silent on what he
        speaks of."""
        subjects: dict[str, tuple[list[int], list[int]]] = {}
        for number, group in enumerate(groups):
            subject = self.subject(group) or f"#{number}"
            known = subjects.setdefault(subject, ([], []))
            for side in (0, 1):
                known[side].extend(group[side])
        for side, units in enumerate((self.a, self.b)):
            taken = {number for group in groups for number in group[side]}
            for number, unit in enumerate(units):
                if number not in taken and unit.main in subjects and self._is_of(unit):
                    subjects[unit.main][side].append(number)
        return sorted((sorted(a), sorted(b)) for a, b in subjects.values())

    def subject(self, group: tuple[Sequence[int], Sequence[int]]) -> str:
        """The key that weighs most in what the units of a group share; empty for words alone."""
        keys: dict[str, float] = {}
        for i in group[0]:
            for j in group[1]:
                add(keys, self.common(self.a[i], self.b[j]))
        return max(keys, key=lambda key: (keys[key], key), default="")

    def _is_of(self, unit: Unit) -> bool:
        """Whether a unit is about its weightiest key, and not about something else of that country."""
        return unit.main in self._issues or not any(
            weight >= _STRONG and key in self._issues for key, weight in unit.head.items()
        )

    def _answers(self, i: int, j: int) -> bool:
        """Whether two units begin with the same subject, or have many words of each other."""
        if self._words(self.a[i], self.b[j]) >= _ENOUGH_WORDS:
            return True
        one, other = self.a[i].head, self.b[j].head
        common = [
            key
            for key in one.keys() & other.keys()
            if one[key] >= _MAIN * max(one.values()) and other[key] >= _MAIN * max(other.values())
        ]
        if any(key in self._issues for key in common):
            return True
        # Of the same country, but not if different things of it.
        return bool(common) and not any(
            weight >= _STRONG and key in self._issues for key, weight in [*one.items(), *other.items()]
        )

    def _candidates(self, one: Unit) -> list[tuple[int, Unit]]:
        """The units of b that could be of the same subject; of very many with one key, the first."""
        by_key = {j for key in one.weights for j in self._by_key.get(key, ())}
        by_stem = Counter(j for stem in one.stems for j in self._by_stem.get(stem, ()))
        found = by_key | {j for j, count in by_stem.items() if count > _RARE}
        return [(j, self.b[j]) for j in sorted(found)]


def _indexed(units: Sequence[Unit], of: Callable[[Unit], Iterable[str]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for number, unit in enumerate(units):
        for name in of(unit):
            places = found.setdefault(name, [])
            if len(places) < _MOST_ALIKE:
                places.append(number)
    return found


_COUNTS = 1.5


def _counted(units: Sequence[Unit]) -> Counter[str]:
    return Counter(key for unit in units for key, weight in unit.weights.items() if weight >= _COUNTS)


def _components(links: Sequence[tuple[int, int]]) -> list[tuple[list[int], list[int]]]:
    parent: dict[tuple[str, int], tuple[str, int]] = {}

    def root(node: tuple[str, int]) -> tuple[str, int]:
        while parent.setdefault(node, node) != node:
            node = parent[node]
        return node

    for i, j in links:
        parent[root(("b", j))] = root(("a", i))
    groups: dict[tuple[str, int], tuple[list[int], list[int]]] = {}
    for node in sorted(parent):
        groups.setdefault(root(node), ([], []))[node[0] == "b"].append(node[1])
    return sorted(groups.values())


def add(weights: dict[str, float], more: Mapping[str, float]) -> None:
    """Add what keys weigh to what they weigh already."""
    for key, weight in more.items():
        weights[key] = weights.get(key, 0.0) + weight
