"""How a briefing was left, kept from one day to the next."""

import pytest

from briefing import paths, state
from briefing.model import Left

LEFT = Left(120, {"a": 7, "é": 0}, "free trade", pattern=True, width=66, view="notes", closed=True, panel=40)


def test_it_is_remembered():
    assert state.left("a") == Left()
    state.remember("a", Left(1))
    state.remember("b", Left(7))
    state.remember("a", LEFT)
    assert (state.left("a"), state.left("b")) == (LEFT, Left(7))
    assert state.recent() == ("a", "b")


def test_what_an_earlier_version_kept_is_read():
    paths.state().mkdir(parents=True)
    (paths.state() / "positions.json").write_bytes(b'{"a": 12, "b": {"offset": 3, "more": 1}}')
    assert (state.left("a"), state.left("b")) == (Left(12), Left(3))


@pytest.mark.parametrize(
    "content",
    [
        *(b"", b"junk", b"[]", b"\xff", b'{"a": "x"}', b'{"a": -1}', b'{"a": {"offset": -1}}'),
        *(b'{"a": {"offset": true}}', b'{"a": {"marks": {"ab": 1}}}', b'{"a": {"marks": {"a": "x"}}}'),
        b'{"a": {"words": 5}}',
    ],
)
def test_what_is_lost_costs_nothing(content):
    paths.state().mkdir(parents=True)
    (paths.state() / "positions.json").write_bytes(content)
    assert state.left("a") == Left()
    state.remember("a", LEFT)
    assert state.left("a") == LEFT


def test_it_is_bounded(monkeypatch):
    monkeypatch.setattr(state, "KEPT", 2)
    for number in range(4):
        state.remember(str(number), Left(1))
    assert [state.left(str(number)).offset for number in range(4)] == [0, 0, 1, 1]


def test_a_state_that_cannot_be_written_is_no_error():
    paths.state().parent.mkdir(parents=True)
    paths.state().write_text("")
    state.remember("a", LEFT)
    assert state.left("a") == Left()
