"""doctor: it tells what is wrong and what to do, and changes nothing by looking."""

import fcntl
import json
import os
import sqlite3
import subprocess
import sys
import tomllib
from hashlib import sha256

import pytest

from briefing import paths
from briefing.cli import surroundings
from briefing.cli.doctor import told
from briefing.library import Library
from briefing.library.index import Index
from briefing.library.index.file import IndexFile
from briefing.model import Anchor
from briefing.notes import Draft, Drafts
from tests.conftest import ROOT

TEXT = "# Talks\n\n## The lake\n\nMinister Berg of Norway met Minister Lund. They discussed the lake.\n"


@pytest.fixture(autouse=True)
def terminal(monkeypatch):
    """What the machine of whoever runs the tests has must not count."""
    monkeypatch.setenv("EDITOR", sys.executable)
    monkeypatch.delenv("VISUAL", raising=False)
    for variable in ("SSH_CONNECTION", "SSH_TTY", "TMUX", "STY", "TEXTUAL_COLOR_SYSTEM"):
        monkeypatch.delenv(variable, raising=False)


@pytest.fixture
def shelf(run, monkeypatch):
    """A library with one briefing, a note on it, and an index up to date."""
    # Files of this moment are known by their times too, as they are two seconds later.
    monkeypatch.setattr("briefing.library.index.stamps._JUST_NOW", -(10**12))
    paths.config().parent.mkdir(parents=True)
    paths.config().write_text("bundled = false\n")
    folder = paths.library()
    folder.mkdir(parents=True)
    (folder / "talks.md").write_text(TEXT)
    assert run("notes", "add", "talks", "--quote", "the lake", "--text", "Which one?").status == 0
    refresh()
    return folder


def refresh():
    index = Index(Library(bundled=False), paths.notes())
    index.refresh(jobs=1)
    index.close()


def asked(run, *words):
    """The report, and the problems in it."""
    done = run("doctor", "--json", *words)
    found = json.loads(done.out)
    assert done.err == ""
    assert done.status == bool(found["problems"])
    return found, found["problems"]


def everything(folder):
    """All that is below a folder, with what would show that anything was touched."""
    return {
        path: (path.lstat().st_mtime_ns, path.read_bytes() if path.is_file() else b"")
        for path in sorted(folder.rglob("*"))
    }


def test_nothing_is_wrong_in_the_beginning_and_nothing_is_made(run, home):
    done = run("doctor")
    assert (done.status, done.err) == (0, "")
    assert done.out.endswith("\nNothing is wrong.\n")
    assert list(home.iterdir()) == []
    found, problems = asked(run)
    assert problems == []
    assert found["index"]["state"] == "absent"
    assert found["paths"]["library"] == {
        "path": str(paths.library()),
        "there": False,
        "writable": True,
        "briefings": 0,
    }
    assert set(found) == {
        *("schema", "problems", "versions", "extras", "terminal", "paths", "configuration", "index", "notes"),
    }


def test_looking_changes_nothing(run, shelf, home):
    (shelf / "more.md").write_text(TEXT)
    before = everything(home)
    assert run("doctor").status == 0
    assert everything(home) == before


def test_what_is_there_is_counted(run, shelf):
    found, problems = asked(run)
    assert problems == []
    assert found["paths"]["library"]["briefings"] == 1
    assert found["paths"]["notes"]["notes files"] == 1
    assert found["notes"]["notes"] == 1
    assert found["index"]["size"] > 0


def test_an_index_behind_is_no_fault(run, shelf):
    found, _ = asked(run)
    assert found["index"]["state"] == "up to date"
    (shelf / "more.md").write_text(TEXT)
    (shelf / "talks.md").unlink()
    found, problems = asked(run)
    assert (found["index"]["state"], found["index"]["files to read"]) == ("behind", 2)
    assert problems == []
    refresh()
    assert asked(run)[0]["index"]["state"] == "up to date"


def damage(path):
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 255
    path.write_bytes(data)


def a_folder(path):
    path.unlink()
    path.mkdir()


def a_pipe(path):
    path.unlink()
    os.mkfifo(path)


def a_piped_seal(path):
    a_pipe(path.with_name(f"{path.name}.seal"))


def without_seal(path):
    path.with_name(f"{path.name}.seal").unlink()


@pytest.mark.parametrize("spoil", [damage, a_folder, a_pipe, a_piped_seal, without_seal])
def test_a_damaged_index_is_told(run, shelf, spoil):
    path = IndexFile(shelf).path
    spoil(path)
    found, problems = asked(run)
    assert found["index"]["state"] == "damaged"
    assert len(problems) == 1
    assert str(path) in problems[0]
    assert "or delete it" in problems[0]


def test_other_states_of_an_index(run, shelf, monkeypatch):
    file = IndexFile(shelf)
    with open(f"{file.path}.lock") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert asked(run)[0]["index"]["state"] == "locked"
    assert not file.is_locked
    with file.writing():
        broken = file.path.with_name(f"{file.path.name}.seal").read_bytes()
    file.path.with_name(f"{file.path.name}.seal").write_bytes(broken)
    found, problems = asked(run)
    assert found["index"]["state"] == "interrupted"
    assert "goes on from there" in problems[0]
    monkeypatch.setattr("briefing.library.index.tables.SCHEMA", 99)
    assert asked(run)[0]["index"]["state"] == "of another version"


