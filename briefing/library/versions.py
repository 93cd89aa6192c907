"""A new version of a text in the place of the old one, with everything that its owner did to the file.

The front matter stays as it is but for the line about the source, the title stays, and the headings stay
where their words are. Notes are found again when the briefing is opened next: the texts that they were made
on are kept beside them.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from briefing import document
from briefing.errors import DocumentError
from briefing.library.checking import first_difference
from briefing.model import Briefing, Section, Sentence
from briefing.notes.revision import Revision, Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefing.document import Document
    from briefing.model import Block, Source

_SOURCE = re.compile(r"^source:.*\n(?:[ \t]+.*\n)*", re.MULTILINE)
_EARLIER = re.compile(r"^earlier:.*\n(?:[ \t]+.*\n|-[ \t].*\n)*", re.MULTILINE)
_RUN = 3
"""Words that are compared at once."""


def likeness(one: str, other: str) -> float:
    """Which part of the words of two texts stand in the same company, from 0 to 1."""
    first, second = _runs(one), _runs(other)
    return 2 * len(first & second) / (len(first) + len(second)) if first and second else 0.0


def renewed(markdown: str, words: str, new: Document, source: Source, earlier: Iterable[str] = ()) -> str:
    """A briefing's Markdown with the words of a new version.

    ``words`` are those that its source had. Raises DocumentError, with a reason that goes on from
    "because", where the owner's work on the file could not be kept.
    """
    head = document.head(markdown)
    if head.front is None or head.problems:
        raise DocumentError("its front matter cannot be used")
    old = document.read(markdown)
    if first_difference(words, old.source.text):
        raise DocumentError("its words were changed by hand")
    front = _renewed_front(markdown[: head.end], source, [*head.front.earlier, *earlier])
    sections = _moved(old.facts.given_sections, old.source.text, new) or new.facts.given_sections
    body = document.write(_as_briefing(new, sections, old.facts.title or new.facts.title))
    made = front + body[document.head(body).end :]
    shown = document.read(made)
    if first_difference(new.source.text, shown.source.text) or document.head(made).problems:
        raise DocumentError("its headings do not fit the new words")
    return made


def _runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[at : at + _RUN]) for at in range(max(1, len(words) - _RUN + 1))} if words else set()


def _renewed_front(front: str, source: Source, earlier: Sequence[str]) -> str:
    if len(_SOURCE.findall(front)) != 1:
        raise DocumentError("its front matter tells its source in a way of its own")
    told = ", ".join(dict.fromkeys(earlier))
    lines = f"{document.source_line(source)}earlier: [{told}]\n"
    return _SOURCE.sub(lambda _: lines, _EARLIER.sub("", front))


def _as_briefing(new: Document, sections: tuple[Section, ...], title: str) -> Briefing:
    # Where a heading may stand is told by sentences; here each section begins where one may.
    starts = tuple(Sentence(section.start, section.end, 0) for section in sections)
    return Briefing(
        "x", new.source, title=title, blocks=new.facts.given_blocks, sections=sections, sentences=starts
    )


def _moved(sections: Sequence[Section], text: str, new: Document) -> tuple[Section, ...]:
    """The old sections at the places of their words; one whose words are all gone goes with them."""
    if not sections:
        return ()
    old_words, new_words = Words(text), Words(new.source.text)
    mapping = Revision(old_words, new_words).mapping
    placed: list[tuple[int, Section]] = []
    before = -1
    for section in sections:
        first, last = old_words.within(section.start, section.end)
        kept = [new_words.starts[mapping[at]] for at in range(first, last) if mapping[at] >= 0]
        after = placed[-1][0] if placed else -1
        at = next((start for start in kept if start > after), -1)
        if at >= 0:
            placed.append((_border(new, at, before), section))
            before = max(kept)
    if not placed:
        return ()
    starts = [0, *(start for start, _ in placed[1:]), len(new.source.text)]
    return tuple(
        replace(section, start=start, end=end)
        for (_, section), start, end in zip(placed, starts, starts[1:], strict=False)
    )


def _border(new: Document, at: int, before: int) -> int:
    """Where a section begins whose first known word is at ``at``, and the last one before it at ``before``.

    New words before it in its paragraph are its own.
    """
    text = new.source.text
    block = _block_around(new.facts.given_blocks, at)
    if block is not None and block.start > before:
        return block.start
    while at > 0 and not text[at - 1].isspace():
        at -= 1
    return at


def _block_around(blocks: Sequence[Block], at: int) -> Block | None:
    return next((block for block in blocks if block.start <= at < block.end), None)
