"""The set of hostile files that lies beside the project, where it does, in the reader and in an import.

    pytest -n0 -m long tests/hostile/test_full_set.py

takes half an hour. The set is made anew, and looked at by the instruments that come with it.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

TOOLS = ROOT.parent / "shared" / "tools"
PROGRAM = [sys.executable, "-m", "briefing"]
READ = "expect Keys 15; idle 0.5; key pagedown*4; key end; idle 0.4; key home; wait 0.2; key ctrl+q"

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(not (TOOLS / "hostile.py").exists(), reason="the set is not beside the project"),
]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("set") / "files"
    subprocess.run([sys.executable, TOOLS / "hostile.py", "make", folder], check=True, capture_output=True)
    return folder


def attack(files: Path, *options: str) -> None:
    """Every file, or those that the options choose, through a command; what goes wrong is told."""
    done = subprocess.run(
        [sys.executable, str(TOOLS / "hostile.py"), "attack", str(files), *options],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4000:]


def test_every_file_in_the_reader(files: Path) -> None:
    attack(files, "--", *PROGRAM, "{}")


@pytest.mark.parametrize("kind", ["controls/", "frontmatter/"])
def test_what_must_open_is_shown(files: Path, kind: str) -> None:
    attack(files, "--need-canary", "--only", kind, "--keys", READ, "--", *PROGRAM, "{}")


def test_every_folder_imported_and_listed(files: Path, tmp_path: Path) -> None:
    leak = [
        sys.executable,
        str(TOOLS / "ptyleak.py"),
        "--also",
        "inline",
        "--timeout",
        "600",
        "--grace",
        "500",
        "--",
    ]
    for folder in sorted(path for path in files.iterdir() if path.is_dir()):
        into = str(tmp_path / folder.name)
        for command in (["import", str(folder), "--into", into], ["list", "--library", str(folder)]):
            done = subprocess.run(
                [*leak, *PROGRAM, *command], capture_output=True, text=True, cwd=ROOT, check=False
            )
            assert done.returncode == 0, (folder.name, command[0], done.stdout[-2000:])
