"""Corrections on the disk: where they are written, and how they are taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing import paths
from briefing.corrections import Correction
from briefing.errors import BriefingError, DocumentError
from briefing.library.correcting import correct, undo
from briefing.library.opening import open_briefing

SOURCE = "President Ada Holm of Estonia met Prime Minister Iven Tarr of Latvia in Riga.\n"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return tmp_path / "library"


def _briefing(folder: Path, name: str = "a.md", text: str = f"---\nid: a\n---\n\n# T\n\n## A\n\n{SOURCE}"):
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text)
    return open_briefing(folder / name)


def test_nothing_can_be_taken_back_before_something_was_put_right() -> None:
    with pytest.raises(BriefingError, match=r"^There is no correction to take back\.$"):
        undo()


@pytest.mark.parametrize("history", [b"", b"{", b"{}", b"[" * 100_000, b"\xff"])
def test_a_damaged_history_is_none(history: bytes) -> None:
    paths.state().mkdir(parents=True, exist_ok=True)
    (paths.state() / "corrections.json").write_bytes(history)
    with pytest.raises(BriefingError, match="no correction to take back"):
        undo()


def test_a_heading_is_changed_in_its_file_and_changed_back(library: Path) -> None:
    found = _briefing(library)
    path = library / "a.md"
    before = path.read_bytes()
    written = correct(Correction("rename section", "A", "The lake", 0), found, str(path), library)
    assert (written.path, written.briefing) == (path, str(path))
    assert "## The lake\n" in path.read_text()
    assert undo() == path
    assert path.read_bytes() == before
    with pytest.raises(BriefingError, match="no correction"):
        undo()


def test_a_correction_that_changes_nothing_is_none(library: Path) -> None:
    found = _briefing(library)
    path = library / "a.md"
    correct(Correction("rename section", "A", "The lake", 0), found, str(path), library)
    again = open_briefing(path)
    correct(Correction("rename section", "The lake", "The lake", 0), again, str(path), library)
    undo()
    assert "## A\n" in path.read_text()


def test_what_another_program_changed_since_stays(library: Path) -> None:
    found = _briefing(library)
    path = library / "a.md"
    correct(Correction("rename section", "A", "The lake", 0), found, str(path), library)
    path.write_text(path.read_text() + "\nMine.\n")
    with pytest.raises(BriefingError) as caught:
        undo()
    assert str(caught.value) == (
        f"{path} was changed by another program since, so its corrections stay; change it by hand."
    )
    path.unlink()
    with pytest.raises(BriefingError, match="was changed by another program since"):
        undo()


def test_a_text_that_is_no_briefing_is_corrected_in_a_copy(library: Path, tmp_path: Path) -> None:
    source = tmp_path / "talks.txt"
    source.write_text(SOURCE)
    found = open_briefing(source)
    written = correct(Correction("rename section", "", "Talks", 0), found, str(source), library)
    assert written.path == library / f"{found.id}.md"
    assert written.briefing == str(written.path)
    assert source.read_text() == SOURCE
    assert "## Talks\n" in written.path.read_text()
    assert undo() == written.path
    assert not written.path.exists(), "it was made by the correction"


def test_a_text_without_a_name_must_be_imported_first(library: Path, tmp_path: Path) -> None:
    from dataclasses import replace

    source = tmp_path / "talks.txt"
    source.write_text(SOURCE)
    nameless = replace(open_briefing(source), id="")
    with pytest.raises(DocumentError, match=r"^This text has no name to be kept under; import it first\.$"):
        correct(Correction("rename section", "", "Talks", 0), nameless, str(source), library)
    assert not library.exists()


def test_an_entry_of_the_lexicon_is_written_and_goes_again(library: Path) -> None:
    found = _briefing(library)
    (entity,) = (one for one in found.entities if one.name == "Riga")
    written = correct(Correction("hide", entity.id), found, str(library / "a.md"), library)
    assert written.path == paths.lexicons() / "corrections.toml"
    assert "hidden = true" in written.path.read_text()
    undo()
    assert not written.path.exists()
