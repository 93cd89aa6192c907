"""Two people work on the notes of one briefing at once: all that either did is in what comes of it."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from briefing.notes import page
from briefing.notes.merging import Merged, merged
from tests.notes.hands import Hand, beginning, chosen

NAMES = ("heading", "anchor", "quote", "text")


def facts(data: bytes) -> dict[str, dict[str, str]]:
    """What is to be read in each note."""
    found = page.parse(data)
    assert (found.problems, found.locked) == ((), False)
    return {
        block.note.id: {
            "heading": block.raw.partition("\n")[0],
            "anchor": block.raw[slice(*block.marker)] if block.marker else "",
            "quote": block.note.quote,
            "text": block.note.text,
            "tags": " ".join(block.note.tags),
        }
        for block in found.blocks
        if isinstance(block, page.NoteBlock)
    }


def both_of(old: dict[str, str], mine: dict[str, str], yours: dict[str, str], pick: str) -> dict[str, str]:
    """A note with the changes of both; ``pick`` rules where they cannot both be."""
    result = {}
    for name, was in old.items():
        one, other = mine[name], yours[name]
        result[name] = other if one == was else one if other == was or pick == "ours" else other
    gone = set(old["tags"].split()) - (set(mine["tags"].split()) & set(yours["tags"].split()))
    return {**result, "tags": in_order(" ".join({*mine["tags"].split(), *yours["tags"].split()} - gone))}


def in_order(tags: str) -> str:
    return " ".join(sorted(tags.split()))


def work_at_once(seed: int) -> Counter[str]:
    """Two people change a file, and all that either did is looked for in what comes of it."""
    chance = random.Random(seed)
    base = beginning(chance)
    ours, theirs = (Hand(name, base, chance) for name in ("ours", "theirs"))
    ours.work(chance.randint(1, 7))
    theirs.work(chance.randint(1, 7))
    found = merged(base, ours.data, theirs.data)
    of_notes = [sentence for sentence in found.conflicts if " of note " in sentence]
    of_own = [sentence for sentence in found.conflicts if " of note " not in sentence]
    figures = check_notes(base, ours.data, theirs.data, found, of_notes)
    check_own_words(base, ours, theirs, found, of_own)
    return figures + Counter(
        merges=1,
        clean=not found.conflicts,
        with_note_conflicts=bool(of_notes),
        with_own_conflicts=bool(of_own),
        note_conflicts=len(of_notes),
        own_conflicts=len(of_own),
    )


def check_notes(base: bytes, ours: bytes, theirs: bytes, found: Merged, conflicts: list[str]) -> Counter[str]:
    """Every note of both is there, with the changes of both, whatever is chosen."""
    old, mine, yours = facts(base), facts(ours), facts(theirs)
    any_side = {**yours, **mine}
    kept = {key for key in any_side if (key in mine and key in yours) or key not in old}
    changed = {key for key in old if (key in mine) != (key in yours) and old[key] != any_side[key]}
    assert sorted(conflicts) == sorted(
        f"Both sides changed the {name} of note {key}; choose where the file is marked."
        for key in old.keys() & mine.keys() & yours.keys()
        for name in NAMES
        if len({side[key][name] for side in (old, mine, yours)}) == 3
    )
    told = {remark.split()[1] for remark in found.remarks if remark.startswith("Note ")}
    assert told == changed
    for pick in ("ours", "theirs"):
        result = facts(chosen(found.data, pick))
        assert result.keys() == kept | changed
        for key, known in result.items():
            if key in old and key in mine and key in yours:
                expected = both_of(old[key], mine[key], yours[key], pick)
                assert {**known, "tags": in_order(known["tags"])} == expected
            else:
                assert known == any_side[key]
    return Counter(
        notes=len(kept | changed), added=len(any_side.keys() - old.keys()), deleted_and_changed=len(changed)
    )


def check_own_words(base: bytes, ours: Hand, theirs: Hand, found: Merged, conflicts: list[str]) -> None:
    """The user's own lines are there, and in a conflict only where both changed the words under a heading."""
    before, mine, yours, result = map(own_lines, (base, ours.data, theirs.data, found.data))
    assert (mine - before) | (yours - before) | (mine & yours) <= result
    sections = openings(base)
    if sections <= openings(ours.data) or sections <= openings(theirs.data):
        assert not conflicts
    rewritten = [
        {was for new, was in hand.origin.items() if new in lines}
        for hand, lines in ((ours, mine), (theirs, yours))
    ]
    # A section that one side renamed and the other rewrote may count as two, which has no conflict.
    if rewritten[0] & rewritten[1] and not (ours.renamed or theirs.renamed):
        assert conflicts


def own_lines(data: bytes) -> set[str]:
    return {line for line in data.decode().split("\n") if line.startswith(("Own ", "## "))}


def openings(data: bytes) -> set[str]:
    """The headings of sections, each with the user's own words below it."""
    return {block.raw.rstrip() for block in page.parse(data).blocks if isinstance(block, page.Opaque)}


@pytest.mark.parametrize("times", [60, pytest.param(500, marks=pytest.mark.long)])
def test_people_who_work_at_once_lose_nothing(times: int) -> None:
    figures = sum((work_at_once(seed) for seed in range(times)), Counter())
    assert figures["clean"] and figures["with_note_conflicts"] and figures["deleted_and_changed"]
