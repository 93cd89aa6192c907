"""Notes to export, and strategies for notes and briefings that mean harm."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hypothesis import strategies as st

from briefing.model import Briefing, Note
from briefing.notes import Notebook, anchor
from briefing.notes.anchoring import place_all, revision_of
from tests.notes import samples
from tests.notes.samples import BRIEFING, note

HOSTILE = [
    "<script>alert(1)</script>",
    "</style><script src=//evil.example/x></script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)",
    "--><!--",
    "<!-- note",
    "]]>",
    "&lt;b&gt; &amp; &#x3c;",
    "{% for x in y %}{{ x }}",
    "=HYPERLINK(A1)",
    "+1",
    "-2",
    "@SUM(A1)",
    "\t=1",
    " ＝1",
    "'=1",
    "''",
    '"',
    ",;",
    "\x00",
    "\x1b[31m",
    "\x85",
    "\u202egnp.exe",
    "\ufeff=1",
    "\u2028",
    "\ud800",
    "\uffff",
    "😀",
]
_MARKDOWN = [
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](vbscript:x)",
    "[x](file:///etc/passwd)",
    "[x](//evil.example/)",
    "[x](relative)",
    "[x](#n-a)",
    "[x](ftp://evil.example/)",
    "[x](http:x)",
    '[x](https://example.org/ "a \\" title")',
    "[x](mailto:desk@example.org)",
    "<javascript:alert(1)>",
    "<https://example.org/?a=1&b=2>",
    "![x](https://evil.example/x.png)",
    "![x](data:image/png;base64,AAAA)",
    "![a ![b](https://evil.example/b.png)](https://evil.example/a.png)",
    "[![x](https://evil.example/x.png)](https://example.org/)",
    "[a ![x](https://evil.example/x.png) b](https://example.org/)",
    "![[x](https://example.org/)](https://evil.example/x.png)",
    "[r]: javascript:alert(1)",
    "[r]: https://example.org/",
    "[r] ![r]",
    "# heading",
    "###### heading",
    "> quoted",
    "- item",
    "7. item",
    '```"><script>',
    "    code",
    "| a | b |\n|:--|--:|\n| 1 | <b> |",
    "---",
    "*a **b* c**",
    "~~gone~~",
    "`a",
]
WORDS = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=20))
LINES = st.lists(WORDS, min_size=1, max_size=3).map(" ".join)
TEXTS = st.one_of(
    samples.TEXTS,
    st.lists(st.one_of(st.sampled_from(_MARKDOWN), LINES), max_size=8).map("\n".join),
    st.lists(st.sampled_from(_MARKDOWN), max_size=6).map("\n\n".join),
)
NAMES = st.text("abcdefghijklmnopqrstuvwxyz0123456789", min_size=1, max_size=32)


@st.composite
def notes(draw: st.DrawFn) -> Note:
    """A note on anything, whose quote may be what the text never said."""
    start = draw(st.integers(0, len(BRIEFING.text) - 2))
    end = draw(st.integers(start + 1, min(len(BRIEFING.text), start + 300)))
    target = draw(st.sampled_from(["passage", "passage", "section", "briefing", "entity"]))
    spot = anchor(BRIEFING, start, end, target, draw(st.sampled_from(["", "country:RU-X", 'person:"><b>'])))
    quote = draw(st.one_of(st.just(BRIEFING.text[start:end]), LINES, st.just("")))
    return Note(
        draw(NAMES),
        spot,
        quote if target == "passage" else "",
        draw(TEXTS),
        draw(st.lists(WORDS, max_size=3).map(tuple)),
        draw(st.sampled_from(["2024-04-03T09:14", "", "2024-13-99T99:99", "0001-01-01T00:00"])),
    )


@st.composite
def briefings(draw: st.DrawFn) -> Briefing:
    """The sample, with a title and an origin as somebody who means harm would write them."""
    url = st.sampled_from(
        ["", "https://example.org/a?b=1&c=2#d", 'https://example.org/"><script>', "file:///home/me/x"]
    )
    return replace(
        BRIEFING,
        title=draw(LINES),
        date=draw(st.sampled_from(["2024-04-02", "", "<b>"])),
        place=draw(LINES),
        issuer=draw(st.one_of(st.just(""), LINES)),
        parties=tuple(draw(st.lists(WORDS, max_size=2))),
        source=replace(BRIEFING.source, url=draw(st.one_of(url, WORDS.map("https://e.org/{}".format)))),
        sections=tuple(replace(section, heading=draw(LINES)) for section in BRIEFING.sections),
    )


def notebook(*found: Note, on: Briefing = BRIEFING) -> Notebook:
    """The notes as the store would load them, their old text among them, without a file."""
    placements = place_all(found, on, lambda revision: BRIEFING.text)
    return Notebook(
        on.id, Path("/home/me/notes/x.notes.md"), found, placements, revision=revision_of(on.text)
    )


def _noted(found: list[tuple[Briefing, list[Note]]]) -> list[tuple[Briefing, Notebook]]:
    named = [(replace(one, id=f"briefing-{number}"), of_it) for number, (one, of_it) in enumerate(found)]
    return [(one, notebook(*of_it, on=one)) for one, of_it in named]


NOTED = st.lists(
    st.tuples(briefings(), st.lists(notes(), max_size=4, unique_by=lambda one: one.id)), max_size=3
).map(_noted)

LAKE = BRIEFING.text.index("They discussed the lake")
ON_LAKE = replace(
    note(LAKE, LAKE + 23, "See *the annex*.", ("drift", "lake/access"), "k3f9q2"), created="2024-04-03T09:14"
)
HIGHLIGHT = replace(note(4, 20, name="aaaaa1"), created="2024-04-03T09:15")
ON_SECTION = replace(
    note(0, 1, "All of it.", name="aaaaa2"), quote="", anchor=anchor(BRIEFING, LAKE, LAKE, "section")
)
ON_BRIEFING = replace(
    note(0, 1, "Read twice.", name="aaaaa3"), quote="", anchor=anchor(BRIEFING, target="briefing")
)
ON_ENTITY = replace(
    note(0, 1, "A small state.", name="aaaaa4"),
    quote="",
    anchor=anchor(BRIEFING, target="entity", entity="country:RU-X"),
)
ALL = (ON_LAKE, HIGHLIGHT, ON_SECTION, ON_BRIEFING, ON_ENTITY)
