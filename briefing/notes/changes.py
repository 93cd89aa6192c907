"""Changes to a page: each gives new bytes that differ from the old in one note's block alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefing.errors import NotesError
from briefing.notes import body, marker, names, quotes
from briefing.notes.page import NoteBlock, Opaque, Page, parse

if TYPE_CHECKING:
    from briefing.model import Anchor, Briefing, Note

_WHOLE = "The whole briefing"
_ENTITIES = "Entities"
_LEVEL = 3
_ID = re.compile(r"^( {0,3}<!-- note | {0,3}\^n-)[a-z0-9]{1,32}", re.MULTILINE)
_PLAIN_SCALAR = re.compile(r"[A-Za-z0-9](?:[\w ./-]{0,200}[\w.])?\Z", re.ASCII)


def added(page: Page, note: Note, briefing: Briefing) -> bytes:
    """The page with a new note, in the order of the text within its section."""
    at, level, heading = _gap(page, note.anchor, briefing)
    follows = page.blocks[at] if at < len(page.blocks) else None
    if follows is not None and not (isinstance(follows, NoteBlock) and follows.marked):
        level = max(level, follows.level)  # a deeper heading would become the note's own
    lines = [*heading, *_lines(note, level, briefing)]
    before = "".join(block.raw for block in page.blocks[:at])
    after = "".join(block.raw for block in page.blocks[at:])
    if not before.strip("\ufeff") and not after:
        lines = [*_opening(briefing), *lines]
    return _inserted(before, lines, after, page.line_end)


def edited(
    page: Page,
    note_id: str,
    *,
    text: str | None = None,
    tags: tuple[str, ...] | None = None,
    anchor: Anchor | None = None,
) -> bytes:
    """The page with other words, other tags or another place for a note; None keeps what is there."""
    block = found(page, note_id)
    # One that is known by its quote alone has no id to be changed, and is given a line with its own below.
    if block.repeated and (own := _with_own_id(page, block)) != page.data:
        return edited(parse(own), note_id, text=text, tags=tags, anchor=anchor)
    if anchor is not None:
        moved = parse(_replaced(page, block, _with_marker(block, anchor, page.line_end)))
        return edited(moved, note_id, text=block.note.text if text is None else text, tags=tags)
    same_text = text is None or body.canonical_text(text) == block.note.text
    same_tags = tags is None or body.canonical_tags(tags) == block.note.tags
    if same_text and same_tags:
        return page.data
    end, raw = page.line_end, block.raw
    head = raw[: block.head].rstrip("\r\n")
    if not block.reference:
        head = f"{head}{end * 2}^n-{note_id}"
    words, labels = raw[slice(*block.text)], raw[block.text[1] : block.end].lstrip()
    if not same_text:
        words = end.join(body.write_text(body.canonical_text(text or ""), block.level))
    if not same_tags:
        labels = end.join(body.write_tags(body.canonical_tags(tags or ())))
    pieces = [head, words.rstrip("\r\n"), labels.rstrip("\r\n")]
    tail = raw[block.end :]
    last = end if tail or raw.endswith("\n") else ""
    return _replaced(page, block, (end * 2).join(filter(None, pieces)) + last + tail)


def deleted(page: Page, note_id: str) -> bytes:
    return _replaced(page, found(page, note_id), "")


def restored(page: Page, note_id: str, raw: str) -> bytes:
    """The page with an earlier form of a note's block; nothing but the block changes."""
    return _replaced(page, found(page, note_id), raw)


def returned(page: Page, raw: str, note: Note, briefing: Briefing) -> bytes:
    """The page with a deleted note's block back in its place."""
    at, _, heading = _gap(page, note.anchor, briefing)
    before = "".join(block.raw for block in page.blocks[:at])
    after = "".join(block.raw for block in page.blocks[at:])
    lines = [*heading, *raw.rstrip("\r\n").replace("\r\n", "\n").split("\n")]
    return _inserted(before, lines, after, page.line_end)


def renamed(block: NoteBlock, note_id: str) -> str:
    """A note's block with another id."""
    return _ID.sub(rf"\g<1>{note_id}", block.raw[: block.head]) + block.raw[block.head :]


def source_order(anchor: Anchor) -> tuple[bool, int, int]:
    """Sections before the passages in them."""
    return anchor.target == "passage", anchor.start, anchor.end


def found(page: Page, note_id: str) -> NoteBlock:
    for block in page.blocks:
        if isinstance(block, NoteBlock) and block.note.id == note_id:
            return block
    raise NotesError(f"The notes file holds no note {note_id} any more; look at the notes again.")


def _gap(page: Page, anchor: Anchor, briefing: Briefing) -> tuple[int, int, list[str]]:
    """Before which block a note belongs, the level of its heading, and the lines of a section to be made."""
    title, outline = _section_title(anchor), _outline(briefing)
    wanted = names.slug(title)
    for index, block in enumerate(page.blocks):
        if isinstance(block, Opaque) and block.level and names.slug(block.heading) == wanted:
            return _gap_in_section(page, index, anchor), max(_LEVEL, min(block.level + 1, 6)), []
    order = {name: place for place, name in reversed(list(enumerate(outline)))}
    here = order.get(wanted, len(outline))
    present = [
        (order[name], index)
        for index, block in enumerate(page.blocks)
        if isinstance(block, Opaque) and block.level and (name := names.slug(block.heading)) in order
    ]
    earlier = max(((place, index) for place, index in present if place < here), default=None)
    if earlier:
        at = _section_end(page, earlier[1])
    else:
        later = min(((place, index) for place, index in present if place > here), default=None)
        at = later[1] if later else len(page.blocks)
    return at, _LEVEL, _section_heading(title, page.blocks[at - 1] if at else None)


