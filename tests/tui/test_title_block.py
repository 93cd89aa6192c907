"""Above the text: every fact that is known, by its name, in few rows; nothing that is not known."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.model import Briefing
from briefing.tui.widgets import title_block
from briefing.tui.widgets.page import Page, Place, Row
from briefing.tui.widgets.wrapping import width_of
from tests.tui.samples import briefing_of, ministers
from tests.tui.test_page import drawn

FULL = replace(
    ministers(),
    source=replace(
        ministers().source,
        url="https://www.mfa.example/en/press/2031/04/holm-receives-tarr-in-port-amber",
        retrieved="2031-04-08",
    ),
)


def above(briefing: Briefing, width: int) -> list[str]:
    page = Page(briefing, width)
    rows: list[Row] = page.visible(Place(0, 0), 40)
    return [
        drawn(page, row) for row in rows if row.item >= 0 and page.items[row.item].kind in ("title", "facts")
    ]


def test_every_fact_has_its_name() -> None:
    assert above(ministers(), 74) == [
        "Ada Holm and Iven Tarr in Port Amber",
        "Date      2031-04-07, Monday         Format    meeting",
        "Place     Port Amber                 Issuer    Nordland Foreign Ministry",
        "Parties   Nordland, Sudria",
    ]


def test_it_says_where_the_text_is_from_and_is_short_for_all_that() -> None:
    rows = above(FULL, 74)
    assert len(rows) <= 7
    assert rows[-2:] == [
        "Source    https://www.mfa.example/en/press/2031/04/holm-receives-tarr-in-",
        "          port-amber, retrieved 2031-04-08",
    ]
    by_file = replace(FULL, source=replace(FULL.source, url="", retrieved="", path="seeds/holm.txt"))
    assert above(by_file, 74)[-1] == "Parties   Nordland, Sudria           Source    seeds/holm.txt"


def test_one_fact_a_row_where_there_is_little_room() -> None:
    assert above(ministers(), 40)[1:] == [
        "Date      2031-04-07, Monday",
        "Format    meeting",
        "Place     Port Amber",
        "Issuer    Nordland Foreign Ministry",
        "Parties   Nordland, Sudria",
    ]
    assert above(ministers(), 20)[2:6] == ["Date", "  2031-04-07, Monday", "Format", "  meeting"]


def test_what_is_not_known_is_not_there() -> None:
    assert above(briefing_of({"One": ["They met."]}, title="Untold"), 74) == ["Untold"]
    assert title_block.facts(briefing_of({"One": ["They met."]}, date="2031-04")) == "Date\t2031-04"


def test_a_notice_is_named_as_one() -> None:
    page = Page(briefing_of({"One": ["They met."]}, notices=("The encoding is a guess.",)), 40)
    rows = [drawn(page, row) for row in page.visible(Place(0, 0), 10) if row.item >= 0]
    assert "Notice    The encoding is a guess." in rows


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2022-02-24", "2022-02-24, Thursday"),
        ("2024-02-29", "2024-02-29, Thursday"),
        ("2023-02-29", "2023-02-29"),
        ("2022-02", "2022-02"),
        ("spring", "spring"),
        ("20220224xx", "20220224xx"),
        ("", ""),
    ],
)
def test_dates_have_their_weekday(day: str, told: str) -> None:
    assert title_block.dated(day) == told


@given(
    st.lists(st.text(st.characters(exclude_characters="\t\n"), max_size=90), min_size=4, max_size=4),
    st.integers(8, 100),
)
def test_no_row_is_too_wide_and_no_word_lost(values: list[str], width: int) -> None:
    place, issuer, party, path = values
    briefing = briefing_of({}, place=place, issuer=issuer, parties=(party,))
    briefing = replace(briefing, source=replace(briefing.source, path=path))
    facts = title_block.facts(briefing)
    rows = list(title_block.rows(facts, width)) if facts else []
    shown = "".join(facts[part.start : part.end] for row in rows for part in row)
    assert "".join(shown.split()) == "".join(facts.split())
    for row in rows:
        last = row[-1]
        assert last.column + width_of(facts[last.start : last.end]) <= width
