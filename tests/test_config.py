import subprocess
import sys

import pytest

from briefing import config, paths, state
from briefing.config import Settings
from briefing.errors import ConfigError


def put(text):
    paths.config().parent.mkdir(parents=True)
    paths.config().write_bytes(text if isinstance(text, bytes) else text.encode())


def test_without_a_file_everything_is_plain_and_nothing_is_made(home):
    assert config.load() == Settings()
    assert list(home.iterdir()) == []


def test_settings():
    put('library = "~/readouts"\ntheme = "nord"\nbundled = false\nwidth = 60\n')
    assert config.load() == Settings(library="~/readouts", theme="nord", bundled=False, width=60)


BAD = {
    'libary = "x"': "there is no setting 'libary'; did you mean 'library'?",
    "zzz = 1": "there is no setting 'zzz'; there are library, notes",
    "width = 5": '"width": input should be greater than or equal to 20',
    'width = "60"': '"width": input should be a valid integer',
    "bundled = 1": '"bundled": input should be a valid boolean',
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


def test_every_setting_is_described():
    assert list(config.KEYS) == [field.name for field in config.fields(Settings)]


def test_pydantic_is_loaded_only_for_a_file():
    code = "import sys; from briefing import config; config.load(); assert 'pydantic' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_positions_are_remembered():
    assert state.position("a") == 0
    assert state.recent() == ()
    state.remember("a", 120)
    state.remember("b", 7)
    state.remember("a", 130)
    assert (state.position("a"), state.position("b")) == (130, 7)
    assert state.recent() == ("a", "b")


@pytest.mark.parametrize("content", [b"", b"junk", b"[]", b'{"a": "x"}', b'{"a": -1}', b"\xff"])
def test_lost_positions_cost_nothing(content):
    paths.state().mkdir(parents=True)
    (paths.state() / "positions.json").write_bytes(content)
    assert state.position("a") == 0
    state.remember("a", 5)
    assert state.position("a") == 5


def test_positions_are_bounded(monkeypatch):
    monkeypatch.setattr(state, "KEPT", 2)
    for number in range(4):
        state.remember(str(number), 1)
    assert [state.position(str(number)) for number in range(4)] == [0, 0, 1, 1]


def test_a_state_that_cannot_be_written_is_no_error():
    paths.state().parent.mkdir(parents=True)
    paths.state().write_text("")
    state.remember("a", 5)
    assert state.position("a") == 0
