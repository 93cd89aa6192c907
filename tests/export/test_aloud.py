"""What is heard of a briefing: the readout's very words in their order, and everything else told apart."""

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing import printable
from briefing.export.aloud import aloud
from briefing.library.opening import open_briefing
from briefing.model import Anchor, Block, Briefing, Cue, Entity, Note, Section, Source, Statement, text_digest
from briefing.notes import Notebook, Placement

OURS = re.compile(r"(Section \d+ of|Note \d+[,:.]|Notice: |Statement |Tags: )")
GOES_ON = "The text goes on."

TEXT = (
    "Ada Holm received Iven Tarr in Port Amber on Monday.\n\n"
    "She stressed that the Amber Strait must stay open, and he agreed to it.\nThey met alone.\n\n"
    "It was noted that talks go on."
)


def briefing_of(text: str = TEXT, **facts: object) -> Briefing:
    """A section to each paragraph but the last two, which share one."""
    blocks = tuple(Block(found.start(), found.end()) for found in re.finditer(r"(?:[^\n]+\n?)+", text))
    edge = blocks[1].start if len(blocks) > 1 else len(text)
    sections = (Section(0, edge, "Arrival", "opening"), Section(edge, len(text), "The strait", "issue"))
    return Briefing(
        **{
            "id": "holm-tarr",
            "source": Source(text, text_digest(text)),
            "title": "Holm and Tarr",
            "blocks": blocks,
            "sections": sections[: 1 if edge == len(text) else 2],
            **facts,
        }
    )


def noted(briefing: Briefing, *notes: tuple[Note, Placement]) -> Notebook:
    named = [(f"n{number}", note, place) for number, (note, place) in enumerate(notes)]
    return Notebook(
        briefing.id,
        Path("holm-tarr.notes.md"),
        tuple(Note(name, *_rest(note)) for name, note, _ in named),
        {name: place for name, _, place in named},
        revision=text_digest(briefing.text)[:12],
    )


def _rest(note: Note) -> tuple:
    return note.anchor, note.quote, note.text, note.tags, note.created


def on(words: str, text: str = "", *tags: str, status: str = "same") -> tuple[Note, Placement]:
    start = TEXT.index(words)
    place = Placement(status, start, start + len(words)) if status != "orphan" else Placement("orphan")
    return Note("", Anchor("passage", "The strait"), words, text, tags), place


def said(words: str, side: str, speaker: str, verb: str, strength: int, **more: object) -> Statement:
    start = TEXT.index(words)
    at = TEXT.index(verb, start) if verb else start
    cues = (Cue(at, at + len(verb), verb, strength),) if verb else ()
    section = 0 if start < TEXT.index("She") else 1
    return Statement(start, start + len(words), section, side, speaker, cues, **more)


def heard(shown: str) -> tuple[list[str], list[str]]:
    """The paragraphs of the readout, and ours after title and facts, as a listener parts them."""
    theirs, ours = [], []
    goes_on = False
    for paragraph in shown.removesuffix("\n").split("\n\n")[2:]:
        if goes_on or not (OURS.match(paragraph) or paragraph == GOES_ON):
            theirs.append(paragraph)
            goes_on = False
        elif paragraph == GOES_ON:
            goes_on = True
        else:
            ours.append(paragraph)
    assert not goes_on
    return theirs, ours


def test_facts_and_sections_are_sentences_with_their_names():
    briefing = briefing_of(
        date="2031-04-07",
        place="Port Amber",
        format="video call",
        issuer="Nordland\x1b[31m Foreign Ministry",
        parties=("Nordland", "Sudria", "Velm"),
        notices=("The encoding is a guess",),
    )
    assert aloud(briefing) == (
        "Holm and Tarr\n\n"
        "Date: 2031-04-07.\nPlace: Port Amber.\nFormat: video call.\n"
        "Issued by: Nordland␛[31m Foreign Ministry.\nParties: Nordland, Sudria and Velm.\nSections: 2.\n\n"
        "Notice: The encoding is a guess.\n\n"
        "Section 1 of 2: Arrival.\n\n"
        "Ada Holm received Iven Tarr in Port Amber on Monday.\n\n"
        "Section 2 of 2: The strait.\n\n"
        "She stressed that the Amber Strait must stay open, and he agreed to it.\nThey met alone.\n\n"
        "It was noted that talks go on.\n"
    )


SECTIONS = [
    (Section(0, len(TEXT), "", "issue"), "Section 1 of 1, without a heading."),
    (Section(0, len(TEXT), "Who came?", "issue"), "Section 1 of 1: Who came?"),
    (Section(0, len(TEXT), "Arrival", "issue", confidence="unsure"), "Section 1 of 1, unsure: Arrival."),
    (
        Section(0, len(TEXT), "Links", "furniture"),
        "Section 1 of 1, no part of the readout proper: Links.",
    ),
]


