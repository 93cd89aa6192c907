"""Web addresses as a browser takes them: all in ASCII, so that no letter deceives who is asked about one."""

from __future__ import annotations

from typing import NamedTuple

_KEPT = "%/:?#[]@!$&'()*+,;=~"
"""What stands for itself in an address."""


class Real(NamedTuple):
    """Where an address leads."""

    address: str
    host: str


def real(address: str) -> Real | None:
    """What a browser is given; None for what is no address of the web, or nobody can tell where it leads."""
    from urllib.parse import quote, urlsplit

    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = f":{parts.port}" if parts.port is not None else ""
    except ValueError:
        return None
    plain = all(letter.isalnum() or letter in "-._:" for letter in host)
    if parts.scheme.lower() not in ("http", "https") or not host or not plain or "\\" in address:
        # Browsers take a backslash for a slash, and so find another host in the address than this one.
        return None
    named = f"[{host}]" if ":" in host else host
    user = f"{quote(parts.netloc.rpartition('@')[0], safe=_KEPT)}@" if "@" in parts.netloc else ""
    rest = address.partition("//")[2][len(parts.netloc) :]
    made = f"{parts.scheme.lower()}://{user}{named}{port}{quote(rest, safe=_KEPT, errors='replace')}"
    return Real(made, host)
