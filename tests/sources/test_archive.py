import struct

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefing.errors import SourceError
from briefing.sources import archive
from tests.sources.made import zipped

MEMBERS = {
    "b.txt": "bb",
    "a/c.html": "cc",
    "a/picture.png": "x",
    ".hidden/d.txt": "x",
    "e.notes.md": "x",
    "f.zip": "x",
}


def test_members_that_can_be_readouts_are_read_in_order():
    opened = archive.opened(zipped(MEMBERS), "x.zip")
    assert archive.readable(opened) == ["a/c.html", "b.txt"]
    assert archive.read(opened, "a/c.html") == b"cc"
    with pytest.raises(SourceError, match=r"no gone\.txt"):
        archive.read(opened, "gone.txt")


def test_a_member_that_is_larger_than_it_says_is_not_read_on(monkeypatch):
    monkeypatch.setattr(archive, "LIMIT", 10)
    opened = archive.opened(zipped({"a.txt": "a" * 11}), "x.zip")
    with pytest.raises(SourceError, match="more than the 10 bytes"):
        archive.read(opened, "a.txt")


def test_names_that_repeat_are_a_trap():
    data = zipped({"a.txt": "a", "b.txt": "b"}).replace(b"b.txt", b"a.txt")
    with pytest.raises(SourceError, match="two members of one name"):
        archive.opened(data, "x.zip")


def test_the_list_of_members_is_not_read_when_it_says_that_it_is_long():
    data = zipped({"a.txt": "a"})
    at = data.rfind(b"PK\x05\x06")
    lying = data[: at + 10] + struct.pack("<HI", 60_000, 10) + data[at + 16 :]
    with pytest.raises(SourceError, match="more than 2,000"):
        archive.opened(lying, "x.zip")


@example(at=109, junk=b"\0\0")  # the length of a name in the list of members
@given(st.integers(0, 400), st.binary(min_size=1, max_size=4))
def test_a_damaged_archive_is_refused_in_a_sentence(at, junk):
    data = zipped({"a.txt": "abc" * 20, "b.txt": "b"})
    at %= len(data)
    damaged = data[:at] + junk + data[at + len(junk) :]
    try:
        opened = archive.opened(damaged, "x.zip")
        for name in archive.readable(opened):
            archive.read(opened, name)
    except SourceError as error:
        assert str(error).endswith(".")
