"""Which kind of file some bytes are: by their signature first, by the name second."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Literal

from briefing.errors import SourceError
from briefing.files import shown
from briefing.sources.text import refuse_known

Kind = Literal["text", "markdown", "html", "xml", "pdf", "docx", "mail", "zip", "lines"]

CONFINED: tuple[Kind, ...] = ("html", "xml", "pdf", "docx", "mail")
"""Read by parsers that a hostile file can lead astray: only in a process of its own, with limits."""

_BY_NAME: dict[str, Kind] = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".shtml": "html",
    ".xml": "xml",
    ".pdf": "pdf",
    ".docx": "docx",
    ".eml": "mail",
    ".mht": "mail",
    ".mhtml": "mail",
    ".zip": "zip",
    ".jsonl": "lines",
    ".ndjson": "lines",
}
ENDINGS = tuple(_BY_NAME)
"""Of the files that are looked for in folders and archives."""

_HEAD = 1024
_PAGE = re.compile(
    rb"(?>(?><!--.*?-->)|<\?xml[^>]*>|\s)*+<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_XML = re.compile(rb"\s*<\?xml\b", re.IGNORECASE)
_MAIL = re.compile(
    rb"(?:From |Return-Path:|Received:|Delivered-To:|MIME-Version:|Message-ID:)", re.IGNORECASE
)
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def kind_of(data: bytes, path: str = "") -> Kind:
    """Raises SourceError for a document of a kind that is known and cannot be read."""
    named = by_name(path)
    if b"%PDF-" in data[:_HEAD]:
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return _packed_kind(data, path)
    if data.startswith(_OLD_OFFICE):
        raise SourceError(f"{_named(path)} is an old Office file; save it as .docx and take that.")
    refuse_known(data, path)
    head = _plain_head(data)
    if named in ("markdown", "lines", "mail"):
        return named
    if _PAGE.match(head):
        return "html"
    if _XML.match(head):
        return "xml"
    if named in ("pdf", "docx", "zip"):
        return "text"  # not what its name says; as text it is shown or refused for what it is
    if named is None and _MAIL.match(head) and b"\nSubject:" in data[: 16 * _HEAD]:
        return "mail"
    return named or "text"


def by_name(path: str) -> Kind | None:
    """What the ending of a name promises."""
    return _BY_NAME.get(PurePath(path).suffix.lower())


def _packed_kind(data: bytes, path: str) -> Kind:
    if b"word/document" in data:
        return "docx"
    if b"[Content_Types].xml" in data or data[30:38] == b"mimetype":
        raise SourceError(
            f"{_named(path)} is no Word document but another Office file; save it as .docx or PDF."
        )
    return "zip"


def _plain_head(data: bytes) -> bytes:
    head = data[:_HEAD]
    for mark in _MARKS:
        head = head.removeprefix(mark)
    return head.replace(b"\0", b"")


def _named(path: str) -> str:
    return shown(path) if path else "The input"
