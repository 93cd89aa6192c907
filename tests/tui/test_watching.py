"""A file that another program writes is noticed, once for each time."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from briefing.tui import watching
from briefing.tui.watching import Watch


async def until(told: list[str], count: int) -> None:
    for _ in range(500):
        if len(told) >= count:
            return
        await asyncio.sleep(0.01)


async def test_each_change_is_told_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "EVERY", 0.02)
    path, told = tmp_path / "notes.md", []
    watch = Watch(lambda: path, lambda: told.append(path.read_text() if path.exists() else "absent"))
    watch.begin()
    await until(told, 1)
    path.write_text("one")
    await until(told, 2)
    path.write_text("another")
    await until(told, 3)
    path.unlink()
    await until(told, 4)
    await asyncio.sleep(0.2)
    watch.end()
    assert (told[0], told[-1]) == ("absent", "absent")
    assert {"one", "another"} >= set(told[1:-1]) and told[-2] == "another"
    assert len(told) <= 6, "what stays as it is is not told again"


async def test_without_a_file_nothing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "EVERY", 0.01)
    told: list[int] = []
    watch = Watch(lambda: None, lambda: told.append(1))
    watch.begin()
    await asyncio.sleep(0.1)
    watch.end()
    assert told == []
