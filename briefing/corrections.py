"""What a reader puts right, as it is written: into a lexicon, a front matter or headings.

Each function takes the text of a file and gives its new text; what it does not concern stays as it was.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from briefing import document, outline
from briefing.errors import DocumentError, LexiconError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing.model import Briefing, Entity

EntityChange = Literal["rename", "retype", "same as", "part", "hide", "name"]
SectionChange = Literal["rename section", "merge section", "new section"]
Change = Literal[EntityChange, SectionChange, "speaker", "meeting"]
IN_LEXICON: tuple[EntityChange, ...] = ("rename", "retype", "same as", "part", "hide", "name")


@dataclass(frozen=True, slots=True)
class Correction:
    """One thing put right.

    ``target`` is an entity's id, or the words that are to be an entity; ``value`` the new name, kind,
    heading, speaker or meeting, the id of the entity that it is the same as, or the alias that is parted from
    it. An empty meeting takes what the front matter says of it away.
    ``at`` is a section's number, or a code point of the text.
    """

    change: Change
    target: str = ""
    value: str = ""
    at: int = 0


def in_lexicon(toml: str, briefing: Briefing, correction: Correction) -> str:
    """A lexicon file with an entry for a correction of an entity. Raises LexiconError."""
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        tables = tomlkit.parse(toml)
    except TOMLKitError as error:
        raise LexiconError(
            f"Your lexicon of corrections is not valid TOML: {error}; "
            "mend it ('briefing doctor' tells where it is)."
        ) from error
    value = correction.value.strip()
    if correction.change == "name":
        _enter(tables, value, correction.target, ())
        return tomlkit.dumps(tables)
    entity = _entity(briefing, correction.target)
    kind, _, key = entity.id.partition(":")
    match correction.change:
        case "rename":
            _enter(tables, kind, key, _forms(entity), label=_words(value))
        case "hide":
            _enter(tables, kind, key, _forms(entity), hidden=True)
        case "retype":
            _enter(tables, value, key, _forms(entity))
            if kind in tables and key in tables[kind]:
                tables[kind].pop(key)
        case "same as":
            other = _entity(briefing, value)
            other_kind, _, other_key = other.id.partition(":")
            _enter(tables, other_kind, other_key, (*_forms(other), *_forms(entity)))
        case "part":
            if value not in entity.aliases or len(entity.aliases) < 2:
                raise LexiconError(
                    f"{entity.name} has no other name {value!r} that could be parted from it; "
                    "choose one of its names."
                )
            _enter(tables, kind if kind != "unknown" else "person", document.slug(value), (value,))
    return tomlkit.dumps(tables)


def in_document(markdown: str, briefing: Briefing, correction: Correction) -> str:
    """Briefing Markdown with a correction of its sections, speakers or meeting. Raises DocumentError."""
    if correction.change == "meeting":
        return _with_meeting(markdown, " ".join(correction.value.split()))
    if correction.change == "speaker":
        sentence = next((s for s in briefing.sentences if s.start <= correction.at < s.end), None)
        if sentence is None:
            raise DocumentError("There is no sentence here that somebody could say; go to one.")
        quote = " ".join(briefing.surface(sentence).split())
        return _with_speaker(markdown, quote, _words(correction.value))
    if not outline.has_headings(markdown):
        found = [(section.start, section.heading) for section in briefing.sections]
        markdown = outline.headed(markdown, found)
    match correction.change:
        case "rename section":
            return outline.renamed(markdown, correction.at, correction.value)
        case "merge section":
            return outline.merged(markdown, correction.at)
        case "new section":
            return outline.divided(markdown, correction.at, correction.value)
    raise DocumentError(
        f"{correction.change} is nothing that can be put right in a document; choose another correction."
    )


def _enter(tables: Any, kind: str, key: str, forms: Iterable[str], **fields: object) -> None:  # noqa: ANN401
    """Put an entry into a lexicon's tables, its names added to those that stand there."""
    import tomlkit

    names = list(dict.fromkeys(forms))
    if not names:
        names, key = [_words(key)], document.slug(key)
    if kind not in tables:
        tables[kind] = tomlkit.table(is_super_table=True)
    if key not in tables[kind]:
        entry = tomlkit.table()
        entry["name"] = names[0]
        tables[kind][key] = entry
    entry = tables[kind][key]
    aliases = list(entry.get("aliases", []))
    more = [name for name in names if name != entry["name"] and name not in aliases]
    if more:
        entry["aliases"] = [*aliases, *more]
    for field, value in fields.items():
        entry[field] = value


def _entity(briefing: Briefing, entity_id: str) -> Entity:
    found = next((entity for entity in briefing.entities if entity.id == entity_id), None)
    if found is None:
        raise LexiconError("This entity is no longer in the text; open the briefing again.")
    return found


def _forms(entity: Entity) -> tuple[str, ...]:
    """The names by which the text knows an entity, the fullest first."""
    return tuple(sorted(entity.aliases, key=len, reverse=True)) or (entity.name,)


def _words(value: str) -> str:
    words = " ".join(value.split())
    if not words:
        raise LexiconError("A name needs a word; type one.")
    return words


_MEETING = re.compile(r"^meeting[ \t]*:[ \t]*(.*)\n(?![ \t]+\S)", re.MULTILINE)


def _with_meeting(markdown: str, meeting: str) -> str:
    """The front matter with a meeting, or without one."""
    line = f"meeting: {document.scalar(meeting)}\n" if meeting else ""
    end = document.head(markdown).end
    front, body = markdown[:end], markdown[end:]
    if not front:
        return f"---\nbriefing: 1\n{line}---\n\n{markdown}" if line else markdown
    found = _MEETING.search(front)
    if found is not None:
        return f"{front[: found.start()]}{line}{front[found.end() :]}{body}"
    if re.search(r"^meeting[ \t]*:", front, re.MULTILINE):
        raise DocumentError("The front matter tells its meeting on several lines; put it on one line first.")
    at = _last_line(front)
    return f"{front[:at]}{line}{front[at:]}{body}"


def _last_line(front: str) -> int:
    """Where the line begins that closes a front matter."""
    close = re.search(r"^(?:---|\.\.\.)[ \t]*\n?\Z", front, re.MULTILINE)
    return close.start() if close else len(front)


_STATEMENTS = re.compile(r"^statements:[ \t]*\n((?:[ \t]+.*\n|\n)*)", re.MULTILINE)


def _with_speaker(markdown: str, quote: str, speaker: str) -> str:
    """The front matter with one more line under ``statements``; an older one on the same words goes."""
    line = f"  - {{quote: {document.scalar(quote)}, speaker: {document.scalar(speaker)}}}\n"
    end = document.head(markdown).end
    front, body = markdown[:end], markdown[end:]
    if not front:
        return f"---\nbriefing: 1\nstatements:\n{line}---\n\n{markdown}"
    found = _STATEMENTS.search(front)
    if found is None:
        if re.search(r"^statements:", front, re.MULTILINE):
            raise DocumentError(
                "The front matter holds its statements in one line; put each on a line of its own first."
            )
        at = _last_line(front)
        return f"{front[:at]}statements:\n{line}{front[at:]}{body}"
    same = f"quote: {document.scalar(quote)},"
    kept = "".join(row for row in found[1].splitlines(keepends=True) if same not in row)
    return f"{front[: found.start(1)]}{kept}{line}{front[found.end(1) :]}{body}"
