"""What was looked for in the other text, so that a silence can be checked by whoever doubts it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.analysis.view import Words, same_length_view
from briefing.comparison.records import Elsewhere
from briefing.comparison.stems import is_telling, stem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefing.comparison.passages import Side, Unit

_FORMS = 12
"""Of a subject's words at most, those of the text first."""
_PLAIN_WORDS = 6


def looked_for(
    units: Sequence[Unit], here: Side, there: Side
) -> tuple[tuple[str, ...], tuple[Elsewhere, ...]]:
    """The words of a subject that the other text has not, and those that it has about something else."""
    absent: list[str] = []
    elsewhere: list[Elsewhere] = []
    known: set[tuple[str, ...]] = set()
    for word in _words(units, here):
        folds = _folds(word)
        if not folds or folds in known:
            continue
        known.add(folds)
        place = there.find(folds)
        if place is None:
            absent.append(word)
        else:
            elsewhere.append(Elsewhere(word, place))
    return tuple(absent[:_FORMS]), tuple(elsewhere[:_FORMS])


def _folds(word: str) -> tuple[str, ...]:
    return tuple(Words(same_length_view(word)).folds)


def _words(units: Sequence[Unit], side: Side) -> Iterator[str]:
    """The text's own words first, then other words for the same; of a subject without any its plain ones."""
    page = side.page
    signs = [sign for unit in units for passage in unit.passages for sign in passage.signs if sign.weight]
    own = [" ".join(page.text[sign.start : sign.end].split()) for sign in signs]
    yield from own
    for key in dict.fromkeys(unit.main for unit in units if unit.main):
        yield from _other_words(key, {stem(fold) for word in own for fold in _folds(word)}, side)
    if not signs:
        for unit in units:
            yield from _plain_words(side, unit)


def _other_words(key: str, stems: set[str], side: Side) -> Iterator[str]:
    """Other names of a thing; of an issue the words that are kin to those of the text or to its label."""
    entries = side.page.lexicon.entries
    kind, _, name = key.partition(":")
    if key in side.page.lexicon.issues:
        table = entries["issue"][key]
        kin = stems | {stem(fold) for fold in _folds(table["name"])}
        for word, weight in table.get("keywords", {}).items():
            if weight > 1 and any(stem(fold) in kin for fold in _folds(word)):
                yield word
    elif name in entries.get(kind, {}):
        table = entries[kind][name]
        yield from (table["name"], *table.get("aliases", ()), *table.get("abbreviations", ()))


def _plain_words(side: Side, unit: Unit) -> list[str]:
    page = side.page
    found: list[str] = []
    for passage in unit.passages:
        first, last = page.first_word_from(passage.start), page.first_word_from(passage.end)
        found += [
            page.words.words[at]
            for at in range(first, last)
            if is_telling(page, at) and at not in side.speaking
        ]
    return found[:_PLAIN_WORDS]
