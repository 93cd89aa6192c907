"""compare, positions, redline: what they print, and what they say to wrong use."""

import json

import pytest

OURS, THEIRS = "example-vesmark-talora", "example-talora-vesmark"
CORRECTED = "example-vesmark-talora-corrected"


def test_compare_as_json_has_the_offsets_of_both_texts(run):
    done = run("compare", OURS, THEIRS, "--json")
    assert (done.status, done.err) == (0, "")
    found = json.loads(done.out)
    assert set(found) == {"schema", "a", "b", "issues", "only_a", "only_b", "differences"}
    assert [issue["issue"] for issue in found["issues"]][:2] == ["Bilateral relations", "Maritime security"]
    assert found["a"]["id"] == OURS
    for issue in found["issues"]:
        assert issue["a"]
        assert issue["b"]
        assert set(issue["share"]["a"]) == {"length", "place"}
    for side in ("only_a", "only_b"):
        for silence in found[side]:
            assert silence["spans"]
            assert silence["looked_for"]


@pytest.mark.parametrize("command", ["compare", "positions", "redline"])
@pytest.mark.parametrize("form", [(), ("--json",), ("--markdown",)])
def test_every_form_comes_out(run, command, form):
    done = run(command, OURS, CORRECTED, *form)
    assert (done.status, done.err) == (0, "")
    assert done.out.endswith("\n")


def test_files_and_ids_may_be_mixed(run, tmp_path):
    (tmp_path / "other.txt").write_text(
        "The Foreign Ministers of Vesmark and Talora met. They discussed fishing quotas."
    )
    done = run("compare", OURS, tmp_path / "other.txt")
    assert done.status == 0
    assert "Both: Fisheries" in done.out


def test_compare_for_eyes(run):
    out = run("compare", OURS, THEIRS).out
    assert "Only Foreign Ministry of Vesmark (constructed): Climate change\n" in out
    assert "  Not found in Royal Foreign Office of Talora (constructed): climate change, " in out


def test_positions_for_eyes_and_programs(run):
    rows = [line.split("\t") for line in run("positions", OURS, THEIRS).out.splitlines()]
    assert rows[0] == ["", "Vesmark", "Talora", "Both sides", "Nobody named"]
    assert {row[0]: row[1] for row in rows[1:]}["Maritime security"] == "stress 2"
    found = json.loads(run("positions", OURS, THEIRS, "--json").out)
    assert sum(cell["count"] for cell in found["cells"]) == sum(
        len(cell["statements"]) for cell in found["cells"]
    )


def test_positions_without_any(run, tmp_path):
    (tmp_path / "nothing.txt").write_text("Nothing.")
    done = run("positions", tmp_path / "nothing.txt")
    assert (done.status, done.out) == (0, "")
    assert "Nobody says anything" in done.err


def test_redline_names_the_notes_on_changed_words(run):
    added = run("notes", "add", OURS, "--quote", "not open to negotiation", "--text", "Strong.")
    kept = run("notes", "add", OURS, "--quote", "took note of the position", "--text", "Weak.")
    assert added.status == kept.status == 0
    out = run("redline", OURS, CORRECTED).out
    assert "[-not open to negotiation and called" in out
    assert f"{added.out.strip()}: not open to negotiation" in out
    assert kept.out.strip() not in out
    found = json.loads(run("redline", OURS, CORRECTED, "--json").out)
    assert [note["id"] for note in found["notes"]] == [added.out.strip()]


def test_redline_of_one_text(run):
    assert run("redline", OURS, OURS).out == "The two texts are the same.\n"


@pytest.mark.parametrize(
    "words",
    [
        ("compare", OURS),
        ("compare", OURS, THEIRS, "--json", "--markdown"),
        ("positions",),
        ("redline", OURS),
    ],
)
def test_wrong_use(run, words):
    done = run(*words)
    assert (done.status, done.out) == (2, "")
    assert done.err.count("\n") == 1


@pytest.mark.parametrize("command", ["compare", "redline"])
def test_what_is_not_there(run, command):
    done = run(command, OURS, "example-vesmark-talorra")
    assert (done.status, done.out) == (1, "")
    assert "did you mean" in done.err
    assert run(command, "none.txt", OURS).status == 1


def test_from_python(tmp_path):
    import briefing
    from briefing import paths

    folder = paths.bundled_content()
    found = briefing.compare(folder / f"{OURS}.md", briefing.read(folder / f"{THEIRS}.md"))
    assert "Fisheries" in {issue.name for issue in found.issues}
