"""Briefing ⇄ briefing Markdown.

The title is the first H1, each H2 begins a section, and the words below them are the readout's. H3 and
deeper are headings of the readout itself and belong to its words.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from briefing.analysis.facts import Facts
from briefing.model import Block, Briefing, Section, Source
from briefing.sources.markdown import Piece, escape, escape_heading, folded, joined, pieces

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from briefing.schema import FrontMatter

_FRONT_MATTER_LIMIT = 64 * 1024
_DEPTH_LIMIT = 20
_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Document:
    """A Markdown file as read: the readout's words, and what its owner says of them."""

    source: Source
    facts: Facts
    entities: Mapping[str, Mapping[str, Mapping[str, object]]]
    """Corrections in the form of a lexicon's tables: kind, then id, then fields."""
    speakers: tuple[tuple[str, str], ...] = ()
    """Sentences, white space folded, with the name of who speaks in them."""
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Head:
    """The front matter of a Markdown file."""

    front: FrontMatter | None
    """None where there is none, and where what stands there is shown as text."""
    end: int
    """Where the words begin."""
    problems: tuple[str, ...] = ()
    shown: str = ""
    """What stands where a front matter should, and is shown because it cannot be used."""


def read(markdown: str, path: str = "", digest: str = "") -> Document:
    """A document from the text of a Markdown file.

    Nothing in a file keeps it from being read: a front matter that is no YAML is shown as text, a value in
    it that cannot be used is left out, and a notice says so. ``digest`` is that of the file's bytes, for a
    briefing that names no source.
    """
    start = head(markdown)
    front = start.front
    shown = [Piece("paragraph", start.shown.strip("\n"))] if start.shown else []
    title, parts, headings = _sections([*shown, *pieces(markdown[start.end :])])
    text, blocks = joined(parts)
    origin = front.source if front else None
    source = Source(
        text=text,
        sha256=(origin.sha256 if origin else "") or digest,
        path=(origin.path if origin else "") or path,
        url=origin.url if origin else "",
        retrieved=origin.retrieved if origin else "",
        encoding=(origin.encoding if origin else "") or "utf-8",
        words=origin.words if origin else "",
    )
    facts = Facts(
        id=front.id if front else "",
        title=title,
        date=front.date if front else "",
        place=front.place if front else "",
        format=front.format if front and "format" in front.model_fields_set else None,
        issuer=front.issuer if front else "",
        parties=front.parties if front else (),
        meeting=front.meeting if front else "",
        given_sections=_tiled(headings, blocks, len(text)),
        given_blocks=blocks,
    )
    speakers = tuple((told.quote, told.speaker) for told in front.statements) if front else ()
    return Document(source, facts, _corrections(front), speakers, start.problems)


def words(markdown: str) -> str:
    """The readout's words in the Markdown that ``write`` made, white space folded."""
    front = _FRONT_MATTER.match(markdown, 0, _FRONT_MATTER_LIMIT)
    _, parts, _ = _sections(pieces(markdown[front.end() if front else 0 :]))
    return folded(" ".join(part.text for part in parts))


def told(markdown: str) -> dict[str, str]:
    """The plain fields of a front matter, by their names in small letters, whatever program wrote it."""
    found = _FRONT_MATTER.match(markdown, 0, _FRONT_MATTER_LIMIT)
    try:
        values = (_yaml(found[1]) if found else None) or {}
    except _Unusable:
        return {}
    plain = {str(key).lower(): value for key, value in values.items() if isinstance(value, str)}
    return {key: folded(value) for key, value in plain.items() if value.strip()}


def write(briefing: Briefing) -> str:
    """The Markdown of a briefing; reading it again shows the same words, title and headings."""
    parts = ["".join(_front_lines(briefing)), f"# {escape_heading(briefing.title or briefing.id)}\n"]
    for section in _apart(briefing):
        parts.append(f"## {escape_heading(section.heading or section.kind.capitalize())}\n")
        parts.extend(_section_parts(briefing, section))
    return "\n".join(parts)


