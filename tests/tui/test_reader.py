"""Reading: the panes follow one another, by key."""

import pytest

from briefing.tui.screens.help import HelpScreen
from briefing.tui.widgets.rows import RowList
from tests.tui.conftest import Open, press, reader_of

NEXT, BACK = "right_square_bracket", "left_square_bracket"


def current_words(screen) -> str:
    return screen.briefing.surface(screen.panes.text.position.current)


async def test_sections_by_key_and_the_contents_follow(reading: Open) -> None:
    async with reading() as pilot:
        screen = reader_of(pilot)
        assert screen.panes.contents.highlighted == 0
        await press(pilot, NEXT, NEXT)
        assert screen.panes.text.position.section == 2
        assert screen.panes.contents.highlighted == 2
        await press(pilot, BACK)
        assert screen.panes.contents.highlighted == 1


async def test_the_panel_shows_the_entities_of_the_section_first(reading: Open) -> None:
    async with reading() as pilot:
        screen = reader_of(pilot)
        await press(pilot, NEXT)
        rows = screen.panes.side.rows
        labels = [str(rows.rows[n].label) for n in range(len(rows.rows))]
        assert labels[0] == "In this section"
        assert labels[1:4] == ["C Nordland 2", "P Ada Holm 1", "L Port Amber 1"]
        assert labels[4] == "People 1"


async def test_enter_on_an_entity_steps_through_its_mentions_and_round(reading: Open) -> None:
    async with reading() as pilot:
        screen = reader_of(pilot)
        text = screen.panes.text
        await press(pilot, "i")
        entity = next(e for e in screen.briefing.entities if e.id == screen.panes.side.rows.value.key)
        assert entity.id == "country:nordland"
        steps = []
        for _ in range(len(entity.mentions) + 1):
            await press(pilot, "enter")
            steps.append(current_words(screen))
        assert text.painter.followed == "country:nordland"
        sentences = [
            next(screen.briefing.surface(s) for s in screen.briefing.sentences if s.start <= m.start < s.end)
            for m in entity.mentions
        ]
        assert steps == [*sentences, sentences[0]]


async def test_i_goes_round_the_views_of_the_panel(reading: Open) -> None:
    async with reading() as pilot:
        side = reader_of(pilot).panes.side
        views = []
        for _ in range(4):
            await press(pilot, "i")
            views.append(side.view)
        assert views == ["entities", "notes", "statements", "entities"]
        assert side.rows.has_focus
        await press(pilot, "escape")
        assert reader_of(pilot).panes.text.has_focus


async def test_a_statement_leads_to_its_sentence(reading: Open) -> None:
    async with reading() as pilot:
        screen = reader_of(pilot)
        await press(pilot, NEXT, "i", "i", "i", "j", "enter")
        assert current_words(screen) == "Minister Tarr agreed to a joint patrol."
        assert screen.panes.text.has_focus


async def test_contents_by_key(reading: Open) -> None:
    async with reading() as pilot:
        screen = reader_of(pilot)
        await press(pilot, "t", "j", "j", "enter")
        assert screen.panes.text.position.section == 2
        assert screen.panes.text.has_focus


async def test_v_takes_the_sentence_then_the_paragraph_then_nothing(reading: Open) -> None:
    async with reading() as pilot:
        screen = reader_of(pilot)
        await press(pilot, NEXT, "v")
        words = screen.briefing.surface
        assert words(screen.panes.text.selection).endswith("open to both fleets.")
        await press(pilot, "v")
        assert words(screen.panes.text.selection).endswith("catch figures.")
        await press(pilot, "v")
        assert screen.panes.text.selection is None


async def test_escape_drops_the_selection(reading: Open) -> None:
    async with reading() as pilot:
        await press(pilot, "V")
        assert reader_of(pilot).panes.text.selection is not None
        await press(pilot, "escape")
        assert reader_of(pilot).panes.text.selection is None


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        (["right_parenthesis"], "The two ministers held"),
        (["right_curly_bracket"], "The Foreign Minister stressed"),
        (["G"], "It was noted"),
        (["G", "g"], "Foreign Minister Ada Holm"),
        (["G", "left_parenthesis"], "The ministers welcomed"),
        (["G", "left_curly_bracket", "left_curly_bracket"], "Minister Tarr agreed"),
        (["l", "l", "h"], "The Foreign Minister stressed"),
    ],
)
async def test_motions(reading: Open, keys: list[str], words: str) -> None:
    async with reading(size=(80, 12)) as pilot:
        await press(pilot, *keys)
        assert current_words(reader_of(pilot)).startswith(words)


@pytest.mark.parametrize("keys", [["j", "k"], ["d", "u"], ["space", "b"], ["pagedown", "pageup"]])
async def test_scrolling_there_and_back(reading: Open, keys: list[str]) -> None:
    async with reading(size=(60, 10)) as pilot:
        text = reader_of(pilot).panes.text
        await press(pilot, keys[0])
        assert text.scroll_y > 0
        await press(pilot, keys[1])
        assert text.scroll_y == 0


async def test_the_wheel_scrolls_and_the_position_follows(reading: Open) -> None:
    async with reading(size=(60, 10)) as pilot:
        text = reader_of(pilot).panes.text
        text.scroll_to(y=12, animate=False)
        await pilot.pause()
        assert text.position.page.number(text.position.top) == 12
        assert text.position.sentence > 0


