"""People who work on notes files: what a merge has to cope with."""

from __future__ import annotations

import random
from dataclasses import replace

from briefing.model import Note
from briefing.notes import anchor, changes, page
from tests.notes.samples import BRIEFING


class Hand:
    """Somebody who works on a notes file for a while, with the reader and with an editor."""

    def __init__(self, name: str, data: bytes, chance: random.Random) -> None:
        self.name, self.data, self.chance = name, data, chance
        self.count = 0
        self.origin: dict[str, str] = {}
        """Of a line of the user's own that was rewritten, the line as it was in the beginning."""
        self.renamed = False

    def work(self, times: int) -> None:
        acts = (self.add, self.add, self.write, self.write, self.tag, self.place, self.delete)
        by_hand = (self.move, self.title, self.narrow, self.write_own, self.write_own, self.rename)
        for _ in range(times):
            self.chance.choice(acts + by_hand)()

    @property
    def page(self) -> page.Page:
        return page.parse(self.data)

    def fresh(self) -> str:
        self.count += 1
        return f"{self.name} {self.count}"

    def any_note(self) -> Note | None:
        return self.chance.choice(self.page.notes) if self.page.notes else None

    def add(self) -> None:
        new = self.chance.choice([passage, passage, passage, on_section, on_all])(self.chance)
        name = self.fresh().replace(" ", "")
        tags = tuple(self.chance.sample(["a", "b", "c"], self.chance.randint(0, 2)))
        self.data = changes.added(self.page, replace(new, id=name, text=f"By {name}.", tags=tags), BRIEFING)

    def write(self) -> None:
        if known := self.any_note():
            text = self.chance.choice([f"Text of {self.fresh()}.", f"Two\n\n# lines of {self.fresh()}", ""])
            self.data = changes.edited(self.page, known.id, text=text)

    def tag(self) -> None:
        if known := self.any_note():
            tags = tuple(self.chance.sample(["a", "b", "c", f"by-{self.name}"], self.chance.randint(0, 3)))
            self.data = changes.edited(self.page, known.id, tags=tags)

    def place(self) -> None:
        known = self.any_note()
        if known and known.anchor.target == "passage":
            self.data = changes.edited(self.page, known.id, anchor=passage(self.chance).anchor)

    def delete(self) -> None:
        if known := self.any_note():
            self.data = changes.deleted(self.page, known.id)

    def move(self) -> None:
        """Change the places of two notes that stand one after the other."""
        blocks = [block.raw.rstrip("\n") + "\n\n" for block in self.page.blocks]
        kinds = [isinstance(block, page.NoteBlock) for block in self.page.blocks]
        if pairs := [at for at in range(1, len(blocks)) if kinds[at - 1] and kinds[at]]:
            at = self.chance.choice(pairs)
            blocks[at - 1 : at + 1] = blocks[at], blocks[at - 1]
            self.data = "".join(blocks).encode()

    def title(self) -> None:
        if known := self.any_note():
            raw = changes.found(self.page, known.id).raw
            rest = raw[raw.index("\n") :]
            self.data = changes.restored(self.page, known.id, f"### Title by {self.fresh()}{rest}")

    def narrow(self) -> None:
        known = self.any_note()
        if known and known.quote:
            raw = changes.found(self.page, known.id).raw
            line = next(line for line in raw.split("\n") if line.startswith("> "))
            self.data = changes.restored(
                self.page, known.id, raw.replace(line, f"> Quote of {self.fresh()}", 1)
            )

    def write_own(self) -> None:
        lines = self.data.decode().split("\n")
        at = self.chance.choice([at for at, line in enumerate(lines) if line.startswith("Own ")] or [-1])
        if at < 0:
            return
        new = f"Own {self.fresh()}."
        match self.chance.randint(0, 2):
            case 0:
                self.origin[new] = self.origin.get(lines[at], lines[at])
                lines[at] = new
            case 1:
                lines[at + 1 : at + 1] = ["", new]
            case _:
                del lines[at]
        self.data = "\n".join(lines).encode()

    def rename(self) -> None:
        lines = self.data.decode().split("\n")
        at = self.chance.choice([at for at, line in enumerate(lines) if line.startswith("## ")])
        self.renamed = True
        lines[at] = f"## Renamed by {self.fresh()}"
        self.data = "\n".join(lines).encode()


def passage(chance: random.Random) -> Note:
    start = chance.randrange(len(BRIEFING.text) - 30)
    end = start + chance.randint(3, 30)
    return Note("", anchor(BRIEFING, start, end), BRIEFING.text[start:end])


def on_section(chance: random.Random) -> Note:
    section = chance.choice(BRIEFING.sections)
    return Note("", anchor(BRIEFING, section.start, section.end, target="section"))


def on_all(chance: random.Random) -> Note:
    return Note("", anchor(BRIEFING, target="briefing"))


def beginning(chance: random.Random) -> bytes:
    """A file with notes and with the user's own words between them."""
    hand = Hand("base", b"", chance)
    for _ in range(chance.randint(2, 7)):
        hand.add()
    parts, number = [], 0
    for block in hand.page.blocks:
        parts.append(block.raw.rstrip("\n") + "\n\n")
        if isinstance(block, page.Opaque) and block.level:
            for _ in range(chance.randint(0, 3)):
                number += 1
                parts.append(f"Own {number}.\n\n")
    return "".join([*parts, "## Thoughts\n\nOwn 0.\n\nOwn 00.\n"]).encode()


def chosen(data: bytes, pick: str) -> bytes:
    """The file after somebody has kept one side of every conflict and taken the marks out."""
    kept, side = [], ""
    for line in data.split(b"\n"):
        bare = line.rstrip(b"\r").removeprefix(b"\xef\xbb\xbf")
        if bare == b"<<<<<<< ours":
            side = "ours"
        elif side and bare == b"=======":
            side = "theirs"
        elif side and bare == b">>>>>>> theirs":
            side = ""
        elif side in ("", pick):
            kept.append(line)
    return b"\n".join(kept)
