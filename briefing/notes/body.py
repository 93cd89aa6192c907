"""The reader's own words in a note: free text and tags.

Text that would be read as something else, a heading, a marker, a line of tags, the border of a merge
conflict, is written with a backslash that Markdown does not show. A line that already has
such backslashes gets one more, so that every text comes back as it was.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_HEADING = re.compile(r"( {0,3})(\\*)((#{1,6})(?:[ \t].*)?)\Z")
_GUARDED = (
    re.compile(r"( {0,3}<)(\\*)(!-- note .*)\Z"),
    re.compile(r"()(\\*)((?:<{7}|>{7})(?: .*)?)\Z"),
    re.compile(r"( {0,3}Tags)(\\*)(:(?:[ \t]+#[^\s#]+)*[ \t]*)\Z"),
)
_TAGS = re.compile(r" {0,3}Tags:((?:[ \t]+#[^\s#]+)*)[ \t]*\Z")
_MORE_TAGS = re.compile(r" {0,3}#[^\s#]+(?:[ \t]+#[^\s#]+)*[ \t]*\Z")
_TAG_WIDTH = 58


@dataclass(frozen=True, slots=True)
class Body:
    text: str
    tags: tuple[str, ...]
    text_lines: tuple[int, int]
    """The lines that hold the text, of those that were given; the end exclusive."""


def canonical_text(text: str) -> str:
    """A text as it can be kept: one kind of line end, no half characters, no blank lines around it."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.isascii():
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    lines = text.split("\n")
    first, last = _without_blank_ends(lines, 0, len(lines))
    return "\n".join(lines[first:last]).rstrip()


def canonical_tags(tags: tuple[str, ...]) -> tuple[str, ...]:
    """Tags as single words without their ``#``, each once."""
    return tuple(dict.fromkeys(name for name in map(_canonical_tag, tags) if name))


def merged_tags(known: tuple[str, ...], old: tuple[str, ...], new: tuple[str, ...]) -> tuple[str, ...]:
    """The tags of two sides, ``known`` and ``new``, that were ``old`` before: what one added or took away."""
    kept = [tag for tag in known if tag in new or tag not in old]
    return (*kept, *(tag for tag in new if tag not in old and tag not in kept))


def write_text(text: str, level: int) -> list[str]:
    """The lines of a text below a heading of some level."""
    lines = text.split("\n") if text else []
    return [_guarded(line, _level(level, last=at == len(lines))) for at, line in enumerate(lines, 1)]


def write_tags(tags: tuple[str, ...]) -> list[str]:
    """The lines of tags, each short enough for no formatter to break it before a ``#``."""
    lines = ["Tags:"]
    for tag in tags:
        if len(lines[-1]) + len(tag) + 2 > _TAG_WIDTH and lines[-1] != "Tags:":
            lines += ["", "Tags:"]
        lines[-1] += f" #{tag}"
    return lines if tags else []


def read(lines: list[str], level: int) -> Body:
    """What stands in a note below its quote."""
    end, tags = _tags_at_end(lines)
    first, last = _without_blank_ends(lines, 0, end)
    text = "\n".join(
        _unguarded(line, _level(level, last=at == last))
        for at, line in enumerate(lines[first:last], first + 1)
    )
    return Body(canonical_text(text), tags, (first, last))


def _tags_at_end(lines: list[str]) -> tuple[int, tuple[str, ...]]:
    """Where the lines of tags begin, and the tags. Lines that a formatter broke count."""
    end = cursor = len(lines)
    found: list[str] = []
    broken: list[str] = []
    while cursor:
        cursor -= 1
        line = lines[cursor]
        if match := _TAGS.match(line):
            found += [*broken, *reversed(match[1].split())]
            broken, end = [], cursor
        elif _MORE_TAGS.match(line):
            broken += reversed(line.split())
        elif line.strip() or broken:
            break
    return end, canonical_tags(tuple(reversed(found)))


def _canonical_tag(tag: str) -> str:
    kept = "".join(c if c.isalnum() or c in "_-/" else "-" for c in tag.strip().lstrip("#"))
    return re.sub("-{2,}", "-", kept).strip("-")


def _without_blank_ends(lines: list[str], first: int, last: int) -> tuple[int, int]:
    while first < last and not lines[first].strip():
        first += 1
    while first < last and not lines[last - 1].strip():
        last -= 1
    return first, last


def _level(level: int, last: bool) -> int:
    """The headings that end a note. As its last line, one of any level would be taken for the next note's."""
    return 6 if last else level


def _guarded(line: str, level: int) -> str:
    if match := _guard(line, level):
        lead, slashes, rest = match
        return f"{lead}{slashes}\\{rest}"
    return line


def _unguarded(line: str, level: int) -> str:
    match = _guard(line, level) if "\\" in line else None
    if match and match[1]:
        lead, slashes, rest = match
        return f"{lead}{slashes[1:]}{rest}"
    return line


def _guard(line: str, level: int) -> tuple[str, str, str] | None:
    """A line that needs a backslash, as what stands before, the backslashes it has, and the rest."""
    if match := _HEADING.match(line):
        return (match[1], match[2], match[3]) if len(match[4]) <= level else None
    for pattern in _GUARDED:
        if match := pattern.match(line):
            return match[1], match[2], match[3]
    return None
