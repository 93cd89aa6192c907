"""Reporting verbs: every form a lemma takes, spelled the American and the British way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

Tense = Literal["base", "third", "past", "gerund"]


@dataclass(frozen=True, slots=True)
class Verb:
    lemma: str
    act: str
    strength: int
    polarity: str
    frame: str
    """``plain`` verbs report by themselves; ``object`` verbs only with one of ``objects`` soon after them;
    ``deed`` verbs are acts done together (sign, launch) rather than sayings."""
    objects: frozenset[str]


@dataclass(frozen=True, slots=True)
class VerbForm:
    verb: Verb
    tenses: frozenset[Tense]


def verb_forms(entries: Mapping[str, Mapping[str, Any]]) -> dict[str, VerbForm]:
    """The verbs by every folded form."""
    found: dict[str, VerbForm] = {}
    for table in entries.values():
        lemma = str(table["name"])
        verb = Verb(
            lemma,
            str(table.get("act", "say")),
            int(table.get("strength", 1)),
            str(table.get("polarity", "neutral")),
            str(table.get("frame", "plain")),
            frozenset(table.get("objects", ())),
        )
        for form, tense in _inflected(lemma, table.get("past", ""), table.get("gerund", "")):
            known = found.get(form)
            tenses = frozenset({tense}) | (known.tenses if known and known.verb == verb else frozenset())
            found[form] = VerbForm(verb, tenses)
        for form in table.get("forms", ()):
            found[form] = VerbForm(verb, frozenset({"past"}))
    return found


def _inflected(lemma: str, past: str, gerund: str) -> list[tuple[str, Tense]]:
    forms: list[tuple[str, Tense]] = []
    for base in {lemma, _british(lemma)}:
        forms.append((base, "base"))
        forms.append((_third(base), "third"))
        forms.append((past or _past(base), "past"))
        forms.append((gerund or _gerund(base), "gerund"))
        if _doubles(base):
            forms += [(base + base[-1] + "ed", "past"), (base + base[-1] + "ing", "gerund")]
    return sorted(forms)


def _british(lemma: str) -> str:
    if lemma.endswith("ize"):
        return lemma[:-3] + "ise"
    return lemma[:-3] + "yse" if lemma.endswith("yze") else lemma


def _doubles(base: str) -> bool:
    """Whether British spelling doubles the last letter: "counselled", "focussed"."""
    single = len(base) > 4 and base[-2] in "aeou" and base[-3] not in "aeiou"
    return single and (base[-1] == "l" or base == "focus")


def _third(base: str) -> str:
    if base.endswith(("s", "sh", "ch", "x", "z", "o")):
        return base + "es"
    return base[:-1] + "ies" if base.endswith("y") and base[-2] not in "aeiou" else base + "s"


def _past(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    return base[:-1] + "ied" if base.endswith("y") and base[-2] not in "aeiou" else base + "ed"


def _gerund(base: str) -> str:
    return base[:-1] + "ing" if base.endswith("e") and not base.endswith("ee") else base + "ing"
