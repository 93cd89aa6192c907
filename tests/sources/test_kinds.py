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
    (b"not packed", "a.zip", "text"),
    (b"x" * 1019 + b"%PDF-", "a.html", "pdf"),
    (b"x" * 1020 + b"%PDF-", "a.html", "html"),
    (b"<!DOCTYPE html>", "a.eml", "mail"),
    (b"<!DOCTYPE html>", "a.ndjson", "lines"),
    (b"<?xml version='1.0'?><a>", "a.html", "xml"),
    ("<head>x".encode("utf-16-be"), "", "html"),
    (b"\xef\xbb\xbfMIME-Version: 1\nSubject: b\n\nc", "", "mail"),
    (b"Return-Path: x\nSubject: b\n\nc", "noname", "mail"),
    (b"Return-Path: x\nSubject: b\n\nc", "a.txt", "text"),
    (zipped({"word/document2.xml": "", "[Content_Types].xml": ""}), "", "docx"),
    (zipped({"a.txt": "mimetype"}), "", "zip"),
]


@pytest.mark.parametrize(("data", "name", "kind"), KINDS)
def test_kinds(data, name, kind):
    assert kind_of(data, name) == kind


OFFICE = "is no Word document but another Office file; save it as .docx or PDF."
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1...."
SHEET = zipped({"[Content_Types].xml": "", "xl/workbook.xml": ""})
ODT = zipped({"mimetype": "application/vnd.oasis.opendocument.text"})
REFUSED = [
    (OLD, "a.doc", "a.doc is an old Office file; save it as .docx and take that."),
    (OLD, "", "The input is an old Office file; save it as .docx and take that."),
    (SHEET, "a.xlsx", f"a.xlsx {OFFICE}"),
    (ODT, "a.odt", f"a.odt {OFFICE}"),
    (ODT, "", f"The input {OFFICE}"),
    (b"\x89PNG....", "a.html", "a.html is a picture, not text; save its text and open that."),
]


@pytest.mark.parametrize(("data", "name", "reason"), REFUSED)
def test_known_kinds_that_cannot_be_read(data, name, reason):
    with pytest.raises(SourceError) as caught:
        kind_of(data, name)
    assert str(caught.value) == reason


def test_the_head_of_a_mail_is_of_so_many_bytes():
    head = b"Received: x\n" + b"X: y\n" * 3272
    for filling, kind in ((16 * 1024 - len(head) - 9, "mail"), (16 * 1024 - len(head) - 8, "text")):
        assert kind_of(head + b"x" * filling + b"\nSubject: b", "") == kind


def test_an_input_without_a_name_is_of_the_kind_that_its_bytes_are():
    assert kind_of(b"<html>") == "html"
    with pytest.raises(SourceError, match=r"^The input is an old Office file"):
        kind_of(OLD)


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
