from __future__ import annotations

import random
import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.model import Anchor, Block, Briefing, Note, Section, Source, text_digest
from briefing.notes import Placement, anchor, folding, place
from briefing.notes.anchoring import ORPHAN, place_all, text_is
from tests.notes.samples import BRIEFING, PARAGRAPHS, briefing, note


def _note(words: str, found: Briefing = BRIEFING) -> Note:
    start = found.text.index(words)
    return Note("aaaaaa", anchor(found, start, start + len(words)), words)


def _placed(words: str, *paragraphs: str, kept: bool = True) -> tuple[str, str]:
    """What became of some words of the sample in other paragraphs: the status, and the words there."""
    now = briefing(paragraphs)
    found = place(_note(words), now, BRIEFING.text if kept else None)
    return found.status, now.text[found.start : found.end]


ONE, TWO, THREE, FOUR, FIVE = PARAGRAPHS
LAKE = "They discussed the lake."


def _with(paragraph: int, old: str, new: str) -> tuple[str, ...]:
    changed = list(PARAGRAPHS)
    changed[paragraph - 1] = changed[paragraph - 1].replace(old, new)
    assert changed != list(PARAGRAPHS)
    return tuple(changed)


REVISIONS = [
    ("nothing", LAKE, PARAGRAPHS, ("same", LAKE)),
    ("words before", LAKE, (f"Corrected. {ONE}", TWO, THREE, FOUR, FIVE), ("same", LAKE)),
    ("a paragraph before", LAKE, ("New.", *PARAGRAPHS), ("same", LAKE)),
    ("other blanks", LAKE, _with(3, "the lake.", "the\nlake."), ("same", "They discussed the\nlake.")),
    ("a word replaced", "Access to the lake", _with(3, "Access", "Entry"), ("changed", "Entry to the lake")),
    ("a word put in", LAKE, _with(3, "lake.", "great lake."), ("changed", "They discussed the great lake.")),
    ("a name corrected", "Graustark took", _with(4, "Graustark", "Gundland"), ("uncertain", "Gundland took")),
    ("a paragraph moved", LAKE, (THREE, ONE, TWO, FOUR, FIVE), ("moved", LAKE)),
    ("deleted", LAKE, _with(3, f"{LAKE} ", ""), ("orphan", "")),
    ("the paragraph deleted", LAKE, (ONE, TWO, FOUR, FIVE), ("orphan", "")),
    ("a copy put before", LAKE, (f"{ONE} {LAKE}", TWO, THREE, FOUR, FIVE), ("same", LAKE)),
    ("moved into another paragraph", LAKE, (f"{ONE} {LAKE}", *_with(3, f"{LAKE} ", "")[1:]), ("orphan", "")),
    ("another text", LAKE, ("Nothing of this.", "Was said there."), ("orphan", "")),
    ("other words in its place", LAKE, _with(3, LAKE, "Nobody spoke of fish."), ("orphan", "")),
    ("a long other end", "position on fishing", _with(4, "fishing", "multilateralism"),
     ("changed", "position on")),
    ("moved over its neighbours", "the lake,\" the", _with(3, "to the lake,\" the", "the lake,\" the to"),
     ("uncertain", "the lake,\" the")),
    ("a copy beside it", LAKE, _with(3, LAKE, f"{LAKE} {LAKE}"), ("uncertain", LAKE)),
    ("nearly a copy beside it", LAKE, _with(3, LAKE, f"They discussed the lakes. {LAKE}"),
     ("uncertain", "They discussed the")),
]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "paragraphs", "expected"), [row[1:] for row in REVISIONS], ids=[row[0] for row in REVISIONS]
)
def test_revisions_of_a_kept_text(words: str, paragraphs: tuple[str, ...], expected: tuple[str, str]) -> None:
    assert _placed(words, *paragraphs) == expected


UNKEPT = [
    ("nothing", LAKE, PARAGRAPHS, "same"),
    ("a paragraph before", LAKE, ("New.", *PARAGRAPHS), "same"),
    ("other surroundings", LAKE, ("Before.", LAKE, "After."), "uncertain"),
    ("two copies in the same surroundings", LAKE, (*PARAGRAPHS, *PARAGRAPHS), "uncertain"),
    ("a word replaced", f'{LAKE} "Access', _with(3, "Access", "Entry"), "changed"),
    ("much replaced", "Access to the lake", _with(3, "Access", "Entry"), "uncertain"),
    ("another text", LAKE, ("Nothing of this.", "Was said there."), "orphan"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "paragraphs", "status"), [row[1:] for row in UNKEPT], ids=[row[0] for row in UNKEPT]
)
def test_revisions_of_a_text_that_was_not_kept(words: str, paragraphs: tuple[str, ...], status: str) -> None:
    assert _placed(words, *paragraphs, kept=False)[0] == status


