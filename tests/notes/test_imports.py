from __future__ import annotations

import subprocess
import sys

SHOWING = """
import sys
from pathlib import Path
from briefing.notes import Drafts, NotesStore
from tests.notes.samples import BRIEFING, note
folder = Path(sys.argv[1])
if sys.argv[2] == "write":
    NotesStore(folder / "notes", folder / "state").add(BRIEFING, note(10, 40, "Words."))
else:
    before = set(sys.modules)
    assert NotesStore(folder / "notes", folder / "state").load(BRIEFING).notes
    Drafts(folder / "drafts").find("x")
    print(*sorted(set(sys.modules) - before))
"""


def test_showing_notes_loads_nothing_heavy(tmp_path) -> None:
    def run(what: str) -> str:
        command = [sys.executable, "-c", SHOWING, str(tmp_path), what]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    run("write")
    assert not {"rapidfuzz", "difflib", "gzip", "json", "pydantic", "textual", "secrets"} & set(
        run("show").split()
    )


def test_importing_notes_loads_nothing_heavy() -> None:
    heavy = ["rapidfuzz", "difflib", "gzip", "json", "pydantic", "textual", "secrets", "sqlite3", "yaml"]
    anew = f"import sys; [sys.modules.pop(name, None) for name in {heavy!r}]"  # loaded to measure coverage
    code = f"{anew}; import briefing.notes; print(*(set({heavy!r}) & set(sys.modules)))"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
        == "\n"
    )
