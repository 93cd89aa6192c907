"""One issue in many readouts: which sections deal with it, who says what there, with which verb.

Two sections are of the same issue when they share a subject. The subjects of a section are those that its
heading names: issues of the lexicon by their keywords ("counter-terrorism cooperation" is of
``issue:terrorism``), names of the lexicon and of the text, so that "Afghanistan" and "Situation in
Afghanistan" are one, and the heading itself, case, accents and articles aside. Where the heading names no
issue, the one that most of the section's words speak for is a subject too, unless these are few. The heading
of an opening or of an ending names no subject but an issue, since it tells who met.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from briefing.analysis.lexicon import slug
from briefing.analysis.view import Words, same_length_view
from briefing.library.following.quoted import Quoted, origin_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from briefing.analysis.lexicon import Lexicon
    from briefing.model import Briefing, SectionKind, Side

CLEAR = 3
"""The weight from which a section's words speak for an issue: that of a keyword that hardly fits another."""

ISSUE, HEADING = "issue:", "heading:"

_OF_MEETING = ("opening", "closing", "furniture")
"""Sections whose headings tell who met and what comes next, as "Call with the President of Ukraine"."""


@dataclass(frozen=True, slots=True)
class IssueStatement:
    """What somebody says on an issue."""

    quoted: Quoted
    side: Side
    speaker: str
    verbs: tuple[str, ...]
    strength: int


@dataclass(frozen=True, slots=True)
class Treatment:
    """A section of a readout that deals with the issue."""

    quoted: Quoted
    """All of its words."""
    statements: tuple[IssueStatement, ...]
    """In the order of the text."""

    @property
    def strongest(self) -> IssueStatement | None:
        """The first of those with the strongest verb; None where nobody says anything."""
        return max(self.statements, key=lambda one: one.strength, default=None)


@dataclass(frozen=True, slots=True)
class IssueView:
    key: str
    """``issue:terrorism``, ``country:AF``, ``heading:amber-corridor``."""
    name: str
    treatments: tuple[Treatment, ...]
    """Oldest first."""
    complete: bool = True
    """Whether these are all; else there are older ones."""


def issue_view(key: str, name: str, briefings: Iterable[Briefing], lexicon: Lexicon) -> IssueView:
    """What some briefings have on an issue, whatever their order."""
    return viewed(key, name, (row for one in briefings for row in treatments(key, one, lexicon)))


def viewed(key: str, name: str, rows: Iterable[Treatment], complete: bool = True) -> IssueView:
    ordered = sorted(rows, key=lambda row: (row.quoted.origin.order, row.quoted.start))
    return IssueView(key, name, tuple(ordered), complete)


def treatments(key: str, briefing: Briefing, lexicon: Lexicon) -> Iterator[Treatment]:
    """The sections of a briefing that are of an issue."""
    aliases = {entity.id: entity.aliases for entity in briefing.entities}
    for number, section in enumerate(briefing.sections):
        found = subjects(
            section.heading, section.kind, weights_of(briefing.surface(section), lexicon), lexicon
        )
        if key in found or is_named(key, section.heading, section.kind, aliases.get(key, ())):
            yield treatment(briefing, number)


def treatment(briefing: Briefing, number: int) -> Treatment:
    """A section with what is said in it."""
    section, origin = briefing.sections[number], origin_of(briefing)
    return Treatment(
        Quoted(origin, section.heading, section.start, section.end, briefing.surface(section)),
        tuple(
            IssueStatement(
                Quoted(origin, section.heading, one.start, one.end, briefing.surface(one)),
                one.side,
                one.speaker,
                one.verbs,
                one.strength,
            )
            for one in briefing.statements
            if one.section == number
        ),
    )


def subjects(heading: str, kind: SectionKind, weights: Mapping[str, int], lexicon: Lexicon) -> frozenset[str]:
    """The keys of the issues that a section is of. ``weights``: how much its words speak for each issue."""
    if kind == "furniture":
        return frozenset()
    named = named_in(heading, lexicon)
    if kind in _OF_MEETING:
        named = frozenset(key for key in named if key.startswith(ISSUE))
    if not any(key.startswith(ISSUE) for key in named):
        strong = {
            issue: weight
            for issue, weight in weights.items()
            if weight >= CLEAR and not lexicon.issues[issue].weak
        }
        if strong:
            named |= {ISSUE + max(strong, key=lambda issue: (strong[issue], issue))}
    return named | {heading_key(heading)}


def is_named(key: str, heading: str, kind: SectionKind, aliases: Iterable[str]) -> bool:
    """Whether a heading is of an entity that goes by some names in the text."""
    if kind in _OF_MEETING or key.startswith((ISSUE, HEADING)):
        return False
    words = f"-{slug(heading)}-"
    return any(f"-{slug(alias)}-" in words for alias in aliases if slug(alias))


@lru_cache(maxsize=65536)
def named_in(heading: str, lexicon: Lexicon) -> frozenset[str]:
    """The issues and names of the lexicon that a heading names."""
    words = Words(same_length_view(heading))
    issues = {ISSUE + match.value.issue for match in lexicon.keywords.every(words)}
    issues |= {ISSUE + key for key, issue in lexicon.issues.items() if slug(issue.label) == slug(heading)}
    return frozenset(issues | {match.value.id for match in lexicon.names.every(words)})


def weights_of(text: str, lexicon: Lexicon) -> Counter[str]:
    """How much the words of a text speak for each issue."""
    weights: Counter[str] = Counter()
    for match in lexicon.keywords.every(Words(same_length_view(text))):
        weights[match.value.issue] += match.value.weight
    return weights


def heading_key(heading: str) -> str:
    words = slug(heading).split("-")
    return HEADING + "-".join(words[1:] if words[0] in ("the", "a", "an") and len(words) > 1 else words)
