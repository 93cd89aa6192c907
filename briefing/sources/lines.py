"""JSON Lines: a readout a line, with a field for its text."""

from __future__ import annotations

import json
import re
from typing import Any

from briefing.errors import SourceError
from briefing.sources.dates import day_of
from briefing.sources.found import Found

_TEXTS = ("text", "content", "body", "article", "maintext", "full_text", "html", "words")
_TITLES = ("title", "headline", "name", "subject")
_DATES = ("date", "published", "date_published", "published_at", "published_time", "pubdate", "release_date")
_ISSUERS = ("issuer", "publisher", "organisation", "organization", "institution")
_URLS = ("url", "source_url", "link", "uri", "canonical_url")
_MARKUP = re.compile(r"</(?:p|div|h[1-6]|body|html|span)\s*>|<br\s*/?>", re.IGNORECASE)


def read(line: bytes) -> tuple[Found, str]:
    """What a line tells, and its text as markup where it is that. Raises SourceError where it has none."""
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise SourceError("This line is no JSON; write one record a line, in braces.") from error
    if not isinstance(record, dict):
        raise SourceError("This line holds no record; write one record a line, in braces.")
    told = {str(key).lower(): value for key, value in record.items()}
    text = _first(told, _TEXTS)
    if not text.strip():
        raise SourceError(
            f"This line has no field for a text; call it {', '.join(_TEXTS[:2])} or {_TEXTS[2]}."
        )
    url = _first(told, _URLS)
    found = Found(
        text.replace("\r\n", "\n").replace("\r", "\n"),
        title=" ".join(_first(told, _TITLES).split()),
        date=day_of(_first(told, _DATES), text),
        issuer=" ".join(_first(told, _ISSUERS).split()),
        url=url if url.startswith(("http://", "https://")) else "",
    )
    return found, text if _MARKUP.search(text) else ""


def _first(record: dict[str, Any], names: tuple[str, ...]) -> str:
    return next(
        (record[name] for name in names if isinstance(record.get(name), str) and record[name].strip()), ""
    )
