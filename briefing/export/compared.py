"""A comparison as JSON, and as a Markdown page fit for a cable: every line a quote with its source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefing.export.plain import facts
from briefing.notes import quotes
from briefing.sources.markdown import escape_heading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from briefing.comparison import Comparison, SharedIssue, Silence, Wording
    from briefing.comparison.records import Share
    from briefing.model import Briefing, Span

SCHEMA = 1


def as_json(found: Comparison, a: Briefing, b: Briefing) -> dict[str, Any]:
    """Offsets are code points into the text of the side they are of; ends are exclusive."""
    return {
        "schema": SCHEMA,
        "a": side(a),
        "b": side(b),
        "issues": [
            {
                "issue": issue.name,
                "a": spans(issue.a),
                "b": spans(issue.b),
                "words": list(issue.words),
                "share": {"a": _share(issue.share_a), "b": _share(issue.share_b)},
                "wording": [_wording(one) for one in wordings],
            }
            for issue, wordings in zip(found.issues, found.wordings, strict=True)
        ],
        "only_a": [_silence(silence) for silence in found.only("a")],
        "only_b": [_silence(silence) for silence in found.only("b")],
        "differences": [
            {
                "kind": difference.kind,
                "subject": found.rows[difference.row].name,
                "a": span(difference.a) if difference.a else None,
                "b": span(difference.b) if difference.b else None,
            }
            for difference in found.differences
        ],
    }


def side(briefing: Briefing) -> dict[str, Any]:
    """Whose text it is and which."""
    return {
        "id": briefing.id,
        "title": briefing.title,
        "date": briefing.date,
        "issuer": briefing.issuer,
        "meeting": briefing.meeting,
        "source": {
            "path": briefing.source.path,
            "sha256": briefing.source.sha256,
            "characters": len(briefing.text),
        },
    }


def span(one: Span) -> list[int]:
    return [one.start, one.end]


def spans(several: Iterable[Span]) -> list[list[int]]:
    return [span(one) for one in several]


def _share(share: Share) -> dict[str, Any]:
    return {"length": share.length, "place": share.place}


def _wording(wording: Wording) -> dict[str, Any]:
    return {
        "a": span(wording.a),
        "b": span(wording.b),
        "same": [[span(one), span(other)] for one, other in wording.same],
        "differing_a": spans(wording.differing_a),
        "differing_b": spans(wording.differing_b),
    }


def _silence(silence: Silence) -> dict[str, Any]:
    return {
        "issue": silence.name,
        "spans": spans(silence.spans),
        "looked_for": list(silence.looked_for),
        "elsewhere": [{"word": one.word, "span": span(one.span)} for one in silence.elsewhere],
        "share": _share(silence.share),
    }


def as_markdown(found: Comparison, a: Briefing, b: Briefing) -> str:
    """What both sides mention, then what only one does, in their own words."""
    names = told_apart(a, b)
    parts = [f"# {escape_heading(f'{names[0]} and {names[1]}')}"]
    parts += [
        f"- {quotes.escape(' · '.join([name, facts(one)]))}" for name, one in zip(names, (a, b), strict=True)
    ]
    parts = [parts[0], "\n".join(parts[1:])]
    if found.issues:
        parts.append("## Both mention")
        for issue in found.issues:
            parts += _issue(issue, names, a, b)
    for number, one in ((0, a), (1, b)):
        silences = found.only("a" if number == 0 else "b")
        if silences:
            parts.append(f"## Only {escape_heading(names[number])} mentions")
            for silence in silences:
                parts += _silent(silence, names[1 - number], one)
    return "\n\n".join(part.rstrip("\n") for part in parts) + "\n"


def as_text(found: Comparison, a: Briefing, b: Briefing) -> str:
    """The same to be read at a glance or aloud: a subject a paragraph, each line told whose it is."""
    names = told_apart(a, b)
    parts = []
    for issue in found.issues:
        lines = [f"Both: {issue.name}"]
        for name, one, several in ((names[0], a, issue.a), (names[1], b, issue.b)):
            lines += [f"  {name}: {_words(one, passage)}" for passage in several]
        parts.append("\n".join(lines))
    for number, one in ((0, a), (1, b)):
        for silence in found.only("a" if number == 0 else "b"):
            lines = [f"Only {names[number]}: {silence.name}"]
            lines += [f"  {names[number]}: {_words(one, passage)}" for passage in silence.spans]
            if silence.looked_for:
                lines.append(f"  Not found in {names[1 - number]}: {', '.join(silence.looked_for)}")
            parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n" if parts else "Neither text is about anything that could be compared.\n"


def _words(briefing: Briefing, passage: Span) -> str:
    return " ".join(briefing.text[passage.start : passage.end].split())


def told_apart(a: Briefing, b: Briefing) -> tuple[str, str]:
    """What the two are called beside each other: by their issuers, else their titles, else their ids."""
    names = [" ".join((one.issuer or one.title or one.id).split()) for one in (a, b)]
    if names[0] == names[1]:
        names = [a.id, b.id] if a.id != b.id else ["The first text", "The second text"]
    return names[0], names[1]


def _issue(issue: SharedIssue, names: Sequence[str], a: Briefing, b: Briefing) -> Iterator[str]:
    yield f"### {escape_heading(issue.name)}"
    places = ((issue.share_a, names[0]), (issue.share_b, names[1]))
    yield "; ".join(f"{quotes.escape(name)}: {_in_words(share)}" for share, name in places) + "."
    for one, several in ((a, issue.a), (b, issue.b)):
        for passage in several:
            yield quotes.cited(passage, one)


def _silent(silence: Silence, other: str, briefing: Briefing) -> Iterator[str]:
    yield f"### {escape_heading(silence.name)}"
    told = f"{_in_words(silence.share)[:1].upper()}{_in_words(silence.share)[1:]}."
    if silence.looked_for:
        told += f" Not found in {other}: {', '.join(silence.looked_for)}."
    if silence.elsewhere:
        words = ", ".join(one.word for one in silence.elsewhere)
        told += f" Found there, but about something else: {words}."
    yield quotes.escape(told)
    for passage in silence.spans:
        yield quotes.cited(passage, briefing)


def _in_words(share: Share) -> str:
    return f"subject {share.place}, {round(100 * share.length)} % of what was said"
