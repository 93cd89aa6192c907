"""Searching, counts, selecting, marks, the trail, hints, links, widths: by keyboard and mouse."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing.model import Source
from tests.tui.conftest import Open, press, press_only, reader_of
from tests.tui.samples import briefing_of, ministers
from tests.tui.test_note_taking import told, typed

NEXT = "right_square_bracket"


def here(pilot) -> str:
    screen = reader_of(pilot)
    return screen.briefing.surface(screen.panes.text.position.current)


def selected(pilot) -> str:
    screen = reader_of(pilot)
    return screen.briefing.surface(screen.panes.text.selection) if screen.panes.text.selection else ""


def foot(pilot) -> str:
    return str(reader_of(pilot).foot.place)


def hits(pilot) -> list[str]:
    screen = reader_of(pilot)
    marks = screen.panes.text.painter.hits.all
    return [" ".join(screen.briefing.text[mark.start : mark.end].split()) for mark in marks]


async def test_search_marks_all_hits_and_goes_from_one_to_the_next(reading: Open) -> None:
    async with reading() as pilot:
        await press(pilot, "slash", *typed("amber"))
        assert "/ 1/3" in foot(pilot)
        await press(pilot, "enter")
        assert hits(pilot) == ["Amber", "Amber", "Amber"]
        await press(pilot, "n")
        assert "Amber Strait" in here(pilot)
        assert "/ 2/3" in foot(pilot)
        await press(pilot, "n", "n")
        assert "From the top again." in told(pilot)
        assert "/ 1/3" in foot(pilot)
        await press(pilot, "N")
        assert "From the end again." in told(pilot)
        assert "/ 3/3" in foot(pilot)


async def test_a_phrase_broken_by_the_screen_is_found(reading: Open) -> None:
    async with reading(size=(60, 20)) as pilot:
        text, words = reader_of(pilot).panes.text, reader_of(pilot).briefing.text
        rows = [row for row in text._rows if row.item >= 0 and text.position.page.is_own(row)]
        upper, lower = next((a, b) for a, b in zip(rows, rows[1:], strict=False) if a.item == b.item)
        last, first = words[: upper.end].split()[-1], words[lower.start :].split()[0]
        await press(pilot, "slash", *typed(f"{last} {first}"), "enter")
        found = text.painter.hits.all
        assert any(mark.start < upper.end < lower.start < mark.end for mark in found)


async def test_search_goes_on_from_where_the_reader_is(reading: Open) -> None:
    async with reading() as pilot:
        await press(pilot, "slash", *typed("amber"), "enter", "3", "G", "n")
        assert "port of Amber" in here(pilot)


async def test_escape_while_typing_goes_back(reading: Open) -> None:
    async with reading() as pilot:
        before = here(pilot)
        await press(pilot, "slash", *typed("spring"))
        assert here(pilot) != before
        await press(pilot, "escape")
        assert here(pilot) == before
        assert hits(pilot) == []
        assert reader_of(pilot).panes.text.has_focus


async def test_escape_ends_the_search(reading: Open) -> None:
    async with reading() as pilot:
        await press(pilot, "slash", *typed("amber"), "enter", "escape")
        assert hits(pilot) == []


async def test_what_is_not_there_is_told(reading: Open) -> None:
    async with reading() as pilot:
        await press(pilot, "slash", *typed("zebra"), "enter")
        assert "“zebra” does not stand in the text." in told(pilot)
        await press(pilot, "n")
        assert here(pilot).startswith("Foreign Minister Ada Holm")


async def test_a_regular_expression(reading: Open) -> None:
    async with reading() as pilot:
        await press(pilot, "slash", "ctrl+r", *"m.n.st", "enter")
        assert len(hits(pilot)) == 6
        await press(pilot, "slash", "left_parenthesis")
        told_there = str(reader_of(pilot).query_one("#search-told").content)
        assert "no regular expression" in told_there


async def test_hits_differ_from_highlights_without_colour(reading: Open) -> None:
    async with reading() as pilot:
        await press(pilot, NEXT, "x", "slash", *typed("strait"), "enter")
        text = reader_of(pilot).panes.text
        rows = [strip.text for strip in (text.render_line(y) for y in range(20))]
        assert any(row.lstrip().startswith(("▌I○/", "I○/", "▌I /")) or "/" in row[:8] for row in rows)
        from briefing.tui.widgets.marks import Look

        hit, mark = text.painter.style("", Look.HIT), text.painter.style("", Look.HIGHLIGHT)
        assert (hit.bold, hit.underline) != (mark.bold, mark.underline)


async def test_only_sentences_with_some_words(reading: Open) -> None:
    async with reading() as pilot:
        text = reader_of(pilot).panes.text
        await press(pilot, "ampersand", *typed("amber"), "enter")
        shown = [strip.text for strip in (text.render_line(y) for y in range(30))]
        page = "\n".join(shown)
        assert "Amber Strait" in page and "joint patrol" not in page
        await press(pilot, "right_parenthesis")
        assert "Amber Strait" in here(pilot)
        await press(pilot, "right_parenthesis")
        assert "port of Amber" in here(pilot)
        await press(pilot, "ampersand", "enter")
        assert "joint patrol" in "\n".join(text.render_line(y).text for y in range(30))


async def test_counts(reading: Open) -> None:
    async with reading() as pilot:
        text = reader_of(pilot).panes.text
        await press(pilot, "3", "right_parenthesis")
        assert "Nordland would publish" in here(pilot)
        await press(pilot, "3", "G")
        assert text.position.section == 2
        await press(pilot, "1", "0", "0", "percent_sign")
        assert here(pilot).startswith("It was noted")
        await press(pilot, "0")
        assert str(reader_of(pilot).panes.keys.pending) == ""


async def test_a_count_is_shown_and_escape_drops_it(reading: Open) -> None:
    async with reading() as pilot:
        await press(pilot, "1", "2")
        assert "12" in str(reader_of(pilot).foot.pending)
        await press(pilot, "escape")
        assert str(reader_of(pilot).foot.pending) == ""
        await press(pilot, "right_parenthesis")
        assert here(pilot).startswith("The two ministers")


async def test_a_selection_grows_and_shrinks_by_word_and_sentence(reading: Open) -> None:
    async with reading() as pilot:
        await press(pilot, NEXT, "v", "h", "h")
        assert selected(pilot) == "The Foreign Minister stressed that the Amber Strait must stay open to"
        await press(pilot, "l")
        assert selected(pilot).endswith("open to both")
        await press(pilot, "o", "3", "l")
        assert selected(pilot).startswith("stressed that")
        await press(pilot, "o", "j")
        assert selected(pilot).endswith("both fleets.")
        await press(pilot, "j")
        assert selected(pilot).endswith("catch figures.")
        await press(pilot, "k")
        assert selected(pilot).endswith("both fleets.")
        await press(pilot, "a", *typed("exact"), "ctrl+s")
        (note,) = reader_of(pilot).notebook.notes
        assert note.quote == "stressed that the Amber Strait must stay open to both fleets."


async def test_without_a_selection_h_and_l_go_to_sections(reading: Open) -> None:
    async with reading() as pilot:
        await press(pilot, "l", "l", "h")
        assert reader_of(pilot).panes.text.position.section == 1


async def test_marks_and_back_to_where_one_jumped_from(reading: Open) -> None:
    async with reading() as pilot:
        await press(pilot, NEXT, "m", "a", "G", "apostrophe", "a")
        assert here(pilot).startswith("The Foreign Minister stressed")
        await press(pilot, "apostrophe", "apostrophe")
        assert here(pilot).startswith("It was noted")
        await press(pilot, "apostrophe", "z")
        assert "There is no mark z." in told(pilot)
        await press(pilot, "m")
        assert "m" in str(reader_of(pilot).foot.pending)
        await press(pilot, "escape", NEXT)
        assert str(reader_of(pilot).foot.pending) == ""


async def test_the_trail_leads_back_and_forward(reading: Open) -> None:
    async with reading() as pilot:
        await press(pilot, "G", "2", "G", "H")
        assert here(pilot).startswith("It was noted")
        await press(pilot, "H")
        assert here(pilot).startswith("Foreign Minister Ada Holm")
        await press(pilot, "L", "L")
        assert here(pilot).startswith("The Foreign Minister stressed")
        await press(pilot, "L")
        assert "no place further on" in told(pilot)


async def test_hints_lead_to_a_name(reading: Open) -> None:
    async with reading() as pilot:
        screen = reader_of(pilot)
        await press(pilot, "f")
        hinted = dict(screen.panes.text.painter.hints)
        name = screen.briefing.text.index("Nordland")
        assert name in hinted
        await press(pilot, *hinted[name])
        assert screen.panes.text.painter.hints == {}
        assert screen.panes.side.rows.value.key == "country:nordland"
        assert screen.panes.side.rows.has_focus


async def test_escape_ends_the_hints(reading: Open) -> None:
    async with reading() as pilot:
        text = reader_of(pilot).panes.text
        await press(pilot, "f", "escape", "right_parenthesis")
        assert text.painter.hints == {}
        assert here(pilot).startswith("The two ministers")


async def test_lines_get_wider_and_narrower(reading: Open) -> None:
    async with reading(size=(200, 40)) as pilot:
        text = reader_of(pilot).panes.text
        usual = text.position.page.width
        await press(pilot, "plus", "plus")
        assert text.position.page.width == usual + 8
        await press(pilot, "equals_sign", "minus")
        assert text.position.page.width == usual - 4
        await press(pilot, "q")
    async with reading(size=(200, 40)) as pilot:
        assert reader_of(pilot).panes.text.position.page.width == usual - 4


async def test_all_is_as_it_was_left(reading: Open) -> None:
    async with reading() as pilot:
        await press(pilot, "i", "i", "escape", "slash", *typed("amber"), "enter", "2", "G", "m", "k", "q")
    async with reading(size=(60, 20)) as pilot:
        screen = reader_of(pilot)
        assert here(pilot).startswith("The Foreign Minister stressed")
        assert hits(pilot) == ["Amber"] * 3
        assert screen.panes.side.view == "notes"
        await press(pilot, "G", "apostrophe", "k")
        assert here(pilot).startswith("The Foreign Minister stressed")


@pytest.fixture
def opened(monkeypatch) -> list[str]:
    calls: list[str] = []
    monkeypatch.setattr("webbrowser.open", lambda address: not calls.append(address))
    return calls


def linked():
    plain = ministers()
    text = plain.text.replace("Port Amber", "https://port.example/a,")
    return replace(plain, source=Source(text, "", url="https://source.example/x"), entities=())


async def test_the_source_opens_after_its_address_was_seen(reading: Open, opened) -> None:
    async with reading(linked()) as pilot:
        await press_only(pilot, "o")
        await pilot.pause(0.1)
        assert pilot.app.screen.question == "https://source.example/x"
        await press(pilot, "escape")
        assert opened == []
        await press_only(pilot, "o")
        await pilot.pause(0.1)
        await press(pilot, "enter")
        assert opened == ["https://source.example/x"]


async def test_the_links_of_the_text(reading: Open, opened) -> None:
    async with reading(linked()) as pilot:
        assert reader_of(pilot).wayfinding.addresses() == [
            "https://port.example/a",
            "https://source.example/x",
        ]
        await press_only(pilot, "O")
        await pilot.pause(0.1)
        await press_only(pilot, "enter")
        await pilot.pause(0.1)
        await press(pilot, "down", "enter")
        assert opened == []
        assert pilot.app.clipboard == "https://port.example/a"


async def test_a_text_without_links_says_so(reading: Open, opened) -> None:
    async with reading() as pilot:
        await press(pilot, "O")
        assert "no address" in told(pilot)


async def test_copying_says_what_was_copied(reading: Open, monkeypatch) -> None:
    monkeypatch.setattr("briefing.tui.clipboard.tool", lambda *_: None)
    async with reading() as pilot:
        await press(pilot, NEXT, "y")
        assert pilot.app.clipboard.startswith("The Foreign Minister stressed")
        assert "14 words, “The Foreign Minister stressed that the A…”" in told(pilot)
        await press(pilot, "Y")
        assert pilot.app.clipboard.startswith("> The Foreign Minister")
        assert "Nordland Foreign Ministry" in pilot.app.clipboard


async def test_copying_goes_to_the_desktop_too(reading: Open, monkeypatch, tmp_path) -> None:
    monkeypatch.setattr("briefing.tui.clipboard.tool", lambda *_: ("tee", str(tmp_path / "clipboard")))
    async with reading() as pilot:
        await press(pilot, NEXT, "y")
        assert (tmp_path / "clipboard").read_text().startswith("The Foreign Minister stressed")
        assert "the terminal and tee" in told(pilot)


def cell_of(pilot, words: str) -> tuple[int, int]:
    text = reader_of(pilot).panes.text
    for y in range(text.size.height):
        x = text.render_line(y).text.find(words)
        if x >= 0:
            return x, y
    raise AssertionError(words)


async def test_dragging_selects_words(reading: Open) -> None:
    async with reading() as pilot:
        text = reader_of(pilot).panes.text
        start, end = cell_of(pilot, "stressed that"), cell_of(pilot, "publish its")
        await pilot.mouse_down(text, offset=start)
        await pilot.hover(text, offset=(end[0] + 6, end[1]))
        await pilot.mouse_up(text, offset=(end[0] + 6, end[1]))
        await press(pilot)
        assert selected(pilot).startswith("stressed that") and selected(pilot).endswith("publish")


async def test_a_click_goes_to_the_sentence_and_opens_a_name(reading: Open) -> None:
    async with reading() as pilot:
        screen = reader_of(pilot)
        await pilot.click(screen.panes.text, offset=cell_of(pilot, "joint patrol"))
        await press(pilot)
        assert here(pilot).startswith("Minister Tarr agreed")
        await pilot.click(screen.panes.text, offset=cell_of(pilot, "Nordland would"))
        await press(pilot)
        assert screen.panes.side.rows.value.key == "country:nordland"


async def test_a_text_without_sentences_can_be_read(reading: Open) -> None:
    empty = briefing_of({})
    async with reading(empty) as pilot:
        for key in ("v", "h", "l", "j", "n", "f", "m", "a", "H", "L", "plus", "G", "5", "percent_sign", "y"):
            await press(pilot, key)
        assert reader_of(pilot).briefing.text == ""
