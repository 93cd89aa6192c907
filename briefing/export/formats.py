"""The kinds of document that notes are put into, by name. Each is loaded when it is used."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing.model import Briefing
    from briefing.notes import Notebook


@dataclass(frozen=True, slots=True)
class Format:
    extension: str
    """Of its files."""
    module: str
    function: str

    def render(self, noted: Iterable[tuple[Briefing, Notebook]]) -> str:
        home = import_module(f"briefing.export.{self.module}")
        text: str = getattr(home, self.function)(noted)
        return text


FORMATS = {
    "markdown": Format(".md", "markdown", "as_markdown"),
    "html": Format(".html", "html", "as_html"),
    "json": Format(".json", "annotations", "as_annotations"),
    "csv": Format(".csv", "table", "as_csv"),
}


def render(name: str, noted: Iterable[tuple[Briefing, Notebook]]) -> str:
    """The notes of some briefings as a document of one of ``FORMATS``."""
    return FORMATS[name].render(noted)
