import os
import zlib

import pytest

from briefing import paths
from briefing.errors import UnknownBriefing
from briefing.library import heads
from briefing.library.catalogue import Library


def put(folder, name, **front):
    lines = "".join(f"{key}: {value}\n" for key, value in front.items())
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(f"---\n{lines}---\n\n# The *title* of {name}\n\n## A\n\nwords\n")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "bundled_content", lambda: tmp_path / "bundled")
    put(tmp_path / "bundled", "manual.md", id="manual")
    put(tmp_path / "bundled", "shared.md", id="shared")
    put(tmp_path / "mine", "one.md", id="one", date="2022-02-24", parties="[Norway, Sweden]", issuer="Norway")
    put(tmp_path / "mine", "two.md", id="two", date="2023-01-01")
    put(tmp_path / "mine" / "below", "shared.md", id="shared")
    return tmp_path / "mine"


def test_newest_first_and_own_before_bundled(folder):
    entries = Library(folder).entries
    assert [entry.id for entry in entries] == ["two", "one", "manual", "shared"]
    assert [entry.bundled for entry in entries] == [False, False, True, False]
    one = entries[1]
    assert (one.title, one.date, one.issuer, one.parties) == (
        "The title of one.md",
        "2022-02-24",
        "Norway",
        ("Norway", "Sweden"),
    )
    assert [entry.id for entry in Library(folder, bundled=False)] == ["two", "one", "shared"]


def test_broken_files_are_entries_and_stop_nothing(folder):
    (folder / "a.md").write_text("---\nid: [\n---\nwords\n")
    put(folder, "b.md", id="b", date="yesterday")
    (folder / "c.md").write_bytes(b"%PDF-1.4")
    (folder / "d.md").symlink_to("nowhere")
    os.mkfifo(folder / "e.md")
    put(folder, "f.md", id="one")
    problems = {entry.path.name: entry.problem for entry in Library(folder) if entry.problem}
    assert set(problems) == {"a.md", "b.md", "c.md", "d.md", "e.md", "one.md"}
    assert all(problem.endswith(".") for problem in problems.values())


def test_notes_hidden_files_and_lexicons_are_no_briefings(folder):
    for name in ("x.notes.md", ".hidden.md", "x.txt"):
        (folder / name).write_text("# X\n")
    put(folder / ".git", "x.md", id="x")
    put(folder / "lexicon", "x.md", id="x")
    assert len(Library(folder, bundled=False)) == 3


def test_a_folder_that_is_not_there_is_an_empty_library(tmp_path):
    assert Library(tmp_path / "none", bundled=False).entries == ()
    assert not (tmp_path / "none").exists()


def test_find(folder):
    library = Library(folder)
    assert library.find("one").id == "one"
    assert library.find("tw").id == "two"
    assert library.find(str(folder / "two.md")).id == "two"
    put(folder, "three.md", id="one-more")
    assert Library(folder).find("one").id == "one"


def test_what_is_not_found_names_what_was_meant(folder):
    put(folder, "three.md", id="two-more")
    library = Library(folder)
    with pytest.raises(UnknownBriefing, match="did you mean manual"):
        library.find("manuel")
    with pytest.raises(UnknownBriefing, match="'briefing list'"):
        library.find("\x1bzzzzzz")
    put(folder, "four.md", id="two-most")
    with pytest.raises(
        UnknownBriefing, match="More than one briefing begins with 'two-m': two-more, two-most"
    ):
        Library(folder).find("two-m")


def test_heads_are_read_once(folder, monkeypatch):
    before = Library(folder).entries
    monkeypatch.setattr(heads, "_read", lambda place: pytest.fail("read again"))
    assert Library(folder).entries == before


def test_a_changed_head_is_read_again(folder):
    assert len(Library(folder, bundled=False)) == 3
    put(folder, "one.md", id="one", date="2025-05-05")
    assert Library(folder).find("one").date == "2025-05-05"


DAMAGED = [
    *(b"", b"junk", zlib.compress(b"{}")[:5]),
    *map(
        zlib.compress,
        (b"[]", b'{"version": "0", "heads": 1}', b"\xff", b'{"version": "0.1.0", "heads": {"a": [1]}}'),
    ),
]


@pytest.mark.parametrize("content", DAMAGED)
def test_a_damaged_cache_is_none(folder, content):
    before = Library(folder).entries
    cache = paths.cache() / "heads.json.z"
    cache.write_bytes(content)
    assert Library(folder).entries == before
    assert len(cache.read_bytes()) > 100


def test_open(folder):
    briefing = Library(folder).open("one")
    assert (briefing.id, briefing.text) == ("one", "words")
