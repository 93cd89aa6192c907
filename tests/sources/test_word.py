import pytest

from briefing.errors import SourceError
from briefing.sources import word
from tests.sources.made import WORDS, docx, zipped


def test_paragraphs_headings_and_title():
    found = word.read(docx(["Ministers meet", "Trade", *WORDS], ["Title", "Heading1"]))
    assert found.text.split("\n\n") == ["Ministers meet", "Trade", *WORDS]
    assert [level for *_, level in found.headings] == [1, 1]
    assert found.title == "Ministers meet"


def test_a_title_is_only_what_is_called_so():
    assert word.read(docx(["Ministers meet", *WORDS])).title == ""


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (docx([]), "no words"),
        (b"PK\x03\x04 word/document", "damaged"),
        (zipped({f"{n}.xml": "x" for n in range(2001)}), "more than 2,000"),
        (zipped({"word/document.xml": "a" * 60_000_000}), "more than the 50,000,000"),
        (zipped({"word/document.xml": "a" * 2_000_000}), "more than 100 times"),
    ],
    ids=["empty", "garbage", "many members", "large", "bomb"],
)
def test_what_cannot_be_read_is_refused(data, reason):
    with pytest.raises(SourceError, match=reason):
        word.read(data)
