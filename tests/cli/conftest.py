from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from briefing.cli import main
from tests.sources.serving import server

__all__ = ["Done", "library", "run", "server"]


@dataclass
class Done:
    status: int
    out: str
    err: str


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., Done]:
    """Run a command as if from a shell without a terminal."""

    def call(*argv: object) -> Done:
        try:
            status = main([str(word) for word in argv])
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else 1
        captured = capsys.readouterr()
        assert "Traceback" not in captured.err
        return Done(status, captured.out, captured.err)

    return call


@pytest.fixture
def library(run, seed, monkeypatch):
    """A library that holds the seed's briefing, under the id ``seed``."""
    monkeypatch.chdir(seed.parent.parent)
    assert run("import", f"seeds/{seed.name}", "--id", "seed", "--title", "The seed").status == 0
