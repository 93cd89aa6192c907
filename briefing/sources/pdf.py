"""PDF documents: lines on pages → paragraphs, without what is printed on every page."""

from __future__ import annotations

import io
import re
from collections import Counter
from typing import TYPE_CHECKING

from briefing.errors import SourceError
from briefing.sources.found import Found

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pypdf import PageObject

_PAGE_NUMBER = re.compile(r"[-–— ]*(?:page )?\d{1,4}(?: ?(?:/|of) ?\d{1,4})?[-–— ]*", re.IGNORECASE)
_ITEM = re.compile(r"(?:[-*•●▪·‣–]|\(?(?:\d{1,3}(?:\.\d{1,3}){0,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)])\s+\S")
_END = re.compile(r"[.!?…:;][\"'”’»)\]]{0,3}$")
_WORD = re.compile(r"[^\W\d_]+")
_BROKEN = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)*)[-\u00ad\u2010]$")
_GAP = re.compile(r"\S {4,}(?=\S)")
_EDGE = 2
"""Lines at the top and the bottom of a page that may be printed on every one."""
_REPEATED = 0.6
_LONGEST_WORD = 100
_FULL = 0.75
"""Of the width of a text: a shorter line was not broken for want of room."""
_COLUMNS = 0.4


def read(data: bytes) -> Found:
    """Raises SourceError where it is locked, damaged, or a picture of a text."""
    import pypdf
    from pypdf.errors import PyPdfError

    try:
        document = pypdf.PdfReader(io.BytesIO(data))
        if document.is_encrypted and not document.decrypt(""):
            raise SourceError("This PDF is locked with a password; save it without one.")
        pages = [_lines(page) for page in document.pages]
        told = document.metadata.title if document.metadata else None
    except PyPdfError as error:
        raise SourceError(
            "This PDF is damaged and cannot be read; fetch it again, or save its text."
        ) from error
    text = "\n\n".join(_paragraphs(_on_from_page_to_page(_without_running_lines(pages))))
    if not text.strip():
        raise SourceError("This PDF holds pictures of pages and no text; recognise its text (OCR) first.")
    return Found(text, title=_title(told, text))


def _lines(page: PageObject) -> list[str]:
    """The lines of a page as they are laid out; in the order of the file where they stand in columns."""
    lines = page.extract_text(extraction_mode="layout", layout_mode_strip_rotated=False).split("\n")
    filled = [line for line in lines if line.strip()]
    gapped = sum(1 for line in filled if _GAP.search(line.strip()))
    if len(filled) > 10 and gapped > _COLUMNS * len(filled):
        lines = page.extract_text().split("\n")
    return [re.sub(r" {2,}", " ", line).strip() for line in lines]


def _without_running_lines(pages: Sequence[list[str]]) -> list[list[str]]:
    """Pages without their numbers, and without the lines that stand at the edge of most of them."""
    counted = Counter(
        key for page in pages for key in {_key(page[at]) for at in _edges(page)} if key.strip("# ")
    )
    often = {key for key, count in counted.items() if count >= 3 and count >= _REPEATED * len(pages)}
    kept = []
    for page in pages:
        edges = _edges(page)
        running = {at for at in edges if _key(page[at]) in often or _is_number(page, at, len(pages))}
        kept.append([line for at, line in enumerate(page) if at not in running])
    return kept


def _edges(page: Sequence[str]) -> list[int]:
    filled = [at for at, line in enumerate(page) if line]
    few = min(_EDGE, len(filled) // 3)
    return list(dict.fromkeys([*filled[:few], *filled[len(filled) - few :]]))


def _is_number(page: Sequence[str], at: int, pages: int) -> bool:
    """A number alone in the outermost line; of a single page it could be anything."""
    filled = [number for number, line in enumerate(page) if line]
    return pages > 1 and at in (filled[0], filled[-1]) and _PAGE_NUMBER.fullmatch(page[at]) is not None


def _key(line: str) -> str:
    return re.sub(r"\d+", "#", line)


def _on_from_page_to_page(pages: Iterable[list[str]]) -> list[str]:
    """All lines, a blank one between two pages unless a sentence goes on over the break."""
    lines: list[str] = []
    for page in pages:
        filled = [at for at, line in enumerate(page) if line]
        if not filled:
            continue
        body = page[filled[0] : filled[-1] + 1]
        if lines and (_END.search(lines[-1]) or _ITEM.match(body[0])):
            lines.append("")
        lines += body
    return lines


def _paragraphs(lines: Sequence[str]) -> list[str]:
    lengths = sorted(len(line) for line in lines if line)
    width = lengths[int(len(lengths) * 0.95)] if lengths else 0
    words = Counter(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", " ".join(lines).casefold()))
    paragraphs: list[list[str]] = []
    previous = ""
    for line in lines:
        if line and previous and _goes_on(previous, line, width):
            paragraphs[-1] += _joined(paragraphs[-1].pop(), line, words)
        elif line:
            paragraphs.append([line])
        previous = line
    return ["".join(parts) for parts in paragraphs]


def _goes_on(previous: str, line: str, width: int) -> bool:
    """Whether a line was only begun because the one before it was full."""
    if _ITEM.match(line):
        return False
    if line[:1].islower():
        return True
    first = line.split(" ", 1)[0]
    return len(previous) + 1 + len(first) > _FULL * width


def _joined(before: str, line: str, words: Counter[str]) -> tuple[str, str]:
    """A line and the next one as they follow each other; a word that was broken for want of room is whole."""
    broken = _BROKEN.search(before[-_LONGEST_WORD:])
    rest = _WORD.match(line)
    if broken is None or rest is None:
        return f"{before} ", line
    head, tail = broken[1].casefold(), rest[0].casefold()
    if before.endswith("-") and _keeps_its_hyphen(head, tail, rest[0][0].isupper(), words):
        return before, line
    return before[:-1], line


def _keeps_its_hyphen(head: str, tail: str, capital: bool, words: Counter[str]) -> bool:
    """Whether the words were written with a hyphen: as elsewhere in the text, or as two words are."""
    hyphened, whole = words[f"{head}-{tail}"], words[f"{head}{tail}"]
    if hyphened != whole:
        return hyphened > whole
    # The head counts once as it stands at the end of the line.
    return capital or (words[head.rpartition("-")[2]] > 1 and words[tail] > 1)


def _title(told: str | None, text: str) -> str:
    """What the document calls itself, if its first page calls it so too: many keep their template's name."""
    title = " ".join((told or "").split())
    begun = " ".join(text[:1500].split()).casefold()
    return title if len(title.split()) > 2 and title.casefold() in begun else ""
