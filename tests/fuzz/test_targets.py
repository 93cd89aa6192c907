"""What the targets say, on known inputs and on some that were spoilt a little; the long form on many more."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.seeds import seeds, tokens
from tests.fuzz.targets import TARGETS

EXAMPLES, LONG = 25, 3000
PLAIN = settings(deadline=None, suppress_health_check=list(HealthCheck))


@st.composite
def spoilt(draw: st.DrawFn, name: str) -> bytes:
    """A known input in which a few pieces are others."""
    data = bytearray(draw(st.sampled_from(seeds(name))))
    piece = st.sampled_from(tokens(name)) | st.binary(max_size=8)
    for _ in range(draw(st.integers(0, 5))):
        at = draw(st.integers(0, len(data)))
        data[at : at + draw(st.sampled_from((0, 0, 1, 3, 20, 200)))] = draw(piece)
    return bytes(data)


@pytest.mark.parametrize("name", TARGETS)
def test_known_inputs(name: str) -> None:
    assert seeds(name)
    for data in (b"", *seeds(name), *tokens(name)):
        TARGETS[name](data)


@pytest.mark.parametrize("name", TARGETS)
def test_spoilt_inputs(name: str) -> None:
    _try(name, EXAMPLES)


@pytest.mark.long
@pytest.mark.parametrize("name", TARGETS)
def test_many_spoilt_inputs(name: str) -> None:
    _try(name, LONG)


def _try(name: str, examples: int) -> None:
    @settings(PLAIN, max_examples=examples)
    @given(spoilt(name) | st.binary(max_size=200))
    def holds(data: bytes) -> None:
        TARGETS[name](data)

    holds()
