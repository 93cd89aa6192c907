"""Words that head names of a kind: "Pipeline", "Treaty", "Council"."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.analysis.lexicon import Lexicon
    from briefing.analysis.page import Page

_KINDS = ("document", "project", "event", "organisation", "dispute", "place")

# Bodies that are named after whose they are: "Office of the President".
HOUSES = frozenset(
    {
        *("office", "cabinet", "chancellery", "administration", "secretariat", "executive", "staff"),
        *("bureau", "presidency", "department", "council", "court", "ministry"),
    }
)

# Heads beside those of cues.toml: plurals, and what is rarer.
_MORE = {
    "treaties": "document", "charters": "document", "declarations": "document", "statements": "document",
    "memoranda": "document", "mou": "document", "pacts": "document", "plans": "document",
    "strategies": "document", "roadmaps": "document", "frameworks": "document", "addendum": "document",
    "manifesto": "document", "directive": "document", "arrangements": "document",
    "architecture": "organisation", "division": "organisation", "unit": "organisation",
    "brigade": "organisation", "battalion": "organisation", "regiment": "organisation",
    "squadron": "organisation", "taskforce": "organisation",
    "initiatives": "project", "programmes": "project", "programs": "project", "funds": "project",
    "partnerships": "project", "projects": "project", "corridors": "project", "pipelines": "project",
    "accelerator": "project", "fellowship": "project", "fellowships": "project", "gateway": "project",
    "platform": "project", "megaproject": "project", "connector": "project",
    "conferences": "event", "forums": "event", "fora": "event", "sessions": "event", "symposia": "event",
    "expos": "event", "exhibitions": "event", "festivals": "event", "retreats": "event",
    "roundtable": "event", "congresses": "event", "commemoration": "event", "seminar": "event",
    "workshop": "event", "fair": "event", "journey": "event",
    "buildings": "place", "avenue": "place", "stadium": "place", "guesthouse": "place", "fort": "place",
    "plateau": "place", "archipelago": "place", "delta": "place", "prefecture": "place",
    "governorate": "place", "shipyard": "place", "cemetery": "place", "waterway": "place",
    "passage": "place", "channel": "place", "boulevard": "place",
}  # fmt: skip


@lru_cache(maxsize=4)
def _kinds(lexicon: Lexicon) -> dict[str, str]:
    """The heads that a lexicon knows, with their kinds; of a word in two lists the first one counts."""
    listed = {word: kind for kind in reversed(_KINDS) for word in lexicon.words(f"head-{kind}")}
    return _MORE | listed


def head_kind(page: Page, position: int) -> str:
    """The kind of name a word is the head of; empty for other words."""
    word = page.word(position)
    kind = _kinds(page.lexicon).get(word)
    if kind:
        return kind
    if word == "action" and page.word(position + 1) == "on" and page.is_capital(position + 2):
        # "Action on Rivers and Lakes": a pledge by that name.
        return "document"
    return ""
