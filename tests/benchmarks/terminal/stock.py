"""Textual's own viewer of Markdown, as its documentation shows it."""

import sys
from pathlib import Path
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.widgets import MarkdownViewer


class Stock(App[None]):
    BINDINGS: ClassVar[list[BindingType]] = [("q", "quit", "Quit")]

    def compose(self) -> ComposeResult:
        yield MarkdownViewer(Path(sys.argv[1]).read_text(encoding="utf-8"))

    def on_mount(self) -> None:
        self.query_one(MarkdownViewer).focus()


Stock().run()
