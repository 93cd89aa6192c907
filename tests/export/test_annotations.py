"""The JSON export: Web Annotations by the rules of their model, which lead to the very words."""

from __future__ import annotations

import json
import time
from dataclasses import replace

import pytest
from hypothesis import given, settings

from briefing.export.annotations import as_annotations
from briefing.notes import Placement
from tests.export.samples import (
    ALL,
    HIGHLIGHT,
    LAKE,
    NOTED,
    ON_BRIEFING,
    ON_ENTITY,
    ON_LAKE,
    ON_SECTION,
    notebook,
)
from tests.export.web_annotation import AnnotationCollection, TextPositionSelector, TextQuoteSelector
from tests.notes.samples import BRIEFING, briefing

WHOLE = str.maketrans(dict.fromkeys(map(chr, range(0xD800, 0xE000)), "\ufffd"))


def read(text: str) -> AnnotationCollection:
    return AnnotationCollection.model_validate(json.loads(text))


def of(*found, on=BRIEFING) -> list:
    items = json.loads(as_annotations([(on, notebook(*found, on=on))]))["first"]["items"]
    read(as_annotations([(on, notebook(*found, on=on))]))
    return items


def assert_valid(noted) -> None:
    """Valid, with all that was noted, and every selection is the one that it says."""
    text = as_annotations(noted)
    text.encode("utf-8")
    items = {item.id: item for item in read(text).items}
    for one, book in noted:
        for note in book.notes:
            item = items.pop(f"urn:briefing:{one.id}:note:{note.id}")
            values = [(body.purpose, body.value) for body in item.body or ()]
            wanted = [("commenting", note.text)] if note.text else []
            wanted += [("tagging", tag) for tag in note.tags]
            assert values == [(purpose, value.translate(WHOLE)) for purpose, value in wanted]
            assert_selects(item.target.selector or (), one.text, note.quote.translate(WHOLE))
    assert not items


def assert_selects(selectors, text: str, quoted: str) -> None:
    words = next((one for one in selectors if isinstance(one, TextQuoteSelector)), None)
    position = next((one for one in selectors if isinstance(one, TextPositionSelector)), None)
    if words and position:
        assert text[position.start : position.end] == words.exact
        assert words.exact.split() == quoted.split() or not quoted.split()
        assert text[: position.start].endswith(words.prefix)
        assert text[position.end :].startswith(words.suffix)
    elif words:
        assert (words.exact, words.prefix, words.suffix) == (quoted, None, None)


@settings(max_examples=50)
@given(NOTED)
def test_every_export_keeps_the_rules_of_the_model(noted) -> None:
    assert_valid(noted)


def test_a_note_on_a_passage() -> None:
    (item,) = of(ON_LAKE)
    text = BRIEFING.text
    assert item["id"] == "urn:briefing:ruritania-graustark:note:k3f9q2"
    assert item["motivation"] == "commenting"
    assert [(body["purpose"], body["value"]) for body in item["body"]] == [
        ("commenting", "See *the annex*."),
        ("tagging", "drift"),
        ("tagging", "lake/access"),
    ]
    assert item["target"] == {
        "type": "SpecificResource",
        "source": "https://example.org/readout",
        "state": {"type": "TimeState", "cached": "urn:briefing:ruritania-graustark:text:625850370c51"},
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": "They discussed the lake",
                "prefix": text[LAKE - 32 : LAKE],
                "suffix": text[LAKE + 23 : LAKE + 55],
            },
            {"type": "TextPositionSelector", "start": LAKE, "end": LAKE + 23},
        ],
    }
    assert (item["briefing:status"], item["briefing:section"]) == ("same", "The lake")


def test_what_is_no_passage_has_a_target_of_its_own() -> None:
    whole, entity, section = (item["target"] for item in of(ON_ENTITY, ON_BRIEFING, ON_SECTION))
    assert whole == {"type": "SpecificResource", "source": "https://example.org/readout"}
    assert entity["source"] == "urn:briefing:entity:country%3ARU-X"
    assert entity["scope"] == "https://example.org/readout"
    found = BRIEFING.sections[2]
    assert section["selector"] == [{"type": "TextPositionSelector", "start": found.start, "end": found.end}]


def test_why_a_note_was_made() -> None:
    tagged = replace(HIGHLIGHT, tags=("drift",))
    assert of(HIGHLIGHT)[0]["motivation"] == "highlighting"
    assert "body" not in of(HIGHLIGHT)[0]
    assert of(tagged)[0]["motivation"] == "tagging"


def test_a_text_without_a_web_address_has_a_name() -> None:
    nowhere = replace(BRIEFING, source=replace(BRIEFING.source, url="file:///home/me/readout.txt"))
    assert of(ON_LAKE, on=nowhere)[0]["target"]["source"] == "urn:briefing:ruritania-graustark"


@pytest.mark.parametrize("status", ["changed", "uncertain", "orphan"])
def test_what_the_text_no_longer_says_is_found_by_the_quotation_alone(status) -> None:
    book = replace(notebook(ON_LAKE), placements={ON_LAKE.id: Placement(status, 0, 10)})
    (item,) = read(as_annotations([(BRIEFING, book)])).items
    assert item.status == status
    assert item.target.state is None
    assert item.target.selector == [
        TextQuoteSelector(type="TextQuoteSelector", exact="They discussed the lake")
    ]


def test_a_moved_passage_is_found_where_it_stands_now() -> None:
    now = briefing(("They discussed the lake. Nothing else was discussed by anybody there.",))
    book = replace(notebook(ON_LAKE, on=now), placements={ON_LAKE.id: Placement("moved", 0, 23)})
    selector = read(as_annotations([(now, book)])).items[0].target.selector
    assert_selects(selector, now.text, ON_LAKE.quote)
    assert selector[0].suffix == ". Nothing else was discussed by "


@pytest.fixture
def berlin(monkeypatch):
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("2024-04-03T09:14", "2024-04-03T07:14:00Z"),
        ("2024-01-03T00:14", "2024-01-02T23:14:00Z"),
        ("", None),
        ("2024-13-99T99:99", None),
        ("0001-01-01T00:00", None),
    ],
)
def test_a_local_time_becomes_a_moment(berlin, written, told) -> None:
    assert of(replace(ON_LAKE, created=written))[0].get("created") == told


def test_the_same_notes_are_the_same_collection() -> None:
    one, other = (as_annotations([(BRIEFING, notebook(*found))]) for found in (ALL, ALL[::-1]))
    assert one == other
    assert read(one).id != read(as_annotations([(BRIEFING, notebook(ON_LAKE))])).id
    both = read(as_annotations([(BRIEFING, notebook(ON_LAKE)), (briefing(name="b"), notebook(ON_LAKE))]))
    assert both.label == "Notes on 2 briefings"


def test_no_notes_are_an_empty_collection() -> None:
    empty = read(as_annotations([(BRIEFING, notebook())]))
    assert (empty.total, empty.first, empty.label) == (0, None, "No notes")
