"""Counts, marks of a trail, labels: small things that wait for a key."""

import pytest

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
        ("https://exa\u202emple.org/", None),
        ("http://[bad", "http://[bad"),
    ],
)
def test_an_address_is_shown_as_it_is(address: str, shown: str | None) -> None:
    found = plain_address(address)
    assert found.isascii() or shown is None
    assert "\u202e" not in found
    if shown is not None:
        assert found == shown


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
