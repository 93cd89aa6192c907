"""Completion as the shells themselves do it, with the program on their path."""

import os
import shutil
import subprocess
import sys

import pytest

from briefing.cli.commands import COMMANDS
from briefing.cli.completion import SHELLS, script
from tests.conftest import ROOT

BASH = """
source /dev/stdin
for line in "$@"; do
  read -r -a COMP_WORDS <<< "briefing $line"
  [[ $line == *' ' || -z $line ]] && COMP_WORDS+=("")
  COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 ))
  COMPREPLY=()
  _briefing
  printf '%s\\t' "${COMPREPLY[@]}"
  printf '\\n'
done
"""


def shell(name):
    return pytest.mark.skipif(not shutil.which(name), reason=f"there is no {name}")


@pytest.fixture
def program(tmp_path, monkeypatch):
    """``briefing`` on the path, in a folder with two files."""
    folder = tmp_path / "bin"
    folder.mkdir()
    path = folder / "briefing"
    path.write_text(f'#!/bin/sh\nPYTHONPATH={ROOT} exec {sys.executable} -m briefing "$@"\n')
    path.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    here = tmp_path / "here"
    (here / "manuscripts").mkdir(parents=True)
    (here / "pm notes.txt").write_text("The sides met.\n")
    monkeypatch.chdir(here)
    return here


def completed(*lines):
    """What bash offers for each line."""
    done = subprocess.run(
        ["bash", "-c", BASH, "bash", *lines], input=script("bash"), capture_output=True, text=True, check=True
    )
    assert not done.stderr
    return [set(line.split("\t")) - {""} for line in done.stdout.splitlines()]


@shell("bash")
def test_bash_completes_commands_options_ids_formats_and_files(program):
    first, begun, shown, options, formats, notes, folder, source = completed(
        "", "pm", "show p", "show --", "export --format ", "notes ", "--library m", "analyse p"
    )
    assert set(COMMANDS) <= first
    assert {"manual", "pm-khan-president-putin-kremlin", "pm notes.txt", "manuscripts"} <= first
    assert begun == shown == {"pm-khan-president-putin-kremlin", "pm notes.txt"}
    assert {"--plain", "--json", "--library"} <= options
    assert "markdown" in formats
    assert notes >= {"add", "list", "verify"}
    assert folder == {"manuscripts"}
    assert source == {"pm notes.txt"}


@shell("bash")
def test_bash_is_told(program):
    code = f"{script('bash')}\ncomplete -p briefing"
    done = subprocess.run(["bash", "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "complete -o bashdefault -F _briefing briefing\n"


@shell("bash")
def test_no_id_is_run(program, monkeypatch):
    """The list of a hostile library: bash expands words before it offers them."""
    (program.parent / "bin" / "briefing").write_text(
        "#!/bin/sh\nprintf -- '–\\t$(touch ran)\\tx\\n–\\t`touch ran`\\tx\\n–\\tsound\\tx\\n'\n"
    )
    assert completed("show s") == [{"sound"}]
    assert not (program / "ran").exists()


@shell("fish")
def test_fish_completes(program):
    code = f"{script('fish')}\nfor line in $argv; complete -C $line; echo; end"
    lines = ["briefing show p", "briefing sho", "briefing completion "]
    done = subprocess.run(
        ["fish", "--no-config", "-c", code, *lines], capture_output=True, text=True, check=True
    )
    shown, begun, shells = done.stdout.split("\n\n")[:3]
    assert "pm-khan-president-putin-kremlin\t" in shown
    assert "pm notes.txt" in shown
    assert begun.startswith("show\tprint a briefing")
    assert {line.split("\t")[0] for line in shells.splitlines()} == set(SHELLS)


@shell("zsh")
def test_zsh_can_read_it(tmp_path):
    path = tmp_path / "_briefing"
    path.write_text(script("zsh"))
    subprocess.run(["zsh", "-f", "-n", path], check=True)


@pytest.mark.parametrize("name", SHELLS)
def test_every_command_and_option_is_there(run, name):
    shown = run("completion", name)
    assert shown.status == 0
    for word in (*COMMANDS, "--plain", "--retarget", "review"):
        assert word.lstrip("-") in shown.out
    # Help is cut at its first line, which must be a whole one.
    assert "Print a script for a shell that completes" not in shown.out


def test_an_unknown_shell_is_wrong_use(run):
    assert run("completion", "tcsh").status == 2
