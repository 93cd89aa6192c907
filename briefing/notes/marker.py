"""The one line of a note that is for the program: an HTML comment with its id and its place.

``<!-- note k3f9q2 taiwan/7 142-231 rev=9f2c1a0b4d7e pre="also discussed" post="and in the" -->``

The path tells the target: ``slug/7`` a passage, ``slug`` a section, ``.`` the briefing, ``@id`` an entity.
The word ``orphan`` tells that the reader knows the passage to be gone; ``was=142-231@9f2c1a0b4d7e`` where
the quote was taken from, when the note was fastened to other words since.

A quote that was exported has a line of its own above it, by which it can be checked:

``<!-- quote k3f9q2 142-231 rev=9f2c1a0b4d7e briefing=2024-04-02-us-cn-call -->``
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from briefing.model import Anchor
from briefing.notes import folding
from briefing.notes.names import derived_id, is_id, slug

if TYPE_CHECKING:
    from briefing.model import Note

_LONGEST = 4_000
_LONGEST_VALUE = 400
_LINE = re.compile(r" {0,3}<!-- note ([a-z0-9]{1,32})(?![^ ])(.*)-->[ \t]*\r?\n?\Z")
_QUOTE_LINE = re.compile(r" {0,3}<!-- quote ([a-z0-9]{1,32})(?![^ ])(.*)-->[ \t]*\r?\n?\Z")
_RANGE = re.compile(r"(\d{1,9})-(\d{1,9})\Z")
_ATTRIBUTE = re.compile(r'([a-z]{1,16})=(?:"([^"]{0,400})"|([^\s"]{1,400}))')
_ORPHAN = "orphan"
_LONGEST_PATH = 600
_PATH = re.compile(rf"\S{{1,{_LONGEST_PATH}}}")
_ORIGIN = re.compile(r"(\d{1,9})-(\d{1,9})@([0-9a-f]{6,64})\Z")
_REVISION = re.compile(r"[0-9a-f]{6,64}\Z")


@dataclass(frozen=True, slots=True)
class Marker:
    id: str
    slug: str
    """Of the section; empty where the target is no passage and no section."""
    anchor: Anchor
    """Its heading is the slug, until the page knows better."""


@dataclass(frozen=True, slots=True)
class QuoteMarker:
    """Where the words of an exported quote stood."""

    note: str
    briefing: str
    """Its id, as a hint at where the text is to be found."""
    start: int
    end: int
    revision: str
    """Of the text that the note was made on."""


@lru_cache(maxsize=4096)
def read(line: str) -> Marker | None:
    """The marker in a line. A damaged place leaves the id; without an id it is no marker."""
    match = _LINE.match(line) if len(line) <= _LONGEST else None
    if match is None:
        return None
    name, rest = match.groups()
    words = _PATH.match(rest, 1) if rest.startswith(" ") else None
    path = words.group() if words and "=" not in words.group() else ""
    fields = rest[1 + len(path) :] if path else rest
    place, values = _place(fields)
    was = values.get("was", "")
    place = replace(
        place,
        before=values.get("pre", ""),
        after=values.get("post", ""),
        orphan=_ORPHAN in _ATTRIBUTE.sub(" ", fields).split(),
        quoted=was if _ORIGIN.match(was) else "",
    )
    return _targeted(name, path, place)


def read_quote(line: str) -> QuoteMarker | None:
    """The marker of an exported quote in a line. A comment that tells no place is somebody's own."""
    match = _QUOTE_LINE.match(line) if len(line) <= _LONGEST else None
    if match is None:
        return None
    from urllib.parse import unquote

    place, values = _place(match[2])
    if not place.end and not values.keys() & {"rev", "briefing"}:
        return None
    return QuoteMarker(match[1], unquote(values.get("briefing", "")), place.start, place.end, place.revision)


def write(note_id: str, anchor: Anchor) -> str:
    """The marker line, without a line end."""
    parts = [f"<!-- note {note_id} {path(anchor)} {anchor.start}-{anchor.end}"]
    if anchor.revision:
        parts.append(f"rev={anchor.revision}")
    if anchor.orphan:
        parts.append(_ORPHAN)
    if anchor.quoted:
        parts.append(f"was={anchor.quoted}")
    if anchor.before:
        parts.append(f'pre="{folding.kept_context(anchor.before)}"')
    if anchor.after:
        parts.append(f'post="{folding.kept_context(anchor.after)}"')
    return " ".join([*parts, "-->"])


def write_quote(note: Note, briefing_id: str) -> str:
    """The line above the quote of a note in an export, without a line end."""
    (start, end, revision), source = origin(note.anchor), _encoded(briefing_id)
    name = note.id if is_id(note.id) else derived_id(note.quote, ())
    parts = [f"<!-- quote {name} {start}-{end}"]
    if revision:
        parts.append(f"rev={revision}")
    if 0 < len(source) <= _LONGEST_VALUE:
        parts.append(f"briefing={source}")
    return " ".join([*parts, "-->"])


def origin(anchor: Anchor) -> tuple[int, int, str]:
    """Where the quote was taken from: start, end and the revision of the text."""
    found = _ORIGIN.match(anchor.quoted)
    if found is None:
        return anchor.start, anchor.end, anchor.revision
    return int(found[1]), int(found[2]), found[3]


def path(anchor: Anchor) -> str:
    match anchor.target:
        case "briefing":
            return "."
        case "entity":
            return f"@{_encoded(anchor.heading)}"
        case "section":
            return slug(anchor.heading)
        case "passage":
            return f"{slug(anchor.heading)}/{anchor.paragraph}"


def _encoded(identifier: str) -> str:
    """An id as one word that ends no comment."""
    from urllib.parse import quote

    return quote(identifier, safe=":", errors="replace").replace("--", "-%2D")


def _place(fields: str) -> tuple[Anchor, dict[str, str]]:
    """The offsets and the revision in what stands after a name, and all values that do."""
    first = fields.split(None, 1)[0] if fields.strip() else ""
    span = _RANGE.match(first)
    start, end = (int(span[1]), int(span[2])) if span else (0, 0)
    values = {key: quoted or bare for key, quoted, bare in _ATTRIBUTE.findall(fields)}
    revision = values.get("rev", "")
    place = Anchor(
        start=start if start <= end else 0,
        end=end if start <= end else 0,
        revision=revision if _REVISION.match(revision) else "",
    )
    return place, values


def _targeted(name: str, path: str, place: Anchor) -> Marker:
    if path == ".":
        return Marker(name, "", replace(place, target="briefing"))
    if path.startswith("@"):
        from urllib.parse import unquote

        entity = unquote(path[1:])
        if len(_encoded(entity)) >= _LONGEST_PATH:  # it could not be written again
            return Marker(name, "", place)
        return Marker(name, "", replace(place, target="entity", heading=entity))
    parts = path.split("/")
    if len(parts) > 1 and parts[-1].isdecimal() and len(parts[-1]) < 9:
        section = parts[-2]
        return Marker(name, section, replace(place, heading=section, paragraph=int(parts[-1])))
    section = parts[-1]
    if not section:
        return Marker(name, "", place)
    return Marker(name, section, replace(place, target="section", heading=section))
