"""Dossiers and issues as Markdown and JSON: every quote proves itself, whatever the names are."""

import json

import pytest
from markdown_it import MarkdownIt

from briefing import paths
from briefing.library.catalogue import Library
from briefing.library.following import entity_pages, outlines, sheets, tellings
from briefing.library.following.questions import Questions
from briefing.library.following.redline import redline
from briefing.library.known_texts import KnownTexts
from briefing.model import Note
from briefing.notes import NotesStore, anchor
from briefing.notes.verifying import verify
from tests.library import made_up


@pytest.fixture
def cited(library, notes):
    """Questions whose answers have the addresses of the sources."""
    found = Questions(library, notes, addresses=True)
    found.refresh(jobs=1)
    yield found
    found.close()


def pages(asked):
    yield sheets.dossier_page(asked.dossier("Ada Holm"))
    yield sheets.dossier_page(asked.dossier("country:EE"))
    yield sheets.issue_page(asked.issue("Amber Corridor"))


def test_every_quote_of_a_page_is_verified(cited, library, notes):
    texts = KnownTexts([notes], library)
    for page in pages(cited):
        verdicts = verify(page.encode(), texts)
        assert len(verdicts) >= 5
        assert {verdict.status for verdict in verdicts} == {"verified"}
        altered = page.replace("> President Holm", "> President Tarr", 1)
        assert altered == page or "altered" in {one.status for one in verify(altered.encode(), texts)}


def test_a_page_names_the_source_of_every_quote(cited):
    page = sheets.issue_page(cited.issue("Belarus"))
    assert page.startswith("# Belarus\n\ncountry:BY · 2 sections of 2 readouts, 2020-05-07 to 2022-07-09\n")
    assert "\n## 2020-05-07 · Call with the Prime Minister of Latvia\n" in page
    assert (
        "\n> President Holm voiced concern about Belarus.\n>\n> — [Estonia, 2020-05-07, “Call with the"
        in page
    )
    assert "(https://example.org/tallinn-2020#:~:text=President%20Holm%20voiced" in page
    assert page.count("\n> — [") == page.count("<!-- quote ") == 3


def test_a_page_without_addresses_names_the_briefing(asked):
    assert (
        "\n> — *Estonia, 2020-05-07, “Call with the Prime Minister of Latvia”, tallinn-2020, § Situation"
        in (sheets.issue_page(asked.issue("Belarus")))
    )


def test_a_wording_from_readout_to_readout(cited, library, notes):
    page = sheets.wording_page(cited.wording(made_up.FORMULA))
    assert page.startswith(
        f"# “{made_up.FORMULA}”\n\nin 4 readouts, 2019-03-01 to 2021-06-08\n\n"
        "## 2019-03-01 · President Holm meets Prime Minister Tarr\n\n"
    )
    heads = [line for line in page.split("\n") if line.startswith("## ")]
    assert [head[3:13] for head in heads[:-1]] == ["2019-03-01", "2019-03-02", "2020-05-07", "2021-06-08"]
    assert heads[-1] == "## Not said since"
    assert page.endswith(
        "\n\n- Estonia (Estonia and Latvia): last on 2021-06-08, not in 1 readout from\n2022-07-09 on\n"
    )
    assert "\nto the phrase: " in page
    assert "\nsince 2019-03-01: " in page
    verdicts = verify(page.encode(), KnownTexts([notes], library))
    assert [verdict.status for verdict in verdicts] == ["verified"] * 4


def test_a_wording_that_is_said_to_the_end(cited):
    page = sheets.wording_page(cited.wording("fight terrorist groups"))
    assert page.count("\n## ") == 1
    assert "Not said since" not in page


def test_own_notes_stand_in_a_dossier_with_their_words(library, notes, briefings):
    store = NotesStore(notes, paths.state())
    (first,) = (one for one in briefings if one.id == "tallinn-2019")
    at = first.text.index("the Amber Corridor")
    words = Note("", anchor(first, at, at + 18), "the Amber Corridor", "A promise.\n", ("drift", "sea"))
    store.add(first, words)
    store.add(first, Note("", anchor(first, target="entity", entity="project:amber-corridor"), "", "Opens?"))
    store.add(
        first, Note("", anchor(first, target="entity", entity="project:amber-corridor"), "", "", ("t",))
    )
    asked = Questions(library, notes)
    asked.refresh(jobs=1)
    page = sheets.dossier_page(asked.dossier("Amber Corridor"))
    asked.close()
    start = page.index("Your note on")
    assert page[start:].startswith("Your note on a passage that mentions it:\n\n> the Amber Corridor\n")
    assert (
        "\n\nA promise.\n\nTags: #drift #sea\n\nYour note on it:\n\nOpens?\n\nYour note on it:\n\nTags: #t\n"
        in page
    )


