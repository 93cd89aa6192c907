"""The HTML export: valid, escaped, the words as they are, and nothing in it that a browser would fetch."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.export.arrangement import writable
from briefing.export.html import as_html
from briefing.model import Note
from briefing.notes import Placement, Status, anchor
from briefing.notes.anchoring import ORPHAN
from tests.export.samples import (
    ALL,
    HIGHLIGHT,
    LAKE,
    NOTED,
    ON_ENTITY,
    ON_LAKE,
    ON_SECTION,
    TEXTS,
    notebook,
)
from tests.notes.samples import BRIEFING, briefing

VOID = {"meta", "br", "hr"}
LINES_OF_ELEMENTS = """
    html head title style body main nav section header article footer figure figcaption blockquote div p
    h1 h2 h3 h4 h5 h6 ol ul li dl dt dd table thead tbody tr th td a bdi small time em strong s code pre
"""
ELEMENTS = VOID | set(LINES_OF_ELEMENTS.split())
ATTRIBUTES = {
    "html": {"lang"},
    "meta": {"charset", "http-equiv", "content", "name"},
    "a": {"href", "title", "class", "data-address"},
    "blockquote": {"cite"},
    "time": {"datetime"},
    "nav": {"aria-label"},
    "ol": {"start"},
    "th": {"style"},
    "td": {"style"},
}
EVERYWHERE = {"id", "class", "dir"}
METAS = [
    {"charset": "utf-8"},
    {
        "http-equiv": "Content-Security-Policy",
        "content": "default-src 'none'; style-src 'unsafe-inline'",
    },
    {"name": "referrer", "content": "no-referrer"},
    {"name": "viewport", "content": "width=device-width, initial-scale=1"},
    {"name": "color-scheme", "content": "light dark"},
]


class Page(HTMLParser):
    """A page taken apart. What is not nested as it should be fails at once."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.words: dict[str, list[str]] = {}
        self.quotes: list[str] = []
        """Of notes, not of quotations within their texts."""
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert not self._open

    def handle_starttag(self, tag, attrs):
        assert len({name for name, _ in attrs}) == len(attrs)
        self.elements.append((tag, dict(attrs)))
        self.words.setdefault(tag, [])
        if tag not in VOID:
            assert tag != "a" or "a" not in self._open
            self._open.append(tag)
            self.words[tag].append("")
            if tag == "blockquote" and "figure" in self._open:
                self.quotes.append("")

    def handle_startendtag(self, tag, attrs):
        assert tag in VOID
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self._open.pop() == tag

    def handle_data(self, data):
        for tag in set(self._open):
            self.words[tag][-1] += data
        if {"figure", "blockquote"} <= set(self._open):
            self.quotes[-1] += data

    def handle_comment(self, data):
        raise AssertionError(f"a comment: {data}")

    def handle_pi(self, data):
        raise AssertionError(f"an instruction: {data}")

    def unknown_decl(self, data):
        raise AssertionError(f"a declaration: {data}")

    def of(self, tag):
        return [attributes for name, attributes in self.elements if name == tag]


def assert_fetches_nothing(page: Page) -> None:
    for tag, attributes in page.elements:
        assert tag in ELEMENTS
        assert set(attributes) <= ATTRIBUTES.get(tag, set()) | EVERYWHERE, (tag, attributes)
        for name in ("href", "cite", "data-address"):
            if name in attributes:
                assert re.match(r"https?://[^/]|mailto:.|#[a-z0-9-]+$", attributes[name])
        assert re.fullmatch(r"(text-align:(left|center|right))?", attributes.get("style", ""))
    assert page.of("meta") == METAS
    (style,) = page.words["style"]
    assert not re.search(r"url\(|@import|@font-face|image-set|src|expression|</", style)


def assert_page(noted) -> None:
    """Valid, with nothing to fetch, and with the words of quotes and titles as they were."""
    text = as_html(noted)
    text.encode("utf-8")  # no half characters, and none that a page cannot hold
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]", text)
    page = Page(text)
    assert_fetches_nothing(page)
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    links = {attributes["href"] for attributes in page.of("a") if attributes["href"].startswith("#")}
    assert links <= {f"#{name}" for name in ids}
    quotes = [writable(one.quote).split() for _, book in noted for one in book.notes]
    assert sorted(words.split() for words in page.quotes) == sorted(words for words in quotes if words)
    headings = [heading.split() for heading in page.words.get("h1", []) + page.words.get("h2", [])]
    for one, book in noted:
        assert not book.notes or writable(" ".join(one.title.split()) or one.id).split() in headings


