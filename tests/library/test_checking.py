import gzip

import pytest

from briefing.library.checking import check, first_difference, has_source
from briefing.library.importing import import_source

READOUT = (
    "The Foreign Ministers of Norway and Sweden met in Oslo.\n\nThey discussed trade and agreed on a plan.\n"
)


@pytest.fixture
def made(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "found").mkdir()
    (tmp_path / "found" / "a.txt").write_text(READOUT)
    return import_source("found/a.txt", tmp_path / "library").path


def change(path, old, new):
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def test_a_sound_briefing_has_no_problems(made):
    assert check(made) == []


def test_moved_headings_and_other_lines_are_no_problem(made):
    change(made, "discussed trade and", "discussed\ntrade\n\n## Mine\n\nand")
    assert check(made) == []


def test_a_changed_word_is_shown_where_it_stands(made):
    change(made, "agreed on a plan", "agreed on the plan")
    (problem,) = check(made)
    assert problem.startswith(
        "The words are not those of found/a.txt: the source has “… They discussed trade"
    )
    assert problem.endswith("the briefing “… They discussed trade and agreed on the plan.” (word 17).")


def test_the_source_is_found_from_other_folders(made, tmp_path, monkeypatch):
    change(made, "trade", "peace")
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert len(check(made)) == 1


def forget_original(made):
    for kept in (made.parent / ".originals").iterdir():
        kept.unlink()


def test_the_original_that_was_kept_is_enough(made, tmp_path):
    (tmp_path / "found" / "a.txt").unlink()
    assert check(made) == []
    assert has_source(made)
    change(made, "trade", "peace")
    assert len(check(made)) == 1


def test_an_original_that_was_tampered_with_proves_nothing(made, tmp_path):
    (tmp_path / "found" / "a.txt").unlink()
    (kept,) = (made.parent / ".originals").iterdir()
    kept.write_bytes(gzip.compress(b"Something else."))
    assert check(made) == []
    assert not has_source(made)


def test_without_its_source_only_the_form_is_checked(made, tmp_path):
    change(made, "trade", "peace")
    (tmp_path / "found" / "a.txt").unlink()
    forget_original(made)
    assert check(made) == []


def test_another_source_is_told(made, tmp_path):
    forget_original(made)
    (tmp_path / "found" / "a.txt").write_text(READOUT.replace(" ", "  "))
    (problem,) = check(made)
    assert "is another file by now" in problem


@pytest.mark.parametrize("path", ["/etc/passwd", "../secret.txt"])
def test_a_briefing_does_not_choose_what_is_read(made, tmp_path, path):
    (tmp_path.parent / "secret.txt").write_text("secret")
    change(made, "path: found/a.txt", f"path: {path}")
    assert check(made) == []


FAULTS = {
    "---\ndate: soon\n---\n# T\n\n## A\n\nwords\n": [
        'The front matter is used without "date": not a day like 2022-02-24.'
    ],
    "# T\n\nwords\n": ["It has no sections, headings of the second level."],
    "## A\n\nwords\n": ["It has no title, a heading of the first level."],
    "# T\n\n## A\n\n## B\n\nwords\n\n## C\n": [
        "The section “A” has no words.",
        "The section “C” has no words.",
    ],
    "# T\n\n## A\n": ["The section “A” has no words.", "It holds no words of a readout."],
}


@pytest.mark.parametrize(("text", "problems"), FAULTS.items())
def test_faults(tmp_path, text, problems):
    (tmp_path / "x.md").write_text(text)
    assert check(tmp_path / "x.md") == problems


def test_a_file_that_is_not_there(tmp_path):
    (problem,) = check(tmp_path / "none.md")
    assert "cannot be opened" in problem


def test_differences():
    assert first_difference("a  b\nc", "a b c") == ""
    assert first_difference("a b", "a b c") == "the source has “a b”, the briefing “a b c” (word 3)"
    assert first_difference("a\0", "a\ufffd") == ""


def test_a_source_that_holds_no_words_any_more_is_told(made, tmp_path):
    forget_original(made)
    (tmp_path / "found" / "a.txt").write_bytes(b"%PDF-1.4 damaged")
    problems = check(made)
    assert any(one.startswith("The source found/a.txt is another file by now") for one in problems)
    assert problems[-1].startswith("The source cannot be compared: ")


def test_a_source_that_has_become_a_folder_is_told(made, tmp_path):
    forget_original(made)
    (tmp_path / "found" / "a.txt").unlink()
    (tmp_path / "found" / "a.txt").mkdir()
    assert all("a.txt" in one for one in check(made))


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("# A\n\nwords\n", True),
        ("---\nid: a\n---\n\nwords\n", True),
        ("---\nid: a\nsource: {path: nowhere.txt}\n---\n\nwords\n", False),
    ],
)
def test_whether_a_briefing_has_its_source(tmp_path, text, known):
    (tmp_path / "a.md").write_text(text)
    assert has_source(tmp_path / "a.md") is known
