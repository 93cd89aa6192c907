"""Web pages as they were saved: the readout's words without the page's furniture."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from briefing.errors import SourceError
from briefing.sources.found import Found
from briefing.sources.page_blocks import blocks_of
from briefing.sources.page_body import text_of_page
from briefing.sources.page_facts import facts_of
from briefing.sources.text import decode

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.html import HtmlElement

    from briefing.sources.page_blocks import PageBlock

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"""<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{1,40})""", re.IGNORECASE)
_UNREAD = re.compile(r"<(script|style)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")
_TOO_DEEP = "Excessive depth"


def read(data: bytes, charset: str = "") -> Found:
    """``charset`` is what the server or the mail said. Raises SourceError where a page shows no words."""
    text, encoding, guessed = decode(data, charset or declared(data))
    found = read_page(text)
    if not found.text.strip():
        raise SourceError("This page shows no words; open it in a browser and save its text.")
    return Found(
        found.text,
        found.headings,
        found.title,
        found.date,
        found.issuer,
        found.url,
        encoding,
        guessed,
        found.notices,
    )


def declared(data: bytes) -> str:
    """The encoding that a page names at its head."""
    match = _XML_ENCODING.match(data.lstrip()[:200]) or _CHARSET.search(data[:4096])
    return match[1].decode("ascii") if match else ""


def read_page(markup: str) -> Found:
    """The text of a whole page and what its records tell."""
    root, complete = parsed(markup)
    if root is None or not complete:
        return _flat(markup)
    blocks = blocks_of(root)
    facts = facts_of(root, blocks)
    text, headings = joined(text_of_page(blocks, facts.title))
    if not text.strip():
        return _flat(markup) if not blocks else Found("")
    return Found(text, headings, facts.title, facts.date, facts.issuer, facts.url)


def read_fragment(markup: str) -> Found:
    """Markup that is all text, as from a word processor or out of a record."""
    root, complete = parsed(markup)
    if root is None or not complete:
        return _flat(markup)
    text, headings = joined(blocks_of(root))
    return Found(text, headings)


def parsed(markup: str) -> tuple[HtmlElement | None, bool]:
    """The tree of some markup, and whether all of it is in there."""
    from lxml import html
    from lxml.etree import ParserError

    parser = html.HTMLParser(
        encoding="utf-8", huge_tree=True, no_network=True, remove_comments=True, remove_pis=True
    )
    data = markup.replace("\0", "\ufffd").encode("utf-8", "replace")
    try:
        root = html.document_fromstring(data, parser=parser)
    except ParserError:
        return None, True
    # Past its limit of depth the parser leaves out what it finds, and says so only here.
    return root, not any(_TOO_DEEP in entry.message for entry in parser.error_log)


def joined(blocks: Iterable[PageBlock]) -> tuple[str, tuple[tuple[int, int, int], ...]]:
    """The text that some blocks make, with a blank line between each two, and where its headings are."""
    parts, headings, at = [], [], 0
    for block in blocks:
        words = block.text.replace("\r\n", "\n").replace("\r", "\n")
        if block.level:
            headings.append((at, at + len(words), block.level))
        parts.append(words)
        at += len(words) + 2
    return "\n\n".join(parts), tuple(headings)


def _flat(markup: str) -> Found:
    """All words of a page that cannot be taken apart: too deep for the parser, or not closed."""
    words = unescape(_TAG.sub("\n", _UNREAD.sub("\n", markup)))
    # A reference may stand for a carriage return.
    lines = [line for line in map(str.strip, re.split(r"\r\n?|\n", words)) if line]
    notice = "The page is built so that it cannot be taken apart; all its words are shown."
    return Found("\n\n".join(lines), notices=(notice,))
