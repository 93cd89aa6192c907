"""Where passages went, in texts of words that are each like no other: ``20`` for the twenty-first word.

A passage is always the words 20 to 29 of 60; new words are ``x00`` and so on.
"""

from __future__ import annotations

import pytest

from briefing.notes import revision
from briefing.notes.revision import Revision, Words

W = [f"w{number:02}" for number in range(60)]
X = [f"x{number:02}" for number in range(60)]
BEFORE, PASSAGE, AFTER = W[:20], W[20:30], W[30:]


def _revision(new: list[str], old: list[str] = W) -> Revision:
    return Revision(Words(" ".join(old)), Words(" ".join(new)))


def _span(words: list[str], first: int, end: int) -> tuple[int, int]:
    start = sum(len(word) + 1 for word in words[:first])
    return start, start + len(" ".join(words[first:end]))


def _placed(new: list[str], first: int = 20, end: int = 30) -> tuple[str, list[str]] | None:
    found = _revision(new).place(*_span(W, first, end))
    return found and (found[0], " ".join(new)[found[1] : found[2]].split())


KEPT = [
    ("untouched", [*BEFORE, *PASSAGE, *AFTER], "same", PASSAGE),
    ("words before", [*X[:9], *BEFORE, *PASSAGE, *AFTER], "same", PASSAGE),
    ("one put in", [*BEFORE, *W[20:25], *X[:1], *W[25:]], "changed", [*W[20:25], *X[:1], *W[25:30]]),
    ("as many put in as may be", [*W[:25], *X[:5], *W[25:]], "changed", [*W[20:25], *X[:5], *W[25:30]]),
    ("too many put in", [*W[:25], *X[:6], *W[25:]], "uncertain", W[20:25]),
    ("too many put in, later", [*W[:23], *X[:6], *W[23:]], "uncertain", W[23:30]),
    ("four left out at its end", [*W[:26], *AFTER], "changed", W[20:26]),
    ("five left out at its end", [*W[:25], *AFTER], "uncertain", W[20:25]),
    ("four left out at its beginning", [*BEFORE, *W[24:]], "changed", W[24:30]),
    ("four left out within", [*W[:23], *W[27:]], "changed", [*W[20:23], *W[27:30]]),
    ("three replaced at its end", [*W[:27], *X[:3], *AFTER], "changed", [*W[20:27], *X[:3]]),
    ("four replaced at its end", [*W[:26], *X[:4], *AFTER], "changed", W[20:26]),
    ("five replaced at its end", [*W[:25], *X[:5], *AFTER], "uncertain", [*W[20:25], *X[:5]]),
    ("three replaced at its beginning", [*BEFORE, *X[:3], *W[23:]], "changed", [*X[:3], *W[23:30]]),
    ("four replaced at its beginning", [*BEFORE, *X[:4], *W[24:]], "changed", W[24:30]),
    ("five added to its end", [*W[:30], *X[:5], *AFTER], "changed", [*PASSAGE, *X[:5]]),
    ("six added to its end", [*W[:30], *X[:6], *AFTER], "same", PASSAGE),
    ("five added to its beginning", [*BEFORE, *X[:5], *W[20:]], "changed", [*X[:5], *PASSAGE]),
    ("five short ones added to its end", [*W[:30], *"abcde", *AFTER], "changed", [*PASSAGE, *"abcde"]),
    ("six short ones added to its end", [*W[:30], *"abcdef", *AFTER], "same", PASSAGE),
    ("six short ones added to its beginning", [*BEFORE, *"abcdef", *W[20:]], "same", PASSAGE),
    ("six added to its beginning", [*BEFORE, *X[:6], *W[20:]], "same", PASSAGE),
    ("all replaced", [*BEFORE, *X[:10], *AFTER], "orphan", []),
    ("left out", [*BEFORE, *AFTER], "orphan", []),
    ("two words before it behind it now", [*W[:18], *PASSAGE, *W[18:20], *AFTER], "uncertain", PASSAGE),
    ("two words behind it before it now", [*BEFORE, *W[30:32], *PASSAGE, *W[32:]], "uncertain", PASSAGE),
    ("moved with three words before it", [*W[:17], *AFTER, *W[17:30]], "moved", PASSAGE),
    ("moved with three words behind it", [*W[20:33], *BEFORE, *W[33:]], "moved", PASSAGE),
    ("moved, one word less", [*W[20:29], *W[30:34], *BEFORE, *W[34:]], "changed", W[20:29]),
    ("moved, two words less", [*W[20:28], *W[30:34], *BEFORE, *W[34:]], "changed", W[20:28]),
    ("moved, four put in", [*W[20:25], *X[:4], *W[25:34], *BEFORE, *W[34:]], "changed",
     [*W[20:25], *X[:4], *W[25:30]]),
]  # fmt: skip


