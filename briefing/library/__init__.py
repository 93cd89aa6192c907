"""Many briefings: opening one, listing all, taking new ones in.

    library = Library(paths.library())
    for entry in library:                        # newest first; a broken file is an entry with its problem
        print(entry.date, entry.title)
    briefing = open_briefing(library.find("putin").path)
    for outcome in Import(["downloads/"], paths.library()):        # new, there already, renewed, or a refusal
        print(outcome)

What takes long to load is loaded on first use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from briefing.library.catalogue import Entry, Library
    from briefing.library.importing import Import
    from briefing.library.opening import Opening, open_briefing, open_source

__all__ = ["Entry", "Import", "Library", "Opening", "open_briefing", "open_source"]

_HOMES = {"Entry": "catalogue", "Import": "importing", "Library": "catalogue"}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the name stands for
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES.get(name, 'opening')}"), name)
