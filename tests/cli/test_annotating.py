import io
import json
import sys

import pytest

from briefing import paths

WORDS = "conflict was not in anyone’s interest"


def test_a_note_on_words(run, library):
    done = run(
        "notes", "add", "seed", "--quote", WORDS, "--text", "Remember.", "--tag", "war", "--tag", "#peace"
    )
    assert done.status == 0
    name = done.out.strip()
    (note,) = json.loads(run("notes", "list", "seed", "--json").out)
    assert (note["id"], note["quote"], note["text"]) == (name, WORDS, "Remember.")
    assert note["tags"] == ["war", "peace"]
    assert run("notes", "list").out == f"seed\t{name}\t{WORDS}\tRemember.\t#war #peace\n"
    assert WORDS in (paths.notes() / "seed.notes.md").read_text()


def test_words_may_be_typed_plainly(run, library):
    run("notes", "add", "seed", "--quote", "conflict was\n not in  anyone's interest", "--text", "x")
    assert json.loads(run("notes", "list", "--json").out)[0]["quote"] == WORDS


@pytest.mark.parametrize("words", [["--text", "-"], ["-"]])
def test_a_text_from_standard_input(run, library, monkeypatch, words):
    monkeypatch.setattr(sys, "stdin", io.StringIO("Two\nlines.\n"))
    assert run("notes", "add", "seed", "--quote", WORDS, *words).status == 0
    assert json.loads(run("notes", "list", "--json").out)[0]["text"] == "Two\nlines."


def test_a_note_on_a_section(run, library):
    heading = json.loads(run("show", "seed", "--json").out)["sections"][1]["heading"]
    done = run("notes", "add", "seed", "--section", heading[:8].upper(), "--text", "All of it.")
    assert done.status == 0
    (note,) = json.loads(run("notes", "list", "--json").out)
    assert (note["anchor"]["target"], note["anchor"]["heading"], note["quote"]) == ("section", heading, "")


BAD = {
    "these words are not there": "do not stand in seed",
    " ": "needs words",
    "The Prime Minister": "6 times",
}


@pytest.mark.parametrize(("quote", "problem"), BAD.items())
def test_words_must_stand_there_once(run, library, quote, problem):
    done = run("notes", "add", "seed", "--quote", quote, "--text", "x")
    assert (done.status, done.out) == (1, "")
    assert problem in done.err
    assert not paths.notes().exists()
    if "times" in problem:
        assert len([line for line in done.err.splitlines() if "…" in line]) == 6


def test_a_section_must_be_meant(run, library):
    done = run("notes", "add", "seed", "--section", "Nowhere", "--text", "x")
    assert done.status == 1
    assert "there are: " in done.err


def test_tags_choose(run, library):
    run("notes", "add", "seed", "--quote", WORDS, "--text", "a", "--tag", "one")
    run("notes", "add", "seed", "--quote", "IIOJK", "--text", "b", "--tag", "two")
    assert run("notes", "list", "--tag", "#two").out.split("\t")[3] == "b"
    assert run("notes", "list", "seed", "--tag", "three").out == ""


def test_path(run, library):
    assert run("notes", "path").out == f"{paths.notes()}\n"
    assert run("notes", "path", "seed").out == f"{paths.notes()}/seed.notes.md\n"


def test_a_folder_that_cannot_be_written(run, library, tmp_path):
    (tmp_path / "file").write_text("")
    done = run(
        "notes", "add", "seed", "--quote", WORDS, "--text", "x", "--notes", tmp_path / "file" / "notes"
    )
    assert (done.status, done.out) == (1, "")


def test_export(run, library, tmp_path):
    run("notes", "add", "seed", "--quote", WORDS, "--text", "Remember.", "--tag", "war")
    run("notes", "add", "seed", "--quote", "IIOJK", "--text", "Look up.")
    whole = run("export", "--format", "markdown")
    assert whole.status == 0
    assert whole.out.startswith("# The seed\n\n")
    assert f"> {WORDS}\n>\n> — *" in whole.out
    assert run("export", "seed", "--format", "markdown").out == whole.out
    tagged = run("export", "--format", "markdown", "--tag", "war").out
    assert "Remember." in tagged
    assert "Look up." not in tagged
    out = tmp_path / "out.md"
    assert run("export", "--format", "markdown", "-o", out).out == ""
    assert out.read_text() == whole.out
    done = run("export", "--format", "markdown", "-o", out)
    assert done.status == 1
    assert "nothing is written over" in done.err


def test_notes_without_their_briefing_are_told(run, library):
    run("notes", "add", "seed", "--quote", WORDS, "--text", "x")
    (paths.library() / "seed.md").unlink()
    done = run("export", "--format", "markdown")
    assert (done.status, done.out) == (1, "")
    assert "The notes of seed are left out" in done.err


def test_notes_are_listed_by_what_they_are_on(run, library):
    run("notes", "add", "seed", "--quote", WORDS, "--text", "On the war.")
    heading = json.loads(run("show", "seed", "--json").out)["sections"][-1]["heading"]
    assert run("notes", "add", "seed", "--section", heading, "--text", "On this.").status == 0

    def listed(*options):
        done = run("notes", "list", "--json", *options)
        assert done.status == 0, done.err
        return [note["text"] for note in json.loads(done.out)]

    assert listed("--filter", "war") == ["On the war."]
    assert listed("--filter", f'section:"{heading}"') == ["On this."]
    assert listed("--filter", "is:same side:issuer") == ["On the war."]
    assert listed("seed", "--entity", "nobody") == []
    assert json.loads(run("notes", "list", "--json", "--filter", "is:same").out)[0]["status"] == "same"
    refused = run("notes", "list", "--filter", "is:lost")
    assert (refused.status, refused.out) == (1, "")
    assert "orphan" in refused.err


def test_notes_whose_text_is_gone_are_told(run, library):
    run("notes", "add", "seed", "--quote", WORDS, "--text", "x")
    (paths.library() / "seed.md").unlink()
    assert run("notes", "list").status == 0
    done = run("notes", "list", "--filter", "is:same")
    assert (done.status, done.out) == (1, "")
    assert "without their text" in done.err
