"""The bundled files, each against what its first lines promise: ids, order, and every form in one entry."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterator
from importlib.resources import files
from itertools import groupby
from typing import Any

import pytest

from briefing.analysis import read_tables
from briefing.analysis.view import Words, fold, same_length_view

FOLDER = files("briefing.lexicon")
TEXTS = {
    item.name: item.read_text(encoding="utf-8") for item in FOLDER.iterdir() if item.name.endswith(".toml")
}
TABLES = {name: tomllib.loads(text) for name, text in TEXTS.items()}
FILES = sorted(TEXTS)
COUNTRIES = TABLES["countries.toml"]["country"]
PLACES = TABLES["places.toml"]["place"]

PLACE_TYPES = ["region", "sea", "territory", "city", "building"]
CUE_STAGES = ["names", "speakers", "sections", "word classes of the grammar", "headings"]

WITH_THE = {
    "The Hague": "the article is a part of the city's name",
    "The Right Honourable": "the article is a part of the style",
    "the Hon.": "the article is a part of the style",
}

SHARED_DEMONYMS = {
    "Congolese": {"CD", "CG"},
    "Dominican": {"DM", "DO"},
    "Dominicans": {"DM", "DO"},
    "Korean": {"KP", "KR"},
    "Koreans": {"KP", "KR"},
}  # each of two peoples is called so

CALLED_LIKE_THEIR_CAPITAL = {"DJ", "LU", "MC", "SG", "SM"}

SHARED_NAMES = {
    "Leader": "of a house or of a nation; the later entry has it",
    "Pentagon": "the building, its department, and the government it stands for; the text decides",
    "U.S. Trade Representative": "the office and who holds it",
    "United States Trade Representative": "the office and who holds it",
    "USTR": "the office and who holds it",
    "Under Secretary": "a deputy, or with a hyphen the head of an office; the later entry has both",
    "Under-Secretary": "as Under Secretary",
}

REPEATED_WORDS = {"Heads", "emphatically", "once"}  # harmless: a word list is a set


Key = tuple[tuple[str, ...], tuple[str, ...], bool]


def key(form: str) -> Key:
    """What a phrase is looked up by: an acronym as it is written, others whatever their case and accents."""
    words = Words(same_length_view(form))
    exact = not any(letter.islower() for letter in form) and any(letter.isupper() for letter in form)
    return tuple(words.words if exact else words.folds), tuple(words.gaps[1:]), exact


def entries() -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    """File, kind, id and fields of every entry, in the order of the files."""
    for name in FILES:
        for kind, tables in TABLES[name].items():
            for entry, fields in tables.items():
                yield name, kind, entry, fields


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for field, item in value.items():
            yield field
            yield from strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)


def name_forms(kind: str, fields: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The forms by which an entry is found, each with what it is a form of."""
    lists = ("aliases", "abbreviations")
    for form in (fields["name"], *(form for one in lists for form in fields.get(one, ()))):
        yield form, "title" if kind == "title" else "name"
    if kind == "country":
        for form in (fields["capital"], *fields.get("capital_aliases", ())):
            if form:
                yield form, "capital"
        for one in ("demonyms", "metonyms"):
            for form in fields[one]:
                yield form, one


def users() -> dict[Key, set[tuple[str, str, str]]]:
    """For each phrase of names, demonyms and titles the entries that have it: kind, id, and as what."""
    found = defaultdict(set)
    for _, kind, entry, fields in entries():
        if kind not in ("cue", "verb", "issue"):
            for form, use in name_forms(kind, fields):
                found[key(form)].add((kind, entry, use))
    return found


def headed(name: str) -> list[tuple[str, str, str]]:
    """The entries of a file as they are written: the comment they stand under, kind and id."""
    heading, found = "", []
    for line in TEXTS[name].splitlines():
        if comment := re.fullmatch(r"# --- (.+?)(?: ---)?", line):
            heading = comment[1]
        elif entry := re.fullmatch(r"\[(\w+)\.([^.\]]+)\]", line):
            found.append((heading, entry[1], entry[2]))
    return found


@pytest.mark.parametrize("name", FILES)
def test_file_is_read(name: str) -> None:
    assert read_tables(TEXTS[name], name) == TABLES[name]
    assert len(headed(name)) == sum(len(tables) for tables in TABLES[name].values())


@pytest.mark.parametrize("name", FILES)
def test_ids(name: str) -> None:
    for kind, tables in TABLES[name].items():
        form = "[A-Z]{2}" if kind == "country" else "[a-z0-9]+(-[a-z0-9]+)*"
        assert [entry for entry in tables if not re.fullmatch(form, entry)] == []


def test_no_id_twice_in_a_kind_nor_in_organisations_documents_and_disputes() -> None:
    together = {"organisation", "document", "project", "event", "dispute"}
    found = [("" if kind in together else kind, entry) for _, kind, entry, _ in entries()]
    assert len(found) == len(set(found))


def by_name(heading: str, kind: str, entry: str, fields: dict[str, Any]) -> object:
    return fold(fields["name"])


def by_type_and_name(heading: str, kind: str, entry: str, fields: dict[str, Any]) -> object:
    return PLACE_TYPES.index(fields["type"]), fold(fields["name"])


def by_kind_and_id(heading: str, kind: str, entry: str, fields: dict[str, Any]) -> object:
    return kind, entry


def by_stage(heading: str, kind: str, entry: str, fields: dict[str, Any]) -> object:
    stage = heading.partition(":")[0]
    return CUE_STAGES.index(stage) if stage in CUE_STAGES else -1


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("countries.toml", by_name),
        ("places.toml", by_type_and_name),
        ("groups.toml", by_kind_and_id),
        ("cues.toml", by_stage),
    ],
)
def test_order(name: str, place: Callable[[str, str, str, dict[str, Any]], Any]) -> None:
    written = headed(name)
    places = [place(heading, kind, entry, TABLES[name][kind][entry]) for heading, kind, entry in written]
    early = [
        entry
        for (_, _, entry), one, other in zip(written[1:], places, places[1:], strict=False)
        if other < one
    ]
    assert early == []