@settings(max_examples=50)
@given(NOTED)
def test_no_note_and_no_briefing_makes_a_browser_fetch_anything_or_loses_words(noted) -> None:
    assert_page(noted)


@given(TEXTS, st.integers(1, 3))
def test_the_text_of_a_note_stays_in_its_note(text: str, copies: int) -> None:
    found = [replace(ON_LAKE, id=f"a{turn}", text=text) for turn in range(copies)]
    page = Page(as_html([(BRIEFING, notebook(*found))]))
    assert_fetches_nothing(page)
    assert len(page.of("article")) == copies


def shown(text: str) -> Page:
    return Page(as_html([(BRIEFING, notebook(replace(ON_LAKE, text=text)))]))


NO_LINKS = [
    "[x](javascript:alert(1))",
    "[x](JAVASCRIPT:alert(1))",
    "[x](&#x6a;avascript:alert(1))",
    "[x](data:image/png;base64,AAAA)",
    "[x](file:///etc/passwd)",
    "[x](//evil.example/)",
    "[x](other.html)",
    "[x](#other)",
    "[x](ftp://example.org/)",
    "[x](https:///x)",
    "<javascript:alert(1)>",
    "[x][r]\n\n[r]: javascript:alert(1)",
    "<a href='https://example.org/'>x</a>",
]


@pytest.mark.parametrize("text", NO_LINKS)
def test_what_is_no_link_to_the_web_is_shown_as_it_stands(text: str) -> None:
    page = shown(text)
    assert {attributes["href"][:19] for attributes in page.of("a")} == {"https://example.org", "#n-k3f9q2"}
    assert text.split()[0].split("&")[0] in page.words["article"][0]


@pytest.mark.parametrize(
    "address", ["https://example.org/?a=1&b=2", "HTTP://example.org/", "mailto:me@example.org"]
)
def test_links_to_the_web_and_to_mailboxes_are_links(address: str) -> None:
    links = [attributes["href"] for attributes in shown(f"[words]({address}) <{address}>").of("a")]
    assert [link for link in links if link == address] == [address, address]


@pytest.mark.parametrize(
    ("text", "words", "addresses"),
    [
        ("![a *map*](https://e.org/m.png)", "a map", ["https://e.org/m.png"]),
        ("![](https://e.org/m.png)", "https://e.org/m.png", ["https://e.org/m.png"]),
        ("[![map](https://e.org/m.png)](https://e.org/)", "map", ["https://e.org/"]),
        ("![map](data:image/png;base64,AAAA)", "map", []),
    ],
)
def test_a_picture_is_a_link_to_it(text: str, words: str, addresses: list[str]) -> None:
    page = shown(text)
    assert [one["href"] for one in page.of("a") if one["href"].startswith("https://e.org")] == addresses
    assert words in page.words["div"][0]


def test_the_headings_of_a_note_stand_below_those_of_the_page() -> None:
    page = shown("# one\n\n###### six")
    assert page.words["h1"] == ["Ministers meet"]
    assert page.words["h2"] == ["The lake"]
    assert (page.words["h3"], page.words["h6"]) == (["one"], ["six"])


def test_a_page_of_one_briefing() -> None:
    text = as_html([(BRIEFING, notebook(*ALL))])
    page = Page(text)
    assert text.startswith('<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n')
    assert page.words["title"] == ["Notes on Ministers meet"]
    assert dict(zip(page.words["dt"], page.words["dd"], strict=True)) == {
        "Date": "2 April 2024",
        "Issuer": "Strelsau Gazette",
        "Parties": "Ruritania, Graustark",
        "Source": "https://example.org/readout",
    }
    assert page.words["h2"] == ["The whole briefing", "Ruritania", "Opening", "The lake"]
    assert "nav" not in page.words
    assert {one["id"] for one in page.of("article")} == {f"n-{one.id}" for one in ALL}
    assert page.words["time"][-1] == "3 April 2024, 09:14"
    assert page.words["li"] == ["#drift", "#lake/access"]
    assert as_html([(BRIEFING, notebook(*reversed(ALL)))]) == text


