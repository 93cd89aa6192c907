"""The list of briefings shows what opening the files gives, whatever the filter, sort or group."""

from collections import Counter
from itertools import groupby

import pytest

from briefing import paths, state
from briefing.errors import QueryError
from briefing.library import Library
from briefing.library.index import Index, Listing
from briefing.model import Left
from tests.library.index.conftest import COUNT

SORTS = ["date", "title", "issuer", "notes"]
GROUPS = ["", "meeting", "party", "month"]


def rows(index, listing, size=7):
    found, first = [], 0
    while True:
        page = index.listed(listing, first, size)
        found += page.rows
        first += size
        if first >= page.total:
            assert len(found) == page.total
            return found


def test_a_row_tells_what_opening_the_file_gives(full):
    shelf, index = full
    briefings = {one.id: one for one in shelf.briefings}
    found = rows(index, Listing())
    assert len(found) == COUNT
    for row in found:
        one = briefings[row.id]
        assert (row.title, row.date, row.issuer, row.parties) == (
            one.title,
            one.date,
            one.issuer,
            one.parties,
        )
        assert (row.format, row.place, row.meeting) == (one.format, one.place, one.meeting)
        assert row.issues == tuple(section.heading for section in one.sections)
        assert shelf.opened(row.path).id == row.id
        assert not row.problem
    assert Counter(row.notes for row in found) == {0: COUNT - 3, 1: 3}


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("reverse", [False, True])
def test_sorts_and_groups_lose_nothing_and_keep_their_order(full, sort, group, reverse):
    _, index = full
    found = rows(index, Listing(sort=sort, group=group, reverse=reverse))
    plain = {row.id: row for row in rows(index, Listing())}
    if group == "party":
        assert Counter(row.id for row in found) == {one.id: len(one.parties) for one in plain.values()}
        assert all(row.group in row.parties for row in found)
    else:
        assert sorted(row.id for row in found) == sorted(plain)
    if group == "month":
        assert all(row.group == row.date[:7] for row in found)
    names = [row.group for row in found]
    assert [name for name, _ in groupby(names)] == list(dict.fromkeys(names))
    key = {
        "date": lambda row: row.date,
        "title": lambda row: row.title.casefold(),
        "issuer": lambda row: row.issuer.casefold(),
        "notes": lambda row: row.notes,
    }[sort]
    for name in dict.fromkeys(names):
        values = [key(row) for row in found if row.group == name]
        assert values == sorted(values, reverse=(sort in ("date", "notes")) != reverse)


@pytest.mark.parametrize(
    ("words", "keeps"),
    [
        ("party:norw", lambda one, row: any(p.lower().startswith("norw") for p in one.parties)),
        ("-party:norway", lambda one, row: "Norway" not in one.parties),
        ("issuer:canada", lambda one, row: one.issuer.startswith("Canada")),
        ("after:2014", lambda one, row: one.date >= "2014-01-01"),
        ("before:2014-07-01", lambda one, row: one.date < "2014-07-01"),
        ("after:2010 before:2016", lambda one, row: "2010" <= one.date < "2016"),
        ('entity:"united nations"', lambda one, row: any(e.name == "United Nations" for e in one.entities)),
        ("is:noted", lambda one, row: row.notes),
        ("tag:water", lambda one, row: row.notes),
        ("tag:#desk", lambda one, row: row.notes),
        ("note:remark", lambda one, row: row.notes),
        ("is:unread", lambda one, row: row.unread),
        ("is:read", lambda one, row: not row.unread),
        ("is:mine", lambda one, row: True),
        ("is:bundled", lambda one, row: False),
        ("is:broken", lambda one, row: False),
        ("ambassador", lambda one, row: "ambassador" in one.title.lower()),
        ("grain", lambda one, row: any("grain" in h.lower() for h in row.issues)),
        ("oslo party:canada", lambda one, row: one.place == "Oslo" and "Canada" in one.parties),
        ("GRAÍN", lambda one, row: any("grain" in h.lower() for h in row.issues)),
    ],
)
def test_filters_keep_what_they_say(full, words, keeps, monkeypatch):
    shelf, index = full
    opened = tuple(one.id for one in shelf.briefings[:2])
    monkeypatch.setattr(state, "recent", lambda: opened)
    everything = rows(index, Listing())
    briefings = {one.id: one for one in shelf.briefings}
    wanted = [row for row in everything if keeps(briefings[row.id], row)]
    assert rows(index, Listing(words)) == wanted
    assert len(wanted) < COUNT or words == "is:mine"


