"""The records that every part of briefing shares: frozen, pure, without input or output.

Offsets are Unicode code points into ``Source.text``, whose line ends are ``\\n``; ends are exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

Format = Literal["meeting", "call", "video call", "visit", "joint statement", "transcript", "notice", "other"]
BlockKind = Literal["heading", "paragraph", "item", "furniture"]
SectionKind = Literal["opening", "issue", "outcome", "closing", "furniture"]
EntityKind = Literal[
    "person",
    "country",
    "place",
    "organisation",
    "document",
    "project",
    "event",
    "dispute",
    "group",
    "unknown",
]
MentionForm = Literal["name", "role"]
Side = Literal["issuer", "counterpart", "joint", "agentless", "third", "none"]
Confidence = Literal["certain", "likely", "unsure"]
NoteTarget = Literal["passage", "section", "briefing", "entity"]


def text_digest(text: str) -> str:
    """The SHA-256 of a text, hexadecimal. Lone surrogates count as their code point's bytes."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a source's text."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Source:
    """A published text as it was found."""

    text: str
    sha256: str
    """Of the bytes as found, hexadecimal; not of the decoded text."""
    path: str = ""
    url: str = ""
    retrieved: str = ""
    encoding: str = "utf-8"
    guessed: bool = False
    """Whether the encoding is a guess, to be shown as one."""
    words: str = ""
    """The digest of its words alone, by which an import knows them again in another file."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, list item or given heading of the source."""

    start: int
    end: int
    kind: BlockKind = "paragraph"
    level: int = 0
    """Of a heading, 1 to 6; otherwise 0."""


@dataclass(frozen=True, slots=True)
class Sentence:
    start: int
    end: int
    block: int
    """Index into ``Briefing.blocks``."""


@dataclass(frozen=True, slots=True)
class Section:
    """A run of consecutive sentences about one issue; the sections of a briefing tile its text."""

    start: int
    end: int
    heading: str
    kind: SectionKind
    rule: str = ""
    """What drew the border or gave the heading: ``given`` for the text's own or the user's headings."""
    confidence: Confidence = "likely"


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where the text names an entity, by name or by role ("the Prime Minister")."""

    start: int
    end: int
    surface: str
    form: MentionForm = "name"
    rule: str = ""
    confidence: Confidence = "certain"


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, country, place and so on that the text names."""

    id: str
    """``country:PK``, ``person:imran-khan``: stable for the same name in every briefing."""
    name: str
    kind: EntityKind
    role: str = ""
    aliases: tuple[str, ...] = ()
    """Every form of the name in this text, the name itself included."""
    mentions: tuple[Mention, ...] = ()
    """In the order of the text."""
    confidence: Confidence = "certain"


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting verb as it stands in the text."""

    start: int
    end: int
    lemma: str
    strength: int
    """1 (said) to 5 (condemned): our reading, always shown beside the source's own word."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One act of saying: a sentence, or the part of it with one speaker."""

    start: int
    end: int
    section: int
    """Index into ``Briefing.sections``."""
    side: Side
    speaker: str = ""
    """The name of an entity; empty when the text does not tell."""
    cues: tuple[Cue, ...] = ()
    addressee: str = ""
    rule: str = ""
    confidence: Confidence = "likely"

    @property
    def verbs(self) -> tuple[str, ...]:
        return tuple(cue.lemma for cue in self.cues)

    @property
    def strength(self) -> int:
        """Of the strongest verb; 0 without one."""
        return max((cue.strength for cue in self.cues), default=0)


@dataclass(frozen=True, slots=True)
class Briefing:
    """A source and everything that was found in it."""

    id: str
    source: Source
    title: str = ""
    date: str = ""
    """``YYYY-MM-DD``, or empty when neither the text nor its front matter tells."""
    place: str = ""
    format: Format = "other"
    issuer: str = ""
    parties: tuple[str, ...] = ()
    meeting: str = ""
    """Shared by the readouts of one meeting."""
    blocks: tuple[Block, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    sections: tuple[Section, ...] = ()
    entities: tuple[Entity, ...] = ()
    statements: tuple[Statement, ...] = ()
    notices: tuple[str, ...] = ()
    """What a reader must know about this reading of the text, a sentence each."""

    @property
    def text(self) -> str:
        return self.source.text

    def surface(self, span: Span | Block | Sentence | Section | Statement | Cue) -> str:
        return self.source.text[span.start : span.end]


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a note is fastened. Offsets and context are of the text whose digest is ``revision``."""

    target: NoteTarget = "passage"
    heading: str = ""
    """Of the section, or the entity's id when the target is an entity."""
    paragraph: int = 0
    """Counted from 1 over the whole briefing; 0 when the target is no passage."""
    start: int = 0
    end: int = 0
    revision: str = ""
    """The first twelve hexadecimal digits of the ``text_digest`` of the annotated text."""
    before: str = ""
    after: str = ""
    """Up to 64 normalised characters on either side of the passage."""
    orphan: bool = False
    """Whether the reader has said that the passage is gone; the offsets stay those of its last text."""
    quoted: str = ""
    """``142-231@9f2c1a0b4d7e``: offsets and revision where the quote was taken from, unless that is here."""


@dataclass(frozen=True, slots=True)
class Note:
    """A reader's note, or a highlight when it has neither text nor tags."""

    id: str
    anchor: Anchor
    quote: str = ""
    """The annotated words, exactly as they stood."""
    text: str = ""
    tags: tuple[str, ...] = field(default=())
    created: str = ""
    """ISO 8601, local time, to the minute."""

    @property
    def is_highlight(self) -> bool:
        """Whether it marks words and says nothing of them."""
        return not self.text and not self.tags


class Left(NamedTuple):
    """How a reader leaves a briefing, to find it so again."""

    offset: int = 0
    """Of the sentence."""
    marks: Mapping[str, int] = MappingProxyType({})
    """Code points by letter."""
    words: str = ""
    """What was searched for."""
    pattern: bool = False
    """Whether that was a regular expression."""
    width: int = 0
    """Cells of a line; 0 for the usual ones."""
    view: str = ""
    """Of the side panel."""
    closed: bool = False
    """Whether the side panel was hidden."""
    panel: int = 0
    """Cells of the side panel; 0 for the usual ones."""
    contents: int = 0
    """Cells of the contents; 0 for the usual ones."""
    top: int = 0
    """Code point where the first row on the screen that is the readout's own begins."""
    above: int = 0
    """Rows on the screen above that one; with 0 for both nothing is known."""
