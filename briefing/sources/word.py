"""Word documents."""

from __future__ import annotations

import io
import re

from briefing.errors import SourceError
from briefing.sources import archive, html
from briefing.sources.found import Found

_BACK_LINK = re.compile(r'<a href="#[^"]*">↑</a>')


def read(data: bytes, name: str = "This Word document") -> Found:
    """Raises SourceError where it is damaged, a trap, or without words."""
    import mammoth

    archive.opened(data, name)
    made = mammoth.convert_to_html(
        io.BytesIO(data),
        convert_image=mammoth.images.img_element(lambda _: {}),
        include_embedded_style_map=False,
        style_map="p[style-name='Title'] => h1:fresh\np[style-name='Subtitle'] => h2:fresh",
    )
    found = html.read_fragment(_BACK_LINK.sub("", made.value))
    if not found.text.strip():
        raise SourceError("This Word document holds no words; save as text what it shows.")
    top = next(
        (found.text[start:end] for start, end, level in found.headings if level == 1 and start == 0), ""
    )
    return Found(found.text, found.headings, " ".join(top.split()), notices=found.notices)