def _apart(briefing: Briefing) -> Iterator[Section]:
    """The sections with borders only where white space is: a heading would part two words that touch."""
    text = briefing.text
    possible = [at.start for at in briefing.sentences if at.start == 0 or text[at.start - 1].isspace()]
    starts: dict[int, Section] = {}
    for section in briefing.sections:
        before = bisect_right(possible, section.start) - 1
        touches = section.start > 0 and not text[section.start - 1].isspace()
        starts.setdefault(possible[before] if touches and before >= 0 else section.start, section)
    edges = [*starts, len(text)]
    for (start, section), end in zip(starts.items(), edges[1:], strict=True):
        yield replace(section, start=start, end=end)


def is_briefing(markdown: str) -> bool:
    """Whether a Markdown file was written as a briefing, not found as a source."""
    head = _FRONT_MATTER.match(markdown[:_FRONT_MATTER_LIMIT])
    return bool(head and re.search(r"^briefing[ \t]*:", head[1], re.MULTILINE))


def _section_parts(briefing: Briefing, section: Section) -> Iterator[str]:
    for block in briefing.blocks:
        start, end = max(block.start, section.start), min(block.end, section.end)
        words = briefing.text[start:end]
        if start >= end or not words.strip():
            continue
        if block.kind == "heading":
            yield f"{'#' * min(6, max(3, block.level + 2))} {escape_heading(words)}\n"
        else:
            yield f"{escape(words)}\n"


def _front_lines(briefing: Briefing) -> Iterator[str]:
    source = briefing.source
    yield "---\nbriefing: 1\n"
    yield f"id: {scalar(briefing.id)}\n"
    for key in ("date", "place", "format", "issuer"):
        value = getattr(briefing, key)
        if value:
            yield f"{key}: {scalar(value)}\n"
    if briefing.parties:
        yield f"parties: [{', '.join(map(scalar, briefing.parties))}]\n"
    if briefing.meeting:
        yield f"meeting: {scalar(briefing.meeting)}\n"
    yield f"{source_line(source)}---\n"


def source_line(source: Source) -> str:
    """What a front matter tells of where the words come from."""
    origin = {
        "path": source.path,
        "sha256": source.sha256,
        "words": source.words,
        "url": source.url,
        "retrieved": source.retrieved,
        "encoding": "" if source.encoding == "utf-8" else source.encoding,
    }
    told = ", ".join(f"{key}: {scalar(value)}" for key, value in origin.items() if value)
    return f"source: {{{told}}}\n"


