"""One issue in a whole library: which one a name means, and its sections, the newest first."""

from __future__ import annotations

import heapq
from itertools import groupby
from typing import TYPE_CHECKING

from briefing.analysis.lexicon import NAME_KINDS, slug
from briefing.analysis.view import Words, same_length_view
from briefing.errors import UnknownName
from briefing.library import issues
from briefing.library.index import tables
from briefing.library.index.filters import quoted
from briefing.library.suggestions import meant, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefing.analysis.lexicon import Lexicon
    from briefing.library.issues import IssueView
    from briefing.library.readings import Readings


class IssueSearch:
    def __init__(self, readings: Readings, lexicon: Lexicon) -> None:
        self._readings = readings
        self._lexicon = lexicon

    def view(self, name: str, limit: int = 0) -> IssueView:
        """An issue by its name, its id, a word for it or a heading. Raises UnknownName."""
        key, shown = self._meant(name)
        numbers = self._sections(key)
        found: list[int] = []
        complete = True
        for number in numbers:
            if limit and len(found) == limit:
                complete = False
                break
            found.append(number)
        if not found:
            raise UnknownName(f"No readout has a section on '{name}'{meant(nearest(name, self._headings()))}")
        rows = []
        for briefing, sections in groupby(found, lambda number: number >> tables.SECTION_BITS):
            reading = self._readings.briefing(briefing)
            first, _ = tables.sections_of(briefing)
            rows += [issues.treatment(reading, number - first) for number in sections]
        return issues.viewed(key, shown, rows, complete)

    def _meant(self, name: str) -> tuple[str, str]:
        """The key of the issue that a name means, and what that is called."""
        lexicon, plain = self._lexicon, " ".join(name.split())
        kind, _, rest = plain.partition(":")
        for key, known in lexicon.issues.items():
            if plain in (key, issues.ISSUE + key) or slug(plain) == slug(known.label):
                return issues.ISSUE + key, known.label
        if kind in NAME_KINDS and rest in lexicon.entries.get(kind, {}):
            return plain, str(lexicon.entries[kind][rest]["name"])
        if plain.startswith(issues.HEADING):
            return plain, rest
        for form in (plain, plain.title()):
            words = Words(same_length_view(form))
            for match in lexicon.names.every(words):
                if match.last - match.first == len(words):
                    return match.value.id, match.value.name
            for keyword in lexicon.keywords.every(words):
                if keyword.last - keyword.first == len(words):
                    issue = keyword.value.issue
                    return issues.ISSUE + issue, lexicon.issues[issue].label
        return self._named_by(plain)

    def _named_by(self, heading: str) -> tuple[str, str]:
        """The issue of the sections that have such a heading."""
        named = {key: self._label(key) for key in sorted(issues.named_in(heading, self._lexicon))}
        if len(named) > 1:
            told = ", ".join(f"{label} ({key})" for key, label in named.items())
            raise UnknownName(
                f"'{heading}' names more than one issue: {told}; give the id of the one you mean."
            )
        return next(iter(named.items()), (issues.heading_key(heading), heading))

    def _label(self, key: str) -> str:
        kind, _, rest = key.partition(":")
        if kind == "issue":
            return self._lexicon.issues[rest].label
        return str(self._lexicon.entries.get(kind, {}).get(rest, {}).get("name", rest))

    def _sections(self, key: str) -> Iterator[int]:
        """The numbers of the sections on an issue, the newest first."""
        base = self._readings.base
        ways: list[Iterable[tuple[int]]] = []
        if key.startswith(issues.ISSUE):
            ways.append(
                base.execute(
                    "SELECT section FROM subjects WHERE issue = (SELECT number FROM issues WHERE id = ?)"
                    " ORDER BY section DESC",
                    (key.removeprefix(issues.ISSUE),),
                )
            )
        forms = [quoted(form, begun=False) for form in self._forms(key) if slug(form)]
        if forms:
            ways.append(
                base.execute(
                    "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid DESC",
                    (f"heading : ({' OR '.join(forms)})",),
                )
            )
        for number, _ in groupby(heapq.merge(*ways, reverse=True)):
            if self._is_of(number[0], key):
                yield number[0]

    def _forms(self, key: str) -> list[str]:
        """The words of which a heading has some when it names an issue."""
        kind, _, rest = key.partition(":")
        if kind == "heading":
            return [rest.replace("-", " ")]
        table = self._lexicon.entries.get(kind, {}).get(rest, {})
        if kind == "issue":
            return [str(table.get("name", "")), *table.get("keywords", {})]
        lists = ("aliases", "abbreviations")
        return [str(table.get("name", "")), *(form for field in lists for form in table.get(field, ()))]

    def _is_of(self, number: int, key: str) -> bool:
        row = self._readings.base.execute(
            "SELECT s.heading, s.kind FROM sections s"
            f" JOIN briefings b ON b.number = s.number >> {tables.SECTION_BITS}"
            f" WHERE s.number = ? AND {self._readings.shown}",
            (number,),
        ).fetchone()
        if row is None:
            return False
        heading, kind = row
        weights: dict[str, int] = {}
        if not any(one.startswith(issues.ISSUE) for one in issues.named_in(heading, self._lexicon)):
            weights = self._weights(number)
        return key in issues.subjects(heading, kind, weights, self._lexicon)

    def _weights(self, number: int) -> dict[str, int]:
        rows = self._readings.base.execute(
            # In this order, since subjects are found by their issue first.
            "SELECT i.id, s.weight FROM issues i"
            " CROSS JOIN subjects s ON s.issue = i.number AND s.section = ?",
            (number,),
        )
        return {issue: weight for issue, weight in rows if issue in self._lexicon.issues}

    def _headings(self) -> list[str]:
        rows = self._readings.base.execute("SELECT DISTINCT heading FROM sections WHERE heading <> ''")
        labels = (issue.label for issue in self._lexicon.issues.values())
        return list(dict.fromkeys((*labels, *(heading for (heading,) in rows))))
