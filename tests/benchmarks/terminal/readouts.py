"""The texts that are opened, each in the forms that the programs read, with the same words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from pathlib import Path

from tests.benchmarks.texts import HEADINGS, communique

SEED = "pm-khan-president-putin-kremlin"
CONTENT = Path(__file__).parents[3] / "content"
LENGTHS = {"40 KB": 40_000, "100 KB": 100_000, "1 MB": 1_000_000, "10 MB": 10_000_000}
TEXTS = ("seed", *LENGTHS)
SOUGHT = "cooperation"
"""Stands in all of them, often."""


@dataclass(frozen=True, slots=True)
class Readout:
    """A text to be opened. ``begins`` is what must be seen of it before it counts as there."""

    name: str
    size: int
    begins: str
    bundled: str
    """What the program itself is told to open: a file, or an id in the library that comes with it."""
    forms: dict[str, Path]


Blocks = list[tuple[str, str]]
"""Each with what it is: ``title``, ``heading`` or ``paragraph``."""


def readout(name: str, folder: Path) -> Readout:
    """Written into a folder in all its forms, if it is not there already."""
    blocks = _seed() if name == "seed" else _made_up(LENGTHS[name])
    stem = name.replace(" ", "").lower()
    forms = {form: folder / f"{stem}.{form}" for form in FORMS}
    folder.mkdir(parents=True, exist_ok=True)
    for form, path in forms.items():
        written = FORMS[form](blocks)
        if not path.exists() or path.read_text(encoding="utf-8") != written:
            path.write_text(written, encoding="utf-8")
    opening = next(words for kind, words in blocks if kind == "paragraph")
    begins = " ".join(opening.split()[:4])
    opened = SEED if name == "seed" else str(forms["txt"])
    return Readout(name, forms["txt"].stat().st_size, begins, opened, forms)


def _seed() -> Blocks:
    """The bundled readout."""
    text = (CONTENT / f"{SEED}.md").read_text(encoding="utf-8").split("\n---\n", 1)[1]
    kinds = {"#": "title", "##": "heading"}
    blocks: Blocks = []
    for block in text.strip().split("\n\n"):
        mark, _, words = block.partition(" ")
        blocks.append((kinds[mark], words) if mark in kinds else ("paragraph", block))
    return blocks


def _made_up(length: int) -> Blocks:
    title, *rest = communique(length).split("\n\n")
    return [("title", title), *(("heading" if one in HEADINGS else "paragraph", one) for one in rest)]


def _text(blocks: Blocks) -> str:
    return "\n\n".join(words for _, words in blocks) + "\n"


def _markdown(blocks: Blocks) -> str:
    marks = {"title": "# ", "heading": "## ", "paragraph": ""}
    return "\n\n".join(marks[kind] + words for kind, words in blocks) + "\n"


def _fiction_book(blocks: Blocks) -> str:
    """FictionBook: what readers of e-books open without having to unpack it.

    In one section, so that the whole text can be scrolled through as it can elsewhere: of several, only the
    one that is looked at would be opened.
    """
    elements = {
        "title": "<title><p>{}</p></title>",
        "heading": "<p>{}</p>",
        "paragraph": "<p>{}</p>",
    }
    parts = [elements[kind].format(escape(words)) for kind, words in blocks]
    head = '<?xml version="1.0" encoding="utf-8"?>\n<FictionBook xmlns="http://www.gribuser.ru/xml/fictionbook/2.0">'
    described = (
        f"<description><title-info><book-title>{escape(blocks[0][1])}</book-title></title-info></description>"
    )
    return f"{head}{described}<body><section>{''.join(parts)}</section></body></FictionBook>\n"


FORMS: dict[str, Callable[[Blocks], str]] = {"txt": _text, "md": _markdown, "fb2": _fiction_book}
