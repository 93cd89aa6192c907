"""Counts, marks of a trail, labels: small things that wait for a key."""

from urllib.parse import urlsplit

import pytest

from briefing.tui.addresses import real
from briefing.tui.clipboard import tool
from briefing.tui.screens.wayfinding import labels, plain_address
from briefing.tui.widgets.pending import Pending
from briefing.tui.widgets.trail import Trail


def test_a_count_is_used_up() -> None:
    pending = Pending()
    assert not pending.add_digit("0")
    assert all(map(pending.add_digit, "105"))
    assert not pending.add_digit("x")
    assert (str(pending), pending.take_count(), pending.take_count()) == ("105", 105, None)


def test_back_and_forward() -> None:
    trail = Trail()
    assert trail.back(0) is None
    for place in (0, 10, 20):
        trail.leave(place)
    assert trail.last == 20
    assert (trail.back(30), trail.back(20), trail.forward(10), trail.forward(20)) == (20, 10, 20, 30)
    assert trail.forward(30) is None
    trail.back(30)
    trail.leave(5)
    assert trail.forward(5) is None


def test_labels_never_begin_one_another() -> None:
    for count in (1, 26, 27, 400):
        found = labels(count)
        assert len(set(found)) == count
        assert not any(a != b and b.startswith(a) for a in found for b in found)


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://example.org/a?b#c", "https://example.org/a?b#c"),
        ("https://ехample.org/", "https://xn--ample-ywe6i.org/"),
        ("https://EХAMPLE.org/", "https://xn--eample-bsf.org/"),
        (
            "https://пример@пример.org:8/ü?q=ю",
            "https://%D0%BF%D1%80%D0%B8%D0%BC%D0%B5%D1%80@xn--e1afmkfd.org:8/%C3%BC?q=%D1%8E",
        ),
        ("https://[::1]:8080/x", "https://[::1]:8080/x"),
        ("https://exa\u202emple.org/", None),
        ("http://[bad", "http://[bad"),
    ],
)
def test_an_address_is_shown_as_it_is(address: str, shown: str | None) -> None:
    found = plain_address(address)
    there = real(address)
    assert there is None or there.address == found
    assert found.isascii() or shown is None
    assert "\u202e" not in found
    if shown is not None:
        assert found == shown


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://www.mfa.example@evil.example/", "evil.example"),
        ("https://www.mfa.example:80@evil.example", "evil.example"),
        ("HTTPS://Example.ORG", "example.org"),
        ("https://straße.example", "strasse.example"),
        ("https://evil.example\\@www.mfa.example/", None),
        ("https://evil.example%2f@x", "x"),
        ("https://a b/", None),
        ("https:///path", None),
        ("https://a..b/", None),
        ("https://" + "a" * 70 + ".org", None),
        ("https://a:99999/", None),
        ("https://a:b/", None),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("smb://host/x", None),
        ("ssh://-oProxyCommand=x", None),
        ("mailto:a@b.org", None),
        ("https://\ud800/", None),
        ("http://[bad", None),
    ],
)
def test_where_an_address_leads(address: str, host: str | None) -> None:
    there = real(address)
    assert (there and there.host) == host
    if there:
        assert there.address.isascii()
        assert there.address.isprintable()
        assert urlsplit(there.address).hostname == host
        assert real(there.address) == there


@pytest.mark.parametrize(
    ("environment", "there", "command"),
    [
        ({}, (), None),
        ({"DISPLAY": ":0"}, ("xclip", "xsel"), "xclip"),
        ({"DISPLAY": ":0"}, ("xsel",), "xsel"),
        ({"WAYLAND_DISPLAY": "w", "DISPLAY": ":0"}, ("wl-copy", "xclip"), "wl-copy"),
        ({"TMUX": "x", "DISPLAY": ":0"}, ("tmux", "xclip"), "tmux"),
        ({"SSH_TTY": "x", "DISPLAY": ":0"}, ("xclip",), None),
        ({"SSH_TTY": "x", "TMUX": "x"}, ("tmux",), "tmux"),
        ({}, ("pbcopy",), "pbcopy"),
    ],
)
def test_the_tool_for_the_clipboard(environment, there, command) -> None:
    found = tool(environment, lambda name: name if name in there else None)
    assert (found[0] if found else None) == command
