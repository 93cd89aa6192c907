"""Quotations in Markdown: the words of a readout in ``>`` lines, with their source below.

What is shown of a quote is exactly its words: characters that Markdown would take for its own are
escaped, lines are broken at single blanks only, and paragraphs stay apart.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.model import Briefing, Span

WIDTH = 80

_EDGE = " \t\r\n"

_LINE_ENDS = dict.fromkeys([0x0B, 0x0C, 0x0D, *range(0x1C, 0x20), 0x85, 0x2028, 0x2029], " ")
HALVES = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
"""A table for ``str.translate``: half characters, which no file can hold, as what is written for them."""

_PARAGRAPHS = re.compile(r"\n[^\S\n]*\n\s*")
_SPECIAL = re.compile(r"[\\`*\[\]<>~#]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w{1,32};)|%(?=%)|=(?==)")
_STARTER = re.compile(r"(?:[-+](?=\s|\Z)|-(?=-)|=(?==*\Z)|\d{1,9}(?=[.)](?:\s|\Z)))")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_QUOTE_LINE = re.compile(r" {0,3}> ?(.*)", re.DOTALL)
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_DASH = re.compile(r"[—–-]{1,3} (?=[\[*_])")


def escape(text: str) -> str:
    """Text within a line of Markdown, shown as it is."""
    escaped = _SPECIAL.sub(r"\\\g<0>", text.translate(HALVES))
    # Two dollar signs begin a formula in several readers of Markdown.
    return escaped.replace("$", r"\$") if text.count("$") > 1 else escaped


def unescape(text: str) -> str:
    return _ESCAPED.sub(r"\1", text)


def write(words: str, attribution: str = "") -> list[str]:
    """The ``>`` lines of a quote."""
    words = words.translate(_LINE_ENDS).strip()
    blocks = [_wrapped(block) for block in _PARAGRAPHS.split(words)] if words else []
    if attribution:
        blocks.append([attribution])
    lines: list[str] = []
    for block in blocks:
        if lines:
            lines.append(">")
        lines += [f"> {line}" for line in block]
    return lines


def is_quote_line(line: str) -> bool:
    return _QUOTE_LINE.match(line) is not None


def read(lines: list[str]) -> tuple[str, bool]:
    """The words of a quote without its source, and whether it names one."""
    paragraphs = _paragraphs(lines)
    named = bool(paragraphs) and _is_attribution(paragraphs[-1])
    if named:
        del paragraphs[-1]
    return "\n\n".join(map(unescape, paragraphs)), named


def cited_address(lines: list[str]) -> str:
    """The address that the source of a quote leads to, without its fragment; nothing without one."""
    last = "".join(_paragraphs(lines)[-1:])
    if not (_is_attribution(last) and last.endswith(")")):
        return ""
    return last[last.rfind("](") + 2 : -1].partition("#")[0]


def attribution(briefing: Briefing, paragraph: int, address: str) -> str:
    """The source of a quote: a link where it has an address, which is one that ``link`` gave."""
    label = escape(" ".join((briefing.issuer or briefing.title or briefing.id).split()))
    if paragraph:
        label = f"{label}, ¶{paragraph}"
    return f"— [{label}]({address})" if address else f"— *{label}*"


def link(briefing: Briefing, start: int, end: int) -> str:
    """The source's address with a text fragment for a passage; nothing for a source without a web address."""
    address = web_address(briefing.source.url)
    fragment = _fragment(briefing.text, start, end) if address and start < end else ""
    return f"{address}#:~:text={fragment}" if fragment else address


def web_address(url: str) -> str:
    """An address as links hold it, without its fragment; nothing for what is no web address."""
    from urllib.parse import quote

    address = url.translate(HALVES)
    if not re.match(r"https?://[^\s/]", address, re.IGNORECASE):
        return ""
    address = quote(address.partition("#")[0], safe="%/:?=&;@+,$!*'~[]").replace("*", "%2A")
    return _STRAY_PERCENT.sub("%25", address)


def cited(span: Span, briefing: Briefing) -> str:
    """A passage as a Markdown quote with its source."""
    from briefing.notes.anchoring import paragraph_at

    address = link(briefing, span.start, span.end)
    source = attribution(briefing, paragraph_at(briefing, span.start), address)
    return "\n".join(write(briefing.text[span.start : span.end], source)) + "\n"


def _paragraphs(lines: list[str]) -> list[str]:
    """What stands behind the signs of a quote, a paragraph a line."""
    blocks: list[list[str]] = [[]]
    for line in lines:
        match = _QUOTE_LINE.match(line)
        words = (match[1] if match else line).strip(_EDGE)
        if words:
            blocks[-1].append(words)
        elif blocks[-1]:
            blocks.append([])
    return [" ".join(block) for block in blocks if block]


def _is_attribution(paragraph: str) -> bool:
    """Whether a paragraph is a dash with a link or an emphasis; in a quote's own words both are escaped."""
    dash = _DASH.match(paragraph)
    if dash is None:
        return False
    label = paragraph[dash.end() :]
    if label.startswith("["):
        target = label.rfind("](")
        return target > 0 and label.endswith(")") and not re.search(r"\s", label[target:])
    return len(label) > 2 and label[0] == label[-1] and not label.endswith("\\" + label[-1])


def _wrapped(block: str) -> list[str]:
    lines: list[str] = []
    for source_line in block.split("\n"):
        row: list[str] = []
        width = 2
        for word in escape(source_line.strip(_EDGE)).split(" "):
            # A run of blanks stays on its line, where it can be read back.
            if row and word and row[-1] and width + len(word) > WIDTH:
                lines.append(_line(row))
                row, width = [], 2
            row.append(word)
            width += len(word) + 1
        lines.append(_line(row))
    return lines


def _line(row: list[str]) -> str:
    line = " ".join(row)
    if match := _STARTER.match(line):
        at = match.end() if line[0].isdigit() else 0
        line = f"{line[:at]}\\{line[at:]}"
    return line


def _fragment(text: str, start: int, end: int) -> str:
    """Words that a browser finds: the first and the last of a long passage, all of a short one.

    A browser goes to the first match, so words before the passage are added where it would go wrong.
    """
    from urllib.parse import quote

    def encoded(words: str) -> str:
        return quote(words.translate(HALVES), safe="").replace("-", "%2D")

    lines = [line.split() for line in text[start:end].split("\n") if line.strip()]
    if not lines:
        return ""
    short = len(lines) == 1 and len(lines[0]) <= 10
    opening = " ".join(lines[0] if short else lines[0][:5])
    parts = [encoded(opening)]
    if not short:
        parts.append(encoded(" ".join(lines[-1][-5:])))
    first = re.search(r"\s+".join(map(re.escape, opening.split())), text)
    if first is not None and first.start() < start:
        lead = text[max(0, start - 200) : start].rsplit("\n", 1)[-1].split()[-4:]
        if lead:
            parts.insert(0, encoded(" ".join(lead)) + "-")
    return ",".join(parts)
