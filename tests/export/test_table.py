"""The CSV export: all words are in it, and no cell is a formula."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.export.arrangement import writable
from briefing.export.table import COLUMNS, as_csv, guarded
from tests.export.samples import HOSTILE, NOTED, ON_ENTITY, ON_LAKE, notebook
from tests.notes.samples import BRIEFING

BEGINNINGS = [
    "",
    " ",
    "  ",
    "\u00a0",
    "\u3000",
    "\u200b",
    "\ufeff",
    "\u202e",
    "\u2028",
    "\x0b",
    "\n",
    "'",
    "''",
    " '",
]
SIGNS = ["=", "+", "-", "@", "＝", "＋", "－", "＠", "﹦", "﹢", "﹣", "﹫", "\t", "\r", "\r\n", "\t="]


def rows(text: str) -> list[list[str]]:
    assert text.startswith("\ufeff")
    assert text.endswith("\r\n")
    return list(csv.reader(io.StringIO(text[1:], newline=""), strict=True))


def is_formula(cell: str) -> bool:
    """As the most lenient of spreadsheets would have it."""
    at = next((at for at, sign in enumerate(cell) if sign.isprintable() and not sign.isspace()), len(cell))
    return bool({"\t", "\r", "\n"} & set(cell[:at])) or cell[at : at + 1] in set("=+-@＝＋－＠﹦﹢﹣﹫")


def words(cell: str) -> str:
    """Without the guard, as whoever reads the table in a program would take it off."""
    return cell[1:] if cell.startswith("'") and is_formula(cell.lstrip("'")) else cell


def assert_safe(noted) -> None:
    text = as_csv(noted)
    text.encode("utf-8")
    head, *found = rows(text)
    assert tuple(head) == COLUMNS
    assert not any(is_formula(cell) for row in [head, *found] for cell in row)
    wanted = {
        (index, note.id): (note.quote, note.text, " ".join(note.tags))
        for index, (_, book) in enumerate(noted)
        for note in book.notes
    }
    assert len(found) == len(wanted)
    told = sorted([words(row[5]), *(words(row[at]) for at in (7, 8, 9))] for row in found)
    assert told == sorted([key[1], *map(writable, cells)] for key, cells in wanted.items())


@settings(max_examples=50)
@given(NOTED)
def test_no_cell_is_a_formula_and_no_word_is_lost(noted) -> None:
    assert_safe(noted)


CELLS = st.tuples(st.sampled_from(BEGINNINGS), st.sampled_from([*SIGNS, *HOSTILE]), st.text(max_size=5))


@given(CELLS.map("".join).map(writable))
def test_a_guard_can_be_told_from_the_words(cell: str) -> None:
    assert not is_formula(guarded(cell))
    assert words(guarded(cell)) == cell


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("beginning", ["", " ", "\u00a0", "\u200b", "\n"])
def test_what_could_begin_a_formula_gets_an_apostrophe(beginning: str, sign: str) -> None:
    cell = f"{beginning}{sign}HYPERLINK(A1)"
    assert guarded(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "a=b", "“=1”", "'tis", "(1)", "#4", "1-2", "—", "", " "])
def test_what_begins_no_formula_stays_as_it_is(cell: str) -> None:
    assert guarded(cell) == cell


def test_a_note_is_a_row() -> None:
    text = as_csv([(BRIEFING, notebook(ON_LAKE, replace(ON_ENTITY, text='Two\nlines, "quoted".')))])
    assert text.split("\r\n")[0] == (
        "\ufeffbriefing,date,issuer,parties,section,note id,status,quote,text,tags,created,source link"
    )
    assert '"Two\nlines, ""quoted""."' in text
    assert rows(text)[2] == [
        "ruritania-graustark",
        "2024-04-02",
        "Strelsau Gazette",
        "Ruritania; Graustark",
        "The lake",
        "k3f9q2",
        "same",
        "They discussed the lake",
        "See *the annex*.",
        "drift lake/access",
        "2024-04-03 09:14",
        "https://example.org/readout#:~:text=They%20discussed%20the%20lake",
    ]


def test_no_notes_are_a_table_without_rows() -> None:
    assert rows(as_csv([(BRIEFING, notebook())])) == [list(COLUMNS)]
