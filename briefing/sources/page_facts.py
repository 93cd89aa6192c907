"""What a web page says of itself: title, day, publisher, address. Its own records count before its looks."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from briefing.sources.dates import day_of, days_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lxml.html import HtmlElement

    from briefing.sources.page_blocks import PageBlock

_DATES = (
    *("article:published_time", "og:published_time", "datepublished", "dc.date.issued", "dcterms.issued"),
    *("dc.date", "dcterms.date", "dcterms.created", "dc.date.created", "date", "pubdate", "publishdate"),
    *("publish-date", "publication_date", "parsely-pub-date", "citation_publication_date", "citation_date"),
    *("sailthru.date", "release_date", "last-modified"),
)
_TITLES = ("og:title", "dc.title", "dcterms.title", "citation_title", "twitter:title", "headline", "title")
_SITES = ("og:site_name", "dc.publisher", "dcterms.publisher", "citation_publisher", "publisher")
_URLS = ("og:url", "dc.identifier", "citation_public_url")
_OFFICIAL = re.compile(
    r"\b(?:ministry|minist[eè]re|ministers?|president|presidency|presidential|government|department|state|foreign"
    r"|external|office|embassy|consulate|mission|council|commission|union|nations|nato|asean|secretariat"
    r"|parliament|senate|house|kremlin|palace|chancellery|cabinet|republic|kingdom|treaty)\b",
    re.IGNORECASE,
)
_OFFICIAL_HOST = re.compile(
    r"(?:^|\.)(?:gov|mil|int|gob|gouv|govt|go|mfa|gv|admin|bund)(?:\.[a-z]{2})?$|(?:^|\.)(?:mfa|mofa|president|pm|government)\.",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s+[-–—|•·»:]+\s+|\s*[|»]\s*")
_NEAR = 6
_JSON_LIMIT = 500_000

_AROUND = "".join(map(chr, range(33)))
_WITHIN = dict.fromkeys(map(ord, "\t\n\r"))
"""What browsers leave out around an address, and within it (WHATWG, URL, 4.4)."""


@dataclass(frozen=True, slots=True)
class PageFacts:
    title: str = ""
    date: str = ""
    issuer: str = ""
    url: str = ""


@dataclass(slots=True)
class _Records:
    """What stands in the head of a page, by name, the first of each."""

    fields: dict[str, str] = field(default_factory=dict)

    def first(self, names: Iterable[str]) -> str:
        return next((self.fields[name] for name in names if self.fields.get(name)), "")

    def add(self, name: object, value: object) -> None:
        if isinstance(name, str) and isinstance(value, str) and value.strip():
            self.fields.setdefault(name.strip().lower(), " ".join(value.split()))


def facts_of(root: HtmlElement, blocks: Sequence[PageBlock]) -> PageFacts:
    """What a page tells of itself. ``blocks`` is everything that it shows, its furniture too."""
    records = _records(root)
    url = _address(records.first(_URLS) or _link(root, "canonical"))
    title = _title(root, records, blocks)
    month_first = (root.get("lang") or "").lower().startswith("en-us")
    words = " ".join(block.text for block in blocks)
    date = day_of(records.first(_DATES), words, month_first=month_first)
    if not date:
        date = _shown_day(root, blocks, title)
    return PageFacts(title, date, _issuer(records, url), url)


def _records(root: HtmlElement) -> _Records:
    records = _Records()
    for script in root.iter("script"):
        if (script.get("type") or "").strip().lower() == "application/ld+json":
            _add_linked_data(records, script.text or "")
    for meta in root.iter("meta"):
        for key in ("property", "name", "itemprop"):
            records.add(meta.get(key), meta.get("content"))
    return records


def _add_linked_data(records: _Records, text: str) -> None:
    """Schema.org's record of an article: of all records in a page the one that has a headline."""
    try:
        values = json.loads(text) if len(text) <= _JSON_LIMIT else None
    except (ValueError, RecursionError):
        return
    for record in _objects(values):
        kind = record.get("@type")
        named = record.get("headline") or (record.get("name") if "datePublished" in record else None)
        if named:
            records.add("headline", named)
            records.add("datepublished", record.get("datePublished") or record.get("dateCreated"))
            publisher = record.get("publisher") or record.get("sourceOrganization")
            if isinstance(publisher, dict):
                records.add("publisher", publisher.get("name"))
            address = record.get("url") or record.get("mainEntityOfPage")
            records.add("og:url", address)
        elif kind in ("GovernmentOrganization", "WebSite", "Organization"):
            records.add("og:site_name", record.get("name"))


