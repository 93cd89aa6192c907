"""Notes as one HTML page, to be read, printed and sent: no script, and nothing that a browser would fetch.

Everything on the page is escaped; a note's own text is shown as the Markdown that it is, but for its HTML,
its pictures and all links that lead neither to the web nor to a mailbox. A policy in the head holds
the browser to that, should the page be changed by others.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from html import escape
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from markdown_it.token import Token

from briefing.export.arrangement import Entry, entries, label, title, title_of, writable
from briefing.notes import names, quotes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from briefing.model import Briefing
    from briefing.notes import Notebook

_HEAD = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<style>
{style}</style>
</head>
<body>
<main>"""
_FOOT = "</main>\n</body>\n</html>\n"

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_ADDRESS = re.compile(r"(?:https?://[^/\s]|mailto:.)", re.IGNORECASE)
_PARAGRAPHS = re.compile(r"\n[^\S\n]*\n\s*")
_ON = {"passage": "", "section": "On the whole section", "briefing": "", "entity": "Wherever it is named"}


@dataclass(frozen=True, slots=True)
class _Part:
    """A briefing's part of the page."""

    briefing: Briefing
    notes: Sequence[Entry]
    anchor: str


def as_html(noted: Iterable[tuple[Briefing, Notebook]]) -> str:
    """The notes of some briefings as a page; the same notes give the same page."""
    taken: set[str] = set()
    found = [
        _Part(briefing, entries(briefing, notebook), _anchor(f"b-{names.file_name(briefing.id)}", taken))
        for briefing, notebook in noted
        if notebook.notes
    ]
    name = title([part.briefing for part in found])
    several = len(found) != 1
    parts = [_HEAD.format(title=_shown(name), style=_style())]
    if several:
        parts += [f"<h1>{_shown(name)}</h1>", *_contents(found)]
    for part in found:
        parts += _of_briefing(part, 2 if several else 1, taken)
    return "\n".join([*parts, _FOOT])


def _contents(found: Sequence[_Part]) -> Iterator[str]:
    if not found:
        return
    yield '<nav aria-label="Briefings">\n<ol>'
    for part in found:
        count = f"{len(part.notes):,} note{'' if len(part.notes) == 1 else 's'}"
        about = " · ".join(fact for fact in (_day(part.briefing.date), count) if fact)
        yield (
            f'<li><a href="#{part.anchor}"><bdi>{_shown(title_of(part.briefing))}</bdi></a>'
            f" <small>{_shown(about)}</small></li>"
        )
    yield "</ol>\n</nav>"


def _of_briefing(part: _Part, level: int, taken: set[str]) -> Iterator[str]:
    yield f'<section class="briefing" id="{part.anchor}">\n<header>'
    yield f'<h{level} dir="auto">{_shown(title_of(part.briefing))}</h{level}>'
    yield from _facts(part.briefing)
    yield "</header>"
    for heading, group in groupby(part.notes, key=lambda entry: entry.heading):
        yield f'<section>\n<h{level + 1} dir="auto">{_shown(heading)}</h{level + 1}>'
        for entry in group:
            yield from _of_note(
                part.briefing, entry, level + 1, _anchor(f"n-{names.file_name(entry.note.id)}", taken)
            )
        yield "</section>"
    yield "</section>"


def _facts(briefing: Briefing) -> Iterator[str]:
    """The title block: date, place, kind, issuer and parties, as far as they are known, and the source."""
    known = {
        "Date": _day(briefing.date),
        "Place": briefing.place,
        "Format": "" if briefing.format == "other" else briefing.format,
        "Issuer": briefing.issuer,
        "Parties": ", ".join(briefing.parties),
    }
    rows = [
        f"<dt>{name}</dt><dd><bdi>{_shown(fact)}</bdi></dd>" for name, fact in known.items() if fact.strip()
    ]
    if address := quotes.link(briefing, 0, 0):
        rows.append(f'<dt>Source</dt><dd><a class="bare" href="{escape(address)}">{escape(address)}</a></dd>')
    if rows:
        yield "\n".join(["<dl>", *rows, "</dl>"])


