"""Where sentences end: a grammar of full stops, for English prose with quotations."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefing.model import Block, Sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

_STOP = re.compile(
    r"[.!?…。]{1,4}[\"')\]*_]{0,4}(?=[\s\"'(\[]|$)|[.!?][\"']{1,3}(?=[A-Z])"
    r"|:(?=\s{1,3}\d{1,2}(?:\.\d{1,2}){0,3}[.)]\s{1,3}[A-Z])"
)
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\"'\[])(?:Mr|Mrs|Ms|Dr|Prof|Hon|Rt|Gen|Lt|Col|Maj|Brig|Capt|Cmdr|Sgt|Adm|Sen|Rep|Rev|Gov|Amb|Messrs|St|Sr|Jr"
    r"|No|Nos|Sec|Art|Arts|para|paras|Para|p|pp|vs|v|cf|etc|approx|al|ca|Fig|Vol|Inc|Ltd|Co|Corp|Dept|Univ|Mt|Ft"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|e\.g|i\.e|a\.m|p\.m|A\.M|P\.M|H\.E|H\.M|H\.H|H\.R\.H|Smt|Eng|Engr"
    r"|Ave|Bros|Dato|viz|op|ed|eds|[A-Z]|(?:[A-Z]\.){1,4}[A-Z])\.$"
)
_NEVER_LAST = re.compile(
    r"(?:^|[\s(\"'\[])(?:Mr|Mrs|Ms|Dr|Prof|Hon|Rt|Gen|Lt|Col|Maj|Brig|Capt|Sen|Rep|Rev|Gov|Amb|Messrs|St|No|Nos|Sec|Art|p|pp"
    r"|vs|cf|H\.E|H\.M|H\.H|e\.g|i\.e|Adm|Smt|Eng|Engr|viz|Dept|[A-Z])\.$"
)
# After an abbreviation that may end a sentence (U.S., Jr., p.m.), a new sentence is likely before these
# words.
_OPENERS = frozenset(
    [
        "The",
        "He",
        "She",
        "They",
        "It",
        "We",
        "I",
        "This",
        "These",
        "Those",
        "That",
        "There",
        "In",
        "On",
        "At",
        "For",
        "As",
        "Both",
        "During",
        "After",
        "Before",
        "When",
        "While",
        "However",
        "Also",
        "Further",
        "Furthermore",
        "Moreover",
        "Additionally",
        "Finally",
        "Meanwhile",
        "President",
        "Secretary",
        "Prime",
        "Our",
        "His",
        "Her",
        "Their",
        "With",
        "By",
        "To",
        "Earlier",
        "Later",
        "Following",
        "Today",
        "Such",
    ]
)
_NEXT_WORD = re.compile(r"[\s\"'(\[*_-]{0,8}(\w[\w']{0,40})")
_ENUMERATION = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,3}){0,3}|[a-zA-Z]|[ivxlIVXL]{1,6})[.)]{1,2}")


def find_sentences(view: str, blocks: Sequence[Block]) -> tuple[Sentence, ...]:
    """The sentences of the blocks; a heading, an item's line or a leftover of the page is a sentence of its
    own."""
    found: list[Sentence] = []
    for number, block in enumerate(blocks):
        if block.kind in ("heading", "furniture"):
            found.append(Sentence(block.start, block.end, number))
            continue
        start = block.start
        for match in _STOP.finditer(view, block.start, block.end):
            end = match.end()
            if end >= block.end or not _ends_sentence(view, block, start, match):
                continue
            found.append(Sentence(start, end, number))
            start = end
            while start < block.end and view[start].isspace():
                start += 1
        if start < block.end:
            found.append(Sentence(start, block.end, number))
    return tuple(found)


def _ends_sentence(view: str, block: Block, start: int, stop: re.Match[str]) -> bool:
    if stop.group() == ":":
        # "… as follows: 1. The parties"
        return True
    mark = stop.start() + 1
    head = view[max(start, mark - 14) : mark]
    if _ENUMERATION.fullmatch(view, start, mark):
        return False
    after = _NEXT_WORD.match(view, stop.end(), block.end)
    if after is None:
        return False
    word = after.group(1)
    # A dangling quotation mark between two blanks opens the next sentence.
    if word[0].islower():
        # After quoted speech a small letter goes on with the sentence ("..." he said); after a plain stop it
        # is
        # a sentence that lost its beginning.
        return (
            '"' not in view[stop.start() : after.start(1)]
            and "'" not in stop.group()
            and _plain_stop(head, stop)
        )
    if stop.group()[0] in "!?…" and '"' in stop.group():
        return not _is_attribution(view, after.start(1), block.end)
    if _NEVER_LAST.search(head):
        return False
    if _ABBREVIATION.search(head):
        return word in _OPENERS and not (head.endswith("Jr.") and word in ("President",))
    return True


def _plain_stop(head: str, stop: re.Match[str]) -> bool:
    return stop.group() == "." and not _ABBREVIATION.search(head) and not head[-2:-1].isdigit()


_ATTRIBUTION = re.compile(r"(?:[A-Z][\w.'-]{0,30}[ ]){1,5}(?:said|stated|added|noted|stressed|emphasized)\b")


def _is_attribution(view: str, start: int, end: int) -> bool:
    return bool(_ATTRIBUTION.match(view, start, min(end, start + 160)))
