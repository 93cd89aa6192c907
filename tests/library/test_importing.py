import pytest

from briefing import files
from briefing.analysis.facts import Facts
from briefing.errors import BriefingError, FileError
from briefing.library.checking import check
from briefing.library.gathering import Given, gather
from briefing.library.importing import Import, Imported, import_source
from briefing.library.opening import open_briefing

READOUT = """\
Foreign Minister Anna Berg of Norway met Foreign Minister Ola Lund of Sweden in Oslo on 6 May 2024.

The two ministers discussed trade. The Foreign Minister of Norway stressed that "1. trade" *must* grow.
# Not a heading
They agreed to meet again.
"""


@pytest.fixture
def found(tmp_path, monkeypatch):
    folder = tmp_path / "found"
    folder.mkdir()
    (folder / "a.txt").write_text(READOUT)
    monkeypatch.chdir(tmp_path)
    return folder


@pytest.fixture
def library(tmp_path):
    return tmp_path / "library"


def test_a_readout_becomes_a_briefing(found, library):
    made = import_source("found/a.txt", library)
    assert made.status == "new"
    assert made.path == library / f"{made.id}.md"
    assert made.id.startswith("2024-05-06")
    briefing = open_briefing(made.path)
    assert briefing.id == made.id
    assert briefing.source.path == "found/a.txt"
    assert briefing.source.sha256 == files.digest((found / "a.txt").read_bytes())
    assert briefing.text.split() == READOUT.split()
    assert check(made.path) == []


def test_the_seed_becomes_a_sound_briefing(seed, library, monkeypatch):
    monkeypatch.chdir(seed.parent.parent)
    made = import_source(seed, library)
    assert check(made.path) == []
    assert f"path: seeds/{seed.name}" in made.path.read_text()


def test_the_same_source_is_written_once(found, library):
    first = import_source("found/a.txt", library)
    before = first.path.read_bytes()
    (found / "copy.txt").write_text(READOUT)
    for name in ("a.txt", "copy.txt"):
        again = import_source(f"found/{name}", library)
        assert (again.status, again.path) == ("same", first.path)
    assert first.path.read_bytes() == before
    assert len(list(library.glob("*.md"))) == 1


def test_a_file_that_tells_something_else_now_is_another_briefing(found, library):
    first = import_source("found/a.txt", library)
    mine = first.path.read_bytes()
    (found / "a.txt").write_text("The Prime Minister of Norway received the Prime Minister of Denmark.\n")
    second = import_source("found/a.txt", library)
    (found / "b.txt").write_text(READOUT + "They stayed.\n")
    third = import_source("found/b.txt", library)
    assert [made.status for made in (second, third)] == ["new", "new"]
    assert third.id == f"{first.id}-2"
    assert first.path.read_bytes() == mine
    assert check(second.path) == check(third.path) == []


def test_what_is_known_overrules_what_the_text_tells(found, library):
    facts = Facts(id="talks", date="2020-01-01", issuer="Norway", title="Talks", place="Bergen", meeting="m")
    made = import_source("found/a.txt", library, facts)
    briefing = open_briefing(made.path)
    assert made.id == "talks"
    assert (briefing.date, briefing.issuer, briefing.title) == ("2020-01-01", "Norway", "Talks")
    assert (briefing.place, briefing.meeting) == ("Bergen", "m")


def test_no_path_of_the_machine_is_told(found, library, tmp_path, monkeypatch):
    monkeypatch.chdir(library.parent / "found")
    elsewhere = tmp_path / "b.txt"
    elsewhere.write_text(READOUT + "And left.\n")
    made = import_source(elsewhere, library)
    assert "path: b.txt" in made.path.read_text()
    assert str(tmp_path) not in made.path.read_text()


def test_names_are_short_and_plain(found, library):
    (found / "b.txt").write_text(f"# {'Ünïcode très long ' * 20}\n\nThe sides met.\n")
    made = import_source("found/b.txt", library)
    assert len(made.id) <= 80
    assert set(made.id) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


def test_a_briefing_is_taken_as_it_is(found, library):
    content = b"---\nbriefing: 1\nid: mine\nmood: sunny\n---\n\n# Mine\n\n## A\n\nwords\n"
    (found / "mine.md").write_bytes(content)
    assert import_source("found/mine.md", library).status == "new"
    assert (library / "mine.md").read_bytes() == content
    assert import_source("found/mine.md", library).status == "same"


def test_folders_are_walked_in_order(found):
    (found / "sub").mkdir()
    for name in ("b.md", "sub/c.TXT", ".hidden.txt", "picture.png", "x.notes.md", "d.html"):
        (found / name).write_text("x")
    (found / "z.txt").symlink_to("nowhere")
    given = list(gather(["found", "found/a.txt", "other.html"]))
    assert [one.name for one in given if isinstance(one, Given)] == [
        "found/a.txt",
        "found/b.md",
        "found/d.html",
        "found/sub/c.TXT",
        "other.html",
    ]


def test_several_processes_make_the_same_library(found, library, tmp_path):
    for number in range(4):
        (found / f"{number}.txt").write_text(f"{READOUT}\nRound {number}.\n")
    (found / "2.txt").write_bytes(b"%PDF-1.4")
    for number in range(5, 12):
        (found / f"{number}.txt").write_text(f"{READOUT}\nRound {number}.\n")
    alone = list(Import(["found"], library, jobs=1))
    together = list(Import(["found"], tmp_path / "other", jobs=2))
    assert [type(one) for one in together] == [type(one) for one in alone]
    assert [one.id for one in together if isinstance(one, Imported)] == [
        one.id for one in alone if isinstance(one, Imported)
    ]
    assert [str(one) for one in alone if isinstance(one, BriefingError)] == [
        "found/2.txt: This PDF is damaged and cannot be read."
    ]
    assert {file.read_bytes() for file in library.glob("*.md")} == {
        file.read_bytes() for file in (tmp_path / "other").glob("*.md")
    }


def test_a_disk_that_refuses_is_told(found, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(FileError, match="cannot be made"):
        import_source("found/a.txt", tmp_path / "file" / "library")
