"""A briefing to be heard: by a screen reader, on a braille display, from a voice, line after line.

Signs become words, and nothing stands beside anything else. Whatever is no part of the readout is a
paragraph of its own that begins by saying what it is, and where the readout goes on after one, that is
said too: a listener sees neither headings nor margins.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from itertools import count, pairwise
from typing import TYPE_CHECKING

from briefing import printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefing.model import Briefing, Note, Section, Side, Statement
    from briefing.notes import Notebook, Placement, Status

_GOES_ON = "The text goes on."
_OURS = re.compile(
    r"\s*(?:Section \d|Note \d|Notice: |Statement (?:of|without)|The text goes on|In the note: |On the words"
    r"|Highlighted|Tags: )",
    re.IGNORECASE,
)
"""How lines begin that are ours; a line of somebody else's that begins so is announced as that."""

_STATES: dict[Status, str] = {
    "same": "",
    "moved": "moved",
    "changed": "changed",
    "uncertain": "uncertain",
    "orphan": "no longer in the text",
}
_SPEAKERS: dict[Side, str] = {
    "issuer": "of the issuer",
    "counterpart": "of the counterpart",
    "joint": "of both together",
    "agentless": "without a speaker",
    "third": "of a third party",
}
_QUOTED = 12
"""Words of a passage that are said again; of a longer one the ends are enough to know it by."""
_ENDS = 4


def aloud(briefing: Briefing, notebook: Notebook | None = None, *, statements: bool = False) -> str:
    """The briefing from its title to its end, each note after the paragraph that it is on.

    ``statements`` tells before each of them who speaks, with which verb.
    """
    return "\n\n".join(part for part in _parts(briefing, notebook, statements) if part) + "\n"


def _parts(briefing: Briefing, notebook: Notebook | None, statements: bool) -> Iterator[str]:
    notes = _Notes(briefing, notebook)
    yield printable.line(" ".join((briefing.title or briefing.id).split()))
    yield "\n".join(_facts(briefing, notebook))
    yield from (_sentence(f"Notice: {notice}") for notice in briefing.notices)
    yield from notes.of_all()
    for number, section in enumerate(briefing.sections):
        yield _section_line(briefing, number)
        about = list(notes.of_section(number))
        yield from about
        spoken = [one for one in briefing.statements if one.section == number and one.side != "none"]
        yield from _text(briefing, section, notes, spoken if statements else [], goes_on=bool(about))
    if not briefing.sections:
        yield from _paragraphs(briefing.text, goes_on=True)
    yield from notes.of_nowhere()


def _text(
    briefing: Briefing, section: Section, notes: _Notes, spoken: Sequence[Statement], *, goes_on: bool
) -> Iterator[str]:
    """The words of a section, between them the notes and who says them.

    ``goes_on`` tells that something else was said since the section's heading.
    """
    begin: dict[int, list[Statement]] = defaultdict(list)
    ends = [section.start]
    for statement in spoken:
        start, end = _whole_words(briefing.text, statement, section)
        begin[start].append(statement)
        ends.append(end)
    cuts = {*begin, *ends, *notes.cuts(section), section.end}
    said_until = section.start
    for start, end in pairwise(sorted(cuts)):
        for statement in begin.get(start, ()):
            yield _attribution(briefing, statement)
            goes_on = False
            said_until = max(said_until, _whole_words(briefing.text, statement, section)[1])
        words = list(_paragraphs(briefing.text[start:end], goes_on=goes_on))
        yield from words
        if words:
            goes_on = start < said_until
        noted = list(notes.after(end))
        yield from noted
        goes_on = goes_on or bool(noted)


def _paragraphs(text: str, *, goes_on: bool) -> Iterator[str]:
    """Words of the readout as they stand, but for what no screen shows either.

    ``goes_on`` tells that something else was said before them.
    """
    lines: list[str] = []
    for line in printable.lines(text).split("\n"):
        mistakable = _OURS.match(line)
        if lines and (mistakable or not line.strip()):
            yield "\n".join(lines)
            lines = []
        if not line.strip():
            continue
        if mistakable or goes_on:
            yield _GOES_ON
            goes_on = False
        lines.append(line.rstrip())
    if lines:
        yield "\n".join(lines)


def _facts(briefing: Briefing, notebook: Notebook | None) -> Iterator[str]:
    known = {
        "Date": briefing.date,
        "Place": briefing.place,
        "Format": "" if briefing.format == "other" else briefing.format,
        "Issued by": briefing.issuer,
        "Parties": _listed(briefing.parties),
        "Sections": str(len(briefing.sections) or ""),
    }
    yield from (_sentence(f"{name}: {fact}") for name, fact in known.items() if fact.strip())
    if notebook is not None and notebook.notes:
        yield f"{notebook.summary}."


def _section_line(briefing: Briefing, number: int) -> str:
    section = briefing.sections[number]
    line = f"Section {number + 1} of {len(briefing.sections)}"
    if section.kind == "furniture":
        line += ", no part of the readout proper"
    if section.confidence == "unsure":
        line += ", unsure"
    if not section.heading.strip():
        return f"{line}, without a heading."
    if _begins_with_heading(briefing, section):
        return f"{line}."  # the readout's own words come next and say it
    return _sentence(f"{line}: {section.heading}")


def _begins_with_heading(briefing: Briefing, section: Section) -> bool:
    first = next((block for block in briefing.blocks if block.end > section.start), None)
    if first is None or first.kind != "heading":
        return False
    return briefing.surface(first).split() == section.heading.split()


