"""What a library knows of an entity: counted by other means too, and after names are merged and parted."""

import re
from dataclasses import replace

import pytest

from briefing import paths
from briefing.corrections import Correction
from briefing.errors import UnknownName
from briefing.library import correcting
from briefing.library.catalogue import Library
from briefing.library.following import dossiers, tellings
from briefing.library.following.questions import Questions
from briefing.model import Anchor, Note
from briefing.notes import NotesStore, anchor
from tests.library import made_up

ENTITIES = [
    "person:ada-holm",
    "person:iven-tarr",
    "country:EE",
    "country:LV",
    "country:BY",
    "project:amber-corridor",
]


def words_of(name):
    """The words of a made-up readout, with nothing of the program in between."""
    return "\n".join(words for _, words in made_up.READOUTS[name][4:])


def test_the_counts_are_those_of_a_search_for_the_aliases(asked):
    for entity in ENTITIES:
        _counted_again(asked.dossier(entity))


def _counted_again(found):
    aliases = sorted((form for form, _ in found.aliases), key=len, reverse=True)
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, aliases))})\b")
    counted = {name: len(pattern.findall(words_of(name))) for name in made_up.READOUTS}
    assert {row.origin.briefing: row.named for row in found.meetings} == {
        name: count for name, count in counted.items() if count
    }
    assert found.totals.named == sum(counted.values())
    assert found.totals.readouts == sum(count > 0 for count in counted.values())
    for form, readouts in found.aliases:
        alone = re.compile(rf"\b{re.escape(form)}\b")
        others = [other for other in aliases if form in other and other != form]
        texts = (re.sub("|".join(map(re.escape, others)) or "$^", "", words_of(name)) for name in counted)
        assert readouts == sum(bool(alone.search(text)) for text in texts)


def test_statements_are_those_of_the_texts(asked):
    """Who says what was written down beside the texts, by hand."""
    found = asked.dossier("person:iven-tarr")
    assert [(one.origin.briefing, one.relation, one.verbs, one.side) for one in found.statements] == [
        ("tallinn-2019", "by", ("welcome",), "counterpart"),
        ("riga-2019", "by", ("say",), "issuer"),
        ("tallinn-2020", "by", ("take",), "counterpart"),
        ("tallinn-2022", "about", ("agree",), "joint"),
        ("tallinn-2022", "by", ("discuss",), "counterpart"),
    ]
    assert (found.totals.by, found.totals.to, found.totals.about) == (4, 0, 1)
    belarus = asked.dossier("Belarus")
    assert [(one.relation, one.speaker) for one in belarus.statements] == [
        ("about", "Ada Holm"),
        ("about", "Iven Tarr"),
    ]


def test_the_index_knows_what_reading_every_briefing_tells(asked, briefings):
    for entity in ENTITIES:
        found = asked.dossier(entity)
        assert bare(replace(found, page=None)) == bare(dossiers.dossier(entity, briefings))


def bare(found):
    """Without the addresses, for which files would be read."""

    def plain(quoted):
        return replace(quoted, origin=replace(quoted.origin, url=""))

    return replace(
        found,
        meetings=tuple(replace(row, first=plain(row.first)) for row in found.meetings),
        statements=tuple(replace(one, quoted=plain(one.quoted)) for one in found.statements),
    )


def test_every_row_is_a_quote_to_the_letter(asked, briefings):
    texts = {one.id: one.text for one in briefings}
    found = asked.dossier("Ada Holm")
    for quoted in (*(row.first for row in found.meetings), *(one.quoted for one in found.statements)):
        assert quoted.words
        assert texts[quoted.origin.briefing][quoted.start : quoted.end] == quoted.words
    assert all("Holm" in row.first.words for row in found.meetings)


def test_counterparts_are_the_other_parties_and_who_speaks_for_them(asked):
    assert [(one.name, one.readouts) for one in asked.dossier("country:EE").counterparts] == [("Latvia", 5)]
    holm = asked.dossier("Ada Holm").counterparts
    assert ("Latvia", 3) in [(one.name, one.readouts) for one in holm]
    assert asked.dossier("Belarus").counterparts == ()


