"""Figures of a reading against hand labels. All are between 0 and 1.

A label file is JSON: ``text`` (file name), ``sections`` (kind, heading, alt), ``sentences`` (start, end,
section, side, speaker, verbs) and ``entities`` (name, kind, aliases; mentions and role_mentions as pairs of
offsets).
"""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from briefing.model import Briefing

Labels = dict[str, Any]


def read_labels(path: Path) -> Labels:
    return json.loads(path.read_text(encoding="utf-8"))


def fold(name: str) -> str:
    words = re.findall(r"\w+", re.sub(r"[’']s\b", "", name.casefold()))
    return " ".join(words[1:] if words[:1] in (["the"], ["a"], ["an"]) else words)


@dataclass
class Counts:
    """Right ones, ones that the reading has, ones that the labels have."""

    right: int = 0
    read: int = 0
    labelled: int = 0

    def add(self, right: int, read: int, labelled: int) -> None:
        self.right += right
        self.read += read
        self.labelled += labelled

    def f1(self) -> float:
        total = self.read + self.labelled
        return 2 * self.right / total if total else 1.0


@dataclass
class Figures:
    """What several texts add up to: harmonic means of counts, shares of yes and no."""

    counts: dict[str, Counts] = field(default_factory=dict)
    shares: dict[str, list[float]] = field(default_factory=dict)

    def count(self, name: str, right: int, read: int, labelled: int) -> None:
        self.counts.setdefault(name, Counts()).add(right, read, labelled)

    def share(self, name: str, value: float) -> None:
        self.shares.setdefault(name, []).append(value)

    def result(self) -> dict[str, float]:
        found = {name: counts.f1() for name, counts in self.counts.items()}
        found |= {name: sum(values) / len(values) for name, values in self.shares.items()}
        return {name: round(value, 4) for name, value in sorted(found.items())}


def compare(figures: Figures, labels: Labels, briefing: Briefing) -> None:
    """Add one text to the figures."""
    _sections(figures, labels, briefing)
    pairs = _paired(labels["entities"], briefing)
    _entities(figures, labels, briefing, pairs)
    _roles(figures, labels, briefing, pairs)
    _statements(figures, labels, briefing)


def _section_at(briefing: Briefing, sentence: Labels) -> int:
    overlaps = [
        min(sentence["end"], section.end) - max(sentence["start"], section.start)
        for section in briefing.sections
    ]
    best = max(range(len(overlaps)), key=lambda number: overlaps[number], default=-1)
    return best if best >= 0 and overlaps[best] > 0 else -1


def _borders(numbers: list[int]) -> set[int]:
    return {at for at in range(1, len(numbers)) if numbers[at] != numbers[at - 1]}


def _sections(figures: Figures, labels: Labels, briefing: Briefing) -> None:
    wanted = [sentence["section"] for sentence in labels["sentences"]]
    got = [_section_at(briefing, sentence) for sentence in labels["sentences"]]
    want_borders, got_borders = _borders(wanted), _borders(got)
    figures.count("borders", len(want_borders & got_borders), len(got_borders), len(want_borders))
    for number, mine in zip(wanted, got, strict=True):
        kind = briefing.sections[mine].kind if mine >= 0 else ""
        figures.share("section kinds", labels["sections"][number]["kind"] == kind)
    for number, section in enumerate(labels["sections"]):
        if section["kind"] in ("issue", "outcome"):
            theirs = Counter(
                mine for want, mine in zip(wanted, got, strict=True) if want == number and mine >= 0
            )
            said = briefing.sections[theirs.most_common(1)[0][0]].heading if theirs else ""
            figures.share(
                "headings", max(_shared(said, one) for one in (section["heading"], *section.get("alt", [])))
            )


def _shared(first: str, second: str) -> float:
    mine, other = set(fold(first).split()), set(fold(second).split())
    return 2 * len(mine & other) / (len(mine) + len(other)) if mine and other else 0.0


def _paired(entities: list[Labels], briefing: Briefing) -> dict[int, int]:
    """Labelled entities and those found, one to one, those with most names in common first."""
    shared = []
    for number, entity in enumerate(entities):
        names = {fold(one) for one in (entity["name"], *entity["aliases"])}
        for other, found in enumerate(briefing.entities):
            common = names & {fold(one) for one in (found.name, *found.aliases)}
            if common:
                shared.append((len(common), max(map(len, common)), -number, -other))
    pairs: dict[int, int] = {}
    for _, _, number, other in sorted(shared, reverse=True):
        if -number not in pairs and -other not in pairs.values():
            pairs[-number] = -other
    return pairs


def _entities(figures: Figures, labels: Labels, briefing: Briefing, pairs: dict[int, int]) -> None:
    entities = labels["entities"]
    figures.count("entities", len(pairs), len(briefing.entities), len(entities))
    same = sum(entities[mine]["kind"] == briefing.entities[other].kind for mine, other in pairs.items())
    figures.count("entities of a kind", same, len(briefing.entities), len(entities))
    wanted = {tuple(span) for entity in entities for span in entity["mentions"]}
    got = {
        (one.start, one.end) for entity in briefing.entities for one in entity.mentions if one.form == "name"
    }
    figures.count("mentions", len(wanted & got), len(got), len(wanted))


def _roles(figures: Figures, labels: Labels, briefing: Briefing, pairs: dict[int, int]) -> None:
    got = {
        (one.start, one.end): number
        for number, entity in enumerate(briefing.entities)
        for one in entity.mentions
        if one.form == "role"
    }
    wanted = [
        (tuple(span), n) for n, entity in enumerate(labels["entities"]) for span in entity["role_mentions"]
    ]
    right = sum(span in got and got[span] == pairs.get(number) for span, number in wanted)
    figures.count("roles", right, len(got), len(wanted))


def _statements(figures: Figures, labels: Labels, briefing: Briefing) -> None:
    names = {entity["name"]: entity["aliases"] for entity in labels["entities"]}
    for sentence in labels["sentences"]:
        here = [
            one for one in briefing.statements if one.start < sentence["end"] and sentence["start"] < one.end
        ]
        if labels["sections"][sentence["section"]]["kind"] != "furniture":
            figures.share("sides", (here[0].side if here else "none") == sentence["side"])
        if sentence["side"] != "none" and sentence["speaker"]:
            known = {fold(one) for one in (sentence["speaker"], *names.get(sentence["speaker"], []))}
            figures.share("speakers", fold(here[0].speaker if here else "") in known)
        wanted = Counter(sentence["verbs"])
        got = Counter(verb for one in here for verb in one.verbs)
        figures.count("verbs", sum((wanted & got).values()), sum(got.values()), sum(wanted.values()))
