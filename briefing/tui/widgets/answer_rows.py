"""What the library tells of an entity, an issue or a wording, and what a search finds, as rows of a list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

from briefing import printable
from briefing.export.redline import in_context, places
from briefing.library.following import tellings
from briefing.tui.widgets.rows import Row, heading
from briefing.tui.wishes import Follow, SentenceChosen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from briefing.comparison import Redline
    from briefing.library.following.dossiers import Dossier, OwnNote, Said, Tally
    from briefing.library.following.issues import IssueStatement, IssueView, Treatment
    from briefing.library.following.quoted import Quoted
    from briefing.library.following.redline import Piece
    from briefing.library.following.wording import Occurrence, Wordings
    from briefing.library.index.searching import Hit
    from briefing.model import Briefing, Note
    from briefing.tui.wishes import Followed, LibraryWish

TALLIED = 12
"""Counterparts and issues of a dossier that are shown; the most frequent."""


class Sentence(NamedTuple):
    """What a row stands for that leads into a briefing."""

    briefing: str
    offset: int
    note_id: str = ""


class Name(NamedTuple):
    """What a row stands for that leads to another answer."""

    what: Followed
    name: str


def wish(value: object) -> LibraryWish | None:
    """What a row asks for when it is chosen."""
    match value:
        case Sentence():
            return SentenceChosen(*value)
        case Name():
            return Follow(*value)
    return None


def hit_rows(hits: Iterable[Hit]) -> Iterator[Row]:
    """The sentences and notes that were found, below the briefings that they stand in."""
    shown = ""
    for hit in hits:
        if hit.briefing != shown:
            shown = hit.briefing
            yield heading(printable.line(f"{hit.date or '–'}  {hit.title}"))
        sign = "● " if hit.note else "  "
        parts: list[Content] = [Content.styled(sign, "$text-warning")]
        if hit.section:
            parts.append(Content.styled(f"{printable.line(hit.section)}: ", "$text-muted"))
        parts.append(_marked(hit.snippet, hit.marks))
        yield Row(Content.assemble(*parts), Sentence(hit.briefing, hit.start, hit.note), indent=2)


def dossier_rows(dossier: Dossier) -> Iterator[Row]:
    """Names, counterparts, issues, then the readouts from the newest on with what is said in each."""
    yield heading("Names")
    yield _told(printable.line(tellings.names(dossier)))
    page = dossier.page
    if page is not None and (page.text.strip() or page.problem):
        yield heading("Your page")
        yield _told(printable.line(page.problem or " ".join(page.text.split())))
    yield from _tallies("Counterparts", dossier.counterparts, "entity")
    yield from _tallies("Issues", dossier.issues, "issue")
    said = _by_briefing(dossier.statements)
    notes = _by_briefing(dossier.notes)
    for row in reversed(dossier.meetings):
        yield _origin(row.first)
        for one in said.get(row.origin.briefing, []):
            yield _quotation(one.quoted, tellings.lead(one))
        if row.origin.briefing not in said:
            yield _quotation(row.first, "")
        for note in notes.get(row.origin.briefing, []):
            yield _note(note)
    if dossier.earlier:
        yield heading(tellings.earlier(dossier))


def issue_rows(view: IssueView) -> Iterator[Row]:
    """The sections on an issue from the newest on, with who says what there."""
    shown = ""
    for row in reversed(view.treatments):
        if row.quoted.origin.briefing != shown:
            shown = row.quoted.origin.briefing
            yield _origin(row.quoted)
        for one in row.statements:
            yield _quotation(one.quoted, _spoken(one, row))
        if not row.statements:
            yield _quotation(row.quoted, "")


def wording_rows(found: Wordings) -> Iterator[Row]:
    """Each readout's wording from the oldest on, what changed in it, and who has not said it since."""
    for one in found.occurrences:
        yield _origin(one.quoted)
        yield Row(_changes(one), Sentence(one.quoted.origin.briefing, one.quoted.start), indent=2)
    if found.lapses:
        yield heading("Not said since")
    for lapse in found.lapses:
        told = printable.line(tellings.lapse(lapse))
        yield Row(Content(f"  {told}"), Sentence(lapse.last.origin.briefing, lapse.last.start), indent=2)