def test_nobody_knows_which_of_two_equal_sentences_was_deleted() -> None:
    twice = briefing((ONE, f"{TWO} {LAKE} {LAKE} {FOUR}", FIVE))
    once = briefing((ONE, f"{TWO} {LAKE} {FOUR}", FIVE))
    for start in (twice.text.index(LAKE), twice.text.rindex(LAKE)):
        known = Note("aaaaaa", anchor(twice, start, start + len(LAKE)), LAKE)
        assert place(known, once, twice.text).status in ("uncertain", "orphan")
        assert place(known, twice, twice.text).status == "same"


def test_nobody_knows_which_of_two_equal_beginnings_of_a_text_was_deleted() -> None:
    twice = briefing((f"{LAKE} {LAKE} {ONE}", *PARAGRAPHS[1:]))
    once = briefing((f"{LAKE} {ONE}", *PARAGRAPHS[1:]))
    for start in (0, len(LAKE) + 1):
        known = Note("aaaaaa", anchor(twice, start, start + len(LAKE)), LAKE)
        assert place(known, once, twice.text).status in ("uncertain", "orphan")
    one = Note("aaaaaa", anchor(once, 0, len(LAKE)), LAKE)
    assert place(one, twice, once.text).status == "uncertain"


def test_an_edited_quote_narrows_its_passage() -> None:
    whole = _note("They discussed the lake.")
    narrowed = place(replace(whole, quote="the lake"), BRIEFING)
    assert (narrowed.status, BRIEFING.text[narrowed.start : narrowed.end]) == ("same", "the lake")
    other = place(replace(whole, quote="They crossed the lake."), BRIEFING)
    assert other == Placement("changed", whole.anchor.start, whole.anchor.end)


def test_damaged_offsets_are_not_believed() -> None:
    whole = _note("They discussed the lake.")
    for start, end in ((0, 0), (5, 29), (10**8, 10**8 + 5), (-1, 3)):
        damaged = replace(whole, anchor=replace(whole.anchor, start=start, end=end))
        found = place(damaged, BRIEFING, BRIEFING.text)
        assert found.status in ("same", "moved", "uncertain")
        assert BRIEFING.text[found.start : found.end] == LAKE


def test_a_section_is_known_by_its_heading() -> None:
    spot = anchor(BRIEFING, 250, target="section")
    known = Note("aaaaaa", spot)
    renamed = tuple(
        replace(section, heading="Waters") if section.heading == spot.heading else section
        for section in BRIEFING.sections
    )
    longer = briefing(("New.", *PARAGRAPHS))
    where = spot.start, spot.end
    assert place(known, BRIEFING) == Placement("same", *where)
    assert place(known, replace(BRIEFING, sections=renamed)) == Placement("changed", *where)
    (moved,) = [section for section in longer.sections if section.heading == spot.heading]
    assert place(known, longer) == Placement("same", moved.start, moved.end)
    twice = (*BRIEFING.sections, replace(BRIEFING.sections[0], heading=spot.heading))
    assert place(known, replace(BRIEFING, sections=twice)) == Placement("same", *where), "the nearest"
    assert place(known, replace(longer, sections=renamed)).status == "orphan"
    assert place(known, replace(BRIEFING, sections=())).status == "orphan"
    assert place(known, replace(longer, sections=(Section(0, 5, "Else", "issue"),))).status == "orphan"


def test_what_an_anchor_tells() -> None:
    start = BRIEFING.text.index(LAKE)
    end = start + len(LAKE)
    spot = anchor(BRIEFING, start, end)
    (section,) = [one for one in BRIEFING.sections if one.start <= start < one.end]
    revision = text_digest(BRIEFING.text)[:12]
    assert (spot.target, spot.heading, spot.paragraph) == ("passage", section.heading, 3)
    assert (spot.start, spot.end, spot.revision) == (start, end, revision)
    assert spot.before == folding.before(BRIEFING.text, start) != ""
    assert spot.after == folding.after(BRIEFING.text, end) != ""
    assert anchor(BRIEFING, start, target="section") == Anchor(
        "section", section.heading, 0, section.start, section.end, revision
    )
    assert anchor(BRIEFING, target="briefing") == Anchor(
        "briefing", end=len(BRIEFING.text), revision=revision
    )
    assert anchor(BRIEFING, target="entity", entity="a:b") == Anchor("entity", "a:b", revision=revision)
    bare = replace(BRIEFING, sections=(), blocks=())
    assert anchor(bare, start, target="section") == Anchor("section", "", 0, 0, len(BRIEFING.text), revision)
    assert anchor(bare, start, end).heading == ""
    assert anchor(bare, start, end).paragraph == 3
    assert anchor(BRIEFING, 0, 0).paragraph == 1


