"""Words that head names of a kind: "Pipeline", "Treaty", "Council"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.analysis.page import Page

_KINDS = ("document", "project", "event", "organisation", "dispute", "place")

# Bodies that are named after whose they are: "Office of the President".
HOUSES = frozenset(
    {
        *("office", "cabinet", "chancellery", "administration", "secretariat", "executive", "staff"),
        *("bureau", "presidency", "department", "council", "court", "ministry"),
    }
)


def head_kind(page: Page, position: int) -> str:
    """The kind of name a word is the head of; empty for other words."""
    word = page.word(position)
    for kind in _KINDS:
        if word in page.lexicon.words(f"head-{kind}"):
            return kind
    if word == "action" and page.word(position + 1) == "on" and page.is_capital(position + 2):
        # "Action on Rivers and Lakes": a pledge by that name.
        return "document"
    return ""
