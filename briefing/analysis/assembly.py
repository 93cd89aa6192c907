"""From a source to a briefing: the stages in their order."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from briefing.analysis.facts import Facts, find_date, find_format, find_place, find_title
from briefing.analysis.headings import make_heading
from briefing.analysis.identity import Draft, find_entities
from briefing.analysis.language import is_english
from briefing.analysis.page import Page
from briefing.analysis.parties import Parties, find_parties
from briefing.analysis.persons import find_title_uses
from briefing.analysis.plurals import find_plural_uses
from briefing.analysis.roles import RoleUse, find_roles
from briefing.analysis.sections import draw_sections
from briefing.analysis.statements import Reading, read_statements
from briefing.analysis.topics import find_topics
from briefing.model import Briefing, Entity, Mention, Section, Source, Statement

if TYPE_CHECKING:
    from briefing.analysis.breaks import Run
    from briefing.analysis.lexicon import Lexicon
    from briefing.model import SectionKind

_NO_FACTS = Facts()
_MANY_COUNTRIES = 12


def analyse(source: Source, lexicon: Lexicon, facts: Facts | None = None) -> Briefing:
    """Read a source. What ``facts`` do not say is inferred and stays empty when the text does not tell."""
    known = facts or _NO_FACTS
    page = Page(source.text, lexicon, known.given_blocks)
    notices: list[str] = []
    if is_english(page):
        uses = find_title_uses(page)
        uses = sorted([*uses, *find_plural_uses(page)], key=lambda use: use.first)
    else:
        notices.append(
            "This text is not in English: it is shown in its paragraphs, without names and statements."
        )
        uses = []
    english = not notices
    drafts = find_entities(page, uses) if english else []
    people = [draft for draft in drafts if draft.kind == "person"]
    things = [draft for draft in drafts if draft.kind != "person"]
    parties = find_parties(page, people, things, uses)
    roles = find_roles(page, people, uses, parties)
    readings = (
        read_statements(page, drafts, roles, parties) if english else [Reading() for _ in page.sentences]
    )
    if any(one.side != "none" for one in readings) and not (
        parties.issuer or parties.issuer_country or parties.joint
    ):
        notices.append(
            "The text does not tell which side gives it out: who is called counterpart is a guess."
        )
    topics = find_topics(page, drafts, parties)
    runs = draw_sections(page, topics, readings, by_layout=not english)
    form = known.format or find_format(page)
    by_id = {draft.id: draft for draft in drafts}
    entities = _entities(page, drafts, roles)
    labels = {entity.id: entity.name for entity in entities}
    met = [labels[key] for key in parties.counterpart if key in labels]
    sections = _given(page, runs, known.given_sections) or tuple(
        Section(
            _section_start(page, runs, number),
            _section_end(page, runs, number),
            make_heading(page, run, topics, by_id, form, met),
            run.kind,
            run.rule,
            "certain" if run.rule == "given" else "likely",
        )
        for number, run in enumerate(runs)
    )
    return Briefing(
        id=known.id or source.sha256[:12],
        source=source,
        title=known.title or find_title(page),
        date=known.date or find_date(page),
        place=known.place or find_place(page, form),
        format=form,
        issuer=known.issuer or _issuer(page, parties, things, form),
        parties=known.parties or _parties(page, parties, labels),
        meeting=known.meeting,
        blocks=page.blocks,
        sentences=page.sentences,
        sections=sections,
        entities=entities,
        statements=_statements(page, readings, sections, labels),
        notices=tuple(notices),
    )


def _given(page: Page, runs: list[Run], given: tuple[Section, ...]) -> tuple[Section, ...]:
    """Sections drawn by hand, as they are; the kind, where nobody said it, is of the run that fills one."""
    if not given:
        return ()
    drawn = [
        (_section_start(page, runs, number), _section_end(page, runs, number), run.kind)
        for number, run in enumerate(runs)
    ]
    return tuple(
        replace(section, kind=_most_of(section, drawn)) if section.kind == "issue" else section
        for section in given
    )


def _most_of(section: Section, drawn: list[tuple[int, int, SectionKind]]) -> SectionKind:
    """The kind of the run that fills more than half of a section; its own where none does."""
    for start, end, kind in drawn:
        if 2 * (min(end, section.end) - max(start, section.start)) > section.end - section.start:
            return kind
    return section.kind


def _section_start(page: Page, runs: list[Run], number: int) -> int:
    return 0 if number == 0 else page.sentences[runs[number].first].start


def _section_end(page: Page, runs: list[Run], number: int) -> int:
    return len(page.text) if number == len(runs) - 1 else page.sentences[runs[number + 1].first].start


def _entities(page: Page, drafts: list[Draft], roles: list[RoleUse]) -> tuple[Entity, ...]:
    covered = {at: role for role in roles if role.shown for at in range(role.first, role.last)}
    entities = []
    for draft in drafts:
        mentions = [
            Mention(one.start, one.end, page.text[one.start : one.end], "name", one.rule, one.confidence)
            for one in draft.found
            if one.first not in covered
        ]
        for role in roles:
            if role.shown and role.person is draft:
                start, end = page.words.starts[role.first], page.words.ends[role.last - 1]
                mentions.append(
                    Mention(
                        start,
                        end,
                        page.text[start:end],
                        "role",
                        "office",
                        "likely" if role.sure else "unsure",
                    )
                )
        if not mentions:
            continue
        mentions.sort(key=lambda one: one.start)
        forms = dict.fromkeys(" ".join(one.surface.split()) for one in mentions if one.form == "name")
        name = _fullest(forms)
        entities.append(
            Entity(
                draft.id,
                name,
                draft.kind,  # type: ignore[arg-type]
                draft.role,
                tuple(forms),
                tuple(mentions),
                "unsure" if draft.kind == "unknown" else "certain",
            )
        )
    return tuple(entities)


def _fullest(forms: dict[str, None]) -> str:
    """The form with most words; among equals the first."""
    return max(forms, key=lambda form: (len(form.split()), len(form)), default="")


def _issuer(page: Page, parties: Parties, things: list[Draft], form: str) -> str:
    """The country whose text it is, when the text tells: not for joint texts, transcripts and communiqués of
    many."""
    if parties.joint or not parties.told or form in ("joint statement", "transcript"):
        return ""
    if sum(draft.kind == "country" for draft in things) > _MANY_COUNTRIES:
        return ""
    return page.lexicon.country(parties.issuer_country)


def _parties(page: Page, parties: Parties, labels: dict[str, str]) -> tuple[str, ...]:
    known = (parties.issuer_country, *parties.counterpart_countries, *parties.members)
    keys = dict.fromkeys(key for key in known if key)
    return tuple(name for key in keys if (name := page.lexicon.country(key) or labels.get(key, "")))


def _statements(
    page: Page, readings: list[Reading], sections: tuple[Section, ...], labels: dict[str, str]
) -> tuple[Statement, ...]:
    statements = []
    number = 0
    for sentence, reading in zip(page.sentences, readings, strict=True):
        while number + 1 < len(sections) and sections[number].end <= sentence.start:
            number += 1
        if reading.side == "none" or not sections:
            continue
        statements.append(
            Statement(
                sentence.start,
                min(sentence.end, sections[number].end),
                number,
                reading.side,
                "; ".join(labels.get(draft.id, "") for draft in reading.speakers),
                reading.cues,
                labels.get(reading.addressee, ""),
                reading.rule,
                reading.confidence,
            )
        )
    return tuple(statements)
