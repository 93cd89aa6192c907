"""Looking through notes whose text was changed, without the reader."""

import json

import pytest

from briefing import paths

KEPT, CHANGED, GONE = (
    "The ministers met in Port Amber on Monday to speak of the fisheries in the strait.",
    "Nordland stressed that the strait must stay open to both fleets at all times.",
    "Sudria thanked its neighbour for the patience that was shown during the winter.",
)
REST = "They also looked at the new bridge, the railway and the harbour of the capital."
CLOSING = "The next round of these talks will be held in the spring, when the ice has gone."


@pytest.fixture
def text(tmp_path):
    path = tmp_path / "talks.md"
    path.write_text(
        f"---\nid: talks\n---\n\n# Talks\n\n{KEPT}\n\n{CHANGED}\n\n{REST}\n\n{GONE}\n\n{CLOSING}\n",
        encoding="utf-8",
    )
    return path


@pytest.fixture
def noted(run, text):
    """A text with three notes, corrected since; the ids of the notes on what changed and what is gone."""
    ids = [
        run("notes", "add", text, "--quote", words, "--text", told).out.strip()
        for words, told in ((KEPT, "kept"), (CHANGED, "changed"), (GONE, "gone"))
    ]
    text.write_text(
        text.read_text(encoding="utf-8")
        .replace("both fleets", "the fleets of all")
        .replace(f"{GONE}\n\n", ""),
        encoding="utf-8",
    )
    return ids[1:]


def test_nothing_to_check(run, text):
    run("notes", "add", text, "--quote", KEPT, "--text", "kept")
    done = run("notes", "review", text)
    assert (done.status, done.out) == (0, "talks: 1 note: 1 kept\n")


def test_what_became_of_the_notes(run, text, noted):
    changed, gone = noted
    done = run("notes", "review", text)
    assert done.status == 1
    lines = done.out.splitlines()
    assert lines[0] == "talks: 3 notes: 1 kept, 1 to check, 1 lost its text"
    assert f"{changed}: reads differently now" in lines
    assert f"  was: {CHANGED}" in lines
    assert f"  now: {CHANGED.replace('both fleets', 'the fleets of all')}" in lines
    assert f"{gone}: no longer in the text" in lines
    (told,) = json.loads(run("notes", "review", text, "--json").out)
    assert [note["id"] for note in told["to_check"]] == noted
    assert told["to_check"][1]["now"] == ""


def test_decisions_are_written(run, text, noted):
    changed, gone = noted
    done = run("notes", "review", text, "--accept", changed, "--orphan", gone)
    assert (done.status, done.out) == (0, "talks: 3 notes: 2 kept, 1 lost its text\n")
    assert run("notes", "review", text).status == 0
    assert CHANGED in (paths.notes() / "talks.notes.md").read_text().replace("\n> ", " ")


def test_a_note_is_given_other_words(run, text, noted):
    changed, gone = noted
    run("notes", "review", text, "--accept", changed)
    done = run("notes", "review", text, "--retarget", gone, "--quote", "Port Amber")
    assert (done.status, done.out) == (0, "talks: 3 notes: 3 kept\n")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--accept", "nobody"], "There is no note nobody"),
        (["--retarget", "x"], "go together"),
        (["--quote", "x"], "go together"),
    ],
)
def test_what_cannot_be_decided_is_refused_and_nothing_is_written(run, text, noted, options, told):
    before = (paths.notes() / "talks.notes.md").read_bytes()
    done = run("notes", "review", text, "--accept", noted[0], *options)
    assert (done.status, done.out) == (1, "")
    assert told in done.err
    assert (paths.notes() / "talks.notes.md").read_bytes() == before


def test_an_orphan_cannot_be_accepted(run, text, noted):
    done = run("notes", "review", text, "--accept", noted[1])
    assert done.status == 1
    assert "--retarget" in done.err


def test_decisions_need_the_name_of_a_briefing(run, text, noted):
    done = run("notes", "review", "--accept", noted[0])
    assert done.status == 1
    assert "Name the briefing" in done.err


def test_all_briefings_of_the_library(run, library):
    words = "conflict was not in anyone’s interest"
    run("notes", "add", "seed", "--quote", words, "--text", "x")
    assert run("notes", "review").out == "seed: 1 note: 1 kept\n"


def test_notes_without_their_text_are_a_problem(run, library):
    (paths.notes()).mkdir(parents=True, exist_ok=True)
    (paths.notes() / "gone.notes.md").write_text(
        "---\nbriefing-notes: 1\nbriefing: gone\n---\n\n### A\n\n<!-- note aaaaaa x/1 0-3 -->\n\n> one\n"
    )
    done = run("notes", "review")
    assert done.status == 1
    assert "The notes of gone stand without their text: " in done.err
