import io
import sys

import pytest

from briefing import files
from briefing.errors import BriefingError, FileError, SourceError
from briefing.library import gathering
from briefing.library.gathering import Given, bytes_of, gather
from tests.sources.made import zipped


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def told(names, **options):
    return [one.name if isinstance(one, Given) else str(one) for one in gather(names, **options)]


def test_members_of_archives(folder):
    (folder / "x.zip").write_bytes(zipped({"b.txt": "bb", "a/c.html": "cc", "p.png": "x"}))
    given = list(gather(["x.zip"]))
    assert [one.name for one in given] == ["x.zip/a/c.html", "x.zip/b.txt"]
    assert [bytes_of(one) for one in given] == [b"cc", b"bb"]
    (folder / "x.zip").write_bytes(zipped({"b.txt": "changed"}))
    assert bytes_of(given[1]) == b"changed"
    with pytest.raises(SourceError, match="any more"):
        bytes_of(given[0])


def test_archives_that_hold_nothing(folder):
    (folder / "x.zip").write_bytes(zipped({"p.png": "x"}))
    (folder / "y.zip").write_bytes(b"PK\x03\x04 damaged")
    assert told(["x.zip", "y.zip"]) == [
        "x.zip holds no file that could be a readout; name one with text, pages, PDF, Word files or e-mails.",
        "y.zip is a damaged archive and cannot be opened; fetch it again.",
    ]


def test_lines_of_a_file(folder):
    (folder / "x.jsonl").write_bytes(b'{"text": "a"}\n\n  \n{"text": "b"}\r\n{"text": "c"}')
    given = list(gather(["x.jsonl"]))
    assert [one.name for one in given] == ["x.jsonl#1", "x.jsonl#4", "x.jsonl#5"]
    assert [bytes_of(one) for one in given] == [b'{"text": "a"}', b'{"text": "b"}', b'{"text": "c"}']
    assert {one.kind for one in given} == {"lines"}


def test_a_line_that_is_too_long_ends_it(folder, monkeypatch):
    monkeypatch.setattr(files, "LIMIT", 20)
    (folder / "x.jsonl").write_bytes(b'{"text": "a"}\n' + b"x" * 30 + b"\n{}\n")
    assert told(["x.jsonl"]) == [
        "x.jsonl#1",
        "x.jsonl#2 is a line of more than 20 bytes; take a file with shorter ones.",
    ]


def test_standard_input_and_what_is_named_twice(folder, monkeypatch):
    (folder / "a.txt").write_text("a")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Words.")))
    given = list(gather(["-", "a.txt", "a.txt", "."]))
    assert [one.name for one in given] == ["standard input", "a.txt", "./a.txt"]
    assert bytes_of(given[0]) == b"Words."


def test_the_network_is_used_only_when_asked():
    (refused,) = gather(["https://example.org/a"])
    assert isinstance(refused, BriefingError)
    assert "--fetch" in str(refused)
    (given,) = gather(["HTTPS://example.org/a"], fetch=True)
    assert given.url == "HTTPS://example.org/a"


@pytest.mark.parametrize("name", ["none.zip", "none.jsonl"])
def test_what_is_not_there_is_told(name):
    (problem,) = gather([name])
    assert isinstance(problem, FileError)
    assert "cannot be opened: no such file" in str(problem)


def test_a_file_that_is_not_there_is_told_when_it_is_read():
    (given,) = gather(["none.txt"])
    with pytest.raises(FileError):
        bytes_of(given)


def test_lines_are_known_by_their_names():
    assert gathering.kind_of_source("a/x.jsonl#12") == "lines"
    assert gathering.kind_of_source("a/x.txt#12") is gathering.kind_of_source("x.jsonl") is None
