"""Briefings made without the analysis, so that a screen's test fails for the screen's sake alone."""

from __future__ import annotations

import re

from briefing.model import (
    Block,
    Briefing,
    Cue,
    Entity,
    Mention,
    Section,
    Sentence,
    Source,
    Statement,
    text_digest,
)

LINES = {
    "Meeting of the two ministers": [
        "Foreign Minister Ada Holm of Nordland received Foreign Minister Iven Tarr of Sudria in Port Amber "
        "on Monday. The two ministers held talks on relations between Nordland and Sudria."
    ],
    "Fisheries": [
        "The Foreign Minister stressed that the Amber Strait must stay open to both fleets. She said that "
        "Nordland would publish its catch figures.",
        "Minister Tarr agreed to a joint patrol. He thanked Nordland for its patience.",
    ],
    "Grain corridor": [
        "The ministers welcomed the reopening of the Tarn Corridor and agreed that wheat should reach the "
        "port of Amber before winter."
    ],
    "Next contacts": ["It was noted that a further meeting would be held in the spring."],
}


def briefing_of(lines: dict[str, list[str]], **facts: object) -> Briefing:
    """Sections by heading, each a list of paragraphs; sentences end at full stops."""
    text = ""
    blocks: list[Block] = []
    sections: list[Section] = []
    for number, (heading, paragraphs) in enumerate(lines.items()):
        start = len(text)
        for paragraph in paragraphs:
            blocks.append(Block(len(text), len(text) + len(paragraph)))
            text += paragraph + "\n\n"
        kind = "opening" if number == 0 else "issue"
        sections.append(Section(start, len(text), heading, kind))
    sentences = tuple(
        Sentence(found.start(), found.end(), number)
        for number, block in enumerate(blocks)
        for found in re.compile(r"\S[^.]*\.?").finditer(text, block.start, block.end)
    )
    return Briefing(
        **{
            "id": "sample",
            "source": Source(text, text_digest(text)),
            "blocks": tuple(blocks),
            "sentences": sentences,
            "sections": tuple(sections),
            **facts,
        }
    )


def ministers() -> Briefing:
    """Two invented states meet; three entities, a few statements."""
    plain = briefing_of(LINES)
    entities = (
        _entity(
            plain, "person", "Ada Holm", ["Ada Holm"], ["The Foreign Minister stressed"], "Foreign Minister"
        ),
        _entity(plain, "country", "Nordland", ["Nordland"], []),
        _entity(plain, "place", "Port Amber", ["Port Amber", "Amber Strait"], []),
    )
    statements = tuple(
        _statement(plain, words, side, speaker, verb, strength)
        for words, side, speaker, verb, strength in (
            ("The two ministers held", "joint", "", "held", 1),
            ("The Foreign Minister stressed", "issuer", "Ada Holm", "stressed", 3),
            ("Minister Tarr agreed", "counterpart", "Iven Tarr", "agreed", 2),
            ("It was noted", "agentless", "", "noted", 1),
        )
    )
    return briefing_of(
        LINES,
        id="holm-tarr",
        title="Ada Holm and Iven Tarr in Port Amber",
        date="2031-04-07",
        place="Port Amber",
        format="meeting",
        issuer="Nordland Foreign Ministry",
        parties=("Nordland", "Sudria"),
        entities=entities,
        statements=statements,
    )


def _entity(
    briefing: Briefing, kind: str, name: str, names: list[str], openings: list[str], role: str = ""
) -> Entity:
    mentions = [
        Mention(found.start(), found.end(), found[0])
        for form in names
        for found in re.finditer(re.escape(form), briefing.text)
    ]
    for opening in openings:
        start = briefing.text.index(opening)
        surface = opening.rpartition(" ")[0]
        mentions.append(Mention(start, start + len(surface), surface, "role"))
    mentions.sort(key=lambda mention: mention.start)
    slug = name.lower().replace(" ", "-")
    return Entity(f"{kind}:{slug}", name, kind, role, tuple(names), tuple(mentions))  # type: ignore[arg-type]


def _statement(
    briefing: Briefing, opening: str, side: str, speaker: str, verb: str, strength: int
) -> Statement:
    start = briefing.text.index(opening)
    sentence = next(s for s in briefing.sentences if s.start <= start < s.end)
    at = briefing.text.index(verb, start)
    number = next(n for n, s in enumerate(briefing.sections) if s.start <= start < s.end)
    cue = Cue(at, at + len(verb), verb, strength)
    return Statement(sentence.start, sentence.end, number, side, speaker, (cue,))  # type: ignore[arg-type]
