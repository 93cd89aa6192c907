"""The nearest wording of a formula: where it is, where there is none, and what must not hide it."""

import csv
import re
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from briefing.library.following.formula import LIKE, Formula
from tests.conftest import ROOT

BESIDE = ROOT.parent / "shared" / "corpus"

FORMULA = "nothing about the Lake Province without the Lake Province"
NOISE = (
    "The Minister met his colleague in the old town hall.",
    "They reviewed trade, transport and the work of the joint commission.",
    "Both sides noted that the harvest had been good; the ferry would run again from May.",
    "The Ambassador thanked the host for the reception.",
    "It was agreed to meet again before the end of the year.",
)


def nearest(formula, text):
    found = Formula(formula).nearest(text)
    return None if found is None else text[found.start : found.end]


# The formula, a wording of it with what stands before and behind, and the wording that must be found.
CONCERN = "deeply concerned about the situation in the north"
INTEGRITY = "sovereignty and territorial integrity"
PEACE = "a just and lasting peace"
PLANTED = [
    (FORMULA, "She said: ", "Nothing about the Lake Province without the Lake Province", ", and left."),
    (FORMULA, "She said that ", "nothing on the Lake Province without the Lake Province", " would do."),
    (FORMULA, "He held ", "no decisions or talks about the Lake Province without the Lake Province", "."),
    (FORMULA, "He held that ", "no talks about the Lake Province without the Lake Province", " count."),
    (FORMULA, "He wants ", "nothing about the Lake Province without its people", "."),
    (INTEGRITY, "They wrote “", "territorial integrity", "”, including that of the north."),
    (f"{INTEGRITY} of Graustark", "They want ", f"{INTEGRITY} of all the nations", "."),
    (f"{INTEGRITY} of Graustark", "They want ", f"{INTEGRITY} and non-interference", "."),
    (INTEGRITY, "They want justice, ", "freedom and territorial integrity", "."),
    (CONCERN, "They are ", "gravely concerned about the situation in the north", "."),
    (CONCERN, "They are ", "deeply concerned about events in the north", "."),
    (CONCERN, "They are ", "deeply concerned about the situation in the south and west", "."),
    (INTEGRITY, "They respect the ", "territorial integrity and sovereignty", " of all."),
    (INTEGRITY, "They respect the ", "sovereignty, independence and territorial integrity", " of all."),
    ("early resumption of the talks", "He hoped for an ", "early resumption, at once, of the talks", "."),
    (PEACE, "He hoped for ", "a just,\nlasting and dignified peace", " there."),
    (f"{PEACE}. Both will keep in touch", "He wants ", f"{PEACE}. The sides keep in touch", "."),
    ("emphasised the importance of grain", "She ", "emphasizes the importance of grain", "."),
    ("the visit of President Erdoğan", "They spoke of ", "the visit of President Erdogan", "."),
    ("the official position on the straits", "He gave ", "the oﬃcial position on the straits", "."),
]


@pytest.mark.parametrize(("formula", "before", "wording", "after"), PLANTED)
def test_planted_wordings_are_found_to_the_letter(formula, before, wording, after):
    for number, noise in enumerate(NOISE):
        text = " ".join((*NOISE[:number], before + wording + after, noise))
        assert nearest(formula, text) == wording


def test_a_thousand_planted_changes_of_one_word_are_all_found():
    words = [
        "firm",
        "steady",
        "common",
        "support",
        "for",
        "the",
        "open",
        "and",
        "peaceful",
        "use",
        "of",
        "every",
        "strait",
    ]
    new = [
        "unshaken",
        "closed",
        "warlike",
        "southern",
        "canal",
        "vessels",
        "partial",
        "exclusive",
        "doubtful",
    ]
    random = Random(5)
    for _ in range(1000):
        changed = list(words)
        at = random.randrange(len(words))
        match random.choice(("replaced", "removed", "added")):
            case "replaced":
                changed[at] = random.choice(new)
            case "removed" if 0 < at < len(words) - 1:
                del changed[at]
            case _:
                changed.insert(max(1, at), random.choice(new))
        noise = random.sample(NOISE, 3)
        wording = " ".join(changed)
        text = f"{noise[0]} {noise[1]} She voiced: {wording}. {noise[2]}"
        assert nearest(" ".join(words), text) == wording


