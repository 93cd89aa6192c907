from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.export.markdown import as_markdown
from briefing.model import Briefing, Note, Span
from briefing.notes import Notebook, anchor, changes, cited, page
from briefing.notes.anchoring import place_all, revision_of, text_is
from briefing.notes.verifying import KnownText, Verdict, verify
from tests.notes.samples import BRIEFING, briefing


class Known:
    """Texts at hand: those of some briefings."""

    def __init__(self, *briefings: Briefing) -> None:
        self._texts = [KnownText(one.text, one.id, one.source.url) for one in briefings]

    def find(self, revision: str, briefing: str) -> KnownText | None:
        return next((text for text in self._texts if text_is(revision, text.revision)), None)

    def all(self) -> list[KnownText]:
        return self._texts


def kept(found: Briefing, notes: list[Note]) -> str:
    """The notes file of some notes."""
    data = b""
    for number, note in enumerate(notes):
        data = changes.added(page.parse(data), replace(note, id=f"note{number}"), found)
    return data.decode()


def exported(found: Briefing, notes: list[Note]) -> str:
    read = page.parse(kept(found, notes).encode()).notes
    book = Notebook(found.id, Path("x"), read, place_all(read, found, lambda revision: None))
    return as_markdown([(found, book)])


def verdicts(document: str, *briefings: Briefing) -> tuple[Verdict, ...]:
    return verify(document.encode("utf-8", "surrogateescape"), Known(*briefings))


# --- One character


_PIECES = st.one_of(
    st.sampled_from(
        [
            *("the", "lake", "a", "I", "1", "$1.5", "million,", "“Access", "to", "it,”", "said.", "Zenda’s"),
            *("#", "-", "+", "1.", "*", "_x_", "**b**", "[l](u)", "\\", "`c`", "&amp;", "<b>", ">", "~~s~~"),
            *(
                "===",
                "--",
                "%%",
                "—",
                "[[w]]",
                "snake_case",
                "—*x*",
                "e\u0301",
                "naïve",
                "湖上航行",
                "\u200b",
            ),
            *("Озеро", "بحيرة", "\u00a0", "\x85", "\x0c", "\ufffd", "\ud800", "^n-abcdef", "<!--", "-->"),
        ]
    ),
    st.text(min_size=1, max_size=6).filter(lambda piece: "\n" not in piece),
)
_SENTENCE = "The ministers discussed *the lake* again."
_PARAGRAPHS = st.lists(
    st.one_of(st.just(_SENTENCE), st.lists(_PIECES, min_size=1, max_size=25).map(" ".join)),
    min_size=1,
    max_size=4,
).filter(lambda paragraphs: bool("".join(paragraphs).strip()))
_OWN_WORDS = st.sampled_from(
    [
        "",
        "Mine.",
        "> quoted by me",
        "```",
        "- a list",
        "> quoted\nand on",
        "<!-- open",
        "### a\n\n#### b",
        "— [x](https://example.org)",
    ]
)


@st.composite
def noted(draw: st.DrawFn) -> tuple[Briefing, list[Note]]:
    """A briefing and notes on passages of it, one letter or more."""
    found = briefing(tuple(draw(_PARAGRAPHS)))
    notes = []
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(found.text) - 1))
        length = draw(st.one_of(st.integers(1, 3), st.integers(1, len(found.text))))
        end = min(start + length, len(found.text))
        words = found.text[start:end]
        if words.strip():
            notes.append(Note("", anchor(found, start, end), words, draw(_OWN_WORDS)))
    return found, notes or [Note("", anchor(found, 0, len(found.text)), found.text)]


FORMS = pytest.mark.parametrize("form", [kept, exported])


@FORMS
@given(noted())
def test_untouched_quotes_are_verified(form, sample) -> None:
    found, notes = sample
    judged = [verdict for verdict in verdicts(form(found, notes), found) if verdict.note]
    assert [verdict.status for verdict in judged] == ["verified"] * len(notes)


@FORMS
@given(noted(), st.data())
def test_one_character_changed_fails_its_quote_alone(form, sample, data) -> None:
    found, notes = sample
    document = form(found, notes)
    before = [verdict for verdict in verdicts(document, found) if verdict.note]
    chosen = data.draw(st.integers(0, len(before) - 1))
    lines = document.split("\n")
    first = before[chosen].line - 1
    last = next(at for at in range(first, len(lines)) if not lines[at].startswith(">")) - 2  # its source
    old = "\n".join(re.sub("^> ?", "", line) for line in lines[first:last])
    new = data.draw(mutations(old))
    lines[first:last] = [f"> {line}" for line in new.split("\n")]
    after = [verdict for verdict in verdicts("\n".join(lines), found) if verdict.note]
    # Escaping a character, or not, shows the same words.
    same = _shown(new) == _shown(old)
    expected = ["verified"] * len(before)
    expected[chosen] = "verified" if same else "altered"
    assert [verdict.status for verdict in after] == expected


