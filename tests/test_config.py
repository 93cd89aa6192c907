import subprocess
import sys

import pytest

from briefing import config, paths
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
