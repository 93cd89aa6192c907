"""The paragraphs of a page: what each of them is, and how it is set."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Literal, NamedTuple

from briefing.tui.widgets import columns, title_block
from briefing.tui.widgets.wrapping import width_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from briefing.model import Block, BlockKind, Briefing

ItemKind = Literal["title", "facts", "notice", "heading", "own heading", "text", "item", "furniture"]

_KINDS: dict[BlockKind, ItemKind] = {
    "heading": "own heading",
    "paragraph": "text",
    "item": "item",
    "furniture": "furniture",
}
_DEPTH = 2
"""Cells by which each level of a list stands further in."""
_LEVELS = 3
_LONGEST_TABLE = 500
"""Paragraphs that are set as one at most, so that no text makes a page slow."""
_LONGEST_ROW = 300
"""Characters of a paragraph that may be the row of a table made of blanks."""
_SHORT = 60
"""Characters of a line that looks like one of an address or a signature."""
# What a paragraph may hang from: a bullet, a number, a letter in brackets. "1.5 million" is no number of a
# paragraph, and "V. Putin" none either.
_MARKER = re.compile(
    r"""(?: [-*+•●▪◦‣·–—§»]
        | \(?(?: \d{1,3}(?:\.\d{1,3}){0,4} | [a-zA-Z] | [ivxlc]{2,6} | [IVXLC]{2,6} )\)
        | (?: \d{1,3}(?:\.\d{1,3}){0,4} | [a-z] | [ivxlc]{2,6} )\.
        | \d{1,3}(?:\.\d{1,3}){1,4}(?=\s+["“(]?[A-Z])
        )(?P<gap>[ \t\xa0]+)(?=\S)""",
    re.VERBOSE,
)
_NUMBERED = 4
"""Cells that a number takes at least, so that the words after 9. and 10. begin at the same cell."""


class Item(NamedTuple):
    """A paragraph of the page. ``words`` hold what is not the readout's own: title, facts, headings."""

    kind: ItemKind
    start: int
    end: int
    section: int
    words: str = ""
    space: int = 1
    """Blank rows above it."""
    indent: int = 0
    """Cells at its left."""
    block: int = -1
    """Where its paragraph begins, which a new section may have cut."""
    table: tuple[int, int] = (0, 0)
    """The first item of the table that it is part of and the one after the last; nothing for most."""


class Hang(NamedTuple):
    """What the words of a paragraph hang from, and the cells that are kept free for it."""

    end: int
    """Where it ends in the text."""
    words: int
    """Where the words after it begin."""
    cells: int


def hang(text: str, start: int, end: int, width: int) -> Hang | None:
    """The bullet or number at the beginning of a paragraph, where the row has room for it."""
    found = _MARKER.match(text, start, end)
    if found is None:
        return None
    cells = width_of(text[start : found.start("gap")]) + 1
    if "0" <= text[start] <= "9":
        cells = max(_NUMBERED, cells)
    return Hang(found.start("gap"), found.end(), cells) if cells * 3 <= width else None


class Paragraphs(NamedTuple):
    """All of a briefing in the order of the page, before it is known how wide that is."""

    items: list[Item]
    rows: set[int]
    """The numbers of those that may be rows of a table."""
    lists: list[tuple[int, int]]
    """The first of those that are a list, and the one after the last."""
    lines: list[tuple[int, int]]
    """The same of those that may be the lines of an address."""


def paragraphs_of(briefing: Briefing) -> Paragraphs:
    text, items = briefing.text, [*_above(briefing), *_own(briefing)]
    lists = [*_runs(items, [item.kind == "item" for item in items])]
    lines = [
        (first, last)
        for first, last in _in_a_row([_is_line(item, _SHORT) for item in items])
        if any(_is_one_address(text, *items[at - 1 : at + 1]) for at in range(first + 1, last))
    ]
    return Paragraphs(items, _possible_rows(text, items), lists, lines)


def items_of(text: str, paragraphs: Paragraphs, width: int) -> list[Item]:
    """The paragraphs of a text as they are set in rows of so many cells."""
    items = [*paragraphs.items]
    _set_tables(text, items, paragraphs.rows, width)
    _set_lists(items, paragraphs.lists, width)
    _set_addresses(text, items, paragraphs.lines, width)
    return items


def _above(briefing: Briefing) -> Iterator[Item]:
    first = briefing.sections[0].start if briefing.sections else 0
    title = briefing.title or briefing.id
    if title:
        yield Item("title", first, first, -1, title, space=0)
    facts = title_block.facts(briefing)
    if facts:
        yield Item("facts", first, first, -1, facts, space=0)
    for notice in briefing.notices:
        yield Item("notice", first, first, -1, title_block.notice(notice), space=0)


def _own(briefing: Briefing) -> Iterator[Item]:
    text, blocks = briefing.text, briefing.blocks
    margin = _list_margin(text, blocks)
    at = 0
    for number, section in enumerate(briefing.sections):
        while at > 0 and blocks[at - 1].end > section.start:
            at -= 1
        while at < len(blocks) and blocks[at].end <= section.start:
            at += 1
        space = 2
        leftover = section.kind == "furniture"
        if section.heading and not _own_heading(briefing, number, at):
            yield Item("heading", section.start, section.start, number, section.heading, space)
            space = 0
        while at < len(blocks) and blocks[at].start < section.end:
            block = blocks[at]
            start, end = max(block.start, section.start), min(block.end, section.end)
            if not text[start].isspace() or text[start:end].strip():
                kind: ItemKind = "furniture" if leftover else _KINDS[block.kind]
                indent = _indent(text, block, margin) if kind == "item" else 0
                above = space if kind == "own heading" else min(space, 1)
                yield Item(kind, start, end, number, "", above, indent, block.start)
                space = 0 if kind == "own heading" else 1
            at += 1


def _own_heading(briefing: Briefing, section: int, block: int) -> bool:
    """Whether the section's first words are its heading, so that it need not be shown twice."""
    blocks = briefing.blocks
    if block >= len(blocks) or blocks[block].kind != "heading":
        return False
    words = briefing.surface(blocks[block]).strip("#*_ ").split()
    return words == briefing.sections[section].heading.strip("#*_ ").split()


def _leading(text: str, start: int) -> int:
    """The blanks before a paragraph on its first line."""
    line = text.rfind("\n", max(0, start - 32), start) + 1
    return start - line if not text[line:start].strip() and start - line < 32 else 0


def _list_margin(text: str, blocks: Sequence[Block]) -> int:
    """The blanks before the items that stand least far in."""
    return min((_leading(text, block.start) for block in blocks if block.kind == "item"), default=0)


def _indent(text: str, block: Block, margin: int) -> int:
    """The cells by which an item stands in: by its level, or by its blanks in a text without levels."""
    if block.level:
        own = _MARKER.match(text, block.start, block.end)
        return _DEPTH * min(_LEVELS, block.level - 1 if own else block.level)
    return _DEPTH * min(_LEVELS, (_leading(text, block.start) - margin + 1) // 2)


def _set_tables(text: str, items: list[Item], rows: set[int], width: int) -> None:
    """Let the rows of a table follow one another, and know one another."""
    for first, last in _runs(items, [number in rows for number in range(len(items))]) if rows else ():
        if columns.tables(text, [(item.start, item.end) for item in items[first:last]], width):
            for at in range(first, last):
                space = items[at].space if at == first else 0
                items[at] = items[at]._replace(table=(first, last), space=space, indent=0)


def _possible_rows(text: str, items: list[Item]) -> set[int]:
    """The items that hold something that parts cells, a tab behind a number apart."""
    signs = [sign for sign in ("\t", "|") if sign in text]

    def parted(start: int, end: int) -> bool:
        if end - start <= _LONGEST_ROW and text.find("  ", start, end) >= 0:
            return True
        return bool(signs) and any(text.find(sign, start, end) >= 0 for sign in signs)

    found = set()
    for number, item in enumerate(items):
        if not item.words and parted(item.start, item.end):
            marker = _MARKER.match(text, item.start, item.end)
            if marker is None or parted(marker.end(), item.end):
                found.add(number)
    return found


def _runs(items: Sequence[Item], tests: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Where two and more items of a section follow one another that pass a test."""
    first = -1
    for at, (item, passes) in enumerate(zip(items, tests, strict=True)):
        if first >= 0 and (
            not passes or items[first].section != item.section or at - first >= _LONGEST_TABLE
        ):
            if at - first > 1:
                yield first, at
            first = -1
        if passes and first < 0:
            first = at
    if first >= 0 and len(items) - first > 1:
        yield first, len(items)


def _in_a_row(tests: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Where two and more pass a test: the first, and the one after the last."""
    at = 0
    for passes, group in groupby(tests):
        end = at + sum(1 for _ in group)
        if passes and end - at > 1:
            yield at, end
        at = end


def _set_lists(items: list[Item], lists: Iterable[tuple[int, int]], width: int) -> None:
    """Take the blank rows out of lists of short items."""
    for first, last in lists:
        if sum(item.end - item.start for item in items[first:last]) <= width * (last - first):
            for at in range(first + 1, last):
                items[at] = items[at]._replace(space=0)


def _set_addresses(text: str, items: list[Item], lines: Iterable[tuple[int, int]], width: int) -> None:
    """Take the blank rows out of addresses and signatures."""
    for begin, end in lines:
        few = items[begin:end]
        for first, last in _runs(few, [_is_line(item, min(_SHORT, width)) for item in few]):
            for at in range(begin + first + 1, begin + last):
                if _is_one_address(text, items[at - 1], items[at]):
                    items[at] = items[at]._replace(space=0)


def _is_line(item: Item, width: int) -> bool:
    return not item.words and item.end - item.start <= width


def _is_one_address(text: str, above: Item, item: Item) -> bool:
    """Whether of two short lines the second goes on with what the first began."""
    return (
        above.kind == item.kind in ("text", "furniture")
        and text.count("\n", above.end, item.start) == 1
        and text[above.end - 1] not in ".!?:;"
    )
