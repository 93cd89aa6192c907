import json
import re

import pytest

from briefing.export.markdown import as_markdown
from briefing.export.plain import as_text
from briefing.export.structure import as_json
from briefing.library.opening import open_briefing
from briefing.model import Briefing, Note, Section, Source
from briefing.notes import NotesStore, anchor
from briefing.sources.markdown import pieces


@pytest.fixture
def briefing(seed):
    return open_briefing(seed)


def test_structure_has_the_fields_of_its_format(briefing):
    found = json.loads(json.dumps(as_json(briefing)))
    assert found["schema"] == 1
    assert found["source"]["characters"] == len(briefing.text)
    assert {"title", "date", "issuer", "format", "parties"} <= set(found)
    assert set(found["sections"][0]) == {"heading", "kind", "start", "end"}
    assert {"name", "kind", "role", "aliases", "mentions"} <= set(found["entities"][0])
    assert set(found["entities"][0]["mentions"][0]) == {"start", "end", "form"}
    expected = {"start", "end", "section", "side", "speaker", "verbs", "strength", "addressee"}
    assert set(found["statements"][0]) == expected


def test_sections_of_the_structure_tile_the_text(briefing):
    sections = as_json(briefing)["sections"]
    edges = [0, *(section["end"] for section in sections)]
    assert [section["start"] for section in sections] == edges[:-1]
    assert edges[-1] == len(briefing.text)


def test_plain_text_holds_the_very_words(briefing):
    shown = as_text(briefing)
    body = shown.split("\n\n", 2)[2]
    words = re.sub(r"^## .*$", "", body, flags=re.MULTILINE)
    assert words.split() == briefing.text.split()
    for section in briefing.sections:
        assert f"\n\n## {section.heading}\n\n" in shown
    assert "\n\n\n" not in shown


def test_plain_text_without_sections_and_facts():
    assert as_text(Briefing("x", Source("one\n\n\n two\x1b\n", ""), notices=("Odd.",))) == (
        "x\n\nNotice: Odd.\n\none\n\n two\x1b\n"
    )


def test_plain_text_of_a_section_without_a_heading():
    found = Briefing(
        "x", Source("one\n\ntwo", ""), sections=(Section(0, 5, "", "opening"), Section(5, 8, "B", "issue"))
    )
    assert as_text(found) == "x\n\none\n\n## B\n\ntwo\n"


@pytest.fixture
def notebook(briefing, tmp_path):
    store = NotesStore(tmp_path / "notes", tmp_path / "state")

    def add(words, text, *tags, target="passage"):
        start = briefing.text.index(words)
        spot = anchor(briefing, start, start + len(words), target)
        quote = words if target == "passage" else ""
        return store.add(briefing, Note("", spot, quote=quote, text=text, tags=tags))

    add("Shanghai Cooperation Organization", "Later in the text.", "sco", "asia")
    add("The two leaders", "Earlier *in* the text.\n\n- with a list")
    add("PM Khan underlined", "On the section.", target="section")
    return add("bilateral relations", "")


def test_notes_stand_in_the_order_of_the_text(briefing, notebook):
    shown = as_markdown([(briefing, notebook)])
    assert shown.index("Earlier") < shown.index("On the section") < shown.index("Later")
    assert "> The two leaders\n>\n> — *" in shown
    assert "Earlier *in* the text.\n\n- with a list\n" in shown
    assert shown.endswith("Tags: #sco #asia\n")
    assert as_markdown([(briefing, notebook)]) == shown


def test_a_quote_is_pinned_to_its_place(briefing, notebook):
    shown = as_markdown([(briefing, notebook)])
    pinned = re.findall(r"\n\n<!-- quote (\w+) (\d+)-(\d+) rev=(\w+) briefing=(\S+) -->\n\n> (.+)\n", shown)
    quoted = {note.id: note.quote for note in notebook.notes if note.quote}
    assert {name: words for name, *_, words in pinned} == quoted
    assert len(pinned) == shown.count("<!--")
    for name, start, end, revision, source, _ in pinned:
        assert briefing.text[int(start) : int(end)] == quoted[name]
        assert (revision, source) == (notebook.revision, briefing.id)


def test_notes_stand_below_headings(briefing, notebook):
    headings = [
        piece.text for piece in pieces(as_markdown([(briefing, notebook)])) if piece.kind == "heading"
    ]
    assert headings[0] == briefing.title or briefing.id
    names = [section.heading for section in briefing.sections]
    assert headings[1:] == sorted(headings[1:], key=names.index)
    assert len(headings) == len(set(headings))


def test_no_notes_are_no_document(briefing, tmp_path):
    assert as_markdown([(briefing, NotesStore(tmp_path, tmp_path).load(briefing))]) == ""


def test_notes_that_lost_their_place_come_last(tmp_path):
    store = NotesStore(tmp_path / "notes", tmp_path / "state")
    text = "Peace was discussed at length by all who came. Trade was not discussed by anybody there."
    section = (Section(0, len(text), "All", "issue"),)
    old = Briefing("x", Source(text, ""), sections=section)
    store.add(old, Note("", anchor(old, 0, 46), quote=text[:46], text="Lost."))
    store.add(old, Note("", anchor(old, 47, 88), quote=text[47:], text="Kept."))
    new = Briefing("x", Source(text[47:], ""), sections=(Section(0, len(text) - 47, "All", "issue"),))
    shown = as_markdown([(new, store.load(new))])
    assert shown.index("Kept.") < shown.index("## No longer in the text") < shown.index("Lost.")
    assert "> Peace was discussed" in shown
