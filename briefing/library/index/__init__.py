"""What the briefings of a library hold, kept so that it is found at once: a cache, never the only place.

    index = Index(Library(folder), notes_folder)   # opens the file in the cache, or makes it
    index.refresh(on_progress, cancelled)          # reads what is new or changed; in a worker, from a screen
    page = index.listed(Listing("party:russia after:2021 lake", sort="title", group="month"), 0, 50)
    for row in page.rows:                          # Row: id, title, date, parties, issues, notes, unread …
        print(row.date, row.title, row.path)
    index.find("2022-02-24-pakistan-russia")       # the Row of an id, or of the only one that begins so
    for hit in index.search('"shared wat*" party:norway -drought', limit=20):
        print(hit.date, hit.title, hit.section, hit.snippet, hit.marks, hit.start, hit.end, hit.note)

``index.lookups()`` reads what dossiers, issue views and wordings are made of, newest first:

    lookups = index.lookups()
    for known in lookups.entities("imran khan"):   # Known: id, kind, name, briefings, forms
        lookups.appearances(known.id, after="2021-01-01", before="")   # Appearance: briefing, role, mentions
        lookups.statements(known.id, "by")         # Said; also "to" and "about": named in it
        lookups.counterparts(known.id)
    lookups.sections("afghanistan")                # Passage: by heading, issue, or an entity in the heading
    lookups.passages(queries.parse('"peaceful settlement"').match, newest=False)
    lookups.statements_in(passage.briefing, passage.start, passage.end)

Offsets are code points of the briefing's text, as opening its file gives it. What is not read yet is not
found: whoever needs everything refreshes first, which takes no longer than looking at the files' names where
nothing changed. An index may be used by several threads and processes at once, and deleted at any time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from briefing.library.index.catalogued import Index
    from briefing.library.index.listing import Listing, Page, Row
    from briefing.library.index.lookups import Lookups
    from briefing.library.index.refreshing import Progress, Refreshed
    from briefing.library.index.searching import Hit

__all__ = ["Hit", "Index", "Listing", "Lookups", "Page", "Progress", "Refreshed", "Row"]

_HOMES = {
    "Hit": "searching",
    "Index": "catalogued",
    "Lookups": "lookups",
    "Progress": "refreshing",
    "Refreshed": "refreshing",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the name stands for
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES.get(name, 'listing')}"), name)