def _section_heading(title: str, above: Opaque | NoteBlock | None) -> list[str]:
    """The lines of a new section, of a level that ends the note above."""
    level = min(2, above.level) if isinstance(above, NoteBlock) else 2
    return [f"{'#' * level} {quotes.escape(' '.join(title.split()))}", ""]


def _gap_in_section(page: Page, index: int, anchor: Anchor) -> int:
    end = _section_end(page, index)
    last = None
    for at in range(index + 1, end):
        block = page.blocks[at]
        if isinstance(block, NoteBlock):
            if source_order(block.note.anchor) > source_order(anchor):
                return at
            last = at
    return end if last is None else last + 1


def _section_end(page: Page, index: int) -> int:
    heading = page.blocks[index]
    level = heading.level
    for at in range(index + 1, len(page.blocks)):
        block = page.blocks[at]
        if isinstance(block, Opaque) and block.level and block.level <= level:
            return at
    return len(page.blocks)


def _section_title(anchor: Anchor) -> str:
    match anchor.target:
        case "briefing":
            return _WHOLE
        case "entity":
            return _ENTITIES
        case _:
            return " ".join(anchor.heading.split()) or names.UNTITLED.capitalize()


def _outline(briefing: Briefing) -> list[str]:
    headings = (section.heading for section in briefing.sections)
    return [names.slug(title) for title in (_WHOLE, *headings, _ENTITIES)]


def _lines(note: Note, level: int, briefing: Briefing) -> list[str]:
    place = note.anchor
    quote = []
    if place.target == "passage":
        address = quotes.link(briefing, place.start, place.end)
        quote = quotes.write(note.quote, quotes.attribution(briefing, place.paragraph, address))
    title = f"{'#' * level} {_title(place, briefing)}"
    if note.created:
        title = f"{title}, {note.created.replace('T', ' ')}"
    paragraphs = [
        [title],
        [marker.write(note.id, place)],
        quote,
        [f"^n-{note.id}"],
        body.write_text(note.text, level),
        body.write_tags(note.tags),
    ]
    lines: list[str] = []
    for paragraph in paragraphs:
        if paragraph:
            lines += ["", *paragraph] if lines else paragraph
    return lines


def _title(anchor: Anchor, briefing: Briefing) -> str:
    match anchor.target:
        case "section":
            return "On the section"
        case "briefing":
            return "On the whole briefing"
        case "entity":
            entity = next((entity for entity in briefing.entities if entity.id == anchor.heading), None)
            return quotes.escape(" ".join((entity.name if entity else anchor.heading).split()))
        case "passage":
            issuer = quotes.escape(" ".join(briefing.issuer.split()))
            return f"{issuer} ¶{anchor.paragraph}".strip()


def _opening(briefing: Briefing) -> list[str]:
    """What a new file begins with; no ``title`` key, which some linters take for a second first heading."""
    front = ["---", "briefing-notes: 1", f"briefing: {_scalar(briefing.id)}"]
    if briefing.date:
        front.append(f"date: {_scalar(briefing.date)}")
    if briefing.parties:
        front.append(f"parties: [{', '.join(map(_scalar, briefing.parties))}]")
    title = quotes.escape(" ".join((briefing.title or briefing.id).split()))
    return [*front, "tags: [briefing-notes]", "---", "", f"# Notes: {title}", ""]


def _scalar(value: str) -> str:
    if _PLAIN_SCALAR.match(value) and value.casefold() not in (
        "no",
        "yes",
        "on",
        "off",
        "true",
        "false",
        "null",
        "n",
        "y",
    ):
        return value
    import json

    return json.dumps(value.encode("utf-8", "replace").decode(), ensure_ascii=not value.isprintable())


def _inserted(before: str, lines: list[str], after: str, end: str) -> bytes:
    """Text between two others, a blank line on either side."""
    lead = tail = ""
    if before.strip("\ufeff") and not before.endswith("\n"):
        lead = end * 2
    elif before.strip("\ufeff") and not before.endswith(("\n\n", "\n\r\n")):
        lead = end
    if after and not after.startswith(("\n", "\r\n")):
        tail = end
    return f"{before}{lead}{end.join(lines)}{end}{tail}{after}".encode("utf-8", "surrogateescape")


def _with_marker(block: NoteBlock, anchor: Anchor, end: str) -> str:
    line = marker.write(block.note.id, anchor)
    if block.marker is None:
        first = block.raw.find("\n") + 1 or len(block.raw)
        return f"{block.raw[:first]}{end}{line}{end}{block.raw[first:]}"
    start, stop = block.marker
    kept = block.raw[start:stop]
    ending = kept[len(kept.rstrip("\r\n")) :]
    # A note without a heading must not come by that of the section above because its path is another now.
    heading = "" if start else f"{'#' * block.level} ¶{anchor.paragraph}{end * 2}"
    return f"{heading}{block.raw[:start]}{line}{ending}{block.raw[stop:]}"


def _with_own_id(page: Page, block: NoteBlock) -> bytes:
    """The page with an id of its own for a note whose id was another's before."""
    return _replaced(page, block, renamed(block, block.note.id))


def _replaced(page: Page, block: NoteBlock, raw: str) -> bytes:
    text = "".join(raw if other is block else other.raw for other in page.blocks)
    return text.encode("utf-8", "surrogateescape")
