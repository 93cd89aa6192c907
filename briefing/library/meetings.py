"""The readouts of one meeting: those that say so in their front matter, else those of the same parties, dated
within a day of one another.

A day's difference is one of time zones, and of ministries that publish the morning after. What the front
matter says always counts: readouts that name different meetings are of different ones, and one whose
meeting is its own id is of a meeting that nobody else tells of.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from briefing.analysis.lexicon import Lexicon
    from briefing.library.correcting import Written
    from briefing.model import Briefing

_DAYS = 1


Account = TypeVar("Account", bound="_Told")


class _Told(Protocol):
    """What a briefing and its entry in a library both tell."""

    @property
    def id(self) -> str: ...
    @property
    def date(self) -> str: ...
    @property
    def parties(self) -> tuple[str, ...]: ...
    @property
    def meeting(self) -> str: ...


def others(briefing: Briefing, entries: Iterable[Account], lexicon: Lexicon | None = None) -> list[Account]:
    """The other readouts of a briefing's meeting, as one comes round to them: those after its id first.

    ``lexicon`` tells which names are of one party; the package's by default.
    """
    found = [entry for entry in entries if entry.id != briefing.id and are_of_one(briefing, entry, lexicon)]
    return sorted(found, key=lambda entry: (entry.id < briefing.id, entry.id))


def are_of_one(one: _Told, other: _Told, lexicon: Lexicon | None = None) -> bool:
    """Whether two readouts tell of one meeting, as far as they say."""
    if one.meeting and other.meeting:
        return one.meeting == other.meeting
    if _stands_alone(one) or _stands_alone(other):
        return False
    return _within_days(one.date, other.date) and _same_parties(one.parties, other.parties, lexicon)


def is_confirmed(one: _Told, other: _Told) -> bool:
    """Whether both say themselves that they are of one meeting."""
    return bool(one.meeting) and one.meeting == other.meeting


def name_for(*told: _Told) -> str:
    """What the meeting of some readouts is called: the name that one has, else its first day and parties."""
    from briefing.document import slug

    named = next((one.meeting for one in told if one.meeting and not _stands_alone(one)), "")
    if named:
        return named
    day = min((one.date for one in told if one.date), default="")
    parties = next((one.parties for one in told if one.parties), ())
    return slug("-".join([day, *sorted(parties, key=str.casefold)]), limit=100)


def confirm(
    one: Briefing, path: str | Path, other: Briefing, other_path: str | Path, library: Path
) -> list[Written]:
    """Write into both files that they are of one meeting. Raises BriefingError."""
    from briefing.corrections import Correction
    from briefing.library.correcting import correct

    change = Correction("meeting", value=name_for(one, other))
    pairs = ((one, path), (other, other_path))
    return [
        correct(change, briefing, str(place), library)
        for briefing, place in pairs
        if briefing.meeting != change.value
    ]


def part(briefing: Briefing, path: str | Path, library: Path) -> Written:
    """Write into a file that nobody else tells of its meeting: for one that was taken for another's."""
    from briefing.corrections import Correction
    from briefing.library.correcting import correct

    return correct(Correction("meeting", value=briefing.id), briefing, str(path), library)


def forget(briefing: Briefing, path: str | Path, library: Path) -> Written:
    """Take away what a file says of its meeting; parties and date tell again."""
    from briefing.corrections import Correction
    from briefing.library.correcting import correct

    return correct(Correction("meeting"), briefing, str(path), library)


def _stands_alone(one: _Told) -> bool:
    return bool(one.meeting) and one.meeting == one.id


def _within_days(one: str, other: str) -> bool:
    try:
        days = date.fromisoformat(one) - date.fromisoformat(other)
    except ValueError:
        return False
    return abs(days.days) <= _DAYS


def _same_parties(ours: tuple[str, ...], theirs: tuple[str, ...], lexicon: Lexicon | None) -> bool:
    one, other = ({party.casefold() for party in parties} for parties in (ours, theirs))
    if len(one) < 2 or len(other) < 2:
        return False
    if one == other:
        return True
    if lexicon is None:
        from briefing.analysis import bundled

        lexicon = bundled()
    return {_party(name, lexicon) for name in ours} == {_party(name, lexicon) for name in theirs}


def _party(name: str, lexicon: Lexicon) -> str:
    """The id of a party by any of its names, of a capital's or an adjective's country; else the name."""
    from briefing.analysis.view import Words, fold, same_length_view

    bare = name.removeprefix("the ").removeprefix("The ")
    for form in (bare, bare.title()):
        words = Words(same_length_view(form))
        for phrases in (lexicon.names, lexicon.demonyms):
            match = phrases.at(words, 0) if len(words) else None
            if match is not None and match.last == len(words):
                return match.value.country or match.value.id
    return " ".join(map(fold, name.split()))
