"""What all exports have in common."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from briefing import export
from briefing.export.templates import as_template
from briefing.library.opening import open_briefing
from briefing.model import Note
from briefing.notes import NotesStore, anchor
from tests.export.samples import ALL, NOTED, notebook
from tests.export.test_annotations import assert_valid
from tests.export.test_html import assert_page
from tests.export.test_table import assert_safe
from tests.notes.samples import BRIEFING


@pytest.mark.parametrize("kind", export.FORMATS)
def test_every_format_holds_the_notes(kind: str) -> None:
    text = export.render(kind, iter([(BRIEFING, notebook(*ALL))]))
    assert "They discussed the lake" in text
    assert "A small state." in text
    assert text == export.render(kind, [(BRIEFING, notebook(*ALL[::-1]))])


def test_extensions_tell_the_formats_apart() -> None:
    assert len({found.extension for found in export.FORMATS.values()}) == len(export.FORMATS)


@pytest.mark.parametrize("kind", [*export.FORMATS, "template"])
def test_no_place_on_this_machine_is_told(kind: str, tmp_path) -> None:
    path = tmp_path / "readout.txt"
    path.write_text("The Foreign Minister of Ruritania received the Foreign Minister of Graustark.\n")
    found = open_briefing(path)
    found = replace(found, source=replace(found.source, url=path.as_uri()))
    store = NotesStore(tmp_path / "notes", tmp_path / "state")
    store.add(found, Note("", anchor(found, 0, 20), found.text[:20], "Of mine."))
    noted = [(found, store.load(found))]
    if kind == "template":
        text = as_template(noted, "{{ briefings | tojson }}", "t.json")
    else:
        text = export.render(kind, noted)
    assert "Of mine." in text
    assert str(tmp_path) not in text
    assert tmp_path.name not in text


@pytest.mark.long
@settings(max_examples=3000)
@given(NOTED)
def test_exports_at_length(noted) -> None:
    assert_page(noted)
    assert_valid(noted)
    assert_safe(noted)
