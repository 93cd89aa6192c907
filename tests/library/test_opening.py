import io
import sys

import pytest

from briefing.errors import FileError, SourceError
from briefing.library.opening import beginning, open_briefing, open_source
from briefing.sources import source_from_bytes, source_from_text

MARKDOWN = """\
---
briefing: 1
id: two-ministers
date: 2024-05-06
parties: [Norway, Sweden]
entities:
  - {name: Nordfjord Accord, kind: document, aliases: [the Accord]}
---

# Two ministers

## Trade

The Foreign Minister of Norway said that the Nordfjord Accord was signed.

## Next steps

The two sides agreed to meet again. The Accord stays in force.
"""


def test_a_briefing_keeps_what_its_owner_says(tmp_path):
    file = tmp_path / "x.md"
    file.write_text(MARKDOWN)
    briefing = open_briefing(file)
    assert (briefing.id, briefing.title, briefing.date) == ("two-ministers", "Two ministers", "2024-05-06")
    assert [section.heading for section in briefing.sections] == ["Trade", "Next steps"]
    accord = next(entity for entity in briefing.entities if entity.kind == "document")
    assert "Nordfjord Accord" in accord.aliases
    assert len(accord.mentions) == 2


def test_a_file_without_front_matter_gets_an_id_of_its_place(tmp_path):
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "Readout (final).txt").write_text("The sides met.\n")
    one, other = (open_briefing(tmp_path / folder / "Readout (final).txt").id for folder in ("a", "b"))
    assert one != other
    assert one.startswith("readout-final-")
    assert one == open_briefing(tmp_path / "a" / "Readout (final).txt").id


def test_standard_input(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"The sides met.\n")))
    briefing = open_briefing("-")
    assert briefing.text == "The sides met.\n"
    assert briefing.id == open_source(source_from_text("The sides met.\n")).id
    assert open_source(source_from_text(MARKDOWN)).id == "two-ministers"


def test_a_guess_and_odd_characters_are_told():
    told = open_source(
        source_from_bytes("Стороны обсудили сотрудничество.\x07 ".encode("cp1251") * 20)
    ).notices
    assert any("guess" in notice for notice in told)
    assert any("control" in notice for notice in told)


def test_what_cannot_be_opened_is_told(tmp_path):
    with pytest.raises(FileError):
        open_briefing(tmp_path / "none.txt")
    (tmp_path / "x.txt").write_bytes(b"%PDF-1.4")
    with pytest.raises(SourceError):
        open_briefing(tmp_path / "x.txt")


def test_an_empty_file_opens(tmp_path):
    for name in ("empty.txt", "empty.md"):
        (tmp_path / name).write_bytes(b"")
        assert open_briefing(tmp_path / name).text == ""


def test_a_broken_lexicon_is_a_notice(tmp_path):
    (tmp_path / "lexicon").mkdir()
    (tmp_path / "lexicon" / "bad.toml").write_bytes(b"\xff")
    (tmp_path / "lexicon" / "good.toml").write_text('[organisation.zog]\nname = "Council of Zog"\n')
    file = tmp_path / "x.txt"
    file.write_text("The Minister spoke to the Council of Zog.\n")
    briefing = open_briefing(file, tmp_path)
    assert any("bad.toml" in notice for notice in briefing.notices)
    assert "organisation:zog" in {entity.id for entity in briefing.entities}


@pytest.mark.parametrize(
    ("name", "data", "shown"),
    [
        ("a.txt", "Grüße\n\nThey met.\n".encode(), "Grüße\n\nThey met.\n"),
        ("a.txt", b"\xef\xbb\xbfThey met.", "They met."),
        ("a.md", MARKDOWN.encode(), MARKDOWN.partition("---\n\n")[2]),
        ("a.md", b"---\r\nid: a\r\n---\r\n\r\n# A\r\n", "# A\r\n"),
        ("a.md", b"---\nnever closed\n", "---\nnever closed\n"),
        ("a.txt", b"", ""),
        ("a.txt", b"\xff\xfeT\x00h\x00", ""),  # what has to be guessed or turned is shown when it is read
        ("a.txt", b"T\x00h\x00", ""),
        ("a.txt", b"caf\xe9", ""),
        ("a.html", b"<html><p>They met.</p></html>", ""),
        ("a.txt", b"%PDF-1.7", ""),
        ("a.txt", b"\x89PNG\r\n\x1a\n", ""),
        ("missing.txt", None, ""),
    ],
)  # fmt: skip
def test_the_beginning_of_a_text(tmp_path, name, data, shown):
    if data is not None:
        (tmp_path / name).write_bytes(data)
    assert beginning(tmp_path / name) == shown


@pytest.mark.parametrize("letter", ["x", "é", "語", "😀"])
def test_the_beginning_of_a_long_text_is_cut_between_words(tmp_path, letter):
    word = letter * 7
    (tmp_path / "a.txt").write_text(f"{word} " * 5000)
    words = beginning(tmp_path / "a.txt").split()
    assert 200 < len(words) < 5000 and set(words) == {word}
    (tmp_path / "b.txt").write_text(letter * 50000)
    assert len(beginning(tmp_path / "b.txt")) <= 8192


@pytest.mark.parametrize(
    ("data", "lost"),
    [
        (b"\xef\xbb\xbfThey met \xff\xfe in Riga.", 2),
        ("They met \ufffd in Riga.".encode(), 1),
        ("They met in Riga – twice.".encode(), 0),
    ],
)
def test_what_could_not_be_read_is_told(tmp_path, data, lost):
    (tmp_path / "a.txt").write_bytes(data)
    told = [notice for notice in open_briefing(tmp_path / "a.txt").notices if "could not be read" in notice]
    said = f"Characters of the file that could not be read: {lost}; \ufffd stands in their place."
    assert told == [said] * bool(lost)
