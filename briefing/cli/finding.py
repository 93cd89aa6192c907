"""search and list: what the library's index knows."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, TypeVar

from briefing.cli import output, places

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable, Iterator

    from briefing.library.index import Hit, Index, Listing, Progress, Row

Answer = TypeVar("Answer")

SORTS = ("date", "title", "issuer", "notes")

_AT_ONCE = 1000
_WORTH_A_BAR = 60


def add_commands(commands: Any, common: ArgumentParser) -> None:  # noqa: ANN401 - a private class of argparse
    one = commands.add_parser(
        "search",
        parents=[common],
        help="find words in the texts and notes of the library",
        description="Print the sentences and notes in which something stands: day, id, section, words.\n"
        "Your notes come first, then the best passages, or the newest where there are many.\n\n"
        '  words "a phrase" begin* NEAR(one two, 5) this OR that -without\n'
        "  party: issuer: issue: entity: tag: note: after: before: is:",
        example="briefing search '\"territorial integrity\" party:norway after:2021' --limit 10",
    )
    one.add_argument("query", metavar="QUERY", nargs="+", help="what is searched for")
    one.add_argument("--json", action="store_true", help="as JSON, with the offsets of the sentences")
    one.add_argument("--limit", metavar="N", type=int, default=50, help="hits at most")
    one.set_defaults(run=search_library)

    one = commands.add_parser(
        "list",
        parents=[common],
        help="print what is in the library",
        description="Print the briefings of the library, newest first: day, id, title, parties. A filter\n"
        "leaves those that meet it: words of title, parties and headings, and\n"
        "  party: issuer: issue: entity: tag: note: after: before: is:unread",
        example="briefing list --json | jq -r '.[].id'",
    )
    one.add_argument("filter", metavar="FILTER", nargs="*", help="which ones")
    one.add_argument("--sort", choices=SORTS, default="date", help="the order")
    one.add_argument("--json", action="store_true", help="as JSON")
    one.set_defaults(run=list_library)


def search_library(arguments: Namespace) -> int:
    words = " ".join(arguments.query)
    hits = answered(arguments, lambda index: list(index.search(words, max(0, arguments.limit))))
    if arguments.json:
        output.write_json([_hit_as_json(hit) for hit in hits])
        return 0
    if not hits:
        output.tell("Nothing in the library matches that.")
    output.write_rows(
        (hit.date or "–", hit.briefing, f"note on {hit.section}" if hit.note else hit.section, hit.snippet)
        for hit in hits
    )
    return 0


def list_library(arguments: Namespace) -> int:
    from briefing.library.index import Listing

    listing = Listing(" ".join(arguments.filter), arguments.sort)
    rows = answered(arguments, lambda index: list(_rows(index, listing)))
    if arguments.json:
        output.write_json([_row_as_json(row) for row in rows])
        return 0
    if not rows:
        from briefing.files import shown

        folder = shown(places.library_folder(arguments))
        none = "There are no briefings"
        output.tell(
            f"{none} like that in {folder}."
            if listing.filter
            else f"{none} in {folder}; 'briefing import' puts them there."
        )
    output.write_rows(
        (row.date or "–", row.id or "–", row.title, row.problem or ", ".join(row.parties)) for row in rows
    )
    return 0


def answered(arguments: Namespace, ask: Callable[[Index], Answer]) -> Answer:
    """What an index of the library says, once it knows every file as it is now."""
    from briefing.library.index import Index

    index = Index(places.library(arguments), places.notes_folder(arguments))
    try:
        for _ in range(2):
            if _refreshed(index).busy:
                output.tell("Another process is reading the library; what it has yet to read is not found.")
            found = ask(index)
            if index.complete:
                break
    finally:
        index.close()
    return found


def _refreshed(index: Index) -> Any:  # noqa: ANN401 - Refreshed, which need not be loaded for its name
    """Refresh an index, with a bar for whoever waits at a terminal."""
    if not sys.stderr.isatty():
        return index.refresh()
    from contextlib import ExitStack

    with ExitStack() as stack:
        move: Callable[[int, int], None] | None = None

        def show(progress: Progress) -> None:
            nonlocal move
            if progress.total < _WORTH_A_BAR:
                return
            move = move or _bar(stack)
            move(progress.done, progress.total)

        return index.refresh(show)


def _bar(stack: Any) -> Callable[[int, int], None]:  # noqa: ANN401
    from rich.console import Console
    from rich.progress import Progress as Bar

    bar = stack.enter_context(Bar(console=Console(stderr=True), transient=True))
    task = bar.add_task("Reading the library")
    return lambda done, total: bar.update(task, completed=done, total=total)


def _rows(index: Index, listing: Listing) -> Iterator[Row]:
    first = 0
    while True:
        page = index.listed(listing, first, _AT_ONCE)
        yield from page.rows
        first += len(page.rows)
        if not page.rows or first >= page.total:
            return


def _hit_as_json(hit: Hit) -> dict[str, Any]:
    return {
        "briefing": hit.briefing,
        "title": hit.title,
        "date": hit.date,
        "path": hit.path,
        "section": hit.section,
        "start": hit.start,
        "end": hit.end,
        "snippet": hit.snippet,
        "marks": [list(mark) for mark in hit.marks],
        "note": hit.note,
    }


def _row_as_json(row: Row) -> dict[str, Any]:
    return {
        "id": row.id,
        "title": row.title,
        "date": row.date,
        "issuer": row.issuer,
        "parties": list(row.parties),
        "path": row.path,
        "bundled": row.bundled,
        "problem": row.problem,
        "issues": list(row.issues),
        "format": row.format,
        "place": row.place,
        "meeting": row.meeting,
        "notes": row.notes,
        "unread": row.unread,
    }