@pytest.mark.parametrize(
    ("formula", "text"),
    [
        (FORMULA, " ".join(NOISE)),
        (FORMULA, "They spoke about the Lake Province and about nothing else that would be worth a word."),
        ("sovereignty and territorial integrity", "The integrity of judges was discussed."),
        ("peace and harmony within societies", "They want peace."),
        ("nuclear weapons", ""),
    ],
)
def test_what_is_not_like_a_formula_is_none_of_it(formula, text):
    assert nearest(formula, text) is None


def test_of_equals_the_first_is_taken_and_of_unequals_the_nearest():
    text = "They want a just peace. They want a just and lasting peace. They want a just and lasting peace."
    found = Formula("a just and lasting peace").nearest(text)
    assert (found.start, found.likeness) == (text.index("a just and"), 1)


def test_the_very_words_are_nearer_than_their_inflections():
    text = "They want lasting peaces of lakes. They want a Lasting\nPeace of Lakes."
    found = Formula("lasting peace of lakes").nearest(text)
    assert (text[found.start : found.end], found.likeness) == ("Lasting\nPeace of Lakes", 1)
    assert Formula("lasting peace of lakes").nearest("a lasting peace of a lake").likeness < 1


def test_small_words_alone_are_no_formula():
    assert not Formula("in the")
    assert not Formula(" — ")
    assert Formula("peace")
    assert nearest("peace", "They want Peace.") == "Peace"


FEW = ["peace", "of", "lake", "the", "harvest", "strait", "no", "and", "talks"]


@given(
    st.lists(st.sampled_from(FEW), min_size=1, max_size=8),
    st.lists(st.sampled_from([*FEW, "lake.", "talks;", "Ümit", "oﬃce"]), max_size=40),
)
def test_what_is_spared_reading_is_never_a_wording(formula, words):
    """The stretches that are compared are chosen quickly; without that choice the same is found."""
    sought, text = Formula(" ".join(formula)), " ".join(words)
    assume(sought)
    found = sought.nearest(text)
    sought._stretches = lambda text: iter([(0, len(text))])
    whole = sought.nearest(text)
    if whole is not None:
        assert found is not None
        assert found.likeness >= whole.likeness >= LIKE
    if found is not None:
        inside = [key for key in sought.keys if key in text[found.start : found.end].casefold()]
        assert sum(sought.keys[key] for key in inside) >= sought.needed


DRIFTED = (
    "nothing about Ukraine without Ukraine",
    "no decisions or discussions about Ukraine without Ukraine",
)


def test_a_change_that_is_known_to_be_one_passes():
    one, other = DRIFTED
    assert Formula(one).nearest(f"They agreed on {other}.").likeness == pytest.approx(0.65, abs=0.01)
    assert Formula(other).nearest(f"They agreed on {one}.").likeness == pytest.approx(0.57, abs=0.01)


@pytest.mark.long
@pytest.mark.skipif(not BESIDE.is_dir(), reason="the texts are not there")
def test_few_passages_of_other_meetings_pass():
    """Two runs of words of texts that have nothing to do with each other are seldom taken for one formula."""
    with (BESIDE / "index.tsv").open(encoding="utf-8") as file:
        pairs = {row["file"]: row["pair"] for row in csv.DictReader(file, delimiter="\t")}
    texts = {
        path.name: path.read_text(encoding="utf-8", errors="replace")
        for path in sorted((BESIDE / "texts").glob("*.txt"))
        if path.name in pairs
    }
    random, found, asked = Random(3), 0, 0
    while asked < 2000:
        name = random.choice(list(texts))
        words = re.findall(r"\S+", texts[name])
        first, count = random.randrange(max(1, len(words) - 14)), random.randint(4, 14)
        sought = Formula(" ".join(words[first : first + count]))
        if len(sought.keys) < 2:
            continue
        for other in random.sample(list(texts), 6):
            if other == name or (pairs[name] and pairs[name] == pairs[other]) or len(texts[other]) > 40_000:
                continue
            asked += 1
            found += sought.nearest(texts[other]) is not None
    assert found / asked < 0.025
