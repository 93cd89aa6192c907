"""What is known of a text beside its words, and what its words tell of date, place and form."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.analysis.page import Page
    from briefing.model import Block, Format, Section

_MONTHS = {
    name: number
    for number, month in enumerate(
        (
            *("january", "february", "march", "april", "may", "june"),
            *("july", "august", "september", "october", "november", "december"),
        ),
        1,
    )
    for name in (month, month[:3])
} | {"sept": 9}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DATES = (
    re.compile(
        rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[ ](?:of[ ])?(?P<m>{_MONTH})\.?,?[ ](?P<y>[12]\d{{3}})\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?P<m>{_MONTH})\.?[ ](?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?[ ](?P<y>[12]\d{{3}})\b", re.IGNORECASE
    ),
    re.compile(r"\b(?P<y>[12]\d{3})-(?P<m>\d{2})-(?P<d>\d{2})\b"),
)
_HEAD = 1500
_JOINT = r"\b(?:joint|trilateral|leaders'?)[ ](?:\w+[ ]){0,3}(?:statement|communiqu[eé]|declaration)\b"
_VIDEO = r"\b(?:video[- ]?(?:call|conference|link|teleconference|meeting)|virtual(?:ly)?|secure video)\b"
_PHONE = r"\b(?:(?:tele)?phone[ -]?(?:call|conversation|talk)?|call with|telephon\w+)\b"
_FORMATS: tuple[tuple[Format, re.Pattern[str]], ...] = (
    ("joint statement", re.compile(_JOINT + r"|\bdeclaration\b|^\W*we,", re.IGNORECASE)),
    ("video call", re.compile(_VIDEO, re.IGNORECASE)),
    (
        "call",
        re.compile(_PHONE + r"|\bspoke (?:today |by phone |yesterday )?(?:with|to|by)\b", re.IGNORECASE),
    ),
    ("visit", re.compile(r"\b(?:state|official|working) visit\b|\barrived in\b", re.IGNORECASE)),
    ("meeting", re.compile(r"\b(?:met|meeting|talks|summit|received|hosted)\b", re.IGNORECASE)),
)


@dataclass(frozen=True, slots=True)
class Facts:
    """What the front matter or the user says of a text; what is empty is inferred."""

    id: str = ""
    title: str = ""
    date: str = ""
    place: str = ""
    format: Format | None = None
    issuer: str = ""
    parties: tuple[str, ...] = ()
    meeting: str = ""
    given_sections: tuple[Section, ...] = ()
    """Sections that somebody drew by hand: they stand as they are; of kind ``issue`` when nobody said
    otherwise."""
    given_blocks: tuple[Block, ...] = ()


def find_date(page: Page) -> str:
    """The first whole date at the head of a text, or in its last lines; empty when there is none."""
    ends = page.view[:_HEAD], page.view[-300:]
    for part in ends:
        found = [match for pattern in _DATES for match in pattern.finditer(part)]
        for match in sorted(found, key=lambda match: match.start()):
            month = match["m"]
            number = int(month) if month.isdigit() else _MONTHS[month.lower()]
            if 1 <= number <= 12 and 1 <= int(match["d"]) <= 31:
                return f"{match['y']}-{number:02}-{int(match['d']):02}"
    return ""


def find_format(page: Page) -> Format:
    """What kind of talk or text this is, by the words at its head."""
    head = page.view[:600]
    if _turns(page) >= 4:
        return "transcript"
    for name, pattern in _FORMATS:
        if pattern.search(head):
            return name
    return "other"


_SPEAKER = re.compile(r"(?:[A-Z][\w.'-]{0,24}[ ]){0,6}[A-Z][\w.'-]{0,24}:[ ]")


def _turns(page: Page) -> int:
    return sum(
        bool(_SPEAKER.match(page.view, block.start, min(block.end, block.start + 100)))
        for block in page.blocks
    )


def find_title(page: Page) -> str:
    """The first heading before any paragraph."""
    for block in page.blocks:
        if block.kind == "heading":
            return " ".join(page.text[block.start : block.end].strip("#* _").split())
        if block.kind in ("paragraph", "item"):
            return ""
    return ""


def find_place(page: Page) -> str:
    """The first city or house in the first sentences that something happened in or at."""
    for match in page.names:
        sentence = page.sentence_of[match.first]
        if sentence > 5:
            break
        before = page.word(match.first - 1)
        if before == "the":
            before = page.word(match.first - 2)
        if match.value.kind == "place" and before in ("in", "at"):
            return page.text[page.words.starts[match.first] : page.words.ends[match.last - 1]]
    return ""
