"""What the analysis knows about the world: names, titles, verbs, cues and issues, read from TOML tables.

A file holds tables ``[kind.id]`` and may hold ``remove = ["kind.id", ...]``. Tables are merged in order: of
an entry that comes again, single values are replaced and lists grow; ``remove`` takes effect before the
file's own entries.
"""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from briefing.analysis.phrases import Phrases
from briefing.analysis.verbs import VerbForm, verb_forms
from briefing.analysis.view import fold
from briefing.errors import LexiconError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

NAME_KINDS = (
    "country",
    "place",
    "organisation",
    "document",
    "project",
    "event",
    "dispute",
    "person",
    "group",
)
KINDS = (*NAME_KINDS, "issue", "verb", "title", "cue")

_LISTS = (
    "aliases", "abbreviations", "demonyms", "capital_aliases", "metonyms", "parties", "forms",
    "objects", "members",
)  # fmt: skip
_TEXTS = ("name", "capital", "country", "type", "act", "polarity", "class", "kind", "parent", "frame")
_FLAGS = ("hidden", "weak", "metonym")


@dataclass(frozen=True, slots=True)
class Name:
    """What a name in a text stands for."""

    id: str
    """``country:PK``, as in ``Entity.id``."""
    kind: str
    name: str
    country: str = ""
    """The id of the country of a place, a capital or an adjective."""
    government: bool = False
    """Whether the name may stand for a government, as a capital's does."""
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Title:
    """An office, rank or honorific before a name or in its place."""

    id: str
    name: str
    office: str
    """Its class: ``head of state``, ``foreign minister``, ``honorific`` and so on."""


@dataclass(frozen=True, slots=True)
class Keyword:
    """A word or phrase that speaks for an issue."""

    issue: str
    weight: int


@dataclass(frozen=True, slots=True)
class Issue:
    id: str
    label: str
    parent: str
    """The family of the issue; neighbours in a family are less of a new subject."""
    weak: bool
    """Whether the issue names a section only when nothing more telling is there ("bilateral relations")."""


