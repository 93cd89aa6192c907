"""Opening: the first time, the second time, and what cannot be opened."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest

from briefing import state
from briefing.library.opening import Opening, open_briefing
from briefing.model import Briefing, Left
from briefing.tui import disk
from briefing.tui.app import BriefingApp
from briefing.tui.screens.library import LibraryScreen
from briefing.tui.screens.reader import ReaderScreen
from briefing.tui.screens.waiting import WaitingScreen
from tests.tui.conftest import press, settle

TEXT = "President Ada Holm of Estonia met Prime Minister Iven Tarr of Latvia in Riga. They agreed on fish.\n"


@pytest.fixture
def app(tmp_path: Path):
    def make(path: str | None) -> BriefingApp:
        return BriefingApp(Opening(path, None, tmp_path / "library", tmp_path / "notes"))

    return make


async def until(pilot, kind: type) -> None:
    for _ in range(200):
        if isinstance(pilot.app.screen, kind):
            break
        await pilot.pause(0.02)
    await settle(pilot)
    assert isinstance(pilot.app.screen, kind)


async def test_a_briefing_opened_before_looks_as_it_did_the_first_time(app, tmp_path: Path) -> None:
    path = tmp_path / "found.txt"
    path.write_text(TEXT)
    seen = []
    for _ in range(2):
        async with app(str(path)).run_test(size=(80, 24)) as pilot:
            await until(pilot, ReaderScreen)
            panes = pilot.app.screen.panes
            seen.append((panes.side.display, panes.contents.size.width, panes.text.size.width))
    assert seen[0] == seen[1]
    assert seen[0][0] is False


async def test_how_a_text_begins_is_shown_while_it_is_read(app, tmp_path: Path, monkeypatch) -> None:
    path = tmp_path / "found.txt"
    path.write_text(f"[red]A title[/] \x1b]0;owned\x07\n\n{TEXT}")
    is_looked_at = Event()

    def read(*given: object) -> Briefing:
        assert is_looked_at.wait(60)
        return open_briefing(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(disk, "open_briefing", read)
    async with app(str(path)).run_test(size=(60, 12)) as pilot:
        try:
            await pilot.pause()
            assert isinstance(pilot.app.screen, WaitingScreen)
            lines = [strip.text.rstrip() for strip in pilot.app.screen._compositor.render_strips()]
            await pilot.pause(1.1)
            later = [strip.text.rstrip() for strip in pilot.app.screen._compositor.render_strips()]
        finally:
            is_looked_at.set()
        await until(pilot, ReaderScreen)
    assert lines[1].startswith("  Reading ")
    assert later[1].startswith("  1 s, q leaves. Reading ") and later[2:] == lines[2:]
    assert lines[3].startswith("  [red]A title[/] ") and "\x1b" not in "".join(lines)
    assert lines[5:7] == [
        "  President Ada Holm of Estonia met Prime Minister Iven",
        "  Tarr of Latvia in Riga. They agreed on fish.",
    ]


async def test_what_is_still_being_read_need_not_be_waited_for(app, tmp_path: Path, monkeypatch) -> None:
    path = tmp_path / "found.txt"
    path.write_text(TEXT)
    may_end = Event()

    def read(*given: object) -> Briefing:
        assert may_end.wait(60)
        return open_briefing(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(disk, "open_briefing", read)
    async with app(str(path)).run_test() as pilot:
        try:
            await pilot.press("q")
            for _ in range(200):
                if pilot.app.return_code is not None:
                    break
                await pilot.pause(0.01)
            assert pilot.app.return_code == 0
        finally:
            may_end.set()


async def test_the_reader_resumes_where_it_was_left(app, tmp_path: Path) -> None:
    path = tmp_path / "found.txt"
    path.write_text(TEXT)
    async with app(str(path)).run_test() as pilot:
        await until(pilot, ReaderScreen)
        await press(pilot, "G")
        await pilot.press("q")
    async with app(str(path)).run_test() as pilot:
        await until(pilot, ReaderScreen)
        screen = pilot.app.screen
        assert screen.briefing.surface(screen.panes.text.position.current).startswith("They agreed")


@pytest.mark.parametrize("name", ["missing.txt", "folder.md", "binary.pdf"])
async def test_what_cannot_be_opened_is_said_and_the_library_offered(app, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name == "folder.md":
        path.mkdir()
    if name == "binary.pdf":
        path.write_bytes(b"%PDF-1.7 ...")
    async with app(str(path)).run_test() as pilot:
        await until(pilot, LibraryScreen)
        assert name in str(pilot.app.screen.query_one("#library-problem").content)


async def test_the_library_lists_the_bundled_briefings_and_opens_one(app) -> None:
    async with app(None).run_test() as pilot:
        await until(pilot, LibraryScreen)
        assert len(pilot.app.screen.volumes.rows) >= 2
        await pilot.press("enter")
        await until(pilot, ReaderScreen)
        await pilot.press("B")
        await until(pilot, LibraryScreen)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, ReaderScreen)


async def test_the_library_begins_at_what_was_read_last(app, tmp_path: Path) -> None:
    folder = tmp_path / "library"
    folder.mkdir()
    for number in range(40):
        path = folder / f"b{number:02}.md"
        path.write_text(f"---\nid: b{number:02}\n---\n\n# B {number}\n\n## One\n\nThey met.\n")
    state.remember("b03", Left())
    state.remember("b31", Left())
    state.remember("in-no-library", Left())
    async with app(None).run_test(size=(80, 24)) as pilot:
        await until(pilot, LibraryScreen)
        volumes = pilot.app.screen.volumes
        for _ in range(500):
            if volumes.volume is not None:
                break
            await pilot.pause(0.02)
        assert volumes.volume.id == "b31"
        assert volumes.scroll_y > 0
        await press(pilot, "j", "enter")
        await until(pilot, ReaderScreen)
        await pilot.press("B")
        await until(pilot, LibraryScreen)
        assert pilot.app.screen.volumes.volume.id == "b32"


def test_the_first_frame_loads_neither_analysis_nor_notes_nor_parsers() -> None:
    """Of a briefing opened before: what it does not need comes after it."""
    import subprocess
    import sys

    parsers = {"pydantic", "yaml", "markdown_it", "tomllib", "tomlkit", "rapidfuzz", "sqlite3", "argparse"}
    anew = f"import sys; [sys.modules.pop(name, None) for name in {parsers!r}]"  # loaded to measure coverage
    code = f"{anew}; import briefing.tui.app; print(*sorted(sys.modules))"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    later = (
        "briefing.analysis",
        "briefing.notes",
        "briefing.document",
        "briefing.sources",
        "briefing.corrections",
    )
    assert not [name for name in loaded if name.startswith(later)]
    assert not parsers & set(loaded)


async def test_nobody_has_to_wait_for_a_text_that_is_read_slowly(app, tmp_path: Path, monkeypatch) -> None:
    import threading

    from briefing.tui import disk

    read_on = threading.Event()

    def slowly(path: str, library: Path):
        read_on.wait(20)
        raise AssertionError("nobody waits for this")

    monkeypatch.setattr(disk, "open_briefing", slowly)
    path = tmp_path / "slow.txt"
    path.write_text(TEXT)
    try:
        instance = app(str(path))
        async with instance.run_test(size=(80, 24)) as pilot:
            shown = ""
            for _ in range(200):
                shown = "\n".join(strip.text for strip in instance.screen._compositor.render_strips())
                if "slow.txt" in shown:
                    break
                await pilot.pause(0.02)
            assert "Reading" in shown
            await pilot.press("q")
            for _ in range(200):
                if instance.return_code is not None:
                    break
                await pilot.pause(0.02)
            assert instance.return_code == 0
    finally:
        read_on.set()
