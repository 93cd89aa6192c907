import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from briefing import printable

ANY = st.text(st.characters(), max_size=100)


@given(ANY)
def test_nothing_that_a_terminal_obeys_gets_through(text):
    for shown in (printable.line(text), printable.lines(text).replace("\n", "")):
        assert not [c for c in shown if unicodedata.category(c) in ("Cc", "Cs")]
        assert not set(shown) & set("\u202e\u2066\u200f\u061c\u2028\u200b\ufeff")
        shown.encode()


@given(ANY)
def test_cleaning_twice_is_cleaning_once(text):
    assert printable.line(printable.line(text)) == printable.line(text)


def test_controls_are_marks_and_letters_stay():
    assert printable.line("a\x1b]0;x\x07\x9bb\x7f") == "a␛]0;x␇�b␡"
    assert printable.line("می‌خواهم 👩‍🚀 ”quoted” Türkiye") == "می‌خواهم 👩‍🚀 ”quoted” Türkiye"
    assert printable.line("one\ntwo\tthree") == "one two    three"
    assert printable.lines("one\ntwo") == "one\ntwo"


def test_floods_are_cut():
    assert printable.line("e" + "\u0301" * 100_000) == "e" + "\u0301" * 4
    assert len(printable.line("a" + "\u200d" * 20_000)) == 9


def test_faults_are_counted():
    assert printable.faults("plain\ttext\r\n") == ""
    assert printable.faults("\x1b[31m\u202e").startswith("The text holds 2 control or invisible characters")