def _attribution(briefing: Briefing, statement: Statement) -> str:
    """``Statement of the issuer, Ada Holm: stressed, strength 3 of 5.``"""
    unsure = " perhaps" if statement.confidence == "unsure" else ""
    speaker = f", {statement.speaker}" if statement.speaker else ""
    verbs = _listed([briefing.surface(cue) for cue in statement.cues])
    strength = f", strength {statement.strength} of 5" if statement.strength else ""
    told = f": {verbs}{strength}" if verbs else ""
    return _sentence(f"Statement{unsure} {_SPEAKERS[statement.side]}{speaker}{told}")


def _whole_words(text: str, statement: Statement, section: Section) -> tuple[int, int]:
    """The ends of a statement, moved outwards so that no word or mark is parted from its neighbour."""
    start = min(max(statement.start, section.start), section.end)
    end = min(max(statement.end, start), section.end)
    while start > section.start and not text[start - 1].isspace():
        start -= 1
    while end < section.end and not text[end].isspace():
        end += 1
    while end < section.end and text[end] in " \t":
        end += 1
    return start, end


class _Notes:
    """The notes of a notebook where they are heard, numbered as they come."""

    def __init__(self, briefing: Briefing, notebook: Notebook | None) -> None:
        self._briefing = briefing
        self._notebook = notebook
        self._numbers = count(1)
        self._starts = [section.start for section in briefing.sections]
        self._to_check = {note.id for note in notebook.to_check} if notebook else set()
        self._general: list[Note] = []
        self._nowhere: list[Note] = []
        self._on_sections: dict[int, list[Note]] = defaultdict(list)
        self._after: dict[int, list[Note]] = defaultdict(list)
        for note in notebook.notes if notebook else ():
            self._put(note)

    def of_all(self) -> Iterator[str]:
        """Of the briefing as a whole, and of what it names."""
        return self._told(self._general)

    def of_section(self, section: int) -> Iterator[str]:
        return self._told(self._on_sections[section])

    def cuts(self, section: Section) -> Iterator[int]:
        """Where the words of a section are interrupted by notes."""
        return (cut for cut in self._after if section.start < cut <= section.end)

    def after(self, cut: int) -> Iterator[str]:
        notes = self._after.get(cut, [])
        return self._told(sorted(notes, key=lambda note: self._place(note).start))

    def of_nowhere(self) -> Iterator[str]:
        """Of words that are no longer in the text."""
        return self._told(self._nowhere)

    def _put(self, note: Note) -> None:
        place = self._place(note)
        if place.status == "orphan":
            self._nowhere.append(note)
        elif note.anchor.target in ("briefing", "entity") or not self._starts:
            self._general.append(note)
        elif note.anchor.target == "section":
            self._on_sections[self._section_at(place.start)].append(note)
        else:
            self._after[self._paragraph_end(max(place.start, place.end - 1))].append(note)

    def _told(self, notes: Sequence[Note]) -> Iterator[str]:
        return ("\n".join(self._lines(note)) for note in notes)

    def _lines(self, note: Note) -> Iterator[str]:
        """``Note 2, on Afghanistan, uncertain, to check: …``, then its words and its tags."""
        place = self._place(note)
        about = [f"Note {next(self._numbers)}", self._subject(note), _STATES[place.status]]
        about.append("to check" if note.id in self._to_check else "")
        head = printable.line(", ".join(" ".join(part.split()) for part in about if part))
        text = "Highlighted." if note.is_highlight else "\n".join(_own_lines(note.text))
        yield f"{head}: {text}" if text else f"{head}."
        if note.anchor.target == "passage":
            stands = place.status != "orphan"
            yield _passage(self._briefing.text[place.start : place.end] if stands else note.quote)
        if note.tags:
            yield _sentence(f"Tags: {', '.join(note.tags)}")

    def _subject(self, note: Note) -> str:
        spot, place = note.anchor, self._place(note)
        match spot.target:
            case "briefing":
                return "on the whole briefing"
            case "entity":
                names = (one.name for one in self._briefing.entities if one.id == spot.heading)
                return f"on {next(names, spot.heading)}"
        heading = spot.heading
        if place.status != "orphan" and self._starts:
            at = self._section_at(place.start)
            heading = self._briefing.sections[at].heading or f"section {at + 1}"
        if spot.target == "section":
            return f"on the section {heading}"
        return f"on {heading}" if heading.strip() else ""

    def _place(self, note: Note) -> Placement:
        assert self._notebook is not None
        return self._notebook.placements[note.id]

    def _section_at(self, offset: int) -> int:
        return max(0, bisect_right(self._starts, offset) - 1)

    def _paragraph_end(self, offset: int) -> int:
        """Where the paragraph at an offset ends, within its section."""
        section = self._briefing.sections[self._section_at(offset)]
        for block in self._briefing.blocks:
            if block.start <= offset < block.end:
                return min(block.end, section.end)
        gap = self._briefing.text.find("\n\n", offset, section.end)
        return gap if gap > section.start else section.end


def _own_lines(text: str) -> Iterator[str]:
    """What a reader wrote, as one paragraph."""
    for line in printable.lines(text).split("\n"):
        if line.strip():
            yield f"In the note: {line.strip()}" if _OURS.match(line) else line.rstrip()


def _passage(words: str) -> str:
    """Which words a note is on, well enough to know them again."""
    found = printable.line(" ".join(words.split())).split()
    if len(found) <= _QUOTED:
        return _sentence(f"On the words: {' '.join(found)}")
    first, last = " ".join(found[:_ENDS]), " ".join(found[-_ENDS:])
    return _sentence(f"On the words from: {first}; to: {last}")


def _sentence(words: str) -> str:
    """On one line, and with an end that a voice makes a pause for."""
    line = printable.line(" ".join(words.split()))
    return line if line.endswith((".", "?", "!", ":")) else f"{line}."


def _listed(names: Sequence[str]) -> str:
    """``A, B and C``"""
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))
