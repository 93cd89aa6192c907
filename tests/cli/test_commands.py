"""What holds for every command."""

import os
import re
import subprocess
import sys

import pytest

from briefing import __version__, paths
from briefing.cli.commands import COMMANDS
from briefing.cli.parser import grammar
from tests.conftest import ROOT

EVERY = [
    *([name] for name in COMMANDS),
    *(["notes", name] for name in ("list", "add", "path")),
    *(["config", name] for name in ("path", "show", "check")),
]


@pytest.mark.parametrize("command", EVERY, ids=" ".join)
def test_help_has_an_example(run, command):
    done = run(*command, "--help")
    assert done.status == 0
    assert f"usage: briefing {' '.join(command)}" in done.out
    assert "example: " in done.out
    assert "briefing " in done.out.rpartition("example:")[2]


def test_every_command_is_known_by_its_name():
    """One that is not would be taken for the name of a briefing."""
    found = re.findall(r"^    ([a-z]+) ", grammar().format_help(), re.MULTILINE)
    assert sorted(found) == sorted(COMMANDS)


def test_help_and_version(run):
    done = run("--help")
    assert all(f"\n    {name} " in done.out for name in COMMANDS)
    assert run("--version").out == f"briefing {__version__}\n"


@pytest.mark.parametrize(
    "words",
    [
        ["show"],
        ["notes"],
        ["notes", "add", "x", "--text", "y"],
        ["export"],
        ["export", "--format", "odt"],
        ["list", "--js"],
        ["a", "b"],
        ["import", "x", "--jobs", "many"],
        ["--nonsense"],
        ["show", "x", "--json", "--plain"],
        ["paths", "\x1b[31m"],
        ["search"],
        ["search", "x", "--limit", "many"],
        ["list", "--sort", "colour"],
    ],
    ids=" ".join,
)
def test_wrong_use_is_one_sentence(run, words):
    done = run(*words)
    assert done.status == 2
    assert done.out == ""
    assert len(done.err.splitlines()) == 1
    assert "\x1b" not in done.err


def test_places_are_taken_before_and_after_the_command(run, tmp_path):
    for words in (
        ["--library", tmp_path, "paths"],
        ["paths", "--library", tmp_path],
        [f"--library={tmp_path}", "paths"],
    ):
        assert f"library\t{tmp_path}\n" in run(*words).out
    both = run("--notes", tmp_path / "a", "paths", "--library", tmp_path / "b").out
    assert f"notes\t{tmp_path}/a\n" in both
    assert f"library\t{tmp_path}/b\n" in both
    assert f"{tmp_path}/a\n" == run("notes", "--notes", tmp_path / "a", "path").out


def test_the_option_rules_the_environment_and_that_the_settings(run, tmp_path, monkeypatch):
    paths.config().parent.mkdir(parents=True)
    paths.config().write_text('library = "mine"\nnotes = "~/notes"\n')
    assert f"library\t{paths.config().parent}/mine\n" in run("paths").out
    assert f"notes\t{os.environ['HOME']}/notes\n" in run("paths").out
    monkeypatch.setenv("BRIEFING_LIBRARY", str(tmp_path / "env"))
    assert f"library\t{tmp_path}/env\n" in run("paths").out
    assert f"library\t{tmp_path}\n" in run("paths", "--library", tmp_path).out


def test_reading_makes_nothing(run, home):
    for words in (["paths"], ["list"], ["config", "show"], ["notes", "list"], ["notes", "path"]):
        assert run(*words).status == 0
    assert [path.name for path in home.iterdir()] in ([], ["cache"])


def test_a_closed_pipe_is_quiet(seed):
    shell = f"{sys.executable} -m briefing show {seed} | true"
    done = subprocess.run(["sh", "-c", shell], capture_output=True, text=True, cwd=ROOT)
    assert done.stderr == ""


def test_an_interrupt_is_quiet(run, monkeypatch):
    def interrupt(arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr("briefing.cli.settings.show_paths", interrupt)
    done = run("paths")
    assert (done.status, done.err) == (130, "")


def test_narrow_encodings_stop_nothing(seed):
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(
        [sys.executable, "-m", "briefing", "show", seed],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=environment,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "Afghanistan" in done.stdout
