"""The keys in force: what is pressed obeys them, and what is shown tells them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import App, ComposeResult
from textual.binding import BindingsMap
from textual.widgets import Input, TextArea

from briefing import actions, config, keymap, paths
from briefing.actions import BY_ID, key_name
from briefing.config import Settings
from briefing.keymap import Keymap, full_id
from briefing.tui.app import BriefingApp
from briefing.tui.bindings import bindings, textual_keymap
from briefing.tui.screens.help import HelpScreen
from briefing.tui.screens.notes import NotesScreen
from briefing.tui.widgets.foot import Foot
from tests.tui.conftest import Open, press, reader_of


def settings(preset: str = "vim", **own: object) -> Settings:
    found, problems = keymap.read(preset, own)
    assert problems == []
    return Settings(preset=preset, keys=found)


def section(pilot) -> int:
    return reader_of(pilot).panes.text.position.section


async def test_a_key_that_was_moved_works_and_the_one_before_does_not(reading: Open) -> None:
    own = settings(next_section=["F8", "d"], half_page_down="ctrl+d", leave="F10")
    async with reading(settings=own) as pilot:
        await press(pilot, "f8")
        assert section(pilot) == 1
        await press(pilot, "d")
        assert section(pilot) == 2
        await press(pilot, "right_square_bracket", "ctrl+q")
        assert section(pilot) == 2
        assert pilot.app.is_running
        await press(pilot, "left_square_bracket")
        assert section(pilot) == 1
        await pilot.press("f10")
        assert pilot.app.return_code == 0


@pytest.mark.parametrize(
    ("preset", "there", "back", "not_there"),
    [
        ("vim", ["right_square_bracket", "l", "right"], ["left_square_bracket", "h", "left"], []),
        ("newsboat", ["n", "right_square_bracket", "right"], ["p", "left_square_bracket", "left"], ["l"]),
        ("arrows", ["right"], ["left"], ["l", "right_square_bracket", "j", "G"]),
    ],
)
async def test_sections_by_the_keys_of_a_preset(
    reading: Open, preset: str, there: list[str], back: list[str], not_there: list[str]
) -> None:
    async with reading(settings=settings(preset)) as pilot:
        for key in there:
            await pilot.press(key)
        await press(pilot, *not_there)
        assert section(pilot) == len(there)
        await press(pilot, *back)
        assert section(pilot) == 0
        await pilot.press("Q")
        assert (pilot.app.return_code == 0) is (preset == "newsboat")


async def test_a_note_with_arrows_alone(reading: Open) -> None:
    async with reading(settings=settings("arrows")) as pilot:
        screen = reader_of(pilot)
        await press(pilot, "right", "shift+down", "a", *"abc", "ctrl+s")
        assert [note.text for note in screen.notebook.notes] == ["abc"]
        await press(pilot, "home", "shift+right")
        assert screen.briefing.surface(screen.panes.text.position.current).startswith("She said")
        await press(pilot, "i", "i", "down", "up", "ctrl+f")
        assert isinstance(pilot.app.focused, Input)
        await press(pilot, "escape", "escape")
        assert screen.panes.text.has_focus
        assert [note.message for note in pilot.app._notifications] == ["Note saved."]


def bound(app: App[None], *scopes: actions.Scope) -> dict[str, set[str]]:
    """The keys that Textual listens to just now, by the ids of actions."""
    found: dict[str, set[str]] = {
        full_id(action): set() for scope in scopes for action in actions.in_scope(scope)
    }
    for key, active in app.screen.active_bindings.items():
        if active.binding.id in found and key != "no-key":
            found[active.binding.id].add(key)
    return found


OWN = {
    "copy": ["§", "F7"],
    "undo": [],
    "list_down": "F8",
    "filter_notes": "ctrl+g",
    "tags": "ctrl+g",
    "library": "ß",
}


@pytest.mark.parametrize(
    "found",
    [
        pytest.param(settings("vim"), marks=pytest.mark.long, id="vim"),
        pytest.param(settings("newsboat"), marks=pytest.mark.long, id="newsboat"),
        pytest.param(settings("arrows"), marks=pytest.mark.long, id="arrows"),
        pytest.param(settings("vim", **OWN), marks=pytest.mark.long, id="own"),
        pytest.param(settings("arrows", **OWN), id="own on arrows"),
    ],
)
async def test_textual_listens_to_the_keys_in_force(reading: Open, found: Settings) -> None:
    keys = found.keys

    def wanted(*scopes: actions.Scope) -> dict[str, set[str]]:
        return {
            full_id(action): set(keys.of(action)) for scope in scopes for action in actions.in_scope(scope)
        }

    async with reading(settings=found) as pilot:
        app = pilot.app
        assert bound(app, "text", "reader", "everywhere") == wanted("text", "reader", "everywhere")
        await press(pilot, keys.of(BY_ID["panel"])[0])
        assert bound(app, "list", "reader", "everywhere") == wanted("list", "reader", "everywhere")
        await press(pilot, "escape", keys.of(BY_ID["annotate"])[0])
        assert bound(app, "editor") == wanted("editor")
        await press(pilot, "escape", keys.of(BY_ID["all_notes"])[0])
        assert isinstance(app.screen, NotesScreen)
        assert bound(app, "notes", "everywhere") == wanted("notes", "everywhere")
        assert not any(bound(app, "list").values())


async def test_the_library_listens_to_the_keys_in_force(tmp_path) -> None:
    from briefing.library.opening import Opening

    own = settings(library_down="F8", open_briefing=["F9", "Enter"], rename="q", close="F10", back="F7")
    app = BriefingApp(Opening(None, None, tmp_path / "library", tmp_path / "notes", settings=own))
    async with app.run_test() as pilot:
        await press(pilot)
        assert bound(app, "library")["library.library_down"] == {"f8"}
        assert bound(app, "library")["library.open_briefing"] == {"f9", "enter"}
        before = app.screen.volumes.highlighted
        await press(pilot, "j", "down")
        assert app.screen.volumes.highlighted == before
        await press(pilot, "f8")
        assert app.screen.volumes.highlighted == before + 1
        await pilot.press("q")
        assert app.return_code == 0


TEXT_KEYS = sorted({key for action in actions.in_scope("text") for key in action.keys})


@given(
    st.dictionaries(
        st.sampled_from(actions.in_scope("text")),
        st.lists(st.sampled_from(TEXT_KEYS), max_size=4),
        max_size=12,
    )
)
def test_textual_makes_of_a_keymap_what_it_says(own) -> None:
    """Whatever keys change places or go: for each action just its own are bound."""
    free = set(TEXT_KEYS) - {key for a in actions.in_scope("text") if a not in own for key in a.keys}
    changed = {}
    for action, keys in own.items():
        mine = tuple(key for key in dict.fromkeys(keys) if key in free)
        free -= set(mine)
        changed[full_id(action)] = mine
    found = Keymap(changed)
    there = BindingsMap(bindings("text"))
    there.apply_keymap(textual_keymap(found))
    listened: dict[str, set[str]] = {}
    for key, binding in there:
        if key != "no-key":
            listened.setdefault(str(binding.id), set()).add(key)
    assert listened == {full_id(a): set(found.of(a)) for a in actions.in_scope("text") if found.of(a)}


async def test_footer_help_and_palette_show_the_keys_in_force(reading: Open) -> None:
    own = settings(next_section="F8", undo="ctrl+y", help="F2", highlight=[], line_down="F7")
    async with reading(settings=own) as pilot:
        foot = reader_of(pilot).foot.keys.plain
        assert " F8 Next issue " in foot
        assert " F2 Keys " in foot
        assert "]" not in foot
        assert "Highlight" not in foot
        await press(pilot, "f2")
        screen = pilot.app.screen
        assert isinstance(screen, HelpScreen)
        told = str(screen.query_one("#help-keys").content)
        told = " ".join(told.split())
        assert "F8 Next section. The next issue." in told
        assert "D Delete the note. The note on the sentence; ctrl+y brings it back." in told
        assert "F7 Line down. Scroll one line; while something is selected, a sentence more." in told
        assert "F2 Keys. Show the keys" in told
        assert "x Highlight." not in told
        pane = screen.query_one("#help")
        await press(pilot, "j")
        assert pane.scroll_y == 0
        await press(pilot, "f7")
        assert pane.scroll_y == 1
        await press(pilot, "question_mark")
        assert pilot.app.screen is screen
        await press(pilot, "f2")
        assert reader_of(pilot)
        from briefing.tui.palette import BriefingCommands

        offered = [str(hit.prompt) async for hit in BriefingCommands(pilot.app.screen).discover()]
        assert "Next section (F8)" in offered
        assert "Undo (ctrl+y)" in offered
        assert "Highlight" in offered
        assert "Quit at once (ctrl+q)" in offered


async def test_messages_name_the_keys_in_force(reading: Open) -> None:
    own = settings(undo="F7", close="F10", delete_note="F9")
    async with reading(settings=own) as pilot:
        await press(pilot, "x", "x", "a", *"abc", "ctrl+s", "f9")
        await press(pilot, "ctrl+c")
        told = [note.message for note in pilot.app._notifications]
        assert "Note deleted; F7 brings it back." in told
        assert "F10 leaves, and ctrl+q from anywhere." in told


async def test_what_has_no_key_is_done_from_the_palette(reading: Open) -> None:
    async with reading(settings=settings(next_section=[])) as pilot:
        await press(pilot, "right_square_bracket", "colon", *"Next section", "enter")
        await pilot.pause(0.3)
        await press(pilot)
        assert section(pilot) == 1


async def test_wrong_keys_are_told_and_those_of_the_preset_are_in_force(reading: Open) -> None:
    paths.config().parent.mkdir(parents=True)
    paths.config().write_text('preset = "arrows"\n[keys]\nnext_section = "ctrl+i"\ncopy = "F8"\n')
    async with reading(settings=config.load()) as pilot:
        (told,) = [note.message for note in pilot.app._notifications]
        assert told.startswith(f"{paths.config()}, line 3: 'ctrl+i' cannot be told from Tab; take another.")
        assert "'briefing config check' tells this." in told
        await press(pilot, "right", "l")
        assert section(pilot) == 1
        await press(pilot, "f8")
        assert pilot.app.clipboard == ""


async def test_keys_of_panels_do_nothing_in_the_list_of_all_notes(reading: Open) -> None:
    async with reading() as pilot:
        await press(pilot, "M", "r", "D", "a")
        screen = pilot.app.screen
        assert isinstance(screen, NotesScreen)
        assert screen.notes.has_focus
        await press(pilot, "slash")
        assert not screen.notes.has_focus


def editing_keys() -> set[str]:
    bound = {key for widget in (TextArea, Input) for key, _ in BindingsMap(widget.BINDINGS)}
    return {key for key in bound if "super" not in key and "alt" not in key}


@pytest.mark.parametrize("key", sorted(editing_keys()))
def test_no_key_by_which_a_text_is_edited_does_something_to_the_note(key: str) -> None:
    told = [one.told for one in keymap.read("vim", {"editor.save_note": key_name(key)})[1]]
    reasons = ("by which the note is edited", "is kept by some terminals", "copies what is selected")
    assert any(reason in one for one in told for reason in reasons)


class FootApp(App[None]):
    def compose(self) -> ComposeResult:
        yield Foot()


async def test_what_is_typed_of_a_command_stands_left_of_the_keys() -> None:
    async with FootApp().run_test(size=(60, 3)) as pilot:
        foot = pilot.app.query_one(Foot)
        foot.show_keys("text")
        foot.show_place("§ 1/4")
        assert foot.render().plain.startswith(" ] Next issue ")
        foot.show_pending("12\x1b[2J")
        shown = foot.render()
        assert shown.plain.startswith(" 12")
        assert "\x1b" not in shown.plain
        assert " ] Next issue " in shown.plain
        assert shown.plain.rstrip().endswith(" § 1/4")
        assert shown.cell_length == 60
        foot.show_pending("")
        assert foot.render().plain.startswith(" ] Next issue ")


async def test_a_narrow_foot_keeps_what_is_typed() -> None:
    async with FootApp().run_test(size=(20, 3)) as pilot:
        foot = pilot.app.query_one(Foot)
        foot.show_keys("text")
        foot.show_place("§ 1/4")
        foot.show_pending("123")
        assert foot.render().plain.startswith(" 123 ")
        assert foot.render().cell_length == 20
