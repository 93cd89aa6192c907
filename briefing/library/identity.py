"""The ids of briefings whose files give them none: the same for the same file, or for the same words."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.model import text_digest

if TYPE_CHECKING:
    from briefing.model import Source


def id_of_path(path: str | os.PathLike[str]) -> str:
    """The stem in plain letters, and six digits that tell files of one name in two folders apart."""
    from briefing.document import slug

    place = sha256(os.fsencode(os.path.abspath(path))).hexdigest()
    return f"{slug(Path(os.fsdecode(path)).stem)}-{place[:6]}"


def id_of_words(source: Source) -> str:
    """For a text that stands in no file."""
    return f"text-{text_digest(source.text)[:12]}"
