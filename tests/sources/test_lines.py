import json

import pytest

from briefing.errors import SourceError
from briefing.sources import lines


def test_a_record():
    record = {
        "Text": "Words.\r\nMore.",
        "title": " Ministers  meet ",
        "date": "2024-05-06T10:00",
        "publisher": "Ministry",
        "url": "https://example.org/1",
    }
    found, markup = lines.read(json.dumps(record).encode())
    assert (found.text, found.title, found.date) == ("Words.\nMore.", "Ministers meet", "2024-05-06")
    assert (found.issuer, found.url, markup) == ("Ministry", "https://example.org/1", "")


def test_markup_is_told():
    found, markup = lines.read(b'{"html": "<p>Words</p>", "url": "javascript:x"}')
    assert markup == "<p>Words</p>"
    assert found.url == ""


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{", "no JSON"),
        (b"[" * 100_000, "no JSON"),
        (b"[1]", "no record"),
        (b'{"text": "  "}', "no field for a text"),
        (b'{"text": 5, "content": null}', "no field for a text"),
        (b"\xff", "no JSON"),
    ],
)
def test_what_is_no_record_is_refused(line, reason):
    with pytest.raises(SourceError, match=reason):
        lines.read(line)
