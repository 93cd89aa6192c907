import time

import pytest

from briefing.errors import SourceError
from briefing.sources import xml
from tests.sources.made import WORDS

RECORD = f"""<?xml version="1.0"?>
<records><record>
<title>Ministers meet</title><release-date>06/05/2024</release-date>
<publisher>Ministry of Fish</publisher><link>https://example.org/1</link>
<content><![CDATA[<p>{WORDS[0]}</p><ol><li>{WORDS[1]}</li></ol>]]></content>
</record></records>"""


def test_a_record_gives_its_text_under_its_title():
    found = xml.read(RECORD.encode())
    assert found.text.split("\n\n") == ["Ministers meet", WORDS[0], f"1. {WORDS[1]}"]
    assert (found.title, found.date) == ("Ministers meet", "2024-05-06")
    assert (found.issuer, found.url) == ("Ministry of Fish", "https://example.org/1")
    assert [found.text[start:end] for start, end, _ in found.headings] == ["Ministers meet"]


def test_markup_as_elements_and_plain_text():
    assert xml.read(b"<a><body><p>One</p><p>Two</p></body></a>").text == "One\n\nTwo"
    assert xml.read(b"<x:a xmlns:x='y'><x:text>One &amp; two</x:text></x:a>").text == "One & two"
    assert xml.read(b"<a><b>One</b> <b>two</b></a>").text == "One two"


def test_a_page_in_xml_is_a_page():
    found = xml.read(
        b'<?xml version="1.0"?><html><head><title>A b c</title></head><body><p>One</p></body></html>'
    )
    assert (found.text, found.title) == ("One", "A b c")


def test_entities_are_not_resolved():
    bomb = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a><text>One &x; two</text></a>'
    assert "root" not in xml.read(bomb.encode()).text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("<a/>", "no text"),
        ("", "no text"),
        ("<a><item><content>x</content></item><item><content>y</content></item></a>", "holds 2 texts"),
    ],
)
def test_what_cannot_be_read_is_refused(data, reason):
    with pytest.raises(SourceError, match=reason):
        xml.read(data.encode())


def test_no_comments_take_long():
    start = time.process_time()
    assert xml.read(b"<!---->" * 5000 + b"<a><text>b</text></a>").text == "b"
    assert xml.read(b'<?xml version="1.0"?>' + b"<!-- x -->" * 50 + b"<html><p>b</p></html>").text == "b"
    assert time.process_time() - start < 2