@st.composite
def mutations(draw: st.DrawFn, words: str) -> str:
    """Words with one character, no white space, put in, taken out or put in the place of another."""
    new = draw(st.one_of(st.sampled_from("ae.’'-—*\\`#>"), st.characters(exclude_categories=["Cs", "Zs"])))
    if new.isspace():
        new = "x"
    black = [at for at, character in enumerate(words) if not character.isspace()]
    at = draw(st.sampled_from(black))
    match draw(st.sampled_from(["in", "out", "other"])):
        case "in":
            return words[:at] + new + words[at:]
        case "out":
            return words[:at] + words[at + 1 :]
        case _:
            return words[:at] + new + words[at + 1 :]


def _shown(markdown: str) -> list[str]:
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", markdown).split()


@FORMS
@given(noted(), st.data())
def test_lines_may_be_broken_elsewhere(form, sample, data) -> None:
    found, notes = sample
    document = re.sub(r"(?:^>.*\n)+", lambda quote: _broken(quote[0], data), form(found, notes), flags=re.M)
    judged = [verdict for verdict in verdicts(document, found) if verdict.note]
    assert [verdict.status for verdict in judged] == ["verified"] * len(notes)


def _broken(quote: str, data: st.DataObject) -> str:
    """A quote with its lines broken at other blanks, as formatters do, and with other signs."""
    width = data.draw(st.integers(1, 120))
    paragraphs = re.split(r"^> ?\n", quote, flags=re.M)
    lines: list[str] = []
    for paragraph in paragraphs:
        row = ""
        lines.append(">")
        for word in re.sub(r"^> ", "", paragraph, flags=re.M).split():
            if row and len(row) + len(word) >= width:
                lines.append(f"> {row}")
                row = ""
            row = f"{row} {word}".strip()
        lines.append(f" >{row}")
    return "".join(f"{line}\n" for line in lines[1:])


# --- What becomes of each kind of quote


TEXT = BRIEFING.text
START = TEXT.index("The two ministers")
END = START + len("The two ministers welcomed the progress on the bridge at Zenda")
REV = revision_of(TEXT)
SOURCE = "— [Strelsau Gazette, ¶2](https://example.org/readout#:~:text=The%20two)"
FRONT = "---\nbriefing-notes: 1\nbriefing: ruritania-graustark\n---\n\n"
LINE = f"<!-- quote k3f9q2 {START}-{END} rev={REV} briefing=ruritania-graustark -->\n\n"
NOTE = f"### A ¶2\n\n<!-- note k3f9q2 trade-bridges/2 {START}-{END} rev={REV} -->\n\n"
QUOTE = "> The two ministers welcomed the progress on the\n> bridge at Zenda\n"
CITED = f"{QUOTE}>\n> {SOURCE}\n"
OTHER = briefing(("The ministers of Ruritania parted in Hentzau without a word on fishing.",), "hentzau")

