import os

import pytest

from briefing import files
from briefing.errors import FileChanged, FileError
from briefing.library import together


def test_files_are_put_in_place_and_nothing_is_left_over(tmp_path):
    groups = [[(tmp_path / f"{n}.gz", b"o"), (tmp_path / f"{n}.md", b"%d" % n)] for n in range(5)]
    assert together.put(groups) == [None] * 5
    assert (tmp_path / "3.md").read_bytes() == b"3"
    assert len(os.listdir(tmp_path)) == 10


@pytest.mark.parametrize("make", ["file", "link"])
def test_what_stands_there_is_not_touched(tmp_path, make):
    if make == "file":
        (tmp_path / "a.md").write_text("mine")
    else:
        (tmp_path / "a.md").symlink_to(tmp_path / "elsewhere")
    errors = together.put([[(tmp_path / "a.md", b"theirs")], [(tmp_path / "b.md", b"b")]])
    assert isinstance(errors[0], FileChanged)
    assert errors[1] is None
    assert sorted(os.listdir(tmp_path)) == ["a.md", "b.md"]
    assert make == "link" or (tmp_path / "a.md").read_text() == "mine"


def test_of_a_group_nothing_follows_what_could_not_be_put(tmp_path):
    (tmp_path / "a.gz").write_text("mine")
    (error,) = together.put([[(tmp_path / "a.gz", b"o"), (tmp_path / "a.md", b"a")]])
    assert error is not None
    assert os.listdir(tmp_path) == ["a.gz"]


def test_a_folder_that_is_not_there_is_told(tmp_path):
    errors = together.put([[(tmp_path / "none" / "a.md", b"a")], [(tmp_path / "b.md", b"b")]])
    assert isinstance(errors[0], FileError)
    assert errors[1] is None
    assert os.listdir(tmp_path) == ["b.md"]


def test_without_the_one_call_each_file_is_confirmed(tmp_path, monkeypatch):
    confirmed = []
    monkeypatch.setattr(together, "_sync_file_system", lambda _: False)
    monkeypatch.setattr(os, "fsync", lambda descriptor: confirmed.append(os.fstat(descriptor).st_mode))
    assert together.put([[(tmp_path / f"{n}.md", b"a")] for n in range(3)]) == [None] * 3
    assert len(confirmed) == 4  # and the folder


def test_a_disk_that_does_not_confirm_gets_no_names(tmp_path, monkeypatch):
    def fail(_):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(together, "_sync_file_system", lambda _: False)
    monkeypatch.setattr(os, "fsync", fail)
    errors = together.put([[(tmp_path / f"{n}.md", b"a")] for n in range(3)])
    assert {str(error) for error in errors} == {
        "The disk does not confirm what was written: input/output error; "
        "save elsewhere what you need of this disk, since it fails."
    }
    assert os.listdir(tmp_path) == []


def test_what_a_kill_leaves_is_swept(tmp_path):
    name = files.temporary_name(str(tmp_path / "a.md"))
    with open(name, "w") as file:
        file.write("half")
    os.utime(name, (0, 0))
    files.sweep(tmp_path)
    assert os.listdir(tmp_path) == []
