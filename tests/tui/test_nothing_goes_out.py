"""Reading asks nobody: no connection, no other program, no link that a terminal would follow."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from briefing.tui.addresses import real
from briefing.tui.safety import SAFE
from briefing.tui.wishes import AddressChosen
from tests.tui.conftest import Open, press, press_only, reader_of, settle
from tests.tui.samples import ministers
from tests.tui.test_drafts_in_terminal import Terminal

OUTSIDE = (
    *("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo"),
    *("socket.gethostbyname", "socket.gethostbyaddr", "urllib.Request", "http.client", "webbrowser.open"),
    *("os.system", "os.exec", "os.posix_spawn", "os.spawn", "subprocess.Popen", "ftplib", "smtplib"),
)
"""Events of Python's audit that tell of a connection, or of another program."""
LINKS = (
    "https://port.example/a, [a](javascript:alert(1)), [b](file:///etc/passwd), <smb://host/x>, "
    "[@click=app.quit]c[/], [link=file:///etc/passwd]d[/link], "
    "\x1b]8;;file:///etc/passwd\x1b\\e\x1b]8;;\x1b\\, \x9d8;;https://evil.example\x9cf\x9d8;;\x9c"
)


@cache
def heard() -> list[str]:
    """What Python has told of since this was first asked; a hook cannot be taken away again."""
    events: list[str] = []
    sys.addaudithook(lambda event, _: events.append(event) if event.startswith(OUTSIDE) else None)
    return events


def test_the_ear_is_open(tmp_path: Path) -> None:
    import socket

    heard().clear()
    with socket.socket() as one, pytest.raises(OSError):
        one.connect(("127.0.0.1", 1))
    assert heard() == ["socket.connect"]


async def test_a_reading_session_asks_nobody(reading: Open) -> None:
    plain = ministers()
    linked = replace(plain, source=replace(plain.source, url="https://source.example/x"))
    async with reading(linked) as pilot:
        heard().clear()
        await press(pilot, "right_square_bracket", "j", "slash", *"amber", "enter", "n", "i", "i", "j")
        await press(pilot, "x", "a", *"words", "ctrl+s", "question_mark", "escape", "G", "f", "escape")
        await press_only(pilot, "o")
        await pilot.pause(0.1)
        await press(pilot, "escape")
        assert heard() == []


NOT_AS_SHOWN = (
    *(
        "file:///etc/passwd",
        "javascript:alert(1)",
        "smb://host/x",
        "ssh://-oProxyCommand=x",
        "mailto:a@b.org",
    ),
    *("https://evil.example\\@www.mfa.example/", "https://ехample.org/", "HTTPS://EXAMPLE.ORG/", "x", ""),
)


async def test_what_was_not_shown_as_it_is_opens_nothing(reading: Open, monkeypatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", lambda one: not opened.append(one))
    async with reading() as pilot:
        for address in NOT_AS_SHOWN:
            there = real(address)
            assert there is None or there.address != address
            reader_of(pilot).post_message(AddressChosen(address))
            await settle(pilot)
        assert opened == []
        reader_of(pilot).post_message(AddressChosen("https://example.org/"))
        await settle(pilot)
        assert opened == ["https://example.org/"]


@pytest.mark.parametrize(
    ("link", "kept"),
    [
        *(
            (f"{scheme}://example.org/", scheme in ("http", "https"))
            for scheme in ("http", "https", "ftp", "smb")
        ),
        ("mailto:a@example.org", True),
        ("file:///etc/passwd", False),
        ("javascript:alert(1)", False),
        ("https://ехample.org/", False),
        ("https://example.org/\x1b\\", False),
        ("//example.org", False),
    ],
)
def test_a_link_that_a_widget_would_draw(link: str, kept: bool) -> None:
    (shown,) = SAFE.apply([Segment("words", Style(link=link, bold=True))], Color(0, 0, 0))
    assert shown.style is not None
    assert bool(shown.style.link) == kept
    assert shown.style.bold


def test_the_terminal_is_given_no_link(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path, LINKS)
    try:
        terminal.wait_for(b"passwd")
        terminal.read(0.3)
        terminal.type("f")
        terminal.type("\x1b")
        terminal.read(0.3)
        assert b"\x1b]8" not in terminal.shown
        assert "\x9d".encode() not in terminal.shown
    finally:
        os.kill(terminal.process, 9)
        os.waitpid(terminal.process, 0)