def test_issues_are_the_headings_with_their_days(asked):
    corridor = asked.dossier("Amber Corridor").issues
    assert [(one.name, one.readouts, one.first, one.last) for one in corridor] == [
        ("Amber Corridor", 3, "2019-03-01", "2021-06-08"),
        ("The Amber Corridor", 1, "2019-03-02", "2019-03-02"),
    ]


def test_of_many_the_newest(asked):
    whole, part = asked.dossier("Ada Holm"), asked.dossier("Ada Holm", limit=2)
    assert part.totals == whole.totals
    assert [row.origin.briefing for row in part.meetings] == ["tallinn-2021", "tallinn-2022"]
    assert (whole.earlier, part.earlier) == (0, 3)


def test_an_entity_goes_by_its_names_and_its_id(asked):
    for name in ("Ada Holm", "ada  holm", "ADA HOLM", "Holm", "person:ada-holm"):
        assert asked.entity(name).id == "person:ada-holm"


UNKNOWN = {
    "Ada Hollm": "did you mean 'Ada Holm'?",
    "Xenia Quux": "No readout names 'Xenia Quux'.",
    "": "No readout names ''.",
    "\ud800\0'; DROP TABLE forms; --": "No readout names",
}


def test_an_unknown_name_is_told_with_the_nearest(asked):
    for name, message in UNKNOWN.items():
        with pytest.raises(UnknownName) as caught:
            asked.dossier(name)
        assert message in str(caught.value)


def test_a_name_of_two_is_told_with_both(library, notes):
    (library.folder / "other.md").write_text(
        "---\nid: other\ndate: 2022-10-01\n---\n\n# Visit\n\n## A\n\nMinister Berit Holm of Norway met "
        "Minister Iven Tarr of Latvia. Minister Holm welcomed the visit.\n"
    )
    asked = Questions(Library(library.folder, bundled=False), notes)
    asked.refresh(jobs=1)
    with pytest.raises(
        UnknownName, match=r"'Holm' is more than one: .*person:ada-holm, 5 readouts.*person:berit-holm, 1"
    ):
        asked.entity("Holm")
    assert asked.entity("Berit Holm").id == "person:berit-holm"


def test_one_that_goes_by_the_name_is_meant_unless_another_is_better_known(library, notes):
    (library.folder / "other.md").write_text(
        "---\nid: other\ndate: 2022-10-01\n---\n\n# Visit\n\n## A\n\nPresident Holm welcomed the visit "
        "of Foreign Minister Olga Rusk of Lithuania.\n"
    )
    asked = Questions(Library(library.folder, bundled=False), notes)
    asked.refresh(jobs=1)
    with pytest.raises(
        UnknownName, match=r"Ada Holm \(person:ada-holm, 5 readouts\), Holm \(person:holm, 1 r"
    ):
        asked.entity("Holm")
    found = asked.dossier("person:holm")
    assert [(one.id, one.readouts) for one in found.namesakes] == [("person:ada-holm", 5)]
    assert "perhaps the same: Ada Holm (person:ada-holm, 5 readouts)." in tellings.namesakes(found)
    assert [one.id for one in asked.dossier("Ada Holm").namesakes] == ["person:holm"]
    assert asked.dossier("Belarus").namesakes == ()


def test_own_notes_are_those_on_it_and_on_words_that_mention_it(library, notes, briefings, asked):
    store = NotesStore(notes, paths.state())
    (first,) = (one for one in briefings if one.id == "tallinn-2019")
    at = first.text.index("Amber Corridor")
    on_words = Note(
        "", anchor(first, at - 5, at + 14), first.text[at - 5 : at + 14], "A promise.", ("drift",)
    )
    store.add(first, on_words)
    store.add(
        first, Note("", anchor(first, target="entity", entity="project:amber-corridor"), "", "Opens in 2030?")
    )
    holm = first.text.index("Ada Holm")
    store.add(first, Note("", anchor(first, holm, holm + 8), "Ada Holm", "Elsewhere."))
    store.add(first, Note("", Anchor("briefing", end=len(first.text)), "", "On the whole."))
    asked.refresh(jobs=1)
    found = asked.dossier("Amber Corridor").notes
    assert [(note.on, note.text, note.tags) for note in found] == [
        ("passage", "A promise.", ("drift",)),
        ("entity", "Opens in 2030?", ()),
    ]
    assert [note.text for note in asked.dossier("Estonia").notes] == []
    assert [note.text for note in asked.dossier("Ada Holm").notes] == ["Elsewhere."]


