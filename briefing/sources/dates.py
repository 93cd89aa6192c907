"""Days as files tell them, in the many ways in which they do."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = "(?P<month>" + "|".join(_MONTHS) + r")[a-z]{0,6}\.?"
_WRITTEN = (
    re.compile(r"(?<!\d)(?P<year>[12]\d{3})-(?P<number>\d{2})-(?P<day>\d{2})(?!\d)"),
    re.compile(
        rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+{_MONTH},?\s+(?P<year>[12]\d{{3}})\b", re.I
    ),
    re.compile(
        rf"\b{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>[12]\d{{3}})\b", re.IGNORECASE
    ),
    re.compile(r"(?<!\d)(?P<year>[12]\d{3})(?P<number>\d{2})(?P<day>\d{2})(?:T\d{4,6}Z?)?(?!\d)"),
    re.compile(r"(?<!\d)(?P<year>[12]\d{3})[/.](?P<number>\d{1,2})[/.](?P<day>\d{1,2})(?!\d)"),
)
_NUMBERS = re.compile(r"(?<![\d./-])(\d{1,2})[./-](\d{1,2})[./-]([12]\d{3})(?!\d)")
_IN_A_NAME = re.compile(r"(?<!\d)([12]\d{3})[-_.]?(0[1-9]|1[0-2])[-_.]?([0-3]\d)(?!\d)")


def days_in(text: str) -> list[str]:
    """The days that a text writes out, in its order, ``YYYY-MM-DD``."""
    found: dict[int, str] = {}
    for pattern in _WRITTEN:
        for match in pattern.finditer(text):
            told = match.groupdict()
            month = told.get("number") or _MONTHS.index(told["month"].lower()) + 1
            if day := _day(told["year"], month, told["day"]):
                found.setdefault(match.start(), day)
    return [found[at] for at in sorted(found)]


def day_of(value: str, words: str = "", *, month_first: bool = False) -> str:
    """The day of a field such as ``26/02/2017`` or an RFC 3339 time; empty where it tells none.

    Of the two days that ``07/08/1977`` may be, it is the one that the words beside it name; else the day is
    thought to come first, as in most of the world.
    """
    if written := days_in(value):
        return written[0]
    numbers = _NUMBERS.search(value)
    if numbers is None:
        return ""
    first, second, year = numbers.groups()
    day_first, american = _day(year, second, first), _day(year, first, second)
    if not (day_first and american):
        return day_first or american
    named = days_in(words)
    for day in (american, day_first) if month_first else (day_first, american):
        if day in named:
            return day
    return american if month_first else day_first


def day_in_name(name: str) -> str:
    """The day in the name of a file, if there is just one."""
    days = {_day(*match.groups()) for match in _IN_A_NAME.finditer(name)} - {""}
    return days.pop() if len(days) == 1 else ""


def _day(year: str, month: str | int, day: str) -> str:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""
