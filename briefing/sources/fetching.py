"""A page from the network, for who asked for it by its address. Nothing else in the package goes there."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from http.client import HTTPException
from typing import TYPE_CHECKING
from urllib import request
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit

from briefing.errors import SourceError
from briefing.files import LIMIT, shown

if TYPE_CHECKING:
    from email.message import Message
    from http.client import HTTPResponse
    from typing import IO

SECONDS = 15.0
"""Of silence, after which nobody waits any longer."""
WHOLE = 60.0
"""Seconds for all of it, however steadily it drips."""
_SCHEMES = ("http", "https")
_PART = 65536
_SAID = 200


@dataclass(frozen=True, slots=True)
class Page:
    data: bytes
    url: str
    """Where it was found in the end."""
    retrieved: str
    """ISO 8601, UTC, to the second."""
    charset: str = ""


def fetch(url: str, seconds: float = SECONDS, whole: float = WHOLE) -> Page:
    """Raises SourceError where nothing could be had from there."""
    _check_scheme(url, url)
    asked = request.Request(url, headers={"User-Agent": "briefing", "Accept": "*/*"})  # noqa: S310 - the scheme was checked
    deadline = time.monotonic() + whole
    try:
        with _opener().open(asked, timeout=seconds) as answer:
            data = _body(answer, url, deadline)
            charset = answer.headers.get_content_charset() or ""
            return Page(data, answer.url, _now(), charset)
    except HTTPError as error:
        error.close()  # it is an answer, and keeps the connection
        gone = error.code in (404, 410)  # for a browser too
        advice = (
            "see whether the address is right" if gone else "save the page with a browser and import that"
        )
        raise SourceError(
            f"{shown(url)} cannot be had: the server says {error.code} {_first_line(error.reason)}; {advice}."
        ) from error
    except (URLError, HTTPException, OSError, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        raise SourceError(
            f"{shown(url)} cannot be had: {_clause(reason)}; "
            "see whether the address is right and the network is there."
        ) from error


class _Redirects(request.HTTPRedirectHandler):
    """Follows only to where it was allowed to go in the first place."""

    max_redirections = 5

    def redirect_request(
        self, req: request.Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> request.Request | None:
        try:
            _check_scheme(newurl, req.full_url)
        except SourceError:
            fp.close()
            raise
        return super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]


def _opener() -> request.OpenerDirector:
    """One that knows no files and no FTP."""
    opener = request.OpenerDirector()
    for handler in (
        request.ProxyHandler(),
        request.HTTPHandler(),
        request.HTTPSHandler(),
        request.HTTPDefaultErrorHandler(),
        request.HTTPErrorProcessor(),
        _Redirects(),
    ):
        opener.add_handler(handler)
    return opener


def _check_scheme(url: str, asked: str) -> None:
    try:
        parts = urlsplit(url)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme.lower() not in _SCHEMES or not parts.hostname:
        where = "is no address" if url == asked else f"leads to {shown(url)}, which is no address"
        raise SourceError(f"{shown(asked)} {where} that begins with http:// or https://.")


def _body(answer: HTTPResponse, url: str, deadline: float) -> bytes:
    data = bytearray()
    while part := answer.read(_PART):
        data += part
        if len(data) > LIMIT:
            raise SourceError(
                f"{shown(url)} has more than the {LIMIT:,} bytes that are read; "
                "save its text and import that."
            )
        if time.monotonic() > deadline:
            raise SourceError(
                f"{shown(url)} comes so slowly that it was given up; "
                "save the page with a browser and import that."
            )
    return bytes(data)


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _clause(reason: object) -> str:
    text = _first_line(getattr(reason, "strerror", None) or str(reason)) or type(reason).__name__
    return text[:1].lower() + text[1:]


def _first_line(told: str) -> str:
    """What a server says may be of any length, in many lines, and no words at all."""
    return shown(told.strip().partition("\n")[0].strip()[:_SAID]).rstrip(".")
