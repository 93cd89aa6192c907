"""The README says what is so: its keys, its commands, its examples, its pictures."""

import os
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

import pytest

from briefing import actions

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
MANUAL = (ROOT / "content" / "manual.md").read_text(encoding="utf-8")
BEGIN, END = "<!-- keys: made from briefing/actions.py -->\n", "<!-- end of keys -->"


def test_the_table_of_keys_is_the_table_of_actions() -> None:
    """``WRITE_DOCS=1 pytest tests/test_docs.py`` writes it anew."""
    before, rest = README.split(BEGIN)
    present, after = rest.split(END)
    wanted = f"\n{actions.key_table()}\n"
    if os.environ.get("WRITE_DOCS"):
        (ROOT / "README.md").write_text(before + BEGIN + wanted + END + after, encoding="utf-8")
        return
    assert present == wanted


def test_every_command_is_in_the_readme() -> None:
    from briefing.cli.commands import COMMANDS

    table = README.split("## Commands")[1].split("\n## ")[0]
    for command in COMMANDS:
        if command != "open":
            assert f"briefing {command}" in table, command


def test_every_picture_is_there() -> None:
    pictures = re.findall(r"!\[[^\]]*\]\(([^)]+)\)", README)
    assert pictures
    for picture in map(unquote, pictures):
        assert (ROOT / picture).is_file(), picture


@pytest.mark.parametrize("code", re.findall(r"```python\n(.*?)```", README, re.DOTALL))
def test_python_examples_run(code: str) -> None:
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()


def test_the_template_of_the_readme_makes_a_document() -> None:
    from briefing.export.templates import as_template
    from tests.export.samples import ALL, notebook
    from tests.notes.samples import BRIEFING

    (source,) = re.findall(r"```jinja\n(.*?)```", README, re.DOTALL)
    made = as_template([(BRIEFING, notebook(*ALL))], source, "list.md.j2")
    assert made.startswith("# Ministers meet\n\n")
    assert "\n> They discussed the lake\n>\n> — [Strelsau Gazette, ¶3](" in made
    assert "\n\nSee *the annex*.\n" in made
    assert "To check" not in made


def test_what_a_template_is_given_is_in_the_readme() -> None:
    import json

    from briefing.export.templates import SECONDS, as_template
    from tests.export.samples import ALL, notebook
    from tests.notes.samples import BRIEFING

    given = json.loads(as_template([(BRIEFING, notebook(*ALL))], "{{ briefings | tojson }}", "x.json"))
    for name, found in (("briefings", given), ("notes", given[0]["notes"])):
        (row,) = re.findall(rf"^\| `{name}`, each with \| (.*) \|$", README, re.MULTILINE)
        assert all(set(one) == set(re.findall(r"`(\w+)`", row)) for one in found)
    assert f"is stopped after {SECONDS:g} seconds" in README


def test_action_ids_and_keys_are_unique_within_what_is_active_together() -> None:
    together: list[tuple[actions.Scope, ...]] = [
        ("text", "reader", "everywhere"),
        ("list", "reader", "everywhere"),
        ("library", "everywhere"),
    ]
    for scopes in together:
        keys = [key for action in actions.ACTIONS if action.scope in scopes for key in action.keys]
        assert len(keys) == len(set(keys)), scopes
    assert len(actions.BY_ID) == len(actions.ACTIONS)


def test_nothing_rests_on_keys_that_terminals_eat() -> None:
    eaten = {"ctrl+i", "ctrl+m", "ctrl+j", "ctrl+h", "ctrl+left_square_bracket"}
    for action in actions.ACTIONS:
        assert not eaten & set(action.keys), action.id
        assert not any(key.startswith(("alt+", "super+", "cmd+")) for key in action.keys), action.id


def test_the_example_of_own_keys_is_sound() -> None:
    import tomllib

    from briefing import keymap

    section = README.split("## Your keys")[1].split("\n## ")[0]
    values = tomllib.loads(section.split("```toml\n")[1].split("```")[0])
    assert keymap.read(values["preset"], values["keys"])[1] == []


def test_the_manual_is_ten_minutes_long() -> None:
    assert len(MANUAL.splitlines()) <= 90
    assert len(MANUAL.split()) <= 1500


PARTS = MANUAL.split("\n## ")[1:]
IN_THE_TEXT = ("Moving about", "Finding things")


@pytest.mark.parametrize(
    ("part", "named"),
    sorted({(part.split("\n")[0], named) for part in PARTS for named in re.findall(r"`([^`]+)`", part)}),
)
def test_the_manual_names_only_keys_and_commands_that_exist(part: str, named: str) -> None:
    from briefing.cli.commands import COMMANDS

    if named.startswith("briefing "):
        word = named.split()[1]
        assert word in COMMANDS or word in ("-", "--help", "--plain") or "." in word
        return
    scopes = ("text", "reader", "everywhere") if part in IN_THE_TEXT else tuple(actions.SCOPES)
    known = {actions.key_name(key) for one in actions.ACTIONS if one.scope in scopes for key in one.keys}
    named = named.lstrip("0123456789")
    assert named in known