CASES = {
    # an export
    "exported": (LINE + CITED, "verified"),
    "without its source": (LINE + QUOTE, "verified"),
    "no blank line below the marker": (LINE.rstrip() + "\n" + CITED, "verified"),
    "Windows line ends": ((LINE + CITED).replace("\n", "\r\n"), "verified"),
    "a mark of byte order": ("\ufeff" + LINE + CITED, "verified"),
    "a word changed": (LINE + CITED.replace("welcomed", "praised"), "altered"),
    "another case": (LINE + CITED.replace("bridge", "Bridge"), "altered"),
    "words put in": (LINE + CITED.replace("welcomed", "warmly welcomed"), "altered"),
    "words left out": (LINE + CITED.replace("progress on ", ""), "altered"),
    "words put in between signs": (LINE + CITED.replace("> bridge", "false\n> bridge"), "altered"),
    "words put in after": (LINE + QUOTE + "and more of it\n", "altered"),
    "words after its source": (LINE + CITED + "and more of it\n", "verified"),
    "a list after it": (LINE + QUOTE + "- mine\n", "verified"),
    "cut at the end": (LINE + "> The two ministers welcomed the progress\n", "verified"),
    "cut at the beginning": (LINE + "> welcomed the progress on the bridge at Zenda\n", "verified"),
    "cut in a word": (LINE + "> The two ministers welcomed the progress on the bridge at Zend\n", "altered"),
    "more than was marked": (
        LINE + "> The two ministers welcomed the progress on the bridge at Zenda, worth\n",
        "altered",
    ),
    "its words gone": (LINE + "Nothing is quoted.\n", "altered"),
    "its words gone at the end": (LINE, "altered"),
    "another text": (LINE.replace(REV, "0123456789ab") + CITED, "without its text"),
    "a shorter revision": (LINE.replace(REV, REV[:7]) + CITED, "verified"),
    "no revision": (LINE.replace(f" rev={REV}", "") + CITED, "verified"),
    "no revision and other words": (LINE.replace(f" rev={REV}", "") + "> Nobody said so.\n", "not found"),
    "no revision and no words": (LINE.replace(f" rev={REV}", ""), "not found"),
    "beyond the text": (LINE.replace(f"-{END}", "-99999") + CITED, "verified"),
    "beyond the text, other words": (LINE.replace(f"-{END}", "-99999") + "> Nobody said so.\n", "not found"),
    "another place": (LINE.replace(f"{START}-{END}", "0-40") + CITED, "altered"),
    "a marker that is no marker": (LINE.replace("quote k3f9q2", "quoted") + CITED, "verified"),
    # a notes file
    "kept": (FRONT + NOTE + CITED, "verified"),
    "kept, without front matter": (NOTE + CITED, "verified"),
    "kept, a word changed": (FRONT + NOTE + CITED.replace("welcomed", "praised"), "altered"),
    "kept, cut": (FRONT + NOTE + "> The two ministers welcomed the progress\n", "verified"),
    "kept, without its text": (FRONT + NOTE.replace(REV, "0123456789ab") + CITED, "without its text"),
    "kept, its place damaged": (FRONT + NOTE.replace(str(END), "x") + CITED, "verified"),
    "kept, its place damaged, other words": (
        FRONT + NOTE.replace(str(END), "x") + CITED.replace("welcomed", "praised"),
        "not found",
    ),
    "kept, its marker damaged": (FRONT + NOTE.replace("k3f9q2", "???") + CITED, "verified"),
    "kept, its marker damaged, other words": (
        FRONT + NOTE.replace("k3f9q2", "???") + CITED.replace("welcomed", "praised"),
        "not found",
    ),
    "kept, its marker gone": (FRONT + "### A ¶2\n\n" + QUOTE + "\n^n-k3f9q2\n", "verified"),
    "kept, its marker and words gone": (FRONT + "### A ¶2\n\n> Nobody said so.\n\n^n-k3f9q2\n", "not found"),
    "kept, a note on a section": (FRONT + NOTE.replace("s/2", "s") + "> My own.\n", "not checked"),
    "kept, the reader's own quote": (FRONT + NOTE + "Mine.\n\n> My own.\n", "not checked"),
    # a report
    "cited": (CITED, "verified"),
    "cited, straight for curly": ('> "Access to the lake" is essential\n>\n> — *x*\n', "not found"),
    "cited, a word changed": (CITED.replace("welcomed", "praised"), "not found"),
    "cited, a part of a word": (f"> he two ministers\n>\n> {SOURCE}\n", "not found"),
    "cited, a text without address": (CITED.replace(SOURCE, "— *Strelsau Gazette, ¶2*"), "verified"),
    "cited, an address of nobody": (CITED.replace("example.org", "example.com"), "verified"),
    "cited, the address of another text": (
        f"> The ministers of Ruritania parted in Hentzau\n>\n> {SOURCE}\n",
        "not found",
    ),
    "the writer's own": ("> A quote.\n", "not checked"),
    "the writer's own comment": ("<!-- quote of the day -->\n\n> A quote.\n", "not checked"),
    "a comment that looks like a note's": ("<!-- note to self -->\n\n> A quote.\n", "not checked"),
    "a source without words": (f"> {SOURCE}\n", "not checked"),
}
TELLERS = {
    "a word changed": "The quote of note k3f9q2 is altered: the file has “ministers praised the” where the "
    "text has “ministers welcomed the”.",
    "words left out": "“the the” where the text has “the progress on the”",
    "its words gone": "the file has nothing where the text has “The two ministers welcomed the…”",
    "another text": "(revision 0123456789ab) is not kept here",
    "no revision and no words": "has no words",
    "cited, a word changed": "The quote does not stand in the text that its source names: “The two ministers "
    "praised the progress on the bridge at Zend…”.",
    "cited, straight for curly": "does not stand in any text that is known here",
}


@pytest.mark.parametrize(("document", "status"), CASES.values(), ids=CASES)
def test_kinds_of_quotes(document: str, status: str) -> None:
    url = replace(OTHER.source, url="https://example.org/other")
    curly = briefing(("“Access to the lake” is essential.",), "curly")
    curly = replace(curly, source=replace(curly.source, url=""))
    (verdict,) = verdicts(document, BRIEFING, replace(OTHER, source=url), curly)
    assert verdict.status == status
    assert bool(verdict.problem) == (status not in ("verified", "not checked"))


@pytest.mark.parametrize(("case", "told"), TELLERS.items(), ids=TELLERS)
def test_problems_say_what_is_wrong(case: str, told: str) -> None:
    (verdict,) = verdicts(CASES[case][0], BRIEFING)
    assert told in verdict.problem


def test_lines_are_those_of_the_file() -> None:
    document = f"# Report\n\n{LINE}{CITED}\n{LINE}Gone.\n\n{FRONT}> Mine.\n"
    assert [(one.line, one.status) for one in verdicts(document, BRIEFING)] == [
        (5, "verified"),
        (10, "altered"),
        (19, "not checked"),
    ]


def test_quotes_copied_with_their_source_are_found() -> None:
    sentence = Span(START, TEXT.index(".", END) + 1)
    (verdict,) = verdicts(cited(sentence, BRIEFING), OTHER, BRIEFING)
    assert (verdict.status, verdict.briefing) == ("verified", BRIEFING.id)


def test_nothing_in_a_document_stops_the_search() -> None:
    assert verify(b"\xff> \xfe\n" + LINE.encode() + b"> \xff\n", Known(BRIEFING))[-1].status == "altered"
