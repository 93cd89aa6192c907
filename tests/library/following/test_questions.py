"""What the index answers on a library of benchmark readouts is what reading every briefing of it tells."""

import re
from dataclasses import replace
from random import Random

import pytest

from briefing.analysis.lexicon import bundled
from briefing.errors import UnknownName
from briefing.library.catalogue import Library
from briefing.library.following import dossiers, issues, wording
from briefing.library.following.questions import Questions
from briefing.library.opening import open_briefing
from tests.benchmarks.libraries import write

COUNT = 16


@pytest.fixture
def shelf(tmp_path):
    """Questions to an index of the library, and its briefings as opening them gives them."""
    write(tmp_path / "library", COUNT)
    library = Library(tmp_path / "library", bundled=False)
    asked = Questions(library, tmp_path / "notes")
    asked.refresh(jobs=1)
    opened = [library.open(entry.id) for entry in library]
    yield asked, [replace(one, source=replace(one.source, url="")) for one in opened]
    asked.close()


def test_answers_from_the_index_are_those_of_all_briefings(shelf):
    asked, briefings = shelf
    entities = sorted({entity.id for one in briefings for entity in one.entities})
    assert len(entities) > 2 * COUNT
    for entity in entities:
        assert replace(asked.dossier(entity), page=None, namesakes=()) == dossiers.dossier(entity, briefings)
    lexicon = bundled()
    for name in sorted({section.heading for one in briefings for section in one.sections}):
        try:
            view = asked.issue(name)
        except UnknownName as error:
            assert "more than one issue" in str(error)
            continue
        assert view.treatments, name
        assert view == issues.issue_view(view.key, view.name, briefings, lexicon)
    random = Random(1)
    for _ in range(30):
        briefing = random.choice(briefings)
        words = re.findall(r"\S+", briefing.surface(random.choice(briefing.sections[1:])))
        first = random.randrange(max(1, len(words) - 12))
        phrase = " ".join(words[first : first + random.randint(4, 12)])
        found, expected = asked.wording(phrase), wording.trace(phrase, briefings)
        assert found.lapses == expected.lapses
        assert found.occurrences == expected.occurrences
        assert expected.occurrences


def test_a_quote_is_found_in_its_file(shelf):
    asked, briefings = shelf
    for row in asked.dossier(briefings[0].entities[0].id).meetings:
        opened = open_briefing(asked.path_of(row.origin.briefing))
        assert opened.text[row.first.start : row.first.end] == row.first.words
    assert asked.path_of("no-such") == asked.path_of("\ud800") == ""


@pytest.mark.long
def test_an_answer_takes_no_longer_in_a_library_ten_times_as_large(tmp_path):
    """As ratios, since machines differ: what is shown is bounded, and what is not shown is only counted."""
    from time import process_time

    times = {}
    for count in (300, 3000):
        write(tmp_path / str(count), count)
        asked = Questions(Library(tmp_path / str(count), bundled=False), tmp_path / "notes")
        asked.refresh()
        for name, ask in {
            "dossier": lambda asked=asked: asked.dossier("organisation:imf", 100),
            "issue": lambda asked=asked: asked.issue("Afghanistan", 100),
            "wording": lambda asked=asked: asked.wording("the return of refugees to Accra", limit=100),
        }.items():
            ask()
            before = process_time()
            for _ in range(5):
                ask()
            times[name, count] = process_time() - before
    for name in ("dossier", "issue", "wording"):
        assert times[name, 3000] < 4 * times[name, 300], times
