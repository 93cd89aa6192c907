"""A lexicon that changes: the index becomes what one made anew would be, and reads no more than it must."""

import shutil
import sqlite3
from random import Random

import pytest

from briefing import paths
from briefing.analysis.view import fold
from briefing.corrections import Correction
from briefing.library.correcting import correct, undo
from briefing.library.index import Listing
from briefing.library.index.file import IndexFile
from briefing.library.index.shelved import is_unusual
from tests.library.index.conftest import made
from tests.library.index.test_damage import answers


def everything(index):
    """All that an index holds of entities and statements, by what does not depend on its numbers."""
    lookups = index.lookups()
    page = index.listed(Listing(), 0, 1000)
    ids = sorted({name for _, name, _ in lookups.names("", 100_000)})
    found = {}
    for name in ids:
        (known,) = [one for one in lookups.entities(name) if one.id == name] or [None]
        said = {
            part: [_plain(one) for one in lookups.statements(name, part)] for part in ("by", "to", "about")
        }
        found[name] = (known, [_plain(one) for one in lookups.appearances(name)], said)
    return page, found, sorted(lookups.issues())


def _plain(one):
    fields = {name: getattr(one, name) for name in one.__slots__ if name != "briefing"}
    return one.briefing.id, repr(fields)


def anew(shelf):
    """What an index says that is made from nothing."""
    path = IndexFile(shelf.folder).path
    kept = path.with_name("kept")
    path.rename(kept)
    seal = path.with_name(f"{path.name}.seal")
    kept_seal = seal.with_name("kept.seal")
    seal.rename(kept_seal)
    index = shelf.index()
    index.refresh(jobs=1)
    found = everything(index)
    index.close()
    kept.replace(path)
    kept_seal.replace(seal)
    return found


def write(name, text):
    folder = paths.lexicons()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text)


CHANGES = [
    '[project.lake]\nname = "maritime security"\n',
    '[country.NO]\nname = "Norway"\nlabel = "Kingdom of Norway"\n',
    '[country.NO]\nname = "Norway"\nhidden = true\n',
    '[organisation.un]\nname = "United Nations"\naliases = ["Arab League"]\n',
    'remove = ["country.JP"]\n',
    '[issue.fish]\nname = "Fisheries"\n[issue.fish.keywords]\n"food security" = 5\n',
    '[place.velmora]\nname = "Velmora"\ncountry = "NO"\n',
    '[title.envoy]\nname = "Special Envoy"\nclass = "head of government"\n',
    '[person.nobody]\nname = "Xyzzy Plugh"\n',
    '[cue.more]\nname = "more"\ntype = "closing"\nforms = ["was also discussed"]\n',
    "this is = no TOML [",
    "",
]


@pytest.mark.parametrize(
    ("changes", "count"), [(CHANGES[::3], 3), pytest.param(CHANGES, 12, marks=pytest.mark.long)]
)
def test_after_any_change_of_a_lexicon_the_index_is_what_a_new_one_would_be(tmp_path, changes, count):
    shelf = made(tmp_path, count)
    index = shelf.index()
    index.refresh(jobs=1)
    random = Random(5)
    for number, change in enumerate(changes):
        name = random.choice(["a.toml", "b.toml"])
        write(name, change)
        index.refresh(jobs=1)
        assert everything(index) == anew(shelf), (number, change)


def test_only_the_briefings_with_the_name_are_read_again(tmp_path):
    shelf = made(tmp_path, 8)
    path = shelf.briefings[2].source.path
    index = shelf.index()
    assert index.refresh(jobs=1).read == 8
    file = next(one for one in shelf.folder.rglob("*.md"))
    file.write_text(file.read_text() + "\n## Water\n\nThe Lagoon Compact was signed.\n")
    assert index.refresh(jobs=1).read == 1
    write("mine.toml", '[document.lagoon]\nname = "Lagoon Compact"\n')
    assert index.refresh(jobs=1).read == 1
    assert [one.briefing.path for one in index.lookups().appearances("document:lagoon")] == [str(file)]
    write("mine.toml", '[document.lagoon]\nname = "Lagoon Compact"\naliases = ["Nobody Says This"]\n')
    assert index.refresh(jobs=1).read == 1
    shutil.rmtree(paths.lexicons())
    assert index.refresh(jobs=1).read == 1
    assert not list(index.lookups().appearances("document:lagoon"))
    assert not index.refresh(jobs=1).read
    assert path


def test_a_merged_alias_changes_list_search_and_dossier_and_is_taken_back(tmp_path):
    shelf = made(tmp_path, 8)
    index = shelf.index()
    index.refresh(jobs=1)
    before = everything(index)
    briefing = next(one for one in shelf.briefings if {"country:NO"} < {e.id for e in one.entities})
    other = next(e.id for e in briefing.entities if e.kind == "organisation" and e.id != "country:NO")
    lookups = index.lookups()
    assert [one.id for one in lookups.entities(other)] == [other]
    written = correct(
        Correction("same as", "country:NO", other), briefing, briefing.source.path, shelf.folder
    )
    assert written.path.parent == paths.lexicons()
    assert index.refresh(jobs=1).read
    assert other in {one.id for one in lookups.entities("Norway")}
    assert everything(index) == anew(shelf)
    after = index.listed(Listing("entity:norway"), 0, 100).total
    assert after == len(
        {one.briefing.id for known in lookups.entities("Norway") for one in lookups.appearances(known.id)}
    )
    undo()
    index.refresh(jobs=1)
    assert everything(index) == before


def test_another_program_reads_everything_again(shelf, monkeypatch):
    from briefing.library import cache

    index = shelf.index()
    assert index.refresh(jobs=1).read == 4
    assert not shelf.index().refresh(jobs=1).read
    monkeypatch.setattr(cache, "program", lambda: [b"another"])
    wanted = answers(index)
    assert index.refresh(jobs=1).read == 4
    assert answers(index) == wanted
    assert not shelf.index().refresh(jobs=1).read


def test_letters_count_as_unusual_unless_sqlite_folds_them_as_a_lexicon_does():
    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE letters USING fts5 (one, tokenize='unicode61 remove_diacritics 2')")
    base.execute("CREATE VIRTUAL TABLE terms USING fts5vocab (letters, 'instance')")
    letters = [chr(code) for code in range(128, 0x20000) if chr(code).isalpha()]
    base.executemany("INSERT INTO letters (rowid, one) VALUES (?, ?)", [(ord(one), one) for one in letters])
    folded = dict(base.execute("SELECT doc, term FROM terms"))
    usual = [letter for letter in letters if not is_unusual(letter)]
    assert {"é", "Ü", "ş", "ț", "ế"} <= set(usual)
    assert [letter for letter in usual if folded.get(ord(letter)) != fold(letter)] == []
    base.close()


def test_a_name_in_unusual_letters_is_read_again(tmp_path):
    shelf = made(tmp_path, 2)
    file = next(shelf.folder.rglob("*.md"))
    file.write_text(file.read_text() + "\n## Water\n\nThe \ufb01sh Council met the ministers of Norway.\n")
    index = shelf.index()
    index.refresh(jobs=1)
    write("mine.toml", '[organisation.fish]\nname = "the \ufb01sh Council"\n')
    index.refresh(jobs=1)
    assert everything(index) == anew(shelf)
    assert list(index.lookups().appearances("organisation:fish"))