def test_a_quote_leads_to_its_words() -> None:
    page = Page(as_html([(BRIEFING, notebook(ON_LAKE))]))
    address = "https://example.org/readout#:~:text=They%20discussed%20the%20lake"
    assert page.of("blockquote") == [{"cite": address}]
    assert {"href": address, "data-address": "https://example.org/readout"} in page.of("a")
    assert page.words["figcaption"] == ["— Strelsau Gazette, ¶3"]
    nowhere = replace(BRIEFING, source=replace(BRIEFING.source, url=""))
    page = Page(as_html([(nowhere, notebook(ON_LAKE, on=nowhere))]))
    assert page.of("blockquote") == [{}]
    assert page.of("a") == [{"class": "time", "href": "#n-k3f9q2"}]


def test_several_briefings_have_a_list_of_contents() -> None:
    other = briefing(name="other")
    page = Page(as_html([(BRIEFING, notebook(ON_LAKE, HIGHLIGHT)), (other, notebook(ON_LAKE, on=other))]))
    assert page.words["h1"] == ["Notes on 2 briefings"]
    assert page.words["small"] == ["2 April 2024 · 2 notes", "2 April 2024 · 1 note"]
    assert [one["href"] for one in page.of("a")[:2]] == ["#b-ruritania-graustark", "#b-other"]
    # The same note id in both, as after a file was copied.
    assert [one["id"] for one in page.of("article")] == ["n-aaaaa1", "n-k3f9q2", "n-k3f9q2-2"]


def test_no_notes_are_a_page_that_says_so() -> None:
    assert Page(as_html([(BRIEFING, notebook())])).words["h1"] == ["No notes"]


PASSAGE_TOLD = {
    "same": [],
    "moved": ["The passage stands in another place now."],
    "changed": ["The passage reads differently now."],
    "uncertain": ["The passage may be another; to check."],
    "orphan": ["No longer in the text; it stood below “The lake”."],
}
LEADS = {"same", "moved", "changed"}


def told(one: Note, place: Placement) -> Page:
    return Page(as_html([(BRIEFING, replace(notebook(one), placements={one.id: place}))]))


def statuses(page: Page) -> list[str]:
    found = zip(page.words.get("p", []), page.of("p"), strict=True)
    return [words for words, attributes in found if attributes.get("class") == "status"]


@pytest.mark.parametrize("status", get_args(Status))
def test_what_became_of_a_passage_is_told_in_words(status: Status) -> None:
    page = told(ON_LAKE, Placement(status, 0, 20))
    assert statuses(page) == PASSAGE_TOLD[status]
    address = "https://example.org/readout"
    # Nothing leads to words that are perhaps not those.
    words = "#:~:text=The%20Foreign%20Minister" if status in LEADS else ""
    assert page.of("blockquote") == [{"cite": address + words}]
    assert page.words["figcaption"] == [f"— Strelsau Gazette, ¶{3 if status == 'orphan' else 1}"]


def test_what_became_of_a_section_and_an_entity_is_told_in_words() -> None:
    assert statuses(told(ON_SECTION, Placement("same", LAKE, LAKE + 9))) == []
    assert statuses(told(ON_SECTION, Placement("changed", 0, 9))) == [
        "The section had the heading “The lake”."
    ]
    assert statuses(told(ON_SECTION, ORPHAN)) == ["There is no section “The lake” any more."]
    assert statuses(told(ON_ENTITY, ORPHAN)) == ["No longer named in the text."]


def test_the_page_can_be_printed_and_read_in_the_dark() -> None:
    style = Page(as_html([])).words["style"][0]
    assert "@media (prefers-color-scheme: dark)" in style
    assert "@media print" in style
    assert "@page" in style


def test_a_flood_of_markup_is_no_burden() -> None:
    text = "![" * 2000 + "[x](" * 2000 + ">" * 2000 + "*a" * 2000
    assert_fetches_nothing(shown(text))


def test_a_note_may_be_nothing_but_an_id() -> None:
    bare = Note("a", anchor(BRIEFING, 0, 0))
    assert Page(as_html([(BRIEFING, notebook(bare))])).words["footer"] == ["n-a".join("\n\n")]
