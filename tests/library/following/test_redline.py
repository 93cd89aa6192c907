"""What changed between two wordings: all of both is in the pieces, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.library.following.redline import changed, redline

LETTERS = st.text(alphabet="ab No’'-“,.;\n\t é́ß\u00ad\u200b\ud800—()", max_size=40)
WORDS = st.lists(
    st.sampled_from(["peace", "of", "a", "Lake’s", "and", "no,", "fair\n", "İ"]), max_size=12
).map(" ".join)


@given(LETTERS | WORDS | st.text(), LETTERS | WORDS | st.text())
def test_the_pieces_are_the_whole_of_both_texts(old, new):
    pieces = redline(old, new)
    assert "".join(piece.old for piece in pieces) == old
    assert "".join(piece.new for piece in pieces) == new
    assert all(piece.old or piece.new for piece in pieces)
    assert all(one.same != other.same for one, other in zip(pieces, pieces[1:], strict=False))


@given(LETTERS | WORDS)
def test_a_text_is_the_same_as_itself(text):
    assert not changed(redline(text, text))
    assert not changed(redline(text, text.replace(" ", "\n")))


def shown(old, new):
    return [(piece.kind, piece.old, piece.new) for piece in redline(old, new)]


def test_words_are_replaced_added_and_removed():
    assert shown("We seek a just peace.", "We seek a lasting peace now.") == [
        ("same", "We seek a ", "We seek a "),
        ("replaced", "just ", "lasting "),
        ("same", "peace", "peace "),
        ("added", "", "now"),
        ("same", ".", "."),
    ]
    assert [kind for kind, *_ in shown("peace and security", "peace")] == ["same", "removed"]
    assert [kind for kind, *_ in shown("", "peace")] == ["added"]
    assert shown("", "") == []


def test_a_small_word_between_two_changes_is_no_island():
    assert shown("no talks of war", "all steps of peace") == [
        ("replaced", "no talks of war", "all steps of peace")
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Nothing about us", "nothing about us"),
        ("Ukraine's right", "Ukraine’s right"),
        ("a well-known  fact", "a well‑known\nfact"),
        ("“peace”", '"peace"'),
        ("co\u00adoperation", "cooperation"),
    ],
)
def test_case_blanks_and_the_shape_of_signs_are_no_change(old, new):
    assert not changed(redline(old, new))
