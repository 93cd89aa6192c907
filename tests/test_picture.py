"""Pictures of the screen: believed only whole, on the same terminal, while what they show is as it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing import paths, picture

FRAME = "\x1b[1;1H\x1b[1mNordland\x1b[0m – ●"


def kept(tmp_path: Path) -> tuple[str, Path]:
    shown = tmp_path / "talks\n.md"
    shown.write_text("Nordland")
    name = picture.name_of(str(shown), (80, 24), ())
    picture.keep(name, FRAME, [shown, tmp_path / "absent.md"])
    return name, shown


def file_of(name: str) -> Path:
    return paths.cache() / "pictures" / f"{name}.picture"


def test_a_picture_is_found_again(tmp_path: Path) -> None:
    name, _ = kept(tmp_path)
    assert picture.find(name) == FRAME
    assert picture.find("another") == ""


def test_a_newer_picture_takes_the_place_of_an_older_one(tmp_path: Path) -> None:
    name, shown = kept(tmp_path)
    picture.keep(name, "later", [shown])
    assert picture.find(name) == "later"


def test_a_picture_of_a_file_that_changed_is_not_believed(tmp_path: Path) -> None:
    name, shown = kept(tmp_path)
    shown.write_text("Sudria and Nordland")
    assert picture.find(name) == ""


def test_a_file_that_was_not_there_counts_too(tmp_path: Path) -> None:
    name, _ = kept(tmp_path)
    (tmp_path / "absent.md").write_text("a note")
    assert picture.find(name) == ""


@given(st.data())
def test_a_damaged_picture_is_not_believed(data: st.DataObject) -> None:
    name = "damaged"
    picture.keep(name, FRAME, [])
    assert picture.find(name) == FRAME
    whole = file_of(name).read_bytes()
    at = data.draw(st.integers(0, len(whole) - 1))
    cut = data.draw(st.booleans())
    file_of(name).write_bytes(whole[:at] if cut else whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
    assert picture.find(name) == ""


def test_a_picture_is_of_one_terminal_and_its_options(monkeypatch: pytest.MonkeyPatch) -> None:
    here = picture.name_of("talks.md", (80, 24), ("library",))
    assert here == picture.name_of("./talks.md", (80, 24), ("library",))
    assert here != picture.name_of("talks.md", (81, 24), ("library",))
    assert here != picture.name_of("talks.md", (80, 24), ("another",))
    assert here != picture.name_of("other.md", (80, 24), ("library",))
    monkeypatch.setenv("NO_COLOR", "1")
    assert here != picture.name_of("talks.md", (80, 24), ("library",))


def test_only_the_newest_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture, "KEPT", 3)
    for number in range(5):
        picture.keep(f"name{number}", FRAME, [])
    assert sum(bool(picture.find(f"name{number}")) for number in range(5)) == 3
    assert picture.find("name4")


def test_a_disk_that_refuses_costs_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    monkeypatch.setattr(paths, "cache", lambda: blocked)
    picture.keep("name", FRAME, [])
    assert picture.find("name") == ""