def test_headings_and_furniture_are_no_paragraphs() -> None:
    text = "Head\n\nOne.\n\nMenu\n\n- Two\n\nThree."
    kinds = ("heading", "paragraph", "furniture", "item", "paragraph")
    blocks, at = [], 0
    for words, kind in zip(text.split("\n\n"), kinds, strict=True):
        blocks.append(Block(at, at + len(words), kind))
        at += len(words) + 2
    found = Briefing("x", Source(text, ""), blocks=tuple(blocks))
    assert [anchor(found, block.start, block.end).paragraph for block in blocks] == [1, 1, 1, 2, 3]


def test_a_note_on_the_whole_stands_on_the_whole() -> None:
    whole = Note("aaaaaa", anchor(BRIEFING, target="briefing"))
    longer = briefing(("New.", *PARAGRAPHS))
    assert place(whole, longer) == Placement("same", 0, len(longer.text))


def test_in_its_own_text_a_passage_is_where_its_offsets_say() -> None:
    found = Briefing("x", Source("Lake. Lake. Lake.", ""))
    for start in (0, 6, 12):
        known = Note("aaaaaa", anchor(found, start, start + 5), "Lake.")
        assert place(known, found) == Placement("same", start, start + 5)


def test_a_quote_that_was_edited_is_a_change_in_the_next_text_too() -> None:
    edited = replace(_note(LAKE), quote="They crossed the lake.")
    longer = briefing(("New.", *PARAGRAPHS))
    start = longer.text.index(LAKE)
    assert place(edited, longer, BRIEFING.text) == Placement("changed", start, start + len(LAKE))


def test_another_copy_is_never_taken_for_a_passage_that_is_gone() -> None:
    words = [f"w{number:02}" for number in range(60)]
    old = Briefing("x", Source(" ".join([*words, "other", *words[20:30], "more"]), ""))
    start = old.text.index("w20")
    known = Note("aaaaaa", anchor(old, start, start + 39), old.text[start : start + 39])
    now = Briefing("x", Source(" ".join([*words[:4], *words[44:], "other", *words[20:30], "more"]), ""))
    assert place(known, now, old.text) == ORPHAN
    assert place(known, now).status != "orphan", "where nobody knows that it is another"


def test_an_entity_is_the_one_whose_mention_is_touched() -> None:
    mention = next(entity for entity in BRIEFING.entities if entity.id == "country:RU-X").mentions[0]
    for start, end, found in (
        (mention.start, mention.end, True),
        (mention.start, mention.start, True),
        (mention.end - 1, mention.end, True),
        (mention.start - 1, mention.start, False),
        (mention.end, mention.end + 1, False),
        (mention.start - 3, mention.end + 3, True),
    ):
        heading = anchor(BRIEFING, start, end, target="entity").heading
        assert (heading == "country:RU-X") is found, (start, end)


@pytest.mark.parametrize(
    ("name", "revision", "same"),
    [
        ("0123456789ab", "0123456789ab", True),
        ("012345", "0123456789ab", True),
        ("0123456789abcdef", "0123456789ab", True),
        ("", "0123456789ab", False),
        ("f12345", "0123456789ab", False),
    ],
)
def test_a_text_is_known_by_a_shortened_revision(name: str, revision: str, same: bool) -> None:
    assert text_is(name, revision) is same


def test_a_note_that_is_known_to_be_an_orphan_is_one_until_its_text_comes_back() -> None:
    known = _note(LAKE)
    orphan = replace(known, anchor=replace(known.anchor, orphan=True))
    longer = briefing(("New.", *PARAGRAPHS))
    assert place(orphan, longer, BRIEFING.text) == ORPHAN
    assert place(orphan, BRIEFING).status == "same"


