"""What is asked of a whole library: the dossier of an entity, an issue, the wording of a formula.

    asked = Questions(Library(folder), notes_folder)
    asked.refresh()                               # or the index is brought up to date by somebody else
    asked.dossier("Imran Khan").meetings
    asked.issue("Afghanistan").treatments
    asked.wording("territorial integrity").occurrences

Answers come from the index; the rows are those that ``dossiers``, ``issues`` and ``wording`` make of
briefings.
"""

from __future__ import annotations

import json
import os
from array import array
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from briefing import paths
from briefing.analysis.lexicon import slug
from briefing.errors import UnknownName
from briefing.library import correcting, lexicons
from briefing.library.following import dossiers, entity_pages
from briefing.library.following.dossiers import Namesake, Totals
from briefing.library.following.readings import Readings
from briefing.library.following.suggestions import meant, nearest
from briefing.library.index import tables
from briefing.library.index.catalogued import Index
from briefing.library.index.shelved import bindable, key
from briefing.model import Briefing, Source
from briefing.notes import NotesStore

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from briefing.analysis.lexicon import Lexicon
    from briefing.corrections import Correction
    from briefing.library.catalogue import Library
    from briefing.library.correcting import Written
    from briefing.library.following.dossiers import Appearance, Dossier, OwnNote, Said
    from briefing.library.following.issues import IssueView
    from briefing.library.following.wording import Against, Wordings
    from briefing.library.index.lookups import Known
    from briefing.library.index.refreshing import Progress, Refreshed

Answer = TypeVar("Answer")

_TOLD = 5
ROWS = 1000
"""The newest readouts of a dossier or of a wording, or sections on an issue, where nobody asks for more."""


