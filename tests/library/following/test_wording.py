"""What became of a formula: planted changes, who said it first and last, who has not said it since."""

from random import Random

import pytest

from briefing.errors import BriefingError
from briefing.library.catalogue import Library
from briefing.library.following import wording, wording_search
from briefing.library.following.questions import Questions
from tests.library.made_up import FORMULA


def rows(found):
    return [(one.quoted.origin.briefing, one.quoted.words) for one in found.occurrences]


PLANTED = [
    ("tallinn-2019", FORMULA),
    ("riga-2019", "no decision on the Amber Corridor would count without the people of the coast"),
    ("tallinn-2020", "nothing about the Amber Corridor without the towns of the coast"),
    ("tallinn-2021", "nothing at all about the Amber Corridor without the towns of the coast"),
]


def test_every_planted_wording_is_found_oldest_first(briefings):
    assert rows(wording.trace(FORMULA, briefings)) == PLANTED
    assert rows(wording.trace(PLANTED[-1][1], reversed(briefings))) == PLANTED


def test_a_wording_is_compared_with_the_one_before_of_the_same_issuer(briefings):
    found = wording.trace(FORMULA, briefings)
    assert [one.since and one.since.origin.briefing for one in found.occurrences] == [
        None,
        None,
        "tallinn-2019",
        "tallinn-2020",
    ]
    changes = [
        [(piece.old, piece.new) for piece in one.pieces if not piece.same] for one in found.occurrences
    ]
    assert changes == [
        [],
        [("nothing about ", "no decision on "), ("", "would count ")],
        [("people ", "towns ")],
        [("", "at all ")],
    ]
    assert [one.changed for one in found.occurrences] == [False, True, True, True]


def test_the_diffs_reassemble_both_wordings(briefings):
    for against in ("before", "phrase"):
        for one in wording.trace(FORMULA, briefings, against).occurrences:
            assert "".join(piece.new for piece in one.pieces) == one.quoted.words
            assert "".join(piece.old for piece in one.pieces) == (one.since.words if one.since else FORMULA)
            assert against == "before" or one.since is None


def test_every_wording_is_to_the_letter_and_within_its_sentence(briefings):
    texts = {one.id: one.text for one in briefings}
    for one in wording.trace(FORMULA, briefings).occurrences:
        for quoted in (one.quoted, one.sentence):
            assert texts[quoted.origin.briefing][quoted.start : quoted.end] == quoted.words
        assert one.sentence.words.startswith(("President", "Prime Minister"))
        assert one.sentence.words.endswith("coast.")
        assert one.sentence.start <= one.quoted.start < one.quoted.end <= one.sentence.end


def test_first_last_and_not_said_since(briefings):
    found = wording.trace(FORMULA, briefings)
    assert (found.first.origin.briefing, found.last.origin.briefing) == ("tallinn-2019", "tallinn-2021")
    (lapse,) = found.lapses
    assert lapse.last.origin.briefing == "tallinn-2021"
    assert [origin.briefing for origin in lapse.without] == ["tallinn-2022"]


def test_who_says_it_to_the_end_has_not_dropped_it(briefings):
    found = wording.trace("situation in Belarus", briefings)
    assert rows(found) == [("tallinn-2022", "situation in Belarus")]
    assert found.lapses == ()


def test_a_formula_that_nobody_said_has_no_wording(briefings, asked):
    for found in (
        wording.trace("sturgeon fishing quotas", briefings),
        asked.wording("sturgeon fishing quotas"),
    ):
        assert (found.occurrences, found.lapses, found.first, found.last) == ((), (), None, None)


def test_a_phrase_without_words_is_refused(asked):
    for phrase in ("", " — ", "of the", "\0", "and"):
        with pytest.raises(BriefingError, match="small ones"):
            asked.wording(phrase)


LONG = " ".join(
    f"{one} {FORMULA} {one}s and {one}ly" for one in ("grave", "broad", "common", "frank", "open") * 12
)
SOUGHT = [
    LONG,
    FORMULA,
    PLANTED[1][1],
    "the Corridor, Amber",
    "concern about Belarus",
    "Tarr welcomed the",
    "harbours for ships",
]


def test_the_index_finds_what_reading_every_briefing_finds(briefings, asked):
    for phrase in SOUGHT:
        assert bare(asked.wording(phrase)) == bare(wording.trace(phrase, briefings))


def bare(found):
    return (
        [
            (one.quoted.words, one.quoted.start, one.sentence.words, one.likeness, one.pieces)
            for one in found.occurrences
        ],
        [(one.last.words, [origin.briefing for origin in one.without]) for one in found.lapses],
    )


HOSTILE = [
    'Amber" OR "Corridor',
    "NEAR(Amber Corridor)",
    "body : Amber Corridor",
    "Amber Corridor*'); DROP TABLE words; --",
    "Amber \ud800 Corridor",
    "Amber\0Corridor",
]


def test_a_phrase_is_nothing_but_words(asked):
    for phrase in HOSTILE:
        found = rows(asked.wording(phrase))
        assert all("Amber Corridor" in words for _, words in found)
        assert len(found) == (
            4 if "TABLE" not in phrase and "body" not in phrase and "NEAR" not in phrase else len(found)
        )


