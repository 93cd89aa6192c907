"""What a reader looks for within the first ten minutes, a test for each.

The tests of the parts go further; these prove that each is there, in the application itself.
"""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from briefing import actions, paths
from briefing.library.opening import Opening
from briefing.tui.app import BriefingApp
from briefing.tui.screens.help import HelpScreen
from tests.conftest import ROOT
from tests.tui.conftest import Open, press, press_only, reader_of
from tests.tui.test_note_taking import told, typed
from tests.tui.test_notes import marks
from tests.tui.test_wayfinding import foot, here, hits

NEXT = "right_square_bracket"


def run(*words: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "briefing", *words]
    return subprocess.run(command, cwd=ROOT, capture_output=True, input=given, check=False)


def screen_text(pilot) -> str:
    return "\n".join(strip.text for strip in pilot.app.screen._compositor.render_strips())


@pytest.mark.parametrize("what", ["file", "folder", "standard input", "nothing"])
async def test_01_it_opens_on_whatever_there_is(tmp_path, seed, what: str) -> None:
    from briefing.sources import source_from_text

    source = source_from_text("Ada Holm met Iven Tarr.") if what == "standard input" else None
    path = {"file": str(seed)}.get(what)
    library = paths.bundled_content() if what == "folder" else tmp_path / "none"
    app = BriefingApp(Opening(path, source, library, tmp_path / "notes"))
    async with app.run_test(size=(100, 30)) as pilot:
        for _ in range(1000):
            await pilot.pause(0.02)
            if any(words in screen_text(pilot) for words in ("Prime Minister", "Ada Holm", "Kremlin")):
                break
        else:
            raise AssertionError(screen_text(pilot))
        await press(pilot)
    refused = run("show", "/no/such/file.txt")
    assert refused.returncode == 1
    assert refused.stderr.count(b"\n") == 1 and b"Traceback" not in refused.stderr


async def test_02_q_leaves_esc_goes_back_and_the_question_mark_shows_the_keys(reading: Open) -> None:
    async with reading() as pilot:
        await press(pilot, "i", "escape")
        assert reader_of(pilot).panes.text.has_focus
        await press(pilot, "question_mark")
        assert isinstance(pilot.app.screen, HelpScreen)
        await press(pilot, "escape")
        assert all(key in screen_text(pilot).splitlines()[-1] for key in ("Keys", "Quit", "Note"))
        await press(pilot, "a", *"qjkx", "question_mark")
        assert reader_of(pilot).editor.text == "qjkx?"
        await press(pilot, "escape", "q")
        assert pilot.app.return_code == 0


async def test_03_every_key_that_scrolls_scrolls(reading: Open) -> None:
    forth = ("j", "d", "space", "G", "down", "pagedown", "end", "ctrl+d", "ctrl+f")
    back = ("k", "u", "b", "g", "up", "pageup", "home", "ctrl+u", "ctrl+b")
    for down, up in zip(forth, back, strict=True):
        async with reading(size=(60, 12)) as pilot:
            text = reader_of(pilot).panes.text
            await press(pilot, down)
            moved = (text.position.top, text.position.sentence)
            assert moved > ((0, 0), 0), down
            await press(pilot, up)
            assert (text.position.top, text.position.sentence) < moved, up
    async with reading(size=(60, 12)) as pilot:
        await press(pilot, "5", "j")
        assert reader_of(pilot).panes.text.position.page.number(reader_of(pilot).panes.text.position.top) == 5


async def test_04_search_counts_its_hits_and_says_when_it_begins_again(reading: Open) -> None:
    async with reading() as pilot:
        await press(pilot, "slash", *typed("Amber"), "enter", "n", "n", "n")
        assert hits(pilot) == ["Amber"] * 3
        assert "/ 1/3" in foot(pilot)
        assert "From the top again." in told(pilot)


async def test_05_the_contents_show_where_one_is_the_notes_and_who_speaks(reading: Open) -> None:
    async with reading() as pilot:
        await press(pilot, NEXT, "x")
        contents = reader_of(pilot).panes.contents
        assert contents.highlighted == 1
        assert str(contents.rows[1].label).split() == ["2", "Fisheries", "IC", "●1"]


