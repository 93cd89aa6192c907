"""Two readouts of one meeting from a notebook or a script, read as the reader reads them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from briefing import paths
from briefing.library import lexicons
from briefing.model import Briefing

if TYPE_CHECKING:
    from briefing.comparison import Comparison

_Readable = Briefing | str | os.PathLike[str]


def compare(a: _Readable, b: _Readable, library: str | os.PathLike[str] | None = None) -> Comparison:
    """What two sides say of one meeting, issue by issue: briefings, or the files that hold them.

    ``library`` is the folder whose own lexicon counts. Raises FileError when a file cannot be read.
    """
    from briefing.comparison import compare as compared
    from briefing.library.opening import open_briefing

    folder = Path(library) if library else paths.library()
    one, other = (found if isinstance(found, Briefing) else open_briefing(found, folder) for found in (a, b))
    return compared(one, other, lexicons.of_library(folder))
