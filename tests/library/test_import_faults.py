"""Every file operation of an import is refused, cut in half, or the last one: what is there is whole."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from briefing import document
from briefing.errors import BriefingError
from briefing.library.checking import check
from briefing.library.importing import Import
from briefing.sources.markdown import folded
from tests.faults import SOME_OR_EVERY, TROUBLES, Trouble, happened, steps, unconfirmed

TEXT = "Minister Berg of Norway met Minister Lund of Sweden.\n\nThey discussed the lake and its {}.\n"


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which everything lies that an import reads and writes."""
    folder = tmp_path / "work"
    for kind in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(folder / kind.lower()))
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT.format("fish"))
    (folder / "b.txt").write_text("The Prime Minister of Norway received the Prime Minister of Denmark.\n")
    monkeypatch.chdir(folder)
    monkeypatch.setattr(os, "fsync", unconfirmed)
    return folder


def take_in() -> None:
    outcomes = list(Import(["a.txt", "b.txt"], Path("library"), jobs=1))
    refused = [str(one) for one in outcomes if isinstance(one, BriefingError)]
    if refused:
        raise BriefingError("; ".join(refused))


def walk(work: Path, trouble: Trouble, step: int, act: Callable[[], object]) -> Iterator[bool]:
    shutil.copytree(work, work.parent / "first")
    for at in steps(trouble, step):
        for child in work.iterdir():
            shutil.rmtree(child) if child.is_dir() else child.unlink()
        shutil.copytree(work.parent / "first", work, dirs_exist_ok=True)
        reached, told = happened(trouble, at, work, act)
        if not reached:
            return
        yield told


def words() -> list[str]:
    found = [document.read(path.read_text()).source.text for path in sorted(Path("library").glob("*.md"))]
    return sorted(map(folded, found))


@SOME_OR_EVERY
@pytest.mark.parametrize("trouble", TROUBLES, ids=str)
def test_new_ones(work: Path, trouble: Trouble, step: int) -> None:
    wanted = sorted(folded(Path(name).read_text()) for name in ("a.txt", "b.txt"))
    for told in walk(work, trouble, step, take_in):
        assert all(check(path) == [] for path in Path("library").glob("*.md"))
        assert not told or words() == wanted
        assert set(words()) <= set(wanted)
        take_in()
        assert words() == wanted


@SOME_OR_EVERY
@pytest.mark.parametrize("trouble", TROUBLES, ids=str)
def test_a_new_version(work: Path, trouble: Trouble, step: int) -> None:
    take_in()
    (made,) = (path for path in Path("library").glob("*.md") if "the lake" in path.read_text())
    made.write_text(made.read_text().replace("\n## ", "\n## My ", 1))
    old = made.read_bytes()
    (work / "a.txt").write_text(TEXT.format("many fish"))
    for told in walk(work, trouble, step, take_in):
        present = made.read_text()
        assert present.encode() == old or ("many fish" in present and "## My " in present)
        # Where the old one could not be read, the new one stands beside it.
        assert not told or any("many fish" in text for text in words())
        take_in()
        assert any("many fish" in text for text in words())
        assert all(check(path) == [] for path in Path("library").glob("*.md"))
