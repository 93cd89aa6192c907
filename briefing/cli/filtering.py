"""The options that narrow notes, the same for every command that takes them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from briefing.notes.filters import Filter


def add_filter(parser: ArgumentParser | Any) -> None:  # noqa: ANN401 - a private class of argparse
    parser.add_argument("--tag", metavar="T", help="only notes with this tag, or one below it")
    parser.add_argument("--entity", metavar="E", help="only notes on an entity, or on words that mention it")
    parser.add_argument(
        "--filter",
        metavar="WORDS",
        default="",
        help="only notes that meet all of some terms, as in the reader: "
        "tag:drift entity:tarr side:counterpart section:lake is:orphan -tag:done words",
    )


def filter_of(arguments: Namespace) -> Filter:
    """Raises NotesError for a term that there is not."""
    from briefing.notes import filters

    found = filters.parse(arguments.filter)
    for field in ("tag", "entity"):
        value = getattr(arguments, field)
        if value:
            found &= filters.term(field, value)
    return found
