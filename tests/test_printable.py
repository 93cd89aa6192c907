import unicodedata

import pytest
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


def test_only_what_is_piled_upon_one_letter_is_cut():
    piled = "e" + "\u0301" * 4 + "\u20dd"
    assert printable.line(piled) == piled[:-1]
    assert printable.line(piled[:-2] + "\u20dd") == piled[:-2] + "\u20dd"
    assert printable.line(piled[:-1] * 3) == piled[:-1] * 3
    assert printable.lines(f"{piled}\n{piled}") == f"{piled[:-1]}\n{piled[:-1]}"
    assert printable.line("\u0301" * 6) == "\u0301" * 4
    hindi = "कि" * 50  # its vowel signs take room of their own
    assert printable.line(hindi) == hindi
    assert printable.line("a\u0301" + "\u200d" * 9 + "b\ufe0f") == "a\u0301" + "\u200d" * 8 + "b\ufe0f"


# Each kind of character, its first and its last where it is a range: what is shown of it.
SHOWN = [
    ("\x00\x08\x0b\x1f\x7f", "␀␈␋␟␡"),
    ("\x80\x9f", "��"),
    ("\u061c\u200e\u200f\u202a\u202e\u2066\u2069", "�" * 7),
    ("\ud800\udfff", "��"),
    ("\u2028\u2029", "��"),
    ("\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b\u180f\u200b\u2060\u2065\u206a\u206f", ""),
    ("\u3164\ufeff\uffa0\ufff0\ufffb\U0001d173\U0001d17a\U000e0000\U000e0fff", ""),
    ("\u061b\u061d\u200a\u200c\u200d\u2010\u202f\u2030", "\u061b\u061d\u200a\u200c\u200d\u2010\u202f\u2030"),
    (
        "~\xa0\u00ac\u00ae\u115e\u1161\ud7ff\ue000\ufffc\U000e1000",
        "~\xa0\u00ac\u00ae\u115e\u1161\ud7ff\ue000\ufffc\U000e1000",
    ),
]


@pytest.mark.parametrize(("text", "shown"), SHOWN)
def test_what_is_shown_of_each_kind_of_character(text, shown):
    assert printable.line(text) == printable.lines(text) == shown
    # A table learns what it meets; a new one has everything to learn yet.
    assert text.translate(printable._Table("�", printable._CONTROLS)) == shown
    passed = "".join(c for c in text if printable.line(c) == c)
    assert text.translate(printable.DROPPED) == passed


def test_white_space_of_a_line_and_of_lines():
    assert printable.line("a\tb\nc\rd") == "a    b c␍d"
    assert printable.lines("a\tb\nc\rd") == "a    b\nc␍d"
    assert "a\tb\nc\rd".translate(printable.DROPPED) == "abcd"


def test_faults_are_counted():
    for text in ("", "plain\ttext\r\n", "Türkiye — 北京\n", "می\u200cخواهم"):
        assert printable.faults(text) == ""
    told = "The text holds {} control or invisible characters, which are shown as marks or left out."
    assert printable.faults("\x1b[31m\u202e") == told.format(2)
    assert printable.faults("a\x7f\x00\x00\x08") == told.format(4)
    assert printable.faults("\u200b" * 1234 + "мир") == told.format("1,234")


@given(ANY)
def test_a_fault_is_a_character_that_is_not_shown_as_it_stands(text):
    odd = sum(printable.line(c) != c for c in text if c not in "\t\n\r")
    assert printable.faults(text).startswith(f"The text holds {odd} ") or (
        not odd and not printable.faults(text)
    )
