"""A server on this machine that answers in many ways."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

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
            case "/shouts":
                self.wfile.write(b"HTTP/1.0 500 \x1b[31m" + b"x" * 9000 + b"\r\n\r\n")
            case "/forbidden":
                self._send(403, b"")
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
