import time

import pytest

from briefing.errors import SourceError
from briefing.sources.kinds import by_name, kind_of
from tests.sources.made import docx, pdf, zipped

KINDS = [
    (b"Words.", "", "text"),
    (b"Words.", "a.txt", "text"),
    (b"# Words", "a.MD", "markdown"),
    (b"<html>x", "a.md", "markdown"),
    (b"<p>x", "a.html", "html"),
    (b"<p>x", "a.txt", "text"),
    (b"\xef\xbb\xbf <!DOCTYPE html><p>x", "a.txt", "html"),
    ("<html>x".encode("utf-16"), "", "html"),
    (b"<!-- saved from url --><html>", "", "html"),
    (b"<?xml version='1.0'?><a>", "", "xml"),
    (b"<?xml version='1.0'?><html>", "a.xhtml", "html"),
    (b"<a>", "a.xml", "xml"),
    (pdf([["a"]]), "a.txt", "pdf"),
    (b"junk\n%PDF-1.4", "", "pdf"),
    (docx(["a"]), "a.zip", "docx"),
    (zipped({"a.txt": "a"}), "a.docx", "zip"),
    (b"From: a\nSubject: b\n\nc", "a.eml", "mail"),
    (b"Received: x\nSubject: b\n\nc", "", "mail"),
    (b"From: the ministry\n\nSubject: b", "a.txt", "text"),
    (b"{}", "a.jsonl", "lines"),
    (b"not a PDF", "a.pdf", "text"),
    (b"", "a.docx", "text"),
]


@pytest.mark.parametrize(("data", "name", "kind"), KINDS)
def test_kinds(data, name, kind):
    assert kind_of(data, name) == kind


REFUSED = [
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "a.doc", "a.doc is an old Office file"),
    (zipped({"[Content_Types].xml": "", "xl/workbook.xml": ""}), "a.xlsx", "another Office file"),
    (zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "a.odt", "another Office file"),
    (b"\x89PNG....", "a.html", "a.html is a picture"),
]


@pytest.mark.parametrize(("data", "name", "reason"), REFUSED)
def test_known_kinds_that_cannot_be_read(data, name, reason):
    with pytest.raises(SourceError, match=reason):
        kind_of(data, name)


def test_names():
    assert by_name("a/b.HTM") == "html"
    assert by_name("a.pdf/b") is by_name("pdf") is None


@pytest.mark.parametrize("part", [b"<!---->", b"<!-- -->\n", b"<?xml?>", b" ", b"<!--"])
def test_no_beginning_takes_long(part):
    start = time.process_time()
    kind_of(part * 200, "a.txt")
    xml_page = part * 200 + b"<a>"
    kind_of(xml_page, "")
    assert time.process_time() - start < 1
