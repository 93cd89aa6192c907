import contextlib
import io
import json
import os
import pty
import subprocess
import sys

import pytest

from briefing import paths, state
from briefing.cli import output, reading
from briefing.library.opening import open_briefing
from briefing.model import Left
from tests.conftest import ROOT


@pytest.fixture
def opened(monkeypatch):
    """What the reader is opened with, as if at a terminal."""
    asked = []
    monkeypatch.setattr(reading, "_has_terminal", lambda **kind: True)
    monkeypatch.setattr("briefing.tui.app.run", lambda opening, stand_in: asked.append(opening) or 0)
    return asked


def test_without_a_terminal_one_sentence_names_show(run, seed):
    for words in ([], [seed], ["-"], ["manual"], ["open", seed]):
        done = run(*words)
        assert (done.status, done.out) == (2, "")
        assert "needs a terminal; 'briefing show " in done.err
        assert len(done.err.splitlines()) == 1


def test_a_file_a_folder_an_id_or_nothing(run, opened, library, seed, tmp_path):
    for words in ([], [seed], [tmp_path], ["see"], ["open", "seed"]):
        assert run(*words).status == 0
    nothing, file, folder, begun, whole = opened
    assert (nothing.path, nothing.library) == (None, paths.library())
    assert file.path == str(seed)
    assert (folder.path, folder.library) == (None, tmp_path)
    assert begun.path == whole.path == str(paths.library() / "seed.md")
    assert whole.notes == paths.notes()
    assert whole.bundled


def test_the_first_time_the_manual_opens(run, opened, tmp_path):
    manual = str(paths.bundled_content() / "manual.md")
    run()
    run("open")
    assert [opening.path for opening in opened] == [manual, manual]
    assert opened[0].library == paths.library()
    for words in (["--library", tmp_path / "elsewhere"], [tmp_path]):
        run(*words)
        assert opened[-1].path is None


def test_who_has_read_something_is_given_the_library(run, opened):
    state.remember("manual", Left())
    run()
    assert opened[0].path is None


def test_who_has_a_library_is_given_it(run, opened):
    paths.library().mkdir(parents=True)
    run()
    assert opened[0].path is None


def test_settings_reach_the_reader(run, opened, seed):
    paths.config().parent.mkdir(parents=True)
    paths.config().write_text("bundled = false\nwidth = 60\n")
    run(seed)
    assert not opened[0].bundled
    assert opened[0].settings.width == 60


def test_the_reader_is_plain_by_option_or_setting(run, opened, seed):
    for words in (["--plain"], ["--plain", seed], ["open", "--plain", seed], ["manual", "--plain"]):
        assert run(*words).status == 0
        assert opened[-1].settings.plain
    run(seed)
    assert not opened[-1].settings.plain
    paths.config().parent.mkdir(parents=True)
    paths.config().write_text("plain = true\n")
    run(seed)
    assert opened[-1].settings.plain


def test_a_command_wins_over_a_file_of_its_name(run, opened, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "list").write_text("The sides met.\n")
    assert run("list").status == 0
    assert not opened
    run("./list")
    assert opened[0].path == "./list"


def test_a_misspelt_command_is_named(run, opened):
    done = run("serach")
    assert done.status == 1
    assert "no briefing and no file 'serach'" in done.err
    assert "spelt most like it is 'list'" in run("lisst").err
    assert not opened


def test_standard_input_goes_to_the_reader(run, opened, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"The sides met.\n")))
    monkeypatch.setattr(reading, "_take_keys_from_terminal", lambda: True)
    assert run("-").status == 0
    assert opened[0].standard_input.text == "The sides met.\n"


def test_analyse(run, seed):
    found = json.loads(run("analyse", seed, "--json").out)
    assert found["source"]["sha256"].startswith("23f163c1")
    assert "Afghanistan" in {entity["name"] for entity in found["entities"]}
    outline = run("analyse", seed).out
    assert "Imran Khan, Prime Minister" in outline
    assert "Sections\n" in outline


