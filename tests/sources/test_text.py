import hashlib
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


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Президент и премьер-министр обсудили сотрудничество в области энергетики. ", "cp1251"),
        ("Президент и премьер-министр обсудили сотрудничество в области энергетики. ", "koi8_r"),
        ("Президент и премьер-министр обсудили сотрудничество в области энергетики. ", "cp866"),
        ("The leaders’ statement — “firm” – concerns café prices. ", "cp1252"),
        ("Ο πρωθυπουργός και ο πρόεδρος συζήτησαν τη συνεργασία των δύο χωρών. ", "cp1253"),
        ("ناقش الرئيس ورئيس الوزراء التعاون بين البلدين في مجال الطاقة. ", "cp1256"),
        ("两国领导人就地区局势交换了意见。", "gb18030"),
        ("兩國領導人就地區局勢交換了意見。", "big5"),
    ],
)
def test_what_governments_wrote_in_is_found(text, encoding):
    assert decode((text * 4).encode(encoding)) == (text * 4, encoding, True)


def test_a_text_cut_off_within_a_letter_is_no_guess():
    data = "Президент встретился с министром".encode()
    assert decode(data[:-1]) == ("Президент встретился с министро\ufffd", "utf-8", False)
    assert decode("They met in a café".encode("cp1252")) == ("They met in a café", "cp1252", True)


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
    assert source_from_bytes(f"one{ends}two".encode()).text == "one\ntwo"


def test_a_file_is_known_by_its_path(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"a\r\nb")
    found = read_text_file(tmp_path / "a.txt")
    assert (found.text, found.path) == ("a\nb", str(tmp_path / "a.txt"))
    assert read_text_file(os.fsencode(tmp_path / "a.txt")).path == str(tmp_path / "a.txt")


def test_a_text_that_is_decoded_already_is_known_by_its_words_and_its_name():
    assert source_from_text("мир").path == ""
    found = source_from_text("мир", "notebook")
    assert (found.path, found.encoding, found.guessed) == ("notebook", "utf-8", False)
    assert found.sha256 == hashlib.sha256("мир".encode()).hexdigest()


NAMED = [
    (b"%PDF-1.7", "a PDF document"),
    (b"PK\x03\x04", "a zip archive or Word document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF89a", "a picture"),
    (b"\x7fELF", "a program"),
    (b"\x1f\x8b", "a compressed file"),
    (b"SQLite format 3\x00", "a database"),
]


@pytest.mark.parametrize(("head", "name"), NAMED)
def test_what_is_no_text_is_named(head, name):
    for path, called in (("x", "x"), ("", "The input")):
        with pytest.raises(SourceError) as caught:
            source_from_bytes(head + b"\0" * 50, path)
        assert str(caught.value) == f"{called} is {name}, not text; save its text and open that."


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        (b"\xef\xbb\xbfa", "a", "utf-8"),
        (b"\xff\xfea\0", "a", "utf-16"),
        (b"\xfe\xff\0a", "a", "utf-16"),
        (b"\xff\xfe\0\0a\0\0\0", "a", "utf-32"),
        (b"\0\0\xfe\xff\0\0\0a", "a", "utf-32"),
        (b"\xef\xbb\xbfa\xff", "a\ufffd", "utf-8"),
        (b"\xff\xfea\0b", "a\ufffd", "utf-16"),
        (b"\xff\xfe\xff\xfea\0", "a", "utf-16"),
        (b"\xef\xbb\xbfa\xef\xbb\xbf", "a\ufeff", "utf-8"),
    ],
)
def test_a_mark_decides_whatever_follows(data, text, encoding):
    assert decode(data, "koi8-r") == (text, encoding, False)


MIR = "мир и дружба"


@pytest.mark.parametrize(
    ("data", "declared", "answer"),
    [
        (MIR.encode("koi8-r"), "koi8-r", (MIR, "koi8-r", False)),
        (MIR.encode("koi8-r"), "KOI8_R", (MIR, "koi8-r", False)),
        (MIR.encode(), "koi8-r", (MIR, "utf-8", False)),
    ],
)
def test_what_the_server_declares_counts_where_it_can_be_so(data, declared, answer):
    assert decode(data, declared) == answer
    found = source_from_bytes(data, "a.txt", declared)
    assert (found.text, found.encoding, found.guessed) == answer
    assert (found.path, found.sha256) == ("a.txt", hashlib.sha256(data).hexdigest())


@pytest.mark.parametrize(
    "declared", ["", "nonsense", "ascii", "utf-8", "rot13", "hex", "base64", "a\0b", "ü"]
)
def test_a_declaration_that_cannot_be_so_is_no_help(declared):
    data = ("Министр иностранных дел встретился с министром Пакистана. " * 5).encode("cp1251")
    assert decode(data, declared) == decode(data)
    assert decode(data)[2]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Стороны встретились", "utf-16-le"),
        ("Стороны встретились", "utf-16-be"),
        ("ab", "utf-16-le"),
        ("ab", "utf-16-be"),
        ("北京 " * 30, "utf-16-le"),
        ("北京 " * 30, "utf-16-be"),
        ("Ţürkiye " * 2000, "utf-16-be"),
        ("The two sides met in Moscow on 4 May 2024. " * 20, "utf-16-le"),
    ],
)
def test_wide_text_without_its_mark(text, encoding):
    assert decode(text.encode(encoding)) == (text, encoding, True)
    odd = text.encode(encoding) + b"a"
    assert decode(odd) == (odd.decode(encoding, "replace"), encoding, True)


@pytest.mark.parametrize(
    "data",
    [
        *(b"", b"a", b"a\0", b"\0a\0", b"The two sides\0 met in Moscow."),
        b"The two sides met in Moscow on 4 May. " + b"a\0b\0" * 20,
        b"a\0b\0" * 20 + b" The two sides met in Moscow on 4 May.",
    ],
)
def test_a_zero_here_or_there_is_no_wide_text(data):
    assert decode(data) == (data.decode(), "utf-8", False)


def test_a_text_may_hold_controls_but_not_be_made_of_them():
    one, many = "\x01", "\x01\x02\x03\x04\x05"
    source_from_text("a")
    for text in (one * 99 + "a", many + "a" * 10, many[:4] * 10, "\0" + "\x01" * 9, "\t\n\v\f\r", ""):
        assert source_from_bytes(text.encode()).text == text.replace("\r", "\n")
    for text in (many + "a" * 9, "\0\0" + "\x01" * 8):
        with pytest.raises(SourceError) as caught:
            source_from_bytes(text.encode(), "a.bin")
        assert str(caught.value) == "a.bin holds no text that can be read; take a file that does."


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