async def test_06_a_note_in_three_keys_without_the_mouse(reading: Open) -> None:
    keys = ["v", "a", "ctrl+s"]
    async with reading() as pilot:
        await press(pilot, *keys[:2], *"words", *keys[2:])
        assert len(marks(reader_of(pilot))) == 1
    async with reading() as pilot:
        assert len(marks(reader_of(pilot))) == 1


async def test_07_a_note_is_safe_from_esc_and_from_deletion(reading: Open) -> None:
    async with reading() as pilot:
        await press(pilot, "a", *"half", "escape")
    async with reading() as pilot:
        await press(pilot, "a")
        assert reader_of(pilot).editor.text == "half"
        await press(pilot, "ctrl+s", "D", "U")
        assert [note.text for note in reader_of(pilot).notebook.notes] == ["half"]


async def test_08_where_the_notes_are(reading: Open, notes_folder, monkeypatch) -> None:
    printed = run("notes", "path", "manual").stdout.decode().strip()
    assert printed.endswith("manual.notes.md")
    from contextlib import nullcontext

    called: list[list[str]] = []
    monkeypatch.setattr(BriefingApp, "suspend", lambda self: nullcontext())
    monkeypatch.setattr("briefing.tui.outside.subprocess.run", lambda command, **_: called.append(command))
    async with reading() as pilot:
        await press(pilot, "x", "e")
    assert called[0][-1] == str(notes_folder / "holm-tarr.notes.md")


async def test_09_hand_edits_are_kept(reading: Open, notes_folder) -> None:
    path = notes_folder / "holm-tarr.notes.md"
    async with reading() as pilot:
        await press(pilot, "a", *"mine", "ctrl+s")
        path.write_text(path.read_text().replace("mine", "by hand") + "\nMy own line. {{odd}}\n")
        await press(pilot, NEXT, "a", *"second", "ctrl+s")
        assert [note.text for note in reader_of(pilot).notebook.notes] == [
            "by hand\n\nMy own line. {{odd}}",
            "second",
        ]
    assert "My own line. {{odd}}" in path.read_text()


async def test_10_the_entities_beside_the_text(reading: Open) -> None:
    async with reading() as pilot:
        side = reader_of(pilot).panes.side
        rows = [str(side.rows.rows[n].label) for n in range(len(side.rows.rows))]
        assert {"People 1", "Countries 1", "Places 1"} <= set(rows)
        await press(pilot, "i", "enter")
        first = here(pilot)
        await press(pilot, "enter")
        assert here(pilot) != first
        assert {"rename", "merge", "hide"} <= {action.id for action in actions.in_scope("list")}


async def test_11_it_resumes_where_it_was_left(reading: Open) -> None:
    async with reading() as pilot:
        await press(pilot, "3", "G", "right_parenthesis", "slash", *typed("spring"), "enter", "q")
        left = here(pilot)
    async with reading(size=(60, 20)) as pilot:
        assert here(pilot) == left
        assert hits(pilot) == ["spring"]


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (40, 12), (200, 60)])
async def test_12_lines_have_a_comfortable_measure_at_every_size(
    reading: Open, size: tuple[int, int]
) -> None:
    async with reading(size=size) as pilot:
        text = reader_of(pilot).panes.text
        assert text.position.page.width <= 76
        await press(pilot, "2", "G", "right_parenthesis")
        words = here(pilot)
        await pilot.resize_terminal(90, 30)
        await press(pilot)
        assert here(pilot) == words
        view = text.in_view
        assert view.start <= text.position.current.start < view.end


async def test_13_copying_says_what_it_copied(reading: Open) -> None:
    async with reading() as pilot:
        await press(pilot, "y")
        assert "words, “Foreign Minister" in told(pilot)
        await press(pilot, "Y")
        assert pilot.app.clipboard.startswith("> Foreign Minister Ada Holm")


async def test_14_the_notes_of_this_and_of_all_briefings(reading: Open) -> None:
    async with reading() as pilot:
        await press(
            pilot, "number_sign", *"drift", "enter", NEXT, "x", "i", "slash", *typed("tag:drift"), "enter"
        )
        await press(pilot, "enter")
        assert here(pilot).startswith("Foreign Minister Ada Holm")
        await press(pilot, "M")
        await pilot.pause(0.2)
        assert "● 2" in str(pilot.app.screen.foot.place)


