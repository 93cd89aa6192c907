"""Dossiers and issues as Markdown: one page, fit to be kept beside one's notes.

Every quote has its source below it and, above it, a comment that Markdown does not show. By it ``briefing
notes verify`` finds the place of the words, as in an export of notes.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from briefing.library.following import tellings
from briefing.model import Anchor, Briefing, Note, Source
from briefing.notes import marker, quotes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import TypeVar

    from briefing.library.following.dossiers import Appearance, Dossier, OwnNote, Said, Tally
    from briefing.library.following.issues import IssueView, Treatment
    from briefing.library.following.quoted import Origin, Quoted
    from briefing.library.following.wording import Wordings

    Row = TypeVar("Row", Said, OwnNote)


def dossier_page(dossier: Dossier) -> str:
    parts = [
        _heading(1, dossier.name),
        _paragraph(tellings.summary(dossier)),
        _paragraph(f"Names: {tellings.names(dossier)}."),
    ]
    if namesakes := tellings.namesakes(dossier):
        parts.append(_paragraph(namesakes))
    if dossier.earlier:
        parts.append(_paragraph(tellings.earlier(dossier)))
    parts += _tallies("Counterparts", dossier.counterparts)
    parts += _tallies("Issues", dossier.issues)
    said = _by_briefing(dossier.statements)
    notes = _by_briefing(dossier.notes)
    for row in dossier.meetings:
        name = row.origin.briefing
        parts += _meeting(row, said.get(name, []), notes.get(name, []))
    if dossier.page and dossier.page.text.strip():
        parts += ["## Your page", dossier.page.text.strip("\n")]  # the user's own Markdown, as it stands
    return "\n\n".join(parts) + "\n"


def issue_page(view: IssueView) -> str:
    parts = [_heading(1, view.name), _paragraph(tellings.issue_summary(view))]
    for origin, rows in groupby(view.treatments, key=lambda row: row.quoted.origin):
        parts += _head(origin)
        for row in rows:
            parts += _treatment(row)
    return "\n\n".join(parts) + "\n"


def wording_page(found: Wordings) -> str:
    parts = [_heading(1, f"“{found.phrase}”"), _paragraph(tellings.wording_summary(found))]
    for one in found.occurrences:
        parts += _head(one.quoted.origin)
        parts.append(_paragraph(f"{tellings.compared(one)}: {tellings.change(one)}"))
        parts += quotation(one.sentence)
    if found.lapses:
        parts += [
            "## Not said since",
            "\n".join(f"- {_paragraph(tellings.lapse(row))}" for row in found.lapses),
        ]
    return "\n\n".join(parts) + "\n"


def quotation(quoted: Quoted) -> list[str]:
    """A passage with its source, and the comment by which it can be checked."""
    origin = quoted.origin
    anchor = Anchor("passage", "", 0, quoted.start, quoted.end, origin.revision)
    cited = quotes.write(quoted.words, _source(quoted))
    return [f"{marker.write_quote(Note('', anchor, quoted.words), origin.briefing)}\n\n" + "\n".join(cited)]


def _meeting(row: Appearance, said: Iterable[Said], notes: Iterable[OwnNote]) -> Iterator[str]:
    yield from _head(row.origin)
    if row.counterparts:
        yield _paragraph(f"With {', '.join(row.counterparts)}.")
    statements = list(said)
    if not statements:
        yield from quotation(row.first)
    for one in statements:
        yield _paragraph(tellings.lead(one))
        yield from quotation(one.quoted)
    for note in notes:
        yield from _note(note)


def _note(note: OwnNote) -> Iterator[str]:
    """The words of the passage, and what was written on them."""
    yield "Your note on it:" if note.on == "entity" else "Your note on a passage that mentions it:"
    if note.on == "passage" and note.quote.strip():
        yield "\n".join(quotes.write(note.quote, _label(note.origin, "")))
    if note.text.strip():
        yield note.text.strip("\n")
    if note.tags:
        yield "Tags: " + " ".join(f"#{tag}" for tag in note.tags)


def _treatment(row: Treatment) -> Iterator[str]:
    if row.strongest is not None and row.strongest.strength:
        yield _paragraph(tellings.strongest(row.strongest))
    for one in row.statements:
        yield _paragraph(tellings.speaking(one))
        yield from quotation(one.quoted)
    if not row.statements:
        yield from quotation(row.quoted)


def _head(origin: Origin) -> Iterator[str]:
    yield _heading(2, tellings.dated(origin))
    if facts := tellings.facts(origin):
        yield _paragraph(facts)


def _source(quoted: Quoted) -> str:
    address = quotes.link(Briefing("", Source(quoted.words, "", url=quoted.origin.url)), 0, len(quoted.words))
    return _label(quoted.origin, quoted.heading, address)


def _label(origin: Origin, heading: str, address: str = "") -> str:
    label = quotes.escape(tellings.source(origin, heading))
    return f"— [{label}]({address})" if address else f"— *{label}*"


def _heading(level: int, words: str) -> str:
    return f"{'#' * level} {quotes.escape(tellings.one_line(words))}"


def _paragraph(words: str) -> str:
    """A paragraph that shows these words, which begin nothing else at the start of a line."""
    return "\n".join(line.removeprefix("> ") for line in quotes.write(tellings.one_line(words)))


def _tallies(title: str, rows: Iterable[Tally]) -> list[str]:
    lines = [f"- {_paragraph(tellings.tally(row)).replace(chr(10), ' ')}" for row in rows]
    return [f"## {title}", "\n".join(lines)] if lines else []


def _by_briefing(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row.origin.briefing, []).append(row)
    return found
