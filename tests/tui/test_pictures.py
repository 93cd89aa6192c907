"""Pictures of each screen, after what it holds was asserted elsewhere; the README shows one of them.

``pytest tests/tui/test_pictures.py --snapshot-update`` makes them anew.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing import paths
from briefing.library.opening import Opening
from briefing.tui.app import BriefingApp

NEXT = "right_square_bracket"


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> BriefingApp:
    """The reader on the bundled readout."""
    from textual.widgets import Input, TextArea

    monkeypatch.setattr(TextArea, "cursor_blink", False)
    monkeypatch.setattr(Input, "cursor_blink", False)
    path = paths.bundled_content() / "pm-khan-president-putin-kremlin.md"
    return BriefingApp(Opening(str(path), None, tmp_path / "library", tmp_path / "notes"))


async def ready(pilot) -> None:
    from tests.tui.conftest import settle

    await settle(pilot)
    while pilot.app.reader is None:
        await pilot.pause(0.05)
    await settle(pilot)


def after(*keys: str):
    async def run(pilot) -> None:
        from tests.tui.conftest import press

        await ready(pilot)
        await press(pilot, *keys)
        pilot.app.clear_notifications()
        await pilot.pause()

    return run


def test_reader_wide(snap_compare, app: BriefingApp) -> None:
    keys = [NEXT, NEXT, NEXT, NEXT, "x"]
    assert snap_compare(app, terminal_size=(120, 40), run_before=after(*keys))


def test_reader_very_wide(snap_compare, app: BriefingApp) -> None:
    assert snap_compare(app, terminal_size=(160, 45), run_before=after(NEXT, "i", "j"))


def test_reader_narrow(snap_compare, app: BriefingApp) -> None:
    assert snap_compare(app, terminal_size=(60, 20), run_before=after(NEXT, "i"))


def test_writing_a_note(snap_compare, app: BriefingApp) -> None:
    keys = [NEXT, NEXT, "v", "a", *"Same words as in May", "tab", *"wording"]
    keys = ["space" if key == " " else key for key in keys]
    assert snap_compare(app, terminal_size=(120, 40), run_before=after(*keys))


def test_reader_light(snap_compare, app: BriefingApp) -> None:
    app.theme = "briefing-light"
    assert snap_compare(app, terminal_size=(120, 40), run_before=after(NEXT, "v"))


def test_help(snap_compare, app: BriefingApp) -> None:
    async def run(pilot) -> None:
        await ready(pilot)
        await pilot.press("question_mark")
        await pilot.pause()

    assert snap_compare(app, terminal_size=(100, 40), run_before=run)