class Lexicon:
    """Merged tables in the form in which they are searched. Nothing changes after it is built."""

    def __init__(self, entries: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> None:
        self.entries = entries
        content = json.dumps(entries, sort_keys=True, ensure_ascii=True, default=str)  # TOML has days too
        self.digest = sha256(content.encode("ascii")).hexdigest()
        self.names: Phrases[Name] = Phrases(_name_forms(entries))
        self.demonyms: Phrases[Name] = Phrases(_demonym_forms(entries))
        self.titles: Phrases[Title] = Phrases(_title_forms(entries))
        self.issues = {
            key: Issue(key, table["name"], str(table.get("parent", key)), bool(table.get("weak")))
            for key, table in entries.get("issue", {}).items()
        }
        self.keywords: Phrases[Keyword] = Phrases(
            (word, Keyword(key, int(weight)))
            for key, table in entries.get("issue", {}).items()
            for word, weight in table.get("keywords", {}).items()
        )
        self.verbs: dict[str, VerbForm] = verb_forms(entries.get("verb", {}))
        self.cues: Phrases[str] = Phrases(
            (form, key)
            for key, table in entries.get("cue", {}).items()
            if table.get("type") != "words"
            for form in table.get("forms", ())
        )
        self.word_lists: dict[str, frozenset[str]] = {
            key: frozenset(fold(form) for form in table.get("forms", ()))
            for key, table in entries.get("cue", {}).items()
            if table.get("type") == "words"
        }

        self.not_names = self.words("never-name") | self.words("small-word")

    @classmethod
    def from_tables(cls, tables: Iterable[Mapping[str, Any]]) -> Lexicon:
        """Merge tables, as ``read_tables`` gives them, in order; a later one wins."""
        merged: dict[str, dict[str, dict[str, Any]]] = {kind: {} for kind in KINDS}
        for table in tables:
            for target in table.get("remove", ()):
                kind, _, key = target.partition(".")
                merged.get(kind, {}).pop(key, None)
            for kind in KINDS:
                for key, fields in table.get(kind, {}).items():
                    # Popped and set anew: the order of entries decides between equal names.
                    merged[kind][key] = _merged(merged[kind].pop(key, {}), fields)
        return cls(merged)

    def words(self, key: str) -> frozenset[str]:
        """The folded words of a word list; empty when no file has it."""
        return self.word_lists.get(key, frozenset())

    def country(self, key: str) -> str:
        """The name of a country by its id (``country:PK``); empty when there is none."""
        found = self.entries.get("country", {}).get(key.removeprefix("country:"))
        return str(found["name"]) if found else ""


@cache
def bundled() -> Lexicon:
    """The lexicon that comes with the package."""
    folder = files("briefing.lexicon")
    found = sorted(
        (item for item in folder.iterdir() if item.name.endswith(".toml")), key=lambda item: item.name
    )
    return Lexicon.from_tables(read_tables(item.read_text(encoding="utf-8"), item.name) for item in found)


def read_tables(toml_text: str, origin: str) -> Mapping[str, Any]:
    """The tables of one file, checked; ``origin`` is the file's name in error messages."""
    try:
        tables = tomllib.loads(toml_text)
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{origin}: not valid TOML: {error}.") from error
    for kind, entries in tables.items():
        if kind == "remove":
            _check_remove(entries, origin, toml_text)
        elif kind not in KINDS:
            known = ", ".join(KINDS)
            raise LexiconError(
                f"{origin}{_line(toml_text, kind)}: {kind!r} is no kind of entry; known are {known}."
            )
        elif not isinstance(entries, dict):
            raise LexiconError(
                f"{origin}{_line(toml_text, kind)}: {kind!r} must be a table, as in [{kind}.some-id]."
            )
        else:
            for key, fields in entries.items():
                if complaint := _complaint(f"{kind}.{key}", fields):
                    raise LexiconError(f"{origin}{_line(toml_text, f'{kind}.{key}')}: {complaint}")
    return tables


def _check_remove(value: object, origin: str, toml_text: str) -> None:
    if not isinstance(value, list) or not all(isinstance(item, str) and "." in item for item in value):
        line = _line(toml_text, "remove")
        raise LexiconError(
            f'{origin}{line}: remove must be a list of entries, as in remove = ["country.XX"].'
        )


def _complaint(entry: str, fields: object) -> str:
    """What is wrong with an entry, or nothing."""
    if not isinstance(fields, dict):
        return f"{entry} must be a table, as in [{entry}]."
    name = fields.get("name")
    if not isinstance(name, str) or not name.strip():
        return f"{entry} needs a name, a text that is not empty."
    for field, value in fields.items():
        if field in _LISTS and not (isinstance(value, list) and all(isinstance(item, str) for item in value)):
            return f"{entry}: {field} must be a list of texts."
        if field in _TEXTS and not isinstance(value, str):
            return f"{entry}: {field} must be a text."
        if field in _FLAGS and not isinstance(value, bool):
            return f"{entry}: {field} must be true or false."
        if field == "strength" and value not in (1, 2, 3, 4, 5):
            return f"{entry}: strength must be a whole number from 1 to 5."
        if field == "labels" and not _is_labelled(value):
            return f"{entry}: labels must be a table of countries and lists of texts."
        if field == "keywords" and not _is_weighted(value):
            return f"{entry}: keywords must be a table of words and whole numbers."
    return ""


def _is_weighted(value: object) -> bool:
    return isinstance(value, dict) and all(type(weight) is int for weight in value.values())


def _is_labelled(value: object) -> bool:
    return isinstance(value, dict) and all(
        isinstance(labels, list) and all(isinstance(label, str) for label in labels)
        for labels in value.values()
    )


def _line(toml_text: str, key: str) -> str:
    """Where a table or key is written, as text for a message; empty when it is written in an unusual way."""
    for number, line in enumerate(toml_text.splitlines(), 1):
        bare = line.strip().replace('"', "").replace(" ", "")
        if bare == f"[{key}]" or bare.startswith((f"[{key}.", f"{key}=")):
            return f", line {number}"
    return ""


def _merged(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    fields = dict(old)
    for field, value in new.items():
        before = fields.get(field)
        if isinstance(value, list) and isinstance(before, list):
            fields[field] = [*before, *(item for item in value if item not in before)]
        elif isinstance(value, dict) and isinstance(before, dict):
            fields[field] = before | value
        else:
            fields[field] = value
    return fields


def _name_forms(entries: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> Iterator[tuple[str, Name]]:
    seats = {
        form: f"country:{key}"
        for key, table in entries.get("country", {}).items()
        for form in table.get("metonyms", ())
    }
    for form, country in seats.items():
        yield form, Name(f"organisation:{slug(form)}", "organisation", form, country, government=True)
    for key, table in entries.get("country", {}).items():
        if capital := table.get("capital"):
            for form in (capital, *table.get("capital_aliases", ())):
                yield (
                    form,
                    Name(
                        f"place:{slug(capital)}", "place", capital, f"country:{key}", government=form in seats
                    ),
                )
    for kind in NAME_KINDS:
        for key, table in entries.get(kind, {}).items():
            country = f"country:{key if kind == 'country' else table.get('country', '')}"
            for form in _forms(table):
                yield (
                    form,
                    Name(
                        f"{kind}:{key}",
                        kind,
                        table["name"],
                        "" if country == "country:" else country,
                        government=kind == "place" and form in seats,
                        hidden=bool(table.get("hidden")),
                    ),
                )


def _forms(table: Mapping[str, Any]) -> tuple[str, ...]:
    # A dispute's labels are what one side calls it, for showing: often a slogan, or the name of a place.
    lists = ("aliases", "abbreviations")
    forms = (table["name"], *(form for field in lists for form in table.get(field, ())))
    return tuple(form.removeprefix("the ").removeprefix("The ") for form in forms)


def _demonym_forms(entries: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> Iterator[tuple[str, Name]]:
    for key, table in entries.get("country", {}).items():
        name = Name(f"country:{key}", "country", table["name"], f"country:{key}")
        for form in table.get("demonyms", ()):
            yield form, name


# Offices that are also written small: "the prime minister", "the ambassador".
_SMALL = (
    "head of state",
    "head of government",
    "foreign minister",
    "defence minister",
    "envoy",
    "spokesperson",
)
_ONLY_CAPITAL = ("Secretary", "Premier", "Queen", "Sovereign Prince", "Consul")


def _title_forms(entries: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> Iterator[tuple[str, Title]]:
    for key, table in entries.get("title", {}).items():
        title = Title(key, table["name"], table.get("class", "official"))
        for form in (table["name"], *table.get("aliases", ())):
            yield form, title
            if title.office in _SMALL and len(form) > 4 and "." not in form and form not in _ONLY_CAPITAL:
                yield form.lower(), title


def slug(name: str) -> str:
    """A name as the second half of an entity's id: folded words joined by hyphens."""
    return "-".join("".join(letter if letter.isalnum() else " " for letter in fold(name)).split())
