"""Processes that read end with who asked them, whatever they are at."""

from __future__ import annotations

import multiprocessing
import os
import time
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest

from briefing.library import processes
from briefing.library.processes import Processes


def _sleep(begun: Path) -> None:
    begun.write_text(str(os.getpid()))
    time.sleep(60)


def _is_there(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_they_end_at_once_and_what_was_asked_breaks(tmp_path: Path) -> None:
    begun = tmp_path / "begun"
    reading = Processes(1)
    asked = reading.submit(_sleep, begun)
    while not (begun.exists() and begun.read_text()):
        time.sleep(0.01)
    start = time.monotonic()
    processes.end_all()
    with pytest.raises(BrokenProcessPool):
        asked.result(10)
    for child in multiprocessing.active_children():
        child.join(10)
    assert not _is_there(int(begun.read_text()))
    assert time.monotonic() - start < 5
    with pytest.raises(BrokenProcessPool):
        reading.submit(os.getpid)


def test_they_answer() -> None:
    reading = Processes(1)
    try:
        assert reading.submit(abs, -3).result(60) == 3
    finally:
        reading.end()