async def test_15_exports_in_every_format(reading: Open, tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    async with reading() as pilot:
        await press(pilot, "a", *"words", "ctrl+s")
        for form in ("Markdown", "web", "json", "csv"):
            await press_only(pilot, "X", *form)
            await press(pilot, "enter", "enter")
    assert {path.suffix for path in tmp_path.glob("holm-tarr.*")} == {".md", ".html", ".json", ".csv"}
    assert json.loads((tmp_path / "holm-tarr.json").read_text())["total"] == 1


async def test_16_no_state_rests_on_colour(reading: Open, monkeypatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with reading() as pilot:
        await press(pilot, "x", NEXT, "a", *"words", "ctrl+s", "slash", *typed("catch"), "enter")
        shown = screen_text(pilot)
        assert all(sign in shown for sign in ("○", "●", "▌", "I", "C ", "/"))


async def test_17_links_and_the_source(reading: Open, monkeypatch) -> None:
    from tests.tui.test_wayfinding import linked

    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", lambda address: not opened.append(address))
    async with reading(linked()) as pilot:
        await press_only(pilot, "O")
        await pilot.pause(0.1)
        assert len(pilot.app.screen.query_one("#choices").rows) == 2
        await press_only(pilot, "enter")
        await pilot.pause(0.1)
        await press(pilot, "enter")
    assert opened == ["https://port.example/a"]


async def test_18_the_palette_reaches_every_action_and_shows_its_key(reading: Open) -> None:
    from briefing.tui.palette import BriefingCommands

    async with reading() as pilot:
        offered = [hit.text async for hit in BriefingCommands(pilot.app.screen).discover()]
        for action in actions.ACTIONS:
            if action.scope in ("text", "reader", "everywhere"):
                assert any(text.startswith(f"{action.title} (") for text in offered), action.id


async def test_19_the_mouse_does_what_one_expects(reading: Open) -> None:
    async with reading() as pilot:
        screen = reader_of(pilot)
        await pilot.click(screen.panes.contents, offset=(5, 3))
        await press(pilot)
        assert screen.panes.text.position.section in (1, 2)

        side, contents = screen.panes.side, screen.panes.contents
        for divider, pane, towards in ((side.divider, side, -6), (screen.panes.divider, contents, 5)):
            before = pane.outer_size.width
            x, y = divider.region.x, divider.region.y + 4
            await pilot.mouse_down(offset=(x, y))
            await pilot.hover(offset=(x + towards, y))
            await pilot.mouse_up(offset=(x + towards, y))
            await press(pilot)
            assert pane.outer_size.width == before + abs(towards)
        before = side.outer_size.width
        await press(pilot, "greater_than_sign", "less_than_sign", "less_than_sign")
        assert side.outer_size.width == before + 4
        assert (screen.returning.left.panel, screen.returning.left.contents) == (
            side.outer_size.width,
            contents.outer_size.width,
        )


def test_20_settings_are_checked() -> None:
    paths.config().parent.mkdir(parents=True)
    paths.config().write_text('them = "x"\n')
    done = run("config", "check")
    assert done.returncode == 1
    assert b"theme" in done.stderr + done.stdout


async def test_21_a_key_is_answered_at_once(reading: Open) -> None:
    """The figure itself is a benchmark's; here no key of a long text may take a second."""
    import time

    from tests.tui.samples import briefing_of

    long = briefing_of(
        {f"Issue {n}": ["The ministers spoke of wheat and of the harbour."] * 10 for n in range(200)}
    )
    async with reading(long) as pilot:
        begun = time.monotonic()
        await press(pilot, *["j"] * 5, "G", "g", *[NEXT] * 5)
        assert time.monotonic() - begun < 12


def test_22_help_with_examples_and_no_network() -> None:
    shown = run("export", "--help").stdout.decode()
    assert "example: briefing export" in shown
    source = "\n".join(path.read_text() for path in (ROOT / "briefing").rglob("*.py"))
    assert not any(word in source for word in ("urlopen", "import socket", "import requests", "httpx"))
