"""Two accounts to compare, and how to read them."""

from __future__ import annotations

from briefing import paths
from briefing.analysis import analyse, bundled
from briefing.comparison import Comparison, compare
from briefing.library.opening import open_briefing
from briefing.model import Briefing, Span
from briefing.sources import source_from_text

OURS = (
    "Foreign Minister Ada Holm of Estonia met the Foreign Minister of Latvia, Iven Tarr, in Riga.\n\n"
    "The ministers discussed bilateral relations. Minister Holm stressed the importance of cybersecurity. "
    "Minister Holm condemned the violence in Sudan and called for humanitarian access. "
    "The ministers agreed to conclude the agreement on fisheries."
)
THEIRS = (
    "Foreign Minister Iven Tarr of Latvia received the Foreign Minister of Estonia, Ada Holm.\n\n"
    "The ministers discussed fisheries and agreed to study the matter. "
    "Minister Tarr urged Estonia to open the border for migrants. "
    "They exchanged views on bilateral cooperation and on ransomware."
)


def read(text: str) -> Briefing:
    return analyse(source_from_text(text), bundled())


def compared(a: str, b: str) -> tuple[Comparison, Briefing, Briefing]:
    one, other = read(a), read(b)
    return compare(one, other, bundled()), one, other


def shipped(name: str) -> Briefing:
    return open_briefing(paths.bundled_content() / f"{name}.md")


def words(briefing: Briefing, spans: tuple[Span, ...]) -> str:
    return " … ".join(" ".join(briefing.text[span.start : span.end].split()) for span in spans)