@pytest.mark.parametrize(
    ("width", "contents", "side"),
    [(120, True, True), (100, True, True), (80, True, False), (60, False, False)],
)
async def test_what_is_beside_the_text(reading: Open, width: int, contents: bool, side: bool) -> None:
    async with reading(size=(width, 24)) as pilot:
        panes = reader_of(pilot).panes
        assert panes.contents.display is contents
        assert panes.side.display is side
        assert panes.text.display


async def test_on_a_narrow_screen_panels_lie_over_the_text_and_go_away(reading: Open) -> None:
    async with reading(size=(60, 20)) as pilot:
        panes = reader_of(pilot).panes
        width = panes.text.size.width
        await press(pilot, "i")
        assert panes.side.display
        assert panes.text.size.width == width
        await press(pilot, "escape")
        assert not panes.side.display
        await press(pilot, "t")
        assert panes.contents.display
        await press(pilot, "enter")
        assert not panes.contents.display


async def test_resizing_keeps_the_sentence(reading: Open) -> None:
    async with reading(size=(120, 40)) as pilot:
        screen = reader_of(pilot)
        await press(pilot, NEXT, NEXT)
        before = current_words(screen)
        for size in ((60, 20), (40, 12), (200, 60)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert current_words(screen) == before


async def test_reading_only_and_back(reading: Open) -> None:
    async with reading() as pilot:
        panes = reader_of(pilot).panes
        await press(pilot, "z")
        assert not panes.contents.display
        assert not panes.side.display
        await press(pilot, "z")
        assert panes.contents.display
        await press(pilot, "backslash")
        assert panes.contents.display
        assert not panes.side.display


async def test_q_closes_the_panel_first_and_then_leaves(reading: Open) -> None:
    async with reading() as pilot:
        await press(pilot, "i", "q")
        assert reader_of(pilot).panes.text.has_focus
        assert pilot.app.is_running
        await pilot.press("q")
        assert pilot.app.return_code == 0


async def test_help_shows_every_key_of_the_reader(reading: Open) -> None:
    from briefing import actions

    async with reading() as pilot:
        await press(pilot, "question_mark")
        assert isinstance(pilot.app.screen, HelpScreen)
        shown = " ".join(str(pilot.app.screen.query_one("#help-keys").content).split())
        for action in actions.ACTIONS:
            if action.scope not in ("library", "notes", "search", "answer", "compare", "positions"):
                assert action.title in shown
        assert shown.startswith("In the text")
        assert pilot.app.screen.query_one("#help").size.height > 20
        await press(pilot, "escape")
        assert reader_of(pilot)


async def test_palette_goes_to_a_section(reading: Open) -> None:
    async with reading() as pilot:
        await press(pilot, "colon", *"Grain", "enter")
        await pilot.pause(0.3)
        await press(pilot)
        assert reader_of(pilot).panes.text.position.section == 2


async def test_foot_shows_the_keys_of_the_focus(reading: Open) -> None:
    async with reading() as pilot:
        foot = reader_of(pilot).foot
        assert "Next issue" in foot.keys.plain
        await press(pilot, "i")
        assert "Open" in foot.keys.plain
        await press(pilot, "escape", "a")
        assert "Save" in foot.keys.plain
        assert foot.place.plain.strip() == "§ 1/4"


async def test_copying_says_what_was_copied(reading: Open) -> None:
    async with reading() as pilot:
        await press(pilot, NEXT, "y")
        assert pilot.app.clipboard.startswith("The Foreign Minister stressed")
        assert any("words" in note.message for note in pilot.app._notifications)
        await press(pilot, "Y")
        assert pilot.app.clipboard.startswith("> The Foreign Minister stressed")


async def test_letters_typed_in_a_note_are_no_commands(reading: Open) -> None:
    async with reading() as pilot:
        await press(pilot, "a", *"jqDix")
        editor = reader_of(pilot).editor
        assert editor is not None
        assert editor.text == "jqDix"
        assert reader_of(pilot).panes.text.position.sentence == 0


async def test_rows_show_content_as_it_stands(reading: Open) -> None:
    from dataclasses import replace

    from tests.tui.samples import ministers

    plain = ministers()
    evil = replace(plain.sections[1], heading="[red]x[/] [@click=app.exit]y[/]")
    briefing = replace(plain, sections=(plain.sections[0], evil, *plain.sections[2:]), title="[b]\x1b[31m[/")
    async with reading(briefing) as pilot:
        contents: RowList[int] = reader_of(pilot).panes.contents
        row = str(contents.rows[1].label)
        assert "[red]x[/][@click=app.exit]y[/]" in "".join(row.split())
        shown = "\n".join(strip.text for strip in pilot.app.screen._compositor.render_strips())
        assert "[b]␛[31m[/" in shown


async def test_the_place_in_the_foot_follows_a_jump_from_a_panel(reading: Open) -> None:
    async with reading() as pilot:
        await press(pilot, "t", "j", "j", "enter")
        assert reader_of(pilot).foot.place.plain.strip() == "§ 3/4"


async def test_the_manual_lies_over_the_briefing_and_q_leads_back(reading: Open) -> None:
    async with reading() as pilot:
        first = reader_of(pilot)
        await press(pilot, "question_mark", "enter")
        for _ in range(100):
            if pilot.app.reader is not first:
                break
            await pilot.pause(0.02)
        await press(pilot)
        assert pilot.app.reader.briefing.id == "manual"
        await press(pilot, "q")
        assert pilot.app.screen is first
        assert pilot.app.is_running


async def test_only_one_panel_lies_over_a_narrow_text(reading: Open) -> None:
    async with reading(size=(60, 20)) as pilot:
        panes = reader_of(pilot).panes
        await press(pilot, "i", "t")
        assert panes.contents.display
        assert not panes.side.display
