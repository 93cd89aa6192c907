"""Against a server on this machine: nothing here goes to the network."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from briefing.errors import SourceError
from briefing.sources import fetching
from tests.sources.made import PAGE


class Answers(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        match self.path:
            case "/page":
                self._send(200, PAGE.encode(), "text/html; charset=koi8-r")
            case "/moved":
                self._send(302, b"", location="/page")
            case "/to-a-file":
                self._send(302, b"", location="file:///etc/passwd")
            case "/to-ftp":
                self._send(301, b"", location="ftp://127.0.0.1/x")
            case "/round":
                self._send(302, b"", location="/round")
            case "/large":
                self._send(200, b"x" * 2000)
            case "/drips":
                self.send_response(200)
                self.end_headers()
                for _ in range(100):
                    try:
                        self.wfile.write(b"x" * 70_000)
                    except OSError:
                        return
                    time.sleep(0.02)
            case "/silent":
                time.sleep(1)
            case "/junk":
                self.wfile.write(b"no answer at all\r\n\r\n")
            case _:
                self._send(404, b"")

    def _send(self, status: int, data: bytes, kind: str = "text/plain", location: str = "") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        if location:
            self.send_header("Location", location)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as running:
        thread = threading.Thread(target=running.serve_forever, args=(0.01,))
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()
        thread.join()


def test_a_page_comes_with_where_and_when(server: str) -> None:
    page = fetching.fetch(f"{server}/moved")
    assert page.data == PAGE.encode()
    assert (page.url, page.charset) == (f"{server}/page", "koi8-r")
    assert page.retrieved.endswith("Z")
    assert len(page.retrieved) == 20


REFUSED = {
    "/none": "the server says 404 Not Found",
    "/to-a-file": "file:///etc/passwd",
    "/to-ftp": "leads to ftp://127.0.0.1/x, which is no address",
    "/round": "cannot be had",
    "/junk": "cannot be had",
    "/silent": "timed out",
}


@pytest.mark.parametrize(("path", "reason"), REFUSED.items())
def test_what_cannot_be_had_is_told(server: str, path: str, reason: str) -> None:
    with pytest.raises(SourceError, match=reason):
        fetching.fetch(server + path, seconds=0.2)


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
