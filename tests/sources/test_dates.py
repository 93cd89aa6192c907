from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.sources.dates import day_in_name, day_of, days_in

DAYS = {
    "2021-02-03": "2021-02-03",
    "2021-02-03T23:59:00-05:00": "2021-02-03",
    "20210203T101500Z": "2021-02-03",
    "2021/2/3": "2021-02-03",
    "Wed, 3 Feb 2021 10:00:00 GMT": "2021-02-03",
    "February 3rd, 2021": "2021-02-03",
    "the 3rd of February, 2021": "2021-02-03",
    "26/02/2017": "2017-02-26",
    "02/26/2017": "2017-02-26",
    "26.2.2017": "2017-02-26",
    "07/08/1977": "1977-08-07",
    "31 February 2021": "",
    "99/99/2021": "",
    "yesterday": "",
    "": "",
}


@pytest.mark.parametrize(("told", "day"), DAYS.items())
def test_days(told, day):
    assert day_of(told) == day


def test_of_two_days_it_is_the_one_that_the_words_name():
    assert day_of("07/08/1977", "issued on 8 July 1977 in Oslo") == "1977-07-08"
    assert day_of("07/08/1977", "issued on 7 August, 1977") == "1977-08-07"
    assert day_of("07/08/1977", month_first=True) == "1977-07-08"
    assert day_of("07/08/1977", "on 7 August 1977", month_first=True) == "1977-08-07"


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("us_2022-03-11_call.html", "2022-03-11"),
        ("20220311.txt", "2022-03-11"),
        ("a_2022-01.html", ""),
        ("from_2022-03-11_to_2022-03-12.txt", ""),
        ("2022-99-11.txt", ""),
        ("120220311.txt", ""),
    ],
)
def test_days_in_names(name, day):
    assert day_in_name(name) == day


@given(st.dates(date(1815, 1, 1), date(2200, 1, 1)))
def test_a_day_is_found_however_it_is_written(day):
    for written in (
        day.isoformat(),
        day.strftime("%d %B %Y"),
        day.strftime("%B %d, %Y"),
        day.strftime("%d/%m/%Y"),
    ):
        words = day.strftime("%d %B %Y")
        assert day_of(written, words) == day.isoformat()
    assert days_in(f"On {day.strftime('%d %B %Y')} and later") == [day.isoformat()]
