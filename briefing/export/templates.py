"""Notes in a form of the user's own: a Jinja2 template, rendered where it can do no harm.

A template sees plain data only, no object of this program; it reads no file, and a process of its own is
stopped when it takes too long, needs too much or makes too much.
"""

from __future__ import annotations

import json
import subprocess
import sys
from math import ceil
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from briefing.errors import TemplateError
from briefing.export.arrangement import cited, entries, title_of, writable
from briefing.notes import quotes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing.export.arrangement import Entry
    from briefing.model import Briefing
    from briefing.notes import Notebook

SECONDS = 20.0
CHARACTERS = 50_000_000
_MEMORY = 1_000_000_000

_OF_TEMPLATES = (".j2", ".jinja", ".jinja2")


def as_template(noted: Iterable[tuple[Briefing, Notebook]], template_source: str, name: str) -> str:
    """What a template makes of the notes of some briefings. ``name`` is that of its file.

    An extension like that of a web page has what is put in escaped. Raises TemplateError.
    """
    _ask_for_jinja()
    task = {
        "name": name,
        "source": template_source,
        "data": {"briefings": [_briefing(*one) for one in noted if one[1].notes]},
        "seconds": ceil(SECONDS),
        "characters": CHARACTERS,
        "memory": _MEMORY,
    }
    program = Path(__file__).with_name("rendering.py")
    try:
        done = subprocess.run(
            # -P, lest modules beside that program, or in the folder one stands in, are taken for others.
            [sys.executable, "-P", str(program)],
            input=json.dumps(task).encode(),
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise TemplateError(
            f"{name}: it was stopped after {SECONDS:g} seconds; perhaps a loop in it has no end."
        ) from None
    if done.returncode < 0:
        raise TemplateError(
            f"{name}: it was stopped, because it needs too much time or memory; make it simpler."
        )
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2]
        raise TemplateError(said or f"{name}: it could not be rendered; try it with less in it.")
    return done.stdout.decode("utf-8")


def extension(name: str) -> str:
    """Of what a template makes: ``.md`` for ``report.md.j2``, ``.txt`` where its name does not tell."""
    path = PurePath(name)
    if path.suffix.lower() in _OF_TEMPLATES:
        path = path.with_suffix("")
    return path.suffix or ".txt"


def _ask_for_jinja() -> None:
    from importlib.util import find_spec

    if find_spec("jinja2") is None:
        raise TemplateError("Templates need Jinja2; install it with: pip install 'briefing[templates]'")


def _briefing(briefing: Briefing, notebook: Notebook) -> dict[str, Any]:
    return {
        "id": briefing.id,
        "title": writable(title_of(briefing)),
        "date": briefing.date,
        "place": writable(briefing.place),
        "format": briefing.format,
        "issuer": writable(briefing.issuer),
        "parties": [writable(party) for party in briefing.parties],
        "url": quotes.link(briefing, 0, 0),
        "notes": [_note(briefing, entry) for entry in entries(briefing, notebook)],
    }


def _note(briefing: Briefing, entry: Entry) -> dict[str, Any]:
    note = entry.note
    return {
        "id": note.id,
        "quote": writable(note.quote),
        "text": writable(note.text),
        "tags": [writable(tag) for tag in note.tags],
        "created": note.created,
        "status": entry.status,
        "target": note.anchor.target,
        "section": writable(entry.heading),
        "paragraph": entry.paragraph,
        "start": entry.start,
        "end": entry.end,
        "link": entry.link,
        "cited": writable(cited(briefing, entry)),
    }
