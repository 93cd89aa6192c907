"""Which issues two sides share, which one keeps silent about, and that nothing of either text is lost."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.analysis import bundled
from briefing.analysis.view import Words, same_length_view
from briefing.comparison import compare
from tests.comparison.samples import OURS, THEIRS, compared, read, shipped, words

MET = "Foreign Minister Ada Holm of Estonia met Foreign Minister Iven Tarr of Latvia. "


def names(found) -> tuple[list[str], list[str], list[str]]:
    return (
        [issue.name for issue in found.issues],
        [silence.name for silence in found.only("a")],
        [silence.name for silence in found.only("b")],
    )


def test_issues_are_shared_and_silences_are_told() -> None:
    found, a, b = compared(OURS, THEIRS)
    assert names(found) == (
        ["Bilateral relations", "Cybersecurity", "Fisheries"],
        ["Sudan", "Humanitarian assistance"],
        ["Border issues, migration and refugees"],
    )
    cyber = found.issues[1]
    assert words(a, cyber.a) == "Minister Holm stressed the importance of cybersecurity."
    assert words(b, cyber.b) == "and on ransomware."


SAME = [
    # By the name of a third country, however it is written.
    ("They discussed the situation in Sudan.", "They exchanged views on the Sudanese crisis.", True),
    # By an issue in other words.
    ("They discussed ransomware.", "They exchanged views on information security.", True),
    # By words that no lexicon knows.
    (
        "Minister Holm praised the Amber Lantern orchestra festival.",
        "Minister Tarr welcomed the festival of the Amber Lantern orchestra.",
        True,
    ),
    # What deputies are told, whatever it is about.
    ("They instructed their experts to meet.", "It was agreed that their teams would follow up.", True),
    # What happens in a party's own country.
    ("They discussed the recent events in Latvia.", "Minister Tarr spoke of the elections in Latvia.", True),
    # Two things of one body.
    ("They discussed the G20 Summit.", "Minister Holm raised the G20 Presidency.", True),
    # Further contacts, in whatever words.
    ("They agreed to remain in touch.", "They agreed to continue the dialogue.", True),
    # Two things of one country.
    (
        "Minister Holm reaffirmed her support for Ukraine's sovereignty and territorial integrity.",
        "Minister Tarr recalled the Minsk agreements and the peace process in Ukraine.",
        False,
    ),
    # A country that only acts is no subject.
    ("They discussed China's export of solar panels.", "They called on China to end the war.", False),
    # The case in which something is said is not what is said.
    (
        "They warned of sanctions in the event of an invasion.",
        "They discussed the invasion.",
        False,
    ),
]


@pytest.mark.parametrize(("a", "b", "same"), SAME)
def test_what_is_of_one_issue(a: str, b: str, same: bool) -> None:
    found, *_ = compared(MET + a, MET + b)
    assert bool(found.issues) == same


CUT = [
    (
        "They discussed trade, the situation in Sudan, as well as joint work on ransomware.",
        ["They discussed trade, the situation in Sudan,", "as well as joint work on ransomware."],
    ),
    (
        "Minister Holm stressed the need for climate action and called for the release of hostages.",
        ["Minister Holm stressed the need for climate action", "and called for the release of hostages."],
    ),
    # A list of single words stays whole, and so does what a sentence announces.
    ("They discussed trade, energy and health.", ["They discussed trade, energy and health."]),
    (
        "On Sudan, Minister Holm condemned the violence and called for humanitarian access.",
        ["On Sudan, Minister Holm condemned the violence and called for humanitarian access."],
    ),
    (
        "They discussed fisheries, as well as Russia's sudden and brutal invasion of Ukraine.",
        ["They discussed fisheries,", "as well as Russia's sudden and brutal invasion of Ukraine."],
    ),
    # Bodies in which two work together are one subject.
    (
        "They discussed their work within the United Nations and within the G20.",
        ["They discussed their work within the United Nations and within the G20."],
    ),
    # What opens a sentence is what all of it is about.
    (
        "While discussing Sudan, Minister Holm said that she was for humanitarian access to all.",
        ["While discussing Sudan, Minister Holm said that she was for humanitarian access to all."],
    ),
    # Both where, and what happens there.
    (
        "Minister Holm regretted the situation in Sudan and said that war could have been avoided.",
        ["Minister Holm regretted the situation in Sudan and said that war could have been avoided."],
    ),
]


@pytest.mark.parametrize(("sentence", "parts"), CUT)
def test_a_sentence_is_cut_where_its_subject_changes(sentence: str, parts: list[str]) -> None:
    found, a, _ = compared(MET + sentence, MET)
    spans = sorted(span for silence in found.silences for span in silence.spans)
    assert [words(a, (span,)) for span in spans] == parts


GOES_ON = [
    "In this regard, she said that the matter was urgent.",
    "She said that it was urgent.",
    "Minister Holm added that this was urgent.",
]


@pytest.mark.parametrize("after", GOES_ON)
def test_a_sentence_that_points_back_goes_on_with_the_issue(after: str) -> None:
    found, a, _ = compared(f"{MET}Minister Holm raised the sale of fishing licences. {after}", MET)
    (silence,) = found.silences
    assert words(a, silence.spans[-1:]) == after


def test_a_silence_names_what_was_looked_for_and_what_stands_elsewhere() -> None:
    found, *_ = compared(
        MET + "Minister Holm raised the ceasefire in Sudan.",
        MET + "They discussed trade with Sudan's neighbours.",
    )
    (silence,) = found.only("a")
    assert silence.looked_for[0] == "ceasefire"
    assert [one.word for one in silence.elsewhere] == ["Sudan"]


def check(found, a, b) -> None:
    """What must hold of any two texts."""
    for side, briefing in (("a", a), ("b", b)):
        spans = sorted(span for row in found.rows for span in getattr(row, side))
        assert all(one.end <= other.start for one, other in pairwise(spans))
        told = {at for span in spans for at in range(span.start, span.end)}
        missing = [at for at, letter in enumerate(briefing.text) if at not in told and not letter.isspace()]
        assert missing == []
        shares = [getattr(issue, f"share_{side}") for issue in found.issues]
        shares += [silence.share for silence in found.only(side)]
        assert sorted(share.place for share in shares) == list(range(1, len(shares) + 1))
        assert not shares or abs(sum(share.length for share in shares) - 1) < 0.01
    texts = {"a": b.text, "b": a.text}
    for silence in found.silences:
        other = Words(same_length_view(texts[silence.side])).folds
        for word in silence.looked_for:
            folds = Words(same_length_view(word)).folds
            assert all(other[at : at + len(folds)] != folds for at in range(len(other))), word
        for one in silence.elsewhere:
            folded = Words(same_length_view(texts[silence.side][one.span.start : one.span.end])).folds
            assert folded == Words(same_length_view(one.word)).folds
    assert {silence.name for silence in found.silences}.isdisjoint(issue.name for issue in found.issues)
    assert len({issue.name for issue in found.issues}) <= len(found.issues)
    numbers = [difference.row for difference in found.differences]
    assert numbers == sorted(numbers)
    for difference in found.differences:
        row = found.rows[difference.row]
        assert (row.silence >= 0) == (difference.kind != "wording")
    silent = [row.silence for row in found.rows if row.silence >= 0]
    shared = [row.issue for row in found.rows if row.issue >= 0]
    assert sorted(silent) == list(range(len(found.silences)))
    assert sorted(shared) == list(range(len(found.issues)))


SENTENCES = [
    "Minister Holm stressed that cybersecurity was vital.",
    "They discussed Sudan, the Minsk agreements and Iran.",
    "On trade, Minister Tarr urged Estonia to act.",
    "In this regard, it was noted that this was so.",
    "No. 10 said „Schluß“ — é\u0301.",
    "###",
    "They agreed to stay in touch.\n\n",
    "- Climate change and fisheries;\n",
    "“Peace,” she said, “is İmportant.”",
    "\u2028\x00",
    "word",
]
TEXTS = st.lists(st.sampled_from(SENTENCES), max_size=8).map(" ".join)


@settings(max_examples=40)
@given(TEXTS, TEXTS)
def test_both_texts_stay_whole_whatever_they_are(a: str, b: str) -> None:
    one, other = read(MET + a), read(b)
    check(compare(one, other, bundled()), one, other)


@settings(max_examples=20)
@given(TEXTS, TEXTS)
def test_the_two_may_change_places(a: str, b: str) -> None:
    one, other = read(MET + a), read(MET + b)
    there, back = compare(one, other, bundled()), compare(other, one, bundled())
    assert {issue.a for issue in there.issues} == {issue.b for issue in back.issues}
    assert [silence.spans for silence in there.only("a")] == [silence.spans for silence in back.only("b")]


def test_nobody_is_silent_on_his_own_text() -> None:
    found, a, b = compared(OURS, OURS)
    check(found, a, b)
    assert found.silences == ()
    assert all(issue.a == issue.b for issue in found.issues)
    assert found.differences == ()


@pytest.mark.parametrize("text", ["", "word", "###\n\n###"])
def test_texts_with_nothing_to_compare(text: str) -> None:
    found, a, b = compared(text, OURS)
    check(found, a, b)
    assert found.issues == ()


def test_a_text_that_is_not_understood_is_compared_by_its_words() -> None:
    a = "Состоялся телефонный разговор. Обсуждалось строительство моста через пролив Амбер."
    b = "Стороны говорили о погоде.\n\nБыло рассмотрено строительство моста через пролив Амбер."
    found, one, other = compared(a, b)
    check(found, one, other)
    assert ["моста" in words(one, issue.a) for issue in found.issues] == [True]


def test_the_constructed_meeting_shows_everything() -> None:
    ours, theirs = shipped("example-vesmark-talora"), shipped("example-talora-vesmark")
    found = compare(ours, theirs, bundled())
    check(found, ours, theirs)
    shared, only_ours, only_theirs = names(found)
    assert shared == [
        "Bilateral relations",
        "Maritime security",
        "Fisheries",
        "Corrin Islands dispute",
        "Follow-up",
    ]
    assert only_ours == ["Coldwater Pipeline and energy", "Climate change"]
    assert only_theirs == ["Consular affairs", "Education"]


def test_a_changed_formula_is_among_the_differences() -> None:
    ours, theirs = shipped("example-vesmark-talora"), shipped("example-talora-vesmark")
    found = compare(ours, theirs, bundled())
    number = next(n for n, issue in enumerate(found.issues) if issue.name == "Corrin Islands dispute")
    wording = found.wordings[number][0]
    assert words(ours, wording.differing_a[1:2]) == "just and"
    same = " ".join(words(theirs, (span,)) for _, span in wording.same)
    assert "reaffirmed their commitment to a" in same
    assert "lasting settlement of the Corrin Islands dispute" in same


def test_order_is_told() -> None:
    found = compare(shipped("example-vesmark-talora"), shipped("example-talora-vesmark"), bundled())
    islands = next(issue for issue in found.issues if issue.name == "Corrin Islands dispute")
    assert (islands.share_a.place, islands.share_b.place) == (4, 1)


def test_the_seed_beside_two_sentences_of_the_other_side() -> None:
    """Its other half in words of our own: relations and a region, and nothing of all the rest."""
    other = read(
        "Vladimir Putin met with Prime Minister of Pakistan Imran Khan at the Kremlin.\n\n"
        "The leaders discussed bilateral ties and exchanged views on the region, above all South Asia. "
        "Earlier, the Prime Minister of Pakistan attended a wreath-laying ceremony."
    )
    seed = shipped("pm-khan-president-putin-kremlin")
    found = compare(seed, other, bundled())
    check(found, seed, other)
    assert names(found) == (
        ["Bilateral relations", "South Asia"],
        [
            "Ukraine",
            "Pakistan-Stream Gas Pipeline and energy",
            "Afghanistan",
            "International and regional fora, SCO",
            "Extremism and Islamophobia, interfaith harmony",
        ],
        [],
    )
