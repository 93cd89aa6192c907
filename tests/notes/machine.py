"""Two instances, an editor, kills and bad disks on one notes file, against what every note should say."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    precondition,
    rule,
)

from briefing.errors import BriefingError, NotesError
from briefing.model import Note
from briefing.notes import NotesStore, body, page
from tests.faults import REFUSALS, Operations, killed, refuse, unconfirmed
from tests.notes.samples import BRIEFING, TAGS, TEXTS, note

Value = tuple[str, tuple[str, ...]]
"""What a note says: its text and its tags."""
Notes = dict[str, Value]

MOST_OPERATIONS = 70
UNDOABLE = 20


@dataclass(frozen=True, slots=True)
class Change:
    """What an instance is about to do to one note; None where there is none."""

    name: str
    before: Value | None
    after: Value | None
    make: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Mishap:
    """What happens at some operation of a change: nothing, a kill, a refusal, or an editor that saves."""

    kind: str
    at: int
    code: int = 0


MISHAPS = st.one_of(
    st.just(Mishap("none", 0)),
    st.builds(Mishap, st.sampled_from(["kill", "editor"]), st.integers(1, MOST_OPERATIONS)),
    st.builds(Mishap, st.just("refusal"), st.integers(1, MOST_OPERATIONS), st.sampled_from(REFUSALS)),
)
WORDS = st.one_of(st.text(max_size=20), TEXTS)
WHO, CHOICE = st.integers(0, 1), st.integers(0, 1000)
LINES = (
    "{}",
    "## Mine {}",
    "> {}",
    "- {}",
    "Tags: #{}",
    "{}\n\n```\n\n{}",
    "---\n{}",
    "\n{}\n",
    "# {}",
    "    {}",
)


class Stores(RuleBasedStateMachine):
    seen = Bundle("seen")
    """Notes as somebody once saw them; many have changed since."""

    def __init__(self) -> None:
        super().__init__()
        self.no_waiting = mock.patch.object(os, "fsync", unconfirmed)
        self.no_waiting.start()
        self.folder = Path(tempfile.mkdtemp(prefix="notes-"))
        self.stores = [NotesStore(self.folder / "notes", self.folder / "state") for _ in range(2)]
        self.path = self.stores[0].path(BRIEFING.id)
        self.expected: Notes = {}
        self.changes: list[Change] = []
        """Those that undo may take back."""
        self.by_hand: set[str] = set()
        """Words of the editor that nobody took out knowingly."""
        self.touched = False
        """Whether the editor ever changed a note; then undo may have reasons of its own to refuse."""
        self.turn = self.made = 0

    def teardown(self) -> None:
        self.no_waiting.stop()
        shutil.rmtree(self.folder)

    @property
    def data(self) -> bytes:
        return self.path.read_bytes() if self.path.exists() else b""

    def read(self) -> Notes:
        return {found.id: (found.text, found.tags) for found in page.parse(self.data).notes}

    def known(self, who: int, choice: int) -> Note | None:
        notes = self.stores[who].load(BRIEFING).notes
        return notes[choice % len(notes)] if notes else None

    @invariant()
    def nothing_is_lost(self) -> None:
        notebook = self.stores[0].load(BRIEFING)
        assert {found.id: (found.text, found.tags) for found in notebook.notes} == self.expected
        assert set(notebook.placements) == set(self.expected)
        assert notebook.writable
        gone = {words for words in self.by_hand if words.encode() not in self.data}
        trash = b"".join(path.read_bytes() for path in self.folder.glob("state/notes-trash/*"))
        assert not [words for words in gone if words.encode() not in trash]

    # What the instances do

    @initialize(count=st.integers(0, 3))
    def begin(self, count: int) -> None:
        for number in range(count):
            self.add(number % 2, 100 * number, f"Note {number}.", ("first",), Mishap("none", 0))

    @rule(target=seen, who=WHO, choice=CHOICE)
    def look(self, who: int, choice: int):
        known = self.known(who, choice)
        return multiple(known) if known else multiple()

    @rule(who=WHO, start=st.integers(0, 400), text=WORDS, tags=TAGS, mishap=MISHAPS)
    def add(self, who: int, start: int, text: str, tags: tuple[str, ...], mishap: Mishap) -> None:
        self.turn += 1
        added = note(start, start + 9, text, tags, f"added{self.turn}")
        change = Change(added.id, None, _value(added), lambda: self.stores[who].add(BRIEFING, added))
        self.do(change, mishap)

    @rule(who=WHO, choice=CHOICE, text=WORDS, tags=TAGS, mishap=MISHAPS)
    def edit(self, who: int, choice: int, text: str, tags: tuple[str, ...], mishap: Mishap) -> None:
        known = self.known(who, choice)
        if known:
            self.edit_what_was_seen(who, known, text, tags, mishap)

    @rule(who=WHO, known=seen, text=WORDS, tags=TAGS, mishap=MISHAPS)
    def edit_what_was_seen(
        self, who: int, known: Note, text: str, tags: tuple[str, ...], mishap: Mishap
    ) -> None:
        wanted = replace(known, text=text, tags=tags)
        after = _merged(self.expected.get(known.id), known, _value(wanted))
        make = lambda: self.stores[who].edit(BRIEFING, known, wanted)  # noqa: E731
        self.do(Change(known.id, self.expected.get(known.id), after, make), mishap, known)

    @rule(who=WHO, choice=CHOICE, mishap=MISHAPS)
    def delete(self, who: int, choice: int, mishap: Mishap) -> None:
        known = self.known(who, choice)
        if known:
            self.delete_what_was_seen(who, known, mishap)

    @rule(who=WHO, known=seen, mishap=MISHAPS)
    def delete_what_was_seen(self, who: int, known: Note, mishap: Mishap) -> None:
        now = self.expected.get(known.id)
        if now == (known.text, known.tags):
            make = lambda: self.stores[who].delete(BRIEFING, known)  # noqa: E731
            self.do(Change(known.id, now, None, make), mishap)
        else:
            with pytest.raises(NotesError):
                self.stores[who].delete(BRIEFING, known)

    @rule(who=WHO, mishap=MISHAPS)
    def undo(self, who: int, mishap: Mishap) -> None:
        last = self.last_change()
        if last and self.sure:
            make = lambda: self.stores[who].undo(BRIEFING)  # noqa: E731
            self.do(Change(last.name, last.after, last.before, make), mishap, undoable=False)
            return
        cut = self.cut
        try:
            self.stores[who].undo(BRIEFING)
        except NotesError:
            return
        assert not self.sure
        found = self.read()
        different = [name for name in {*found, *self.expected} if found.get(name) != self.expected.get(name)]
        assert len(different) == 1 or cut
        self.expected = found

    @property
    def cut(self) -> bool:
        """Whether only the words of notes are sure, and not where they end.

        A note that was cut in two by hand has a part that goes by another name when the rest changes, and
        that ends where the next heading is. One that a heading of the first level was put into takes in
        what stands below, up to the next one.
        """
        blocks = (one for one in page.parse(self.data).blocks if isinstance(one, page.NoteBlock))
        return any(one.repeated or not one.marked or one.level < 2 for one in blocks)

    @property
    def sure(self) -> bool:
        """Whether it is known what undo does."""
        return not self.touched and self.made <= UNDOABLE and self.path.exists()

    def last_change(self) -> Change | None:
        """The one that undo takes back; what was never made, or taken back already, is passed over."""
        while self.changes and self.expected.get(self.changes[-1].name) == self.changes[-1].before:
            self.changes.pop()
        return self.changes[-1] if self.changes else None

    def do(
        self, change: Change, mishap: Mishap, overwritten: Note | None = None, *, undoable: bool = True
    ) -> None:
        """Make a change. Whatever happens, the file holds the notes as they were before it, or after it."""
        done = True
        same = _same_words if self.cut else dict.__eq__
        match mishap.kind:
            case "kill":
                done = not killed(self.folder, mishap.at, change.make)
            case "refusal":
                with Operations(self.folder, mishap.at, refuse(mishap.code)).counted():
                    try:
                        change.make()
                    except BriefingError as error:
                        assert str(error).endswith(".") and "\n" not in str(error)
                        done = False
            case "editor":
                with Operations(self.folder, mishap.at, lambda name: self.save_by_editor()).counted():
                    try:
                        change.make()
                    except NotesError:
                        # What the editor wrote reaches into a note that was cut by hand before.
                        assert self.touched
                        done = False
            case _:
                change.make()
        after = _with(self.expected, change.name, change.after)
        found = self.read()
        assert same(found, after) or (not done and same(found, self.expected))
        if undoable and change.before != change.after:
            self.changes.append(change)
            self.made += 1
        if overwritten and found == after:
            said = (overwritten.text, *overwritten.tags)
            self.by_hand = {words for words in self.by_hand if not any(words in one for one in said)}
        self.expected = found

    # What the editor does

    def words(self) -> str:
        self.turn += 1
        words = f"hand{self.turn}x"
        self.by_hand.add(words)
        return words

    def save_by_editor(self) -> None:
        """Write something at the end, as an editor that replaces the file or one that writes into it."""
        if not self.path.parent.exists():
            return
        data = self.data + f"\n## Mine\n\n{self.words()}\n".encode()
        if self.turn % 2 and self.path.exists():
            self.path.write_bytes(data)
        else:
            self.replace(data)

    def replace(self, data: bytes) -> None:
        beside = self.path.with_suffix(".editor")
        beside.write_bytes(data)
        os.rename(beside, self.path)

    def write(self, data: bytes) -> None:
        """The editor's file is what counts from now on."""
        before = self.read()
        self.replace(data)
        self.expected = self.read()
        self.touched |= self.expected != before
        self.by_hand = {words for words in self.by_hand if words.encode() in data}

    def with_block(self, choice: int, change: Callable[[page.NoteBlock], str]) -> None:
        blocks = page.parse(self.data).blocks
        notes = [block for block in blocks if isinstance(block, page.NoteBlock)]
        if notes:
            chosen = notes[choice % len(notes)]
            parts = [change(chosen) if block is chosen else block.raw for block in blocks]
            self.write("".join(parts).encode())
            self.touched = True

    @precondition(lambda self: self.expected)
    @rule(choice=CHOICE)
    def change_text_by_hand(self, choice: int) -> None:
        def changed(block: page.NoteBlock) -> str:
            start, end = block.text
            return f"{block.raw[:start]}\n{self.words()}\n\n{block.raw[end:]}"

        self.with_block(choice, changed)

    @precondition(lambda self: self.expected)
    @rule(choice=CHOICE)
    def tag_by_hand(self, choice: int) -> None:
        self.with_block(choice, lambda block: f"{block.raw}\n\nTags: #{self.words()}\n\n")

    @precondition(lambda self: self.expected)
    @rule(choice=CHOICE)
    def take_out_by_hand(self, choice: int) -> None:
        self.with_block(choice, lambda block: "")

    @precondition(lambda self: self.path.exists())
    @rule(line=st.sampled_from(LINES), choice=CHOICE)
    def put_in_by_hand(self, line: str, choice: int) -> None:
        """A paragraph anywhere, also in the middle of a note."""
        lines = self.data.split(b"\n")
        at = choice % (len(lines) + 1)
        lines[at:at] = line.replace("{}", self.words()).encode().split(b"\n")
        self.write(b"\n".join(lines))
        self.touched = True

    @precondition(lambda self: self.path.exists())
    @rule(way=st.sampled_from(["same", "cr", "no cr", "in place", "swapped"]), choice=CHOICE)
    def rewrite_by_hand(self, way: str, choice: int) -> None:
        data = self.data
        match way:
            case "cr":
                data = data.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
            case "no cr":
                data = data.replace(b"\r\n", b"\n")
            case "swapped":
                raws = [block.raw for block in page.parse(data).blocks]
                at = choice % len(raws)
                raws[at - 1], raws[at] = raws[at], raws[at - 1]
                data = "".join(raws).encode()
        self.touched |= data != self.data
        if way == "in place":
            self.path.write_bytes(data)
        else:
            self.write(data)

    @precondition(lambda self: self.path.exists())
    @rule()
    def remove_the_file(self) -> None:
        self.path.unlink()
        self.expected = {}
        self.by_hand = set()
        self.touched = True


def _value(wanted: Note) -> Value:
    return body.canonical_text(wanted.text), body.canonical_tags(wanted.tags)


def _with(notes: Notes, name: str, value: Value | None) -> Notes:
    others = {known: said for known, said in notes.items() if known != name}
    return others if value is None else {**others, name: value}


def _same_words(found: Notes, wanted: Notes) -> bool:
    """Whether as many notes are found as there should be, and in them what each should say."""
    said = [text for text, _ in found.values()]
    return len(found) == len(wanted) and all(any(text in one for one in said) for text, _ in wanted.values())


def _merged(now: Value | None, seen: Note, wanted: Value) -> Value:
    """What a note says after an edit by somebody who saw an earlier state of it."""
    if now is None:
        return wanted
    if now[0] in (seen.text, wanted[0]):
        text = wanted[0]
    else:
        text = now[0] if wanted[0] == seen.text else body.canonical_text(f"{now[0]}\n\n{wanted[0]}")
    removed = set(seen.tags) - set(wanted[1])
    tags = [tag for tag in now[1] if tag not in removed]
    return text, tuple(dict.fromkeys([*tags, *(tag for tag in wanted[1] if tag not in seen.tags)]))