def test_a_briefing_that_cannot_be_read_is_told_with_its_path(run, shelf):
    (shelf / "picture.md").write_bytes(b"\x89PNG\r\n\x1a\n")
    refresh()
    _, problems = asked(run)
    assert len(problems) == 1
    assert problems[0].startswith(f"{shelf / 'picture.md'}: ")


def test_settings_and_lexicons_that_are_wrong(run):
    paths.lexicons().mkdir(parents=True)
    paths.config().write_text("widht = 4\n")
    (paths.lexicons() / "bad.toml").write_text("[person.x]\n")
    (paths.lexicons() / "latin.toml").write_bytes(b'[person.x]\nname = "\xe9"\n')
    os.mkfifo(paths.lexicons() / "pipe.toml")
    found, problems = asked(run)
    assert [problem.partition(":")[0] for problem in problems] == [
        f"{paths.config()}, line 1",
        f"{paths.lexicons() / 'bad.toml'}, line 1",
        f"{paths.lexicons() / 'latin.toml'} is not valid TOML in UTF-8; save it as UTF-8.",
        f"{paths.lexicons() / 'pipe.toml'} cannot be read; see whether it is a file that you may read.",
    ]
    assert len(found["configuration"]["lexicons"]) == 3
    paths.config().unlink()
    os.mkfifo(paths.config())
    assert "is not a regular file" in asked(run)[1][0]


def test_folders_that_are_not_what_they_should_be(run, tmp_path):
    (tmp_path / "file").write_text("x")
    _, problems = asked(run, "--library", tmp_path / "file", "--notes", tmp_path / "gone" / "notes")
    assert len(problems) == 2
    assert "file is no folder, so nothing can be imported; name another with --library." in problems[0]
    assert "gone/notes is not there, nor is the folder that it should be in; make it" in problems[1]
    os.mkfifo(tmp_path / "pipe")
    assert "pipe is no folder" in asked(run, "--notes", tmp_path / "pipe")[1][0]
    # A folder that is made when it is first needed.
    assert asked(run, "--library", tmp_path / "new")[1] == []


def test_folders_that_may_not_be_written(run, tmp_path):
    folder = tmp_path / "shut"
    folder.mkdir()
    folder.chmod(0o500)
    if os.access(folder, os.W_OK):
        pytest.skip("the superuser may do everything")
    assert "cannot be written, so no note can be kept" in asked(run, "--notes", folder)[1][0]
    assert "cannot be made" in asked(run, "--notes", folder / "notes")[1][0]
    folder.chmod(0o000)
    assert "cannot be read" in asked(run, "--notes", folder)[1][0]
    folder.chmod(0o700)


def test_a_library_of_the_settings_that_is_gone(run):
    paths.config().parent.mkdir(parents=True)
    paths.config().write_text('libraries = ["~/gone"]\n')
    (problem,) = asked(run)[1]
    assert f"{os.environ['HOME']}/gone, which is no folder" in problem
    assert f"correct 'libraries' in {paths.config()}" in problem


def test_what_others_left_beside_the_notes(run, shelf):
    folder = paths.notes()
    copies = (
        "talks.notes.sync-conflict-20240101-120000-ABCDEFG.md",
        "talks.notes (Ann's conflicted copy 2024-01-01).md",
        "talks_conflict-20240101-120000.notes.md",
    )
    for name in copies:
        (folder / name).write_text("# Notes\n")
    (folder / "torn.notes.md").write_text("<<<<<<< ours\na\n=======\nb\n>>>>>>> theirs\n")
    left = folder / ".briefing-0123456789abcdef.tmp"
    left.write_text("half")
    os.utime(left, (0, 0))
    (folder / ".briefing-fedcba9876543210.tmp").write_text("being written now")
    found, problems = asked(run)
    assert found["notes"]["conflict copies"] == 3
    assert found["notes"]["left from interrupted saves"] == 1
    for name in copies:
        (one,) = (problem for problem in problems if name in problem)
        assert "take what is missing in talks.notes.md from it, and delete it" in one
    assert any(
        problem.startswith(f"{folder / 'torn.notes.md'}: ") and "line 1" in problem for problem in problems
    )
    assert any(f"left files in {folder} (1, the first {left.name})" in problem for problem in problems)
    assert len(problems) == 5


def test_a_save_into_a_file_with_two_names_that_was_interrupted(run, shelf):
    (file,) = paths.notes().glob("*.notes.md")
    os.link(file, file.with_suffix(".second"))
    kept = file.with_name(f"{file.name}.kept-by-briefing-{sha256(b'new').hexdigest()[:12]}-abcd")
    kept.write_text("old")
    (problem,) = asked(run)[1]
    assert str(file) in problem
    assert str(kept) in problem


