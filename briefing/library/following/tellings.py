"""What is told of the rows of a dossier, an issue or a wording besides their quotes: dates, names, verbs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing.library.following.dossiers import Dossier, OwnNote, Said, Tally
    from briefing.library.following.issues import IssueStatement, IssueView
    from briefing.library.following.quoted import Origin
    from briefing.library.following.redline import Piece
    from briefing.library.following.wording import Lapse, Occurrence, Wordings


_MOST = 5


def summary(dossier: Dossier) -> str:
    """``person · 12 readouts, 2018-09-10 to 2022-02-24 · named 45 times, 30 times by role · …``."""
    totals = dossier.totals
    dates = [row.origin.date for row in dossier.meetings if row.origin.date]
    from_to = "" if dossier.earlier else span(min(dates, default=""), max(dates, default=""))
    return " · ".join(
        (
            dossier.kind,
            many(totals.readouts, "readout") + (f", {from_to}" if from_to else ""),
            f"named {many(totals.named, 'time')}, {many(totals.by_role, 'time')} by role",
            f"{many(totals.by, 'statement')} by it, {totals.to:,} to it, {totals.about:,} that name it",
        )
    )


def names(dossier: Dossier) -> str:
    return ", ".join(f"{one_line(form)} ({readouts:,})" for form, readouts in dossier.aliases)


def namesakes(dossier: Dossier) -> str:
    """Those that share a name with an entity; nothing where there are none."""
    told = [
        f"{one_line(one.name)} ({one.id}, {many(one.readouts, 'readout')})"
        for one in dossier.namesakes[:_MOST]
    ]
    more = f" and {len(dossier.namesakes) - _MOST:,} more" if len(dossier.namesakes) > _MOST else ""
    return f"Of the same name, and perhaps the same: {', '.join(told)}{more}." if told else ""


def earlier(dossier: Dossier) -> str:
    newest = many(len(dossier.meetings), "newest readout")
    return f"What follows is of its {newest}; {dossier.earlier:,} are older."


def issue_summary(view: IssueView) -> str:
    readouts = {row.quoted.origin.briefing for row in view.treatments}
    dates = [row.quoted.origin.date for row in view.treatments if row.quoted.origin.date]
    told = f"{view.key} · {many(len(view.treatments), 'section')} of {many(len(readouts), 'readout')}"
    told += f", {span(min(dates, default=''), max(dates, default=''))}" if dates else ""
    return told if view.complete else f"{told}; there are older ones"


def lead(said: Said) -> str:
    """Who says it, with which verb, on which issue: the line above a statement."""
    part = {"by": "", "to": " (to it)", "about": " (names it)"}[said.relation]
    return (
        f"{_who(said.speaker, said.side)}{_with(said.verbs, said.strength)}{part}{_on(said.quoted.heading)}"
    )


def speaking(one: IssueStatement) -> str:
    return f"{_who(one.speaker, one.side)}{_with(one.verbs, one.strength)}"


def strongest(one: IssueStatement) -> str:
    return f"Strongest: {_who(one.speaker, one.side)}{_with(one.verbs, one.strength)}."


def tally(row: Tally) -> str:
    dates = span(row.first, row.last)
    return f"{one_line(row.name)}: {many(row.readouts, 'readout')}{f', {dates}' if dates else ''}"


def noted(note: OwnNote) -> str:
    return "on it" if note.on == "entity" else "on a passage that mentions it"


def dated(origin: Origin) -> str:
    return f"{origin.date or 'Without a date'} · {title(origin)}"


def facts(origin: Origin) -> str:
    """What kind of readout it is, whose, who met, and what it is kept as."""
    kind = "" if origin.format == "other" else origin.format
    told = (kind, origin.issuer, " and ".join(origin.parties), origin.briefing)
    return " · ".join(one_line(fact) for fact in told if fact.strip())


def source(origin: Origin, heading: str) -> str:
    """A source as it stands below a quote."""
    told = (origin.issuer, origin.date, f"“{title(origin)}”", "" if origin.url else origin.briefing)
    label = ", ".join(one_line(fact) for fact in told if fact.strip())
    return f"{label}, § {one_line(heading)}" if heading.strip() else label


def title(origin: Origin) -> str:
    return one_line(origin.title) or origin.briefing


def wording_summary(found: Wordings) -> str:
    if found.first is None or found.last is None:
        return "No readout has a wording that is like this one"
    said = many(len(found.occurrences), "readout")
    return f"in {said}, {span(found.first.origin.date, found.last.origin.date)}"


def compared(one: Occurrence) -> str:
    """What a wording is set against."""
    return f"since {one.since.origin.date or one.since.origin.briefing}" if one.since else "to the phrase"


def change(one: Occurrence) -> str:
    return one_line(marked(one.pieces)) if one.changed else "the same"


def lapse(row: Lapse) -> str:
    """Who said it last when, and how many readouts have been without it since."""
    origin = row.last.origin
    who = one_line(origin.issuer) or "an issuer that is not known"
    parties = f" ({' and '.join(map(one_line, origin.parties))})" if origin.parties else ""
    since = row.without[0].date
    return (
        f"{who}{parties}: last on {origin.date or 'a day that is not known'}, "
        f"not in {many(len(row.without), 'readout')} from {since} on"
    )


def marked(pieces: Iterable[Piece]) -> str:
    """A redline in plain text: ``[-taken away-]{+put in+}``, as git shows words."""
    return "".join(piece.new if piece.same else _change(piece) for piece in pieces)


def _change(piece: Piece) -> str:
    gone, come = piece.old.rstrip(), piece.new.rstrip()
    blank = " " if (piece.new or piece.old)[-1:].isspace() else ""
    return (f"[-{gone}-]" if gone else "") + (f"{{+{come}+}}" if come else "") + blank


def span(first: str, last: str) -> str:
    return first if first == last else f"{first} to {last}"


def many(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def one_line(words: str) -> str:
    return " ".join(words.split())


def _who(speaker: str, side: str) -> str:
    if speaker:
        return one_line(speaker.replace("; ", " and "))
    return {"joint": "Both", "agentless": "Nobody by name"}.get(side, "Somebody who is not named")


def _with(verbs: Iterable[str], strength: int) -> str:
    told = ", ".join(verbs)
    return f": {told} (strength {strength})" if told else ""


def _on(heading: str) -> str:
    return f", on {one_line(heading)}" if heading.strip() else ""