def test_analyse_standard_input(run, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"The sides met in Oslo.\n")))
    assert json.loads(run("analyse", "-", "--json").out)["source"]["characters"] == 23


def test_show(run, library, seed):
    done = run("show", "seed")
    assert done.status == 0
    assert done.out.startswith("The seed\n\n")
    words = open_briefing(seed).text
    assert max(words.split("\n"), key=len) in done.out
    assert run("show", paths.library() / "seed.md").out == done.out
    assert json.loads(run("show", "seed", "--json").out)["id"] == "seed"


def test_show_to_be_heard(run, library):
    name = run(
        "notes", "add", "seed", "--quote", "Shanghai Cooperation Organization", "--text", "Since 2017."
    )
    assert name.status == 0
    shown = run("show", "seed", "--plain")
    assert (shown.status, shown.err) == (0, "")
    assert shown.out.startswith("The seed\n\nPlace: ")
    assert "\n\nSection 5 of 8: Afghanistan.\n\n" in shown.out
    assert ": Since 2017.\nOn the words: Shanghai Cooperation Organization.\n\n" in shown.out
    assert "\n\nStatement of the issuer, " not in shown.out
    assert "\n\nStatement of the issuer, " in run("show", "seed", "--plain", "--statements").out
    assert "Since 2017." not in run("show", "seed", "--plain", "--no-notes").out


def test_show_to_be_heard_tells_what_is_wrong_with_the_notes(run, library):
    run("notes", "add", "seed", "--quote", "Shanghai", "--text", "x")
    path = paths.notes() / "seed.notes.md"
    path.write_text("<<<<<<< ours\n" + path.read_text() + "=======\n>>>>>>> theirs\n")
    shown = run("show", "seed", "--plain")
    assert shown.status == 1
    assert "marks of a merge conflict" in shown.err
    assert "Shanghai" in shown.out


@pytest.mark.parametrize("option", ["--statements", "--no-notes"])
def test_what_goes_with_plain_alone_is_refused_elsewhere(run, library, option):
    for form in ([], ["--json"]):
        done = run("show", "seed", option, *form)
        assert (done.status, done.out) == (2, "")
        assert "go with --plain" in done.err


def test_show_what_is_not_there(run, library):
    done = run("show", "sead")
    assert (done.status, done.out) == (1, "")
    assert "did you mean seed?" in done.err
    assert "cannot be opened" in run("show", "none.txt").err


def test_only_a_terminal_is_protected(run, tmp_path, monkeypatch):
    file = tmp_path / "x.txt"
    file.write_text("A \x1b[31mred\x1b[0m word.\n")
    assert "\x1b[31m" in run("show", file).out
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    shown = io.StringIO()
    shown.isatty = lambda: True
    monkeypatch.setattr(output.sys, "stdout", shown)
    output.write("A \x1b[31mred\x1b[0m word.\n")
    assert shown.getvalue() == "A ␛[31mred␛[0m word.\n"


def test_a_text_from_a_pipe_is_read_with_keys_from_the_terminal(seed, home):
    """The real thing: a shell with a terminal, a pipe into the reader, and the key that leaves it."""
    process, terminal = pty.fork()
    if process == 0:
        os.chdir(ROOT)
        os.environ["TERM"] = "xterm-256color"
        command = f"cat {seed} | {sys.executable} -m briefing -"
        os.execvp("sh", ["sh", "-c", command])
    shown = b""
    while b"Afghanistan" not in shown:
        shown += os.read(terminal, 65536)
    os.write(terminal, b"q")
    after = b""
    with contextlib.suppress(OSError):  # which is how a terminal ends
        while more := os.read(terminal, 65536):
            after += more
    status = os.waitpid(process, 0)[1]
    os.close(terminal)
    assert status == 0, after.decode(errors="replace")


def test_the_module_is_the_program(seed):
    done = subprocess.run(
        [sys.executable, "-m", "briefing", "show", seed], capture_output=True, text=True, cwd=ROOT
    )
    assert done.returncode == 0
    assert "Shanghai Cooperation Organization" in done.stdout