@pytest.mark.parametrize(("section", "line"), SECTIONS)
def test_a_section_says_what_it_is(section, line):
    assert f"\n\n{line}\n\nAda Holm received" in aloud(briefing_of(sections=(section,)))


def test_a_heading_of_the_text_itself_is_said_once():
    text = "Fisheries\nThey agreed on fish."
    briefing = briefing_of(
        text,
        blocks=(Block(0, 9, "heading", 2), Block(10, len(text))),
        sections=(Section(0, len(text), "Fisheries", "issue"),),
    )
    assert "\n\nSection 1 of 1.\n\nFisheries\nThey agreed on fish.\n" in aloud(briefing)


def test_each_note_follows_its_paragraph_and_says_its_state():
    briefing = briefing_of(entities=(Entity("person:ada-holm", "Ada Holm", "person"),))
    book = noted(
        briefing,
        on("They met alone.", "Who says so?", "source", "doubt", status="uncertain"),
        on("Port Amber"),
        on("Amber Strait", "Moved up.", status="moved"),
        on("talks go on", "", "drift", status="changed"),
        on("Ada Holm", "Lost.", status="orphan"),
        (Note("", Anchor("briefing"), text="Short."), Placement("same", 0, len(TEXT))),
        (Note("", Anchor("section", "Arrival"), text="Late."), Placement("same", 0, 54)),
        (Note("", Anchor("entity", "person:ada-holm"), text="New in office."), Placement("same")),
        (Note("", Anchor("entity", "person:gone"), text="Who?"), Placement("orphan")),
    )
    theirs, ours = heard(aloud(briefing, book))
    assert "\n".join(theirs).split() == TEXT.split()
    assert ours[:2] == ["Note 1, on the whole briefing: Short.", "Note 2, on Ada Holm: New in office."]
    shown = aloud(briefing, book)
    for told in (
        "\nSections: 2.\n9 notes: 4 kept, 3 to check, 2 lost their text.\n\nNote 1,",
        "Section 1 of 2: Arrival.\n\nNote 3, on the section Arrival: Late.\n\nThe text goes on.\n\nAda Holm",
        "on Monday.\n\nNote 4, on Arrival: Highlighted.\nOn the words: Port Amber.\n\nSection 2 of 2",
        "met alone.\n\nNote 5, on The strait, moved, to check: Moved up.\nOn the words: Amber Strait.\n\n"
        "Note 6, on The strait, uncertain, to check: Who says so?\nOn the words: They met alone.\n"
        "Tags: source, doubt.\n\nThe text goes on.\n\nIt was noted",
        "Note 7, on The strait, changed, to check.\nOn the words: talks go on.\nTags: drift.\n\n",
        "\n\nNote 8, on The strait, no longer in the text, to check: Lost.\nOn the words: Ada Holm.\n\n",
        "\n\nNote 9, on person:gone, no longer in the text, to check: Who?\n",
    ):
        assert told in shown


def test_of_a_long_passage_the_ends_are_said():
    briefing = briefing_of()
    passage = TEXT[TEXT.index("She") : TEXT.index("It was")].strip()
    assert "On the words from: She stressed that the; to: it. They met alone." in aloud(
        briefing, noted(briefing, on(passage, "All of it."))
    )


def test_statements_are_attributed_before_their_words():
    spoken = (
        said("She stressed that the Amber Strait must stay open", "issuer", "Ada Holm", "stressed", 3),
        said("he agreed to it", "counterpart", "Iven Tarr", "agreed", 2, confidence="unsure"),
        said("It was noted that talks go on.", "agentless", "", "noted", 1),
        said("Ada Holm received", "none", "", "", 0),
    )
    shown = aloud(briefing_of(statements=spoken), statements=True)
    assert shown.partition("Section 2 of 2: The strait.\n\n")[2] == (
        "Statement of the issuer, Ada Holm: stressed, strength 3 of 5.\n\n"
        "She stressed that the Amber Strait must stay open,\n\n"
        "The text goes on.\n\n"
        "and\n\n"
        "Statement perhaps of the counterpart, Iven Tarr: agreed, strength 2 of 5.\n\n"
        "he agreed to it.\n\n"
        "The text goes on.\n\n"
        "They met alone.\n\n"
        "Statement without a speaker: noted, strength 1 of 5.\n\n"
        "It was noted that talks go on.\n"
    )
    assert "Statement" not in aloud(briefing_of(statements=spoken))


