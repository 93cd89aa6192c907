import pytest

from briefing import files
from briefing.analysis.facts import Facts
from briefing.errors import BriefingError, FileError
from briefing.library import importing
from briefing.library.checking import check, has_source
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
        "found/2.txt: This PDF is damaged and cannot be read; fetch it again, or save its text."
    ]
    assert {file.read_bytes() for file in library.glob("*.md")} == {
        file.read_bytes() for file in (tmp_path / "other").glob("*.md")
    }


def test_a_disk_that_refuses_is_told(found, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(FileError, match="cannot be made"):
        import_source("found/a.txt", tmp_path / "file" / "library")


def test_copies_are_known_by_their_words(found, library):
    first = import_source("found/a.txt", library)
    (found / "b.txt").write_text(READOUT.replace("\n", "\n\n"))
    (found / "c.html").write_text("".join(f"<p>{line}</p>" for line in READOUT.splitlines() if line))
    for name in ("b.txt", "c.html"):
        again = import_source(f"found/{name}", library)
        assert (again.status, again.id) == ("same", first.id)
        assert "came from another file" in again.told[0]


def test_every_kind_becomes_a_sound_briefing(found, library):
    import json

    from tests.sources.made import PAGE, WORDS, docx, pdf, zipped

    def words(kind):
        return [*WORDS, f"This came as {kind}, {kind}, and again {kind}, and this is all there is to {kind}."]

    (found / "b.html").write_text(PAGE)
    (found / "c.docx").write_bytes(docx(words("Word")))
    (found / "d.pdf").write_bytes(pdf([[*words("PDF")]]))
    (found / "e.eml").write_text("Subject: Ministers meet\n\n" + "\n\n".join(words("mail")))
    (found / "f.xml").write_text(
        f"<a><title>Ministers meet again</title><text>{' '.join(words('XML'))}</text></a>"
    )
    lines = [json.dumps({"text": " ".join(words(f"line {n}")), "title": f"Line {n}"}) for n in (1, 2)]
    (found / "g.jsonl").write_text("\n".join([*lines, "{}"]))
    (found / "h.zip").write_bytes(zipped({"x.md": "# Ministers\n\n1. " + " ".join(words("Markdown"))}))
    outcomes = list(Import(["found"], library, jobs=1))
    refused = [str(one) for one in outcomes if isinstance(one, BriefingError)]
    assert len(refused) == 1
    assert refused[0].startswith("found/g.jsonl#3: This line has no field for a text")
    made = [one for one in outcomes if isinstance(one, Imported)]
    assert [one.status for one in made] == ["new"] * 9
    assert all(check(one.path) == [] for one in made)
    for file in found.iterdir():
        file.unlink()
    assert all(check(one.path) == [] and has_source(one.path) for one in made)


def test_importing_again_skips_what_is_there(found, library, monkeypatch):
    monkeypatch.setattr(importing, "_TOGETHER", 4)
    for number in range(30):
        (found / f"{number}.txt").write_text(f"{READOUT}\nRound {number}.\n")
    work = Import(["found"], library, jobs=1)
    assert work.total == 31
    outcomes = iter(work)
    first = [next(outcomes) for _ in range(3)]
    work.cancel()
    rest = list(outcomes)
    done = len(list(library.glob("*.md")))
    assert {one.status for one in (*first, *rest)} == {"new"}
    assert len(first) + len(rest) == done < 31
    again = list(Import(["found"], library, jobs=1))
    assert [one.status for one in again] == ["same"] * done + ["new"] * (31 - done)


def test_an_import_that_is_let_go_leaves_whole_files(found, library):
    for number in range(30):
        (found / f"{number}.txt").write_text(f"{READOUT}\nRound {number}.\n")
    outcomes = iter(Import(["found"], library, jobs=1))
    next(outcomes)
    outcomes.close()
    assert all(check(path) == [] for path in library.glob("*.md"))
    assert {one.status for one in Import(["found"], library, jobs=1)} <= {"same", "new"}


def test_a_source_that_ends_its_process_is_refused_and_stops_nothing(found, library, monkeypatch):
    from briefing.library import reading_ahead

    for number in range(20):
        (found / f"{number}.txt").write_text(f"{READOUT}\nRound {number}.\n")
    (found / "13.txt").write_text("End it.")
    monkeypatch.setattr(reading_ahead, "_read_each", end_it_or_read)
    outcomes = list(Import(["found"], library, jobs=2))
    refused = [str(one) for one in outcomes if isinstance(one, BriefingError)]
    assert refused == [
        "found/13.txt ended the process that read it, and is left out; import its text instead."
    ]
    assert len(outcomes) == 21


def end_it_or_read(sources, **options):
    import os

    from briefing.library.gathering import bytes_of
    from briefing.library.importing import read

    if any(bytes_of(given) == b"End it." for given in sources):
        os._exit(1)
    return [read(given, **options) for given in sources]


def test_what_the_page_tells_is_kept_and_can_be_overruled(found, library):
    from tests.sources.made import PAGE

    (found / "p.html").write_text(PAGE)
    made = import_source("found/p.html", library)
    assert made.facts is not None
    assert (made.facts.date, made.facts.title) == ("2024-05-06", "Ministers meet in Oslo")
    assert made.facts.issuer == "Ministry of Foreign Affairs of Norway"
    briefing = open_briefing(made.path)
    assert (briefing.issuer, briefing.source.url) == (made.facts.issuer, "https://example.org/news/1")
    (found / "p.html").write_text(PAGE.replace("Short end", "Long end"))
    other = import_source("found/p.html", library.parent / "other", Facts(issuer="Norway", date="2024-05-07"))
    assert (other.facts.issuer, other.facts.date) == ("Norway", "2024-05-07")


def test_the_day_in_a_name_is_told_as_such(found, library):
    (found / "call_2022-03-11.txt").write_text("The ministers of Norway and Sweden spoke yesterday.")
    made = import_source("found/call_2022-03-11.txt", library)
    assert made.facts.date == "2022-03-11"
    assert made.told == ("The day is the one in the name of the file.",)


def test_a_guessed_encoding_is_told_and_kept(found, library):
    (found / "b.txt").write_bytes("Министр принял министра. Они говорили о торговле и мире.".encode("cp1251"))
    made = import_source("found/b.txt", library)
    assert "The encoding is a guess" in made.told[0]
    assert "encoding: " in made.path.read_text()
    assert check(made.path) == []


def test_a_file_is_opened_as_it_is_imported(found, library):
    from tests.sources.made import PAGE, PAGE_WORDS

    (found / "p.html").write_text(PAGE)
    opened = open_briefing("found/p.html", library)
    assert opened.text.split("\n\n") == PAGE_WORDS
    assert opened.title == "Ministers meet in Oslo"
    assert [opened.surface(block) for block in opened.blocks if block.kind == "heading"][:2] == [
        "Ministers meet in Oslo",
        "Trade",
    ]