def _objects(values: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - whatever JSON can hold
    waiting = [values]
    while waiting:
        one = waiting.pop(0)
        if isinstance(one, dict):
            yield one
            waiting += [one[key] for key in ("@graph", "mainEntity") if key in one]
        elif isinstance(one, list):
            waiting += one[:100]


def _link(root: HtmlElement, kind: str) -> str:
    links = (link.get("href", "") for link in root.iter("link") if (link.get("rel") or "").lower() == kind)
    return next(iter(links), "")


def _address(value: str) -> str:
    """A web address, as browsers read it; nothing where it is something else."""
    address = value.strip(_AROUND).translate(_WITHIN)
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    is_clean = not any(letter < " " for letter in address)
    is_address = parts.scheme in ("http", "https") and bool(parts.netloc) and len(address) < 2000
    return address if is_address and is_clean else ""


def _title(root: HtmlElement, records: _Records, blocks: Sequence[PageBlock]) -> str:
    """The heading that the page's records name too; else what they say without the name of the site."""
    told = " ".join("".join(next(iter(root.iter("title")), root.makeelement("title")).itertext()).split())
    named = records.first(_TITLES)
    site = records.first(_SITES)
    known = _folded(f"{told} {named}")
    headings = [" ".join(block.text.split()) for block in blocks if block.level == 1]
    for heading in headings:
        if len(heading) > 3 and _folded(heading) in known:
            return heading
    if len(headings) == 1 and not known:
        return headings[0]
    return _without_site(named or told, site, blocks) or (headings[0] if len(headings) == 1 else "")


def _without_site(title: str, site: str, blocks: Sequence[PageBlock]) -> str:
    """``Ministers meet - News - Portal`` without what only tells where it stands."""
    ends = [match.span() for match in _BETWEEN.finditer(title)]
    shown = {_folded(block.text) for block in blocks}
    for end, _ in reversed([*ends, (len(title), 0)]):
        if _folded(title[:end]) in shown:
            return title[:end]
    for start, _ in ends:
        if site and _folded(title[start:].strip(" -–—|•·»:")) == _folded(site):
            return title[:start]
    return title


def _shown_day(root: HtmlElement, blocks: Sequence[PageBlock], title: str) -> str:
    """The day that the page shows: in an element for times, or in a line of its own by the title."""
    for time in root.iter("time"):
        if day := day_of(time.get("datetime", "") or "".join(time.itertext())):
            return day
    wanted = _folded(title)
    near = next((at for at, block in enumerate(blocks) if wanted and _folded(block.text) == wanted), None)
    if near is None:
        return ""
    around = sorted(
        range(max(0, near - _NEAR), min(len(blocks), near + _NEAR + 1)), key=lambda at: abs(at - near)
    )
    for at in around:
        days = days_in(blocks[at].text) if len(blocks[at].text) < 60 else []
        if len(days) == 1:
            return days[0]
    return ""


def _issuer(records: _Records, url: str) -> str:
    """Who publishes the page, if that is an office of a state: a newspaper issues no readouts."""
    site = records.first(_SITES)
    host = urlsplit(url).hostname or ""
    return site if site and (is_official(site) or _OFFICIAL_HOST.search(host)) else ""


def is_official(name: str) -> bool:
    """Whether a publisher or sender calls itself an office of a state or of several."""
    return _OFFICIAL.search(name) is not None


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
