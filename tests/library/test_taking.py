import pytest

from briefing.errors import SourceError
from briefing.library.taking import take
from tests.sources.made import PAGE, PAGE_WORDS, pdf, zipped

FOREIGN = """\
---
title: "Ministers\\_meet"
date: 2024-05-06 18:00:00+02:00
source_url: https://example.org/1
publisher: Ministry of Fish
tags: [a, b]
---

1.  They met.
2.  They spoke.
"""


def test_the_front_matter_of_other_programs_tells_something_too():
    taken = take(FOREIGN.encode(), "a.md")
    assert taken.source.text == "1. They met.\n\n2. They spoke."
    assert taken.source.url == "https://example.org/1"
    assert (taken.facts.title, taken.facts.date, taken.facts.issuer) == (
        "Ministers\xa0meet".replace("\xa0", " "),
        "2024-05-06",
        "Ministry of Fish",
    )


def test_a_briefing_is_what_its_own_front_matter_says():
    taken = take(b"---\nbriefing: 1\nid: a\ntitle: Other\n---\n\n# Mine\n\nWords.\n", "a.md")
    assert (taken.facts.id, taken.facts.title) == ("a", "Mine")


def test_headings_of_the_file_are_headings_though_they_do_not_look_so():
    taken = take(b"<h3>we spoke about fish.</h3><p>Words and more words.</p>", "a.html")
    assert [block.kind for block in taken.facts.given_blocks] == ["heading", "paragraph"]
    assert taken.facts.given_blocks[0].level == 3


def test_the_refusal_names_the_file():
    for data, name, reason in (
        (pdf([[]]), "x.pdf", "x.pdf: This PDF holds pictures"),
        (zipped({"a.txt": "a"}), "x.zip", "x.zip is a zip archive; 'briefing import'"),
        (b"{}\n{}\n", "x.jsonl", "x.jsonl holds many readouts; 'briefing import'"),
        (b"{}", "", "The input"),
    ):
        with pytest.raises(SourceError, match=reason):
            take(data, name, kind="lines" if not name else None)


def test_half_characters_are_marked():
    taken = take(b'{"text": "a \\ud800 b", "title": "\\udfff"}', "x.jsonl")
    assert (taken.source.text, taken.facts.title) == ("a \ufffd b", "\ufffd")


def test_a_line_may_hold_a_page():
    import json

    line = json.dumps({"html": "<p>a</p><p>b &amp; c</p>", "title": "T"}).encode()
    assert take(line, "x.jsonl").source.text == "a\n\nb & c"


def test_a_page_whatever_it_is_called():
    assert take(PAGE.encode(), "saved").source.text.split("\n\n") == PAGE_WORDS
