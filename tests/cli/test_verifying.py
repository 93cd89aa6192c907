import io
import json
import os
import shutil
import sys

import pytest

from briefing import paths

WORDS = "conflict was not in anyone’s interest"


@pytest.fixture(autouse=True)
def nothing_bundled(monkeypatch, tmp_path):
    """A readout that ships has the seed's words."""
    monkeypatch.setattr(paths, "bundled_content", lambda: tmp_path / "bundled")


@pytest.fixture
def noted(run, library):
    """The seed with two notes on its words, one on a section, and a report of them."""
    run("notes", "add", "seed", "--quote", WORDS, "--text", "Remember.\n\n> My own.")
    run("notes", "add", "seed", "--quote", "IIOJK", "--text", "Look up.")
    heading = json.loads(run("show", "seed", "--json").out)["sections"][1]["heading"]
    run("notes", "add", "seed", "--section", heading, "--text", "All of it.")


@pytest.fixture
def report(run, noted, tmp_path):
    path = tmp_path / "report.md"
    assert run("export", "--format", "markdown", "-o", path).status == 0
    return path


def changed(path, old, new):
    text = path.read_text()
    assert text.count(old) == 1
    path.write_text(text.replace(old, new))


def test_all_notes(run, noted):
    done = run("notes", "verify")
    assert (done.status, done.out, done.err) == (0, "2 quotes: 2 verified; 1 not checked.\n", "")


def test_no_notes(run, library):
    assert run("notes", "verify").out == "0 quotes: 0 verified.\n"


def test_a_note_that_was_changed(run, noted):
    path = paths.notes() / "seed.notes.md"
    changed(path, f"> {WORDS}", f"> {WORDS.replace('’', chr(39))}")
    line = path.read_text().split("\n").index("> conflict was not in anyone's interest") + 1
    done = run("notes", "verify")
    assert done.status == 1
    problem, summary = done.out.splitlines()
    assert problem.startswith(f"{path}:{line}: The quote of note ")
    assert problem.endswith(
        "“in anyone's interest” where the text has “in anyone’s interest” (U+0027, not U+2019)."
    )
    assert summary == "2 quotes: 1 verified, 1 altered; 1 not checked."


def test_a_report_needs_nothing_but_the_kept_texts(run, report):
    (paths.library() / "seed.md").unlink()
    assert run("notes", "verify", report).out == "2 quotes: 2 verified; 1 not checked.\n"
    changed(report, "IIOJK", "IIOJL")
    done = run("notes", "verify", report)
    assert done.status == 1
    assert done.out.count("\n") == 2
    assert "has “IIOJL” where the text has “IIOJK”." in done.out


def test_a_report_whose_text_was_corrected_since(run, report):
    path = paths.library() / "seed.md"
    path.write_text(path.read_text().replace(WORDS, "nobody wanted conflict"))
    assert run("notes", "verify", report).status == 0


def test_a_text_that_is_not_kept_is_looked_for_in_the_library(run, report):
    shutil.rmtree(paths.notes())
    assert run("notes", "verify", report).status == 0
    (paths.library() / "seed.md").unlink()
    done = run("notes", "verify", report)
    assert done.status == 1
    assert done.out.endswith("\n2 quotes: 0 verified, 2 without their text; 1 not checked.\n")


def test_texts_may_be_kept_beside_a_report(run, report):
    (paths.library() / "seed.md").unlink()
    (paths.notes() / ".texts").rename(report.parent / ".texts")
    assert run("notes", "verify", report).status == 0


def test_several_files_of_which_one_cannot_be_read(run, report, tmp_path):
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "own.md").write_text("> Mine.\n")
    done = run("notes", "verify", tmp_path / "pipe.md", report, tmp_path / "own.md", report)
    assert (done.status, done.out) == (1, "2 quotes: 2 verified; 2 not checked.\n")
    assert "not a regular file" in done.err
    assert run("notes", "verify", tmp_path / "nothing.md").status == 1


def test_standard_input(run, report, monkeypatch):
    data = report.read_text().replace("interest", "lnterest").encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    done = run("notes", "verify", "-")
    assert done.status == 1
    assert done.out.startswith("-:")
    assert "1 altered" in done.out


def test_json(run, report):
    changed(report, "IIOJK", "IIOJL")
    done = run("notes", "verify", report, "--json")
    assert done.status == 1
    found = json.loads(done.out)
    assert {one["status"] for one in found} == {"verified", "altered", "not checked"}
    altered = next(one for one in found if one["status"] == "altered")
    assert altered["file"] == str(report)
    assert report.read_text().split("\n")[altered["line"] - 1] == "> IIOJL"
    assert (altered["quote"], altered["briefing"]) == ("IIOJL", "seed")
    assert altered["problem"]


def test_quotes_pasted_with_their_source(run, library, tmp_path):
    path = tmp_path / "pasted.md"
    path.write_text(f"> {WORDS}\n>\n> — *The seed, ¶3*\n")
    assert run("notes", "verify", path).out == "1 quote: 1 verified.\n"
    changed(path, "conflict", "Conflict")
    assert run("notes", "verify", path).out.endswith("1 quote: 0 verified, 1 not found.\n")


def test_what_a_file_holds_reaches_no_line_of_its_own(run, report):
    changed(report, "IIOJK", "\x1b]0;evil\x07")
    done = run("notes", "verify", report)
    assert "\x1b" not in done.out
    assert done.out.count("\n") == 2


def test_wrong_use(run):
    assert run("notes", "verify", "--strict").status == 2
