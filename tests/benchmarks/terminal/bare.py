"""The least that a Textual application can be: the beginning of a text in one widget."""

import sys
from pathlib import Path
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.widgets import Static


class Bare(App[None]):
    BINDINGS: ClassVar[list[BindingType]] = [("q", "quit", "Quit")]

    def compose(self) -> ComposeResult:
        with Path(sys.argv[1]).open(encoding="utf-8") as text:
            yield Static(text.read(3000), markup=False)


Bare().run()
