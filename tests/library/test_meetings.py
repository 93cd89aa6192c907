"""The readouts of one meeting."""

from dataclasses import replace
from pathlib import Path

import pytest

from briefing.library import Library, correcting, open_briefing
from briefing.library.heads import Entry
from briefing.library.meetings import confirm, forget, is_confirmed, name_for, others, part
from briefing.model import Briefing, Source

OURS = Briefing("b-ours", Source("", ""), date="2031-04-07", parties=("Nordland", "Sudria"))
THEIRS = Entry("c-theirs", "", Path("c.md"), "2031-04-08", "", ("sudria", "Nordland"))


@pytest.mark.parametrize(
    ("changes", "same"),
    [
        ({}, True),
        ({"date": "2031-04-06"}, True),
        ({"date": "2031-04-09"}, False),
        ({"date": ""}, False),
        ({"date": "in spring"}, False),
        ({"parties": ("Nordland",)}, False),
        ({"parties": ("Nordland", "Sudria", "Westland")}, False),
        ({"id": "b-ours"}, False),
    ],
)
def test_which_are_of_the_same_meeting(changes, same) -> None:
    assert bool(others(OURS, [replace(THEIRS, **changes)])) == same


def test_one_comes_round_to_each() -> None:
    entries = [replace(THEIRS, id=name) for name in ("a", "b-ours", "c", "d")]
    assert [entry.id for entry in others(OURS, entries)] == ["c", "d", "a"]


def test_a_text_without_parties_has_no_others() -> None:
    assert others(replace(OURS, parties=()), [replace(THEIRS, parties=())]) == []


RUSSIA = Briefing("b-ours", Source("", ""), date="2022-02-24", parties=("Pakistan", "Russia"))


@pytest.mark.parametrize(
    ("parties", "same"),
    [
        (("Russian Federation", "Islamic Republic of Pakistan"), True),
        (("the Russian Federation", "pakistan"), True),
        (("Moscow", "Islamabad"), True),
        (("Russia", "India"), False),
        (("Russia", "Pakistan", "China"), False),
    ],
)
def test_parties_are_known_by_any_of_their_names(parties, same) -> None:
    entry = replace(THEIRS, date="2022-02-25", parties=parties)
    assert bool(others(RUSSIA, [entry])) == same


def test_a_party_of_the_readers_own_lexicon() -> None:
    from briefing.analysis import Lexicon, bundled

    own = {"country": {"XX": {"name": "Nordland", "aliases": ["Nordlandia"]}}}
    lexicon = Lexicon.from_tables([bundled().entries, own])
    entry = replace(THEIRS, parties=("Nordlandia", "Sudria"))
    assert not others(OURS, [entry])
    assert others(OURS, [entry], lexicon)


@pytest.mark.parametrize(
    ("ours", "theirs", "changes", "same"),
    [
        ("x", "x", {"date": "", "parties": ()}, True),
        ("x", "y", {}, False),
        ("x", "", {}, True),
        ("", "y", {}, True),
        ("b-ours", "", {}, False),
        ("", "c-theirs", {}, False),
    ],
)
def test_what_the_front_matter_says_counts(ours, theirs, changes, same) -> None:
    entry = replace(THEIRS, meeting=theirs, **changes)
    assert bool(others(replace(OURS, meeting=ours), [entry])) == same


def test_a_meeting_is_named_by_its_first_day_and_parties() -> None:
    later = replace(OURS, date="2031-04-08")
    assert name_for(later, THEIRS, OURS) == "2031-04-07-nordland-sudria"
    assert name_for(later, replace(THEIRS, meeting="talks")) == "talks"
    assert name_for(later, replace(THEIRS, meeting="c-theirs")) == "2031-04-08-nordland-sudria"


@pytest.fixture
def library(tmp_path) -> Path:
    folder = tmp_path / "library"
    folder.mkdir()
    for name, day in (("a-ours", "2031-04-07"), ("c-theirs", "2031-04-08")):
        (folder / f"{name}.md").write_text(
            f"---\nbriefing: 1\nid: {name}\ndate: {day}\nparties: [Nordland, Sudria]\n---\n\n"
            f"# {name}\n\n## Talks\n\nThe ministers met.\n"
        )
    return folder


def opened(folder: Path, name: str) -> Briefing:
    return open_briefing(folder / f"{name}.md", folder)


def found(folder: Path, name: str) -> list[str]:
    return [entry.id for entry in others(opened(folder, name), Library(folder, bundled=False))]


def test_a_meeting_is_confirmed_and_taken_back(library) -> None:
    before = [(library / f"{name}.md").read_bytes() for name in ("a-ours", "c-theirs")]
    ours, theirs = opened(library, "a-ours"), opened(library, "c-theirs")
    assert not is_confirmed(ours, theirs)
    written = confirm(ours, library / "a-ours.md", theirs, library / "c-theirs.md", library)
    assert len(written) == 2
    ours, theirs = opened(library, "a-ours"), opened(library, "c-theirs")
    assert is_confirmed(ours, theirs)
    assert ours.meeting == "2031-04-07-nordland-sudria"
    assert confirm(ours, library / "a-ours.md", theirs, library / "c-theirs.md", library) == []
    correcting.undo()
    correcting.undo()
    assert [(library / f"{name}.md").read_bytes() for name in ("a-ours", "c-theirs")] == before


def test_what_was_taken_for_one_meeting_is_parted_for_good(library) -> None:
    assert found(library, "a-ours") == ["c-theirs"]
    part(opened(library, "a-ours"), library / "a-ours.md", library)
    assert found(library, "a-ours") == found(library, "c-theirs") == []
    forget(opened(library, "a-ours"), library / "a-ours.md", library)
    assert found(library, "a-ours") == ["c-theirs"]
    assert "meeting" not in (library / "a-ours.md").read_text()
