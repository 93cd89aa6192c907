"""The lexicon: what its files hold, how they merge, and how errors are told."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest

from briefing.analysis import Lexicon, bundled, read_tables
from briefing.analysis.verbs import verb_forms
from briefing.errors import LexiconError
from tests.analysis.reading import entity, read

FOLDER = files("briefing.lexicon")
CODE = Path(__file__).parents[2] / "briefing" / "analysis"


def tables(name: str) -> dict:
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", [item.name for item in FOLDER.iterdir() if item.name.endswith(".toml")])
def test_file_is_valid_and_says_how_it_is_ordered(name: str) -> None:
    text = (FOLDER / name).read_text(encoding="utf-8")
    assert text.startswith("#")
    assert read_tables(text, name)


def test_every_verb_form_leads_back_to_one_lemma() -> None:
    verbs = tables("verbs.toml")["verb"].values()
    lemmas = [table["name"] for table in verbs]
    assert len(lemmas) == len(set(lemmas)) >= 250
    known = set(bundled().verbs)
    for table in verbs:
        found = verb_forms({"one": table})
        assert {form.verb.lemma for form in found.values()} == {table["name"]}
        assert set(found) <= known


@pytest.mark.parametrize(
    ("form", "lemma"),
    [("emphasised", "emphasize"), ("emphasizing", "emphasize"), ("regretted", "regret"), ("said", "say"),
     ("reiterates", "reiterate"), ("conveyed", "convey"), ("denied", "deny"), ("committing", "commit")],
)  # fmt: skip
def test_british_and_irregular_forms(form: str, lemma: str) -> None:
    assert bundled().verbs[form].verb.lemma == lemma


def test_strength_orders_verbs() -> None:
    strength = {form.verb.lemma: form.verb.strength for form in bundled().verbs.values()}
    assert strength["say"] < strength["welcome"] < strength["stress"] < strength["warn"] < strength["condemn"]


def test_no_title_twice() -> None:
    forms = Counter(
        form
        for table in tables("titles.toml")["title"].values()
        for form in (table["name"], *table.get("aliases", ()))
    )
    assert [form for form, count in forms.items() if count > 1] == []
    assert len(tables("titles.toml")["title"]) >= 120


def test_every_issue_can_be_told() -> None:
    for key, table in tables("issues.toml")["issue"].items():
        assert max(table["keywords"].values()) >= 3, key
        assert all(1 <= weight <= 5 for weight in table["keywords"].values()), key
    assert len(tables("issues.toml")["issue"]) >= 60


def test_every_list_that_the_code_asks_for_is_there() -> None:
    asked = {
        name
        for path in CODE.glob("*.py")
        for name in re.findall(r'words\("([\w-]+)"\)', path.read_text(encoding="utf-8"))
    }
    assert {name for name in asked if not bundled().words(name)} == set()


def test_later_tables_win_and_lists_grow() -> None:
    lexicon = Lexicon.from_tables(
        [
            read_tables('[country.XA]\nname = "Arda"\naliases = ["Kingdom of Arda"]', "a.toml"),
            read_tables('[country.XA]\nname = "Arda Islands"\naliases = ["Arda"]', "b.toml"),
        ]
    )
    assert lexicon.entries["country"]["XA"] == {
        "name": "Arda Islands",
        "aliases": ["Kingdom of Arda", "Arda"],
    }


def test_remove_takes_an_entry_away() -> None:
    first = read_tables('[place.arda]\nname = "Arda"', "a.toml")
    both = Lexicon.from_tables([first, read_tables('remove = ["place.arda"]', "b.toml")])
    assert both.entries["place"] == {}
    assert both.digest != Lexicon.from_tables([first]).digest


def test_user_entries_name_and_hide() -> None:
    own = read_tables(
        '[dispute.lake]\nname = "Lake question"\naliases = ["the Lake"]\n'
        '[place.paris]\nname = "Paris"\nhidden = true',
        "own.toml",
    )
    lexicon = Lexicon.from_tables([bundled().entries, own])
    briefing = read("President Ada Novak raised the Lake question in Paris.", lexicon=lexicon)
    assert entity(briefing, "Lake question").kind == "dispute"
    assert "Paris" not in {one.name for one in briefing.entities}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[country.XX]\nalias = 1", "own.toml, line 1: country.XX needs a name, a text that is not empty."),
        ('\n[planet.x]\nname = "X"', "own.toml, line 2: 'planet' is no kind of entry"),
        (
            '[place.x]\nname = "X"\naliases = "Y"',
            "own.toml, line 1: place.x: aliases must be a list of texts.",
        ),
        (
            '[verb.x]\nname = "x"\nstrength = 9',
            "own.toml, line 1: verb.x: strength must be a whole number from 1 to 5.",
        ),
        ('[issue.x]\nname = "x"\nkeywords = ["a"]', "own.toml, line 1: issue.x: keywords must be a table"),
        ('remove = "place.x"', "own.toml, line 1: remove must be a list of entries"),
        ("[place.x\n", "own.toml: not valid TOML: "),
        ('place = "x"', "own.toml, line 1: 'place' must be a table"),
    ],
)
def test_error_names_file_line_and_field(text: str, message: str) -> None:
    with pytest.raises(LexiconError, match=re.escape(message)):
        read_tables(text, "own.toml")
