"""Corrections as they are written: into a lexicon, into headings, into the front matter."""

import tomllib

import pytest

import briefing
from briefing import corrections, document
from briefing.analysis import Lexicon, analyse, bundled
from briefing.analysis.overrides import overridden
from briefing.corrections import Correction
from briefing.errors import DocumentError, LexiconError
from briefing.sources import source_from_text

TEXT = (
    "President Ada Holm of Estonia met Prime Minister Iven Tarr of Latvia in Riga. "
    "President Holm stressed that the Amber Corridor must open. "
    "Prime Minister Tarr welcomed the Amber Corridor. It was agreed to meet again."
)


def read(toml: str = ""):
    own = tomllib.loads(toml)
    lexicon = Lexicon.from_tables([bundled().entries, own])
    return overridden(analyse(source_from_text(TEXT), lexicon), lexicon.entries)


def entity(found, name: str):
    return next((one for one in found.entities if name in (one.name, *one.aliases)), None)


def corrected(change: str, name: str, value: str = "", toml: str = "") -> tuple[str, object]:
    found = read(toml)
    written = corrections.in_lexicon(toml, found, Correction(change, entity(found, name).id, value))  # type: ignore[arg-type]
    return written, read(written)


def test_an_entity_is_renamed_where_it_is_shown_and_where_it_speaks() -> None:
    written, after = corrected("rename", "Ada Holm", "Ada Maria Holm")
    assert 'label = "Ada Maria Holm"' in written
    assert entity(after, "Ada Holm").name == "Ada Maria Holm"
    assert "Ada Maria Holm" in {statement.speaker for statement in after.statements}


def test_an_entity_is_hidden() -> None:
    _, after = corrected("hide", "Riga")
    assert entity(after, "Riga") is None


def test_an_entity_is_of_another_kind() -> None:
    before = read()
    kind = "event" if entity(before, "Amber Corridor").kind != "event" else "project"
    _, after = corrected("retype", "Amber Corridor", kind)
    assert entity(after, "Amber Corridor").kind == kind
    assert len([one for one in after.entities if "Amber Corridor" in one.aliases]) == 1


def test_two_entities_are_one_and_parted_again() -> None:
    found = read()
    target = entity(found, "Latvia")
    written, after = corrected("same as", "Riga", target.id)
    merged = entity(after, "Riga")
    assert merged.id == target.id
    assert len(merged.mentions) == len(target.mentions) + len(entity(found, "Riga").mentions)
    _, parted = corrected("part", "Riga", "Riga", written)
    assert entity(parted, "Riga").id != entity(parted, "Latvia").id


def test_words_are_named_as_an_entity() -> None:
    found = read()
    written = corrections.in_lexicon("", found, Correction("name", "must open", "project"))
    assert entity(read(written), "must open").kind == "project"


def test_what_a_person_wrote_into_the_lexicon_stays() -> None:
    own = '# mine\n[person.ada-holm]\nname = "Ada Holm"  # since May\nnote = "x"\n'
    written, _ = corrected("rename", "Ada Holm", "A. Holm", own)
    assert "# mine" in written
    assert "# since May" in written
    assert 'note = "x"' in written


def test_what_cannot_be_parted_is_said() -> None:
    with pytest.raises(LexiconError, match="no other name"):
        corrected("part", "Riga", "Riga")
    with pytest.raises(LexiconError, match="needs a word"):
        corrected("rename", "Riga", "  ")
    with pytest.raises(LexiconError, match="not valid TOML"):
        corrections.in_lexicon("[", read(), Correction("hide", "place:riga"))


def in_document(markdown: str, change: str, value: str = "", at: int = 0) -> str:
    found = document.read(markdown)
    lexicon = bundled()
    read_ = analyse(found.source, lexicon, found.facts)
    return corrections.in_document(markdown, read_, Correction(change, value=value, at=at))  # type: ignore[arg-type]


def test_a_speaker_is_set_and_set_again() -> None:
    at = TEXT.index("It was agreed")
    once = in_document(TEXT, "speaker", "Ada Holm", at)
    assert document.read(once).speakers == (("It was agreed to meet again.", "Ada Holm"),)
    twice = in_document(once, "speaker", 'Iven "T" Tarr', at)
    assert document.read(twice).speakers == (("It was agreed to meet again.", 'Iven "T" Tarr'),)
    found = document.read(twice)
    read_ = overridden(analyse(found.source, bundled(), found.facts), {}, found.speakers)
    told = next(statement for statement in read_.statements if statement.start == at)
    assert (told.speaker, told.rule, told.confidence) == ('Iven "T" Tarr', "given", "certain")


def test_other_lines_of_the_front_matter_stay() -> None:
    front = f"---\nid: x\nmine: 010 # kept\n---\n\n{TEXT}\n"
    after = in_document(front, "speaker", "Ada Holm", 0)
    assert after.startswith("---\nid: x\nmine: 010 # kept\nstatements:\n  - ")
    assert after.endswith(f"---\n\n{TEXT}\n")


def test_statements_in_one_line_are_not_guessed_at() -> None:
    with pytest.raises(DocumentError, match="in one line"):
        in_document(f"---\nstatements: []\n---\n\n{TEXT}\n", "speaker", "Ada Holm", 0)


