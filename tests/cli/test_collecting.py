import json

import pytest

from briefing import paths


@pytest.fixture
def found(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "found"
    folder.mkdir()
    for number in (1, 2):
        (folder / f"{number}.txt").write_text(
            f"# Round {number}\n\nMinister Berg of Norway met Minister Lund.\n"
        )
    return folder


def test_import_tells_what_became_of_each(run, found):
    done = run("import", "found")
    assert done.status == 0
    rows = [line.split("\t") for line in done.out.splitlines()]
    assert [row[0] for row in rows] == ["new", "new"]
    assert sorted(path.stem for path in paths.library().glob("*.md")) == sorted(row[1] for row in rows)
    assert {line.split("\t")[0] for line in run("import", "found").out.splitlines()} == {"same"}


def test_import_goes_on_after_a_bad_source(run, found, tmp_path):
    (found / "0.txt").write_bytes(b"%PDF-1.4")
    done = run("import", "found", "none.txt", "--into", tmp_path / "there")
    assert done.status == 1
    assert len(done.out.splitlines()) == 2
    assert "0.txt: This PDF is damaged and cannot be read; fetch it again" in done.err
    assert "none.txt cannot be opened" in done.err
    assert len(list((tmp_path / "there").glob("*.md"))) == 2


def test_facts_are_of_one_source(run, found):
    assert run("import", "found", "--date", "2024-01-01").status == 2
    done = run("import", "found/1.txt", "--date", "soon")
    assert done.status == 1
    assert '"date": not a day like 2022-02-24' in done.err
    done = run(
        "import",
        "found/1.txt",
        "--date",
        "2024-01-01",
        "--id",
        "first",
        "--place",
        "Oslo",
        "--issuer",
        "Norway",
    )
    assert done.out.startswith("new\tfirst\t")
    found = json.loads(run("show", "first", "--json").out)
    assert (found["date"], found["place"], found["issuer"]) == ("2024-01-01", "Oslo", "Norway")


def test_nothing_to_import(run, tmp_path):
    done = run("import", tmp_path)
    assert done.status == 1
    assert "no file there that could be a readout" in done.err


def test_check(run, library, monkeypatch, tmp_path):
    monkeypatch.setattr(paths, "bundled_content", lambda: tmp_path / "none")
    for words in ([], ["seed"], [paths.library()], [paths.library() / "seed.md"]):
        done = run("check", *words)
        assert (done.status, done.out) == (0, "")
        assert "1 checked, 0 with problems." in done.err
    file = paths.library() / "seed.md"
    file.write_text(file.read_text().replace("Kremlin in Moscow", "Kremlin at Moscow"))
    done = run("check", "seed")
    assert done.status == 1
    assert done.out.startswith(f"{file}: The words are not those of seeds/")
    assert "at the Kremlin in Moscow" in done.out
