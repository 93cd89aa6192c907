"""Dossiers, issues and wordings as JSON. Offsets are code points of the briefing's text, ends exclusive."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing.library.following.dossiers import Dossier, Tally
    from briefing.library.following.issues import IssueStatement, IssueView
    from briefing.library.following.quoted import Origin, Quoted
    from briefing.library.following.redline import Piece
    from briefing.library.following.wording import Wordings

SCHEMA = 1


def dossier_json(dossier: Dossier) -> dict[str, Any]:
    totals = dossier.totals
    return {
        "schema": SCHEMA,
        "id": dossier.id,
        "name": dossier.name,
        "kind": dossier.kind,
        "aliases": [{"name": name, "readouts": readouts} for name, readouts in dossier.aliases],
        "namesakes": [
            {"id": one.id, "name": one.name, "readouts": one.readouts} for one in dossier.namesakes
        ],
        "readouts": totals.readouts,
        "mentions": {"name": totals.named, "role": totals.by_role},
        "counts": {"by": totals.by, "to": totals.to, "about": totals.about},
        "earlier": dossier.earlier,
        "counterparts": _tallies(dossier.counterparts),
        "issues": _tallies(dossier.issues),
        "meetings": [
            {
                **_origin(row.origin),
                "name": row.name,
                "role": row.role,
                "aliases": list(row.aliases),
                "mentions": {"name": row.named, "role": row.by_role},
                "sections": list(row.headings),
                "counterparts": list(row.counterparts),
                "first": _quote(row.first),
            }
            for row in dossier.meetings
        ],
        "statements": [
            {
                **_quoted(said.quoted),
                "relation": said.relation,
                "side": said.side,
                "speaker": said.speaker,
                "addressee": said.addressee,
                "verbs": list(said.verbs),
                "strength": said.strength,
            }
            for said in dossier.statements
        ],
        "notes": [
            {
                "briefing": note.origin.briefing,
                "id": note.id,
                "on": note.on,
                "quote": note.quote,
                "text": note.text,
                "tags": list(note.tags),
            }
            for note in dossier.notes
        ],
        "page": None
        if dossier.page is None
        else {
            "path": str(dossier.page.path),
            "text": dossier.page.text,
            "problem": dossier.page.problem,
        },
    }


def issue_json(view: IssueView) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "id": view.key,
        "name": view.name,
        "complete": view.complete,
        "sections": [
            {
                **_quoted(row.quoted),
                "statements": [_statement(one) for one in row.statements],
                "strongest": None if row.strongest is None else row.statements.index(row.strongest),
            }
            for row in view.treatments
        ],
    }


def wordings_json(found: Wordings) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "phrase": found.phrase,
        "complete": found.complete,
        "first": None if found.first is None else found.first.origin.briefing,
        "last": None if found.last is None else found.last.origin.briefing,
        "occurrences": [
            {
                **_quoted(one.quoted),
                "sentence": _quote(one.sentence),
                "likeness": round(one.likeness, 3),
                "since": None if one.since is None else one.since.origin.briefing,
                "changed": one.changed,
                "diff": [_piece(piece) for piece in one.pieces],
            }
            for one in found.occurrences
        ],
        "lapses": [
            {"last": _quoted(lapse.last), "without": [_origin(origin) for origin in lapse.without]}
            for lapse in found.lapses
        ],
    }


def _statement(one: IssueStatement) -> dict[str, Any]:
    return {
        **_quote(one.quoted),
        "side": one.side,
        "speaker": one.speaker,
        "verbs": list(one.verbs),
        "strength": one.strength,
    }


def _tallies(rows: Iterable[Tally]) -> list[dict[str, Any]]:
    return [
        {"name": row.name, "readouts": row.readouts, "first": row.first, "last": row.last} for row in rows
    ]


def _piece(piece: Piece) -> dict[str, str]:
    return {"kind": piece.kind, "old": piece.old, "new": piece.new}


def _quoted(quoted: Quoted) -> dict[str, Any]:
    return {**_origin(quoted.origin), **_quote(quoted)}


def _quote(quoted: Quoted) -> dict[str, Any]:
    return {
        "section": quoted.heading,
        "start": quoted.start,
        "end": quoted.end,
        "quote": quoted.words,
    }


def _origin(origin: Origin) -> dict[str, Any]:
    return {
        "briefing": origin.briefing,
        "title": origin.title,
        "date": origin.date,
        "format": origin.format,
        "issuer": origin.issuer,
        "parties": list(origin.parties),
        "url": origin.url,
    }
