"""A web page's tree as the blocks that a reader sees, in their order, with what each stands in."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


_UNSEEN = _names(
    """script style noscript template svg math iframe object embed applet canvas audio video map select
    datalist option button input textarea head title meta link base dialog"""
)
_BLOCKS = _names(
    """address article aside blockquote body caption center dd details dialog dir div dl dt fieldset
    figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol
    optgroup p pre search section summary table tbody td tfoot th thead tr ul"""
)
_NOT_IN_A_ROW = _names("p div ul ol table h1 h2 h3 h4 h5 h6 blockquote section article dl pre")
_CELLS = ("td", "th")
_BLANK = re.compile(r"[ \t\n\r\f]+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_HEADING = re.compile("h[1-6]")
_NUMBERED = re.compile(r"\W{0,2}(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)\]]")


@dataclass(slots=True)
class PageBlock:
    """A paragraph, heading, list item or row of a page."""

    text: str
    holder: HtmlElement
    """The nearest element around it that is a block."""
    level: int = 0
    """Of a heading, 1 to 6."""
    linked: int = 0
    """How many of its letters are in links."""

    @property
    def prose(self) -> int:
        """How much it speaks for being part of a text: its letters outside links, if they are many."""
        free = len(self.text) - self.linked
        return free if free >= _PROSE and 2 * self.linked < len(self.text) else 0

    @property
    def is_sentence(self) -> bool:
        return self.prose >= _SENTENCE and self.text.rstrip("\"'”’»)] ")[-1:] in (
            ".",
            "!",
            "?",
            "…",
            ":",
            ";",
        )


_PROSE = 25
_SENTENCE = 80


def blocks_of(root: HtmlElement) -> list[PageBlock]:
    """What a browser would show of an element, hidden parts left out."""
    writing = _Writing()
    stack: list[tuple[HtmlElement, bool]] = [(root, False)]
    while stack:
        element, is_end = stack.pop()
        if is_end:
            writing.leave(element)
            _tail(writing, element, root)
            continue
        if not isinstance(element.tag, str) or element.tag in _UNSEEN or _is_hidden(element):
            _tail(writing, element, root)
            continue
        writing.enter(element)
        stack.append((element, True))
        stack.extend((child, False) for child in reversed(element))
    writing.flush()
    return writing.blocks


def _tail(writing: _Writing, element: HtmlElement, root: HtmlElement) -> None:
    if element is not root and element.tail:
        writing.add(element.tail)


def _is_hidden(element: HtmlElement) -> bool:
    # What is hidden from screen readers alone is seen: a page often is while a dialog lies over it.
    return "hidden" in element.attrib or _HIDDEN.search(element.get("style", "")) is not None


@dataclass(slots=True)
class _Writing:
    blocks: list[PageBlock] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _linked: int = 0
    _links: int = 0
    _verbatim: int = 0
    _holders: list[HtmlElement] = field(default_factory=list)
    _rows: list[HtmlElement] = field(default_factory=list)
    """The rows within which everything is one block."""
    _markers: list[str] = field(default_factory=list)
    """Of list items that were begun and have no words yet."""
    _next: dict[HtmlElement, int] = field(default_factory=dict)
    """The number of the item that comes next in each list."""

    def enter(self, element: HtmlElement) -> None:
        tag = element.tag
        if tag in _BLOCKS:
            self._begin(element)
        elif tag == "br":
            self._parts.append("\n")
        elif tag == "q":
            self._parts.append("“")
        elif tag == "a":
            self._links += 1
        if element.text:
            self.add(element.text)

    def leave(self, element: HtmlElement) -> None:
        tag = element.tag
        if tag == "a":
            self._links -= 1
        elif tag == "q":
            self._parts.append("”")
        elif tag in _BLOCKS:
            if self._rows and element is not self._rows[-1]:
                return
            self.flush()
            if self._rows and element is self._rows[-1]:
                self._rows.pop()
            self._holders.pop()
            if tag == "li":
                self._markers.clear()
            elif tag == "pre":
                self._verbatim -= 1

    def add(self, text: str) -> None:
        words = text if self._verbatim else _BLANK.sub(" ", text)
        self._parts.append(words)
        if self._links:
            self._linked += len(words.strip())

    def flush(self) -> None:
        """End the block that was being written."""
        text = "".join(self._parts)
        linked, self._linked = self._linked, 0
        self._parts.clear()
        if not self._verbatim:
            text = _tidy(text)
        if not text.strip() or not self._holders:
            return
        holder = self._holders[-1]
        marker = "".join(self._markers[-1:])
        self._markers.clear()
        if marker and not (marker[0].isalnum() and _NUMBERED.match(text)):
            text = f"{marker} {text}"
        level = next((int(one.tag[1]) for one in reversed(self._holders) if _HEADING.fullmatch(one.tag)), 0)
        self.blocks.append(PageBlock(text.strip("\n"), holder, level, linked))

    def _begin(self, element: HtmlElement) -> None:
        tag = element.tag
        if self._rows:
            if tag in _CELLS and "".join(self._parts).strip():
                self._parts.append("\t")
            return
        self.flush()
        self._holders.append(element)
        if tag == "tr" and _is_row(element):
            self._rows.append(element)
        elif tag == "li":
            self._markers.append(self._marker(element))
        elif tag == "pre":
            self._verbatim += 1

    def _marker(self, item: HtmlElement) -> str:
        """What a browser shows before a list item."""
        around = item.getparent()
        if around is None or around.tag not in ("ol", "ul", "menu", "dir"):
            return "-"
        if "none" in around.get("style", "") + item.get("style", ""):
            return ""
        if around.tag != "ol":
            return "-"
        number = _whole(item.get("value"))
        if number is None:
            number = self._next.get(around, _whole(around.get("start")) or 1)
        self._next[around] = number + 1
        return f"{_counted(number, around.get('type', '1'))}."


def _tidy(text: str) -> str:
    """Blanks as a browser shows them: one at most, and none beside the end of a line."""
    lines = (re.sub(r" {2,}", " ", re.sub(r" *\t *", "\t", line)).strip(" ") for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip(" \n")


def _is_row(row: HtmlElement) -> bool:
    """Whether a row is of a table of data; one that only lays out a page holds whole blocks."""
    return not any(True for _ in _blocks_within(row))


def _blocks_within(row: HtmlElement) -> Iterator[HtmlElement]:
    paragraphs: dict[HtmlElement, int] = {}
    for inner in row.iterdescendants():
        if inner.tag in ("p", "div"):
            # Word processors put every cell's words into a paragraph of its own.
            cell = inner.getparent()
            paragraphs[cell] = paragraphs.get(cell, 0) + 1
            if cell.tag not in _CELLS or paragraphs[cell] > 1:
                yield inner
        elif inner.tag in _NOT_IN_A_ROW:
            yield inner


def _whole(value: str | None) -> int | None:
    return int(value) if value and re.fullmatch(r"-?\d{1,6}", value.strip()) else None


_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def _counted(number: int, style: str) -> str:
    if style in ("a", "A") and 1 <= number <= 26:
        return chr(ord(style) + number - 1)
    if style in ("i", "I") and 1 <= number < 400:
        numeral, rest = "", number
        for value, letters in _ROMAN:
            while rest >= value:
                numeral, rest = numeral + letters, rest - value
        return numeral if style == "i" else numeral.upper()
    return str(number)