def test_drafts_are_told(run, shelf):
    folder = paths.state() / "drafts"
    Drafts(folder).keep("talks", "key", Draft(Anchor(), text="Half a th"))
    found, problems = asked(run)
    assert found["notes"]["drafts waiting on"] == ["talks"]
    assert problems == []
    (folder / "x--y.draft.json").write_text("{")
    assert f"{folder / 'x--y.draft.json'} cannot be read" in asked(run)[1][0]


def test_hostile_names_reach_no_terminal(run, shelf, monkeypatch):
    name = b"a\x1b]0;evil\x07\xff\nb.notes.md"
    (paths.notes() / os.fsdecode(name)).write_bytes(b"\xff")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    out = run("doctor").out
    assert "is not UTF-8" in out
    assert not {"\x1b", "\x07", "\udcff"} & set(out)
    assert "evil" in out


def test_nothing_is_waited_for(run, shelf):
    """A pipe or a device in any place where a file may be."""
    paths.lexicons().mkdir(parents=True, exist_ok=True)
    (shelf / "lexicon").mkdir()
    (paths.state() / "drafts").mkdir(parents=True)
    for place in (
        shelf / "pipe.md",
        shelf / "lexicon" / "pipe.toml",
        paths.notes() / "pipe.notes.md",
        paths.lexicons() / "pipe.toml",
        paths.state() / "drafts" / "pipe.draft.json",
    ):
        os.mkfifo(place)
    (paths.notes() / "endless.notes.md").symlink_to("/dev/zero")
    _, problems = asked(run)
    assert len(problems) == 5
    assert all("pipe" in problem or "endless" in problem for problem in problems)


def test_many_problems_are_counted(run, shelf):
    for number in range(50):
        (paths.notes() / f"{number}.notes.md").write_bytes(b"\xff")
    problems = asked(run)[1]
    assert len(problems) == 21
    assert "30 more" in problems[-1]


@pytest.mark.parametrize(
    ("environment", "name", "wanted"),
    [
        ({"TERM": "xterm-256color"}, "colours", "256"),
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, "colours", "16 million"),
        ({"TERM": "linux"}, "colours", "16"),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, "colours", "none"),
        ({"TERM": "xterm", "TEXTUAL_COLOR_SYSTEM": "truecolor"}, "colours", "16 million"),
        ({"SSH_TTY": "/dev/pts/1", "TMUX": "/tmp/tmux"}, "between", ["SSH", "tmux"]),
    ],
)
def test_the_terminal(environment, name, wanted):
    assert surroundings.terminal({"EDITOR": sys.executable, **environment}).facts[name] == wanted


def test_a_terminal_that_will_not_do(monkeypatch):
    monkeypatch.setattr("shutil.get_terminal_size", lambda: os.terminal_size((50, 10)))
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    problems = surroundings.terminal({"TERM": "dumb", "EDITOR": "no-such-editor --wait"}).problems
    assert len(problems) == 3
    assert "TERM is dumb" in problems[0]
    assert "50 columns and 10 lines" in problems[1]
    assert "no-such-editor" in problems[2]


def test_an_encoding_that_will_not_do():
    done = subprocess.run(
        [sys.executable, "-m", "briefing", "doctor"],
        capture_output=True,
        text=True,
        encoding="latin-1",
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "latin-1"},
    )
    assert (done.returncode, done.stderr) == (1, "")
    assert "set LANG to a UTF-8 locale" in done.stdout


def test_parts_that_are_missing(monkeypatch):
    found = {"textual": "1.0.0", "rich": "", "lxml": ""}
    monkeypatch.setattr(surroundings, "_version", lambda package: found.get(package, "1"))
    monkeypatch.setattr("sqlite3.connect", refused)
    problems = surroundings.versions().problems
    assert [problem[:11] for problem in problems] == ["rich is not", "Textual 1.0", "Python's SQ"]
    facts = surroundings.extras().facts
    assert facts["html"] == "missing: pip install 'briefing[html]'"
    assert facts["pdf"] == "installed"


def refused(place):
    raise sqlite3.OperationalError("no such module: fts5")


def test_the_lists_of_packages_are_those_that_are_installed():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]

    def names(requirements):
        return {requirement.partition(">")[0].partition("=")[0] for requirement in requirements}

    assert names(project["dependencies"]) == set(surroundings.NEEDED)
    assert f"textual=={surroundings.TEXTUAL}" in project["dependencies"]
    optional = {extra: names(needs) for extra, needs in project["optional-dependencies"].items()}
    for of_the_makers in ("test", "bench"):  # nothing that a reader runs needs them
        del optional[of_the_makers]
    assert optional == {extra: set(packages) for extra, packages in surroundings.EXTRAS.items()}


def test_facts_in_words():
    assert [told(value) for value in (True, False, 1234, [], ["a", 2], "", "x")] == [
        *("yes", "no", "1,234", "none", "a, 2", "not set", "x")
    ]
    place = {"path": "/x", "there": True, "writable": False, "briefings": 1200}
    assert told(place) == "/x (there, not writable, 1,200 briefings)"