def test_an_issue_is_meant_by_heading_or_by_what_the_words_speak_of(full):
    shelf, index = full
    by_heading = {row.id for row in rows(index, Listing('issue:"grain exports"'))}
    assert by_heading == {
        one.id for one in shelf.briefings if "Grain exports" in {section.heading for section in one.sections}
    }
    for _, label, _ in index.lookups().issues()[:5]:
        meant = {passage.briefing.id for passage in index.lookups().sections(label)}
        assert meant
        assert {row.id for row in rows(index, Listing(f'issue:"{label}"'))} == meant


@pytest.mark.parametrize("words", ["colour:red", "is:blue", "after:soon", "before:2021-02-30", "is:"])
def test_what_means_nothing_is_told_unless_it_is_being_typed(full, words):
    _, index = full
    if words.endswith(":"):
        assert index.listed(Listing(words)).total == COUNT
    else:
        with pytest.raises(QueryError):
            index.listed(Listing(words))


def test_what_is_read_is_no_longer_unread(shelf):
    index = shelf.index()
    index.refresh(jobs=1)
    name = index.listed(Listing()).rows[0].id
    state.remember(name, Left(5))
    assert [row.id for row in index.listed(Listing("is:read")).rows] == [name]
    assert index.listed(Listing("is:unread")).total == 3


def test_changes_of_files_are_found(shelf):
    index = shelf.index()
    index.refresh(jobs=1)
    first, second, third, _ = sorted(shelf.folder.rglob("*.md"))
    first.unlink()
    second.write_text(second.read_text().replace("date: ", "date: 1999-01-01 # "))
    third.rename(third.with_name("moved.md"))
    outcome = index.refresh(jobs=1)
    assert (outcome.read, outcome.dropped) == (2, 2)
    found = rows(index, Listing())
    assert len(found) == 3
    assert found[-1].date == "1999-01-01"
    assert "moved.md" in {row.path.rpartition("/")[2] for row in found}
    assert rows(shelf.index(), Listing()) == found


def test_a_file_that_only_looks_changed_is_not_read_again(shelf):
    index = shelf.index()
    index.refresh(jobs=1)
    for path in shelf.folder.rglob("*.md"):
        path.touch()
    assert not index.refresh(jobs=1).read
    path.write_bytes(path.read_bytes().replace(b"met ", b"MET "))
    assert index.refresh(jobs=1).read == 1


def test_broken_files_are_listed_with_their_problem(shelf):
    (shelf.folder / "a.md").write_bytes(b"%PDF-1.4")
    (shelf.folder / "b.md").symlink_to("nowhere")
    (shelf.folder / "c.md").write_text("---\nid: [\n---\nwords\n")
    (shelf.folder / "d.md").write_text("---\nid: d\ndate: yesterday\n---\nwords\n")
    index = shelf.index()
    assert len(index.refresh(jobs=1).refused) == 2
    found = rows(index, Listing("is:broken"))
    assert sorted(row.path.rpartition("/")[2] for row in found) == ["a.md", "b.md", "c.md", "d.md"]
    assert all(row.problem.endswith(".") for row in found)
    assert not shelf.index().refresh(jobs=1).read


