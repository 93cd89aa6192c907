"""Keys as people write them, and Textual's names for them."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing import actions
from briefing.actions import key_name
from briefing.errors import ConfigError
from briefing.keynames import key_of, typed

WRITTEN = {
    "]": "right_square_bracket",
    "#": "number_sign",
    "?": "question_mark",
    "G": "G",
    "+": "plus",
    "-": "minus",
    ",": "comma",
    "'": "apostrophe",
    '"': "quotation_mark",
    " ": "space",
    "space": "space",
    "é": "é",
    "e\u0301": "é",
    "ж": "ж",
    "Esc": "escape",
    "escape": "escape",
    "ESC": "escape",
    "PgDn": "pagedown",
    "PageDown": "pagedown",
    "Enter": "enter",
    "Return": "enter",
    "→": "right",
    "Right": "right",
    "F5": "f5",
    "f12": "f12",
    "Tab": "tab",
    "shift+Tab": "shift+tab",
    "ctrl+s": "ctrl+s",
    "Ctrl+S": "ctrl+s",
    "ctrl + s": "ctrl+s",
    "ctrl+]": "ctrl+right_square_bracket",
    "ctrl+→": "ctrl+right",
    "shift+ctrl+Up": "ctrl+shift+up",
    "shift+g": "G",
    "shift+G": "G",
    "question_mark": "question_mark",
    "Del": "delete",
}


@pytest.mark.parametrize(("written", "key"), WRITTEN.items())
def test_a_key_as_people_write_it(written, key):
    assert key_of(written) == key


BAD = {
    "ctrl+i": "cannot be told from Tab",
    "ctrl+m": "cannot be told from Enter",
    "Ctrl+M": "cannot be told from Enter",
    "ctrl+[": "cannot be told from Esc",
    "ctrl+j": "is sent for Enter",
    "ctrl+h": "is sent for Backspace",
    "ctrl+c": "copies what is selected",
    "alt+x": "reaches the reader as Esc and another key",
    "ctrl+alt+x": "reaches the reader as Esc and another key",
    "Meta+x": "reaches the reader as Esc and another key",
    "cmd+s": "is kept by the terminal or the system",
    "super+s": "is kept by the terminal or the system",
    "ctrl+shift+a": "is kept by some terminals",
    "ctrl+space": "is kept by some terminals",
    "ctrl+1": "is kept by some terminals",
    "ctrl++": "is kept by some terminals",
    "ctrl+Enter": "is kept by some terminals",
    "ctrl+PgDn": "is kept by some terminals",
    "ctrl+F1": "is kept by some terminals",
    "shift+F1": "is kept by some terminals",
    "shift+Enter": "is kept by some terminals",
    "shift+]": "is kept by some terminals",
    "Escp": "did you mean 'Esc'?",
    "Pagedwn": "did you mean 'PgDn'?",
    "«": "is no key",
    "gg": "is no key",
    "": "is no key",
    "\x07": "is no key",
    "\n": "is no key",
    "F13": "is no key",
    "C-s": "is no key",
    "ctrl+": "is no key",
    "+s": "is no key",
    "hold+s": "only ctrl and shift can be held, not 'hold'",
}


@pytest.mark.parametrize(("written", "reason"), BAD.items())
def test_what_is_no_key_or_none_to_rely_on(written, reason):
    with pytest.raises(ConfigError) as caught:
        key_of(written)
    assert reason in str(caught.value)
    assert str(caught.value).startswith(repr(written))


@pytest.mark.parametrize("key", sorted({key for action in actions.ACTIONS for key in action.keys}))
def test_every_key_of_the_table_is_read_as_it_is_shown(key):
    assert key_of(key_name(key)) == key
    assert key_of(key) == key


@given(st.sampled_from(string.printable.strip() + " äßçøñéжλ§€£°´"))
def test_characters_have_the_names_that_textual_gives_them(character):
    from textual.keys import _character_to_key

    key = key_of(character)
    assert key == _character_to_key(character)
    assert key_name(key) == ("space" if character == " " else character)
    assert key_of(key) == key
    assert typed(key)


@given(st.text(max_size=12))
def test_whatever_is_written_is_a_key_or_refused(written):
    try:
        key = key_of(written)
    except ConfigError as error:
        assert repr(written) in str(error)
    else:
        assert key_of(key_name(key)) == key
        assert "," not in key


@pytest.mark.parametrize(
    "key", ["escape", "right", "f1", "tab", "ctrl+s", "pagedown", "enter", "shift+up", "delete"]
)
def test_some_keys_type_nothing(key):
    assert not typed(key)
