"""Markdown as text: the words it shows and the blocks they stand in; and text as Markdown.

Writing and reading are each other's inverse: ``read(escape(words))`` shows exactly ``words``, white
space folded. Raw HTML is shown as it stands, since a readout's words are never dropped.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from briefing.model import Block, BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_GAP = "\n\n"


@dataclass(frozen=True, slots=True)
class Piece:
    """A block of Markdown: the words that it shows."""

    kind: BlockKind
    text: str
    level: int = 0
    """Of a heading, 1 to 6; of a list item, its depth from 1; otherwise 0."""
    lines: tuple[int, int] = field(default=(0, 0), compare=False)
    """The lines of the Markdown that hold it, counted from 0, the end exclusive."""


def pieces(markdown: str) -> list[Piece]:
    """The blocks of a Markdown text in their order."""
    return [piece for piece in _pieces(_parser().parse(markdown)) if piece.text.strip()]


def joined(parts: Sequence[Piece]) -> tuple[str, tuple[Block, ...]]:
    """The text that some pieces make, with a blank line between each two, and their blocks in it."""
    blocks = []
    at = 0
    for part in parts:
        blocks.append(Block(at, at + len(part.text), part.kind, part.level))
        at += len(part.text) + len(_GAP)
    return _GAP.join(part.text for part in parts), tuple(blocks)


def escape(text: str) -> str:
    """One paragraph of Markdown that shows these words; blank lines within it are taken out."""
    lines = (line.strip(_BLANKS) for line in text.split("\n"))
    return "\n".join(_escape_line(line) for line in lines if line.strip())


def escape_heading(text: str) -> str:
    """The words of a heading, on one line."""
    # Number signs at the end would be taken for the heading's closing sequence.
    return re.sub(r"#+$", lambda found: "\\#" * len(found[0]), _escape_inline(folded(text)))


def folded(text: str) -> str:
    """A text with every run of white space as one space: the form in which words are compared."""
    return " ".join(text.split())


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # 26 ms that the first frame of a known briefing need not wait for

    return MarkdownIt("commonmark").enable("table")


def _pieces(tokens: Sequence[Token]) -> Iterator[Piece]:
    level = depth = 0
    lines = (0, 0)
    number = ""
    row: list[str] | None = None
    for token in tokens:
        if token.map and token.type != "inline":
            lines = (token.map[0], token.map[1])
        match token.type:
            case "heading_open":
                level = int(token.tag[1])
            case "heading_close":
                level = 0
            case "list_item_open":
                depth += 1
                # By the number a paragraph of a joint statement is cited.
                number = f"{token.info}{token.markup} " if token.info else ""
            case "list_item_close":
                depth -= 1
            case "tr_open":
                row = []
            case "tr_close":
                yield Piece("paragraph", "\t".join(row or ()), lines=lines)
                row = None
            case "inline" if row is not None:
                row.append(_shown(token.children or ()))
            case "inline":
                text = _shown(token.children or ())
                if level:
                    yield Piece("heading", folded(text), level, lines)
                else:
                    yield Piece("item" if depth else "paragraph", number + text, depth, lines)
                number = ""
            case "fence" | "code_block" | "html_block":
                yield Piece("paragraph", token.content.strip("\n"), lines=lines)
            case _:
                pass


def _shown(children: Sequence[Token]) -> str:
    parts = []
    for token in children:
        match token.type:
            case "softbreak" | "hardbreak":
                parts.append("\n")
            case "image":
                parts.append(_shown(token.children or ()))
            case _:
                parts.append(token.content)
    return "".join(parts)


# What CommonMark takes for markup inside a line. An underscore within a word and an ampersand that
# begins no entity are left alone, so that ordinary prose stays readable in an editor.
_INLINE = re.compile(
    r"""
    [`*\[<]
    | (?<![^\W_])_ | _(?![^\W_])
    | \\(?=[!-/:-@\[-`{-~]|$)
    | &(?=\#?\w{1,40};)
    | ~(?=~) | (?<=~)~
    | %(?=%) | (?<=%)%
    """,
    re.VERBOSE,
)
_OPENING = re.compile(r"[#>+\-=~|:]")
_NUMBER = re.compile(r"(\d{1,9})([.)])")
_BLANKS = " \t\v\f"


def _escape_inline(line: str) -> str:
    return _INLINE.sub(lambda found: "\\" + found[0], line)


def _escape_line(line: str) -> str:
    line = _escape_inline(line)
    if _OPENING.match(line):
        return "\\" + line
    return _NUMBER.sub(r"\1\\\2", line, count=1) if _NUMBER.match(line) else line