@pytest.mark.parametrize("name", ["disputes.toml", "documents.toml", "organisations.toml"])
def test_order_by_section_and_id(name: str) -> None:
    written = headed(name)
    kinds = [kind for kind, _ in groupby(kind for _, kind, _ in written)]
    assert kinds == [
        kind for kind in ("organisation", "document", "project", "event", "dispute") if kind in kinds
    ]
    sections = [section for section, _ in groupby((heading, kind) for heading, kind, _ in written)]
    assert all(heading for heading, _ in sections)
    assert len(sections) == len(set(sections))
    for _, group in groupby(written, key=lambda one: one[:2]):
        ids = [entry for _, _, entry in group]
        assert ids == sorted(ids)


@pytest.mark.parametrize(
    ("name", "kind", "field"),
    [
        ("titles.toml", "title", "class"),
        ("verbs.toml", "verb", "act"),
        ("issues.toml", "issue", "parent"),
    ],
)
def test_what_belongs_together_stands_together(name: str, kind: str, field: str) -> None:
    groups = [value for value, _ in groupby(fields[field] for fields in TABLES[name][kind].values())]
    assert sorted({value for value in groups if groups.count(value) > 1}) == []


@pytest.mark.parametrize("name", FILES)
def test_forms_are_written_plainly(name: str) -> None:
    """Straight quotation marks, no space around; texts are read through a view that has them straight."""
    forms = list(strings(TABLES[name]))
    assert [form for form in forms if re.search("[‘’‚‛“”„‟]", form)] == []
    assert [form for form in forms if form != " ".join(form.split())] == []


def test_no_name_begins_with_the() -> None:
    begun = {
        form
        for _, kind, _, fields in entries()
        if kind not in ("cue", "verb", "issue")
        for form, _ in name_forms(kind, fields)
        if form.lower().startswith("the ")
    }
    assert begun == set(WITH_THE)


def test_no_form_twice_in_an_entry() -> None:
    twice = set()
    for _, kind, entry, fields in entries():
        if kind not in ("cue", "verb", "issue"):
            # A capital is often a metonym as well.
            forms = [form for form, use in name_forms(kind, fields) if use != "metonyms"]
            forms += [f"{form} (metonym)" for form, use in name_forms(kind, fields) if use == "metonyms"]
            twice |= {(entry, form) for form in forms if forms.count(form) > 1}
    assert twice == {(code, COUNTRIES[code]["name"]) for code in CALLED_LIKE_THEIR_CAPITAL}


def test_no_form_in_two_entries() -> None:
    """But for metonyms, demonyms of two peoples, and what is listed above."""
    allowed = {key(form): {("country", code) for code in codes} for form, codes in SHARED_DEMONYMS.items()}
    listed = {key(form) for form in SHARED_NAMES}
    shared = {}
    for phrase, found in users().items():
        # A metonym is the name of a place as well: a capital, a palace, a second seat.
        using = {(kind, entry) for kind, entry, use in found if use != "metonyms"}
        if len(using) > 1 and phrase not in listed:
            shared[phrase] = using
    assert shared == allowed


def test_metonym_is_one_countrys_and_a_place_in_it() -> None:
    seats = defaultdict(set)
    for code, table in COUNTRIES.items():
        for form in table["metonyms"]:
            seats[key(form)].add(code)
    assert [codes for codes in seats.values() if len(codes) > 1] == []
    for phrase, found in users().items():
        for kind, entry, use in found:
            if phrase in seats and kind == "place":
                assert {PLACES[entry]["country"]} == seats[phrase], entry
            elif phrase in seats and use == "capital":
                assert {entry} == seats[phrase], entry


def test_countries_that_entries_speak_of_are_known() -> None:
    assert {table["country"] for table in PLACES.values()} - set(COUNTRIES) == {""}
    codes = {
        code
        for table in TABLES["disputes.toml"]["dispute"].values()
        for code in (*table["parties"], *table.get("labels", {}))
    }
    assert codes - set(COUNTRIES) == {"EH"}, (
        "Western Sahara has a code and no entry: its status is the dispute"
    )


def test_verbs_have_an_act_and_a_strength() -> None:
    verbs = TABLES["verbs.toml"]["verb"]
    assert {
        entry for entry, fields in verbs.items() if fields.get("strength") not in (1, 2, 3, 4, 5)
    } == set()
    assert {entry for entry, fields in verbs.items() if not fields.get("act")} == set()
    names = [fields["name"] for fields in verbs.values()]
    assert len(names) == len(set(names))


def test_keywords_have_a_weight_and_one_issue() -> None:
    issues = TABLES["issues.toml"]["issue"]
    weights = {
        (entry, word): weight for entry, one in issues.items() for word, weight in one["keywords"].items()
    }
    assert {word: weight for word, weight in weights.items() if weight < 1} == {}
    used = defaultdict(list)
    for _, word in weights:
        used[key(word)].append(word)
    assert [words for words in used.values() if len(words) > 1] == []


def test_no_cue_twice() -> None:
    phrases, repeated = defaultdict(list), set()
    for entry, fields in TABLES["cues.toml"]["cue"].items():
        if fields.get("type") == "words":
            repeated |= {form for form in fields["forms"] if fields["forms"].count(form) > 1}
        else:
            for form in fields["forms"]:
                phrases[key(form)].append((entry, form))
    assert [found for found in phrases.values() if len(found) > 1] == []
    assert repeated <= REPEATED_WORDS
