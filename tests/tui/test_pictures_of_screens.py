"""Pictures of the screens, at three widths and in dark and light; the README shows some of them.

``pytest tests/tui/test_pictures_of_screens.py --snapshot-update`` makes them anew.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing import paths
from briefing.library.catalogue import Library
from briefing.library.opening import Opening
from briefing.model import Note
from briefing.notes import NotesStore, anchor
from briefing.tui.app import BriefingApp
from tests.tui.conftest import press, press_only
from tests.tui.test_pictures import ready

NEXT = "right_square_bracket"
READOUT = "pm-khan-president-putin-kremlin"
NOTES = (
    ("a long-term, multidimensional relationship", "Same words as in the joint statement?", ("wording",)),
    ("preventing potential economic meltdown in Afghanistan", "", ()),
    ("peaceful resolution of the Jammu and Kashmir dispute", "New: “peaceful”.", ("drift", "kashmir")),
)
SCREENS: dict[str, tuple[str, ...]] = {
    "reader": (NEXT, NEXT, NEXT),
    "library": ("B",),
    "all_notes": ("M",),
    "help": ("question_mark",),
    "writing": (NEXT, "v", "a", *"Compare", "tab", *"wo"),
    "searching": ("slash", *"afghan"),
    "narrowing": ("i", "slash", *"drift"),
    "hints": (NEXT, "f"),
    "searching_all": ("slash", "slash", *"strait"),
    "dossier": ("i", "j", "o"),
    "compare": ("c",),
    "positions": ("P",),
}
THEN = {"compare": ("semicolon", "semicolon")}
"""Keys for a screen that is there."""
CONSTRUCTED = "example-vesmark-talora"
ON_CONSTRUCTED = ("compare", "positions")
FORMS = [(*size, theme) for size in ((60, 20), (100, 30), (160, 45)) for theme in ("dark", "light")]


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> BriefingApp:
    """The reader on a bundled readout, one with three notes, in folders whose names are always the same."""
    from textual.widgets import Input, TextArea

    monkeypatch.setattr(TextArea, "cursor_blink", False)
    monkeypatch.setattr(Input, "cursor_blink", False)
    monkeypatch.chdir(tmp_path)
    briefing = Library(tmp_path / "library").open(READOUT)
    store = NotesStore(tmp_path / "notes", tmp_path / "state")
    for number, (words, text, tags) in enumerate(NOTES):
        start = briefing.text.index(words)
        spot = anchor(briefing, start, start + len(words))
        store.add(briefing, Note(f"note{number}", spot, words, text, tags, "2026-11-27T09:00"))
    shown = CONSTRUCTED if request.node.callspec.params["screen"] in ON_CONSTRUCTED else READOUT
    path = paths.bundled_content() / f"{shown}.md"
    return BriefingApp(Opening(str(path), None, Path("library"), Path("notes")))


async def there(pilot, reader, screen: str) -> None:
    """Wait until a screen that asks the library has its answer."""
    from briefing.tui.widgets.rows import RowList

    await pilot.pause(0.2)
    for _ in range(300):
        if screen not in ("library", "searching_all", "dossier", *ON_CONSTRUCTED):
            break
        shown = pilot.app.screen is not reader
        lists = list(pilot.app.screen.query(RowList)) if shown else []
        if shown and pilot.app.explorer.complete and all(one.rows for one in lists):
            break
        await pilot.pause(0.05)
    await pilot.pause(0.2)


@pytest.mark.parametrize(("width", "height", "theme"), FORMS)
@pytest.mark.parametrize("screen", SCREENS)
def test_screen(snap_compare, app: BriefingApp, screen: str, width: int, height: int, theme: str) -> None:
    async def run(pilot) -> None:
        app.theme = f"briefing-{theme}"
        await ready(pilot)
        reader = app.screen
        await press_only(pilot, *SCREENS[screen])
        await there(pilot, reader, screen)
        await press_only(pilot, *THEN.get(screen, ()))
        app.clear_notifications()
        await press(pilot)

    assert snap_compare(app, terminal_size=(width, height), run_before=run)


@pytest.mark.parametrize(("width", "height"), [(80, 24), (160, 45)])
@pytest.mark.parametrize("colour", ["with", "without"])
@pytest.mark.parametrize("screen", ["compare"])
def test_compare_with_and_without_colour(
    snap_compare, request, monkeypatch, screen: str, colour: str, width: int, height: int
) -> None:
    if colour == "without":
        monkeypatch.setenv("NO_COLOR", "1")
    app: BriefingApp = request.getfixturevalue("app")

    async def run(pilot) -> None:
        await ready(pilot)
        reader = app.screen
        await press_only(pilot, *SCREENS[screen])
        await there(pilot, reader, screen)
        await press(pilot, *THEN[screen])

    assert snap_compare(app, terminal_size=(width, height), run_before=run)
