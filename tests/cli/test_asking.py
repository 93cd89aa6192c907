"""entity, issue, wording: what is printed, and what is said when there is nothing."""

import json

import pytest

from briefing import paths
from tests.library import made_up


@pytest.fixture
def shelf(tmp_path, monkeypatch):
    """The made-up library as the user's own."""
    monkeypatch.setenv("BRIEFING_LIBRARY", str(made_up.fill(tmp_path / "library")))
    monkeypatch.setenv("BRIEFING_NOTES", str(tmp_path / "notes"))
    config = paths.config()
    config.parent.mkdir(parents=True)
    config.write_text("bundled = false\n")
    return tmp_path


def test_a_dossier(run, shelf):
    done = run("entity", "Holm")
    assert (done.status, done.err) == (0, "")
    lines = done.out.splitlines()
    assert lines[:3] == [
        "Ada Holm (person:ada-holm)",
        "person · 5 readouts, 2019-03-01 to 2022-07-09 · named 11 times, 1 time by role"
        " · 5 statements by it, 0 to it, 2 that name it",
        "Names: Ada Holm (5), Holm (4)",
    ]
    assert f"Your page: {shelf}/notes/entities/person-ada-holm.md (there is none yet)" in lines
    assert "  2019-03-01 tallinn-2019: Ada Holm: condemn (strength 5), on Terrorism" in lines
    assert "      The President condemned terrorism in all its forms." in lines
    assert not (shelf / "notes").exists()


def test_a_dossier_as_json_and_as_markdown(run, shelf):
    found = json.loads(run("entity", "person:ada-holm", "--json", "--limit", 2).out)
    assert (found["readouts"], found["earlier"], len(found["meetings"])) == (5, 3, 2)
    page = run("entity", "Ada Holm", "--markdown").out
    assert page.startswith("# Ada Holm\n")
    (shelf / "page.md").write_text(page)
    assert run("notes", "verify", shelf / "page.md").status == 0
    (shelf / "page.md").write_text(page.replace("> President Holm stressed", "> President Holm hinted"))
    assert run("notes", "verify", shelf / "page.md").status == 1


def test_own_notes_stand_in_a_dossier(run, shelf):
    words = "condemned terrorism in all its forms"
    (kept,) = run(
        "notes", "add", "tallinn-2019", "--quote", words, "--text", "Again!", "--tag", "drift"
    ).out.split()
    (bare,) = run("notes", "add", "tallinn-2019", "--quote", "The President", "--text", "").out.split()
    done = run("entity", "Ada Holm")
    assert done.status == 0
    told = done.out[done.out.index("\n\nYour notes\n") :]
    assert f"  tallinn-2019 {bare}, on a passage that mentions it: The President\n" in told
    page = run("entity", "Ada Holm", "--markdown").out
    assert "\nYour note on a passage that mentions it:\n\n> The President\n" in page
    assert "Again!" not in told, "of other words, which do not name her"
    assert kept != bare


def test_of_many_readouts_the_newest_and_how_many_are_older(run, shelf):
    limited = run("entity", "Ada Holm", "--limit", 2)
    assert "What follows is of its 2 newest readouts; 3 are older.\n" in limited.out
    assert "tallinn-2019" not in limited.out
    page = run("entity", "Ada Holm", "--limit", 2, "--markdown").out
    assert "\nWhat follows is of its 2 newest readouts; 3 are older.\n" in page


def test_namesakes_are_named(run, shelf):
    (shelf / "library" / "other.md").write_text(
        "---\nid: other\ndate: 2022-10-01\n---\n\n# Visit\n\n## A\n\nPresident Holm welcomed the visit of "
        "Foreign Minister Olga Rusk of Lithuania.\n"
    )
    told = "Of the same name, and perhaps the same: Holm (person:holm, 1 readout)."
    assert f"\n{told}\n" in run("entity", "Ada Holm").out
    assert told in run("entity", "Ada Holm", "--markdown").out.replace("\\", "")


def test_of_long_lists_the_beginning_and_how_many_there_are(run, shelf):
    states = "France Germany Italy Spain Portugal Austria Poland Romania Bulgaria Greece Malta Cyprus"
    for number, state in enumerate(states.split()):
        (shelf / "library" / f"more-{number}.md").write_text(
            f"---\nbriefing: 1\nid: more-{number}\ndate: 2023-01-{number + 1:02}\nissuer: Estonia\n"
            f"parties: [Estonia, {state}]\n---\n\n# Talks\n\n## Visit\n\nEstonia thanked {state}.\n"
        )
    out = run("entity", "Estonia").out
    listed = out.split("\n\nCounterparts\n")[1].split("\n\n")[0].split("\n")
    assert listed[-1] == f"  and {14 - len(listed)} more"


