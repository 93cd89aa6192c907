"""What changed between two versions of a text, as JSON, as marked text, and as a Markdown page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefing.export.compared import side, span
from briefing.export.plain import facts
from briefing.model import Span
from briefing.notes import quotes
from briefing.sources.markdown import escape_heading

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefing.comparison import Redline
    from briefing.model import Briefing, Note

SCHEMA = 1
_AROUND = 60
"""Code points of what stayed that are shown beside a change."""


def as_json(found: Redline, old: Briefing, new: Briefing, notes: Sequence[Note] = ()) -> dict[str, Any]:
    """The pieces that are no ``new`` make the old text, those that are not ``gone`` the new one."""
    return {
        "schema": SCHEMA,
        "old": side(old),
        "new": side(new),
        "pieces": [
            {"kind": piece.kind, "old": span(piece.old), "new": span(piece.new)} for piece in found.pieces
        ],
        "notes": [{"id": note.id, "quote": note.quote} for note in notes],
    }


def as_text(found: Redline, old: Briefing, new: Briefing, notes: Sequence[Note] = ()) -> str:
    """Every change with the words around it: ``[-gone-]{+new+}``, then the notes that it touches."""
    lines = [_line(found, change, old, new) for change in places(found)]
    if not lines:
        return "The two texts are the same.\n"
    parts = ["\n\n".join(lines)]
    if notes:
        parts.append("Notes on changed words:")
        parts += [f"{note.id}: {' '.join(note.quote.split())}" for note in notes]
    return "\n\n".join(parts) + "\n"


def as_markdown(found: Redline, old: Briefing, new: Briefing, notes: Sequence[Note] = ()) -> str:
    """Every changed paragraph as it read and as it reads, with its source."""
    parts = ["# What changed"]
    parts.append(
        "\n".join(
            f"- {word}: {quotes.escape(' · '.join(filter(None, (one.title or one.id, facts(one)))))}"
            for word, one in (("Old", old), ("New", new))
        )
    )
    for before, after in _paragraphs(found, old.text, new.text):
        parts.append("## Changed" if before and after else "## Gone" if before else "## New")
        if before:
            parts += ["It read:", quotes.cited(before, old).rstrip("\n")]
        if after:
            parts += ["It reads:" if before else "Now it reads:", quotes.cited(after, new).rstrip("\n")]
    if notes:
        parts.append("## Notes on changed words")
        for note in notes:
            parts.append(f"### {escape_heading(note.id)}")
            parts.append("\n".join(quotes.write(note.quote)))
            if note.text.strip():
                parts.append(note.text.strip("\n"))
    return "\n\n".join(parts) + "\n"


def places(found: Redline) -> Iterator[list[int]]:
    """The numbers of the pieces of each change, what went and what came in its place together."""
    number = 0
    while number < len(found.pieces):
        if found.pieces[number].kind == "same":
            number += 1
            continue
        here = [number]
        if number + 1 < len(found.pieces) and found.pieces[number + 1].kind != "same":
            here.append(number + 1)
        yield here
        number = here[-1] + 1


def in_context(found: Redline, numbers: Sequence[int], old: Briefing, new: Briefing) -> tuple[str, str, str]:
    """A change as ``[-gone-]{+new+}``, between the words that stayed before and after it on its line."""
    pieces = [found.pieces[number] for number in numbers]
    words = [
        f"[-{old.surface(piece.old)}-]" if piece.kind == "gone" else f"{{+{new.surface(piece.new)}+}}"
        for piece in pieces
    ]
    start, end = pieces[0].new.start, pieces[-1].new.end
    before = new.text[max(0, start - _AROUND) : start].rpartition("\n")[2]
    after = new.text[end : end + _AROUND].partition("\n")[0]
    return before, "".join(words), after


def _line(found: Redline, numbers: Sequence[int], old: Briefing, new: Briefing) -> str:
    before, words, after = in_context(found, numbers, old, new)
    lead = "… " if len(before) == _AROUND else ""
    rest = " …" if len(after) == _AROUND else ""
    return " ".join(f"{lead}{before}{words}{after}{rest}".split())


def _paragraphs(found: Redline, old: str, new: str) -> Iterator[tuple[Span | None, Span | None]]:
    """The paragraphs of either text in which something changed, those of one place together."""
    last: tuple[Span | None, Span | None] | None = None
    for numbers in places(found):
        pieces = [found.pieces[number] for number in numbers]
        gone, came = (
            Span(pieces[0].old.start, pieces[-1].old.end),
            Span(pieces[0].new.start, pieces[-1].new.end),
        )
        before = None if gone.start == gone.end and _is_lines(new, came) else _widened(old, gone)
        after = None if came.start == came.end and _is_lines(old, gone) else _widened(new, came)
        if (before, after) != last and (before or after):
            yield before, after
        last = (before, after)


def _is_lines(text: str, span: Span) -> bool:
    """Whether a stretch is made of whole lines."""
    words = text[span.start : span.end]
    begins = span.start == 0 or text[span.start - 1] == "\n" or words.startswith("\n")
    return begins and (span.end == len(text) or words.endswith("\n") or text[span.end] == "\n")


def _widened(text: str, span: Span) -> Span | None:
    """The whole lines that a stretch touches; None where they are empty."""
    inner = text[span.start : span.end]
    start = span.start + len(inner) - len(inner.lstrip("\n"))
    end = max(start, span.end - len(inner) + len(inner.rstrip("\n")))
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    last = len(text) if last < 0 else last
    words = text[first:last]
    if not words.strip():
        return None
    return Span(first + len(words) - len(words.lstrip()), first + len(words.rstrip()))
