"""What is known of a text beside its words, and what its words tell of date, place and form."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.analysis.heads import head_kind

if TYPE_CHECKING:
    from briefing.analysis.lexicon import Name
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
_JOINT = r"\b(?:joint|trilateral|leaders'?)[ ](?:\w+[ ]){0,3}(?:statement|communiqu[eé]|declaration)\b"
_VIDEO = r"\b(?:video[- ]?(?:call|conference|link|teleconference|meeting)|virtual(?:ly)?|secure video)\b"
_PHONE = r"\b(?:(?:tele)?phone[ -]?(?:call|conversation|talk)?|call with|telephon\w+)\b"
_FORMATS: tuple[tuple[Format, re.Pattern[str]], ...] = (
    ("joint statement", re.compile(_JOINT + r"|^\W*we,", re.IGNORECASE)),
    ("video call", re.compile(_VIDEO, re.IGNORECASE)),
    (
        "call",
        re.compile(_PHONE + r"|\bspoke (?:today |by phone |yesterday )?(?:with|to|by)\b", re.IGNORECASE),
    ),
    ("visit", re.compile(r"\b(?:state|official|working) visit\b|\barrived in\b", re.IGNORECASE)),
    ("meeting", re.compile(r"\b(?:met|meeting|talks|summit|received|hosted)\b", re.IGNORECASE)),
)


_DECLARED = re.compile(r"\b(?:declaration|communiqu[eé])\b", re.IGNORECASE)


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
    """The day of the meeting or text: from its title and datelines, its first sentence, or a signature line
    at the very end. Empty when they tell none: a date elsewhere is of something earlier."""
    for start, end, whole in _dated_parts(page):
        part = page.view[start:end]
        found = [match for pattern in _DATES for match in pattern.finditer(part)]
        for match in sorted(found, key=lambda match: match.start()):
            month = match["m"]
            number = int(month) if month.isdigit() else _MONTHS[month.lower()]
            valid = 1 <= number <= 12 and 1 <= int(match["d"]) <= 31
            if valid and (
                _is_day_of(part[: match.start()]) if whole else not _OF_PAPER.search(part[: match.start()])
            ):
                return f"{match['y']}-{number:02}-{int(match['d']):02}"
    return ""


# What stands before a date that is of the meeting, and what tells that it is of something else.
_DAY_OF = re.compile(
    r"(?:^|\b(?:on|today|yesterday|this|monday|tuesday|wednesday|thursday|friday|saturday|sunday|evening"
    r"|morning|afternoon|dated?)|[,(:])[ ,(]*(?:the[ ])?$",
    re.IGNORECASE,
)
_OTHER_DAY = re.compile(
    r"\b(?:signed|adopted|dated|began|started|launched|established|invaded|agreed|concluded|since|until|from"
    r"|expires?|attacks?|elected|before|after|following|scheduled|planned|issued)[ ](?:on[ ]|the[ ])*$",
    re.IGNORECASE,
)
_OF_PAPER = re.compile(r"\bof[ ]$")


def _is_day_of(before: str) -> bool:
    return _DAY_OF.search(before) is not None and _OTHER_DAY.search(before) is None


def _dated_parts(page: Page) -> list[tuple[int, int, bool]]:
    """Where a date may be told: title lines, the first sentence (the last item of each says whether the part
    is running text), the last line."""
    parts: list[tuple[int, int, bool]] = []
    for sentence in page.sentences[:12]:
        running = page.blocks[sentence.block].kind in ("paragraph", "item")
        parts.append((sentence.start, sentence.end, running and sentence.end - sentence.start > 60))
        if running and sentence.end - sentence.start > 60:
            break
    if len(page.blocks) > 3:
        short = (block for block in page.blocks[-2:] if block.end - block.start <= _SIGNATURE)
        parts += [(block.start, block.end, False) for block in short]
    return parts


def find_format(page: Page) -> Format:
    """What kind of talk or text this is, by the words at its head."""
    head = page.view[:600]
    if _turns(page) >= 4:
        return "transcript"
    title = " ".join(page.view[one.start : one.end] for one in page.blocks[:3] if one.kind == "heading")
    if _DECLARED.search(title):
        return "joint statement"
    for name, pattern in _FORMATS:
        if pattern.search(head, 0, _LEAD if name == "joint statement" else len(head)):
            return name
    return "other"


_SPEAKER = re.compile(r"(?:[A-Z][\w.'-]{0,24}[ ]){0,6}[A-Z][\w.'-]{0,24}:[ ]")


def _turns(page: Page) -> int:
    return sum(
        bool(_SPEAKER.match(page.view, block.start, min(block.end, block.start + 100)))
        for block in page.blocks
    )


def find_title(page: Page) -> str:
    """The first title line before any paragraph: three words or more that are not a date or a label."""
    for block in page.blocks:
        if block.kind == "heading":
            title = " ".join(page.text[block.start : block.end].strip("#* _").split())
            words = [word for word in re.findall(r"[^\W\d_]{2,}", title) if word.lower() not in _MONTHS]
            if len(words) >= 3 and len(title) <= 300:
                return title
        if block.kind in ("paragraph", "item"):
            return ""
    return ""


_GATHERED = frozenset(
    {
        *(
            "met",
            "meeting",
            "meetings",
            "talks",
            "held",
            "received",
            "hosted",
            "summit",
            "welcomed",
            "convened",
        ),
        *(
            "gathered",
            "meet",
            "meets",
            "holds",
            "hosts",
            "receives",
            "negotiations",
            "consultations",
            "session",
        ),
    }
)
_SPAN = 24
_LEAD = 250
_SIGNATURE = 80


def find_place(page: Page, form: str) -> str:
    """The city or house in the first sentences in or at which people are said to have met; none for calls."""
    if form in ("call", "video call"):
        return ""
    told = 0
    for first, last in page.ranges:
        if last - first < 6:
            continue
        told += 1
        if told > 3:
            break
        gathered = [at for at in range(first, last) if page.words.folds[at] in _GATHERED]
        for at in range(first, last):
            match = page.name_from.get(at)
            if match is None or not _is_site(page, match.value):
                continue
            before = at - 2 if page.word(at - 1) == "the" else at - 1
            if page.word(before) not in ("in", "at") or (before <= first and page.gap(match.last) != ","):
                continue
            near = any(abs(at - one) <= _SPAN for one in gathered)
            previous = page.word(before - 1)
            if near and previous not in _ABOUT and head_kind(page, before - 1) in ("", "place", "event"):
                return page.text[page.words.starts[at] : page.words.ends[match.last - 1]]
    return ""


_ABOUT = frozenset(
    {
        *(
            "situation",
            "crisis",
            "war",
            "conflict",
            "developments",
            "events",
            "peace",
            "stability",
            "embassy",
        ),
        *(
            "interests",
            "people",
            "forces",
            "troops",
            "ambassador",
            "office",
            "elections",
            "attack",
            "attacks",
        ),
        *("transition", "representative", "ceasefire", "fighting", "based", "located", "born", "investment"),
        *("adopted", "signed", "violence", "hostages", "civilians", "process", "later", "next"),
    }
)


def _is_site(page: Page, name: Name) -> bool:
    """Whether a name is of a city or house, not of a region or sea."""
    if name.kind not in ("place", "organisation"):
        return False
    entry = page.lexicon.entries.get("place", {}).get(name.id.partition(":")[2])
    if entry is not None:
        return entry.get("type") in ("city", "building")
    return name.kind == "place" or name.government
