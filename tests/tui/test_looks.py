"""Every state of the text is told from every other without colour, and with sixteen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations

import pytest
from rich.segment import Segment
from textual.pilot import Pilot

from briefing.model import Block, Briefing, Cue, Entity, Mention, Span, Statement
from briefing.tui.widgets import entity_rows, marks, note_rows
from briefing.tui.widgets.marks import Look, Mark
from briefing.tui.widgets.text_pane import TextPane
from tests.tui.conftest import Open, reader_of, settle
from tests.tui.samples import briefing_of

PLAIN = briefing_of({"One": ["Nordland agreed.", "They parted."]})
WORDS = Span(0, 8)
SENTENCE = Span(0, 16)


def mentioned(confidence: str = "certain") -> Briefing:
    mention = Mention(0, 8, "Nordland", confidence=confidence)  # type: ignore[arg-type]
    return replace(PLAIN, entities=(Entity("country:n", "Nordland", "country", mentions=(mention,)),))


def said(side: str, confidence: str = "likely", cues: tuple[Cue, ...] = ()) -> Briefing:
    statement = Statement(0, 16, 0, side, cues=cues, confidence=confidence)  # type: ignore[arg-type]
    return replace(PLAIN, statements=(statement,))


def of_kind(kind: str) -> Briefing:
    first, *others = PLAIN.blocks
    return replace(PLAIN, blocks=(Block(first.start, first.end, kind), *others))  # type: ignore[arg-type]


def noted(span: Span, look: Look) -> Callable[[TextPane], None]:
    return lambda pane: pane.painter.mark_notes([Mark(span.start, span.end, look, "n")])


def note_selected(pane: TextPane) -> None:
    noted(WORDS, Look.NOTE)(pane)
    pane.select(WORDS)


def nothing(pane: TextPane) -> None:
    pass


STATES: dict[str, tuple[Briefing, Callable[[TextPane], None]]] = {
    "current": (PLAIN, nothing),
    "not current": (PLAIN, lambda pane: (pane.position.step_sentence(1), pane.redraw())),
    "mention": (mentioned(), nothing),
    "mention that is a guess": (mentioned("unsure"), nothing),
    "found": (PLAIN, lambda pane: pane.painter.mark_hits([Mark(WORDS.start, WORDS.end, Look.HIT)])),
    "found here": (
        PLAIN,
        lambda pane: pane.painter.mark_hits([Mark(WORDS.start, WORDS.end, Look.HIT | Look.HERE)]),
    ),
    "followed": (mentioned(), lambda pane: pane.painter.follow("country:n")),
    "verb": (said("third", cues=(Cue(9, 15, "agree", 2),)), nothing),
    "note": (PLAIN, noted(WORDS, Look.NOTE)),
    "note on more": (PLAIN, noted(SENTENCE, Look.NOTE)),
    "note to check": (PLAIN, noted(WORDS, Look.NOTE | Look.UNSURE)),
    "highlight": (PLAIN, noted(WORDS, Look.HIGHLIGHT)),
    "note on a mention": (mentioned(), noted(WORDS, Look.NOTE)),
    "highlight on a mention": (mentioned(), noted(WORDS, Look.HIGHLIGHT)),
    "selected": (PLAIN, lambda pane: pane.select(WORDS)),
    "selected with a note": (PLAIN, note_selected),
    "dimmed": (PLAIN, lambda pane: pane.painter.dim("joint")),
    **{f"side: {side}": (said(side), nothing) for side in marks.SIDES},
    **{f"side, a guess: {side}": (said(side, "unsure"), nothing) for side in marks.SIDES},
    "heading of the text": (of_kind("heading"), nothing),
}
Cell = tuple[str, tuple[object, ...]]


def cells(pilot: Pilot[None], pane: TextPane, *, colours: bool) -> list[Cell]:
    """The row of the first sentence as it reaches the terminal: each character with its attributes."""
    row = next(y for y in range(pane.size.height) if "Nordland agreed." in pane.render_line(y).text)
    segments = list(pane.render_line(row))
    for line_filter in pilot.app.get_line_filters():
        segments = line_filter.apply(segments, pane.background_colors[1])
    return [(character, attributes(segment, colours)) for segment in segments for character in segment.text]


def attributes(segment: Segment, colours: bool) -> tuple[object, ...]:
    style = segment.style
    assert style is not None
    flags = ("bold", "dim", "italic", "underline", "overline", "strike", "reverse")
    drawn = (style.color, style.bgcolor)
    if colours:
        # Sixteen colours and the terminal's own, that its owner can read.
        assert all(colour is None or colour.is_system_defined for colour in drawn)
    else:
        assert all(colour is None or colour.is_default for colour in drawn)
    return (*(bool(getattr(style, flag)) for flag in flags), *(drawn if colours else ()))


@pytest.mark.parametrize(
    "terminal", [{"NO_COLOR": "1"}, {"TERM": "xterm", "COLORTERM": ""}], ids=["without colour", "sixteen"]
)
async def test_each_state_looks_like_no_other(
    terminal: dict[str, str], reading: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable, value in terminal.items():
        monkeypatch.setenv(variable, value)
    drawn: dict[str, list[Cell]] = {}
    async with reading(PLAIN, size=(60, 20)) as pilot:
        pane = reader_of(pilot).panes.text
        for state, (briefing, show) in STATES.items():
            pane.select(None)
            pane.painter.mark_notes([])
            pane.painter.follow("")
            pane.painter.dim("")
            pane.show_briefing(briefing)
            pane.painter.mark_hits([])
            pane.position.go_top()
            pane.redraw()
            show(pane)
            await settle(pilot)
            drawn[state] = cells(pilot, pane, colours="NO_COLOR" not in terminal)
    alike = [pair for pair in combinations(drawn, 2) if drawn[pair[0]] == drawn[pair[1]]]
    assert alike == []
    assert {"".join(character for character, _ in row)[4:20] for row in drawn.values()} == {
        "Nordland agreed."
    }


async def test_leftovers_recede_without_colour(reading: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with reading(of_kind("furniture"), size=(60, 20)) as pilot:
        leftover = cells(pilot, reader_of(pilot).panes.text, colours=False)
    async with reading(PLAIN, size=(60, 20)) as pilot:
        assert cells(pilot, reader_of(pilot).panes.text, colours=False) != leftover


async def test_a_note_is_followed_down_the_margin(reading: Open) -> None:
    briefing = briefing_of({"One": ["They agreed on each of the points. " * 6]})
    async with reading(briefing, size=(60, 24)) as pilot:
        pane = reader_of(pilot).panes.text
        for look, line in ((Look.NOTE, "●│"), (Look.HIGHLIGHT, "○┆"), (Look.NOTE | Look.UNSURE, "?│")):
            pane.painter.mark_notes([Mark(0, len(briefing.text) - 40, look, "n")])
            margin = "".join(pane.render_line(y).text[2] for y in range(pane.size.height))
            assert margin.split() == [line[0] + line[1] * (len(margin.split()[0]) - 1)]
            assert len(margin.split()[0]) > 2


async def test_a_heading_of_ours_has_its_number_and_one_of_the_text_has_none(reading: Open) -> None:
    ours = briefing_of({"Fisheries": ["They agreed."], "Grain": ["They talked."]})
    async with reading(ours, size=(60, 24)) as pilot:
        pane = reader_of(pilot).panes.text
        rows = [pane.render_line(y).text for y in range(pane.size.height)]
    assert [row.split() for row in rows if "§" in row] == [["§1", "Fisheries"], ["§2", "Grain"]]
    own = briefing_of({"Fisheries": ["Fisheries", "They agreed."]})
    own = replace(own, blocks=(replace(own.blocks[0], kind="heading", level=2), own.blocks[1]))
    async with reading(own, size=(60, 24)) as pilot:
        pane = reader_of(pilot).panes.text
        assert not any("§" in pane.render_line(y).text for y in range(pane.size.height))


def test_lists_tell_their_rows_apart_by_signs() -> None:
    for signs in (
        [letter for letter, _ in entity_rows.KINDS.values()],
        [letter for letter, _ in marks.SIDES.values()],
        [*note_rows.SIGNS.values(), "○"],
    ):
        assert len(set(signs)) == len(signs)


@pytest.mark.parametrize("focused", [True, False])
async def test_the_cursor_of_a_list_is_seen_without_colour(
    focused: bool, reading: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with reading() as pilot:
        contents = reader_of(pilot).panes.contents
        assert contents is not None
        if focused:
            await pilot.press("t")
        drawn = [segment for y in range(8) for segment in contents.render_line(y)]
    current, other = (
        next(segment.style for segment in drawn if word in segment.text) for word in ("Meeting", "Fisheries")
    )
    assert current is not None
    assert other is not None
    assert (bool(current.bold), bool(current.reverse)) == (True, focused)
    assert (bool(other.bold), bool(other.reverse)) == (False, False)
