import tomllib

from briefing import config, paths


def test_settings_in_force_are_toml(run):
    paths.config().parent.mkdir(parents=True)
    paths.config().write_text('theme = "ü \\"x\\""\n')
    found = tomllib.loads(run("config", "show").out)
    assert found["theme"] == 'ü "x"'
    assert set(found) == set(config.KEYS)


def test_what_is_shown_sets_the_same(run):
    """The printed settings, put in the place of the file."""
    paths.config().parent.mkdir(parents=True)
    paths.config().write_text(
        'preset = "newsboat"\nwidth = 60\n[keys]\ncopy = ["ctrl+y", "F12"]\ntoggle_panel = []\n'
    )
    before = config.load()
    shown = run("config", "show").out
    assert '"text.copy" = ["ctrl+y", "F12"]\n' in shown
    assert '"reader.toggle_panel" = []\n' in shown
    assert '"text.next_section" = ["n", "]"]\n' in shown
    paths.config().write_text(shown)
    assert config.load() == before
    assert run("config", "show").out == shown


def test_all_problems_are_told_a_line_each(run):
    paths.config().parent.mkdir(parents=True)
    paths.config().write_text('widht = 4\npreset = "vi"\n[keys]\n"text.tag" = "ctrl+i"\nhelp = []\n')
    done = run("config", "check")
    assert done.status == 1
    assert [line.split(": ")[0].rpartition(" ")[2] for line in done.out.splitlines()] == ["1", "2", "4", "5"]


def test_wrong_keys_are_no_hindrance_to_commands(run):
    paths.config().parent.mkdir(parents=True)
    paths.config().write_text('[keys]\n"text.tag" = "ctrl+i"\n')
    assert run("list").status == 0
    assert run("list").err == ""
    shown = run("config", "show")
    assert '"text.tag" = ["#"]' in shown.out
    assert "line 2: 'ctrl+i' cannot be told from Tab" in shown.err
    assert run("config", "check").status == 1


def test_path_and_check(run):
    assert run("config", "path").out == f"{paths.config()}\n"
    assert run("config", "check").status == 0
    paths.config().parent.mkdir(parents=True)
    paths.config().write_text("widht = 4\n")
    done = run("config", "check")
    assert done.status == 1
    assert "did you mean 'width'?" in done.out
    assert "did you mean 'width'?" in run("list").err
    assert "did you mean 'width'?" in run("paths").err


def test_paths(run):
    found = dict(line.split("\t") for line in run("paths").out.splitlines())
    assert list(found) == ["library", "bundled", "notes", "lexicons", "config", "state", "cache"]
    assert found["cache"] == str(paths.cache())