def _of_note(briefing: Briefing, entry: Entry, level: int, anchor: str) -> Iterator[str]:
    note = entry.note
    yield f'<article class="note" id="{anchor}">'
    if quote := writable(note.quote).strip():
        yield from _quote(briefing, entry, quote)
    elif _ON[note.anchor.target] and not entry.told:
        yield f'<p class="on">{_ON[note.anchor.target]}</p>'
    if entry.told:
        yield f'<p class="status">{_shown(entry.told[0].upper() + entry.told[1:])}.</p>'
    if note.text.strip():
        yield f'<div class="text" dir="auto">\n{_rendered(note.text, level)}</div>'
    yield "<footer>"
    if note.tags:
        yield "\n".join(
            ['<ul class="tags">', *(f"<li><bdi>#{_shown(tag)}</bdi></li>" for tag in note.tags), "</ul>"]
        )
    yield f'<a class="time" href="#{anchor}">{_time(note.created) or anchor}</a>'
    yield "</footer>\n</article>"


def _quote(briefing: Briefing, entry: Entry, quote: str) -> Iterator[str]:
    """The words, and below them a link to where they stand in the source."""
    address = quotes.link(briefing, 0, 0)
    cite = f' cite="{escape(entry.link)}"' if entry.link else ""
    yield f"<figure>\n<blockquote{cite}>"
    yield "\n".join(f'<p dir="auto">{escape(part)}</p>' for part in _PARAGRAPHS.split(quote))
    source = f"<bdi>{_shown(label(briefing, entry))}</bdi>"
    if entry.link:
        # Printed is the address alone: nobody types the words that lead to the passage.
        source = f'<a href="{escape(entry.link)}" data-address="{escape(address)}">{source}</a>'
    yield f"</blockquote>\n<figcaption>— {source}</figcaption>\n</figure>"


class _NoteReader(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802 - the name that the base class gave it
        return _ADDRESS.match(url) is not None


@cache
def _reader() -> MarkdownIt:
    return _NoteReader("commonmark", {"html": False}).enable(["table", "strikethrough"])


def _rendered(text: str, level: int) -> str:
    """A note's Markdown. Its headings go below the one of the section that it stands in."""
    reader = _reader()
    tokens = reader.parse(writable(text))
    for token in tokens:
        if token.type.startswith("heading_"):
            token.tag = f"h{min(6, level + int(token.tag[1:]))}"
        elif token.children:
            token.children = list(_without_pictures(token.children))
    return str(reader.renderer.render(tokens, reader.options, {}))


def _without_pictures(tokens: Iterable[Token]) -> Iterator[Token]:
    """A browser fetches a picture as soon as it shows the page; a link to it waits to be followed."""
    in_link = False
    for token in tokens:
        if token.type != "image":
            in_link = token.type == "link_open" or (in_link and token.type != "link_close")
            if token.type == "link_open" and token.markup == "autolink":
                token.attrSet("class", "bare")  # an address need not be printed after itself
            yield token
            continue
        address = str(token.attrs.get("src", ""))
        shown = Token("text", "", 0, content=_words(token.children or ()) or address)
        if address and not in_link:
            yield Token("link_open", "a", 1, attrs={"href": address})
            yield shown
            yield Token("link_close", "a", -1)
        else:
            yield shown


def _words(tokens: Iterable[Token]) -> str:
    return "".join(_words(token.children) if token.children else token.content for token in tokens)


def _anchor(name: str, taken: set[str]) -> str:
    """A name to link to, with a number where another part of the page, a copy, has it already."""
    found, turn = name, 1
    while found in taken:
        turn += 1
        found = f"{name}-{turn}"
    taken.add(found)
    return found


def _day(written: str) -> str:
    """``2022-02-24`` as 24 February 2022; anything else as it is written."""
    try:
        day = date.fromisoformat(written)
    except ValueError:
        return written
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _time(written: str) -> str:
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        return _shown(written)
    shown = f"{_day(moment.date().isoformat())}, {moment:%H:%M}"
    return f'<time datetime="{moment.isoformat(timespec="minutes")}">{shown}</time>'


def _shown(text: str) -> str:
    return escape(writable(text))


@cache
def _style() -> str:
    return Path(__file__).with_name("html.css").read_text(encoding="utf-8")
