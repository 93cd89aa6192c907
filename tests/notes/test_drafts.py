from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing import files
from briefing.errors import FileChanged, FileError
from briefing.notes import Draft, Drafts, anchor
from tests.notes.samples import BRIEFING, TAGS

SPOT = anchor(BRIEFING, 10, 40)


@given(st.text(max_size=30), st.text(max_size=30), st.text(), TAGS)
def test_a_draft_comes_back_as_it_was(tmp_path_factory, briefing_id: str, key: str, text: str, tags) -> None:
    folder = tmp_path_factory.mktemp("drafts")
    draft = Draft(SPOT, "quoted", text, tags, "abcdef", "2024-04-03T09:14:00")
    Drafts(folder).keep(briefing_id, key, draft)
    assert Drafts(folder).find(briefing_id) == {key: draft}
    assert Drafts(folder).briefings() == (briefing_id,)
    (path,) = folder.iterdir()
    assert set(path.name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-.")


def test_each_key_has_its_draft(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path / "drafts")
    for briefing_id, key in (("a", "b-c"), ("a-b", "c"), ("a", "b--c"), ("a--b", "c")):
        drafts.keep(briefing_id, key, Draft(SPOT, text=f"{briefing_id} {key}"))
    drafts.keep("a", "b-c", Draft(SPOT, text="later"))
    assert {key: draft.text for key, draft in drafts.find("a").items()} == {"b-c": "later", "b--c": "a b--c"}
    drafts.discard("a", "b-c")
    drafts.discard("a", "b-c")
    assert list(drafts.find("a")) == ["b--c"]
    assert list(drafts.find("a--b")) == ["c"]


def test_looking_for_drafts_creates_nothing(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path / "drafts")
    assert drafts.find("a") == {}
    drafts.discard("a", "b")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[]",
        b"{}",
        b"[" * 100000,
        b'{"briefing": "a", "anchor": 3}',
        b"\xff",
        b'{"a": NaN}',
        b'{"briefing":"a","key":"k","anchor":{"target":1},"quote":"","text":"","tags":[],"note_id":"","written":""}',
    ],
)
def test_a_broken_draft_is_passed_over_and_stays(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a--k.draft.json"
    path.write_bytes(data)
    (tmp_path / "folder.draft.json").mkdir()
    drafts = Drafts(tmp_path)
    drafts.keep("a", "good", Draft(SPOT))
    assert list(drafts.find("a")) == ["good"]
    assert path.read_bytes() == data


def test_a_draft_that_cannot_be_kept_says_so(tmp_path: Path) -> None:
    (tmp_path / "drafts").write_text("in the way")
    with pytest.raises(FileError):
        Drafts(tmp_path / "drafts").keep("a", "k", Draft(SPOT))


def test_a_draft_that_another_program_writes_all_the_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drafts, tries = Drafts(tmp_path), []

    def late(path: Path, data: bytes, base: str | None) -> None:
        tries.append(base)
        raise FileChanged("It was changed.")

    monkeypatch.setattr(files, "save", late)
    with pytest.raises(FileError) as caught:
        drafts.keep("a", "k", Draft(SPOT))
    assert str(caught.value) == (
        f"The draft {tmp_path}/a--k.draft.json is being written by another program; close that, or wait."
    )
    assert len(tries) == 5


def test_a_draft_that_another_program_wrote_once_is_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drafts, save, theirs = Drafts(tmp_path), files.save, [b"theirs"]

    def late(path: Path, data: bytes, base: str | None) -> None:
        if theirs:
            path.write_bytes(theirs.pop())
        save(path, data, base)

    monkeypatch.setattr(files, "save", late)
    drafts.keep("a", "k", Draft(SPOT, text="mine"))
    assert drafts.find("a")["k"].text == "mine"


def test_a_draft_that_cannot_be_removed_says_so(tmp_path: Path) -> None:
    (tmp_path / "a--k.draft.json").mkdir()
    with pytest.raises(FileError) as caught:
        Drafts(tmp_path).discard("a", "k")
    assert str(caught.value) == (
        f"The draft {tmp_path}/a--k.draft.json cannot be removed: is a directory; "
        "move it away, or name a file."
    )


@pytest.mark.parametrize(
    "change", [{"start": "1"}, {"start": True}, {"revision": None}, {"target": 1}, {"orphan": 0}]
)
def test_a_draft_whose_place_is_none_is_passed_over(tmp_path: Path, change: dict[str, object]) -> None:
    Drafts(tmp_path).keep("a", "k", Draft(SPOT))
    (path,) = tmp_path.iterdir()
    record = json.loads(path.read_bytes())
    record["anchor"] |= change
    path.write_text(json.dumps(record))
    assert Drafts(tmp_path).find("a") == {}


def test_a_draft_of_an_earlier_version_is_read(tmp_path: Path) -> None:
    Drafts(tmp_path).keep("a", "k", Draft(SPOT, text="x"))
    (path,) = tmp_path.iterdir()
    record = json.loads(path.read_bytes())
    del record["anchor"]["orphan"], record["anchor"]["quoted"]
    path.write_text(json.dumps(record))
    assert Drafts(tmp_path).find("a") == {"k": Draft(SPOT, text="x")}
