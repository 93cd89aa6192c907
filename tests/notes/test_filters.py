"""The words that narrow a list of notes."""

from dataclasses import replace

import pytest

from briefing.errors import NotesError
from briefing.model import Statement
from briefing.notes import Placement, anchor, filters
from tests.notes.samples import BRIEFING, note

LAKE = BRIEFING.text.index("They discussed the lake")
SPOKEN = replace(BRIEFING, statements=(Statement(0, 99, 0, "counterpart", "Ruritania"),))
ON_NAME = note(20, 40, "Check the minister’s title", ("drift", "people/names"))
ON_LAKE = note(LAKE, LAKE + 23)
ON_ENTITY = replace(
    note(0, 1, "Small state"), anchor=anchor(BRIEFING, target="entity", entity="country:RU-X")
)


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("", (True, True, True)),
        ("tag:drift", (True, False, False)),
        ("tag:#DRIFT", (True, False, False)),
        ("tag:people", (True, False, False)),
        ("tag:peop", (True, False, False)),
        ('tag:"people"', (True, False, False)),
        ('tag:"peop"', (False, False, False)),
        ("-tag:drift", (False, True, True)),
        ("entity:ruritania", (True, False, True)),
        ("entity:graustark", (False, False, False)),
        ("side:counterpart", (True, False, False)),
        ("side:counter", (True, False, False)),
        ("side:issuer", (False, False, False)),
        ('section:"the lake"', (False, True, False)),
        ("section:LAKE", (False, True, False)),
        ("is:highlight", (False, True, False)),
        ("is:note", (True, False, True)),
        ("is:same", (True, True, True)),
        ("is:orphan", (False, False, False)),
        ("minister's", (True, False, False)),
        ('"the lake"', (False, True, False)),
        ("title tag:drift", (True, False, False)),
        ("title tag:other", (False, False, False)),
        ('section:"unclosed', (False, False, False)),
        ("title tag:", (True, False, False)),
    ],
)
def test_what_a_filter_keeps(words: str, kept: tuple[bool, ...]) -> None:
    found = filters.parse(words)
    notes = (ON_NAME, ON_LAKE, ON_ENTITY)
    places = [Placement("same", one.anchor.start, one.anchor.end) for one in notes]
    assert tuple(found.keeps(*pair, SPOKEN) for pair in zip(notes, places, strict=True)) == kept


def test_an_orphan_is_found_by_its_status_and_by_the_section_it_was_in() -> None:
    orphan = Placement("orphan")
    assert filters.parse("is:orphan section:lake").keeps(ON_LAKE, orphan, SPOKEN)
    assert not filters.parse("entity:ruritania").keeps(ON_NAME, orphan, SPOKEN)


def test_without_its_briefing_a_note_is_known_by_its_words_alone() -> None:
    assert filters.parse("section:lake").keeps(ON_LAKE, None, None)
    assert not filters.parse("entity:ruritania").keeps(ON_NAME, None, None)
    assert not filters.parse("is:same").keeps(ON_NAME, None, None)


@pytest.mark.parametrize(
    ("words", "told"),
    [("is:lost", "orphan"), ("side:russia", "counterpart"), ("tags:x", "tag"), ("foo:x", "section")],
)
def test_what_there_is_not_is_refused_with_what_there_is(words: str, told: str) -> None:
    with pytest.raises(NotesError, match=told):
        filters.parse(words)


def test_one_field_from_an_option() -> None:
    assert filters.term("tag", "#Drift") == filters.parse('tag:"drift"')
    both = filters.term("tag", "a") & filters.term("entity", "b")
    assert both == filters.parse('tag:"a" entity:"b"')
