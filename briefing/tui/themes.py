"""The project's own looks: ink on paper, the same at night, and one for terminals of sixteen colours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.color import Color
from textual.theme import Theme

from briefing.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping

_TEXT = 4.5
"""The least contrast of words with what they stand on, as WCAG counts it."""


def _theme(name: str, *, dark: bool, scrollbar: str, **colours: str) -> Theme:
    """``colours`` are Textual's nine; the others, with an underscore for each hyphen, are variables."""
    own = {key: colours.pop(key) for key in tuple(colours) if key not in _TEXTUAL}
    variables = {key.replace("_", "-"): value for key, value in own.items()}
    for state in ("", "-hover", "-active"):
        variables[f"scrollbar{state}"] = scrollbar
        variables[f"scrollbar-background{state}"] = colours["background"]
    return Theme(name=name, dark=dark, variables=variables, **colours)  # type: ignore[arg-type]


_TEXTUAL = (
    *("primary", "secondary", "accent", "warning", "error", "success"),
    *("foreground", "background", "surface", "panel"),
)

DARK = _theme(
    "briefing-dark",
    dark=True,
    primary="#8ab4d8",
    secondary="#a8b8a0",
    accent="#d8b26a",
    warning="#e0a458",
    error="#e88a7a",
    success="#8fb996",
    foreground="#dcd8cf",
    background="#191a1c",
    surface="#222427",
    panel="#2a2d31",
    text_muted="#a8a59d",
    note_ground="#20394f",
    highlight_ground="#2c4a2c",
    followed_ground="#6a4a1e",
    cursor_ground="#28394a",
    rule="#44474c",
    scrollbar="#6a6e75",
)
LIGHT = _theme(
    "briefing-light",
    dark=False,
    primary="#1f4e79",
    secondary="#4f6b4a",
    accent="#7a4206",
    warning="#8a4a00",
    error="#a3261b",
    success="#2a6136",
    foreground="#1d1d1b",
    background="#faf8f2",
    surface="#efeeea",
    panel="#e6e2d6",
    text_muted="#5c5952",
    note_ground="#cfe0ef",
    highlight_ground="#e3ebb5",
    followed_ground="#f0c878",
    cursor_ground="#c9d7e4",
    rule="#bfbcb2",
    scrollbar="#8a8575",
)
# Blue, yellow and orange, each as light or dark as no other: told apart whichever cones are missing.
SAFE = _theme(
    "briefing-safe",
    dark=True,
    primary="#6fb7ee",
    secondary="#a9abb0",
    accent="#f0c84a",
    warning="#f0a830",
    error="#f2a07a",
    success="#8cc8f0",
    foreground="#e6e6e6",
    background="#16181c",
    surface="#20242a",
    panel="#2a2f36",
    text_muted="#b0b2b7",
    note_ground="#113250",
    highlight_ground="#4e470c",
    followed_ground="#865406",
    cursor_ground="#22405c",
    rule="#484c54",
    scrollbar="#6e727a",
)
SAFE_LIGHT = _theme(
    "briefing-safe-light",
    dark=False,
    primary="#004f86",
    secondary="#595b60",
    accent="#6b4a00",
    warning="#7a4a00",
    error="#8c3a00",
    success="#00598f",
    foreground="#16181c",
    background="#fbfbf8",
    surface="#eff0ec",
    panel="#e4e6e0",
    text_muted="#55575c",
    note_ground="#abcbec",
    highlight_ground="#ebe48c",
    followed_ground="#e29f30",
    cursor_ground="#c4d6e6",
    rule="#bcbeb8",
    scrollbar="#83878b",
)
# The terminal's own ink and paper, whichever they are; colour only where it is put under black letters.
SIXTEEN = Theme(
    name="briefing-ansi",
    ansi=True,
    dark=True,
    primary="ansi_default",
    secondary="ansi_default",
    accent="ansi_default",
    warning="ansi_default",
    error="ansi_default",
    success="ansi_default",
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    variables={
        "ansi-background": "ansi_default",
        "ansi-foreground": "ansi_default",
        "block-cursor-background": "ansi_blue",
        "block-cursor-foreground": "ansi_bright_white",
        "border": "ansi_default",
        "border-blurred": "ansi_default",
        "scrollbar": "ansi_bright_black",
        "scrollbar-hover": "ansi_bright_black",
        "scrollbar-active": "ansi_bright_black",
        "scrollbar-background": "ansi_default",
        "scrollbar-background-hover": "ansi_default",
        "scrollbar-background-active": "ansi_default",
        "input-selection-background": "ansi_cyan",
        "input-selection-foreground": "ansi_black",
        "footer-key-foreground": "ansi_default",
        "note-ground": "ansi_cyan",
        "highlight-ground": "ansi_green",
        "followed-ground": "ansi_yellow",
        "rule": "ansi_bright_black",
    },
)
THEMES = (DARK, LIGHT, SAFE, SAFE_LIGHT, SIXTEEN)


def chosen(name: str, known: Iterable[str], colours: str | None) -> str:
    """The theme to begin with; without one of the user's own, what suits a terminal of such colours.

    Raises ConfigError when there is no theme of that name.
    """
    if name and name not in (known := sorted(known)):
        from difflib import get_close_matches

        near = get_close_matches(name, known, n=1)
        meant = f"did you mean {near[0]!r}?" if near else f"{DARK.name!r} is one."
        raise ConfigError(f"The configuration asks for the theme {name!r}, which there is not; {meant}")
    return name or (DARK if colours in ("256", "truecolor") else SIXTEEN).name


def complete(variables: Mapping[str, str], own: Container[str]) -> dict[str, str]:
    """A theme's variables with those of the reader's that it does not have, made of its colours."""
    paper, ink = Color.parse(variables["background"]), Color.parse(variables["foreground"])
    made = {
        "note-ground": variables["primary"],
        "highlight-ground": variables["success"],
        "followed-ground": variables["warning"],
        "cursor-ground": variables["primary"],
    }
    if paper.ansi is not None or ink.ansi is not None:
        return {**dict.fromkeys(made, "ansi_cyan"), "rule": "ansi_bright_black", **variables}
    grounds = {name: _ground(paper, Color.parse(hue), ink).hex for name, hue in made.items()}
    # Textual's own is half transparent, which neither a style of the text pane nor one of a row can be.
    muted = {} if "text-muted" in own else {"text-muted": _muted(paper, ink).hex}
    return {**grounds, "rule": paper.blend(ink, 0.25).hex, **variables, **muted}


def contrast(one: Color, other: Color) -> float:
    """From 1 for the same lightness to 21 for black and white, as WCAG counts it."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _ground(paper: Color, hue: Color, ink: Color) -> Color:
    """Paper with as much of a hue as leaves the ink readable."""
    for share in (0.35, 0.3, 0.25, 0.2, 0.15):
        ground = paper.blend(hue, share, 1)
        if contrast(ground, ink) >= _TEXT:
            return ground
    return paper.blend(hue, 0.1, 1)


def _muted(paper: Color, ink: Color) -> Color:
    """Ink as pale as stays readable."""
    for share in (0.65, 0.7, 0.75, 0.8, 0.85, 0.9):
        pale = paper.blend(ink, share, 1)
        if contrast(pale, paper) >= _TEXT + 0.5:
            return pale
    return ink


def _luminance(colour: Color) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