def test_an_old_text_is_asked_for_once_and_believed_only_if_it_is_the_one() -> None:
    longer = briefing(("New.", *PARAGRAPHS))
    asked: list[str] = []

    def old(revision: str) -> str | None:
        asked.append(revision)
        return "another text"

    notes = [replace(_note(LAKE), id="aaaaaa"), replace(_note("Access to the lake"), id="bbbbbb")]
    found = place_all(notes, longer, old)
    assert len(asked) == 1
    assert {spot.status for spot in found.values()} == {"same"}, "found by their surroundings"
    nameless = replace(notes[0], anchor=replace(notes[0].anchor, revision=""))
    assert place_all([nameless], longer, old)["aaaaaa"].status == "same"
    assert len(asked) == 1


def test_a_quote_that_stands_twice_in_its_passage_does_not_narrow_it() -> None:
    text = "They met. The lake, the lake, they said. They parted."
    found = Briefing("x", Source(text, ""))
    whole = Note("aaaaaa", anchor(found, 10, 40), "lake")
    assert place(whole, found) == Placement("changed", 10, 40)
    assert place(replace(whole, quote="they said"), found) == Placement("same", 30, 39)
    assert place(replace(whole, quote=""), found) == Placement("same", 10, 40)
    to_the_end = Note("aaaaaa", anchor(found, 41, len(text)), text[41:])
    assert place(to_the_end, found) == Placement("same", 41, len(text))
    moved = replace(whole, quote="Nothing", anchor=replace(whole.anchor, before="x"))
    assert place(moved, found).status == "orphan"


def test_an_entity_is_known_by_its_id() -> None:
    spot = anchor(BRIEFING, target="entity", entity="country:RU-X")
    assert place(Note("aaaaaa", spot), BRIEFING).status == "same"
    assert place(Note("aaaaaa", spot), replace(BRIEFING, entities=())).status == "orphan"


def test_paragraphs_are_counted_over_the_whole_briefing() -> None:
    assert [anchor(BRIEFING, block.start, block.end).paragraph for block in BRIEFING.blocks] == [
        1,
        2,
        3,
        4,
        5,
    ]


@given(st.text(max_size=80), st.text(max_size=80), st.integers(0, 80), st.integers(1, 80), st.booleans())
def test_any_two_texts_can_be_compared(old: str, new: str, start: int, length: int, kept: bool) -> None:
    before, now = (Briefing("x", Source(text, "")) for text in (old, new))
    known = Note("aaaaaa", anchor(before, start, start + length), old[start : start + length])
    found = place(known, now, old if kept else None)
    assert 0 <= found.start <= found.end <= len(new)
    if found.status == "same" and known.quote:
        assert "".join(new[found.start : found.end].split()) == "".join(known.quote.split())


def test_a_thousand_notes_follow_a_long_text_within_a_second() -> None:
    chance = random.Random(7)
    vocabulary = [f"word{number}" for number in range(400)]
    paragraphs = tuple(
        " ".join(chance.choices(vocabulary, k=chance.randint(30, 90))) + "." for _ in range(260)
    )
    old = briefing(paragraphs)
    assert len(old.text) > 90_000
    changed = list(paragraphs)
    for place_of in chance.sample(range(260), 40):
        changed[place_of] = changed[place_of].replace("word7", "other", 2)
    new = briefing(("New.", *changed[100:150], *changed[:100], *changed[150:]))
    starts = [chance.randrange(len(old.text) - 200) for _ in range(1000)]
    known = [
        Note(f"n{number}", anchor(old, start, start + 100), old.text[start : start + 100])
        for number, start in enumerate(starts)
    ]
    begin = time.process_time()
    found = place_all(known, new, lambda revision: old.text)
    assert time.process_time() - begin < 1.0
    assert sum(1 for spot in found.values() if spot.status in ("same", "changed")) > 950


def test_a_text_of_one_word_repeated_is_compared_in_time() -> None:
    old, new = "lake " * 30_000, "lake " * 15_000 + "hill " + "lake " * 15_000
    begin = time.process_time()
    place(
        Note("a", anchor(Briefing("x", Source(old, "")), 500, 900), old[500:900]),
        Briefing("x", Source(new, "")),
        old,
    )
    place(
        Note("a", anchor(Briefing("x", Source(old, "")), 500, 900), old[500:900]),
        Briefing("x", Source(new, "")),
    )
    assert time.process_time() - begin < 5.0


def test_the_sample_notes_are_in_place() -> None:
    assert place(note(10, 40, name="aaaaaa"), BRIEFING) == Placement("same", 10, 40)
