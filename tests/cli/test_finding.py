import ast
import json
import subprocess
import sys
from typing import get_args

import pytest

from briefing import paths
from briefing.cli import finding
from briefing.library.index.listing import Sort
from briefing.library.opening import open_briefing
from tests.conftest import ROOT


def test_list(run, library):
    (paths.library() / "bad.md").write_bytes(b"%PDF-1.4")
    done = run("list")
    assert done.status == 0
    rows = [line.split("\t") for line in done.out.splitlines()]
    assert ["–", "seed", "The seed", "Pakistan, Russia"] in rows or any(row[1] == "seed" for row in rows)
    assert any("This PDF is damaged" in row[3] for row in rows)
    entries = {entry["id"]: entry for entry in json.loads(run("list", "--json").out)}
    assert set(entries["seed"]) == {
        "id", "title", "date", "issuer", "parties", "path", "bundled", "problem",
        "issues", "format", "place", "meeting", "notes", "unread",
    }  # fmt: skip
    assert "Afghanistan" in entries["seed"]["issues"]


def test_an_empty_library_tells_how_to_fill_it(run, tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "bundled_content", lambda: tmp_path / "none")
    done = run("list")
    assert (done.status, done.out) == (0, "")
    assert "'briefing import'" in done.err


def test_the_list_is_filtered_and_sorted(run, library):
    assert [line.split("\t")[1] for line in run("list", "party:russia", "is:mine").out.splitlines()] == [
        "seed"
    ]
    assert run("list", "party:atlantis").out == ""
    assert "There are no briefings like that" in run("list", "party:atlantis").err
    titles = [line.split("\t")[2] for line in run("list", "--sort", "title").out.splitlines()]
    assert titles == sorted(titles, key=str.casefold)
    assert len(titles) > 2
    wrong = run("list", "colour:red")
    assert (wrong.status, wrong.out) == (1, "")
    assert "Briefings are filtered by party" in wrong.err


def test_a_sentence_is_found_with_its_section(run, library):
    done = run("search", "humanitarian", "crisis", "is:mine")
    (row,) = [line.split("\t") for line in done.out.splitlines()]
    assert row[1:3] == ["seed", "Afghanistan"]
    assert "the urgency of addressing the humanitarian crisis" in row[3]


def test_offsets_are_of_the_briefings_text(run, library):
    (hit,) = json.loads(run("search", '"humanitarian crisis"', "is:mine", "--json").out)
    assert set(hit) == {
        "briefing", "title", "date", "path", "section", "start", "end", "snippet", "marks", "note",
    }  # fmt: skip
    text = open_briefing(hit["path"], paths.library()).text
    assert text[hit["start"] : hit["end"]] == hit["snippet"]
    assert [hit["snippet"][start:end] for start, end in hit["marks"]] == ["humanitarian crisis"]


def test_a_new_note_is_found(run, library):
    made = run(
        "notes", "add", "seed", "--section", "Afghanistan", "--text", "Ask the desk in Kabul.", "--tag", "ask"
    )
    name = made.out.strip()
    assert [hit["note"] for hit in json.loads(run("search", "desk", "--json").out)] == [name]
    assert [hit["note"] for hit in json.loads(run("search", "ask", "is:note", "--json").out)] == [name]
    assert [row["id"] for row in json.loads(run("list", "tag:ask", "--json").out)] == ["seed"]
    assert json.loads(run("list", "tag:ask", "--json").out)[0]["notes"] == 1


def test_limits_and_nothing(run, library):
    assert len(run("search", "the", "--limit", "2").out.splitlines()) == 2
    assert run("search", "the", "--limit", "0").out == ""
    done = run("search", "xyzzy")
    assert (done.status, done.out) == (0, "")
    assert "Nothing in the library" in done.err


@pytest.mark.parametrize(
    "query",
    ['"', "(", ")", "*", "NEAR(", "NEAR(a", "a AND", "OR", "-", "a:b:c", "^a", "{a b}: c", "\x00", "\ud800"],
)
def test_no_query_breaks_anything(run, library, query):
    done = run("search", query)
    assert done.status in (0, 1)
    assert "SQL" not in done.err
    assert "fts5" not in done.err


def test_the_orders_of_the_command_are_those_of_the_index():
    assert get_args(Sort) == finding.SORTS


def test_searching_what_was_read_before_loads_nothing_that_reads(run, library, home):
    assert run("search", "humanitarian").status == 0
    code = (
        "import sys; from briefing.cli import main; main(['search', 'humanitarian']);"
        "print(sorted(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert "humanitarian" in done.stdout
    reading = {
        "pydantic",
        "yaml",
        "markdown_it",
        "rapidfuzz",
        "textual",
        "briefing.analysis",
        "briefing.notes",
    }
    assert not reading & set(ast.literal_eval(done.stderr))


def test_a_terminal_is_given_columns(run, library, monkeypatch, capsys):
    from briefing.cli import output

    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    output.write_rows([("2024", "a", "北京 x"), ("–", "abc  d\x1b", "y")])
    shown = capsys.readouterr().out
    assert shown == "2024  a       北京 x\n–     abc d␛  y\n"
    output.write_rows([])
    assert capsys.readouterr().out == ""


def test_who_waits_at_a_terminal_sees_how_far_it_is(run, library, monkeypatch):
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    few = run("search", "humanitarian")
    assert (few.status, few.err) == (0, "")
    (paths.library() / "more.md").write_text("---\nid: more\n---\n\n# More\n\n## A\n\nhumanitarian words\n")
    monkeypatch.setattr(finding, "_WORTH_A_BAR", 1)
    many = run("search", "humanitarian")
    assert "more" in many.out
    assert "Reading the library" in many.err
