from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from briefing.errors import NotesError
from briefing.model import Note
from briefing.notes import anchor, body, changes, page
from tests.notes import samples
from tests.notes.samples import BRIEFING, TAGS, TEXTS, files, notes


def _filled(count: int, data: bytes = b"") -> bytes:
    for number in range(count):
        spot = anchor(BRIEFING, 40 * number, 40 * number + 30)
        words = BRIEFING.text[spot.start : spot.end]
        data = changes.added(
            page.parse(data), Note(f"note{number:02}", spot, words, f"text {number}"), BRIEFING
        )
    return data


@given(notes(), st.sampled_from(["\n", "\r\n"]))
def test_a_note_comes_back_as_it_was_written(note: Note, line_end: str) -> None:
    empty = page.parse(f"---\nbriefing: x\n---\n\nMine.{line_end}".encode())
    written = replace(
        note,
        id="abc123",
        created="2024-04-03T09:14",
        text=body.canonical_text(note.text),
        tags=body.canonical_tags(note.tags),
    )
    (found,) = page.parse(changes.added(empty, written, BRIEFING)).notes
    assert replace(found, quote="") == replace(written, quote="")
    assert found.quote.split() == written.quote.split()


@given(files(), notes())
def test_adding_leaves_everything_else(data: bytes, note: Note) -> None:
    old = page.parse(data)
    assume(not old.locked)
    new = changes.added(old, replace(note, id="abc123"), BRIEFING)
    found = page.parse(new)
    assert "abc123" in [known.id for known in found.notes]
    assert not found.locked
    start = next(
        at for at in range(len(data) + 1) if at == len(data) or data[at : at + 1] != new[at : at + 1]
    )
    kept = len(data) - start
    assert new.endswith(data[start:]) and len(new) - kept >= start
    assert _others(old, "abc123") == _others(found, "abc123")


@given(files(with_note=True), st.data())
def test_editing_changes_one_block(data: bytes, choice: st.DataObject) -> None:
    old = page.parse(data)
    assume(old.notes and not old.locked)
    chosen = choice.draw(st.sampled_from(old.notes))
    text, tags = choice.draw(TEXTS), choice.draw(TAGS)
    passage = chosen.anchor.target == "passage"
    spot = choice.draw(st.sampled_from([None, anchor(BRIEFING, 110, 150)] if passage else [None]))
    new = changes.edited(old, chosen.id, text=text, tags=tags, anchor=spot)
    found = page.parse(new)
    block = changes.found(old, chosen.id)
    at = old.blocks.index(block)
    before = "".join(other.raw for other in old.blocks[:at]).encode()
    after = "".join(other.raw for other in old.blocks[at + 1 :]).encode()
    assert new.startswith(before)
    assert new.endswith(after)
    assert not found.locked
    changed = next(note for note in found.notes if note.id == chosen.id)
    assert changed.text == body.canonical_text(text)
    assert changed.tags == body.canonical_tags(tags)
    assert changed.quote == chosen.quote
    if spot:
        assert replace(changed.anchor, heading="") == replace(spot, heading="")
    assert _others(old, chosen.id) == _others(found, chosen.id)


@given(files(with_note=True), st.data())
def test_editing_nothing_changes_nothing(data: bytes, choice: st.DataObject) -> None:
    old = page.parse(data)
    unique = [block.note for block in old.blocks if isinstance(block, page.NoteBlock) and not block.repeated]
    assume(unique)
    chosen = choice.draw(st.sampled_from(unique))
    assert changes.edited(old, chosen.id, text=chosen.text, tags=chosen.tags) == data


@given(files(with_note=True), st.data())
def test_deleting_takes_one_block(data: bytes, choice: st.DataObject) -> None:
    old = page.parse(data)
    assume(old.notes and not old.locked)
    chosen = choice.draw(st.sampled_from(old.notes))
    block = changes.found(old, chosen.id)
    new = changes.deleted(old, chosen.id)
    at = old.blocks.index(block)
    assert new == "".join(other.raw for other in (*old.blocks[:at], *old.blocks[at + 1 :])).encode()


def test_moving_an_anchor_changes_the_marker_line_alone() -> None:
    old = _filled(3)
    new = changes.edited(page.parse(old), "note01", anchor=anchor(BRIEFING, 5, 9))
    changed = [(a, b) for a, b in zip(old.split(b"\n"), new.split(b"\n"), strict=True) if a != b]
    assert len(changed) == 1
    assert changed[0][1].startswith(b"<!-- note note01 opening/1 5-9 rev=")


def test_notes_stand_in_the_order_of_the_text() -> None:
    data = b""
    for start in (400, 10, 200, 120, 300, 0, 210):
        spot = anchor(BRIEFING, start, start + 8)
        data = changes.added(page.parse(data), Note(f"n{start:05}", spot, "x"), BRIEFING)
    starts = [note.anchor.start for note in page.parse(data).notes]
    assert starts == sorted(starts)


def test_a_section_of_the_users_own_keeps_its_place() -> None:
    own = b"# My file\n\nIntro.\n\n## The lake\n\nWhat I know.\n\n## Conclusions\n\nMine.\n"
    new = changes.added(page.parse(own), samples.note(110, 130, name="aaaaaa"), BRIEFING).decode()
    lake = changes.added(page.parse(own), samples.note(210, 230, name="aaaaaa"), BRIEFING).decode()
    order = ["# My file", "## Trade", "### Strelsau", "## The lake", "## Conclusions"]
    assert [new.index(words) for words in order] == sorted(new.index(words) for words in order)
    order = ["What I know.", "### Strelsau", "## Conclusions"]
    assert [lake.index(words) for words in order] == sorted(lake.index(words) for words in order)


def test_line_ends_are_the_files_own() -> None:
    data = changes.added(
        page.parse(b"# Mine\r\n\r\nWords.\r\n"), samples.note(0, 20, "a\nb", ("c",), "aaaaaa"), BRIEFING
    )
    assert data.count(b"\n") == data.count(b"\r\n")


def test_a_repeated_id_is_replaced_when_its_note_is_changed() -> None:
    once = _filled(1)
    block = once[once.index(b"### ") :]
    twice = page.parse(once + b"\n" + block)
    first, second = twice.notes
    assert first.id == "note00" != second.id
    new = page.parse(changes.edited(twice, second.id, text="other"))
    assert [note.id for note in new.notes] == [first.id, second.id]
    assert new.problems == ()


def test_a_lost_marker_is_given_back_with_an_anchor() -> None:
    whole = _filled(1)
    line = next(line for line in whole.split(b"\n") if line.startswith(b"<!--"))
    old = page.parse(whole.replace(line + b"\n\n", b""))
    assert [note.id for note in old.notes] == ["note00"]
    assert "marker" in old.problems[0]
    again = page.parse(changes.edited(old, "note00", anchor=anchor(BRIEFING, 0, 30)))
    assert again.problems == ()
    assert again.notes[0].anchor == anchor(BRIEFING, 0, 30)


def test_an_unknown_note_cannot_be_changed() -> None:
    with pytest.raises(NotesError, match="holds no note"):
        changes.edited(page.parse(b""), "abcdef", text="x")


def _others(found: page.Page, but: str) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(note.quote, note.text, note.tags) for note in found.notes if note.id != but]