def test_one_id_is_shown_once_and_ones_own_briefing_before_the_one_that_ships(shelf, tmp_path, monkeypatch):
    shipped = tmp_path / "shipped"
    shipped.mkdir()
    monkeypatch.setattr(paths, "bundled_content", lambda: shipped)
    mine = sorted(shelf.folder.rglob("*.md"))
    (shipped / "same.md").write_bytes(mine[0].read_bytes())
    (shipped / "other.md").write_text("---\nid: other\n---\n# Other\n\nwords\n")
    index = Index(Library(shelf.folder), shelf.notes)
    index.refresh(jobs=1)
    assert {row.id: row.bundled for row in rows(index, Listing())} == {
        **{shelf.opened(path).id: False for path in mine},
        "other": True,
    }
    assert {row.id for row in rows(index, Listing("is:bundled"))} == {"other"}
    without = shelf.index()
    assert without.listed(Listing()).total == 4
    (mine[1].parent / "double.md").write_bytes(mine[1].read_bytes())
    index.refresh(jobs=1)
    problems = [row.problem for row in rows(index, Listing("is:broken"))]
    assert len(problems) == 1
    assert problems[0].startswith("Its id is that of ")


def test_notes_of_another_folder_do_not_count(shelf, tmp_path):
    briefing = shelf.briefings[0]
    shelf.note(briefing, briefing.surface(briefing.sentences[0]), "Mine.")
    index = shelf.index()
    index.refresh(jobs=1)
    other = Index(shelf.library, tmp_path / "other notes")
    other.refresh(jobs=1)
    assert index.listed(Listing("is:noted")).total == 1
    assert other.listed(Listing("is:noted")).total == 0
    assert index.listed(Listing("is:noted")).total == 1


def test_progress_is_told_and_a_refresh_can_be_left_and_taken_up_again(shelf):
    index = shelf.index()
    told = []
    outcome = index.refresh(told.append, lambda: len(told) == 2, jobs=1)
    assert (outcome.read, outcome.cancelled) == (2, True)
    assert [(one.done, one.total) for one in told] == [(1, 4), (2, 4)]
    assert not index.complete
    assert index.listed(Listing()).total == 2
    assert index.refresh(jobs=1).read == 2
    assert index.complete


def test_several_processes_read_what_one_reads(tmp_path, monkeypatch):
    from briefing.library.index import workers
    from tests.library.index.conftest import made
    from tests.library.index.test_damage import answers

    shelf = made(tmp_path, 12)
    one = shelf.index()
    one.refresh(jobs=1)
    wanted = answers(one)
    one.close()
    monkeypatch.setattr(workers, "WORTH_IT", 2)
    monkeypatch.setattr(workers, "_CHUNK", 2)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "another cache"))
    other = shelf.index()
    assert other.refresh(jobs=2).read == 12
    assert answers(other) == wanted


def test_a_briefing_is_found_by_its_id_or_the_only_one_that_begins_so(full):
    _, index = full
    everything = rows(index, Listing())
    for row in everything:
        assert index.find(row.id) == row
        alone = [one for one in everything if one.id.startswith(row.id[:7])]
        assert index.find(row.id[:7]) == (row if len(alone) == 1 else None)
    for name in ("", "nothing", "\ud800", "%"):
        assert index.find(name) is None


@pytest.mark.parametrize(
    "listing",
    [
        Listing(),
        Listing(reverse=True),
        Listing(sort="title"),
        Listing(sort="issuer"),
        Listing(group="month"),
        Listing(group="meeting"),
        Listing(group="party"),
    ],
)
def test_the_first_page_costs_the_same_however_many_briefings_there_are(full, listing):
    """The rows come out of an index in their order, and nothing is sorted."""
    from briefing.library.index import listing as module

    _, index = full
    plans = []

    class Asked:
        def __init__(self, base):
            self._base = base

        def execute(self, select, values=()):
            plans.extend(row[3] for row in self._base.execute(f"EXPLAIN QUERY PLAN {select}", values))
            return self._base.execute(select, values)

    index._answer(lambda base: module.listed(Asked(base), listing, 0, 50))
    assert not [step for step in plans if "TEMP B-TREE" in step]
    assert [step for step in plans if "briefings" in step or " b " in step]
