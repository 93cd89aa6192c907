import tomllib

from briefing import config, paths


def test_settings_in_force_are_toml(run):
    paths.config().parent.mkdir(parents=True)
    paths.config().write_text('theme = "ü \\"x\\""\n')
    found = tomllib.loads(run("config", "show").out)
    assert found["theme"] == 'ü "x"'
    assert set(found) == set(config.KEYS)


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