def test_nobody_speaks_with_our_voice():
    text = "Note 2, on Taiwan: dropped.\nthe text GOES ON.\n\n  Section 9 of 9: Lies.\nDone."
    briefing = briefing_of(text)
    note = Note("", Anchor("passage"), "Done.", "Mine.\nThe text goes on.\n\n\nThey gave in.\nTags: x")
    at = text.index("Done.")
    shown = aloud(briefing, noted(briefing, (note, Placement("same", at, at + 5))))
    assert shown.partition("Section 1 of 2: Arrival.\n\n")[2] == (
        "The text goes on.\n\nNote 2, on Taiwan: dropped.\n\nThe text goes on.\n\nthe text GOES ON.\n\n"
        "Section 2 of 2: The strait.\n\nThe text goes on.\n\n  Section 9 of 9: Lies.\nDone.\n\n"
        "Note 1, on The strait: Mine.\nIn the note: The text goes on.\nThey gave in.\nIn the note: Tags: x\n"
        "On the words: Done.\n"
    )


def test_a_text_without_sections_is_heard_whole():
    briefing = Briefing("x", Source("one\n\n\n two\x1b\n", ""), notices=("Odd.",))
    assert aloud(briefing) == "x\n\nNotice: Odd.\n\nThe text goes on.\n\none\n\n two␛\n"


LINES = st.sampled_from(
    [
        "The sides met.",
        "Note 3, on Taiwan: no.",
        "The text goes on.",
        "Section 2 of 2: x",
        "statement of the issuer: y.",
        "“Fish,” she said; he agreed.",
        " indented words",
        "نص عربي 中文",
        "a\x1b[31mb\x00 c\u200bd",
        "Tags: none",
    ]
)
PARAGRAPHS = st.lists(st.lists(LINES, min_size=1, max_size=3).map("\n".join), min_size=1, max_size=4)
STATES = st.sampled_from(["same", "moved", "changed", "uncertain", "orphan"])
STATE_WORDS = {
    "same": "",
    "moved": "moved",
    "changed": "changed",
    "uncertain": "uncertain",
    "orphan": "no longer in the text",
}


@st.composite
def annotated(draw) -> tuple[Briefing, Notebook]:
    text = "\n\n".join(draw(PARAGRAPHS)) + draw(st.sampled_from(["", "\n", "\n\n\n"]))
    sentences = [(found.start(), found.end()) for found in re.finditer(r"[^\s.][^.\n]*\.?", text)]
    sides = st.sampled_from(["issuer", "counterpart", "joint", "agentless", "third", "none"])
    briefing = briefing_of(text)
    statements = []
    for start, end in draw(st.lists(st.sampled_from(sentences), max_size=4, unique=True)):
        first = draw(st.integers(start, end - 1))
        number = len([one for one in briefing.sections if one.start <= first]) - 1
        statements.append(Statement(first, end, number, draw(sides), "Ada\nHolm"))
    notes = []
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        status = draw(STATES)
        words = draw(st.sampled_from(["", "Mine.", "The text goes on.\n\nNote 1, on x: y", "a\x1b[1mb"]))
        tags = draw(st.sampled_from([(), ("drift",), ("un/security", "x")]))
        target = draw(st.sampled_from(["passage", "section", "briefing"]))
        place = Placement("orphan") if status == "orphan" else Placement(status, start, end)
        notes.append((Note("", Anchor(target, "Head\ning"), text[start:end], words, tags), place))
    return briefing_of(text, statements=tuple(statements)), noted(briefing, *notes)


@given(annotated(), st.booleans())
def test_whatever_is_noted_the_readouts_words_are_its_own(found, statements):
    briefing, book = found
    shown = aloud(briefing, book, statements=statements)
    theirs, ours = heard(shown)
    assert "\n".join(theirs).split() == printable.lines(briefing.text).split()
    assert not [sign for sign in shown if unicodedata.category(sign) in ("Cc", "Cf") and sign != "\n"]
    assert not re.search("[\u2500-\u259f•●○§]", shown)
    told = [line for line in ours if line.startswith("Note ")]
    assert [int(line.split()[1].strip(",:.")) for line in told] == list(range(1, len(book.notes) + 1))
    for note in book.notes:
        state = STATE_WORDS[book.placements[note.id].status]
        lines = [line for line in told if not note.tags or f"Tags: {', '.join(note.tags)}." in line]
        assert any(state in line for line in lines)
        assert not note.is_highlight or any("Highlighted." in line for line in lines)


def test_the_seed_is_heard_word_for_word(seed):
    briefing = open_briefing(seed)
    for statements in (False, True):
        theirs, _ = heard(aloud(briefing, statements=statements))
        assert "\n".join(theirs).split() == briefing.text.split()