@pytest.mark.parametrize(("new", "status", "words"), [row[1:] for row in KEPT], ids=[row[0] for row in KEPT])
def test_where_a_passage_went(new: list[str], status: str, words: list[str]) -> None:
    assert _placed(new) == (status, words)


@pytest.mark.parametrize(
    "new",
    [
        [*W[:18], *AFTER, *W[18:30]],
        [*W[20:32], *BEFORE, *W[32:]],
        [*W[20:27], *W[30:34], *BEFORE, *W[34:]],
        [*W[20:25], *X[:5], *W[25:34], *BEFORE, *W[34:]],
    ],
    ids=["two words before it", "two words behind it", "three words less", "five put in"],
)
def test_what_too_few_neighbours_went_with_is_told_by_none(new: list[str]) -> None:
    assert _placed(new) is None


ENDS = [
    ("the first words, with new ones before", [*X[:2], *W], 0, 10, "changed", [*X[:2], *W[:10]]),
    ("the first words, replaced", [*X[:1], *W[3:]], 0, 10, "changed", [*X[:1], *W[3:10]]),
    ("the last words, cut", W[:57], 50, 60, "changed", W[50:57]),
    ("the last words, with new ones behind", [*W, *X[:2]], 50, 60, "changed", [*W[50:], *X[:2]]),
    ("the first of all, left out", W[1:], 0, 10, "changed", W[1:10]),
    ("the whole text", [*W[:30], *X[:2], *W[30:]], 0, 60, "changed", [*W[:30], *X[:2], *W[30:]]),
    ("one word", W, 20, 21, "same", W[20:21]),
    ("words with but one before them", W, 1, 11, "same", W[1:11]),
    ("words with but one behind them", W, 49, 59, "same", W[49:59]),
    ("one word, said twice", [*W[:20], "w20", *W[20:]], 20, 21, "uncertain", ["w20"]),
    ("two words, said twice", [*W[:22], *W[20:]], 20, 22, "uncertain", W[20:22]),
    ("one word, replaced", [*W[:20], "w2o", *W[21:]], 20, 21, "uncertain", ["w2o"]),
    ("one word, by one that is like it", ["window" if word == "w20" else word for word in W], 20, 21,
     "orphan", []),
]  # fmt: skip


@pytest.mark.parametrize(
    ("new", "first", "end", "status", "words"), [row[1:] for row in ENDS], ids=[row[0] for row in ENDS]
)
def test_passages_at_the_ends_and_short_ones(
    new: list[str], first: int, end: int, status: str, words: list[str]
) -> None:
    assert _placed(new, first, end) == (status, words)


def test_a_passage_without_words_is_placed_by_nobody() -> None:
    assert _revision(W).place(3, 4) is None
    assert _revision(W).place(0, 0) is None


def test_words_that_are_written_otherwise_are_the_same_place() -> None:
    """By most of their letters, where none of the words is the same."""
    old = "They met. The delegation recognised colours and favours. They parted in spring."
    new = old.replace(
        "delegation recognised colours and favours", "delegations recognized colors plus favors"
    )
    begin, end = old.index("delegation"), old.index(". They parted")
    found = Revision(Words(old), Words(new)).place(begin, end)
    assert found
    assert (found[0], new[found[1] : found[2]]) == ("changed", "delegations recognized colors plus favors")


OLD = [*W[:20], "recognised", "colours", "honoured", "favours", *W[24:]]
NEW = [*W[:20], "recognized", "colors", "honored", "favors", *W[24:]]


@pytest.mark.parametrize(("first", "end"), [(20, 30), (14, 24)])
def test_ends_with_most_of_their_letters_are_ends_still(first: int, end: int) -> None:
    found = _revision(NEW, OLD).place(*_span(OLD, first, end))
    assert found
    assert (found[0], " ".join(NEW)[found[1] : found[2]].split()) == ("changed", NEW[first:end])


def test_ends_with_other_letters_are_none() -> None:
    other = [*W[:20], "zzzzzzzzzz", "qqqqqq", "jjjjjjjj", "kkkkkkk", *W[24:]]
    for first, end, left in ((20, 30, other[24:30]), (14, 24, other[14:20])):
        found = _revision(other, OLD).place(*_span(OLD, first, end))
        assert found
        assert (found[0], " ".join(other)[found[1] : found[2]].split()) == ("changed", left)


def test_an_orphan_stands_nowhere() -> None:
    gone = [*BEFORE, *AFTER]
    assert _revision(gone).place(*_span(W, 20, 30)) == ("orphan", 0, 0)
    assert _revision(gone).remains(*_span(W, 20, 30)) == ("orphan", 0, 0)


def test_a_copy_beside_a_very_long_passage_is_not_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    nearly = [f"{word}" if number % 5 else "other" for number, word in enumerate(PASSAGE)]
    new = [*BEFORE, *nearly, *PASSAGE, *AFTER]
    found = _revision(new).place(*_span(W, 20, 30))
    assert found
    assert found[0] == "uncertain"
    monkeypatch.setattr(revision, "_LONG", 10)
    assert _revision(new).place(*_span(W, 20, 30)) == found
    monkeypatch.setattr(revision, "_LONG", 9)
    without = _revision(new).place(*_span(W, 20, 30))
    assert without
    assert without[0] == "same"


