"""What an index keeps of a briefing, ready to be put into its tables."""

from __future__ import annotations

import json
import re
import unicodedata
from array import array
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from briefing.library.index import tables
from briefing.model import text_digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefing.analysis.lexicon import Lexicon
    from briefing.analysis.view import Words
    from briefing.model import Briefing, Entity

_FRONT_MATTER = "The front matter "
_UNBOUND = re.compile("[\0\ud800-\udfff]")
_LATIN = (range(0xC0, 0x180), range(0x218, 0x21C), range(0x1EA0, 0x1EFA))
"""Letters from which SQLite takes the accents away as a lexicon does."""

WORD = re.compile(r"[^\W_]+")

SectionRow = tuple[int, str, str, str, str, bytes]
AppearanceRow = tuple[str, str, str, str, tuple[str, ...], bytes]
StatementRow = tuple[int, int, int, str, str, str, str, int, str, str]


@dataclass(frozen=True, slots=True)
class Shelved:
    """A briefing as the tables take it. Plain values only, since it comes from another process."""

    id: str
    title: str = ""
    date: str = ""
    place: str = ""
    format: str = "other"
    issuer: str = ""
    parties: tuple[str, ...] = ()
    meeting: str = ""
    revision: str = ""
    problem: str = ""
    unusual: bool = False
    """Whether it has letters that a lexicon and SQLite may fold in two ways, so that one's names are not the
    other's words."""
    words: frozenset[str] = frozenset()
    """All that stand in it, so that it is known what a beginning can be the beginning of."""
    sections: tuple[SectionRow, ...] = ()
    """Start, kind, title, heading, body and the borders of its sentences."""
    subjects: tuple[tuple[int, str, str, int], ...] = ()
    """Section, the issue's id and name, and how much speaks for it."""
    appearances: tuple[AppearanceRow, ...] = ()
    """Id, kind, name, role, aliases and the mentions."""
    statements: tuple[StatementRow, ...] = ()
    involved: tuple[tuple[int, int, int], ...] = ()
    """Appearance, part and statement, by their places in the tuples above."""


@lru_cache(maxsize=16384)
def key(text: str) -> str:
    """A name as names are compared: without case, accents and typography."""
    from briefing.notes.folding import folded  # with all of notes, which a search can do without

    plain = folded(text)
    if plain.isascii():
        return plain
    apart = unicodedata.normalize("NFKD", plain)
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def bindable(text: str) -> str:
    """A text as SQLite takes it, as long as it was: half characters and NUL are replaced."""
    return text if text.isascii() and "\0" not in text else _UNBOUND.sub("\ufffd", text)


def shelved(briefing: Briefing, lexicon: Lexicon) -> Shelved:
    """Everything that an index keeps of a briefing."""
    from briefing.analysis.view import same_length_view, words_of

    problem = next((notice for notice in briefing.notices if notice.startswith(_FRONT_MATTER)), "")
    entities = briefing.entities
    words = words_of(same_length_view(bindable(briefing.text)))
    return Shelved(
        id=briefing.id,
        title=bindable(briefing.title),
        date=bindable(briefing.date),
        place=bindable(briefing.place),
        format=briefing.format,
        issuer=bindable(briefing.issuer),
        parties=tuple(map(bindable, briefing.parties)),
        meeting=bindable(briefing.meeting),
        revision=text_digest(briefing.text)[:12],
        problem=bindable(problem),
        unusual=is_unusual(briefing.text),
        words=_words(briefing, words),
        sections=tuple(_sections(briefing)),
        subjects=tuple(_subjects(briefing, words, lexicon)),
        appearances=tuple(map(_appearance, entities)),
        statements=tuple(_statements(briefing)),
        involved=tuple(_involved(briefing)),
    )


def is_unusual(text: str) -> bool:
    if text.isascii():
        return False
    from briefing.analysis.view import fold

    return any(
        not any(ord(letter) in part for part in _LATIN) or fold(letter) != _without_marks(letter.lower())
        for letter in set(text)
        if letter.isalpha() and not letter.isascii()
    )