def corrected(library, change, name, value=""):
    """One correction as the reader makes it, in the readout of 2020."""
    entry = library.find("tallinn-2020")
    briefing = library.open("tallinn-2020")
    (entity,) = (one for one in briefing.entities if name in (one.name, *one.aliases))
    correcting.correct(Correction(change, entity.id, value), briefing, str(entry.path), library.folder)


def told(library, asked, entity):
    """The dossier of an entity, which must be the one that opening every briefing gives."""
    asked.refresh(jobs=1)
    found = bare(replace(asked.dossier(entity), page=None, namesakes=()))
    fresh = Library(library.folder, bundled=False)
    assert found == bare(dossiers.dossier(entity, [fresh.open(entry.id) for entry in fresh]))
    return found


def test_names_are_merged_and_parted_again_and_each_step_can_be_undone(library, asked):
    corridor, belarus = told(library, asked, "project:amber-corridor"), told(library, asked, "country:BY")

    corrected(library, "same as", "Amber Corridor", "country:BY")
    merged = told(library, asked, "country:BY")
    assert {form for form, _ in merged.aliases} == {"Amber Corridor", "Belarus"}
    assert merged.totals.named == corridor.totals.named + belarus.totals.named
    assert asked.entity("Amber Corridor").id == "country:BY"

    corrected(library, "part", "Belarus", "Amber Corridor")
    parted = told(library, asked, "country:BY")
    assert {form for form, _ in parted.aliases} == {"Belarus"}
    assert parted.totals == belarus.totals
    alone = told(library, asked, "country:amber-corridor")
    assert (alone.totals.readouts, alone.totals.named) == (corridor.totals.readouts, corridor.totals.named)

    correcting.undo()
    assert told(library, asked, "country:BY") == merged
    correcting.undo()
    assert told(library, asked, "country:BY") == belarus
    assert told(library, asked, "project:amber-corridor") == corridor


def test_entities_of_different_readouts_are_put_together_from_their_dossiers(library, notes):
    (library.folder / "other.md").write_text(
        "---\nid: other\ndate: 2022-10-01\n---\n\n# Visit\n\n## A\n\nPresident Holm welcomed the visit "
        "of Foreign Minister Olga Rusk of Lithuania.\n"
    )
    fresh = Library(library.folder, bundled=False)
    asked = Questions(fresh, notes)
    before, alone = told(fresh, asked, "person:ada-holm"), told(fresh, asked, "person:holm")

    asked.put_right(Correction("same as", "person:holm", "Ada Holm"))
    merged = told(fresh, asked, "person:ada-holm")
    assert merged.totals.readouts == before.totals.readouts + alone.totals.readouts
    assert merged.totals.named == before.totals.named + alone.totals.named
    assert asked.entity("Holm").id == "person:ada-holm"

    correcting.undo()
    assert told(fresh, asked, "person:ada-holm") == before
    assert told(fresh, asked, "person:holm") == alone

    asked.put_right(Correction("rename", "Belarus", "White Russia"))
    assert told(fresh, asked, "country:BY").name == "White Russia"
    correcting.undo()
    with pytest.raises(UnknownName):
        asked.put_right(Correction("same as", "Belarus", "Quux"))


def test_a_family_name_is_parted_from_a_person(library, asked):
    before = told(library, asked, "person:ada-holm")
    asked.put_right(Correction("part", "Ada Holm", "Holm"))
    parted, alone = told(library, asked, "person:ada-holm"), told(library, asked, "person:holm")
    assert [[form for form, _ in one.aliases] for one in (parted, alone)] == [["Ada Holm"], ["Holm"]]
    assert parted.totals.named + alone.totals.named == before.totals.named
    correcting.undo()
    assert told(library, asked, "person:ada-holm") == before


def test_an_entity_that_is_renamed_or_hidden(library, asked):
    corrected(library, "rename", "Belarus", "White Russia")
    renamed = told(library, asked, "country:BY")
    assert renamed.name == "White Russia"
    correcting.undo()
    corrected(library, "hide", "Belarus")
    asked.refresh(jobs=1)
    with pytest.raises(UnknownName):
        asked.dossier("country:BY")
    correcting.undo()
    assert told(library, asked, "country:BY").name == "Belarus"
