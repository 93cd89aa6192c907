"""Against a server on this machine: nothing here goes to the network."""

from __future__ import annotations

import pytest

from briefing.errors import SourceError
from briefing.sources import fetching
from tests.sources.made import PAGE


def test_a_page_comes_with_where_and_when(server: str) -> None:
    page = fetching.fetch(f"{server}/moved")
    assert page.data == PAGE.encode()
    assert (page.url, page.charset) == (f"{server}/page", "koi8-r")
    assert page.retrieved.endswith("Z")
    assert len(page.retrieved) == 20


REFUSED = {
    "/none": "the server says 404 Not Found; see whether the address is right",
    "/forbidden": "the server says 403 Forbidden; save the page with a browser and import that",
    "/to-a-file": "file:///etc/passwd",
    "/to-ftp": "leads to ftp://127.0.0.1/x, which is no address",
    "/round": "cannot be had",
    "/junk": "cannot be had",
    "/silent": "timed out",
    "/shouts": "the server says 500 .\\[31mx+; save the page",
}


@pytest.mark.parametrize(("path", "reason"), REFUSED.items())
def test_what_cannot_be_had_is_told(server: str, path: str, reason: str) -> None:
    with pytest.raises(SourceError, match=reason) as caught:
        fetching.fetch(server + path, seconds=0.2)
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 500


def test_no_more_is_read_than_a_readout_has(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "LIMIT", 1000)
    with pytest.raises(SourceError, match="more than the 1,000 bytes"):
        fetching.fetch(f"{server}/large")


def test_what_drips_is_given_up(server: str) -> None:
    with pytest.raises(SourceError, match="so slowly"):
        fetching.fetch(f"{server}/drips", whole=0.1)


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://a/b", "http://", "http://[::1", "gopher://a", "x"]
)
def test_other_addresses_are_none(url: str) -> None:
    with pytest.raises(SourceError, match="is no address that begins with http"):
        fetching.fetch(url)


def test_nobody_there() -> None:
    with pytest.raises(SourceError, match="cannot be had: connection refused"):
        fetching.fetch("http://127.0.0.1:9/")
