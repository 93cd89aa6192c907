"""The project's own looks: ink on paper, and the same at night."""

from textual.theme import Theme

DARK = Theme(
    name="briefing-dark",
    primary="#8ab4d8",
    secondary="#a8b8a0",
    accent="#d8b26a",
    warning="#e0a458",
    error="#e07a6a",
    success="#8fb996",
    foreground="#dcd8cf",
    background="#191a1c",
    surface="#222427",
    panel="#2a2d31",
    dark=True,
)
LIGHT = Theme(
    name="briefing-light",
    primary="#1f4e79",
    secondary="#4f6b4a",
    accent="#8a4b08",
    warning="#a85b00",
    error="#a3261b",
    success="#2f6b3a",
    foreground="#1d1d1b",
    background="#faf8f2",
    surface="#f0ede3",
    panel="#e6e2d6",
    dark=False,
)
THEMES = (DARK, LIGHT)
