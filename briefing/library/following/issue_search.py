"""One issue in a whole library: which one a name means, and its sections, the newest first."""

from __future__ import annotations

import heapq
import json
from itertools import groupby
from typing import TYPE_CHECKING

from briefing.analysis.lexicon import NAME_KINDS, slug
from briefing.analysis.view import Words, same_length_view
from briefing.errors import UnknownName
from briefing.library.following import issues
from briefing.library.following.suggestions import meant, nearest
from briefing.library.index import tables
from briefing.library.index.filters import quoted
from briefing.library.index.shelved import bindable
from briefing.library.index.shelved import key as key_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefing.analysis.lexicon import Lexicon
    from briefing.library.following.issues import IssueView
    from briefing.library.following.readings import Readings


class IssueSearch:
    def __init__(self, readings: Readings, lexicon: Lexicon) -> None:
        self._readings = readings
        self._base = readings.base
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
            return plain, self._label(plain)
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

    def _named_by(self, words: str) -> tuple[str, str]:
        """The issue that words are about which name none by themselves."""
        entities = self._entities(words)
        if len(entities) == 1:
            return entities[0]
        own = issues.heading_key(words)
        named = {key: self._label(key) for key in sorted(issues.named_in(words, self._lexicon))}
        if len(named) == 1 and not next(iter(named)).startswith(issues.ISSUE):
            return next(iter(named.items()))
        if not named or next(self._sections(own), None) is not None:
            return own, words
        if len(named) > 1:
            told = ", ".join(f"{label} ({key})" for key, label in named.items())
            raise UnknownName(
                f"'{words}' names more than one issue: {told}; give the id of the one you mean."
            )
        return next(iter(named.items()))

    def _entities(self, name: str) -> list[tuple[str, str]]:
        """The entities of a name or an id that are in the heading of a section."""
        rows = self._base.execute(
            "SELECT e.id, (SELECT a.name FROM appearances a WHERE a.entity = e.number"
            " ORDER BY a.briefing DESC LIMIT 1) FROM entities e WHERE e.id = ?"
            " OR e.number IN (SELECT entity FROM forms WHERE key = ?) ORDER BY e.id",
            (bindable(name), key_of(bindable(name))),
        ).fetchall()
        return [(id_, shown) for id_, shown in rows if next(self._sections(id_), None) is not None]

    def _label(self, key: str) -> str:
        kind, _, rest = key.partition(":")
        if kind == "issue":
            return self._lexicon.issues[rest].label
        return str(self._lexicon.entries.get(kind, {}).get(rest, {}).get("name", rest))

    def _sections(self, key: str) -> Iterator[int]:
        """The numbers of the sections on an issue, the newest first."""
        ways: list[Iterable[tuple[int]]] = []
        if key.startswith(issues.ISSUE):
            ways.append(
                self._base.execute(
                    "SELECT section FROM subjects WHERE issue = (SELECT number FROM issues WHERE id = ?)"
                    " ORDER BY section DESC",
                    (key.removeprefix(issues.ISSUE),),
                )
            )
        forms = {quoted(form, begun=False) for form in self._forms(key) if slug(form)}
        if forms:
            ways.append(
                self._base.execute(
                    "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid DESC",
                    (f"heading : ({' OR '.join(sorted(forms))})",),
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
        rows = self._base.execute(
            "SELECT form FROM forms WHERE entity = (SELECT number FROM entities WHERE id = ?)",
            (bindable(key),),
        )
        known = [form for lists in ("aliases", "abbreviations") for form in table.get(lists, ())]
        return [str(table.get("name", "")), *known, *(form for (form,) in rows)]

    def _is_of(self, number: int, key: str) -> bool:
        briefing = number >> tables.SECTION_BITS
        row = self._base.execute(
            "SELECT s.heading, s.kind FROM sections s JOIN briefings b ON b.number = ?"
            f" WHERE s.number = ? AND {self._readings.shown}",
            (briefing, number),
        ).fetchone()
        if row is None:
            return False
        heading, kind = row
        weights: dict[str, int] = {}
        if not any(one.startswith(issues.ISSUE) for one in issues.named_in(heading, self._lexicon)):
            weights = self._weights(number)
        if key in issues.subjects(heading, kind, weights, self._lexicon):
            return True
        return issues.is_named(key, heading, kind, self._aliases(briefing, key))

    def _aliases(self, briefing: int, key: str) -> list[str]:
        """The names that an entity goes by in a briefing."""
        row = self._base.execute(
            "SELECT aliases FROM appearances WHERE entity = (SELECT number FROM entities WHERE id = ?)"
            " AND briefing = ?",
            (bindable(key), briefing),
        ).fetchone()
        return json.loads(row[0]) if row else []

    def _weights(self, number: int) -> dict[str, int]:
        rows = self._base.execute(
            # In this order, since subjects are found by their issue first.
            "SELECT i.id, s.weight FROM issues i"
            " CROSS JOIN subjects s ON s.issue = i.number AND s.section = ?",
            (number,),
        )
        return {issue: weight for issue, weight in rows if issue in self._lexicon.issues}

    def _headings(self) -> list[str]:
        rows = self._base.execute("SELECT DISTINCT heading FROM sections WHERE heading <> ''")
        labels = (issue.label for issue in self._lexicon.issues.values())
        return list(dict.fromkeys((*labels, *(heading for (heading,) in rows))))
