import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import FileError, SourceError
from briefing.sources import decode, read_text_file, source_from_bytes, source_from_text

WORDS = "Президент и Премьер-министр “met” — Türkiye, 北京.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_marked_and_strict_encodings_are_no_guess(encoding):
    source = source_from_bytes(WORDS.encode(encoding))
    assert source.text == WORDS
    assert not source.guessed


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "text", ["The two sides met in Moscow.\n", "Стороны встретились в Москве.\n", "a\nb"]
)
def test_utf_16_without_its_mark_is_a_guess(encoding, text):
    assert decode(text.encode(encoding)) == (text, encoding, True)


def test_other_encodings_are_guesses_that_say_so():
    text = "Министр иностранных дел встретился с министром Пакистана. Стороны обсудили сотрудничество.\n" * 5
    source = source_from_bytes(text.encode("cp1251"))
    assert source.guessed
    assert source.text == text


@given(st.text(st.characters(blacklist_categories=["Cc", "Cs"]) | st.just("\n")))
def test_utf_8_is_read_as_it_stands(text):
    source = source_from_bytes(text.encode())
    assert source.text == text.removeprefix("\ufeff")


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_a_sentence(data):
    try:
        source = source_from_bytes(data)
    except SourceError as error:
        assert str(error).endswith(".")
    else:
        assert "\r" not in source.text


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_line_ends_are_line_feeds(ends):
    assert source_from_text(f"one{ends}two").text == "one\ntwo"


@pytest.mark.parametrize("head", [b"%PDF-1.7", b"PK\x03\x04", b"\x89PNG"])
def test_what_is_no_text_is_named(head):
    with pytest.raises(SourceError, match="is a"):
        source_from_bytes(head + b"\0" * 50, "x")


def test_stray_zeros_stay_and_a_file_of_zeros_is_refused():
    assert source_from_bytes(b"The sides\0 met.").text == "The sides\0 met."
    with pytest.raises(SourceError, match="holds no text"):
        source_from_bytes(bytes(100))


def test_only_regular_files_are_read(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    for name in ("pipe", "loop", "none", ".", "a\0b"):
        with pytest.raises(FileError) as caught:
            read_text_file(f"{tmp_path}/{name}")
        assert str(caught.value).isprintable()


def test_zeros_in_no_order_make_no_utf_16() -> None:
    text = "The ministers met.\n\n" + "ab\0" * 900 + "\n\nThey agreed.\n"
    assert decode(text.encode()) == (text, "utf-8", False)
