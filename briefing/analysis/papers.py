"""How the name of a treaty goes on: between whom it is, and of what day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.analysis.heads import head_kind

if TYPE_CHECKING:
    from briefing.analysis.page import Page

_LONGEST = 14


def parties_end(page: Page, at: int) -> int:
    """Past "the Government of X and the Government of Y"; 0 where no two parties stand."""
    for number in range(2):
        start = at + 1 if page.word(at) == "the" else at
        match = page.name_from.get(start)
        if match is not None and match.value.kind in ("country", "organisation"):
            at = match.last
        elif head_kind(page, start) == "organisation" and page.is_capital(start):
            at = _body_end(page, start)
        else:
            return 0
        if number == 0:
            if page.word(at) != "and" or page.gap(at) != " ":
                return 0
            at += 1
    return at


def _body_end(page: Page, start: int) -> int:
    """Past "Ministry of Health of the Republic of X", up to an "and" before another body."""
    at = start + 1
    while at - start < _LONGEST and page.gap(at) == " ":
        known = page.name_from.get(at)
        after = at + 2 if page.word(at + 1) == "the" else at + 1
        if known is not None:
            at = known.last
        elif page.is_capital(at):
            at += 1
        elif page.word(at) in ("of", "for") and page.is_capital(after):
            at = after
        elif page.word(at) == "and" and page.is_capital(at + 1) and head_kind(page, at + 1) != "organisation":
            at += 1
        else:
            break
    return at


def dated_end(page: Page, last: int, kind: str) -> int:
    """Past "of 21 December 1972" after a document's head."""
    if kind == "document" and page.word(last) == "of" and page.gap(last) == " ":
        for size in (3, 2):
            words = page.words.words[last + 1 : last + 1 + size]
            if (
                len(words) == size
                and words[-1].isdigit()
                and len(words[-1]) == 4
                and any(one[0].isupper() for one in words)
            ):
                return last + 1 + size
    return last
