"""The manual page: what is in it, and that the formatters take it without a word."""

import shutil
import subprocess

import pytest

from briefing import __version__, actions, config
from briefing.cli.commands import COMMANDS
from briefing.cli.manpage import page


@pytest.fixture(scope="module")
def shown():
    """As ``man`` shows it, white space folded."""
    if not shutil.which("groff"):
        pytest.skip("there is no groff")
    done = subprocess.run(
        ["groff", "-man", "-Tutf8", "-ww", "-rHY=0", "-P-cbou"],
        input=page(),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    return " ".join(done.stdout.split())


def test_the_page_comes_from_the_program(run):
    done = run("man")
    assert (done.status, done.err) == (0, "")
    assert done.out == page()
    assert done.out.startswith(f'.TH BRIEFING 1 "" "briefing {__version__}"')
    assert done.out.isascii()


def test_every_command_is_there_with_its_usage_and_options(shown):
    for command in COMMANDS:
        assert f"briefing {command} briefing {command}" in shown
    assert "briefing notes add briefing notes add (--quote WORDS | --section HEADING) [--tag T]" in shown
    assert "-o, --output OUT a new file" in shown
    assert "\\e" not in shown
    assert "Example: briefing list --json | jq -r '.[].id'" in shown
    assert shown.count("--library DIR") == 1


def test_every_setting_and_key_is_there(shown):
    for name, what in config.KEYS.items():
        assert f"{name} {what}" in shown
    for action in actions.ACTIONS:
        keys = " ".join(actions.key_name(key) for key in action.keys)
        told = f"{keys} {action.title}. {action.help}".strip()
        assert told in shown


@pytest.mark.skipif(not shutil.which("man"), reason="there is no man")
def test_man_shows_it(tmp_path):
    path = tmp_path / "briefing.1"
    path.write_text(page())
    done = subprocess.run(["man", "-l", path], capture_output=True, text=True, check=False)
    if "minimized" in done.stdout:
        pytest.skip("man shows nothing here")
    assert done.returncode == 0, done.stderr
    assert "BRIEFING(1)" in done.stdout


@pytest.mark.skipif(not shutil.which("mandoc"), reason="there is no mandoc")
def test_mandoc_finds_only_that_no_date_is_given():
    done = subprocess.run(
        ["mandoc", "-T", "lint", "-W", "warning"], input=page(), capture_output=True, text=True, check=False
    )
    assert [line for line in done.stdout.splitlines() if "missing date" not in line] == []
