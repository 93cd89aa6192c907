"""What a library knows of one entity: where it occurs, whom it meets, what it says and what is said of it.

Nothing here is told in other words than the readouts': every row is a quote with its source. A statement
counts once: as the entity's own where it speaks, else as one to it where it is addressed, else as one about
it where it is named.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from briefing.analysis.lexicon import slug
from briefing.library.following.quoted import Origin, Quoted, origin_of
from briefing.model import Entity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from briefing.library.following.entity_pages import EntityPage
    from briefing.model import Briefing, EntityKind, Side, Statement
    from briefing.notes import Notebook

Relation = Literal["by", "to", "about"]
NotedOn = Literal["entity", "passage"]


@dataclass(frozen=True, slots=True)
class Appearance:
    """An entity in one readout."""

    first: Quoted
    """The sentence that names it first."""
    name: str
    role: str
    aliases: tuple[str, ...]
    named: int
    """Mentions by name."""
    by_role: int
    """Mentions as "the Prime Minister" and the like."""
    headings: tuple[str, ...]
    """Of the sections that mention it."""
    counterparts: tuple[str, ...]
    """See ``counterparts_of``."""

    @property
    def origin(self) -> Origin:
        return self.first.origin


@dataclass(frozen=True, slots=True)
class Said:
    """A statement in which an entity has a part."""

    quoted: Quoted
    relation: Relation
    side: Side
    speaker: str
    addressee: str
    verbs: tuple[str, ...]
    strength: int

    @property
    def origin(self) -> Origin:
        return self.quoted.origin


@dataclass(frozen=True, slots=True)
class OwnNote:
    """A note on an entity, or on words that mention it."""

    origin: Origin
    id: str
    on: NotedOn
    quote: str
    text: str
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """A name and how many readouts have it."""

    name: str
    readouts: int
    first: str
    """The date of the earliest; empty where none tells one."""
    last: str


@dataclass(frozen=True, slots=True)
class Namesake:
    """Another entity that shares a name: perhaps the same one, which the reader alone can tell."""

    id: str
    name: str
    readouts: int


@dataclass(frozen=True, slots=True)
class Totals:
    readouts: int
    named: int
    by_role: int
    by: int
    to: int
    about: int


@dataclass(frozen=True, slots=True)
class Dossier:
    id: str
    name: str
    kind: EntityKind
    aliases: tuple[tuple[str, int], ...]
    """Every form of its name with the number of readouts that have it, the commonest first."""
    totals: Totals
    """Of the whole library, also where the rows below are only the newest."""
    meetings: tuple[Appearance, ...]
    """Oldest first."""
    counterparts: tuple[Tally, ...]
    issues: tuple[Tally, ...]
    """The headings of the sections that mention it; those that differ in case alone are one."""
    statements: tuple[Said, ...]
    """Oldest first."""
    notes: tuple[OwnNote, ...] = ()
    page: EntityPage | None = None
    """What the user keeps on it."""
    namesakes: tuple[Namesake, ...] = ()

    @property
    def earlier(self) -> int:
        """How many readouts are older than those of the rows."""
        return self.totals.readouts - len(self.meetings)


def dossier(entity_id: str, briefings: Iterable[Briefing]) -> Dossier | None:
    """The dossier of an entity in some briefings, whatever their order; None where none mentions it."""
    found = [(one, entity) for one in briefings if (entity := entity_in(one, entity_id)) is not None]
    if not found:
        return None
    aliases = Counter(form for _, entity in found for form in {entity.name, *entity.aliases})
    meetings = [appearance(one, entity) for one, entity in found]
    statements = [said for one, entity in found for said in statements_with(one, entity)]
    by_relation = Counter(said.relation for said in statements)
    totals = Totals(
        len(found),
        sum(row.named for row in meetings),
        sum(row.by_role for row in meetings),
        *(by_relation[relation] for relation in ("by", "to", "about")),
    )
    return assembled(entity_id, aliases, totals, meetings, statements)


def assembled(
    entity_id: str,
    aliases: Counter[str],
    totals: Totals,
    meetings: Iterable[Appearance],
    statements: Iterable[Said],
) -> Dossier:
    """A dossier of rows that were gathered one way or another."""
    rows = tuple(sorted(meetings, key=lambda row: row.origin.order))
    names = Counter(row.name for row in rows)
    return Dossier(
        entity_id,
        max(names, key=lambda name: (names[name], len(name), name), default=""),
        entity_id.partition(":")[0],  # type: ignore[arg-type]  # ids begin with the kind
        tuple(sorted(aliases.items(), key=lambda one: (-one[1], one[0].casefold(), one[0]))),
        totals,
        rows,
        tally(rows, lambda row: row.counterparts),
        tally(rows, lambda row: row.headings),
        tuple(sorted(statements, key=lambda said: (said.quoted.origin.order, said.quoted.start))),
    )


def tally(rows: Iterable[Appearance], names: Callable[[Appearance], Iterable[str]]) -> tuple[Tally, ...]:
    """The names that rows have, those of most readouts first."""
    counted: dict[str, Tally] = {}
    for row in rows:
        for name in {name.casefold(): name for name in names(row) if name}.values():
            date = row.origin.date
            known = counted.get(name.casefold(), Tally(name, 0, date, date))
            dates = [told for told in (known.first, known.last, date) if told]
            counted[name.casefold()] = replace(
                known,
                readouts=known.readouts + 1,
                first=min(dates, default=""),
                last=max(dates, default=""),
            )
    return tuple(sorted(counted.values(), key=lambda one: (-one.readouts, one.name.casefold())))


def as_entity(dossier: Dossier) -> Entity:
    """The entity as all readouts together have it, for what puts it right in all of them."""
    return Entity(dossier.id, dossier.name, dossier.kind, aliases=tuple(form for form, _ in dossier.aliases))


def entity_in(briefing: Briefing, entity_id: str) -> Entity | None:
    return next((entity for entity in briefing.entities if entity.id == entity_id), None)


def appearance(briefing: Briefing, entity: Entity) -> Appearance:
    origin = origin_of(briefing)
    starts = [section.start for section in briefing.sections]
    sections = dict.fromkeys(bisect_right(starts, mention.start) - 1 for mention in entity.mentions)
    headings = (briefing.sections[at].heading for at in sections if at >= 0)
    at = entity.mentions[0].start if entity.mentions else 0
    named = sum(mention.form == "name" for mention in entity.mentions)
    return Appearance(
        _sentence_at(briefing, origin, at),
        entity.name,
        entity.role,
        entity.aliases,
        named,
        len(entity.mentions) - named,
        tuple(dict.fromkeys(headings)),
        counterparts_of(briefing, entity),
    )


def counterparts_of(briefing: Briefing, entity: Entity) -> tuple[str, ...]:
    """Whom an entity has before it in a meeting.

    Where it is one of the parties, or speaks for an issuer whose name has that of a party in it, these are
    the other parties; and where it speaks for the issuer or for the counterpart, those who speak for the
    other of the two. Of what is only spoken about there are none.
    """
    own = {slug(name) for name in (entity.name, *entity.aliases)}
    sides = {one.side for one in briefing.statements if entity.name in speakers_of(one)}
    if "issuer" in sides:
        issuer = f"-{slug(briefing.issuer)}-"
        own |= {slug(party) for party in briefing.parties if f"-{slug(party)}-" in issuer}
    found = []
    if own & {slug(party) for party in briefing.parties}:
        found += [party for party in briefing.parties if slug(party) not in own]
    for mine, theirs in (("issuer", "counterpart"), ("counterpart", "issuer")):
        if mine in sides and theirs not in sides:
            found += [name for one in briefing.statements if one.side == theirs for name in speakers_of(one)]
    return tuple(dict.fromkeys(found))


def statements_with(briefing: Briefing, entity: Entity) -> Iterator[Said]:
    """The statements in which an entity has a part."""
    origin = origin_of(briefing)
    places = [(mention.start, mention.end) for mention in entity.mentions]
    for one in briefing.statements:
        relation: Relation
        if entity.name in speakers_of(one):
            relation = "by"
        elif one.addressee == entity.name:
            relation = "to"
        elif any(start < one.end and one.start < end for start, end in places):
            relation = "about"
        else:
            continue
        yield Said(
            quoted(briefing, origin, one.section, one.start, one.end),
            relation,
            one.side,
            one.speaker,
            one.addressee,
            one.verbs,
            one.strength,
        )


def notes_on(briefing: Briefing, entity: Entity, notebook: Notebook) -> Iterator[OwnNote]:
    """The notes on an entity, and those on words that mention it, in the order of the notes file."""
    origin = origin_of(briefing)
    # A note that was made before names were put together is on what the entity was called by itself then.
    ids = {entity.id, *(f"{entity.kind}:{slug(form)}" for form in entity.aliases)}
    for note in notebook.notes:
        placement = notebook.placements[note.id]
        if note.anchor.target == "entity":
            on: NotedOn = "entity"
            kept = note.anchor.heading in ids
        else:
            on = "passage"
            kept = note.anchor.target == "passage" and any(
                mention.start < placement.end and placement.start < mention.end for mention in entity.mentions
            )
        if kept:
            yield OwnNote(origin, note.id, on, note.quote, note.text, note.tags)


def speakers_of(statement: Statement) -> tuple[str, ...]:
    """The names of those who speak, of whom there may be several."""
    return tuple(name for name in statement.speaker.split("; ") if name)


def quoted(briefing: Briefing, origin: Origin, section: int, start: int, end: int) -> Quoted:
    heading = briefing.sections[section].heading if section < len(briefing.sections) else ""
    return Quoted(origin, heading, start, end, briefing.text[start:end])


def _sentence_at(briefing: Briefing, origin: Origin, at: int) -> Quoted:
    """The sentence at an offset; what stands in none, as in a title, stands to the end of its line."""
    section = max(0, bisect_right([one.start for one in briefing.sections], at) - 1)
    within = bisect_right([one.start for one in briefing.sentences], at) - 1
    if within >= 0 and at < briefing.sentences[within].end:
        sentence = briefing.sentences[within]
        return quoted(briefing, origin, section, sentence.start, sentence.end)
    end = briefing.text.find("\n", at)
    return quoted(briefing, origin, section, at, end if end >= 0 else len(briefing.text))
