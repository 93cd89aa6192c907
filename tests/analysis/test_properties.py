"""What holds for any text at all."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefing.model import Briefing
from tests.analysis.reading import read

NAMES = (
    "President Ada Novak of Norway|Prime Minister Li|the Prime Minister|Türkiye|İstanbul|TİKA|U.S.|Jr.|(SCO)"
)
WORDS = (
    "He|They|We|stressed|discussed|met with|said|the importance of|in this regard|also|and|that|Treaty on|of"
)
MARKS = list("\u201d\u201c\"'()[],.;: \n\r\t-–\u2028\x00\u200b\ufeff\u0301\ud800\U0001f30d")
OTHERS = [
    "’s",
    "中国",
    "Москва",
    "ŉß",
    "\n\n",
    "###",
    "1. ",
    "- ",
    "QUESTION: ",
    "PRESIDENT NOVAK: ",
    "May 3, 2031",
    "e\u0301",
    "Joint Declaration",
]
PIECES = [*NAMES.split("|"), *WORDS.split("|"), *MARKS, *OTHERS]
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=60).map("".join)


def check(briefing: Briefing) -> None:
    text, sections = briefing.text, briefing.sections
    if sections:
        assert sections[0].start == 0
        assert sections[-1].end == len(text)
        assert all(one.end == after.start for one, after in zip(sections, sections[1:], strict=False))
        assert all(one.start < one.end for one in sections)
    else:
        assert not text.strip()
    for one, after in zip(briefing.sentences, briefing.sentences[1:], strict=False):
        assert one.end <= after.start
    written = sum(not letter.isspace() for letter in text)
    assert (
        sum(not letter.isspace() for one in briefing.sentences for letter in briefing.surface(one)) == written
    )
    for entity in briefing.entities:
        assert entity.mentions
        for mention in entity.mentions:
            assert text[mention.start : mention.end] == mention.surface
            assert mention.rule
            assert any(one.start <= mention.start < mention.end <= one.end for one in briefing.sentences)
    names = sorted((one.start, one.end) for entity in briefing.entities for one in entity.mentions)
    assert all(first[1] <= second[0] for first, second in zip(names, names[1:], strict=False))
    for statement in briefing.statements:
        section = sections[statement.section]
        assert section.start <= statement.start < statement.end <= section.end
        assert any(one.start <= statement.start < statement.end <= one.end for one in briefing.sentences)
        assert all(statement.start <= cue.start < cue.end <= statement.end for cue in statement.cues)
        assert statement.side != "none"
        assert statement.rule


@given(TEXTS)
@example("")
@example("   \n\n ")
@example("İ President İlham Şahin said that İ.")
@example("President Jane Doe, Jr")
def test_offsets_hold_for_any_text(text: str) -> None:
    check(read(text))


@given(st.text(st.characters(), max_size=300))
def test_offsets_hold_for_any_letters(text: str) -> None:
    check(read(text))


@given(TEXTS)
def test_reading_twice_is_the_same(text: str) -> None:
    assert read(text) == read(text)


@pytest.mark.parametrize(
    "piece",
    ["x", "Russia said ", '"He said ', "that Foo (FB) ", "Treaty of ", "\n", "- a\n", "Mr. ", "and we, "],
)
def test_time_grows_with_the_text_and_no_faster(piece: str) -> None:
    def cost(size: int) -> float:
        """The least of three: what else the machine does only ever adds."""
        text = piece * (size // len(piece))
        costs = []
        for _ in range(3):
            start = time.process_time()
            read(text)
            costs.append(time.process_time() - start)
        return min(costs)

    read("President Ada Novak met Prime Minister Li.")
    assert cost(48_000) < 8 * 4 * max(cost(6_000), 0.004)


def test_a_megabyte_without_a_line_end_is_read() -> None:
    check_size = 1_000_000
    start = time.process_time()
    assert read("x" * check_size).sections[-1].end == check_size
    assert time.process_time() - start < 5


PROBE = """
import hashlib, sys
from pathlib import Path
from briefing.analysis import analyse, bundled
from briefing.model import Source
text = Path(sys.argv[1]).read_text(encoding="utf-8")
briefing = analyse(Source(text, "0" * 64), bundled())
print(bundled().digest, hashlib.sha256(repr(briefing).encode()).hexdigest())
"""


def test_hash_seed_changes_nothing(seed: Path) -> None:
    results = {
        subprocess.run(
            [sys.executable, "-c", PROBE, str(seed)],
            env={"PYTHONHASHSEED": value, "PYTHONPATH": str(Path(__file__).parents[2])},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for value in ("0", "1", "271828")
    }
    assert len(results) == 1
