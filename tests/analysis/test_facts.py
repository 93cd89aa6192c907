"""What a text tells of its day, place, title and issuer; and nothing where it does not."""

from __future__ import annotations

import pytest

from tests.analysis.reading import read

TAIL = " It was said that this is of use to all of them and that they will go on with it."
LEAD = "President of Norway Ada Novak met with President of Kenya Juma Odera in Nairobi"


@pytest.mark.parametrize(
    ("text", "date"),
    [
        (f"{LEAD} on 12 March 2021.{TAIL}", "2021-03-12"),
        (f"On March 12, 2021, {LEAD}.{TAIL}", "2021-03-12"),
        (f"Meeting of the two presidents, 12 March 2021\n\n{LEAD}.{TAIL}", "2021-03-12"),
        (f"{LEAD}.{TAIL} They recalled the storm of 3 May 2019.", ""),
        (f"{LEAD}, recalling the treaty signed on 3 May 2019.{TAIL}", ""),
        (f"{LEAD} today.{TAIL}", ""),
        (f"{LEAD}.\n\n{TAIL}\n\nThe talks were long.{TAIL}\n\nNairobi, 12 March 2021", "2021-03-12"),
    ],
)
def test_date(text: str, date: str) -> None:
    assert read(text).date == date


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (f"{LEAD}.{TAIL}", "Nairobi"),
        (f"The presidents of Norway and Kenya met at the Kremlin today.{TAIL}", "Kremlin"),
        (f"President of Norway Ada Novak spoke by telephone with Juma Odera, who was in Nairobi.{TAIL}", ""),
        (f"The presidents met today and spoke of the situation in Mogadishu.{TAIL}", ""),
        (f"The presidents met today and spoke of peace in Africa.{TAIL}", ""),
    ],
)
def test_place(text: str, place: str) -> None:
    assert read(text).place == place


@pytest.mark.parametrize(
    ("line", "title"),
    [("Meeting", ""), ("-", ""), ("12 March 2021", ""), ("Meeting with the President of Kenya",) * 2],
)
def test_title(line: str, title: str) -> None:
    assert read(f"{line}\n\n{LEAD}.{TAIL}").title == title


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        (f"{LEAD}.{TAIL}", "Norway"),
        (f"Joint statement\n\nWe, the presidents of Norway and Kenya, met.{TAIL}", ""),
        (f"The talks went on for a day, and Norway's interests were named.{TAIL}", ""),
    ],
)
def test_issuer(text: str, issuer: str) -> None:
    assert read(text).issuer == issuer
