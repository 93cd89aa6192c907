"""Colours: words that can be read and marks that can be seen, by any eye and on any terminal."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

import pytest
from rich.color import Color as RichColor
from rich.color import ColorSystem
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from briefing.errors import ConfigError
from briefing.tui import themes
from tests.tui.conftest import Open, reader_of

OWN = [theme for theme in themes.THEMES if not theme.ansi]
SAFE = [theme for theme in OWN if "safe" in theme.name]
EVERY = [*BUILTIN_THEMES, *(theme.name for theme in themes.THEMES)]
INKS = (
    "foreground",
    "text-muted",
    "text-primary",
    "text-accent",
    "text-warning",
    "text-error",
    "text-success",
)
GROUNDS = ("note-ground", "highlight-ground", "followed-ground")

# Machado, Oliveira and Fernandes 2009, at full severity, for linear light.
EYES = {
    "full": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def light(colour: str) -> tuple[float, float, float]:
    """Linear light of each of the three colours, from 0 to 1."""

    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = Color.parse(colour).normalized
    return linear(red), linear(green), linear(blue)


def luminance(colour: str, eye: str = "full") -> float:
    red, green, blue = (
        min(1.0, max(0.0, sum(part * share for part, share in zip(light(colour), row, strict=True))))
        for row in EYES[eye]
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, bright = sorted((luminance(one), luminance(other)))
    return (bright + 0.05) / (dark + 0.05)


def lightness(colour: str, eye: str) -> float:
    """From 0 to 100, as CIE L* counts it."""
    seen = luminance(colour, eye)
    return 116 * seen ** (1 / 3) - 16 if seen > 0.008856 else 903.3 * seen


def variables(theme: Theme) -> dict[str, str]:
    return themes.complete({**theme.to_color_system().generate(), **theme.variables}, theme.variables)


def pairs(theme: Theme) -> dict[str, tuple[str, str, float]]:
    """Everything that is put on something, with the least contrast that it may have."""
    known = variables(theme)
    words = {
        f"{ink} on {paper}": (known[ink], known[paper], 4.5)
        for ink in INKS
        for paper in ("background", "surface")
    }
    words |= {f"text on {ground}": (known["foreground"], known[ground], 4.5) for ground in GROUNDS}
    words |= {
        f"{ink} on the cursor": (known[ink], known[ground], 4.5)
        for ink in ("foreground", "text-muted", "text-accent", "text-warning")
        for ground in ("cursor-ground", "panel")
    }
    words |= {
        "selected": (known["background"], known["foreground"], 4.5),
        "selected in a note": (known["note-ground"], known["foreground"], 4.5),
        "footer keys": (known["text-accent"], known["surface"], 4.5),
    }
    marks = {
        "bar at the current sentence": (known["primary"], known["background"], 3),
        "sign of a note": (known["text-warning"], known["background"], 3),
        "border of a dialog": (known["primary"], known["surface"], 3),
        "scroll bar": (known["scrollbar"], known["background"], 3),
    }
    # What another side says is to recede, wherever it is marked.
    dimmed = {f"dimmed on {ground}": (known["text-muted"], known[ground], 3) for ground in GROUNDS}
    return words | marks | dimmed


def in_256(colour: str) -> str:
    return RichColor.parse(colour).downgrade(ColorSystem.EIGHT_BIT).get_truecolor().hex


SCREENS = pytest.mark.parametrize("drawn", [str, in_256], ids=["truecolour", "256 colours"])


@pytest.mark.parametrize("theme", OWN, ids=lambda theme: theme.name)
@SCREENS
def test_words_can_be_read_and_marks_be_seen(theme: Theme, drawn: Callable[[str], str]) -> None:
    # The nearest of 256 colours may be some steps off, the more so among dark ones.
    share = 1 if drawn is str else 0.8
    found = {
        name: round(contrast(drawn(ink), drawn(ground)), 2)
        for name, (ink, ground, least) in pairs(theme).items()
        if contrast(drawn(ink), drawn(ground)) < least * share
    }
    assert found == {}


@pytest.mark.parametrize("theme", OWN, ids=lambda theme: theme.name)
@SCREENS
def test_grounds_are_told_from_the_page_and_from_one_another(
    theme: Theme, drawn: Callable[[str], str]
) -> None:
    known = variables(theme)
    colours = {name: drawn(known[name]) for name in ("background", *GROUNDS)}
    for one, other in combinations(colours.values(), 2):
        first, second = light(one), light(other)
        assert sum(abs(a - b) for a, b in zip(first, second, strict=True)) > 0.02, (theme.name, one, other)


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("theme", SAFE, ids=lambda theme: theme.name)
def test_in_the_safe_themes_each_ground_has_a_lightness_of_its_own(theme: Theme, eye: str) -> None:
    known = variables(theme)
    seen = {name: lightness(known[name], eye) for name in ("background", *GROUNDS)}
    near = [(a, b) for a, b in combinations(seen, 2) if abs(seen[a] - seen[b]) < 5]
    assert near == []


@pytest.mark.parametrize("name", [name for name, theme in BUILTIN_THEMES.items() if not theme.ansi])
def test_grounds_made_of_the_colours_of_another_theme_leave_its_text_readable(name: str) -> None:
    known = variables(BUILTIN_THEMES[name])
    text = contrast(known["foreground"], known["background"])
    for ground in (*GROUNDS, "cursor-ground"):
        assert contrast(known["foreground"], known[ground]) >= min(4.5, text * 0.85)
    assert contrast(known["text-muted"], known["background"]) >= min(4.5, text * 0.85)


async def test_the_reader_is_drawn_in_every_theme(reading: Open) -> None:
    async with reading(size=(120, 30)) as pilot:
        text = reader_of(pilot).panes.text
        assert set(EVERY) <= set(pilot.app.available_themes)
        for name in pilot.app.available_themes:
            pilot.app.theme = name
            await pilot.pause()
            assert text.styles.background == Color.parse(pilot.app.theme_variables["background"]), name
            strips = [text.render_line(y) for y in range(12)]
            assert any("Foreign Minister Ada Holm" in strip.text for strip in strips), name


@pytest.mark.parametrize(
    ("colours", "expected"),
    [
        ("truecolor", "briefing-dark"),
        ("256", "briefing-dark"),
        ("standard", "briefing-ansi"),
        (None, "briefing-ansi"),
    ],
)
def test_without_a_choice_the_terminal_decides(colours: str | None, expected: str) -> None:
    assert themes.chosen("", EVERY, colours) == expected
    assert themes.chosen("nord", EVERY, colours) == "nord"


def test_an_unknown_theme_is_named_with_the_nearest() -> None:
    with pytest.raises(
        ConfigError, match="theme 'breifing-dark', which there is not; did you mean 'briefing-dark'"
    ):
        themes.chosen("breifing-dark", EVERY, "truecolor")
