"""One function a parser: bytes in, nothing out, and an exception where something is wrong.

Of a parser's exceptions only those are allowed that it declares, which a person can read; everything else
that leaves a target is a finding, a failed assertion among them.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from itertools import pairwise

from briefing import config, document, outline, printable, state
from briefing.analysis.lexicon import Lexicon, read_tables
from briefing.errors import (
    DocumentError,
    LexiconError,
    NotesError,
    QueryError,
    SourceError,
)
from briefing.library.index import filters, queries
from briefing.model import Anchor, Block, Briefing, Note, Section, Sentence, Source
from briefing.notes import anchoring, changes, drafts, folding, marker, page, quoted, quotes
from briefing.notes import filters as note_filters
from briefing.notes.merging import merged
from briefing.notes.page import NoteBlock
from briefing.sources import archive, html, lines, mail, source_from_bytes, xml
from briefing.sources.found import Found, packed, unpacked
from briefing.sources.inside import _found as found_inside
from briefing.sources.kinds import kind_of
from briefing.sources.markdown import escape, folded, pieces
from tests.notes.samples import BRIEFING
from tests.sources import made

Target = Callable[[bytes], None]

PARTING = b"\n%%%\n"
"""Between the inputs of a target that takes several."""


def parted(data: bytes, count: int) -> list[bytes]:
    """So many inputs; the last ones empty where there are fewer."""
    parts = data.split(PARTING, count - 1)
    return parts + [b""] * (count - len(parts))


def text_of(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def text(data: bytes) -> None:
    """Decoding: a text with one kind of line end, in an encoding that there is, fit for a terminal."""
    head, rest = data[:1], data[1:]
    declared = ("", "latin-1", "cp1251", "utf-16", "nonsense")[head[0] % 5] if head else ""
    kind = ""
    with suppress(SourceError):
        kind = kind_of(rest, "x.txt")
    with suppress(SourceError):
        source = source_from_bytes(rest, "x.txt", declared)
        assert "\r" not in source.text
        assert source.encoding
        "".encode(source.encoding)
        for shown in (printable.line(source.text), printable.lines(source.text)):
            assert not any(letter < " " and letter != "\n" for letter in shown)
            assert not any("\x7f" <= letter < "\xa0" or "\ud800" <= letter < "\ue000" for letter in shown)
        assert "\n" not in printable.line(source.text)
        printable.faults(source.text)
        marked = rest.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"))
        if kind == "text" and source.encoding == "utf-8" and not source.guessed and not marked:
            assert source.text == rest.decode().replace("\r\n", "\n").replace("\r", "\n")


def frontmatter(data: bytes) -> None:
    """A briefing's Markdown: always read, its offsets within it, and written again with the same words."""
    markdown = text_of(data).replace("\r\n", "\n").replace("\r", "\n")
    head = document.head(markdown)
    assert 0 <= head.end <= len(markdown)
    document.told(markdown)
    document.words(markdown)
    document.is_briefing(markdown)
    read = document.read(markdown, "x.md", "0" * 64)
    shown, blocks = read.source.text, read.facts.given_blocks
    in_order(blocks, shown)
    tiled(read.facts.given_sections, shown)
    for notice in read.notices:
        assert notice.strip() and "\n" not in notice
    if shown.strip():
        written_again(read)


def written_again(read: document.Document) -> None:
    text, blocks = read.source.text, read.facts.given_blocks
    sections = read.facts.given_sections or (Section(0, len(text), "", "issue"),)
    sentences = tuple(Sentence(block.start, block.end, at) for at, block in enumerate(blocks))
    facts = read.facts
    briefing = Briefing(
        facts.id or "x",
        read.source,
        facts.title,
        facts.date,
        facts.place,
        facts.format or "other",
        facts.issuer,
        facts.parties,
        facts.meeting,
        blocks,
        sentences,
        sections,
    )
    markdown = document.write(briefing)
    wanted = folded(text.replace("\0", "\ufffd"))
    assert document.words(markdown) == wanted
    again = document.read(markdown)
    assert folded(again.source.text) == wanted
    assert again.facts.title == folded((facts.title or facts.id or "x").replace("\0", "\ufffd"))
    assert (again.facts.date, again.facts.parties) == (facts.date, facts.parties)
    assert not again.notices