def test_sections_of_a_text_that_has_none_of_its_own() -> None:
    after = in_document(TEXT, "rename section", "The meeting", 0)
    sections = document.read(after).facts.given_sections
    assert sections[0].heading == "The meeting"
    assert " ".join(document.read(after).source.text.split()) == TEXT


def test_ten_lines_of_a_lexicon_lift_an_unfamiliar_text() -> None:
    """A retelling from an invented court whose people, bodies and places no lexicon knows."""
    text = (
        "The Sarvan received the Keeper of the Northern Seal at Ostrava Lodge. Talks at the Lodge turned "
        "to the Velm Basin and the work of the Concord. The Sarvan stressed the role of the Concord in the "
        "Velm Basin. Maro Tiskel, who came with the Keeper, thanked the Sarvan. Tiskel urged the Concord to "
        "convene in Velm."
    )
    own = """
[person.sarvan]
name = "Sarvan"
[organisation.concord]
name = "Concord"
[place.velm]
name = "Velm Basin"
aliases = ["Velm"]
[place.ostrava-lodge]
name = "Ostrava Lodge"
aliases = ["Lodge"]
"""
    wanted = {
        ("Sarvan", "person"): 3,
        ("Concord", "organisation"): 3,
        ("Velm Basin", "place"): 3,
        ("Ostrava Lodge", "place"): 2,
        ("Maro Tiskel", "person"): 2,
    }

    def score(lexicon: Lexicon) -> float:
        found = analyse(source_from_text(text), lexicon)
        got = {(one.name, one.kind): len(one.mentions) for one in found.entities}
        hits = sum(min(count, got.get(key, 0)) for key, count in wanted.items())
        return 2 * hits / (sum(wanted.values()) + sum(got.values()))

    plain, with_ten_lines = (
        score(bundled()),
        score(Lexicon.from_tables([bundled().entries, tomllib.loads(own)])),
    )
    assert len(own.strip().splitlines()) <= 10
    assert with_ten_lines >= plain + 0.2, (plain, with_ten_lines)
    assert briefing.__version__


PERSONS = (
    "Ada Holm came to Riga. President Ada Holm of Estonia said that peace must come. Later Holm left.",
    "President Holm welcomed the visit of Foreign Minister Olga Rusk of Lithuania. Later Holm left Tallinn.",
    "Ada Holm and Iven Tarr met in Riga to speak about peace. Holm spoke of the coast and of the sea.",
)
ALONE = [{"person:ada-holm": 3}, {"person:holm": 2}, {"person:ada-holm": 2}]
MERGED = [{"person:ada-holm": 3}, {"person:ada-holm": 2}, {"person:ada-holm": 2}]
PARTED = [
    {"person:ada-holm": 2, "person:holm": 1},
    {"person:holm": 2},
    {"person:ada-holm": 1, "person:holm": 1},
]


@pytest.mark.parametrize(
    ("toml", "expected"),
    [
        ("", ALONE),
        ('[person.ada-holm]\nname = "Ada Holm"\naliases = ["Holm"]\n', MERGED),
        ('[person.ada-holm]\nname = "Ada Holm"\n', ALONE),
        ('[person.holm]\nname = "Holm"\n', PARTED),
    ],
)
def test_a_person_of_the_lexicon_is_one_with_a_title_and_without(toml, expected) -> None:
    lexicon = Lexicon.from_tables([bundled().entries, tomllib.loads(toml)])
    for text, counts in zip(PERSONS, expected, strict=True):
        found = analyse(source_from_text(text), lexicon).entities
        assert len({one.id for one in found}) == len(found)
        assert {one.id: len(one.mentions) for one in found if "Holm" in one.name} == counts


MEETINGS = {
    "---\nid: a\nmeeting: old\nplace: X\n---\n# T\n": "---\nid: a\nmeeting: new talks\nplace: X\n---\n# T\n",
    "---\nid: a\n---\n# T\n": "---\nid: a\nmeeting: new talks\n---\n# T\n",
    "# T\n": "---\nbriefing: 1\nmeeting: new talks\n---\n\n# T\n",
}


@pytest.mark.parametrize(("before", "after"), MEETINGS.items())
def test_a_meeting_is_written_and_taken_away(before: str, after: str) -> None:
    written = corrections.in_document(before, read(), Correction("meeting", value=" new\n talks "))
    assert written == after
    assert document.head(written).front.meeting == "new talks"
    without = corrections.in_document(written, read(), Correction("meeting"))
    assert document.head(without).front.meeting == ""
    assert "meeting" not in without


def test_a_meeting_that_spans_lines_is_left_alone() -> None:
    text = "---\nmeeting:\n  old\n---\n# T\n"
    with pytest.raises(DocumentError, match="several lines"):
        corrections.in_document(text, read(), Correction("meeting", value="x"))
    assert corrections.in_document("# T\n", read(), Correction("meeting")) == "# T\n"


@pytest.mark.parametrize("value", ["a: b # c", "no", '"', "x\ny", "é\x07"])
def test_a_meeting_cannot_break_the_front_matter(value: str) -> None:
    written = corrections.in_document("---\nid: a\n---\n# T\n", read(), Correction("meeting", value=value))
    found = document.head(written)
    assert found.problems == ()
    assert (found.front.id, found.front.meeting) == ("a", " ".join(value.split()))
