"""The one line of a note that is for the program: an HTML comment with its id and its place.

``<!-- note k3f9q2 taiwan/7 142-231 rev=9f2c1a0b4d7e pre="also discussed" post="and in the" -->``

The path tells the target: ``slug/7`` a passage, ``slug`` a section, ``.`` the briefing, ``@id`` an entity.
The word ``orphan`` tells that the reader knows the passage to be gone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from briefing.model import Anchor
from briefing.notes import folding
from briefing.notes.names import slug

_LONGEST = 4_000
_LINE = re.compile(r" {0,3}<!-- note ([a-z0-9]{1,32})(?![^ ])(.*)-->[ \t]*\r?\n?\Z")
_RANGE = re.compile(r"(\d{1,9})-(\d{1,9})\Z")
_ATTRIBUTE = re.compile(r'([a-z]{1,16})=(?:"([^"]{0,400})"|([^\s"]{1,400}))')
_ORPHAN = "orphan"
_PATH = re.compile(r"\S{1,600}")
_REVISION = re.compile(r"[0-9a-f]{6,64}\Z")


@dataclass(frozen=True, slots=True)
class Marker:
    id: str
    slug: str
    """Of the section; empty where the target is no passage and no section."""
    anchor: Anchor
    """Its heading is the slug, until the page knows better."""


@lru_cache(maxsize=4096)
def read(line: str) -> Marker | None:
    """The marker in a line. A damaged place leaves the id; without an id it is no marker."""
    match = _LINE.match(line) if len(line) <= _LONGEST else None
    if match is None:
        return None
    name, rest = match.groups()
    first_word = _PATH.match(rest, 1) if rest.startswith(" ") else None
    path = first_word.group() if first_word and "=" not in first_word.group() else ""
    fields = rest[1 + len(path) :] if path else rest
    first = fields.split(None, 1)[0] if fields.strip() else ""
    span = _RANGE.match(first)
    start, end = (int(span[1]), int(span[2])) if span else (0, 0)
    values = {key: quoted or bare for key, quoted, bare in _ATTRIBUTE.findall(fields)}
    revision = values.get("rev", "")
    words = _ATTRIBUTE.sub(" ", fields).split()
    place = Anchor(
        start=start if start <= end else 0,
        end=end if start <= end else 0,
        revision=revision if _REVISION.match(revision) else "",
        before=values.get("pre", ""),
        after=values.get("post", ""),
        orphan=_ORPHAN in words,
    )
    return _targeted(name, path, place)


def write(note_id: str, anchor: Anchor) -> str:
    """The marker line, without a line end."""
    parts = [f"<!-- note {note_id} {path(anchor)} {anchor.start}-{anchor.end}"]
    if anchor.revision:
        parts.append(f"rev={anchor.revision}")
    if anchor.orphan:
        parts.append(_ORPHAN)
    if anchor.before:
        parts.append(f'pre="{folding.kept_context(anchor.before)}"')
    if anchor.after:
        parts.append(f'post="{folding.kept_context(anchor.after)}"')
    return " ".join([*parts, "-->"])


def path(anchor: Anchor) -> str:
    match anchor.target:
        case "briefing":
            return "."
        case "entity":
            from urllib.parse import quote

            return "@" + quote(anchor.heading, safe=":", errors="replace").replace("--", "-%2D")
        case "section":
            return slug(anchor.heading)
        case "passage":
            return f"{slug(anchor.heading)}/{anchor.paragraph}"


def _targeted(name: str, path: str, place: Anchor) -> Marker:
    if path == ".":
        return Marker(name, "", replace(place, target="briefing"))
    if path.startswith("@"):
        from urllib.parse import unquote

        return Marker(name, "", replace(place, target="entity", heading=unquote(path[1:])))
    parts = path.split("/")
    if len(parts) > 1 and parts[-1].isdecimal() and len(parts[-1]) < 9:
        section = parts[-2]
        return Marker(name, section, replace(place, heading=section, paragraph=int(parts[-1])))
    section = parts[-1]
    if not section:
        return Marker(name, "", place)
    return Marker(name, section, replace(place, target="section", heading=section))