def _without_marks(letter: str) -> str:
    apart = unicodedata.normalize("NFD", letter)
    return "".join(part for part in apart if not unicodedata.combining(part))


def _words(briefing: Briefing, words: Words) -> frozenset[str]:
    found = set(words.words)
    found.update(bindable(briefing.title).split())
    for section in briefing.sections:
        found.update(bindable(section.heading).split())
    return frozenset(word for one in found for word in _parts(one.lower()))


def _parts(word: str) -> Iterable[str]:
    """A word as SQLite takes it: "u.n." is two."""
    if word.isalnum():
        return (word,)
    return WORD.findall(unicodedata.normalize("NFC", word))


def _sections(briefing: Briefing) -> Iterator[SectionRow]:
    """The sections, those beyond what can be numbered as a part of the last one."""
    text, sentences = bindable(briefing.text), briefing.sentences
    found = briefing.sections[: tables.MOST_SECTIONS]
    at = 0
    for number, section in enumerate(found):
        end = section.end if number + 1 < len(found) else len(text)
        borders = array("I")
        while at < len(sentences) and sentences[at].start < end:
            borders.extend((sentences[at].start, sentences[at].end))
            at += 1
        title = bindable(briefing.title) if number == 0 else ""
        yield (
            section.start, section.kind, title, bindable(section.heading), text[section.start : end],
            borders.tobytes(),
        )  # fmt: skip


def _subjects(briefing: Briefing, words: Words, lexicon: Lexicon) -> Iterator[tuple[int, str, str, int]]:
    if not briefing.sections or not briefing.entities:
        return
    weights: Counter[tuple[int, str]] = Counter()
    starts = [section.start for section in briefing.sections[: tables.MOST_SECTIONS]]
    at = 0
    for match in lexicon.keywords.every(words):
        while at + 1 < len(starts) and starts[at + 1] <= words.starts[match.first]:
            at += 1
        weights[at, match.value.issue] += match.value.weight
    for (section, issue), weight in weights.items():
        if weight >= tables.WEIGHTY:
            yield section, issue, lexicon.issues[issue].label, weight


def _appearance(entity: Entity) -> AppearanceRow:
    places = array("I")
    for mention in entity.mentions:
        places.extend((mention.start, mention.end, mention.form == "role"))
    told = (bindable(entity.name), bindable(entity.role), tuple(map(bindable, entity.aliases)))
    return (bindable(entity.id), entity.kind, *told, places.tobytes())


def _statements(briefing: Briefing) -> Iterator[StatementRow]:
    for one in briefing.statements[: tables.MOST_STATEMENTS]:
        cues = json.dumps([(cue.start, cue.end, cue.lemma, cue.strength) for cue in one.cues])
        section = min(one.section, tables.MOST_SECTIONS - 1)
        yield (
            section, one.start, one.end, one.side, bindable(one.speaker), bindable(one.addressee), cues,
            one.strength, one.rule, one.confidence,
        )  # fmt: skip


def _involved(briefing: Briefing) -> Iterator[tuple[int, int, int]]:
    from bisect import bisect_left

    named = {entity.name: number for number, entity in enumerate(briefing.entities)}
    mentions = sorted(
        (mention.start, mention.end, number)
        for number, entity in enumerate(briefing.entities)
        for mention in entity.mentions
    )
    starts = [start for start, _, _ in mentions]
    for statement, one in enumerate(briefing.statements[: tables.MOST_STATEMENTS]):
        for speaker in one.speaker.split("; "):
            if speaker in named:
                yield named[speaker], tables.BY, statement
        if one.addressee in named:
            yield named[one.addressee], tables.TO, statement
        inside = mentions[bisect_left(starts, one.start) : bisect_left(starts, one.end)]
        for number in {number for _, _, number in inside}:
            yield number, tables.ABOUT, statement
