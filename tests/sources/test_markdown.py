from hypothesis import example, given
from hypothesis import strategies as st

from briefing.sources.markdown import Piece, escape, escape_heading, folded, joined, pieces

# Half of the letters are those that mean something to Markdown.
LETTERS = st.one_of(
    st.sampled_from("*_`[]<>&#+-=~|:.)(!\\%1 2\nab;\t\"'$^{}@/ \x0b\x85\u2028\xa0"),
    st.characters(blacklist_categories=["Cs"], blacklist_characters="\0\r"),
)
TEXTS = st.text(LETTERS, max_size=80)


@given(TEXTS)
@example("1. not an item")
@example("&amp; <b>bold</b> [link](x) ![picture](y)")
@example("a\n===")
def test_what_is_escaped_is_shown_as_it_was(text):
    shown = pieces(escape(text))
    assert len(shown) == bool(folded(text))
    assert all(piece.kind == "paragraph" for piece in shown)
    assert folded(" ".join(piece.text for piece in shown)) == folded(text)


@given(TEXTS)
@example("a #")
@example("\\##")
def test_a_heading_is_shown_as_it_was(text):
    shown = pieces(f"## {escape_heading(text)}\n\nwords\n")
    if folded(text):
        assert [piece.kind for piece in shown] == ["heading", "paragraph"]
        assert shown[0].text == folded(text)


@given(st.lists(TEXTS, max_size=6))
def test_paragraphs_stay_apart(texts):
    kept = [text for text in texts if folded(text)]
    shown = pieces("\n\n".join(escape(text) for text in kept))
    assert [folded(piece.text) for piece in shown] == [folded(text) for text in kept]


def test_kinds_and_levels():
    shown = pieces(
        "# A\n\nb *c* `d`\n\n- e\n  1. f\n\n> g\n\n"
        "| h | i |\n| - | - |\n| j | k |\n\n```\nl *m*\n```\n\n<div>n</div>\n"
    )
    assert shown == [
        Piece("heading", "A", 1),
        Piece("paragraph", "b c d"),
        Piece("item", "e", 1),
        Piece("item", "1. f", 2),
        Piece("paragraph", "g"),
        Piece("paragraph", "h\ti"),
        Piece("paragraph", "j\tk"),
        Piece("paragraph", "l *m*"),
        Piece("paragraph", "<div>n</div>"),
    ]


def test_blocks_point_at_their_words():
    parts = [Piece("heading", "A", 3), Piece("paragraph", "b c")]
    text, blocks = joined(parts)
    assert text == "A\n\nb c"
    assert [text[block.start : block.end] for block in blocks] == ["A", "b c"]
    assert blocks[0].level == 3
