import json

import pytest

from briefing import paths
from briefing.export import FORMATS

WORDS = "conflict was not in anyone’s interest"
OTHER = "The Foreign Minister of Ruritania received the Foreign Minister of Graustark in Strelsau."


@pytest.fixture
def noted(run, library, tmp_path):
    """Two briefings with a note each."""
    (tmp_path / "other.txt").write_text(OTHER)
    assert run("import", tmp_path / "other.txt", "--id", "other", "--title", "Another").status == 0
    assert run("notes", "add", "seed", "--quote", WORDS, "--text", "Remember.", "--tag", "war").status == 0
    assert run("notes", "add", "other", "--quote", "Strelsau", "--text", "Where?").status == 0


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_comes_out(run, noted, name):
    done = run("export", "--format", name)
    assert (done.status, done.err) == (0, "")
    assert "Remember." in done.out
    assert "Where?" in done.out
    narrowed = run("export", "--format", name, "--tag", "war").out
    assert "Remember." in narrowed
    assert "Where?" not in narrowed
    assert run("export", "seed", "--format", name).out == narrowed
    assert run("export", "seed", "seed", "se", "--format", name).out == narrowed


def test_a_template_comes_out(run, noted, tmp_path):
    template = tmp_path / "list.txt.j2"
    template.write_text("{% for one in briefings %}{{ one.id }}: {{ one.notes[0].text }}\n{% endfor %}")
    assert run("export", "--template", template).out == "other: Where?\nseed: Remember.\n"


def test_a_file_is_what_standard_output_would_be(run, noted, tmp_path):
    for name, kind in FORMATS.items():
        out = tmp_path / f"all{kind.extension}"
        assert run("export", "--format", name, "-o", out).out == ""
        with open(out, encoding="utf-8", newline="") as file:
            assert file.read() == run("export", "--format", name).out


@pytest.mark.parametrize("name", FORMATS)
def test_a_folder_takes_a_file_for_each_briefing(run, noted, tmp_path, name):
    out, extension = tmp_path / "new" / "folder", FORMATS[name].extension
    assert run("export", "--format", name, "-o", f"{out}/").status == 0
    assert sorted(path.name for path in out.iterdir()) == [f"other{extension}", f"seed{extension}"]
    assert "Remember." in (out / f"seed{extension}").read_text()
    assert "Where?" not in (out / f"seed{extension}").read_text()


def test_a_template_names_the_files_of_a_folder(run, noted, tmp_path):
    (tmp_path / "t.html.j2").write_text("<p>{{ briefings[0].title }}")
    assert run("export", "--template", tmp_path / "t.html.j2", "-o", f"{tmp_path}/out/").status == 0
    assert (tmp_path / "out" / "seed.html").read_text() == "<p>The seed"


def test_a_folder_that_is_there_takes_files(run, noted, tmp_path):
    (tmp_path / "out").mkdir()
    assert run("export", "seed", "--format", "json", "-o", tmp_path / "out").status == 0
    assert json.loads((tmp_path / "out" / "seed.json").read_text())["total"] == 1


def test_nothing_is_written_over_without_being_told(run, noted, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    (out / "seed.md").write_text("mine")
    done = run("export", "--format", "markdown", "-o", out)
    assert (done.status, done.out) == (1, "")
    assert "seed.md is there already, and nothing is written over" in done.err
    assert "--force" in done.err
    assert [path.name for path in out.iterdir()] == ["seed.md"]
    assert (out / "seed.md").read_text() == "mine"
    assert run("export", "--format", "markdown", "-o", out, "--force").status == 0
    first = {path.name: path.read_bytes() for path in out.iterdir()}
    assert set(first) == {"other.md", "seed.md"}
    assert run("export", "--format", "markdown", "-o", out, "--force").status == 0
    assert {path.name: path.read_bytes() for path in out.iterdir()} == first


def test_no_briefing_and_no_notes_are_replaced_even_by_force(run, noted, tmp_path):
    link = tmp_path / "link.md"
    link.symlink_to(paths.notes() / "seed.notes.md")
    before = {
        path: path.read_bytes() for path in (*paths.library().glob("*.md"), *paths.notes().glob("*.md"))
    }
    for out in (paths.library(), paths.notes() / "seed.notes.md", link):
        done = run("export", "seed", "--format", "markdown", "-o", out, "--force")
        assert done.status == 1
        assert "which no export replaces" in done.err
    assert {path: path.read_bytes() for path in before} == before


def test_a_link_that_leads_nowhere_is_there_already(run, noted, tmp_path):
    out = tmp_path / "out.md"
    out.symlink_to(tmp_path / "elsewhere.md")
    assert run("export", "--format", "markdown", "-o", out).status == 1
    assert not (tmp_path / "elsewhere.md").exists()


def test_what_changes_meanwhile_is_not_replaced(run, noted, tmp_path, monkeypatch):
    from briefing.export import formats

    out = tmp_path / "out.md"
    out.write_text("old")

    def render(self, noted):
        out.write_text("changed meanwhile")
        return "new"

    monkeypatch.setattr(formats.Format, "render", render)
    done = run("export", "--format", "markdown", "-o", out, "--force")
    assert done.status == 1
    assert "changed by another program" in done.err
    assert out.read_text() == "changed meanwhile"


@pytest.mark.parametrize("words", [[], ["--format", "html", "--template", "x"], ["--format", "pdf"]])
def test_a_format_or_a_template_is_asked_for(run, noted, words):
    assert run("export", *words).status == 2


def test_a_template_that_cannot_be_used(run, noted, tmp_path):
    template = tmp_path / "t.md"
    assert "cannot be opened" in run("export", "--template", template).err
    template.write_bytes(b"\xff")
    assert "is not in UTF-8" in run("export", "--template", template).err
    template.write_text("one\n{{ two }}")
    done = run("export", "--template", template, "-o", tmp_path / "out.md")
    assert (done.status, done.out) == (1, "")
    assert f"{template}, line 2: there is no 'two' here." in done.err
    assert not (tmp_path / "out.md").exists()


def test_no_notes_are_told(run, library, tmp_path):
    done = run("export", "--format", "csv")
    assert (done.status, done.out.count("\n")) == (0, 1)
    assert "no notes to export" in done.err
    done = run("export", "--format", "csv", "-o", f"{tmp_path}/out/")
    assert "no notes to export" in done.err
    assert not (tmp_path / "out").exists()


def test_notes_without_their_briefing_are_told_and_the_others_exported(run, noted):
    (paths.library() / "seed.md").unlink()
    done = run("export", "--format", "html")
    assert done.status == 1
    assert "The notes of seed are left out" in done.err
    assert "Where?" in done.out
