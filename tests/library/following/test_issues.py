"""One issue over the time: which sections are of it, who says what there, and that each row is a quote."""

import pytest

from briefing.analysis.lexicon import bundled
from briefing.errors import UnknownName
from briefing.library.following import issues

LEXICON = bundled()


def keys(heading, text="", kind="issue"):
    return issues.subjects(heading, kind, issues.weights_of(text, LEXICON), LEXICON)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Afghanistan", "Situation in Afghanistan"),
        ("Terrorism", "Counter-terrorism"),
        ("Human rights", "HUMAN RIGHTS"),
        ("The Zenda question", "Zenda Question"),
        ("Énergie de Zenda", "energie de zenda"),
    ],
)
def test_two_sections_are_of_one_issue(one, other):
    assert keys(one) & keys(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Afghanistan", "Belarus"), ("Terrorism", "Energy"), ("The Zenda question", "The lake")],
)
def test_two_sections_are_of_different_issues(one, other):
    assert not keys(one) & keys(other)


def test_where_the_heading_names_no_issue_the_words_speak_for_one():
    assert "issue:terrorism" in keys("Zenda", "They condemned terrorism and terrorist attacks there.")
    assert keys("Zenda", "They met.") == {"heading:zenda"}
    assert keys("Zenda", "They met.", "closing") == {"heading:zenda"}
    assert "issue:terrorism" not in keys("Energy", "They condemned terrorism and terrorist attacks.")


def test_an_opening_is_not_of_the_countries_that_meet():
    assert keys("Call with the President of Belarus", kind="opening") == {
        "heading:call-with-the-president-of-belarus"
    }
    assert keys("Page furniture", kind="furniture") == set()


def rows(view):
    return [(row.quoted.origin.briefing, row.quoted.heading) for row in view.treatments]


ASKED = {
    "Amber Corridor": [
        ("tallinn-2019", "Amber Corridor"),
        ("riga-2019", "The Amber Corridor"),
        ("tallinn-2020", "Amber Corridor"),
        ("tallinn-2021", "Amber Corridor"),
    ],
    "terrorism": [("tallinn-2019", "Terrorism"), ("tallinn-2022", "Counter-terrorism")],
    "issue:terrorism": [("tallinn-2019", "Terrorism"), ("tallinn-2022", "Counter-terrorism")],
    "Belarus": [("tallinn-2020", "Situation in Belarus"), ("tallinn-2022", "Belarus")],
    "belarus": [("tallinn-2020", "Situation in Belarus"), ("tallinn-2022", "Belarus")],
    "amber corridor": [
        ("tallinn-2019", "Amber Corridor"),
        ("riga-2019", "The Amber Corridor"),
        ("tallinn-2020", "Amber Corridor"),
        ("tallinn-2021", "Amber Corridor"),
    ],
    "country:BY": [("tallinn-2020", "Situation in Belarus"), ("tallinn-2022", "Belarus")],
    "Situation in Belarus": [("tallinn-2020", "Situation in Belarus"), ("tallinn-2022", "Belarus")],
}


def test_an_issue_goes_by_its_name_a_word_a_country_or_a_heading(asked, briefings):
    for name, expected in ASKED.items():
        view = asked.issue(name)
        assert rows(view) == expected, name
        assert view == issues.issue_view(view.key, view.name, plain(briefings), LEXICON)


def plain(briefings):
    """As the index knows them: the address of a source is in its file alone."""
    from dataclasses import replace

    return [replace(one, source=replace(one.source, url="")) for one in briefings]


def test_who_said_what_and_the_strongest_verb(asked, briefings):
    texts = {one.id: one.text for one in briefings}
    first, *_, last = asked.issue("Amber Corridor").treatments
    assert [(one.speaker, one.verbs) for one in first.statements] == [
        ("Ada Holm", ("stress",)),
        ("Iven Tarr", ("welcome",)),
    ]
    assert first.strongest.speaker == "Ada Holm"
    assert (last.strongest.speaker, last.strongest.verbs) == ("Ada Holm", ("urge",))
    for row in asked.issue("Amber Corridor").treatments:
        for quoted in (row.quoted, *(one.quoted for one in row.statements)):
            assert texts[quoted.origin.briefing][quoted.start : quoted.end] == quoted.words


def test_of_many_the_newest(asked):
    view = asked.issue("Amber Corridor", limit=2)
    assert [name for name, _ in rows(view)] == ["tallinn-2020", "tallinn-2021"]
    assert not view.complete
    assert asked.issue("Amber Corridor", limit=4).complete


UNKNOWN = {
    "Amber Coridor": "did you mean 'Amber Corridor'",
    "Quux": "No readout has a section on 'Quux'.",
    "Terrorism and Belarus": "more than one issue: Belarus (country:BY), Counterterrorism (issue:terrorism)",
    "\ud800'); DROP TABLE words; --": "No readout has a section",
    "": "No readout has a section",
    "heading:": "No readout has a section",
}


def test_an_unknown_issue_is_told_with_the_nearest(asked):
    for name, message in UNKNOWN.items():
        with pytest.raises(UnknownName) as caught:
            asked.issue(name)
        assert message in str(caught.value)
