"""A briefing and notes to test with, and strategies for texts that try to break the format."""

from __future__ import annotations

from hypothesis import strategies as st

from briefing.model import Block, Briefing, Entity, Mention, Note, Section, Source
from briefing.notes import anchor

PARAGRAPHS = (
    "The Foreign Minister of Ruritania received the Foreign Minister of Graustark in Strelsau on Monday.",
    "The two ministers welcomed the progress on the bridge at Zenda, worth $5 million and $6 million.",
    'They discussed the lake. "Access to the lake," the minister said, "remains *essential* for both."',
    "Ruritania underscored its position on fishing; Graustark took note of it - and of #4 of the annex.",
    "The ministers agreed to meet again in spring.",
)
HEADINGS = ("Opening", "Trade & bridges", "The lake", "Closing")


def briefing(paragraphs: tuple[str, ...] = PARAGRAPHS, name: str = "ruritania-graustark") -> Briefing:
    blocks, at = [], 0
    for paragraph in paragraphs:
        blocks.append(Block(at, at + len(paragraph)))
        at += len(paragraph) + 2
    text = "\n\n".join(paragraphs)
    starts = [block.start for block in blocks[: len(HEADINGS)]]
    sections = tuple(
        Section(start, end, heading, "issue")
        for start, end, heading in zip(starts, [*starts[1:], len(text)], HEADINGS, strict=False)
    )
    person = Entity("country:RU-X", "Ruritania", "country", mentions=(Mention(24, 33, "Ruritania"),))
    return Briefing(
        name,
        Source(text, "", url="https://example.org/readout"),
        "Ministers meet",
        "2024-04-02",
        issuer="Strelsau Gazette",
        parties=("Ruritania", "Graustark"),
        blocks=tuple(blocks),
        sections=sections,
        entities=(person,),
    )


BRIEFING = briefing()


def note(start: int, end: int, text: str = "", tags: tuple[str, ...] = (), name: str = "") -> Note:
    return Note(name, anchor(BRIEFING, start, end), BRIEFING.text[start:end], text, tags)


@st.composite
def notes(draw: st.DrawFn) -> Note:
    start = draw(st.integers(0, len(BRIEFING.text) - 2))
    end = draw(st.integers(start + 1, min(len(BRIEFING.text), start + 300)))
    return note(start, end, draw(TEXTS), draw(TAGS))


_DANGEROUS_LINES = st.sampled_from(
    [
        "",
        " ",
        "<!-- note abcdef lake/2 0-10 rev=0123456789ab -->",
        "<!-- note abc",
        "<\\!-- note abcdef x 1-2 -->",
        "# a",
        "### a",
        "#### a",
        "###### a",
        "#",
        "\\# a",
        "  \\\\### b",
        "> quoted",
        "^n-abcdef",
        "Tags: #a #b",
        "Tags:",
        "Tags\\: #c",
        "  Tags: #d",
        "#tag #other",
        "<<<<<<< ours",
        "=======",
        ">>>>>>> theirs",
        "\\<<<<<<< ours",
        "---",
        "```",
        "    code",
        "\ttab",
        "\x0c",
        "a\u2028b",
        "a\x85b",
        "\ufeff",
        "— [source](https://example.org)",
        "&amp; *x* _y_ `z` [[w]] \\",
    ]
)
_LINES = st.one_of(_DANGEROUS_LINES, st.text(max_size=30).filter(lambda line: "\n" not in line))
TEXTS = st.one_of(st.lists(_LINES, max_size=8).map("\n".join), st.text(max_size=60))
TAGS = st.lists(st.text("abcäé#-_/ \n", min_size=1, max_size=30), max_size=5).map(tuple)

_FILE_LINES = st.one_of(
    _LINES,
    st.sampled_from(
        [
            "---",
            "briefing: x",
            "## The lake",
            "## Trade \\& bridges",
            "### Strelsau Gazette ¶2, 2024-04-03 09:14",
            '<!-- note k3f9q2 the-lake/3 10-20 rev=0123456789ab pre="x" post="y" -->',
            "<!-- note k3f9q2 the-lake/3 10-20 -->",
            "<!-- note zzzzzz . -->",
            "<!-- note yyyyyy @person:x 0-0 -->",
            "> President Biden emphasized",
            "> — [White House, ¶7](https://example.org/)",
            ">",
            "^n-k3f9q2",
            "^n-zzzzzz",
            "my own words",
        ]
    ),
)


@st.composite
def files(draw: st.DrawFn, *, with_note: bool = False) -> bytes:
    """The bytes of something like a notes file."""
    lines = draw(st.lists(_FILE_LINES, max_size=40))
    if with_note:
        lines.insert(draw(st.integers(0, len(lines))), "<!-- note qqqqqq the-lake/3 10-20 -->")
    ends = draw(st.sampled_from(["\n", "\r\n", "mixed"]))
    text = "".join(
        line + (ends if ends != "mixed" else draw(st.sampled_from(["\n", "\r\n"]))) for line in lines
    )
    if draw(st.booleans()):
        text = text.rstrip("\r\n")
    bom = b"\xef\xbb\xbf" if draw(st.booleans()) else b""
    return bom + text.encode("utf-8", "replace")