_PLAIN = re.compile(r"[A-Za-z0-9](?:[\w ./()'’–-]*[\w.)])?")
# What YAML readers take for something else than a string. A briefing's own reader takes every scalar for
# one, but other programs read the same file.
_NOT_A_STRING = re.compile(r"(?:y|n|yes|no|on|off|true|false|null|[-+.\d][\d._:e+-]*)", re.IGNORECASE)
# What YAML does not take as it stands, and the line ends that are only YAML's.
_NOT_IN_YAML = re.compile("[^ -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


def scalar(value: str) -> str:
    """A text as a YAML scalar on one line, that every reader takes for this text."""
    bare = _PLAIN.fullmatch(value) and not _NOT_A_STRING.fullmatch(value)
    if bare or re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return value
    quoted = json.dumps(value, ensure_ascii=False)
    return _NOT_IN_YAML.sub(lambda found: _escape_code(ord(found[0])), quoted)


def _escape_code(code: int) -> str:
    return "\ufffd" if 0xD800 <= code < 0xE000 else f"\\u{code:04x}"


def head(markdown: str) -> Head:
    """The front matter of a Markdown file, as far as it can be used."""
    found = _FRONT_MATTER.match(markdown, 0, _FRONT_MATTER_LIMIT)
    if found is None:
        too_long = _FRONT_MATTER.match(markdown)
        if too_long is None:
            return Head(None, 0)
        problem = f"The front matter is longer than {_FRONT_MATTER_LIMIT} bytes; it is shown as text."
        return Head(None, too_long.end(), (problem,), too_long[0])
    from pydantic import ValidationError

    from briefing.schema import FrontMatter, complaints

    try:
        values = _yaml(found[1]) or {}
    except _Unusable as error:
        problem = f"The front matter is shown as text, because it cannot be used: {error}."
        return Head(None, found.end(), (problem,), found[0])
    try:
        return Head(FrontMatter.model_validate(values), found.end())
    except ValidationError as error:
        problems = tuple(f"The front matter is used without {clause}." for clause in complaints(error))
        # One slip of the pen must not take the id, and with it the notes, from a briefing.
        for place in sorted({problem["loc"][:2] for problem in error.errors()}, key=str, reverse=True):
            _drop(values, place)
    try:
        return Head(FrontMatter.model_validate(values), found.end(), problems)
    except ValidationError:
        return Head(FrontMatter(), found.end(), problems)


def _drop(values: dict[object, object], place: tuple[object, ...]) -> None:
    """Take out a key, or the one item or key of its value that is meant."""
    inner = values.get(place[0])
    if isinstance(inner, (dict, list)) and len(place) > 1:
        try:
            del inner[place[1]]  # type: ignore[arg-type]  # as pydantic found it there
        except (KeyError, IndexError, TypeError):
            values.pop(place[0], None)
    else:
        values.pop(place[0], None)


class _Unusable(Exception):
    pass


def _yaml(text: str) -> dict[object, object] | None:
    """Front matter with every scalar as a string, without aliases and not deep."""
    import yaml

    quick = getattr(yaml, "CBaseLoader", None)  # ten times as quick, where libyaml is there
    try:
        depth = 0
        for event in yaml.parse(text, Loader=quick or yaml.BaseLoader):
            if isinstance(event, yaml.AliasEvent):
                raise _Unusable("it holds an alias")
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            if depth > _DEPTH_LIMIT:
                raise _Unusable("it is nested too deeply")
        values = yaml.load(text, Loader=quick or yaml.BaseLoader)  # noqa: S506 - makes nothing but strings
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f" in its line {mark.line + 1}" if mark else ""
        raise _Unusable(f"it is no YAML{where}") from error
    except (ValueError, RecursionError) as error:
        raise _Unusable("it is no YAML that can be read") from error
    if values in ("", None):
        return None
    if not isinstance(values, dict):
        raise _Unusable("it holds no keys")
    return values


def _sections(parts: list[Piece]) -> tuple[str, list[Piece], list[tuple[int, str]]]:
    """The title, the pieces that are the readout's, and each heading with the number of its first piece."""
    title = ""
    kept: list[Piece] = []
    headings: list[tuple[int, str]] = []
    for part in parts:
        if part.kind == "heading" and part.level == 1 and not title:
            title = part.text
        elif part.kind == "heading" and part.level <= 2:
            headings.append((len(kept), part.text))
        else:
            kept.append(part)
    return title, kept, headings


def _tiled(headings: list[tuple[int, str]], blocks: tuple[Block, ...], length: int) -> tuple[Section, ...]:
    """Sections from headings; words before the first heading are a section of their own without one."""
    if not headings or not blocks:
        return ()
    starts: dict[int, str] = {0: ""}
    for number, heading in headings:
        if number < len(blocks):
            # Of two headings with nothing between them the words belong to the second.
            starts[blocks[number].start] = heading
    edges = [*starts, length]
    return tuple(
        Section(start, end, heading, "issue", rule="given", confidence="certain")
        for (start, heading), end in zip(starts.items(), edges[1:], strict=True)
    )


def _corrections(front: FrontMatter | None) -> dict[str, dict[str, dict[str, object]]]:
    tables: dict[str, dict[str, dict[str, object]]] = {}
    for entity in front.entities if front else ():
        fields: dict[str, object] = {"name": entity.name, "aliases": list(entity.aliases)}
        if entity.role:
            fields["role"] = entity.role
        tables.setdefault(entity.kind, {})[slug(entity.name)] = fields
    return tables


def slug(text: str, limit: int = 60) -> str:
    """Lower-case letters, digits and hyphens: safe as a file name and as an id."""
    import unicodedata

    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain.replace("'", ""))
    made = "-".join(words)
    if len(made) > limit:
        made = made[: limit + 1].rpartition("-")[0] or made[:limit]
    return made or "untitled"


__all__ = ["Document", "Head", "folded", "head", "is_briefing", "read", "slug", "told", "words", "write"]
