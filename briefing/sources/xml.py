"""Records in XML: one text with its fields, as archives and feeds give them out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefing.errors import SourceError
from briefing.sources import html
from briefing.sources.dates import day_of
from briefing.sources.found import Found
from briefing.sources.text import decode

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element as Element

_TEXTS = ("content", "encoded", "body", "text", "fulltext", "maintext", "description", "summary")
_TITLES = ("title", "headline", "name", "subject")
_ISSUERS = ("publisher", "issuer", "organisation", "organization", "agency")
_URLS = ("url", "link", "guid", "source")
_HALF = re.compile(
    r"&#(?:x0*d[89a-f][0-9a-f]{2}|0*5(?:5[3-9]|6\d|7[0-3])\d{2}|0*552(?:9[6-9]));", re.IGNORECASE
)
"""A reference to half a character, which the parser takes and cannot give back; or to a Hangul near it."""
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_PAGE = re.compile(
    r"\s*+(?>(?><!--.*?-->)\s*+)*+(?:<!doctype html[^>]*>\s*+)?<html\b", re.IGNORECASE | re.DOTALL
)


def read(data: bytes, charset: str = "") -> Found:
    """Raises SourceError where there is no text, or more than one."""
    text, encoding, guessed = decode(data, charset or html.declared(data))
    body = text[found.end() :] if (found := _DECLARATION.match(text)) else text
    if _PAGE.match(body):
        return html.read(data, charset)
    record = _record(body)
    if record is None:
        raise SourceError("This XML holds no text of a readout; save the text and take that.")
    holder, fields = record
    words = _words(holder)
    if not words.text.strip():
        raise SourceError("This XML holds no text of a readout; save the text and take that.")
    title = _first(fields, _TITLES)
    if title and not _begins_with(words, title):
        words = _headed(title, words)
    day = next(
        (value for name, value in fields if "date" in name or "publish" in name or name == "issued"), ""
    )
    return Found(
        words.text,
        words.headings,
        title,
        day_of(day, words.text),
        _first(fields, _ISSUERS),
        next(
            (value for name, value in fields if name in _URLS and value.startswith(("http://", "https://"))),
            "",
        ),
        encoding,
        guessed,
        words.notices,
    )


def _record(markup: str) -> tuple[Element, list[tuple[str, str]]] | None:
    """The element that holds the text, and the fields that stand beside it."""
    from lxml import etree

    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        recover=True,
        remove_comments=True,
        huge_tree=False,
    )
    data = _HALF.sub("\ufffd", markup.replace("\0", "\ufffd")).encode("utf-8", "replace")
    try:
        root = etree.fromstring(data, parser=parser)
    except etree.XMLSyntaxError:
        return None
    if root is None:
        return None
    elements = [element for element in root.iter() if isinstance(element.tag, str)]
    for wanted in _TEXTS:
        holders = [element for element in elements if _name(element) == wanted and _letters(element) > 0]
        if len(holders) > 1:
            raise SourceError(f"This XML holds {len(holders):,} texts; a file of its own is needed for each.")
        if holders:
            return holders[0], list(_fields(holders[0]))
    return (root, []) if _letters(root) else None


def _fields(holder: Element) -> Iterable[tuple[str, str]]:
    """The short values near the text: those of its own record before those further out."""
    for around in holder.iterancestors():
        for child in around:
            if isinstance(child.tag, str) and child is not holder and not len(child):
                value = " ".join((child.text or child.get("href") or "").split())
                if value and len(value) < 2000:
                    yield _name(child), value


def _first(fields: Iterable[tuple[str, str]], names: tuple[str, ...]) -> str:
    told = list(fields)
    return next((value for wanted in names for name, value in told if name == wanted), "")


def _words(holder: Element) -> Found:
    """The words of an element, which holds markup as text or as elements."""
    from lxml import etree

    if len(holder):
        for element in holder.iter():
            if isinstance(element.tag, str):
                name = _name(element)
                # What a page does not know is a part of the line, whatever it is called.
                element.tag = name if name.isascii() and name.isalnum() and name[0].isalpha() else "span"
        return html.read_fragment(etree.tostring(holder, encoding="unicode", method="html", with_tail=False))
    text = holder.text or ""
    return (
        html.read_fragment(text) if re.search(r"<[a-zA-Z/!]", text) else Found(text.replace("\r", "").strip())
    )


def _headed(title: str, words: Found) -> Found:
    moved = len(title) + 2
    headings = (
        (0, len(title), 1),
        *((start + moved, end + moved, level) for start, end, level in words.headings),
    )
    return Found(f"{title}\n\n{words.text}", headings, notices=words.notices)


def _begins_with(words: Found, title: str) -> bool:
    return " ".join(words.text[: 2 * len(title) + 20].split()).startswith(" ".join(title.split()))


def _name(element: Element) -> str:
    """Without its namespace, which may not be declared."""
    return str(element.tag).rpartition("}")[2].rpartition(":")[2].lower()


def _letters(element: Element) -> int:
    return len("".join(element.itertext()).strip())