def test_the_page_of_the_user_stands_in_the_dossier_as_it_is(asked, notes):
    path = entity_pages.path_of(notes, "person:ada-holm")
    path.parent.mkdir(parents=True)
    path.write_text("Met her in *Riga*.\n\n- [ ] ask about [[Amber Corridor]]\n")
    page = sheets.dossier_page(asked.dossier("Ada Holm"))
    assert page.endswith("\n## Your page\n\nMet her in *Riga*.\n\n- [ ] ask about [[Amber Corridor]]\n")
    assert path.read_text().startswith("Met her")


HOSTILE = (
    "<script>alert(1)</script> [x](javascript:y) `#tag` **b** | $a$ $b$ \\ \x1b[31m\u202e &amp; ^n-abcdef"
)
EVIL = f"""---
id: evil
date: 2022-10-01
issuer: {json.dumps(HOSTILE)}
parties: ["# Norway", "- Sweden"]
source: {{path: x, url: "javascript:alert(1)"}}
---

# {HOSTILE.replace(chr(27), "")}

## {HOSTILE.replace(chr(27), "")}

President Ada Holm of Estonia said <img src=x onerror=y> that [this](javascript:z) was *good*. > no quote
"""


def test_hostile_names_are_words_and_nothing_else(library, notes):
    (library.folder / "evil.md").write_text(EVIL)
    asked = Questions(Library(library.folder, bundled=False), notes, addresses=True)
    asked.refresh(jobs=1)
    found = asked.dossier("Ada Holm")
    page = sheets.dossier_page(found)
    tokens = MarkdownIt("commonmark").parse(page)
    inline = [child for token in tokens for child in token.children or ()]
    assert not {child.type for child in inline} & {"html_inline", "image", "code_inline", "strong_open"}
    assert all(
        token.content.strip().startswith("<!-- quote ") for token in tokens if token.type == "html_block"
    )
    links = [child.attrGet("href") for child in inline if child.type == "link_open"]
    assert links
    assert all(link.startswith("https://example.org/") for link in links)
    headings = [token.tag for token in tokens if token.type == "heading_open"]
    assert set(headings) == {"h1", "h2"}
    assert len(headings) == 3 + len(found.meetings)
    json.dumps(outlines.dossier_json(found))


def test_json_has_offsets_and_counts(cited, library):
    texts = {entry.id: library.open(entry.id).text for entry in library}
    found = json.loads(json.dumps(outlines.dossier_json(cited.dossier("Ada Holm"))))
    assert (found["schema"], found["id"], found["readouts"]) == (1, "person:ada-holm", 5)
    assert found["mentions"] == {"name": 11, "role": 1}
    assert found["counts"] == {"by": 5, "to": 0, "about": 2}
    assert found["meetings"][0]["url"] == "https://example.org/tallinn-2019"
    for row in found["statements"]:
        assert texts[row["briefing"]][row["start"] : row["end"]] == row["quote"]
    view = json.loads(json.dumps(outlines.issue_json(cited.issue("Belarus"))))
    assert [row["strongest"] for row in view["sections"]] == [0, 0]
    wordings = json.loads(json.dumps(outlines.wordings_json(cited.wording("situation in Belarus"))))
    assert [row["briefing"] for row in wordings["occurrences"]] == ["tallinn-2022"]
    assert (wordings["first"], wordings["last"], wordings["lapses"]) == ("tallinn-2022", "tallinn-2022", [])


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("a just peace", "a lasting peace", "a [-just-]{+lasting+} peace"),
        ("peace", "a peace", "{+a+} peace"),
        ("peace and joy", "peace", "peace[-and joy-]"),
        ("peace", "Peace", "Peace"),
    ],
)
def test_a_redline_in_plain_text(old, new, shown):
    assert tellings.marked(redline(old, new)) == shown
