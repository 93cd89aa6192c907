"""What a subject is called: by a name that the texts use, else by the issue's label, else by their words."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from briefing.comparison.signs import FOLLOW_UP
from briefing.comparison.stems import is_telling

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.comparison.passages import Side, Unit

_FOLLOW_UP = "Follow-up"
_OTHER = "Other matters"
_SECOND = 0.6
_MOST_WORDS = 4
_BOOST = {"country": 1.5, "dispute": 1.5, "project": 1.5, "place": 1.2, "event": 1.2, "document": 1.0, "organisation": 1.2}
_HAPPENING = 0.5


def name_of(sides: Sequence[tuple[Side, Sequence[Unit]]], keys: Counter[str]) -> str:
    """The name of a subject by what weighs most in it."""
    weights = {key: weight * _boost(sides[0][0], key) for key, weight in keys.items()}
    if any(key.startswith(("country:", "place:", "dispute:")) for key in weights):
        for key in weights:
            issue = sides[0][0].page.lexicon.issues.get(key)
            if issue is not None and issue.parent == "conflict":
                weights[key] *= _HAPPENING
    ranked = sorted(weights, key=lambda key: (-weights[key], key))
    if not ranked:
        return _words(sides)
    first = _label(sides, ranked[0])
    for key in ranked[1:2]:
        label = _label(sides, key)
        known = {*first.casefold().split()}
        if weights[key] >= _SECOND * weights[ranked[0]] and known.isdisjoint(label.casefold().split()) and " and " not in first + label:
            issue = sides[0][0].page.lexicon.issues.get(key)
            small = issue is not None and label[1:2].islower()
            return f"{first} and {label[0].lower() + label[1:] if small else label}"
    return first


def _boost(side: Side, key: str) -> float:
    issue = side.page.lexicon.issues.get(key)
    if issue is not None:
        return 1.0
    return _BOOST.get(key.partition(":")[0], 1.0)


def _label(sides: Sequence[tuple[Side, Sequence[Unit]]], key: str) -> str:
    if key == FOLLOW_UP:
        return _FOLLOW_UP
    issue = sides[0][0].page.lexicon.issues.get(key)
    if issue is not None:
        return issue.label
    if key.startswith("country:") and (name := sides[0][0].page.lexicon.country(key)):
        return name
    for side, _ in sides:
        for entity in side.briefing.entities:
            if entity.id == key:
                return " ".join(entity.name.split())
    return key.partition(":")[2].replace("-", " ").capitalize()


def _words(sides: Sequence[tuple[Side, Sequence[Unit]]]) -> str:
    """The first telling words of a subject that no lexicon knows, as the text has them."""
    for side, units in sides:
        for unit in units:
            for passage in unit.passages:
                page = side.page
                words = [at for at in range(page.first_word_from(passage.start), page.first_word_from(passage.end)) if is_telling(page, at) and at not in page.name_at]
                if words:
                    end = words[0]
                    while end + 1 in words and end - words[0] < _MOST_WORDS and page.gap(end + 1) == " ":
                        end += 1
                    phrase = " ".join(page.text[page.words.starts[words[0]] : page.words.ends[end]].split())
                    return phrase[0].upper() + phrase[1:]
    return _OTHER