def redline_rows(found: Redline, old: Briefing, new: Briefing, touched: Sequence[Note]) -> Iterator[Row]:
    """Every change with the words around it, then the notes on words that were changed."""
    for numbers in places(found):
        before, words, after = map(_one_line, in_context(found, numbers, old, new))
        label = Content.assemble("  ", (before, "$text-muted"), (words, "bold"), (after, "$text-muted"))
        start = found.pieces[numbers[0]].new.start
        yield Row(label, Sentence(new.id, start), indent=2)
    if touched:
        yield heading("Notes on changed words")
    for note in touched:
        words = printable.line(" ".join((note.text or note.quote).split()))
        yield Row(Content.assemble(("● ", "$text-warning"), words), Sentence(new.id, 0, note.id), indent=2)


def _one_line(words: str) -> str:
    """Words on one line; a blank at either end stays one."""
    return printable.line(re.sub(r"\s+", " ", words))


def _changes(one: Occurrence) -> Content:
    since = one.since
    before = f"since {since.origin.date or since.origin.briefing}: " if since is not None else ""
    return Content.assemble("  ", (before, "$text-muted"), *map(_piece, one.pieces))


def _piece(piece: Piece) -> Content:
    """Told apart without colour: what went stands in [- -], what came in {+ +}, as git shows words."""
    if piece.same:
        return Content.styled(printable.line(piece.new), "$text-muted")
    words = printable.line(tellings.marked([piece]))
    return Content.styled(words, "bold")


def _spoken(one: IssueStatement, row: Treatment) -> str:
    strongest = one.strength and one is row.strongest and len(row.statements) > 1
    return f"{tellings.speaking(one)}{', the strongest' if strongest else ''}"


def _origin(quoted: Quoted) -> Row:
    return heading(printable.line(f"{tellings.dated(quoted.origin)} · {tellings.facts(quoted.origin)}"))


def _quotation(quoted: Quoted, lead: str) -> Row:
    words = printable.line(" ".join(quoted.words.split()))
    label = Content.assemble("  ", (f"{printable.line(lead)} — " if lead else "", "$text-muted"), words)
    return Row(label, Sentence(quoted.origin.briefing, quoted.start), indent=2)


def _note(note: OwnNote) -> Row:
    tags = "".join(f" #{tag}" for tag in note.tags)
    words = printable.line(" ".join((note.text or note.quote).split()))
    label = Content.assemble(("● ", "$text-warning"), words, (printable.line(tags), "$text-muted"))
    return Row(label, Sentence(note.origin.briefing, 0, note.id), indent=2)


def _tallies(title: str, rows: Sequence[Tally], what: Followed) -> Iterator[Row]:
    if rows:
        yield heading(title)
    for row in rows[:TALLIED]:
        yield Row(Content(f"  {printable.line(tellings.tally(row))}"), Name(what, row.name), indent=4)
    if len(rows) > TALLIED:
        yield heading(f"  and {len(rows) - TALLIED:,} more")


def _told(words: str) -> Row:
    return Row(Content.styled(f"  {words}", "not bold"), None, indent=2)


def _by_briefing(rows: Iterable[Said] | Iterable[OwnNote]) -> dict[str, list]:  # type: ignore[type-arg]
    found: dict[str, list] = {}  # type: ignore[type-arg]
    for row in rows:
        found.setdefault(row.origin.briefing, []).append(row)
    return found


def _marked(snippet: str, marks: Iterable[tuple[int, int]]) -> Content:
    """A snippet with what was searched for between signs of its own, so that no colour is needed."""
    parts: list[Content] = []
    at = 0
    for start, end in marks:
        parts += [
            Content(printable.line(snippet[at:start])),
            Content.styled(printable.line(snippet[start:end]), "bold underline"),
        ]
        at = end
    return Content.assemble(*parts, printable.line(snippet[at:]))