def paragraph(data: bytes) -> None:
    """Words as Markdown show exactly these words, whatever they are."""
    words = text_of(data).replace("\r\n", "\n").replace("\r", "\n")
    shown = " ".join(piece.text for piece in pieces(escape(words)))
    assert folded(shown) == folded(words.replace("\0", "\ufffd"))


def sectioning(data: bytes) -> None:
    """Correcting sections changes no word below the headings."""
    head, rest = data[:3], data[3:]
    if len(head) < 3:
        return
    markdown = text_of(rest).replace("\r\n", "\n").replace("\r", "\n")
    before = document.words(markdown)
    length = len(document.read(markdown).source.text)
    for act in (
        lambda: outline.renamed(markdown, head[0] % 8, "Of *water*"),
        lambda: outline.merged(markdown, head[1] % 8),
        lambda: outline.divided(markdown, head[2] * length // 256, "New # one"),
    ):
        with suppress(DocumentError):
            # A section may begin within a word, which a blank line parts then.
            assert unspaced(document.words(act())) == unspaced(before)


def unspaced(words: str) -> str:
    return "".join(words.split())


def notes(data: bytes) -> None:
    """A notes file: always read, kept byte for byte, and changed in one note alone."""
    found = page.parse(data)
    assert found.data == data
    ids = [note.id for note in found.notes]
    assert len(set(ids)) == len(ids)
    for note in found.notes:
        assert 0 <= note.anchor.start <= note.anchor.end
        assert marker_of(note) == (note.anchor.start, note.anchor.end, note.anchor.revision)
    placed(found.notes)
    list(quoted.find_quotes(found.text, True, "x"))
    if found.locked:
        return
    at = BRIEFING.text.index("the lake")
    new = Note(
        "zzzzzz", anchoring.anchor(BRIEFING, at, at + 8), "the lake", "Why?\n\n# Not a heading", ("a/b", "c")
    )
    if new.id in ids:
        return
    added = page.parse(changes.added(found, new, BRIEFING))
    assert {"zzzzzz", *ids} == {note.id for note in added.notes}
    kept = changes.found(added, "zzzzzz").note
    assert (kept.text, kept.tags, kept.quote) == (new.text, new.tags, new.quote)
    assert others(added, "zzzzzz") == others(found, "")
    for note in found.notes[:3]:
        edited = page.parse(changes.edited(found, note.id, text="Other words.", tags=("x",)))
        changed = changes.found(edited, note.id).note
        assert (changed.text, changed.tags) == ("Other words.", ("x",))
        gone = page.parse(changes.deleted(found, note.id))
        if is_in_shape(found):
            assert others(edited, note.id) == others(found, note.id)
            assert others(gone, note.id) == others(found, note.id)


def is_in_shape(of: page.Page) -> bool:
    """Whether every note has its own heading, deeper than those of sections, and its own id.

    Where it has not, a heading may be a note's or a section's by what stands before it, and of notes that
    are equal to the letter the first has the id. Nothing is lost by that, but they are read otherwise.
    """
    return all(
        block.level > 2
        and block.marked
        and block.raw.lstrip("\ufeff ").startswith("#")
        and not block.repeated
        for block in of.blocks
        if isinstance(block, NoteBlock)
    )


def others(of: page.Page, note_id: str) -> list[tuple[object, ...]]:
    """What the notes but one say."""
    return [
        (note.id, note.quote, note.text, note.tags, note.anchor.start, note.anchor.end, note.anchor.revision)
        for note in of.notes
        if note.id != note_id
    ]


def marker_of(note: Note) -> tuple[int, int, str] | None:
    """The place of a note as its marker, written anew, tells it."""
    read = marker.read(marker.write(note.id, note.anchor))
    return read and (read.anchor.start, read.anchor.end, read.anchor.revision)


def placed(of: tuple[Note, ...], briefing: Briefing = BRIEFING) -> None:
    for place in anchoring.place_all(of, briefing, lambda revision: None).values():
        assert 0 <= place.start <= place.end <= len(briefing.text)


def merging(data: bytes) -> None:
    """Three versions of a notes file: what one side added is in the result, with or without a conflict."""
    base, ours, theirs = parted(data, 3)
    found = merged(base, ours, theirs)
    assert merged(base, ours, ours).data == ours
    assert merged(base, base, theirs).data == theirs
    assert merged(base, ours, base).data == ours
    if found.conflicts:
        assert page.parse(found.data).locked
    known = {note.id: note.text for note in page.parse(base).notes}
    made_page = page.parse(found.data)
    if made_page.locked or any(page.parse(side).problems for side in (base, ours, theirs)):
        return
    texts = [note.text for note in made_page.notes]
    for side in (ours, theirs):
        for note in page.parse(side).notes:
            if note.id not in known:
                assert note.text in texts, note


def anchors(data: bytes) -> None:
    """A passage of one text sought in another: never out of it, never called the same with other words."""
    head, rest = data[:4], data[4:]
    old_bytes, new_bytes = parted(rest, 2)
    old, new = text_of(old_bytes), text_of(new_bytes)
    if len(head) < 4 or not old:
        return
    one, other = (head[at] * 256 + head[at + 1] for at in (0, 2))
    start, end = sorted((one % (len(old) + 1), other % (len(old) + 1)))
    if start == end:
        return
    before, after = briefing_of(old), briefing_of(new)
    spot = anchoring.anchor(before, start, end)
    note = Note("abcdef", spot, old[start:end])
    assert anchoring.place(note, before) == anchoring.Placement("same", start, end)
    assert marker_of(note) == (start, end, spot.revision)
    for known in (old, None):
        place = anchoring.place(note, after, known)
        assert 0 <= place.start <= place.end <= len(new)
        if place.status in ("same", "moved"):
            assert folding.same_words(old[start:end], new[place.start : place.end]), place
        assert (place.status == "orphan") == (place == anchoring.ORPHAN)
    loose = replace(note, anchor=Anchor(start=start, end=end))
    assert anchoring.place(loose, after).end <= len(new)
    shown = quotes.write(note.quote, "")
    assert folded(quotes.read(shown)[0].translate(quotes.HALVES)) == folded(
        note.quote.translate(quotes.HALVES)
    )


def briefing_of(words: str) -> Briefing:
    middle = len(words) // 2
    sections = (Section(0, middle, "One", "issue"), Section(middle, len(words), "Two", "issue"))
    return Briefing("x", Source(words, ""), sections=sections)


def lexicon(data: bytes) -> None:
    """A lexicon file: refused in one sentence that names it, or it makes a lexicon."""
    try:
        tables = read_tables(data.decode("utf-8-sig"), "x.toml")
    except LexiconError as error:
        assert str(error).startswith("x.toml")
    except (UnicodeDecodeError, RecursionError):
        return  # which its caller tells
    else:
        made_of = Lexicon.from_tables([{"country": {"NO": {"name": "Norway", "aliases": ["Norge"]}}}, tables])
        made_of.words("never-name")


def settings(data: bytes) -> None:
    """A configuration: its settings, and a sentence for each thing that is wrong with it."""
    found = config._read(data, "config.toml")
    problems = [*found.problems, *found.settings.keys.problems]
    for problem in problems:
        assert problem.startswith("config.toml")
    assert isinstance(found.settings.library, str)
    assert 20 <= found.settings.width <= 200


def is_found(found: Found) -> None:
    """What every importer gives: its headings within its text, and a record that survives its journey."""
    assert "\r" not in found.text
    assert found.text.strip()
    for start, end, level in found.headings:
        assert 0 <= start < end <= len(found.text)
        assert 1 <= level <= 6
        assert found.text[start:end].strip()
    assert unpacked(json.loads(json.dumps(packed(found)))) == found
    assert not found.url or found.url.lower().startswith(("http://", "https://"))


def page_html(data: bytes) -> None:
    """Web pages, whole ones and fragments."""
    with suppress(SourceError):
        is_found(html.read(data))
    found = html.read_fragment(text_of(data))
    if found.text.strip():
        is_found(found)


def page_xml(data: bytes) -> None:
    with suppress(SourceError):
        is_found(xml.read(data))


def e_mail(data: bytes) -> None:
    with suppress(SourceError):
        is_found(mail.read(data))


def packed_file(kind: str, data: bytes) -> None:
    """A file that a library of somebody else's takes apart: what that raises ends in one sentence too."""
    try:
        is_found(found_inside({"kind": kind, "charset": "", "fragment": False}, data))
    except SourceError:
        return
    except Exception as error:
        if is_ours(error):
            raise


def is_ours(error: BaseException) -> bool:
    """Whether an exception was raised in a line of the package, or of this file."""
    trace, last = error.__traceback__, None
    while trace is not None:
        last, trace = trace, trace.tb_next
    name = str(last.tb_frame.f_globals.get("__name__")) if last else ""
    return isinstance(error, AssertionError) or name.startswith(("briefing", "tests"))


def word(data: bytes) -> None:
    """A Word document: the bytes as they are, and as what its main part says."""
    packed_file("docx", data)
    packed_file("docx", made.docx([], body=text_of(data[:20_000])))


def pdf(data: bytes) -> None:
    packed_file("pdf", data)


def zipped(data: bytes) -> None:
    """An archive: its members are read one by one, and none is larger than is allowed."""
    with suppress(SourceError):
        opened = archive.opened(data, "x.zip")
        for member in archive.readable(opened)[:5]:
            with suppress(SourceError):
                assert len(archive.read(opened, member)) <= archive.LIMIT


def json_line(data: bytes) -> None:
    with suppress(SourceError):
        found, markup = lines.read(data)
        is_found(found)
        assert not markup or markup.strip()


def query(data: bytes) -> None:
    """What is typed to search, to narrow the library, to filter notes."""
    words = text_of(data)
    for parse in (queries.parse, filters.parse, note_filters.parse, lambda one: queries.parse(one, True)):
        with suppress(QueryError, NotesError):
            parse(words)


def kept_state(data: bytes) -> None:
    """What the program keeps for itself, and anybody may have spoilt: read, or passed over."""
    state._load(data)
    drafts._read(data)


def in_order(blocks: tuple[Block, ...], shown: str) -> None:
    for block in blocks:
        assert 0 <= block.start <= block.end <= len(shown)
    for one, next_ in pairwise(blocks):
        assert one.end <= next_.start


def tiled(sections: tuple[Section, ...], shown: str) -> None:
    """Sections follow one another without gaps from the beginning to the end."""
    if not sections:
        return
    assert sections[0].start == 0
    assert sections[-1].end == len(shown)
    assert all(one.end == next_.start for one, next_ in pairwise(sections))


TARGETS: dict[str, Target] = {
    "text": text,
    "frontmatter": frontmatter,
    "paragraph": paragraph,
    "sectioning": sectioning,
    "notes": notes,
    "merging": merging,
    "anchors": anchors,
    "lexicon": lexicon,
    "settings": settings,
    "html": page_html,
    "xml": page_xml,
    "mail": e_mail,
    "word": word,
    "pdf": pdf,
    "zip": zipped,
    "lines": json_line,
    "query": query,
    "state": kept_state,
}
