"""What must not be loaded for what is to be quick."""

import subprocess
import sys

import pytest

from tests.conftest import ROOT

HEAVY = ("textual", "pydantic", "yaml", "markdown_it", "rich", "rapidfuzz", "sqlite3", "tomllib")
CORE = (
    "model",
    "errors",
    "files",
    "paths",
    "printable",
    "actions",
    "keynames",
    "keymap",
    "config",
    "state",
    "schema",
    "document",
    "sources",
    "analysis",
    "comparison",
    "notes",
    "export.structure",
    "export.compared",
    "export.positions",
    "export.redline",
    "export.aloud",
    "export.plain",
    "export.markdown",
    "export.html",
    "export.annotations",
    "export.table",
    "export.templates",
    "library.opening",
    "library.catalogue",
    "library.importing",
    "library.checking",
    "library.following.questions",
    "library.following.sheets",
    "library.following.outlines",
    "library.comparing",
    "library.meetings",
)


def loaded(code):
    """Which of the heavy packages some code has loaded at its end, in a process of its own.

    What measures coverage may have loaded them before.
    """
    anew = f"import sys\nfor name in {HEAVY!r}: sys.modules.pop(name, None)"
    code = f"{anew}\n{code}\nprint('loaded', *[name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert not done.stderr
    return set(done.stdout.splitlines()[-1].split()[1:])


def test_the_core_never_loads_textual():
    imports = "\n".join(f"import briefing.{name}" for name in CORE)
    assert "textual" not in loaded(imports)


def test_the_package_alone_loads_nothing():
    code = (
        "import sys; old = set(sys.modules); import briefing; assert set(sys.modules) - old == {'briefing'}"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)


COMMANDS = [
    ["--help"],
    ["--version"],
    ["show", "--help"],
    ["import", "--help"],
    ["export", "--help"],
    ["entity", "--help"],
    ["notes", "add", "--help"],
    ["compare", "--help"],
    ["paths"],
    ["doctor", "--help"],
    ["completion", "bash"],
    ["man"],
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_help_loads_nothing_heavy(command):
    code = f"from briefing.cli import main\ntry: main({command!r})\nexcept SystemExit: pass"
    assert not loaded(code)


def test_a_briefing_opened_before_needs_no_parser(seed):
    code = f"from briefing.library.opening import open_briefing\nassert open_briefing({str(seed)!r}).text"
    assert loaded(code)
    assert not loaded(code)


@pytest.mark.parametrize("given", [[], ["some-briefing"], ["some/text.md"]])
def test_what_is_only_to_be_read_is_not_parsed(given):
    code = (
        "import sys; from briefing.cli import main\n"
        f"main({given!r})\n"  # there is no terminal
        "assert 'briefing.cli.reading' in sys.modules and 'argparse' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT, stdout=subprocess.PIPE)


def test_a_library_listed_before_needs_no_parser(tmp_path):
    (tmp_path / "a.md").write_text("---\nid: a\n---\n\n# A\n\n## B\n\nwords\n")
    code = f"from briefing.library.catalogue import Library\nassert Library({str(tmp_path)!r}).find('a')"
    assert loaded(code) >= {"yaml", "pydantic"}
    assert not loaded(code)


def test_from_python():
    import briefing

    found = briefing.analyse("The Foreign Minister of Norway met the Foreign Minister of Sweden.")
    assert found.sections
    assert briefing.Library.__name__ == "Library"
    assert callable(briefing.read)
    assert set(briefing.__all__) <= set(dir(briefing))
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = briefing.nothing