def test_of_many_the_first_and_the_newest(asked):
    found = asked.wording(FORMULA, limit=1)
    assert rows(found) == [PLANTED[0], PLANTED[-1]]
    assert not found.complete
    assert [lapse.last.origin.briefing for lapse in found.lapses] == ["tallinn-2021"]
    assert asked.wording(FORMULA, limit=4).complete
    assert rows(asked.wording(FORMULA, limit=0)) == PLANTED


def test_of_too_many_sections_to_be_read_the_very_words_are_found_all_the_same(asked, monkeypatch):
    monkeypatch.setattr(wording_search, "_MOST_READ", 1)
    found = asked.wording(PLANTED[2][1])
    assert [words for _, words in rows(found)] == [PLANTED[0][1], PLANTED[2][1], PLANTED[3][1]]
    assert not found.complete
    assert asked.wording(PLANTED[2][1], limit=0).complete


def test_what_may_have_been_said_later_is_not_told_as_the_last(library, notes):
    """The readout of Latvia that comes between the first wording and the newest is not looked for."""
    for day, said in (("2019-04-01", True), ("2019-05-01", False), ("2023-01-01", False)):
        words = f"Prime Minister Iven Tarr said that there would be {FORMULA}." if said else "They met."
        (library.folder / f"{day}.md").write_text(
            f"---\nid: latvia-{day}\ndate: {day}\nissuer: Latvia\nparties: [Latvia, Estonia]\n---\n\n"
            f"# Talks\n\n## Talks\n\n{words}\n"
        )
    asked = Questions(Library(library.folder, bundled=False), notes)
    asked.refresh(jobs=1)
    whole = asked.wording(FORMULA, limit=0)
    assert [(lapse.last.origin.date, len(lapse.without)) for lapse in whole.lapses] == [
        ("2021-06-08", 1),
        ("2019-04-01", 2),
    ]
    part = asked.wording(FORMULA, limit=1)
    assert [(lapse.last.origin.date, len(lapse.without)) for lapse in part.lapses] == [("2021-06-08", 1)]


WORDS = ["steady", "common", "support", "for", "the", "open", "use", "of", "every", "northern", "strait"]
OTHERS = ["closed", "warlike", "southern", "partial", "exclusive", "doubtful", "unshaken"]
NOISE = (
    "The Minister thanked the hosts for the reception in the old town hall.",
    "They reviewed the work of the joint commission; the ferry would run again from May.",
    "Both noted that the harvest had been good.",
)


def drifting(random, count):
    """A formula over the years, now and then with another word: day, and words, None of a year without."""
    words = list(WORDS)
    for year in range(count):
        if random.random() < 0.2:
            yield f"{1990 + year}-04-05", None
            continue
        if random.random() < 0.4:
            at = random.randrange(1, len(words) - 1)
            words[at] = random.choice(OTHERS) if words[at] in OTHERS or random.random() < 0.5 else WORDS[at]
        yield f"{1990 + year}-04-05", " ".join(words)


def test_planted_changes_over_many_years_are_recovered(tmp_path):
    """Every wording to the letter, every change as the difference of the words, first, last and lapses."""
    random = Random(7)
    planted: dict[str, dict[str, str | None]] = {}
    folder = tmp_path / "library"
    folder.mkdir()
    for issuer in ("Estonia", "Latvia", "Finland"):
        planted[issuer] = dict(drifting(random, 16))
        for day, said in planted[issuer].items():
            body = random.sample(NOISE, 2)
            if said:
                body.insert(1, f"The Minister of {issuer} voiced {said}.")
            (folder / f"{issuer}-{day}.md").write_text(
                f"---\nbriefing: 1\nid: {issuer.lower()}-{day}\ndate: {day}\nissuer: {issuer}\n"
                f"parties: [{issuer}, Norway]\n---\n\n# Talks\n\n## Straits\n\n{' '.join(body)}\n"
            )
    asked = Questions(Library(folder, bundled=False), tmp_path / "notes")
    asked.refresh(jobs=1)
    found = asked.wording(" ".join(WORDS))
    for issuer, days in planted.items():
        mine = [one for one in found.occurrences if one.quoted.origin.issuer == issuer]
        said = {day: words for day, words in days.items() if words}
        assert {one.quoted.origin.date: one.quoted.words for one in mine} == said
        for before, one in zip([None, *mine], mine, strict=False):
            old = (before.quoted.words if before else " ".join(WORDS)).split()
            new = one.quoted.words.split()
            gone = " ".join(piece.old for piece in one.pieces if not piece.same).split()
            come = " ".join(piece.new for piece in one.pieces if not piece.same).split()
            changed = [at for at, pair in enumerate(zip(old, new, strict=True)) if pair[0] != pair[1]]
            assert {old[at] for at in changed} <= set(gone)
            assert {new[at] for at in changed} <= set(come)
            assert one.changed == bool(changed)
        later = [day for day in days if day > max(said)]
        lapses = [lapse for lapse in found.lapses if lapse.last.origin.issuer == issuer]
        assert [origin.date for lapse in lapses for origin in lapse.without] == later
        assert [lapse.last.origin.date for lapse in lapses] == ([max(said)] if later else [])
    assert found.first.origin.date == min(
        day for days in planted.values() for day, words in days.items() if words
    )
