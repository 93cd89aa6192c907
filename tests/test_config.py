import subprocess
import sys
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing import actions, config, paths
from briefing.config import Settings
from briefing.errors import ConfigError


def put(text):
    paths.config().parent.mkdir(parents=True)
    paths.config().write_bytes(text if isinstance(text, bytes) else text.encode())


def test_without_a_file_everything_is_plain_and_nothing_is_made(home):
    assert config.load() == Settings()
    assert list(home.iterdir()) == []


def test_settings():
    put(
        'library = "~/readouts"\nlibraries = ["~/old", "/all"]\ntheme = "nord"\nbundled = false\nwidth = 60\n'
    )
    libraries = ("~/old", "/all")
    assert config.load() == Settings("~/readouts", libraries, theme="nord", bundled=False, width=60)


BAD = {
    'libary = "x"': "there is no setting 'libary'; did you mean 'library'?",
    "zzz = 1": "there is no setting 'zzz'; there are library, libraries, notes",
    "width = 5": '"width": input should be greater than or equal to 20',
    'width = "60"': '"width": input should be a valid integer',
    "bundled = 1": '"bundled": input should be a valid boolean',
    'library = "a\\u0000b"': '"library": a path that no file can have',
    'libraries = ["a", "\\u0000"]': '"libraries.1": a path that no file can have',
    "a = = b": "is not valid TOML",
    b"\xff": "is not valid TOML",
}


@pytest.mark.parametrize(("text", "problem"), BAD.items())
def test_a_bad_file_names_itself_and_the_key(text, problem):
    put(text)
    with pytest.raises(ConfigError) as caught:
        config.load()
    assert problem in str(caught.value)
    assert str(caught.value).startswith(str(paths.config()))


def test_all_that_is_wrong_is_told_with_its_line():
    put(
        "\n# the text\nwidth = 5\nlibary = 'x'\npreset = 'vi'\n[keys]\n"
        "# a comment\n'text.copy' = [\n  'y',\n  'd',\n]\n'text.tog' = 'x'\n"
    )
    name = paths.config()
    assert config.check() == [
        f"{name}, line 4: there is no setting 'libary'; did you mean 'library'?",
        f'{name}, line 3: "width": input should be greater than or equal to 20.',
        f"{name}, line 5: there is no preset 'vi'; did you mean 'vim'?",
        f"{name}, line 12: there is no action 'text.tog'; did you mean 'text.top'?",
        f"{name}, line 8: 'd' would do both 'text.half_page_down' and 'text.copy'; "
        "give one of them another key.",
    ]
    with pytest.raises(ConfigError, match="'briefing config check' tells 1 more"):
        config.load()


def test_keys_and_their_preset():
    put('preset = "arrows"\n[keys]\n"text.copy" = ["y", "ctrl+y"]\nlist.rename = "F8"\n')
    found = config.load()
    assert found.preset == "arrows"
    assert found.keys.problems == ()
    assert found.keys.names(actions.BY_ID["copy"]) == ["y", "ctrl+y"]
    assert found.keys.names(actions.BY_ID["rename"]) == ["F8"]
    assert found.keys.names(actions.BY_ID["word_more"]) == ["→"]


def test_wrong_keys_do_not_keep_the_other_settings_from_being_used():
    put('width = 60\npreset = "arrows"\nkeys = {"text.copy" = "alt+y", highlight = "Z"}\n')
    found = config.load()
    assert (found.width, found.preset) == (60, "arrows")
    assert found.keys.names(actions.BY_ID["highlight"]) == ["x"]
    assert found.keys.names(actions.BY_ID["word_more"]) == ["→"]
    (problem,) = found.keys.problems
    assert problem.startswith(f"{paths.config()}, line 3: 'alt+y' reaches the reader as Esc")


LINES = {
    "a = 1\nb = 2": {("a",): 1, ("b",): 2},
    "\n# a = 1\n\na = 1": {("a",): 4},
    "a = [\n 1,\n# b = 2\n 2]\nb = 2": {("a",): 1, ("b",): 5},
    "a = '''\nb = 1\n[b]\n'''\nb = 2": {("a",): 1, ("b",): 5},
    "[a]\nb = 1\n\n[c]\nb = 1": {("a",): 1, ("a", "b"): 2, ("c",): 4, ("c", "b"): 5},
    "[a] # b\nb.c = 1": {("a",): 1, ("a", "b"): 2, ("a", "b", "c"): 2},
    "[a.b]\nc = 1\n[a]\nc = 1": {("a",): 1, ("a", "b"): 1, ("a", "b", "c"): 2, ("a", "c"): 4},
    "a = {b = 1, c = {d = 1}}": {("a",): 1, ("a", "b"): 1, ("a", "c"): 1, ("a", "c", "d"): 1},
    "[[a]]\nb = 1\n[[a]]\nb = 1\n[c]\nd = 1": {("a",): 1, ("c",): 5, ("c", "d"): 6},
    "\"a.b\" = 1\r\n'a.c' = 2\r\n": {("a.b",): 1, ("a.c",): 2},
    "": {},
}


@pytest.mark.parametrize(("text", "lines"), LINES.items())
def test_the_line_of_each_key(text, lines):
    assert config._lines(text) == lines


ROWS = st.lists(
    st.sampled_from(
        [
            "# a = 1",
            "",
            "{} = 1",
            "{} = '''\n x = 1\n'''",
            "{} = [\n 1,\n]",
            "[{}]",
            "{} = {{x = 1}}",
        ]
    ),
    max_size=8,
)


@given(ROWS)
def test_the_line_of_a_key_is_the_one_it_was_written_on(rows):
    """Each statement has a name of its own, by which its line is known."""
    text = "\n".join(row.format(f"k{number}") for number, row in enumerate(rows))
    lines = text.split("\n")
    found = config._lines(text)
    for path, line in found.items():
        if path[-1] != "x":
            assert path[-1] in lines[line - 1]
    assert len({path[-1] for path in found} - {"x"}) == sum("{}" in row for row in rows)


def test_every_setting_is_described():
    assert list(config.KEYS) == [field.name for field in fields(Settings)]


def test_pydantic_is_loaded_only_for_a_file():
    code = "import sys; from briefing import config; config.load(); assert 'pydantic' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)
