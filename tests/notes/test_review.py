"""What a reader decides on notes whose text was changed, written and found again."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.notes import NotesStore, review
from tests.notes.samples import BRIEFING, PARAGRAPHS, briefing, note

LAKE = BRIEFING.text.index("They discussed the lake")
FISH = BRIEFING.text.index("Ruritania underscored")


@pytest.fixture
def store(tmp_path):
    store = NotesStore(tmp_path / "notes", tmp_path / "state")
    store.add(BRIEFING, note(LAKE, LAKE + 23, "On the lake."))
    store.add(BRIEFING, note(FISH, FISH + 95, "On the fish."))
    store.add(BRIEFING, note(0, 40, "The opening."))
    return store


CHANGED = briefing(
    tuple(
        paragraph.replace("fishing", "the fishing fleet")
        for paragraph in PARAGRAPHS
        if not paragraph.startswith("They discussed the lake")
    )
)
"""A later version: one passage reads differently, one is gone."""


def on(notebook, words):
    return next(note for note in notebook.notes if words in note.text)


def test_what_became_of_the_notes_is_told(store):
    assert store.load(BRIEFING).summary == "3 notes: 3 kept"
    book = store.load(CHANGED)
    assert book.summary == "3 notes: 1 kept, 1 to check, 1 lost its text"
    assert [note.text for note in book.to_check] == ["On the lake.", "On the fish."]
    statuses = {note.text: book.placements[note.id].status for note in book.notes}
    assert (statuses["The opening."], statuses["On the lake."]) == ("same", "orphan")
    assert statuses["On the fish."] in ("moved", "changed")


def test_an_accepted_note_is_asked_about_no_more_and_keeps_its_quote(store):
    book = store.load(CHANGED)
    fish = on(book, "fish")
    book = store.edit(CHANGED, fish, review.accepted(fish, book.placements[fish.id], CHANGED))
    assert fish.id not in {note.id for note in book.to_check}
    after = on(book, "fish")
    assert after.quote == fish.quote
    place = book.placements[after.id]
    assert CHANGED.text[place.start : place.end].startswith(
        "Ruritania underscored its position on the fishing"
    )
    assert on(store.undo(CHANGED), "fish").anchor == fish.anchor


def test_a_quote_is_verified_where_it_was_taken_from_wherever_the_note_is_now(store):
    from briefing.notes.texts import Texts
    from briefing.notes.verifying import KnownText, verify

    for later in (CHANGED, briefing(("Before it all. " + PARAGRAPHS[0], *PARAGRAPHS[3:]))):
        book = store.load(later)
        fish = on(book, "fish")
        store.edit(later, fish, review.retargeted(fish, later, 3, 30))
    fish = on(store.load(later), "fish")
    assert fish.anchor.quoted.startswith(f"{FISH}-{FISH + 95}@")
    assert fish.anchor.revision == store.load(later).revision

    class Kept:
        """The texts kept beside the notes."""

        def find(self, revision, briefing):
            text = Texts(store.path("x").parent).find(revision)
            return KnownText(text) if text is not None else None

        def all(self):
            return ()

    data = store.path(BRIEFING.id).read_bytes()
    assert {verdict.status for verdict in verify(data, Kept())} == {"verified"}
    altered = data.replace(b"underscored its position", b"underscored its positions")
    assert [verdict.status for verdict in verify(altered, Kept())].count("altered") == 1


def test_what_the_passage_reads_now_is_quoted_on_request(store):
    book = store.load(CHANGED)
    fish = on(book, "fish")
    book = store.edit(CHANGED, fish, review.with_present_words(fish, book.placements[fish.id], CHANGED))
    after = on(book, "fish")
    assert after.quote == fish.quote
    assert after.text.startswith(
        "On the fish.\n\nReads now:\n\n> Ruritania underscored its position on the fishing"
    )


def test_a_known_orphan_is_lost_but_not_asked_about_again(store):
    book = store.load(CHANGED)
    lake = on(book, "lake")
    book = store.edit(CHANGED, lake, review.kept_as_orphan(lake))
    assert book.summary == "3 notes: 1 kept, 1 to check, 1 lost its text"
    assert [note.text for note in book.to_check] == ["On the fish."]
    assert " orphan " in store.path(BRIEFING.id).read_text()
    again = NotesStore(store.path("x").parent, store.path("x").parent / "other").load(CHANGED)
    assert on(again, "lake").anchor.orphan
    # The text that it was written on knows the passage still.
    assert store.load(BRIEFING).placements[lake.id].status == "same"


def test_a_known_orphan_is_fastened_to_other_words(store):
    book = store.load(CHANGED)
    lake = on(book, "lake")
    store.edit(CHANGED, lake, review.kept_as_orphan(lake))
    lake = on(store.load(CHANGED), "lake")
    start = CHANGED.text.index("The ministers agreed")
    book = store.edit(CHANGED, lake, review.retargeted(lake, CHANGED, start, start + 7))
    after = on(book, "lake")
    assert not after.anchor.orphan
    assert (book.placements[after.id].start, book.placements[after.id].end) == (start, start + 7)
    assert after.quote == lake.quote
    assert book.to_check == (on(book, "fish"),)


def test_a_note_on_a_section_goes_to_another_section(tmp_path):
    from briefing.notes import anchor

    store = NotesStore(tmp_path / "notes", tmp_path / "state")
    gone = replace(note(0, 1), anchor=anchor(BRIEFING, LAKE, target="section"), quote="", text="All of it.")
    store.add(BRIEFING, gone)
    renamed = replace(
        CHANGED, sections=tuple(replace(one, heading=f"New {one.heading}") for one in CHANGED.sections)
    )
    book = store.load(renamed)
    assert book.summary == "1 note: 1 lost its text"
    here = renamed.sections[3]
    lost = book.notes[0]
    book = store.edit(renamed, lost, review.retargeted(lost, renamed, here.start + 5, here.start + 9))
    assert book.placements[lost.id].start == here.start
    assert book.to_check == ()


WORDS = st.text("ab ,.\n", max_size=30)


@given(old=WORDS, new=WORDS)
def test_differences_give_both_wordings_back(old, new):
    found = list(review.differences(old, new))
    folded = [" ".join(text.split()) for text in (old, new)]
    for kind, wording in zip(("gone", "new"), folded, strict=True):
        assert " ".join("".join(text for k, text in found if k in ("same", kind)).split()) == wording