class Questions:
    def __init__(
        self,
        library: Library,
        notes: Path | None = None,
        index: Index | None = None,
        addresses: bool = False,
    ) -> None:
        """With ``addresses`` every quote has the address of its source, which takes longer."""
        self._library = library
        self._notes = notes or paths.notes()
        self._index = index or Index(library, self._notes)
        self._addresses = addresses

    def refresh(
        self,
        on_progress: Callable[[Progress], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
        jobs: int | None = None,
    ) -> Refreshed:
        """Bring what is known up to date with the files, as ``Index.refresh`` does."""
        return self._index.refresh(on_progress, cancelled, jobs)

    def close(self) -> None:
        """Give up this thread's connection to the index."""
        self._index.close()

    def entity(self, name: str) -> Known:
        """The entity of a name, an alias or an id.

        One that goes by the very name is meant before those that have it as an alias, and one of a known kind
        before one of none, unless more readouts have one of these; its dossier tells them. Raises UnknownName
        for a name of several, or of none.
        """
        known = self._index.lookups().entities(name)
        by_id = [one for one in known if one.id == name]
        if by_id:
            return by_id[0]
        own = [one for one in known if _goes_by(name, one)]
        sure = [one for one in own if one.kind != "unknown"]
        for chosen in (sure, own, known):
            if len(chosen) == 1 and chosen[0].briefings >= max(one.briefings for one in known):
                return chosen[0]
        if known:
            raise UnknownName(
                f"'{name}' is more than one: {_several(known)}; give the id of the one you mean."
            )
        raise UnknownName(f"No readout names '{name}'{meant(nearest(name, self._ask(_forms)))}")

    def dossier(self, name: str, limit: int = ROWS) -> Dossier:
        """The dossier of an entity with the rows of its newest readouts; 0 is without limit.

        Raises UnknownName.
        """
        known = self.entity(name)
        made = self._ask(lambda readings: self._dossier(readings, known.id, limit))
        return replace(made, namesakes=self._namesakes(known))

    def issue(self, name: str, limit: int = ROWS) -> IssueView:
        """An issue with its newest sections; 0 is without limit. Raises UnknownName."""
        from briefing.library.following.issue_search import IssueSearch

        return self._ask(lambda readings: IssueSearch(readings, self._lexicon).view(name, limit))

    def wording(self, phrase: str, against: Against = "before", limit: int = ROWS) -> Wordings:
        """What became of a formula: its first wording and the newest; 0 is without limit.

        Raises BriefingError for a phrase in which there is nothing to be sought.
        """
        from briefing.library.following.wording_search import wordings

        return self._ask(lambda readings: wordings(phrase, readings, against, limit))

    def put_right(self, correction: Correction) -> Written:
        """Correct an entity in all readouts, by the user's lexicon; ``correcting.undo`` takes it back.

        As in the reader it is renamed, retyped, hidden, one of its aliases is parted from it, or it is the
        same as another, which need not stand in the same readout. What is asked after the next refresh knows
        of it. Raises a BriefingError when nothing was written.
        """
        named = [correction.target, *([correction.value] if correction.change == "same as" else [])]
        entities = tuple(dossiers.as_entity(self.dossier(name, limit=1)) for name in named)
        everywhere = Briefing("", Source("", ""), entities=entities)
        put = replace(correction, target=entities[0].id)
        if len(entities) > 1:
            put = replace(put, value=entities[1].id)
        return correcting.correct(put, everywhere, "", self._library.folder)

    def path_of(self, briefing: str) -> str:
        """The file of a briefing, by its id, to open a quote where it stands; empty where there is none."""
        return self._ask(lambda readings: readings.path_of(bindable(briefing)))

    @property
    def _lexicon(self) -> Lexicon:
        """As its files are now: a reader may have put something right meanwhile."""
        return lexicons.of_library(self._library.folder)

    def _namesakes(self, known: Known) -> tuple[Namesake, ...]:
        lookups = self._index.lookups()
        sharing = {one.id: one for form, _ in known.forms for one in lookups.entities(form)}
        others = sorted(sharing.values(), key=lambda one: (-one.briefings, one.id))
        return tuple(Namesake(one.id, one.name, one.briefings) for one in others if one.id != known.id)

    def _ask(self, act: Callable[[Readings], Answer]) -> Answer:
        return self._index.ask(lambda base: act(Readings(base, self._library.bundled, self._addresses)))

    def _dossier(self, readings: Readings, entity_id: str, limit: int) -> Dossier:
        meetings: list[Appearance] = []
        statements: list[Said] = []
        notes: list[OwnNote] = []
        noted = _noted(readings, self._notes)
        aliases, totals = _totals(readings, entity_id)
        for briefing in readings.of_entity(entity_id, limit):
            (entity,) = briefing.entities
            meetings.append(dossiers.appearance(briefing, entity))
            statements += dossiers.statements_with(briefing, entity)
            if briefing.id in noted:
                notebook = NotesStore(self._notes, paths.state()).load(briefing)
                notes += dossiers.notes_on(briefing, entity, notebook)
        made = dossiers.assembled(entity_id, aliases, totals, meetings, statements)
        ordered = tuple(sorted(notes, key=lambda note: note.origin.order))
        return replace(made, notes=ordered, page=entity_pages.read(self._notes, entity_id))


def _totals(readings: Readings, entity_id: str) -> tuple[Counter[str], Totals]:
    """The forms of an entity's name with the readouts that have them, and the counts over all of these."""
    aliases: Counter[str] = Counter()
    readouts = named = by_role = 0
    for name, forms, mentions in readings.base.execute(
        "SELECT a.name, a.aliases, a.mentions FROM appearances a"
        f" JOIN briefings b ON b.number = a.briefing WHERE {readings.shown}"
        " AND a.entity = (SELECT number FROM entities WHERE id = ?)",
        (entity_id,),
    ):
        places = array("I")
        places.frombytes(mentions)
        roles = sum(places[2::3])
        readouts, named, by_role = readouts + 1, named + len(places) // 3 - roles, by_role + roles
        aliases.update({name, *json.loads(forms)})
    parts = readings.base.execute(
        "SELECT first, count(*) FROM (SELECT min(i.part) AS first FROM involved i"
        f" JOIN briefings b ON b.number = i.statement >> {tables.STATEMENT_BITS} WHERE {readings.shown}"
        " AND i.entity = (SELECT number FROM entities WHERE id = ?) GROUP BY i.statement) GROUP BY first",
        (entity_id,),
    )
    counted = dict(parts.fetchall())
    said = (counted.get(part, 0) for part in (tables.BY, tables.TO, tables.ABOUT))
    return aliases, Totals(readouts, named, by_role, *said)


def _noted(readings: Readings, notes: Path) -> frozenset[str]:
    """The briefings that have notes."""
    rows = readings.base.execute(
        "SELECT DISTINCT briefing FROM notes_files WHERE folder = ? AND notes > 0",
        (os.fsencode(os.path.abspath(notes)),),
    )
    return frozenset(name for (name,) in rows)


def _forms(readings: Readings) -> list[str]:
    return [form for (form,) in readings.base.execute("SELECT DISTINCT form FROM forms")]


def _goes_by(name: str, one: Known) -> bool:
    """Whether a name is the one that an entity has, and no other form of it."""
    return key(name) == key(one.name) or slug(name) == one.id.partition(":")[2]


def _several(known: Sequence[Known]) -> str:
    told = [f"{one.name} ({one.id}, {_readouts(one.briefings)})" for one in known[:_TOLD]]
    more = f" and {len(known) - _TOLD:,} more" if len(known) > _TOLD else ""
    return f"{', '.join(told)}{more}"


def _readouts(count: int) -> str:
    return f"{count:,} readout{'' if count == 1 else 's'}"