def test_a_very_long_passage_is_not_compared_letter_by_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    new = [*BEFORE, *(f"{word}a" for word in PASSAGE), *AFTER]
    assert _placed(new) == ("changed", new[20:30])
    monkeypatch.setattr(revision, "_LONG", 10)
    assert _placed(new) == ("changed", new[20:30])
    monkeypatch.setattr(revision, "_LONG", 9)
    assert _placed(new) == ("orphan", [])


REMAINS = [
    ("all of it", W, "uncertain", PASSAGE),
    ("four words", [*W[:24], *AFTER], "uncertain", W[20:24]),
    ("three words", [*W[:23], *AFTER], "orphan", []),
    ("the larger of two pieces", [*W[:24], *X[:9], *W[24:]], "uncertain", W[24:30]),
    ("pieces near each other are one", [*W[:23], *X[:2], *W[23:]], "uncertain",
     [*W[20:23], *X[:2], *W[23:30]]),
    ("pieces as near as may be", [*W[:23], *X[:3], *W[23:]], "uncertain", W[23:30]),
    ("nothing", [*BEFORE, *AFTER], "orphan", []),
]  # fmt: skip


@pytest.mark.parametrize(
    ("new", "status", "words"), [row[1:] for row in REMAINS], ids=[row[0] for row in REMAINS]
)
def test_what_remains_of_a_passage(new: list[str], status: str, words: list[str]) -> None:
    found = _revision(new).remains(*_span(W, 20, 30))
    assert (found[0], " ".join(new)[found[1] : found[2]].split()) == (status, words)


def test_words_that_come_from_elsewhere() -> None:
    new = [*W[40:44], *W[20:30], *W[30:34], *X[:4], *W[0:4]]
    found, (start, end) = _revision(new), _span(W, 20, 30)

    def foreign(first: int, last: int) -> bool:
        return found.foreign(start, end, first, last)

    assert not foreign(4, 13)
    assert foreign(0, 3)
    assert foreign(14, 17), "the words behind a passage are none of it"
    assert not foreign(18, 21), "new words come from nowhere"
    assert not foreign(7, 16), "three of ten"
    assert foreign(8, 17), "four of ten"
    assert foreign(22, 25), "the first word of a text is a word as well"
    assert foreign(22, 22)
    assert not _revision(W).foreign(*_span(W, 0, 10), 0, 9)


def test_which_word_is_which() -> None:
    found = _revision(["x", *W[1:4]], W[:4])
    assert found.mapping == [-1, 1, 2, 3]
    assert found.origins == [-1, 1, 2, 3]
    shorter = _revision(W[2:6], W[:6])
    assert shorter.mapping == [-1, -1, 0, 1, 2, 3]
    assert shorter.origins == [2, 3, 4, 5]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        ("  \n", []),
        ("The Lake, twice!", [("the", "The"), ("lake", "Lake"), (",", ","), ("twice", "twice"), ("!", "!")]),
        ("la-\nke side", [("lake", "la-\nke"), ("side", "side")]),
        ("la-\nke-\nside x", [("lakeside", "la-\nke-\nside"), ("x", "x")]),
        ("la- \nke", [("la", "la"), ("-", "-"), ("ke", "ke")]),
        ("la-ke", [("la", "la"), ("-", "-"), ("ke", "ke")]),
        ("la -\nke", [("la", "la"), ("-", "-"), ("ke", "ke")]),
        ("la-\n ke", [("la", "la"), ("-", "-"), ("ke", "ke")]),
        ("la-\n", [("la", "la"), ("-", "-")]),
        ("la-\n, ke", [("la", "la"), ("-", "-"), (",", ","), ("ke", "ke")]),
        ("-\nke", [("-", "-"), ("ke", "ke")]),
        ("(-\nke", [("(ke", "(-\nke")]),
        ("STRASSE Straße", [("strasse", "STRASSE"), ("strasse", "Straße")]),
    ],
)
def test_a_text_as_words(text: str, words: list[tuple[str, str]]) -> None:
    found = Words(text)
    assert len(found) == len(words)
    assert [(word, text[slice(*found.span(at, at))]) for at, word in enumerate(found.words)] == words


def test_the_words_that_a_passage_touches() -> None:
    found = Words("One two. Three")
    assert found.within(0, 3) == (0, 1)
    assert found.within(1, 5) == (0, 2)
    assert found.within(3, 4) == (1, 1)
    assert found.within(4, 8) == (1, 3)
    assert found.within(7, 9) == (2, 3)
    assert found.within(7, 10) == (2, 4)
    assert found.span(0, 2) == (0, 8)
    assert Words("a b a").places == {"a": [0, 2], "b": [1]}