def test_a_section_in_which_nobody_says_anything_is_shown_by_its_words(run, shelf):
    (shelf / "library" / "quiet.md").write_text(
        "---\nid: quiet\ndate: 2023-01-01\nissuer: Estonia\n---\n\n# Talks\n\n## Sturgeon\n\n"
        "The sturgeon is a large fish of the Baltic Sea.\n"
    )
    out = run("issue", "Sturgeon").out
    assert "\n      The sturgeon is a large fish of the Baltic Sea.\n" in out
    assert "Strongest" not in out
    page = run("issue", "Sturgeon", "--markdown").out
    assert "\n> The sturgeon is a large fish of the Baltic Sea.\n" in page
    assert "Strongest" not in page


def test_an_entity_that_says_nothing(run, shelf):
    out = run("entity", "Finland").out
    assert out.startswith("Finland (country:FI)\n")
    assert "\nReadouts\n" in out
    assert "\nYour notes" not in out


def test_an_issue(run, shelf):
    done = run("issue", "amber corridor")
    assert done.status == 0
    assert done.out.startswith(
        "Amber Corridor\nproject:amber-corridor · 4 sections of 4 readouts, 2019-03-01 to 2021-06-08\n"
    )
    assert "\n  Strongest: Ada Holm: urge (strength 3).\n" in done.out
    assert run("issue", "Terrorism", "--markdown").out.startswith("# Counterterrorism\n")
    assert len(json.loads(run("issue", "Belarus", "--json").out)["sections"]) == 2


def test_a_wording(run, shelf):
    done = run("wording", made_up.FORMULA)
    assert done.status == 0
    assert (
        "  since 2019-03-01: nothing about the Amber Corridor without the [-people-]{+towns+} of the coast\n"
        in done.out
    )
    assert done.out.endswith(
        "First: 2019-03-01 · President Holm meets Prime Minister Tarr (tallinn-2019)\n"
        "Last: 2021-06-08 · President Holm visits Riga (tallinn-2021)\n"
        "Not said since:\n"
        "  Estonia (Estonia and Latvia): last on 2021-06-08, not in 1 readout from 2022-07-09 on\n"
        "      tallinn-2022\n"
    )
    compared = json.loads(run("wording", made_up.FORMULA, "--json", "--to-phrase").out)
    assert [row["since"] for row in compared["occurrences"]] == [None] * 4
    assert "… perhaps others, which --limit 0 shows …" in run("wording", made_up.FORMULA, "--limit", 1).out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("entity", "Ada Hollm"), "briefing: No readout names 'Ada Hollm'; did you mean 'Ada Holm'?\n"),
        (("issue", "Quux"), "briefing: No readout has a section on 'Quux'.\n"),
        (("wording", "sturgeon quotas"), "briefing: No readout has a wording that is like this one.\n"),
        (("wording", "of the"), "briefing: A wording is sought by its words, and this phrase has none but"),
        (("entity", "a\x1b[31m\u202eb\n"), "briefing: No readout names 'a␛[31m�b '"),
    ],
)
def test_what_is_not_there_is_told_in_a_sentence(words, told, run, shelf):
    done = run(*words)
    assert (done.status, done.out) == (1, "")
    assert done.err.startswith(told)
    assert done.err.count("\n") == 1


@pytest.mark.parametrize("limit", ["-1", "x", "1.5", ""])
def test_a_limit_is_a_number(limit, run, shelf):
    done = run("entity", "Ada Holm", "--limit", limit)
    assert done.status == 2
    assert "whole number" in done.err


def test_a_page_that_cannot_be_read_is_told(run, shelf):
    (shelf / "notes" / "entities" / "person-ada-holm.md").mkdir(parents=True)
    done = run("entity", "Ada Holm")
    assert done.status == 1
    assert "is a folder, where a file was expected; name a file in it." in done.err
    assert done.out.startswith("Ada Holm")


def test_the_page_of_the_user_is_shown(run, shelf):
    path = shelf / "notes" / "entities" / "person-ada-holm.md"
    path.parent.mkdir(parents=True)
    path.write_text("Met her in *Riga*.\n\n- born 1970\n")
    out = run("entity", "Ada Holm").out
    assert f"Your page: {path}\n" in out
    assert out.endswith("\n\nYour page\n  Met her in *Riga*.\n\n  - born 1970\n")
    assert json.loads(run("entity", "Ada Holm", "--json").out)["page"]["text"].startswith("Met her")


def test_from_python(shelf):
    import briefing

    library = briefing.Library(bundled=False)
    assert library.dossier("Ada Holm").totals.readouts == 5
    assert library.dossier("Ada Holm").meetings[0].origin.url == "https://example.org/tallinn-2019"
    assert len(library.issue("Belarus").treatments) == 2
    assert len(library.wording(made_up.FORMULA).occurrences) == 4
